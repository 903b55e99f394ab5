package signing

import (
	"context"
	"crypto/ecdsa"
	"crypto/rsa"
	"runtime"
	"sync"

	"github.com/emmansun/gmsm/sm2"

	"shenqian/signing/fault"
	"shenqian/signing/keys"
)

// Item is one file of a batch. Request.Key is the batch's.
type Item struct {
	// Open gives the file's bytes when its turn comes, so that a batch does
	// not hold all its files at once.
	Open    func() ([]byte, error)
	Request Request
	// Save keeps the signed file. It must do so wholly or not at all; the
	// item has failed if it returns an error.
	Save func(signed []byte) error
	// Reached, if set, is told before Save which level the file has.
	Reached func(r *Result)
}

// BatchOptions shape a batch.
type BatchOptions struct {
	// Parallel is how many files are signed at a time; 0 lets the key decide:
	// a key in memory uses every core, a token signs one after the other.
	Parallel int
	// Level is the level of all files, empty for B-B, and From what it needs.
	Level Level
	From  Sources
	// Done is called after each item, from one goroutine at a time.
	Done func(i int, err error)
}

// SignBatch signs every item with one credential and returns each one's
// error, nil for those that were signed and saved. A failed item does not stop
// the others. When ctx ends, items already begun are finished and the rest
// get "sign.cancelled": nothing is left half signed.
func SignBatch(ctx context.Context, key *keys.Credential, items []Item, o BatchOptions) []error {
	results := make([]error, len(items))
	signer, err := newSigner(key)
	if err != nil {
		for i := range results {
			results[i] = err
		}
		return results
	}
	workers := o.Parallel
	if workers <= 0 {
		workers = parallel(key, o)
	}
	var wg sync.WaitGroup
	var told sync.Mutex
	next := make(chan int)
	for range min(workers, len(items)) {
		wg.Go(func() {
			for i := range next {
				results[i] = signItem(ctx, key, items[i], signer, o)
				if o.Done != nil {
					told.Lock()
					o.Done(i, results[i])
					told.Unlock()
				}
			}
		})
	}
	for i := range items {
		next <- i
	}
	close(next)
	wg.Wait()
	return results
}

// stampers is how many files wait for authorities at a time: what takes long
// there is the way, and more at once are turned away.
const stampers = 8

func parallel(key *keys.Credential, o BatchOptions) int {
	switch key.Signer.(type) {
	case *rsa.PrivateKey, *ecdsa.PrivateKey, *sm2.PrivateKey:
		if o.Level.Reaches(LevelT) {
			return max(stampers, runtime.GOMAXPROCS(0))
		}
		return runtime.GOMAXPROCS(0)
	}
	return 1
}

func signItem(ctx context.Context, key *keys.Credential, it Item, signer *preparedSigner, o BatchOptions) error {
	if ctx.Err() != nil {
		return fault.Wrap(ctx.Err(), "sign.cancelled")
	}
	pdf, err := it.Open()
	if err != nil {
		return err
	}
	it.Request.Key = key
	level := o.Level
	if level == "" {
		level = LevelB
	}
	r, err := signLevel(ctx, pdf, it.Request, signer, level, o.From)
	if err != nil {
		return err
	}
	if it.Reached != nil {
		it.Reached(r)
	}
	return it.Save(r.PDF)
}
