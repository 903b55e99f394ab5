package app

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"shenqian/review"
)

// Clocks are the limits that run in the matter.
func (d *Dossier) Clocks() []review.Clock {
	return append(d.Kind.Clocks(d.Matter, d.Entered, d.Facts), d.Matter.TaskClocks()...)
}

// RunningClock is a time limit of one matter.
type RunningClock struct {
	ID         string       `json:"-"`
	CaseNumber string       `json:"case_number"`
	State      review.State `json:"state"`
	Clock      string       `json:"clock"`
	N          int          `json:"n,omitempty"`
	Name       string       `json:"name"`
	From       review.Date  `json:"from,omitzero"` // the day of start, itself not counted
	Due        review.Date  `json:"due"`
	DaysLeft   int          `json:"days_left"` // below zero: overdue
	Basis      string       `json:"basis"`
	InCharge   string       `json:"in_charge,omitempty"`
	Clerk      string       `json:"clerk,omitempty"`

	Warn     review.Date `json:"warn,omitzero"` // the day on which the warning begins
	Warned   bool        `json:"warned"`        // it has begun
	ActBy    review.Date `json:"act_by,omitzero"`
	Excluded int         `json:"excluded_days,omitempty"`
	Guessed  int         `json:"guessed_year,omitempty"` // whose holidays are not known
	Unsure   bool        `json:"unsure,omitempty"`       // nobody entered whether it was done
	Asks     string      `json:"asks,omitempty"`         // the paper that its crossing asks for
	Notes    []string    `json:"notes"`                  // the same in sentences
}

// OvertimePaper is DK-04, the 超期未结书面说明 (鲁高法〔2018〕17号 part 1 item 2(2)).
const OvertimePaper = "DK-04"

// ClockFilter says which clocks.
type ClockFilter struct {
	Within int    // days that are left at most, 0 for all; overdue ones are within
	ID     string // of one matter, "" for all
}

// Clocks are the limits that run, the first to end first.
func (a *App) Clocks(ctx context.Context, f ClockFilter) ([]RunningClock, error) {
	q := QueueFilter{}
	if f.ID != "" {
		q.Query = numberOf(f.ID)
	}
	all, err := a.Queue(ctx, q)
	if err != nil {
		return nil, err
	}
	out := []RunningClock{}
	for _, it := range all.Items {
		if f.ID != "" && it.ID != f.ID {
			continue
		}
		for _, c := range it.Clocks {
			if r := a.running(c); f.Within == 0 || r.DaysLeft <= f.Within {
				r.ID, r.CaseNumber, r.State, r.InCharge = it.ID, it.CaseNumber, it.State, it.InCharge
				r.Clerk = it.Clerk
				if len(it.Clerks) > 0 {
					r.Clerk = strings.Join(it.Clerks, "、")
				}
				out = append(out, r)
			}
		}
	}
	slices.SortStableFunc(out, func(x, y RunningClock) int {
		return cmp.Or(x.DaysLeft-y.DaysLeft, strings.Compare(x.CaseNumber, y.CaseNumber))
	})
	return out, nil
}

// ClocksOf are the limits that run in one matter.
func (a *App) ClocksOf(d *Dossier) []RunningClock {
	var out []RunningClock
	for _, c := range d.Clocks() {
		r := a.running(c)
		r.ID, r.CaseNumber, r.State = d.ID, numberOf(d.ID), d.Matter.State
		out = append(out, r)
	}
	slices.SortStableFunc(out, func(x, y RunningClock) int { return x.DaysLeft - y.DaysLeft })
	return out
}

// running is a clock as it stands today.
func (a *App) running(c review.Clock) RunningClock {
	today := review.DateOf(a.Now())
	r := RunningClock{
		Clock: c.Code, N: c.N, Name: a.Words.Say("clock."+c.Code, "n", itoa(c.N)),
		From: c.From, Due: c.Due, DaysLeft: today.Days(c.Due), Basis: a.clockBasis(c),
		Warn: c.Warn, Warned: !c.Warn.IsZero() && !today.Before(c.Warn), ActBy: c.ActBy,
		Excluded: c.Excluded, Guessed: c.Guessed, Unsure: c.Unsure, Notes: []string{},
	}
	if c.Rolled {
		r.Basis += "；" + a.cited("cpl-period", c.Due)
	}
	late := r.DaysLeft < 0
	note := func(say bool, code string, args ...string) {
		if say {
			r.Notes = append(r.Notes, a.Words.Say("clock.note."+code, args...))
		}
	}
	if late && c.Code == review.ClockLimit && !c.Explained {
		r.Asks = OvertimePaper
	}
	note(c.Code == review.ClockTask, "task", "owner", c.Owner, "text", c.Text)
	note(r.Asks != "", "asks")
	note(late && c.Explained, "explained")
	note(late && c.Unsure, "unsure")
	note(!late && !r.ActBy.IsZero(), "actby", "day", r.ActBy.Arabic())
	note(c.Rolled, "rolled")
	note(c.Excluded > 0, "excluded", "days", itoa(c.Excluded))
	note(c.Guessed > 0, "guessed", "year", itoa(c.Guessed))
	return r
}

// clockBasis is the norm by which a limit runs, or, of a task, whose word it is.
func (a *App) clockBasis(c review.Clock) string {
	if c.Code == review.ClockTask {
		return a.Words.Say("clock.basis.task")
	}
	return a.cited(c.Basis, c.Due)
}

func (a *App) cited(id string, on review.Date) string {
	p, _ := a.law().Cite(id, on)
	return p.Basis().String()
}
