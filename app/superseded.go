package app

import (
	"context"

	"shenqian/review"
)

// A case list knows a case before there is a ruling, and names it without 之一.
// The ruling that comes then takes its case file over; the entry that only
// held the case file yields, and lists show it no more. One to which
// attachments were filed stays in sight.

// waiting is the case file that waits under the case's own number for a ruling
// that bears n, with the ruling's number in it, and the matter that holds it;
// "" if there is none, or an earlier ruling has it already.
func (a *App) waiting(ctx context.Context, k review.Kind, n review.CaseNumber) (file []byte, holder string, err error) {
	if n.Suffix == "" {
		return nil, "", nil
	}
	_, own, err := a.events(ctx, MatterID(k.ID(), n))
	if err != nil || own.Draft != nil {
		return nil, "", err
	}
	holder = MatterID(k.ID(), n.Case())
	_, m, err := a.events(ctx, holder)
	if err != nil || m.Draft == nil || m.Draft.Text != "" || m.Draft.Facts == "" || m.Yielded != "" {
		return nil, "", err
	}
	b, err := a.store.Blob(ctx, m.Draft.Facts)
	if err != nil {
		return nil, "", err
	}
	file, err = withNumber(b, n)
	return file, holder, err
}

// yields is the holder's part in the step by which a ruling takes its case file.
func yields(holder string) func(*review.Matter) (string, step) {
	if holder == "" {
		return nil
	}
	return func(m *review.Matter) (string, step) {
		return holder, step{event: review.Event{Kind: review.EventYield, Link: &review.Link{Kind: "yield", Matter: m.ID}}, roles: desk}
	}
}
