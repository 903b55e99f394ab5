package termination

import (
	"strings"

	"shenqian/review"
	"shenqian/review/kind/ruling"
)

// I08: what the words tell of the case and its steps is what the case file
// says. A day is found wanting only where the words give another one for the
// step and the file's day nowhere.
func (r *reading) wordsAgreeWithTheFile() ruling.Result {
	if r.entered == nil {
		return notApplicable
	}
	for _, e := range []struct {
		step        string
		words, file review.Date
		signs       []string
	}{
		{"立案", r.words.Filed, r.entered.Filed, []string{"立案", "受理"}},
		{"发出执行通知书", r.words.Notice, r.entered.Notice, noticeWords},
		{"发出报告财产令", r.words.ReportOrder, r.entered.ReportOrder, orderWords},
	} {
		if res, wrong := r.otherDay(e.step, e.words, e.file, e.signs...); wrong {
			return res
		}
	}
	for _, m := range r.entered.Measures {
		for _, w := range r.words.Measures {
			if !w.near || w.Against != m.Against || !sameMeasure(w.Type, m.Type) || r.countMeasures(m) > 1 {
				continue
			}
			if res, wrong := r.otherDay(m.Type, w.On, m.On, stepSign(w.Type)); wrong {
				return res
			}
		}
	}
	for _, d := range r.entered.Debtors {
		if now, _ := r.limited(d.Name); no(d.Limited) && now && r.course.has(limitWords...) {
			return r.Unmet("amounts", "I08.denied", r.sentenceAt(limitWords...), "debtor", d.Name).Warn()
		}
	}
	if res, wrong := r.otherBasis(); wrong {
		return res
	}
	return r.otherParties()
}

func sameMeasure(words, file string) bool {
	for _, kind := range []string{"限制消费", "失信", fine, detention} {
		if strings.Contains(words, kind) && strings.Contains(file, kind) {
			return true
		}
	}
	return false
}

// stepSign is the word that every sentence on a measure has.
func stepSign(kind string) string {
	switch kind {
	case limitOrder:
		return "限制"
	case shixinOrder:
		return "失信"
	}
	return kind
}

// countMeasures is how many of a kind the file has against one debtor: of
// several, the words may tell of any.
func (r *reading) countMeasures(m Measure) int {
	n := 0
	for _, o := range r.entered.Measures {
		if o.Against == m.Against && sameMeasure(o.Type, m.Type) {
			n++
		}
	}
	return n
}

func (r *reading) otherDay(step string, words, file review.Date, signs ...string) (ruling.Result, bool) {
	if words.IsZero() || file.IsZero() || words == file || r.course.names(file, signs) {
		return ruling.Result{}, false
	}
	return r.Unmet("amounts", "I08.day", r.sentenceAt(signs...), "step", step, "words", words.Arabic(), "file", file.Arabic()).Warn(), true
}

// names says whether the course names a day beside one of the words.
func (c *course) names(d review.Date, words []string) bool {
	for _, s := range c.sentences {
		if !hasAny(s.text, words...) {
			continue
		}
		for _, o := range s.days {
			if o.on == d {
				return true
			}
		}
	}
	return false
}

// otherBasis: the words rest on a document that the file does not have.
func (r *reading) otherBasis() (ruling.Result, bool) {
	b := r.entered.BasisDoc
	if b == nil || b.Number == "" || r.words.BasisDoc == nil {
		return ruling.Result{}, false
	}
	file := review.FindCaseNumbers(b.Number)
	if len(file) != 1 || strings.Contains(ruling.Squeeze(r.Paper.Body()), ruling.Squeeze(b.Number)) {
		return ruling.Result{}, false
	}
	for _, n := range review.FindCaseNumbers(r.course.text) {
		if n.CaseNumber == file[0].CaseNumber {
			return ruling.Result{}, false
		}
	}
	if r.words.BasisDoc.Number == file[0].CaseNumber.String() {
		return ruling.Result{}, false
	}
	return r.Unmet("amounts", "I08.basis", ruling.Place{}, "words", r.words.BasisDoc.Number, "file", b.Number).Warn(), true
}

// otherParties: a party of the file that the paper does not name, or one of
// the head that the file does not have.
func (r *reading) otherParties() ruling.Result {
	if len(r.entered.Parties) == 0 || len(r.words.Parties) == 0 {
		return ruling.Met
	}
	text := ruling.Squeeze(r.Paper.Text)
	for _, p := range r.entered.Parties {
		if (p.Role == review.Applicant || p.Role == review.Debtor) && p.Name != "" && !strings.Contains(text, ruling.Squeeze(p.Name)) {
			return r.Unmet("amounts", "I08.party", ruling.Place{}, "name", p.Name).Warn()
		}
	}
	for _, p := range r.words.Parties {
		if p.Role != review.Applicant && p.Role != review.Debtor {
			continue
		}
		known := false
		for _, e := range r.entered.Parties {
			known = known || ruling.Squeeze(e.Name) == ruling.Squeeze(p.Name)
		}
		if !known {
			return r.Unmet("amounts", "I08.unlisted", ruling.Place{}, "name", p.Name).Warn()
		}
	}
	return ruling.Met
}
