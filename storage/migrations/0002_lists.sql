-- Schema 2. A list reads one page by an index, never the whole table. What is
-- new in a row follows from its matter's events: rows of schema 1 are carried
-- over with made = 0, and are made again at the next opening.
CREATE TABLE matter_2 (
  number         INTEGER PRIMARY KEY,         -- in the order they came
  id             TEXT NOT NULL UNIQUE,
  case_number    TEXT NOT NULL,
  state          TEXT NOT NULL,
  changed        TEXT NOT NULL,
  seq            INTEGER NOT NULL,            -- last event folded in
  made           INTEGER NOT NULL,            -- by which edition of the rules for rows
  sealed_summary BLOB NOT NULL
) STRICT;
INSERT INTO matter_2 (number, id, case_number, state, changed, seq, made, sealed_summary)
  SELECT rowid, id, case_number, state, changed, seq, 0, sealed_summary FROM matter ORDER BY rowid;
DROP TABLE matter;
ALTER TABLE matter_2 RENAME TO matter;
CREATE INDEX matter_case_number ON matter (case_number);
CREATE INDEX matter_made ON matter (made);

-- Desks: 1 is everybody's, on which every matter lies. The others are a role's,
-- a person's, or a person's in a role; persons by their hash (FORMAT.md §5).
CREATE TABLE desk (
  id  INTEGER PRIMARY KEY,
  who TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO desk (id, who) VALUES (1, '');

CREATE TABLE matter_desk (
  matter INTEGER NOT NULL,
  desk   INTEGER NOT NULL,
  rank   INTEGER NOT NULL,                    -- the worst first
  state  TEXT NOT NULL,
  PRIMARY KEY (matter, desk)
) STRICT, WITHOUT ROWID;
CREATE INDEX matter_desk_order ON matter_desk (desk, rank, matter, state);

-- The tokens themselves are not kept, only where each occurs.
DROP TABLE matter_search;
CREATE VIRTUAL TABLE matter_search USING fts5 (tokens, tokenize = 'ascii', detail = 'none', content = '', contentless_delete = 1);
