package app

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"shenqian/review"
	"shenqian/signing"
)

// Rulings whose masking is recorded are published together, with one PIN of
// the court's certificate. Each public copy is one transaction; what was
// published before something broke off stays so, and publishing the rest again
// writes what is missing in the folder.

// PublishAll makes the public copies of matters that were masked, writes them
// into dir and makes dir a bundle, several at a time where the key allows it.
// It returns each one's error; done is called after each, one call at a time. When ctx ends, the rest has the error "batch.cancelled", and what
// was made is still bundled.
func (a *App) PublishAll(ctx context.Context, ids []string, dir string, court *Credential, done func(i int, err error)) (results []error, err error) {
	if err := a.courtKey(court); err != nil {
		return nil, err
	}
	// A folder in which something else lies is told of before anything is
	// published.
	if err := a.readyForBundle(ctx, dir); err != nil {
		return nil, err
	}
	results = make([]error, len(ids))
	whole := context.WithoutCancel(ctx) // cancelled between rulings, never within one
	var told sync.Mutex
	var g errgroup.Group
	g.SetLimit(signing.Parallel(a.Court().Level, court))
	for i, id := range ids {
		g.Go(func() error {
			if ctx.Err() != nil {
				results[i] = review.FaultFrom(ctx.Err(), "batch.cancelled")
				return nil
			}
			results[i] = a.publishInto(whole, id, dir, court)
			if done != nil {
				told.Lock()
				defer told.Unlock()
				done(i, results[i])
			}
			return nil // each has its own
		})
	}
	_ = g.Wait() // nobody returns an error
	if !slices.Contains(results, nil) {
		return results, nil
	}
	_, err = a.WriteBundle(whole, dir, court)
	return results, err
}

// publishInto makes one public copy, unless it was made already, and writes it.
func (a *App) publishInto(ctx context.Context, id, dir string, court *Credential) error {
	_, m, err := a.events(ctx, id)
	if err != nil {
		return err
	}
	if _, there := m.Published(); !there {
		if m.Masking == nil {
			return review.Fault("publish.nomasking")
		}
		if _, err := a.Publish(ctx, id, PublishRequest{Court: court}); err != nil {
			return err
		}
	}
	return a.PlacePublicCopy(ctx, id, dir)
}

// readyForBundle makes a folder if it is not there, and else refuses one in
// which no bundle could be written.
func (a *App) readyForBundle(ctx context.Context, dir string) error {
	_, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return review.FaultFrom(err, "bundle.write", "folder", dir)
		}
		return nil
	case err != nil:
		return err
	}
	b, err := a.readBefore(dir)
	if err != nil {
		return err
	}
	_, err = a.bundleDocuments(ctx, dir, b)
	return err
}
