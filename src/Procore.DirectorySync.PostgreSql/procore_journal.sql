-- The tables of PostgreSqlJournalStore. Safe to run again, and by several programs at once.
BEGIN;

-- CREATE TABLE IF NOT EXISTS can fail when two sessions run it at the same time.
SELECT pg_advisory_xact_lock(hashtextextended('procore_journal', 0));

CREATE TABLE IF NOT EXISTS procore_journals (
    journal  text COLLATE "C" PRIMARY KEY,
    holder   text,
    problems text NOT NULL DEFAULT ''
);

CREATE TABLE IF NOT EXISTS procore_journal_records (
    journal text    COLLATE "C" NOT NULL,
    run     text    COLLATE "C" NOT NULL,
    number  integer NOT NULL,
    record  text    NOT NULL,
    PRIMARY KEY (journal, run, number)
);

-- The records hold personal data.
REVOKE ALL ON procore_journals, procore_journal_records FROM PUBLIC;

COMMIT;
