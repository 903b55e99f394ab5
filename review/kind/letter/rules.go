package letter

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"shenqian/review"
	"shenqian/review/kind/ruling"
)

// The rules over any such paper: W01 to W08 by GB/T 9704-2012 and 《党政机关公文
// 处理工作条例》 (articles from memory: they warn), and those over any text.

// Checkup runs the rules of the kind, then those over any such paper.
func (k *Kind) Checkup(in review.CheckupInput) *review.Checkup {
	r := &Reading{Reading: ruling.NewReading(in, k.book), Kind: k}
	words := k.Prefill(r.Paper)
	r.Facts = words.(Fields)
	if e, ok := in.Facts.(Fields); ok && e != nil {
		r.Facts = k.Merge(e, words).(Fields)
		r.Entered, r.Number = true, r.Facts.CaseNumber()
	}
	r.Panel = r.Facts.PanelMembers()
	return r.Run(&review.Checkup{CaseNumber: r.Facts.CaseNumber().String(), Kind: k.Name, RulePack: k.RulePack()}, k.rules(r))
}

// RulePack is the version of the rules, and a hash over them and the law.
func (k *Kind) RulePack() string { return k.pack }

// Rules are the ids of the rules.
func (k *Kind) Rules() []string { return k.ids }

// bare are the rules over nothing.
func (k *Kind) bare() []ruling.Rule {
	return k.rules(&Reading{Reading: ruling.NewReading(review.CheckupInput{}, k.book), Kind: k, Facts: k.New()})
}

// generic are the rules over any ruling's text that hold for any text.
var generic = []string{"T02", "T03", "T04", "T06", "T07", "T08", "T11"}

func (k *Kind) rules(r *Reading) []ruling.Rule {
	var rules []ruling.Rule
	if k.Own != nil {
		rules = k.Own(r)
	}
	missing := r.missing()
	rules = append(rules,
		ruling.Rule{ID: "W01", Words: true, Check: r.headIsThere},
		ruling.Rule{ID: "W02", Words: true, Check: r.numberIsInForm},
		ruling.Rule{ID: "W03", Asks: strings.Join(missing, "、"), Check: func() ruling.Result { return r.fieldsAreThere(missing) }},
		ruling.Rule{ID: "W04", Words: true, Check: r.wordsAgree},
		ruling.Rule{ID: "W05", Words: true, Check: r.dateIsInForm},
		ruling.Rule{ID: "W06", Words: true, Check: r.filesAreNumbered},
		ruling.Rule{ID: "W07", Words: true, Check: r.levelsAreInOrder},
		ruling.Rule{ID: "W08", Words: true, Check: r.nothingIsLeftOpen},
		ruling.Rule{ID: "W09", Words: true, Check: r.courtIsTheDesks},
	)
	for _, t := range r.TextRules() {
		if slices.Contains(generic, t.ID) {
			rules = append(rules, t)
		}
	}
	return rules
}

// form is the provision that a rule over the layout rests on.
func (r *Reading) form() string {
	if r.Kind.Entry.Form.Official() {
		return "gbt-9704"
	}
	return "order-form"
}

func (r *Reading) place(role review.PartRole) ruling.Place {
	q, ok := r.Paper.First(role)
	if !ok {
		return ruling.Place{}
	}
	return ruling.PlaceOf(q)
}

// wanted is a part that a form asks for.
type wanted struct {
	role review.PartRole
	name string
}

// W01: what the form asks for is there.
func (r *Reading) headIsThere() ruling.Result {
	want := []wanted{{review.PartTitle, "标题"}, {review.PartNumber, "发文字号"}, {review.PartDate, "成文日期"}}
	if r.Kind.Entry.Form.Official() {
		want = append(want, wanted{review.PartOrgan, "发文机关标志"}, wanted{review.PartBy, "署名"})
	} else {
		want = append(want, wanted{review.PartCourt, "法院名称"})
	}
	if r.Kind.Upward {
		want = append(want, wanted{review.PartIssuer, "签发人"})
	}
	var missing []string
	for _, w := range want {
		if _, ok := r.Paper.First(w.role); !ok {
			missing = append(missing, w.name)
		}
	}
	if len(missing) > 0 {
		return r.Unmet(r.form(), "W01.missing", ruling.Place{}, "parts", strings.Join(missing, "、")).Warn()
	}
	return ruling.Met
}

// W02: a 发文字号 has hexagonal brackets, a whole year and no leading zero.
func (r *Reading) numberIsInForm() ruling.Result {
	printed := ruling.Squeeze(r.Paper.Join(review.PartNumber))
	if printed == "" {
		return ruling.Result{Outcome: review.NotApplicable}
	}
	n, err := review.ParseNumber(printed)
	if err != nil || n.String() != printed {
		return r.Unmet(r.form(), "W02.form", r.place(review.PartNumber), "number", printed).Warn()
	}
	if e := r.Number; e.Number > 0 && e != n {
		return r.Unmet(r.form(), "W02.other", r.place(review.PartNumber), "number", printed, "entered", e.String()).Warn()
	}
	return ruling.Met
}

// missing are the needed fields that nobody entered.
func (r *Reading) missing() []string {
	if r.Facts == nil {
		return r.Kind.Needs
	}
	var out []string
	for _, f := range fieldsOf(r.Facts) {
		if slices.Contains(r.Kind.Needs, f.name) && f.value.IsZero() {
			out = append(out, f.name)
		}
	}
	return out
}

// W03: what the paper must tell is in its case file.
func (r *Reading) fieldsAreThere(missing []string) ruling.Result {
	if len(missing) == 0 {
		return ruling.Met
	}
	return ruling.Result{Outcome: review.Unknown}
}

