-- Schema 1. Columns named sealed_* are encrypted (FORMAT.md §2).
CREATE TABLE setting (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE journal (
  seq         INTEGER PRIMARY KEY,            -- 1, 2, 3 … without a gap
  type        TEXT NOT NULL,                  -- matter, person, desk, court
  subject     TEXT NOT NULL,                  -- matter id, person id, desk key
  signer_kind TEXT NOT NULL CHECK (signer_kind IN ('desk', 'certificate')),
  signer_key  TEXT NOT NULL,                  -- desk key id or certificate fingerprint
  signature   BLOB NOT NULL,
  sealed_body BLOB NOT NULL,                  -- canonical JSON
  prev        BLOB NOT NULL,
  hash        BLOB NOT NULL UNIQUE
) STRICT;
CREATE INDEX journal_subject ON journal (type, subject, seq);

CREATE TABLE blob (
  hash  TEXT PRIMARY KEY,                     -- SHA-256 of the content
  size  INTEGER NOT NULL,
  seq   INTEGER NOT NULL                      -- the journal entry it came in with
) STRICT;

CREATE TABLE matter (
  id             TEXT PRIMARY KEY,
  case_number    TEXT NOT NULL,
  state          TEXT NOT NULL,
  changed        TEXT NOT NULL,
  seq            INTEGER NOT NULL,            -- last event folded in
  sealed_summary BLOB NOT NULL
) STRICT;
CREATE INDEX matter_state ON matter (state, changed);

-- Search tokens stay plain (FORMAT.md §5).
CREATE VIRTUAL TABLE matter_search USING fts5 (id UNINDEXED, tokens, tokenize = 'ascii', detail = 'none');
