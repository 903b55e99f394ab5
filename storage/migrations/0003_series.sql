-- Schema 3. The matters of one series (系列案) may be listed as one line: the
-- worst of them on each desk, which the others follow.
ALTER TABLE matter ADD COLUMN series TEXT NOT NULL DEFAULT ''; -- keyed hash (FORMAT.md §5)
CREATE INDEX matter_series ON matter (series) WHERE series <> '';
ALTER TABLE matter_desk ADD COLUMN follows INTEGER NOT NULL DEFAULT 0;
DROP INDEX matter_desk_order;
CREATE INDEX matter_desk_order ON matter_desk (desk, rank, matter, state, follows);
