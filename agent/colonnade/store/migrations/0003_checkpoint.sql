-- What the readings taught, so that a start need not work it out again. Thrown away whenever it does not fit.
BEGIN IMMEDIATE;

CREATE TABLE checkpoint (
    one     INTEGER PRIMARY KEY CHECK (one = 1),
    seq     INTEGER NOT NULL,             -- of the log it was made of; what changed since is read anew
    version TEXT NOT NULL,                -- of the estimator that made it
    body    BLOB NOT NULL
) STRICT;

PRAGMA user_version = 3;
COMMIT;
