package storage

import (
	"context"
	"database/sql"
	"errors"

	"golang.org/x/mod/sumdb/tlog"

	"shenqian/review"
)

// The tree is the Merkle tree of RFC 6962 §2.1 over the journal: its leaf n is
// the hash of entry n+1. Whoever knows its root at some size knows all entries
// up to there; a checkpoint is such a root, signed. The table holds the hashes
// of all whole subtrees, in the order of tlog.StoredHashes.

// plant adds an entry to the tree. A server's database does so itself, and lets
// nobody else (migrations/postgres/0005_guard.sql).
func (t *Tx) plant(e Entry) error {
	if t.s.onServer() {
		return nil
	}
	hashes, err := tlog.StoredHashes(e.Seq-1, e.Hash[:], t.s.leaves(t.ctx, t.tx))
	if err != nil {
		return review.FaultFrom(err, "storage.tree")
	}
	first := tlog.StoredHashIndex(0, e.Seq-1)
	for i, h := range hashes {
		if _, err := t.tx.ExecContext(t.ctx, "INSERT INTO tree (number, hash) VALUES (?, ?) ON CONFLICT (number) DO UPDATE SET hash = excluded.hash", first+int64(i), h[:]); err != nil {
			return unwritten(err)
		}
	}
	return nil
}

// leaves reads the tree.
func (s *Store) leaves(ctx context.Context, q bound) tlog.HashReader {
	return tlog.HashReaderFunc(func(numbers []int64) ([]tlog.Hash, error) {
		out := make([]tlog.Hash, len(numbers))
		for i, n := range numbers {
			var h []byte
			err := q.QueryRowContext(ctx, "SELECT hash FROM tree WHERE number = ?", n).Scan(&h)
			if err == nil && len(h) != tlog.HashSize {
				err = sql.ErrNoRows
			}
			if err != nil {
				return nil, err
			}
			copy(out[i][:], h)
		}
		return out, nil
	})
}

// Size is the number of entries in the journal.
func (s *Store) Size(ctx context.Context) (size int64, err error) {
	if err := s.db.QueryRowContext(ctx, "SELECT COALESCE(MAX(seq), 0) FROM "+s.db.links()).Scan(&size); err != nil {
		return 0, unread(err)
	}
	return size, nil
}

// Root is the tree's root when the journal had size entries.
func (s *Store) Root(ctx context.Context, size int64) ([32]byte, error) {
	h, err := tlog.TreeHash(size, s.leaves(ctx, s.db))
	if err != nil {
		return h, review.FaultFrom(err, "storage.tree")
	}
	return h, nil
}

// Prove is the proof (RFC 6962 §2.1.1) that entry seq lies in the tree of the
// first size entries.
func (s *Store) Prove(ctx context.Context, size, seq int64) ([][32]byte, error) {
	p, err := tlog.ProveRecord(size, seq-1, s.leaves(ctx, s.db))
	if err != nil {
		return nil, review.FaultFrom(err, "storage.tree")
	}
	out := make([][32]byte, len(p))
	for i, h := range p {
		out[i] = h
	}
	return out, nil
}

// grow makes the tree of a folder's journal of an earlier schema, which had
// none.
func (s *Store) grow(ctx context.Context) error {
	var need bool
	err := s.db.QueryRowContext(ctx, "SELECT NOT EXISTS (SELECT 1 FROM tree) AND EXISTS (SELECT 1 FROM journal)").Scan(&need)
	if err != nil {
		return unread(err)
	}
	if !need {
		return nil
	}
	return s.Update(ctx, func(t *Tx) error {
		hashes, err := t.hashes()
		if err != nil {
			return err
		}
		for i, h := range hashes {
			if err := t.plant(Entry{Seq: int64(i) + 1, Hash: h}); err != nil {
				return err
			}
		}
		return nil
	})
}

// hashes are those of all entries, none if another process made the tree since.
func (t *Tx) hashes() (out [][32]byte, err error) {
	rows, err := t.tx.QueryContext(t.ctx, "SELECT hash FROM journal WHERE NOT EXISTS (SELECT 1 FROM tree) ORDER BY seq")
	if err != nil {
		return nil, unread(err)
	}
	defer rows.Close()
	for rows.Next() {
		var h []byte
		if err := rows.Scan(&h); err != nil {
			return nil, unread(err)
		}
		out = append(out, [32]byte(append(h, make([]byte, 32)...)[:32])) // a hash of another length is the check's to name
	}
	return out, ended(rows)
}

// LogKey is the private key of the log with that name, found false if it has
// none here.
func (s *Store) LogKey(ctx context.Context, name string) (key []byte, found bool, err error) {
	var sealed []byte
	err = s.db.QueryRowContext(ctx, "SELECT sealed_key FROM log_key WHERE name = ?", name).Scan(&sealed)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, unread(err)
	}
	key, err = s.seal.open(sealed, "log key "+name)
	return key, err == nil, err
}

// PutLogKey keeps a log's private key, sealed.
func (t *Tx) PutLogKey(name string, key []byte) error {
	_, err := t.tx.ExecContext(t.ctx, "INSERT INTO log_key (name, sealed_key) VALUES (?, ?)", name, t.s.seal.seal(key, "log key "+name))
	if err != nil {
		return unwritten(err)
	}
	return nil
}
