-- Schema 4. The Merkle tree over the journal (FORMAT.md §7): hashes of leaves and
-- of whole subtrees, numbered as C2SP and RFC 6962 logs in Go number them. They
-- follow from the journal; rows of earlier schemas get theirs at the next opening.
CREATE TABLE tree (
  number INTEGER PRIMARY KEY,                 -- tlog.StoredHashIndex
  hash   BLOB NOT NULL
) STRICT;

-- The keys by which checkpoints of the tree are signed.
CREATE TABLE log_key (
  name       TEXT PRIMARY KEY,                -- the log's origin
  sealed_key BLOB NOT NULL
) STRICT;
DROP TABLE setting;                           -- never used
