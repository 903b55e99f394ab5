package app

import (
	"context"
	"encoding/json"
	"reflect"
	"slices"

	"shenqian/review"
	"shenqian/storage"
)

// OtherMatter is another matter of the court, as the rules across cases and
// the strip of one debtor's cases see it.
type OtherMatter struct {
	review.OtherMatter
	ID string
	// Debtor is the debtor that both have, empty if they share something else.
	Debtor string
	// Sure is false where only a person's name is the same.
	Sure      bool
	Applicant string
	Remaining *review.Amount
	Revived   string // 案号 of its revival
}

// How many other matters are looked at, the latest first: of one debtor for the
// strip, of those with property of his for the rules, and of those with alike
// figures, of which one tells as much as all.
const (
	mostOthers  = 200
	mostHolding = 100
	mostAlike   = 16
)

// shared are the marks by which other cases find a matter: its debtors, those
// of them that have something a ruling must speak of, its number, and the
// figures of its text.
func (s *summary) shared(number string) (out []string) {
	if s.Aside {
		return nil
	}
	out = append(debtorMarks(s.Debtors), holdingMarks(s.Debtors)...)
	if number != "" {
		out = append(out, numberMark(number))
	}
	return append(out, bandMarks(s.Figures)...)
}

func debtorMarks(debtors []review.DebtorRecord) (out []string) {
	for _, d := range debtors {
		out = append(out, debtorMark(d.Name))
		if d.ID != "" {
			out = append(out, debtorIDMark(d.ID))
		}
	}
	return out
}

func holdingMarks(debtors []review.DebtorRecord) (out []string) {
	for _, d := range debtors {
		if d.Tells() {
			out = append(out, asked(d)...)
		}
	}
	return out
}

// asked are the marks that a matter bears where the debtor's property or end
// is told.
func asked(d review.DebtorRecord) []string {
	out := []string{holdingMark(d.Name)}
	if d.ID != "" {
		out = append(out, holdingMark(d.ID))
	}
	return out
}

func bandMarks(figures []uint32) (out []string) {
	for _, b := range review.Bands(figures) {
		out = append(out, bandMark(b))
	}
	return out
}

// debtorsOf are what a dossier knows of its debtors.
func debtorsOf(d *Dossier) []review.DebtorRecord {
	if d.Facts == nil {
		return nil
	}
	return d.Kind.Debtors(d.Facts, d.Paper)
}

// SameDebtor finds the court's other matters of a paper's debtors, the latest
// first.
func (a *App) SameDebtor(ctx context.Context, d *Dossier) (out []OtherMatter, err error) {
	debtors := debtorsOf(d)
	all, err := a.bearing(ctx, d.ID, mostOthers, debtorMarks(debtors))
	if err != nil {
		return nil, err
	}
	for _, m := range all {
		if m.Debtor, m.Sure = common(debtors, m.Debtors); m.Debtor != "" {
			out = append(out, m)
		}
	}
	return out, nil
}

// others finds the court's other matters that bear on a check-up: those that
// tell of property or the end of one of its debtors, and those that share the
// number or the figures. Empty, not nil, if there are none: it was looked for.
func (a *App) others(ctx context.Context, d *Dossier) ([]review.OtherMatter, error) {
	var holding []string
	for _, debtor := range debtorsOf(d) {
		holding = append(holding, asked(debtor)...)
	}
	holding = append(holding, numberMark(numberOf(d.ID)))
	found, err := a.bearing(ctx, d.ID, mostHolding, holding)
	if err != nil {
		return nil, err
	}
	alike, err := a.bearing(ctx, d.ID, mostAlike, bandMarks(review.Figures(d.Paper)))
	if err != nil {
		return nil, err
	}
	out, seen := []review.OtherMatter{}, map[string]bool{}
	for _, m := range append(found, alike...) {
		if !seen[m.ID] {
			seen[m.ID] = true
			out = append(out, m.OtherMatter)
		}
	}
	return out, nil
}

// bearing are the other matters that bear any of the marks.
func (a *App) bearing(ctx context.Context, id string, limit int, marks []string) (out []OtherMatter, err error) {
	rows, err := a.store.Bearing(ctx, limit+1, marks...)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		if r.ID == id {
			continue
		}
		var o summary
		if err := json.Unmarshal(r.Summary, &o); err != nil {
			return nil, review.FaultFrom(err, "storage.damaged", "what", "matter "+r.ID)
		}
		m := OtherMatter{
			ID: r.ID, Applicant: o.Applicant, Remaining: o.Remaining, Revived: o.Revived,
			OtherMatter: review.OtherMatter{Kind: o.Kind, Number: r.CaseNumber, State: r.State, On: o.On, Debtors: o.Debtors, Figures: o.Figures},
		}
		if r.State == review.StateRevoked { // what it said no longer counts
			m.Figures = nil
			m.Debtors = slices.Clone(m.Debtors)
			for i := range m.Debtors {
				m.Debtors[i].Property = nil
			}
		}
		out = append(out, m)
	}
	return out, nil
}

// common is a debtor that both have.
func common(own, others []review.DebtorRecord) (name string, sure bool) {
	for _, d := range own {
		for _, o := range others {
			if same, s := d.Same(o); same && !sure {
				name, sure = d.Name, s
			}
		}
	}
	return name, sure
}

// undecided are the states in which a check-up still counts.
var undecided = []review.State{review.StateDraft, review.StateRoute, review.StatePresident, review.StateReturned, review.StateReconsider, review.StateCommittee}

// outdateOthers has the rows of other undecided matters be made again whose
// check-up this matter's change may change.
func (a *App) outdateOthers(tx *storage.Tx, row storage.MatterRow) error {
	old, found, err := tx.Matter(row.ID)
	if err != nil {
		return err
	}
	var was, is summary
	if err := json.Unmarshal(row.Summary, &is); err != nil {
		return err
	}
	if found && json.Unmarshal(old.Summary, &was) != nil {
		was = summary{}
	}
	for _, s := range []*summary{&was, &is} {
		if s.Aside {
			s.Debtors, s.Figures = nil, nil
		}
	}
	turned := was.On != is.On || (old.State == review.StateRevoked) != (row.State == review.StateRevoked)
	if turned || !reflect.DeepEqual(was.Debtors, is.Debtors) {
		var tell []review.DebtorRecord
		for _, d := range append(slices.Clone(was.Debtors), is.Debtors...) {
			if d.Tells() {
				tell = append(tell, d)
			}
		}
		if err := tx.Outdate(row.ID, undecided, 0, debtorMarks(tell)...); err != nil {
			return err
		}
	}
	if !found || turned {
		if err := tx.Outdate(row.ID, undecided, 0, numberMark(row.CaseNumber)); err != nil {
			return err
		}
	}
	if found && !turned && slices.Equal(was.Figures, is.Figures) {
		return nil
	}
	marks := append(bandMarks(was.Figures), bandMarks(is.Figures)...)
	slices.Sort(marks)
	return tx.Outdate(row.ID, undecided, mostAlike, slices.Compact(marks)...)
}
