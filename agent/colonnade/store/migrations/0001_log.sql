-- The log, its projections, the clients and the preferences.
-- Each migration carries its own transaction, because executescript commits whatever is open.
BEGIN IMMEDIATE;

-- One row: the sequence that rises with every change kept, and the agent's own time.
CREATE TABLE tick (
    one     INTEGER PRIMARY KEY CHECK (one = 1),
    seq     INTEGER NOT NULL,
    kept_at INTEGER NOT NULL              -- UTC microseconds, never runs back
) STRICT;
INSERT INTO tick VALUES (1, 0, 0);

-- The truth: what was said, never changed but for the blanking of a retracted subject's words.
CREATE TABLE entries (
    seq     INTEGER PRIMARY KEY,
    id      TEXT NOT NULL UNIQUE,
    subject TEXT NOT NULL,
    sort    TEXT NOT NULL CHECK (sort IN ('activity', 'reading', 'period')),
    type    TEXT NOT NULL CHECK (type IN ('record', 'amend', 'retract')),
    made_at INTEGER NOT NULL,             -- UTC microseconds
    kept_at INTEGER NOT NULL,             -- UTC microseconds; no part of the content
    client  TEXT NOT NULL,
    blanked INTEGER NOT NULL DEFAULT 0 CHECK (blanked IN (0, 1)),
    content TEXT NOT NULL                 -- canonical JSON
) STRICT;
CREATE INDEX entries_by_subject ON entries (subject);

-- Projections of the entries: the current state, rebuilt from them at any time.
CREATE TABLE activities (
    id         TEXT PRIMARY KEY,
    seq        INTEGER NOT NULL,          -- of the entry that recorded it
    at         INTEGER NOT NULL,          -- UTC microseconds
    offset     INTEGER NOT NULL,          -- minutes east of UTC
    kind       TEXT NOT NULL,
    qualifiers TEXT NOT NULL,             -- JSON object, keys sorted
    count      INTEGER NOT NULL,
    note       TEXT NOT NULL,
    client     TEXT NOT NULL,
    amended    INTEGER NOT NULL CHECK (amended IN (0, 1))
) STRICT;
CREATE INDEX activities_by_at ON activities (at, id);
CREATE INDEX activities_by_local ON activities (at + offset * 60000000);
CREATE INDEX activities_by_seq ON activities (seq);

CREATE TABLE day_counts (
    day        TEXT NOT NULL,             -- the person's day, YYYY-MM-DD
    kind       TEXT NOT NULL,
    qualifiers TEXT NOT NULL,
    count      INTEGER NOT NULL,
    PRIMARY KEY (day, kind, qualifiers)
) STRICT, WITHOUT ROWID;

CREATE TABLE readings (
    id      TEXT PRIMARY KEY,
    at      INTEGER NOT NULL,
    content TEXT NOT NULL                 -- JSON of the record with every amend applied
) STRICT;
CREATE INDEX readings_by_at ON readings (at, id);

CREATE TABLE periods (
    id     TEXT PRIMARY KEY,
    period TEXT NOT NULL CHECK (period IN ('away', 'unlogged')),
    start  TEXT NOT NULL,                 -- first day
    "end"  TEXT NOT NULL                  -- last day
) STRICT;
CREATE INDEX periods_by_start ON periods (start, id);

CREATE TABLE preferences (
    one        INTEGER PRIMARY KEY CHECK (one = 1),
    content    TEXT NOT NULL,
    changed_at INTEGER NOT NULL,
    chosen     INTEGER NOT NULL CHECK (chosen IN (0, 1))   -- 0: taken from a browser, not chosen by the person
) STRICT;

CREATE TABLE clients (
    id         TEXT PRIMARY KEY,
    role       TEXT NOT NULL CHECK (role IN ('browser', 'program', 'dashboard', 'machine')),
    label      TEXT NOT NULL,
    origin     TEXT NOT NULL,
    key        BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    seen_at    INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT;

PRAGMA user_version = 1;
COMMIT;
