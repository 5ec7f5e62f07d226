-- What the person prefers besides days and weeks: one document a name, replaced whole.
BEGIN IMMEDIATE;

CREATE TABLE documents (
    name       TEXT PRIMARY KEY,          -- 'routine', …
    content    TEXT NOT NULL,             -- JSON
    changed_at INTEGER NOT NULL           -- UTC microseconds; the later wins
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 4;
COMMIT;
