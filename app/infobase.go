package app

import (
	"context"
	"strings"

	"shenqian/review"
)

// EnterInfobase records the entry in the 终本案件信息库.
func (a *App) EnterInfobase(ctx context.Context, id string, on review.Date) (*review.Matter, error) {
	return a.do(ctx, id, step{event: review.Event{Kind: review.EventRegister, On: on}, roles: desk})
}

// LeaveInfobase records the removal from the 终本案件信息库, and why.
func (a *App) LeaveInfobase(ctx context.Context, id string, on review.Date, reason string) (*review.Matter, error) {
	return a.do(ctx, id, step{event: review.Event{Kind: review.EventUnregister, On: on, Reason: reason}, roles: desk})
}

// Requery records one of the queries that follow a termination.
func (a *App) Requery(ctx context.Context, id string, on review.Date, result string) (*review.Matter, error) {
	return a.do(ctx, id, step{event: review.Event{Kind: review.EventRequery, On: on, Reason: strings.TrimSpace(result)}, roles: desk})
}

// Revive records 恢复执行立案. The number is the new case's.
func (a *App) Revive(ctx context.Context, id, number string, on review.Date, ground string) (*review.Matter, error) {
	n, err := review.ParseCaseNumber(number)
	if err != nil {
		return nil, err
	}
	if n.Type != "执恢" {
		return nil, review.Fault("revive.number", "number", n.String())
	}
	return a.do(ctx, id, step{
		event: review.Event{Kind: review.EventRevive, On: on, Revival: &review.Revival{CaseNumber: n.String(), On: on, Ground: strings.TrimSpace(ground)}},
		roles: desk,
	})
}
