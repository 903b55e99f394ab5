package app

import (
	"context"
	"strings"

	"shenqian/review"
	"shenqian/signing/keys"
)

// Withhold is the judge's word that a ruling is not published, by the item of
// 法释〔2016〕19号 art 4 that holds. The first four hold by law; the fifth is
// decided by the vice-president in charge, after the head of the department.
func (a *App) Withhold(ctx context.Context, id string, ground review.Ground, reason string) (*review.Matter, error) {
	return a.do(ctx, id, step{
		event: review.Event{Kind: review.EventWithhold, Reason: strings.TrimSpace(reason), Withholding: &review.Withholding{Ground: ground}},
		roles: []review.Role{review.RoleJudge},
	})
}

// Unwithhold takes the judge's word back: the ruling is to be published.
func (a *App) Unwithhold(ctx context.Context, id, reason string) (*review.Matter, error) {
	return a.do(ctx, id, step{event: review.Event{Kind: review.EventWithhold, Reason: strings.TrimSpace(reason)}, roles: []review.Role{review.RoleJudge}})
}

// ConsentToWithhold is the word of whoever it waits for: the head of the
// department, then the vice-president in charge. Their certificates sign.
func (a *App) ConsentToWithhold(ctx context.Context, id, remark string, cred *keys.Credential) (*review.Matter, error) {
	if cred == nil {
		return nil, review.Fault("key.needed")
	}
	_, m, err := a.events(ctx, id)
	if err != nil {
		return nil, err
	}
	role := m.Withholding.Waits()
	if role == "" { // the domain says why
		role = review.RoleVice
	}
	return a.do(ctx, id, step{event: review.Event{Kind: review.EventConsent, Reason: strings.TrimSpace(remark)}, roles: []review.Role{role}, cred: cred})
}

// Recall takes the public copy that stands back from the public; a corrected
// one, or a notice in its place, is to follow.
func (a *App) Recall(ctx context.Context, id, reason string, cred *keys.Credential) (*review.Matter, error) {
	if cred == nil {
		return nil, review.Fault("key.needed")
	}
	return a.do(ctx, id, step{
		event: review.Event{Kind: review.EventRecall, Reason: strings.TrimSpace(reason)},
		roles: []review.Role{review.RoleVice, review.RolePresident}, cred: cred,
	})
}
