package app

import (
	"context"

	"shenqian/review"
)

// Assign gives matters to another 承办人 or other clerks.
func (a *App) Assign(ctx context.Context, id string, to review.Assignment) (*review.Matter, error) {
	for _, name := range append([]string{to.Judge}, to.Clerks...) {
		if name == "" {
			continue
		}
		if _, err := a.Person(ctx, name); err != nil {
			return nil, err
		}
	}
	return a.do(ctx, id, step{
		event: review.Event{Kind: review.EventAssign, Assignment: &to},
		roles: []review.Role{review.RoleAdmin, review.RoleDirector, review.RolePresident},
	})
}

// InHandsOf are the 案号 of the matters that a judge or clerk has in hand and
// that are not closed.
func (a *App) InHandsOf(ctx context.Context, name string) ([]string, error) {
	all, err := a.Queue(ctx, QueueFilter{mark: inHandsMark(name)})
	if err != nil {
		return nil, err
	}
	var out []string
	for _, it := range all.Items {
		out = append(out, it.CaseNumber)
	}
	return out, nil
}
