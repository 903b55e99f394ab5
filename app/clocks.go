package app

import (
	"context"
	"slices"

	"shenqian/review"
)

// RunningClock is a time limit of one matter.
type RunningClock struct {
	ID         string      `json:"-"`
	CaseNumber string      `json:"case_number"`
	Clock      string      `json:"clock"`
	N          int         `json:"n,omitempty"`
	Name       string      `json:"name"`
	Due        review.Date `json:"due"`
	DaysLeft   int         `json:"days_left"` // below zero: overdue
	Basis      string      `json:"basis"`
	InCharge   string      `json:"in_charge,omitempty"`
	Clerk      string      `json:"clerk,omitempty"`
}

// Clocks are the limits that run in all matters, the first to end first.
func (a *App) Clocks(ctx context.Context) ([]RunningClock, error) {
	all, err := a.Queue(ctx, QueueFilter{})
	if err != nil {
		return nil, err
	}
	today := review.DateOf(a.Now())
	out := []RunningClock{}
	for _, it := range all.Items {
		for _, c := range it.Clocks {
			p, _ := a.law.Cite(c.Basis, c.Due)
			out = append(out, RunningClock{
				ID: it.ID, CaseNumber: it.CaseNumber, Clock: c.Code, N: c.N, Name: a.Words.Say("clock."+c.Code, "n", itoa(c.N)),
				Due: c.Due, DaysLeft: today.Days(c.Due), Basis: p.Basis().String(), InCharge: it.InCharge, Clerk: it.Clerk,
			})
		}
	}
	slices.SortStableFunc(out, func(x, y RunningClock) int { return x.DaysLeft - y.DaysLeft })
	return out, nil
}
