package app

import (
	"context"

	"shenqian/review"
	"shenqian/signing"
)

// Original is the signed 原本 of an approved case and the name of its file.
func (a *App) Original(ctx context.Context, id string) (name string, pdf []byte, err error) {
	_, m, err := a.events(ctx, id)
	if err != nil {
		return "", nil, err
	}
	number := id[len(kindOf(id))+1:]
	if m.State != review.StateApproved {
		return "", nil, review.Fault("original.none", "number", number)
	}
	for i := len(m.Decisions) - 1; i >= 0; i-- {
		if d := m.Decisions[i]; d.Kind == review.EventApprove {
			pdf, err := a.store.Blob(ctx, d.Signed)
			return number + "-" + a.Words.Paper("paper.original") + ".pdf", pdf, err
		}
	}
	return "", nil, review.Fault("original.paper", "number", number)
}

// SignFile signs any PDF, in the named empty field or invisibly.
func (w *Workshop) SignFile(pdf []byte, c *Credential, field, reason string, certify bool) ([]byte, error) {
	r := signing.Request{Field: field, Key: c, Time: w.Now(), Name: Describe(c).Name, Reason: reason}
	if Describe(c).Training {
		r.Reason += w.Words.Paper("reason.training")
	}
	if certify {
		r.Certify = 2
	}
	return signing.Sign(pdf, r)
}
