-- The table of PostgreSqlTokenStore. Safe to run again, and by several programs at once.
BEGIN;

-- CREATE TABLE IF NOT EXISTS can fail when two sessions run it at the same time.
SELECT pg_advisory_xact_lock(hashtextextended('procore_tokens', 0));

CREATE TABLE IF NOT EXISTS procore_tokens (
    key     text   COLLATE "C" PRIMARY KEY,
    version bigint NOT NULL,
    payload text   NOT NULL
);

COMMIT;
