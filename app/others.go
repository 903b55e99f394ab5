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

// mostOthers is how many other matters are looked at; the latest count.
const mostOthers = 200

// shared are the marks by which other cases find a matter: its debtors, its
// number, and the figures of its text.
func (s *summary) shared(number string) (out []string) {
	if s.Aside {
		return nil
	}
	for _, d := range s.Debtors {
		out = append(out, debtorMark(d.Name))
		if d.ID != "" {
			out = append(out, debtorIDMark(d.ID))
		}
	}
	if number != "" {
		out = append(out, numberMark(number))
	}
	for _, b := range review.Bands(s.Figures) {
		out = append(out, bandMark(b))
	}
	return out
}

// others finds the court's other matters that share a debtor, the number or
// the figures with one.
func (a *App) others(ctx context.Context, d *Dossier) ([]OtherMatter, error) {
	s := summary{Figures: review.Figures(d.Paper)}
	if d.Facts != nil {
		s.Debtors = d.Kind.Debtors(d.Facts, d.Paper)
	}
	rows, err := a.store.Bearing(ctx, mostOthers, s.shared(numberOf(d.ID))...)
	if err != nil {
		return nil, err
	}
	var out []OtherMatter
	for _, r := range rows {
		if r.ID == d.ID {
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
		m.Debtor, m.Sure = common(s.Debtors, o.Debtors)
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
	revoked := func(r storage.MatterRow) bool { return r.State == review.StateRevoked }
	if found && was.On == is.On && was.Aside == is.Aside && revoked(old) == revoked(row) && reflect.DeepEqual(was.Debtors, is.Debtors) && slices.Equal(was.Figures, is.Figures) {
		return nil
	}
	marks := append(was.shared(row.CaseNumber), is.shared(row.CaseNumber)...)
	slices.Sort(marks)
	return tx.Outdate(row.ID, undecided, slices.Compact(marks)...)
}
