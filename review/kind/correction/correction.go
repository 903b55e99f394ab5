// Package correction is the kind 补正裁定书: it mends slips of the pen in a
// ruling that has been served (民事诉讼法 on 裁定, 补正判决书中的笔误).
package correction

import (
	"regexp"
	"strings"

	"shenqian/review"
	"shenqian/review/kind/later"
	"shenqian/review/kind/ruling"
	"shenqian/review/law"
)

// New returns the kind over a book of law.
func New(book *law.Book) review.Kind {
	return &later.Kind{
		Name: "correction", Title: "补正裁定书 案件信息", LinkKind: review.LinkCorrection, RuleDate: "2026-11-24", Basis: "correction", Book: book,
		Disposes: regexp.MustCompile(`(?:补正为|更正为|补正如下|更正如下)`),
		Own: func(r *later.Reading) []ruling.Rule {
			return []ruling.Rule{
				{ID: "L02", Words: true, Check: func() ruling.Result { return wrongWordsAreThere(r) }},
				{ID: "L03", Words: true, Check: func() ruling.Result { return resultStands(r) }},
			}
		},
	}
}

// Mending is one slip and its cure, as the 主文 puts it: 「甲」补正为「乙」.
type Mending struct{ Wrong, Right string }

const open, shut = `[“"「『‘]`, `[”"」』’]`

var mending = regexp.MustCompile(open + `([^“”"「」『』‘’]{1,200})` + shut + `[^“”"「」『』‘’。；]{0,20}?(?:补正|更正|应)为[:：]?` + open + `([^“”"「」『』‘’]{0,200})` + shut)

// Mendings reads them out of a paper's 主文.
func Mendings(p *review.Paper) []Mending {
	var out []Mending
	for _, m := range mending.FindAllStringSubmatch(p.Join(review.PartDisposition, review.PartRights), -1) {
		out = append(out, Mending{m[1], m[2]})
	}
	return out
}

func disposition(r *later.Reading) ruling.Place {
	q, ok := r.Paper.First(review.PartDisposition)
	if !ok {
		return ruling.Place{}
	}
	return ruling.PlaceOf(q)
}

// L02: the words to be mended stand in the earlier ruling.
func wrongWordsAreThere(r *later.Reading) ruling.Result {
	ms := Mendings(r.Paper)
	switch {
	case len(ms) == 0:
		return r.Unmet("correction", "L02.unread", disposition(r))
	case r.In.Earlier == nil:
		return r.Unknown("correction", "L02.noearlier", disposition(r))
	}
	text := ruling.Squeeze(r.In.Earlier.Paper.Text)
	for _, m := range ms {
		if !strings.Contains(text, ruling.Squeeze(m.Wrong)) {
			return r.Unmet("correction", "L02.absent", disposition(r), "words", ruling.Clip(m.Wrong))
		}
	}
	return ruling.Met
}

// L03: a slip of the pen is mended, not the result: who is party, and what was
// ruled, stay as they were.
func resultStands(r *later.Reading) ruling.Result {
	e := r.In.Earlier
	if e == nil {
		return ruling.Result{Outcome: review.NotApplicable}
	}
	ruled := ruling.Squeeze(e.Paper.Join(review.PartDisposition))
	for _, m := range Mendings(r.Paper) {
		wrong := ruling.Squeeze(m.Wrong)
		if strings.Contains(ruled, wrong) && strings.Contains(wrong, "终结") {
			return r.Unmet("correction", "L03.result", disposition(r), "words", ruling.Clip(m.Wrong))
		}
	}
	return ruling.Met
}
