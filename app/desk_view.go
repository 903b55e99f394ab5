package app

import (
	"context"

	"shenqian/review"
	"shenqian/storage"
)

// Exists says whether c.Data holds a court.
func Exists(c Config) bool { return storage.Exists(c.Data) }

// Stamp is the number of acts on a matter. A window that knows the stamp of
// what it shows can tell cheaply that someone else has acted since.
func (a *App) Stamp(ctx context.Context, id string) (int, error) {
	es, err := a.store.Entries(ctx, storage.MatterEntry, id)
	return len(es), err
}

// Reopen is the showing that stands, drawn again: a paper approved by hand
// that waits for the president's electronic confirmation. The bytes must come
// out with the hash that was frozen.
func (a *App) Reopen(ctx context.Context, id string) (*Showing, error) {
	d, err := a.Load(ctx, id)
	if err != nil {
		return nil, err
	}
	f := d.Matter.Frozen
	if f == nil {
		return nil, review.Fault("approve.notshown")
	}
	sh, err := a.freeze(ctx, d, f.On)
	if err != nil {
		return nil, err
	}
	if sh.Hash != f.Hash {
		return nil, review.Fault("approve.otherhash", "seen", sh.Hash.Short(), "frozen", f.Hash.Short())
	}
	return &Showing{Sheet: sh, On: f.On, Code: shortCode(id, d.Matter, f.On), Checkup: d.Checkup}, nil
}
