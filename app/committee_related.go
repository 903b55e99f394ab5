package app

import (
	"cmp"
	"context"
	"slices"

	"shenqian/review"
)

// RelatedCase is another case of the court that bears on an item.
type RelatedCase struct {
	ID       string       `json:"-"`
	Number   string       `json:"case_number"`
	State    review.State `json:"state"`
	Parties  string       `json:"parties"`
	Debtor   string       `json:"debtor,omitempty"` // whom both have: a related case 关联案件
	Sure     bool         `json:"sure,omitempty"`   // not by a name alone
	Likeness int          `json:"likeness"`         // of the texts, in hundredths: a similar case 类案
	Decided  string       `json:"decided,omitempty"`
}

// How many similar cases are looked at, and how many are shown.
const (
	mostCandidates = 60
	mostSimilar    = 5
)

// RelatedCases are the cases of an item's debtor here, and those of the same
// cause whose rulings read most like its own. They are found in the court's own
// data and nowhere else; what the likeness is worth, the reader judges.
func (a *App) RelatedCases(ctx context.Context, id string) ([]RelatedCase, error) {
	v, err := a.CommitteeItem(ctx, id)
	if err != nil || v.Item.Request.Matter == "" {
		return []RelatedCase{}, err
	}
	d, err := a.Load(ctx, v.Item.Request.Matter)
	if err != nil {
		return nil, err
	}
	out := []RelatedCase{}
	seen := map[string]bool{d.ID: true}
	same, err := a.SameDebtor(ctx, d)
	if err != nil {
		return nil, err
	}
	for _, m := range same {
		if !seen[m.ID] {
			seen[m.ID] = true
			out = append(out, RelatedCase{ID: m.ID, Number: m.Number, State: m.State, Parties: m.Applicant, Debtor: m.Debtor, Sure: m.Sure})
		}
	}
	similar, err := a.similar(ctx, d, seen)
	return append(out, similar...), err
}

// similar are the cases of the same cause, the most alike first.
func (a *App) similar(ctx context.Context, d *Dossier, seen map[string]bool) ([]RelatedCase, error) {
	if d.Facts == nil || d.Paper == nil || d.Facts.CauseName() == "" {
		return nil, nil
	}
	page, err := a.Queue(ctx, QueueFilter{Query: d.Facts.CauseName(), Limit: mostCandidates})
	if err != nil {
		return nil, err
	}
	own := pairsOf(d.Paper.Text)
	var out []RelatedCase
	for _, it := range page.Items {
		if seen[it.ID] {
			continue
		}
		other, err := a.Load(ctx, it.ID)
		if err != nil {
			return nil, err
		}
		if other.Paper == nil || other.Facts == nil || other.Facts.CauseName() != d.Facts.CauseName() {
			continue
		}
		r := RelatedCase{ID: it.ID, Number: it.CaseNumber, State: it.State, Parties: partyNames(other.Facts, review.Debtor), Likeness: likeness(own, pairsOf(other.Paper.Text))}
		if n := len(other.Matter.Resolutions); n > 0 {
			r.Decided = other.Matter.Resolutions[n-1].Text
		}
		out = append(out, r)
	}
	slices.SortStableFunc(out, func(x, y RelatedCase) int { return cmp.Compare(y.Likeness, x.Likeness) })
	return out[:min(len(out), mostSimilar)], nil
}

// pairsOf are the pairs of neighbouring characters of a text.
func pairsOf(text string) map[[2]rune]bool {
	out := map[[2]rune]bool{}
	var last rune
	for _, r := range text {
		if last > ' ' && r > ' ' {
			out[[2]rune{last, r}] = true
		}
		last = r
	}
	return out
}

// likeness is what two texts have in common of all pairs in either (Jaccard),
// in hundredths.
func likeness(a, b map[[2]rune]bool) int {
	common := 0
	for p := range a {
		if b[p] {
			common++
		}
	}
	if all := len(a) + len(b) - common; all > 0 {
		return common * 100 / all
	}
	return 0
}
