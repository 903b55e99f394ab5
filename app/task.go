package app

import (
	"context"
	"strings"

	"shenqian/review"
)

// Ask makes of a remark what somebody is to do until a day 批示落实. owner is a
// person's name or id.
func (a *App) Ask(ctx context.Context, id, text, owner string, due review.Date) (*review.Matter, error) {
	p, err := a.Person(ctx, owner)
	if err != nil {
		return nil, err
	}
	return a.do(ctx, id, step{
		event: review.Event{Kind: review.EventAsk, Task: &review.Task{Text: strings.TrimSpace(text), Owner: p.Name, Due: due}},
		roles: []review.Role{review.RolePresident, review.RoleVice, review.RoleDirector},
	})
}

// Fulfil closes the nth task of a matter with what was done.
func (a *App) Fulfil(ctx context.Context, id string, n int, how string) (*review.Matter, error) {
	return a.do(ctx, id, step{
		event: review.Event{Kind: review.EventFulfil, Task: &review.Task{N: n, How: strings.TrimSpace(how)}},
		roles: []review.Role{review.RoleClerk, review.RoleJudge, review.RoleDirector, review.RoleVice, review.RolePresident, review.RoleCustodian},
	})
}
