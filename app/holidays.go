package app

import (
	"context"

	"shenqian/review"
	"shenqian/review/law"
	"shenqian/signing/keys"
	"shenqian/storage"
)

// Holidays are the notices by which working days are told here.
func (w *Workshop) Holidays() []law.Notice { return w.law().Calendar().Notices() }

// keepHolidays takes up the notices that the court loaded. One that the program
// has come to know itself is not needed any more.
func (a *App) keepHolidays() {
	book := a.law()
	for _, n := range a.Court().Calendar {
		if next, err := book.With(n); err == nil {
			book = next
		}
	}
	if book != a.law() {
		a.readBy(book)
	}
}

// learnHolidays takes up what another desk loaded since.
func (a *App) learnHolidays(ctx context.Context) error {
	latest, err := a.loadCourt(ctx)
	if c := a.Court(); err == nil && len(latest.Calendar) > len(c.Calendar) {
		c.Calendar = latest.Calendar
		a.setCourt(c)
		a.keepHolidays()
	}
	return err
}

// AddHolidays loads the notice of a further year, or one that changes a year,
// for the whole court; signed by the certificate of a president or an
// administrator. Limits that it touches are counted anew.
func (a *App) AddHolidays(ctx context.Context, by *keys.Credential, data []byte) (law.Notice, error) {
	n, err := law.ReadNotice(data)
	if err != nil {
		return n, err
	}
	if err := a.mayKeepPeople(ctx, by); err != nil {
		return n, err
	}
	if err := a.learnHolidays(ctx); err != nil {
		return n, err
	}
	book, err := a.law().With(n)
	if err != nil {
		return n, err
	}
	touched, err := a.clocksIn(ctx, n.Year)
	if err != nil {
		return n, err
	}
	c := a.Court()
	c.Calendar = append(append([]law.Notice{}, c.Calendar...), n)
	err = a.enterSigned(ctx, by, storage.CourtEntry, "court", c, func(tx *storage.Tx) error {
		for _, id := range touched {
			if err := tx.OutdateOne(id); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return n, err
	}
	a.setCourt(c)
	a.readBy(book)
	if err := a.remake(ctx); err != nil {
		return n, err
	}
	for _, id := range touched {
		a.changed(id)
	}
	return n, nil
}

// clocksIn are the matters with a limit that the holidays of a year may move.
func (a *App) clocksIn(ctx context.Context, year int) ([]string, error) {
	all, err := a.Queue(ctx, QueueFilter{})
	if err != nil {
		return nil, err
	}
	var out []string
	for _, it := range all.Items {
		for _, c := range it.Clocks {
			if touches(c, year) {
				out = append(out, it.ID)
				break
			}
		}
	}
	return out, nil
}

// touches: a notice speaks of its year and of the last days before it.
func touches(c review.Clock, year int) bool { return c.From.Year <= year && year <= c.Due.Year+1 }
