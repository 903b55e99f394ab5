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
	Closed  int64              // how many of these are closed to whoever walks: of them only the chain and the tree were seen
}

// VerifyJournal walks the whole journal: numbers without a gap, hashes that
// chain, every signature, and the tree over them. The error, if the walk came
// upon something wrong, says what; Walk.Wrong is the entry.
func (s *Store) VerifyJournal(ctx context.Context, check Checker, sizes ...int64) (Walk, error) {
	w := Walk{Roots: map[int64][32]byte{}}
	var tree frontier
	// What others append during the walk is walked or not, and nothing is wrong.
	var size, stored int64
	if err := s.db.QueryRowContext(ctx, "SELECT (SELECT COALESCE(MAX(seq), 0) FROM "+s.db.links()+"), (SELECT COALESCE(MAX(number), -1) + 1 FROM tree)").Scan(&size, &stored); err != nil {
		return w, unread(err)
	}
	if slices.Contains(sizes, 0) {
		w.Roots[0], _ = tlog.TreeHash(0, nil) // of the empty tree
	}
	err := s.each(ctx, s.db, "", "", func(e Entry) error {
		if err := s.passClosed(ctx, &w, &tree, e.Seq, sizes); err != nil {
			return err
		}
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
		return s.passed(ctx, &w, &tree, e.Seq, e.Hash, sizes)
	})
	if err == nil { // the last may be closed too
		err = s.passClosed(ctx, &w, &tree, size+1, sizes)
	}
	if err != nil {
		if w.Wrong == 0 { // it could not even be read
			w.Wrong = w.Entries + 1
		}
		return w, err
	}
	if w.Entries < size || stored != tlog.StoredHashCount(size) {
		w.Wrong = w.Entries + 1
		return w, review.Fault("journal.gap", "seq", strconv.FormatInt(w.Wrong, 10))
	}
	return w, ctx.Err()
}

// passed goes on past an entry that was found good, if the tree has it.
func (s *Store) passed(ctx context.Context, w *Walk, tree *frontier, seq int64, hash [32]byte, sizes []int64) error {
	hashes, err := tree.add(seq-1, hash)
	if err != nil {
		return err
	}
	if good, err := s.planted(ctx, seq-1, hashes); err != nil {
		return err
	} else if !good {
		return review.Fault("journal.tree", "seq", strconv.FormatInt(seq, 10))
	}
	w.Entries, w.Head, w.Wrong = seq, hash, 0
	if slices.Contains(sizes, seq) {
		if w.Roots[seq], err = tlog.TreeHash(seq, tree); err != nil {
			return err
		}
	}
	return nil
}

// passClosed goes on past the entries before one that are closed to whoever
// walks: that they stand in the chain and in the tree is all that is shown of
// them.
func (s *Store) passClosed(ctx context.Context, w *Walk, tree *frontier, before int64, sizes []int64) error {
	if before == w.Entries+1 {
		return nil
	}
	links, err := s.linksBetween(ctx, w.Entries, before)
	if err != nil {
		return err
	}
	for _, l := range links {
		if l.seq != w.Entries+1 {
			return nil // a gap, which the next entry shows, or the tree
		}
		if w.Wrong = l.seq; l.prev != w.Head {
			return review.Fault("journal.broken", "seq", strconv.FormatInt(l.seq, 10))
		}
		if err := s.passed(ctx, w, tree, l.seq, l.hash, sizes); err != nil {
			return err
		}
		w.Closed++
	}
	return nil
}

// planted says whether the table holds these hashes of leaf n.
func (s *Store) planted(ctx context.Context, n int64, hashes []tlog.Hash) (bool, error) {
	first := tlog.StoredHashIndex(0, n)
	rows, err := s.db.QueryContext(ctx, "SELECT hash FROM tree WHERE number >= ? AND number < ? ORDER BY number", first, first+int64(len(hashes)))
	if err != nil {
		return false, unread(err)
	}
	defer rows.Close()
	for rows.Next() {
		var h []byte
		if err := rows.Scan(&h); err != nil {
			return false, unread(err)
		}
		if !bytes.Equal(h, hashes[0][:]) {
			return false, nil
		}
		hashes = hashes[1:]
	}
	return len(hashes) == 0, ended(rows)
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
