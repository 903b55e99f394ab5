package app

import (
	"context"
	"encoding/json"
	"strings"

	"shenqian/review"
	"shenqian/storage"
)

// A case list knows a case before there is a ruling, and names it without 之一.
// The ruling that comes then takes its case file over; the entry that only
// held the case file is done with, and lists show it no more. One to which
// attachments were filed stays in sight.

// caseOf is a matter's id with the number of the case itself.
func caseOf(id string) string {
	if i := strings.LastIndex(id, "号之"); i >= 0 {
		return id[:i+len("号")]
	}
	return id
}

// standing are the rows without those whose case file a ruling took over.
func standing(rows []storage.MatterRow) ([]storage.MatterRow, error) {
	rulings := map[string]bool{}
	for _, r := range rows {
		if c := caseOf(r.ID); c != r.ID {
			rulings[c] = true
		}
	}
	if len(rulings) == 0 {
		return rows, nil
	}
	out := make([]storage.MatterRow, 0, len(rows))
	for _, r := range rows {
		if rulings[r.ID] {
			var s summary
			if err := json.Unmarshal(r.Summary, &s); err != nil {
				return nil, review.FaultFrom(err, "storage.damaged", "what", "matter "+r.ID)
			}
			if !s.HasRuling && s.Files == 0 {
				continue
			}
		}
		out = append(out, r)
	}
	return out, nil
}

// factsOfCase is the case file that waits under the case's own number for a
// ruling that bears n, with the ruling's number in it; nil if there is none,
// or an earlier ruling has it already.
func (a *App) factsOfCase(ctx context.Context, k review.Kind, n review.CaseNumber) ([]byte, error) {
	if n.Suffix == "" {
		return nil, nil
	}
	_, own, err := a.events(ctx, MatterID(k.ID(), n))
	if err != nil || own.Draft != nil {
		return nil, err
	}
	id := MatterID(k.ID(), n.Case())
	_, m, err := a.events(ctx, id)
	if err != nil || m.Draft == nil || m.Draft.Text != "" || m.Draft.Facts == "" {
		return nil, err
	}
	rows, err := a.store.Matters(ctx, "")
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		if r.ID != id && caseOf(r.ID) == id {
			return nil, nil
		}
	}
	b, err := a.store.Blob(ctx, m.Draft.Facts)
	if err != nil {
		return nil, err
	}
	return withNumber(b, n)
}
