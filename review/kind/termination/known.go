package termination

import (
	"strings"

	"shenqian/review"
	"shenqian/review/kind/ruling"
)

// What is known of the case, from the case file and from the words together.

var notApplicable = ruling.Result{Outcome: review.NotApplicable}

// open is a fact that nobody entered and the words do not tell.
func (r *reading) open(provision string) ruling.Result {
	return r.Unknown(provision, "U01.facts", ruling.Place{})
}

func yes(b *bool) bool { return b != nil && *b }
func no(b *bool) bool  { return b != nil && !*b }

// measures are those entered and those told. One told again is no harm.
func (r *reading) measures() []Measure {
	if r.entered == nil {
		return r.words.Measures
	}
	return append(append([]Measure{}, r.entered.Measures...), r.words.Measures...)
}

func (r *reading) inquiries() []Inquiry {
	if r.entered == nil {
		return r.words.Inquiries
	}
	return append(append([]Inquiry{}, r.entered.Inquiries...), r.words.Inquiries...)
}

// online says whether an inquiry was made by the network.
func (q Inquiry) online() bool {
	return q.How == byNetwork || q.How == "" && hasAny(q.By+q.What, "查控", "总对总", "点对点", "网络")
}

// debtor is what is known of one: as entered, else as told.
func (r *reading) debtor(name string) DebtorFacts {
	for _, list := range [][]DebtorFacts{r.facts.Debtors, r.words.Debtors} {
		for _, d := range list {
			if d.Name == name {
				return d
			}
		}
	}
	return DebtorFacts{Name: name}
}

// debtors are the debtors of the case.
func (r *reading) debtors() []review.Party {
	var out []review.Party
	for _, p := range r.facts.Parties {
		if p.Role == review.Debtor {
			out = append(out, p)
		}
	}
	return out
}

// hasApplicant is false where a division of the court referred the case.
func (r *reading) hasApplicant() bool {
	for _, p := range r.facts.Parties {
		if p.Role == review.Applicant {
			return true
		}
	}
	return len(r.facts.Parties) == 0
}

// revived says whether this is a revived case, whose first orders stand in the
// original one (practice.md 24).
func (r *reading) revived() bool {
	return r.facts.Number.Type == "执恢" || r.facts.FirstCase.Number > 0
}

// organ is a body that no credit list takes: 机关, 村（居）民委员会.
func organ(name string) bool {
	return hasAny(name, "政府", "村民委员会", "居民委员会", "村委会", "居委会", "管理委员会", "街道办事处") || strings.HasSuffix(name, "局")
}

// enterprise is a body that can be declared insolvent.
func enterprise(p review.Party) bool {
	return strings.HasSuffix(p.Name, "公司") && p.Type != review.OtherBody
}

// person says whether a party is a natural person, as far as is known.
func person(p review.Party) bool {
	return p.Type == review.NaturalPerson || p.Type == "" && p.Representative == "" && p.CreditCode == "" && len([]rune(p.Name)) <= 4
}

// under18 says whether p was a minor on that day.
func under18(p review.Party, on review.Date) bool {
	return !p.Birth.IsZero() && !on.IsZero() && on.Before(p.Birth.AddMonths(18*12))
}

// sentenceAt is the place of the first sentence with one of the words.
func (r *reading) sentenceAt(words ...string) ruling.Place {
	s, _, ok := r.course.first(words...)
	if !ok {
		return ruling.Place{}
	}
	return s.at
}

// accepted says whether a reason is one of the codes; a reason outside them is
// a reason all the same, and only warns.
func accepted(reason string, codes ...string) bool { return hasAny(reason, codes...) }

// inShandong says whether the directive 鲁高法〔2018〕17号 concerns the court.
func (r *reading) inShandong() bool { return r.facts.inShandong() }

func (c *CaseFile) inShandong() bool { return strings.HasPrefix(c.Number.Court, "鲁") }
