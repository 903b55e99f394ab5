package app

import (
	"context"
	"slices"
	"strings"

	"shenqian/review"
)

// Redraft is what a ruling that came in anew changes: in its words, and in the
// answers already given, which hold as long as their finding does.
type Redraft struct {
	Changes []review.Change `json:"changes"`
	Wording bool            `json:"wording"`           // nothing but wording changed
	Touches string          `json:"touches,omitempty"` // what else did
	Kept    []review.Answer `json:"answers_kept,omitempty"`
	Lapsed  []review.Answer `json:"answers_lapsed,omitempty"` // of findings that are no more
}

// redraft compares a matter as it now is with the one before; nil if there was
// no ruling, or it is the same.
func (a *App) redraft(ctx context.Context, id string, before *Dossier) (*Redraft, error) {
	if before == nil || before.Paper == nil {
		return nil, nil
	}
	d, err := a.Load(ctx, id)
	if err != nil || d.Paper == nil || d.Paper.Text == before.Paper.Text {
		return nil, err
	}
	diff := review.Compare(before.Paper, d.Paper)
	out := &Redraft{Changes: diff.Changes, Wording: diff.Minor(), Touches: diff.Substance()}
	old, now := keysOf(before.Checkup), keysOf(d.Checkup)
	for key, answer := range d.Matter.Answers {
		switch {
		case now[key]:
			out.Kept = append(out.Kept, answer)
		case old[key]:
			out.Lapsed = append(out.Lapsed, answer)
		}
	}
	for _, list := range [][]review.Answer{out.Kept, out.Lapsed} {
		slices.SortFunc(list, func(x, y review.Answer) int { return strings.Compare(x.Rule+x.Key, y.Rule+y.Key) })
	}
	return out, nil
}

func keysOf(c *review.Checkup) map[string]bool {
	keys := map[string]bool{}
	if c != nil {
		for _, f := range c.Findings {
			keys[f.Key()] = true
		}
	}
	return keys
}

// before is the matter as it stands before a draft comes in, nil if there is
// none yet.
func (a *App) before(ctx context.Context, id string) (*Dossier, error) {
	d, err := a.Load(ctx, id)
	if Code(err) == "matter.none" {
		return nil, nil
	}
	return d, err
}

// otherParties refuses a ruling that would take the place of one between wholly
// other parties: one of the two bears the wrong number.
func otherParties(before *Dossier, now review.Facts, n review.CaseNumber) error {
	if before == nil || before.Paper == nil || draftAtHand(before.Matter) != before.Matter.Draft {
		return nil // nothing to be replaced, or nothing may be
	}
	was, is := everybody(before.Kind.Prefill(before.Paper)), everybody(now)
	if len(was) == 0 || len(is) == 0 || slices.ContainsFunc(is, func(name string) bool { return slices.Contains(was, name) }) {
		return nil
	}
	return review.Fault("import.otherparties", "number", n.String(), "was", strings.Join(was, "、"), "is", strings.Join(is, "、"))
}

func everybody(f review.Facts) (names []string) {
	for _, p := range f.PartyList() {
		if p.Name != "" {
			names = append(names, strings.Join(strings.Fields(p.Name), ""))
		}
	}
	return names
}
