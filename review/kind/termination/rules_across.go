package termination

import (
	"strconv"
	"strings"

	"shenqian/review"
	"shenqian/review/kind/ruling"
)

// X: the case against the court's other cases (practice.md 34). One debtor has
// one fortune and one life: what two rulings say of them must fit. What other
// cases say is shown and answered; it never blocks by itself.

// about is how near two rulings must be in time for one's property to be the
// other's: half a year, the time between two queries (373 art. 9).
const about = 183

// elsewhere calls f for every debtor of this case and each of the court's other
// cases of the same debtor, until it says stop. sure is false where only the
// names are the same.
func (r *reading) elsewhere(f func(p review.Party, o review.OtherMatter, d review.DebtorRecord, sure bool) bool) {
	for _, p := range r.debtors() {
		own := review.DebtorRecordOf(p)
		for _, o := range r.In.Others {
			if n, err := review.ParseCaseNumber(o.Number); err == nil && n.Case() == r.facts.Number.Case() {
				continue // another ruling of this case
			}
			for _, d := range o.Debtors {
				if same, sure := own.Same(d); same && !f(p, o, d, sure) {
					return
				}
			}
		}
	}
}

// named warns; where only the name is the same, it informs.
func named(res ruling.Result, sure bool) ruling.Result {
	if !sure {
		res.Severity = review.Info
		res.Args["same"] = "name"
	}
	return res.Warn()
}

// X01: another case of these months knows property of the debtor that is left,
// and this ruling does not speak of it.
func (r *reading) noPropertyIsLeftElsewhere() ruling.Result {
	return r.propertyElsewhere(false, "373-1-3", "X01.property")
}

// X02: this court seized property of the debtor first, in another case, and
// has not disposed of it (directive 一·2(4)).
func (r *reading) noFirstSeizureWaitsElsewhere() ruling.Result {
	return r.propertyElsewhere(true, "directive-first", "X02.first")
}

func (r *reading) propertyElsewhere(first bool, basis, code string) ruling.Result {
	out := ruling.Result{Outcome: review.NotApplicable}
	r.elsewhere(func(p review.Party, o review.OtherMatter, d review.DebtorRecord, sure bool) bool {
		out = ruling.Met
		if !first && !o.On.IsZero() && !r.On.IsZero() && abs(o.On.Days(r.On)) > about {
			return true
		}
		for _, a := range d.Property {
			if a.First == first && !r.speaksOf(a.Name) {
				out = named(r.Unmet(basis, code, ruling.Place{}, "number", o.Number, "debtor", p.Name, "asset", a.Name), sure)
				return false
			}
		}
		return true
	})
	return out
}

// speaksOf says whether the ruling or its case file names an asset.
func (r *reading) speaksOf(asset string) bool {
	name := bare(asset)
	if name == "" || strings.Contains(bare(r.Paper.Body()), name) {
		return true
	}
	for _, a := range r.facts.Assets {
		if n := bare(a.name()); n != "" && (strings.Contains(n, name) || strings.Contains(name, n)) {
			return true
		}
	}
	return false
}

// bare is a text without blanks and without what some write in a plate and
// others don't: 鲁N·12345.
func bare(s string) string { return dots.Replace(ruling.Squeeze(s)) }

var dots = strings.NewReplacer("·", "", "•", "", "．", "", ".", "", "-", "")

// copied is the share of figures from which on a text is taken for a copy.
const copied = 0.8

// X03: the dates and amounts are those of another debtor's case: the text was
// copied, and only the names were changed.
func (r *reading) tellsItsOwnCase() ruling.Result {
	if r.In.Others == nil || r.In.Paper == nil {
		return ruling.Result{Outcome: review.NotApplicable}
	}
	figures := review.Figures(r.Paper)
	for _, o := range r.In.Others {
		if share := review.Alike(figures, o.Figures); share >= copied && !r.together(o) {
			names := make([]string, len(o.Debtors))
			for i, d := range o.Debtors {
				names[i] = d.Name
			}
			return r.Unmet("across-cases", "X03.copied", ruling.Place{}, "number", o.Number, "debtor", strings.Join(names, "、"), "percent", strconv.Itoa(int(share*100))).Warn()
		}
	}
	return ruling.Met
}

// together: one case's rulings, and the cases of one debtor, tell the same.
func (r *reading) together(o review.OtherMatter) bool {
	if n, err := review.ParseCaseNumber(o.Number); err == nil {
		if c := n.Case(); c == r.facts.Number.Case() || c == r.facts.FirstCase.Case() {
			return true
		}
	}
	for _, p := range r.debtors() {
		own := review.DebtorRecordOf(p)
		for _, d := range o.Debtors {
			if same, _ := own.Same(d); same {
				return true
			}
		}
	}
	return false
}

// X04: no other paper of the court bears this number.
func (r *reading) numberIsGivenOnce() ruling.Result {
	if r.In.Others == nil {
		return ruling.Result{Outcome: review.NotApplicable}
	}
	own := r.facts.Number.String()
	for _, o := range r.In.Others {
		if o.Number == own && own != "" {
			return r.Unmet("sub-number", "X04.twice", ruling.Place{}, "number", own, "kind", o.Kind).Warn()
		}
	}
	return ruling.Met
}

// X05: a debtor who has died or come to an end in another case has so here.
func (r *reading) debtorLivesElsewhere() ruling.Result {
	out := ruling.Result{Outcome: review.NotApplicable}
	r.elsewhere(func(p review.Party, o review.OtherMatter, d review.DebtorRecord, sure bool) bool {
		out = ruling.Met
		if d.Gone != "" && r.debtor(p.Name).Status != d.Gone && !r.course.has(d.Gone) {
			out = named(r.Unmet("across-cases", "X05.gone", ruling.Place{}, "number", o.Number, "debtor", p.Name, "state", d.Gone), sure)
			return false
		}
		return true
	})
	return out
}

func abs(n int) int { return max(n, -n) }
