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

// plant adds an entry to the tree.
func (t *Tx) plant(e Entry) error {
	hashes, err := tlog.StoredHashes(e.Seq-1, e.Hash[:], t.s.leaves(t.ctx, t.tx))
	if err != nil {
		return review.FaultFrom(err, "storage.tree")
	}
	first := tlog.StoredHashIndex(0, e.Seq-1)
	for i, h := range hashes {
		if _, err := t.tx.ExecContext(t.ctx, "INSERT OR REPLACE INTO tree (number, hash) VALUES (?, ?)", first+int64(i), h[:]); err != nil {
			return review.FaultFrom(err, "storage.write")
		}
	}
	return nil
}

// leaves reads the tree.
func (s *Store) leaves(ctx context.Context, q rowQuerier) tlog.HashReader {
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

type rowQuerier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// Size is the number of entries in the journal.
func (s *Store) Size(ctx context.Context) (size int64, err error) {
	if err := s.db.QueryRowContext(ctx, "SELECT COALESCE(MAX(seq), 0) FROM journal").Scan(&size); err != nil {
		return 0, review.FaultFrom(err, "storage.unreadable")
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

// grow adds the entries to the tree that an earlier schema did not: together
// entries in one step, so that others may act in between.
func (s *Store) grow(ctx context.Context) error {
	const together = 1000
	for {
		missing := 0
		err := s.Update(ctx, func(t *Tx) error {
			var stored, size int64
			if err := t.tx.QueryRowContext(ctx, "SELECT (SELECT COALESCE(MAX(number), -1) + 1 FROM tree), (SELECT COALESCE(MAX(seq), 0) FROM journal)").Scan(&stored, &size); err != nil {
				return review.FaultFrom(err, "storage.unreadable")
			}
			if stored >= tlog.StoredHashCount(size) {
				return nil
			}
			// The leaf whose hashes are missing or not all there.
			level, n := tlog.SplitStoredHashIndex(stored)
			planted := (n+1)<<level - 1
			return s.entriesFrom(ctx, t.tx, planted+1, together, func(seq int64, hash [32]byte) error {
				missing++
				return t.plant(Entry{Seq: seq, Hash: hash})
			})
		})
		if err != nil || missing < together {
			return err
		}
	}
}

// entriesFrom reads numbers and hashes before it calls f, which may write.
func (s *Store) entriesFrom(ctx context.Context, q querier, from int64, limit int, f func(seq int64, hash [32]byte) error) error {
	rows, err := q.QueryContext(ctx, "SELECT seq, hash FROM journal WHERE seq >= ? ORDER BY seq LIMIT ?", from, limit)
	if err != nil {
		return review.FaultFrom(err, "storage.unreadable")
	}
	defer rows.Close()
	var seqs []int64
	var hashes [][32]byte
	for rows.Next() {
		var seq int64
		var hash []byte
		if err := rows.Scan(&seq, &hash); err != nil {
			return review.FaultFrom(err, "storage.unreadable")
		}
		if len(hash) != 32 {
			return nil // the check of the journal names it
		}
		seqs, hashes = append(seqs, seq), append(hashes, [32]byte(hash))
	}
	if err := rows.Err(); err != nil {
		return review.FaultFrom(err, "storage.unreadable")
	}
	for i, seq := range seqs {
		if err := f(seq, hashes[i]); err != nil {
			return err
		}
	}
	return nil
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
		return nil, false, review.FaultFrom(err, "storage.unreadable")
	}
	key, err = s.seal.open(sealed, "log key "+name)
	return key, err == nil, err
}

// PutLogKey keeps a log's private key, sealed.
func (t *Tx) PutLogKey(name string, key []byte) error {
	_, err := t.tx.ExecContext(t.ctx, "INSERT INTO log_key (name, sealed_key) VALUES (?, ?)", name, t.s.seal.seal(key, "log key "+name))
	if err != nil {
		return review.FaultFrom(err, "storage.write")
	}
	return nil
}
