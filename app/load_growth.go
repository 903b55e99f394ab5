package app

import (
	"context"
	"encoding/binary"
	"math/rand/v2"
	"slices"
	"time"

	"shenqian/review"
	"shenqian/storage"
)

// layRows writes the rows of n matters, as lists show them.
func (a *App) layRows(ctx context.Context, n int, laid func(int)) error {
	dice := rand.New(rand.NewPCG(1, 2)) // the same court each time
	const together = 2000
	for from := 0; from < n; from += together {
		to := min(n, from+together)
		err := a.store.Update(ctx, func(tx *storage.Tx) error {
			for i := from; i < to; i++ {
				row, err := benchMatter(dice, i)
				if err == nil {
					err = tx.SaveMatter(row)
				}
				if err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		if laid != nil {
			laid(to)
		}
	}
	return nil
}

// GrowthRow is what a court of one size asks of its store: medians.
type GrowthRow struct {
	FirstPage, Mine, Name, Number, Save time.Duration
	Bytes                               int64 // of the store's tables and indices
}

// Growth lays the rows of n matters in an empty place and measures what lists
// and searches take. laid is called in between: it gives the place as a desk has
// it, on a server by a login with a desk's rights.
func (w *Workshop) Growth(ctx context.Context, data string, n int, laid func() (string, error)) (*GrowthRow, error) {
	key := newKey()
	at, err := func() (string, error) {
		store, err := storage.Open(ctx, data, storage.Options{Key: key, Patience: time.Hour}) // to look over all of it takes a while
		if err != nil {
			return "", err
		}
		defer store.Close()
		a := &App{Workshop: w, config: Config{Data: data}, store: store, made: newMade()}
		if err := a.layRows(ctx, n, nil); err != nil {
			return "", err
		}
		if err := store.Settle(ctx); err != nil {
			return "", err
		}
		return laid()
	}()
	if err != nil {
		return nil, err
	}
	store, err := storage.Open(ctx, at, storage.Options{Key: key})
	if err != nil {
		return nil, err
	}
	defer store.Close()
	a := &App{Workshop: w, config: Config{Data: at}, store: store, made: newMade(), session: presidentOf(review.DateOf(w.Now()))}
	queue := func(f QueueFilter) func() error {
		f.Limit = benchPage
		return func() error { _, err := a.Queue(ctx, f); return err }
	}
	g := &GrowthRow{}
	dice := rand.New(rand.NewPCG(3, 4))
	for _, m := range []struct {
		to *time.Duration
		do func() error
	}{
		{&g.FirstPage, queue(QueueFilter{})},
		{&g.Mine, queue(QueueFilter{Mine: true})},
		{&g.Name, queue(QueueFilter{Query: benchName})},
		{&g.Number, func() error { _, err := a.Find(ctx, "执"+itoa(n-1)+"号"); return err }},
		{&g.Save, func() error {
			return store.Update(ctx, func(tx *storage.Tx) error {
				row, err := benchMatter(dice, dice.IntN(n))
				if err == nil {
					err = tx.SaveMatter(row)
				}
				return err
			})
		}},
	} {
		if *m.to, err = median(m.do); err != nil {
			return nil, err
		}
	}
	g.Bytes, err = store.Bytes(ctx)
	return g, err
}

// FileGrowth is what a court with so many PDFs asks of its store: medians of one
// file that is put by an act of its own, and of one that is read; and the room
// that a file takes beyond its bytes.
type FileGrowth struct {
	Put, Get time.Duration
	Over     float64 // room on the disk, by the bytes of the files
}

// FilesGrowth lays n files of some 130 kB, as an Original has, in an empty place.
// used is the room that the place takes.
func (w *Workshop) FilesGrowth(ctx context.Context, data string, n int, used func() (int64, error)) (*FileGrowth, error) {
	store, err := storage.Open(ctx, data, storage.Options{Key: newKey()})
	if err != nil {
		return nil, err
	}
	defer store.Close()
	dice := rand.New(rand.NewPCG(5, 6))
	var all []review.Hash
	put := func(files int) error {
		return store.Update(ctx, func(tx *storage.Tx) error {
			for range files {
				b := append([]byte("%PDF-1.7\n"), make([]byte, 130_000)...)
				for i := 16; i+8 <= len(b); i += 8 {
					binary.LittleEndian.PutUint64(b[i:], dice.Uint64())
				}
				h, err := tx.PutBlob(b)
				if err != nil {
					return err
				}
				all = append(all, h)
			}
			body, err := storage.Encode(storage.MatterEntry, "m", len(all))
			if err == nil {
				_, err = tx.Append(storage.NewEntry{Type: storage.MatterEntry, Subject: "m", Body: body, Signer: storage.Signer{Kind: "desk", Key: "k"}, Signature: []byte{1}})
			}
			return err
		})
	}
	before, err := used()
	if err != nil {
		return nil, err
	}
	for len(all) < n {
		if err := put(min(50, n-len(all))); err != nil {
			return nil, err
		}
	}
	after, err := used()
	if err != nil {
		return nil, err
	}
	g := &FileGrowth{Over: float64(after-before)/float64(n)/130_000 - 1}
	if g.Put, err = median(func() error { return put(1) }); err != nil {
		return nil, err
	}
	g.Get, err = median(func() error { _, err := store.Blob(ctx, all[dice.IntN(len(all))]); return err })
	return g, err
}

// median of how long something takes.
func median(do func() error) (time.Duration, error) {
	var all []time.Duration
	for range 15 {
		start := time.Now()
		if err := do(); err != nil {
			return 0, err
		}
		all = append(all, time.Since(start))
	}
	slices.Sort(all)
	return all[len(all)/2], nil
}

// presidentOf is a sitting of nobody but the bench's president.
func presidentOf(on review.Date) *Session {
	return &Session{Person: review.Person{ID: "p", Name: "顾清和", Terms: []review.Term{{Role: review.RolePresident, From: on}}}}
}
