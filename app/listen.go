package app

import (
	"context"

	"shenqian/storage"
)

// Shared says whether other desks are at work on the same data.
func (a *App) Shared() bool { return storage.OnServer(a.config.Data) }

// Listen tells of what other desks do to the court's data, as if it were done
// here, until ctx ends: who watches a matter hears of it, and the court's
// settings follow. With data in a folder nobody else is at work, and it returns
// at once.
func (a *App) Listen(ctx context.Context) error {
	return a.store.Listen(ctx, func(e storage.Entry) {
		switch e.Type {
		case storage.MatterEntry:
			a.changed(e.Subject)
		case storage.CourtEntry:
			if c, err := a.loadCourt(ctx); err == nil { // else it is read at the next opening
				a.setCourt(c)
			}
			a.changed("")
		case storage.PersonEntry, storage.KeyEntry, storage.LevelEntry, storage.ExtractEntry, storage.CommitteeEntry:
			a.changed("")
		}
	})
}