const longest = 40 // runes of a field that stands in the text as it is

// W04: what was entered stands in the text.
func (r *Reading) wordsAgree() ruling.Result {
	if !r.Entered {
		return ruling.Result{Outcome: review.NotApplicable}
	}
	text := ruling.Squeeze(r.Paper.Text)
	var lost []string
	for _, f := range fieldsOf(r.Facts) {
		if !slices.Contains(r.Kind.Needs, f.name) || slices.Contains(r.Kind.Silent, f.name) || f.value.IsZero() {
			continue
		}
		if forms := printed(f.value); len(forms) > 0 && !slices.ContainsFunc(forms, func(s string) bool { return strings.Contains(text, ruling.Squeeze(s)) }) {
			lost = append(lost, f.name+"（"+forms[0]+"）")
		}
	}
	if len(lost) > 0 {
		return r.Unmet("shown-is-signed", "W04.differs", ruling.Place{}, "fields", strings.Join(lost, "、")).Warn()
	}
	return ruling.Met
}

// printed are the ways in which a field may stand in a text; none for what is
// too long or of many parts.
func printed(v reflect.Value) []string {
	switch x := v.Interface().(type) {
	case review.Date:
		return []string{x.Arabic(), x.Chinese()}
	case review.CaseNumber:
		return []string{x.String()}
	case *review.Amount:
		return []string{x.String()}
	case string:
		if utf8.RuneCountInString(x) <= longest {
			return []string{strings.TrimRight(strings.TrimSpace(x), "。；，")}
		}
	}
	return nil
}

// W05: Arabic numerals in a 公文 (GB/T 9704, 7.3.5.4), Chinese ones in an order
// of a case; the day of approval takes the date's place.
func (r *Reading) dateIsInForm() ruling.Result {
	q, ok := r.Paper.First(review.PartDate)
	if !ok {
		return ruling.Result{Outcome: review.NotApplicable}
	}
	chinese := strings.ContainsAny(r.Paper.Of(q), "〇零一二三四五六七八九")
	arabic := strings.ContainsAny(r.Paper.Of(q), "0123456789０１２３４５６７８９")
	if r.Kind.Entry.Form.Official() && chinese || !r.Kind.Entry.Form.Official() && arabic {
		return r.Unmet(r.form(), "W05.numerals", ruling.PlaceOf(q)).Warn()
	}
	return ruling.Met
}

var fileNumber = regexp.MustCompile(`^(?:附件[:：]\s*)?([0-9]{1,2})[.．、]`)

// W06: several 附件 are numbered from 1 on, a single one is not, and none ends
// with a stop (GB/T 9704, 7.3.4).
func (r *Reading) filesAreNumbered() ruling.Result {
	all := r.Paper.All(review.PartAttached)
	for i, q := range all {
		t := r.Paper.Of(q)
		m := fileNumber.FindStringSubmatch(t)
		right := len(all) == 1 && m == nil || len(all) > 1 && m != nil && m[1] == number(i+1)
		if !right || strings.ContainsAny(t[len(t)-min(len(t), 3):], "。；，") {
			return r.Unmet(r.form(), "W06.numbers", ruling.PlaceOf(q)).Warn()
		}
	}
	return ruling.Met
}

func number(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return number(n/10) + number(n%10)
}

var (
	firstLevel  = regexp.MustCompile(`^([一二三四五六七八九十]{1,3})、`)
	secondLevel = regexp.MustCompile(`^[（(]([一二三四五六七八九十]{1,3})[）)]`)
)

// W07: levels follow one another: 一、 then （一） (GB/T 9704, 7.3.3), whether they
// head a paragraph or stand alone.
func (r *Reading) levelsAreInOrder() ruling.Result {
	n, sub := 0, 0
	for _, q := range r.Paper.Parts {
		if q.Role != review.PartLevel1 && q.Role != review.PartLevel2 && q.Role != review.PartBody {
			continue
		}
		t, right := r.Paper.Of(q), true
		if m := firstLevel.FindStringSubmatch(t); m != nil {
			n, sub = n+1, 0
			right = m[1] == review.Numeral(n)
		} else if m := secondLevel.FindStringSubmatch(t); m != nil {
			sub++
			right = m[1] == review.Numeral(sub)
		}
		if !right {
			return r.Unmet(r.form(), "W07.order", ruling.PlaceOf(q), "heading", ruling.Clip(t)).Warn()
		}
	}
	return ruling.Met
}

// W09: a court issues its own papers.
func (r *Reading) courtIsTheDesks() ruling.Result {
	desk, court := r.In.Court, r.Facts.CourtName()
	if desk == "" || court == "" {
		return ruling.Result{Outcome: review.NotApplicable}
	}
	if desk != court {
		return r.Unmet("shown-is-signed", "W09.other", r.place(review.PartOrgan), "court", court, "desk", desk).Warn()
	}
	return ruling.Met
}

var openPlace = regexp.MustCompile(`×{2,}|[xX]{3,}|_{2,}|＿{2,}|\{\{|\}\}|待填|待补充`)

// W08: no place of a form was left open; the date slot is not one.
func (r *Reading) nothingIsLeftOpen() ruling.Result {
	m := openPlace.FindStringIndex(r.Paper.Text)
	if m == nil {
		return ruling.Met
	}
	start := utf8.RuneCountInString(r.Paper.Text[:m[0]])
	return r.Unmet(r.form(), "W08.open", ruling.Place{Start: start, End: start + utf8.RuneCountInString(r.Paper.Text[m[0]:m[1]])}).Warn()
}
