-- What was believed each night, and what changed when.
BEGIN IMMEDIATE;

CREATE TABLE snapshots (
    day      TEXT PRIMARY KEY,            -- YYYY-MM-DD; the estimate is of its end
    brand    REAL NOT NULL,               -- means in points
    find     REAL NOT NULL,
    engage   REAL NOT NULL,
    build    REAL NOT NULL,
    total    REAL NOT NULL,
    replayed INTEGER NOT NULL CHECK (replayed IN (0, 1)),  -- 1: nobody watched that night; worked out later
    kept_at  INTEGER NOT NULL             -- UTC microseconds
) STRICT, WITHOUT ROWID;

-- The newest change of each day's counts ("2026-11-20"), and of the readings, the periods, of every day at once.
CREATE TABLE changes (
    name TEXT PRIMARY KEY,
    seq  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX changes_by_seq ON changes (seq);

PRAGMA user_version = 2;
COMMIT;
