package app

import (
	"context"
	"encoding/json"
	"time"

	"shenqian/review"
	"shenqian/storage"
)

// edition counts the changes of what a row is made by: rank, desks, search.
// Rows of an earlier edition are made again when the court is opened.
const edition = 9

// The marks by which matters are counted and found whole.
func seriesMark(name string) string   { return "series:" + name }
func inHandsMark(name string) string  { return "hands:" + name }
func debtorMark(name string) string   { return "debtor:" + name }
func debtorIDMark(id string) string   { return "debtor-id:" + id }
func holdingMark(who string) string   { return "holding:" + who }
func numberMark(number string) string { return "number:" + number }
func bandMark(band string) string     { return "band:" + band }

// row is what lists show of a dossier.
func (d *Dossier) row() (storage.MatterRow, error) {
	row, err := rowOf(d.ID, d.Matter.State, d.Matter.Changed.Format(time.RFC3339), summarise(d))
	if d.Facts != nil {
		for _, p := range d.Facts.PartyList() {
			row.IDs = append(row.IDs, p.ID, p.CreditCode)
		}
	}
	return row, err
}

func rowOf(id string, state review.State, changed string, s summary) (storage.MatterRow, error) {
	b, err := json.Marshal(s)
	number := numberOf(id)
	series := s.Series
	if s.Substitute != "" {
		series = "" // whom it is closed to must not miss those that would follow it
	}
	return storage.MatterRow{
		ID: id, CaseNumber: number, State: state, Changed: changed, Summary: b, Made: edition, Aside: s.Aside,
		Rank: s.standing(state).rank, Desks: s.desks(state), Marks: append(s.marks(state), s.shared(number)...), Series: series,
		Search: number + " " + s.Applicant + " " + s.Debtor + " " + s.Cause + " " + s.InCharge + " " + s.Series,
	}, err
}

func (s *summary) marks(state review.State) (out []string) {
	if s.Series != "" {
		out = append(out, seriesMark(s.Series))
	}
	if s.Tasks > 0 {
		out = append(out, tasksMark)
	}
	if state == review.StateRefused || state == review.StateRevoked || s.Published || s.Withheld || s.Inside && state == review.StateServed {
		return out // closed: in nobody's hands
	}
	for _, name := range append([]string{s.InCharge, s.Clerk}, s.Clerks...) {
		if name != "" {
			out = append(out, inHandsMark(name))
		}
	}
	return out
}

// saveRow writes what lists show of the matter as it now is.
func (a *App) saveRow(ctx context.Context, tx *storage.Tx, id string, m *review.Matter, events []review.Event) error {
	k, err := a.Kind(kindOf(id))
	if err != nil {
		return err
	}
	d := &Dossier{ID: id, Kind: k, Matter: m, Events: events}
	if err := a.read(ctx, d); err != nil {
		return err
	}
	row, err := d.row()
	if err != nil {
		return err
	}
	if err := a.outdateOthers(tx, row); err != nil {
		return err
	}
	return tx.SaveMatter(row)
}

// together is how many rows are made again in one step: so many that few
// steps are written, so few that others can act in between.
const together = 100

// remake makes the rows of earlier editions again.
func (a *App) remake(ctx context.Context) error {
	for !a.reads {
		left, err := a.store.HasOutdated(ctx, edition)
		if err != nil || !left {
			return err
		}
		if err := a.learnHolidays(ctx); err != nil {
			return err
		}
		err = a.store.Update(ctx, func(tx *storage.Tx) error {
			old, err := tx.Outdated(edition, together)
			if err != nil {
				return err
			}
			for _, r := range old {
				if err := a.remakeRow(ctx, tx, r); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// remakeRow makes one row again from its matter's events. A matter that can't
// be read, because something of it is damaged, must not keep the court shut
// nor vanish from the lists: it stays as it was listed, and `journal verify`
// and opening it say what is wrong.
func (a *App) remakeRow(ctx context.Context, tx *storage.Tx, old storage.MatterRow) error {
	events, m, err := a.events(ctx, old.ID)
	if err == nil && len(events) > 0 {
		err = a.saveRow(ctx, tx, old.ID, m, events)
	}
	if err == nil && len(events) > 0 || storeFailed(err) || ctx.Err() != nil {
		return err
	}
	var s summary
	if err := json.Unmarshal(old.Summary, &s); err != nil {
		return review.FaultFrom(err, "storage.damaged", "what", "matter "+old.ID)
	}
	row, err := rowOf(old.ID, old.State, old.Changed, s)
	if err != nil {
		return err
	}
	return tx.SaveMatter(row)
}
