package storage

import (
	"bytes"
	"context"
	"slices"
	"strconv"

	"golang.org/x/mod/sumdb/tlog"

	"shenqian/review"
	"shenqian/review/canon"
)

// Checker tells whether signature is signer's over the statement. It comes
// from outside: storage knows no keys.
type Checker func(e Entry, statement []byte) error

// Walk is what a walk over the whole journal found.
type Walk struct {
	Entries int64              // how many are good, from the first on
	Head    [32]byte           // the hash of the last good one
	Roots   map[int64][32]byte // the tree's roots at the sizes asked for, as far as the walk came
	Wrong   int64              // the first entry that is wrong, 0 if none is
}

// VerifyJournal walks the whole journal: numbers without a gap, hashes that
// chain, every signature, and the tree over them. The error, if the walk came
// upon something wrong, says what; Walk.Wrong is the entry.
func (s *Store) VerifyJournal(ctx context.Context, check Checker, sizes ...int64) (Walk, error) {
	w := Walk{Roots: map[int64][32]byte{}}
	var tree frontier
	if slices.Contains(sizes, 0) {
		w.Roots[0], _ = tlog.TreeHash(0, nil) // of the empty tree
	}
	err := s.each(ctx, s.db, "", "", func(e Entry) error {
		w.Wrong = w.Entries + 1
		seq := strconv.FormatInt(w.Wrong, 10)
		switch {
		case e.Seq != w.Wrong:
			return review.Fault("journal.gap", "seq", seq)
		case e.Prev != w.Head || e.Hash != chain(e.Seq, w.Head, e.NewEntry):
			return review.Fault("journal.broken", "seq", seq)
		}
		if canonical, err := canon.Canonical(e.Body); err != nil || !bytes.Equal(canonical, e.Body) {
			return review.Fault("journal.body", "seq", seq)
		}
		if err := check(e, Statement(e.Body)); err != nil {
			return review.FaultFrom(err, "journal.signature", "seq", seq)
		}
		hashes, err := tree.add(e.Seq-1, e.Hash)
		if err != nil {
			return err
		}
		if good, err := s.planted(ctx, e.Seq-1, hashes); err != nil {
			return err
		} else if !good {
			return review.Fault("journal.tree", "seq", seq)
		}
		w.Entries, w.Head, w.Wrong = e.Seq, e.Hash, 0
		if slices.Contains(sizes, e.Seq) {
			if w.Roots[e.Seq], err = tlog.TreeHash(e.Seq, &tree); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		if w.Wrong == 0 { // it could not even be read
			w.Wrong = w.Entries + 1
		}
		return w, err
	}
	var stored int64
	if err := s.db.QueryRowContext(ctx, "SELECT COALESCE(MAX(number), -1) + 1 FROM tree").Scan(&stored); err != nil {
		return w, review.FaultFrom(err, "storage.unreadable")
	}
	if stored != tlog.StoredHashCount(w.Entries) {
		w.Wrong = w.Entries + 1
		return w, review.Fault("journal.gap", "seq", strconv.FormatInt(w.Wrong, 10))
	}
	return w, ctx.Err()
}

// planted says whether the table holds these hashes of leaf n.
func (s *Store) planted(ctx context.Context, n int64, hashes []tlog.Hash) (bool, error) {
	first := tlog.StoredHashIndex(0, n)
	rows, err := s.db.QueryContext(ctx, "SELECT hash FROM tree WHERE number >= ? AND number < ? ORDER BY number", first, first+int64(len(hashes)))
	if err != nil {
		return false, review.FaultFrom(err, "storage.unreadable")
	}
	defer rows.Close()
	for rows.Next() {
		var h []byte
		if err := rows.Scan(&h); err != nil {
			return false, review.FaultFrom(err, "storage.unreadable")
		}
		if !bytes.Equal(h, hashes[0][:]) {
			return false, nil
		}
		hashes = hashes[1:]
	}
	return len(hashes) == 0, rows.Err()
}

// frontier is a growing tree: of each level only the last whole subtree, which
// is all that the next leaf and the root hang on.
type frontier []tlog.Hash

// add gives the hashes that leaf n completes.
func (f *frontier) add(n int64, hash [32]byte) ([]tlog.Hash, error) {
	hashes, err := tlog.StoredHashes(n, hash[:], f)
	if err != nil {
		return nil, err
	}
	for level, h := range hashes {
		if level == len(*f) {
			*f = append(*f, h)
		}
		(*f)[level] = h
	}
	return hashes, nil
}

// ReadHashes is tlog.HashReader for what add and TreeHash ask.
func (f *frontier) ReadHashes(numbers []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(numbers))
	for i, n := range numbers {
		level, _ := tlog.SplitStoredHashIndex(n)
		out[i] = (*f)[level]
	}
	return out, nil
}
