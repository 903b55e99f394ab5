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
	// Second is how the file is signed a second time, if the batch has a second
	// key; Second.Key is the batch's.
	Second Second
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
	// Second is an SM2 key with which every file is signed a second time (see
	// SignDual), nil for none.
	Second *keys.Credential
	// Level is the level of all files, empty for B-B, and From what it needs.
	Level Level
	From  Sources
	// Done is called after each item, from one goroutine at a time.
	Done func(i int, err error)
}

// SignBatch signs every item with one credential, or with two, and returns each one's
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
		workers = Parallel(o.Level, key, o.Second)
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

// Parallel is how many files may be signed at a time at a level with some keys,
// nil ones aside: a token does one thing after the other.
func Parallel(level Level, all ...*keys.Credential) int {
	for _, key := range all {
		if key == nil {
			continue
		}
		switch key.Signer.(type) {
		case *rsa.PrivateKey, *ecdsa.PrivateKey, *sm2.PrivateKey:
		default:
			return 1
		}
	}
	if level.Reaches(LevelT) {
		return max(stampers, runtime.GOMAXPROCS(0))
	}
	return runtime.GOMAXPROCS(0)
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
	var r *Result
	if o.Second != nil {
		it.Second.Key = o.Second
		r, err = SignDual(ctx, pdf, it.Request, it.Second, level, o.From)
	} else {
		r, err = signLevel(ctx, pdf, it.Request, signer, level, o.From)
	}
	if err != nil {
		return err
	}
	if it.Reached != nil {
		it.Reached(r)
	}
	return it.Save(r.PDF)
}
