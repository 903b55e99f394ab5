package ruling

import (
	"strconv"
	"strings"
	"unicode"

	"shenqian/review"
)

// The rules over a ruling's text, the same for every kind of ruling.

// TextRules are T01 to T11.
func (r *Reading) TextRules() []Rule {
	const b, w, i = review.Block, review.Warn, review.Info
	return []Rule{
		{ID: "T01", Words: true, Most: w, Check: r.HeadIsThere},
		{ID: "T02", Words: true, Most: w, Check: r.DatesExist},
		{ID: "T03", Words: true, Most: w, Check: r.FileHidesNothing},
		{ID: "T04", Words: true, Most: b, Check: r.EveryCharacterPrints},
		{ID: "T05", Words: true, Most: b, Check: r.NumberIsTheCases},
		{ID: "T06", Words: true, Most: i, Check: r.AmountsAreWrittenPlain},
		{ID: "T07", Words: true, Most: w, Check: r.CharactersAreWhatTheySeem},
		{ID: "T08", Words: true, Most: w, Check: r.BracketsMatch},
		{ID: "T09", Words: true, Most: w, Check: r.NothingIsLeftOver},
		{ID: "T10", Words: true, Most: i, Check: r.DatesAreWrittenRight},
		{ID: "T11", Words: true, Most: i, Check: r.TermsAreRight},
	}
}

// T01: a missing head stays missing and is shown.
func (r *Reading) HeadIsThere() Result {
	var missing []string
	for _, q := range []struct {
		role review.PartRole
		name string
	}{{review.PartCourt, "法院名称"}, {review.PartTitle, "文书名称"}, {review.PartNumber, "案号"}, {review.PartParty, "当事人"}, {review.PartSignatory, "审判人员署名"}, {review.PartDate, "落款日期"}} {
		if _, ok := r.Paper.First(q.role); !ok {
			missing = append(missing, q.name)
		}
	}
	if _, ok := r.Paper.First(review.PartSignatory); ok && !strings.Contains(Squeeze(r.Paper.Join(review.PartSignatory)), "书记员") {
		missing = append(missing, "书记员署名")
	}
	if t := Squeeze(r.Paper.Join(review.PartTitle)); len(missing) == 0 && t != "执行裁定书" {
		part, _ := r.Paper.First(review.PartTitle)
		return r.Unmet("ruling-form", "T01.title", Place{part.Start, part.End}, "title", t)
	}
	if len(missing) == 0 {
		return Met
	}
	return r.Unmet("ruling-form", "T01.missing", Place{}, "parts", strings.Join(missing, "、"))
}

// T03: tracked changes, comments, hidden text, fields and foreign parts of a
// word-processor file are shown, never silently taken.
func (r *Reading) FileHidesNothing() Result {
	if len(r.In.Notes) == 0 {
		return Met
	}
	var notes []string
	for _, n := range r.In.Notes {
		notes = append(notes, n.Detail)
	}
	res := r.Unmet("shown-is-signed", "T03."+r.In.Notes[0].Code, Place{}, "count", strconv.Itoa(len(notes)))
	res.Quote = Clip(strings.Join(notes, "；"))
	return res
}

// T04: private-use characters and characters no font has are named. One that
// cannot print truly stops.
func (r *Reading) EveryCharacterPrints() Result {
	seen := map[rune]bool{}
	var odd []string
	var at Place
	i := -1
	for _, c := range r.Paper.Text {
		i++
		missing := false
		for _, u := range r.In.Unprintable {
			missing = missing || u == c
		}
		if !missing && !unicode.Is(unicode.Co, c) && c != unicode.ReplacementChar || seen[c] {
			continue
		}
		seen[c] = true
		odd = append(odd, "U+"+strings.ToUpper(strconv.FormatInt(int64(c), 16)))
		if at.End == 0 {
			at = Place{i, i + 1}
		}
	}
	if len(odd) == 0 {
		return Met
	}
	res := r.Unmet("shown-is-signed", "T04.unprintable", at, "characters", strings.Join(odd, "、"))
	return res.Stopping()
}

// T05: the 案号 in the words is the case's.
func (r *Reading) NumberIsTheCases() Result {
	if part, ok := r.Paper.First(review.PartNumber); ok && r.Said().Number.Number == 0 {
		return r.Unmet("case-number-rules", "T05.unreadable", Place{part.Start, part.End}).Warn()
	}
	if res, wrong := r.otherProvince(); wrong {
		return res
	}
	if !r.Entered {
		return Met
	}
	words := r.Said().Number
	if words.Number == 0 || words.Case() == r.Number.Case() {
		return Met
	}
	part, _ := r.Paper.First(review.PartNumber)
	return r.Unmet("case-number-rules", "T05.differs", Place{part.Start, part.End}, "words", words.String(), "file", r.Number.String())
}

// provinces are the first characters of court codes, with what the names of
// their courts begin with. Special courts are often named without.
var provinces = []struct{ code, name string }{
	{"京", "北京"},
	{"津", "天津"},
	{"冀", "河北"},
	{"晋", "山西"},
	{"内", "内蒙古"},
	{"辽", "辽宁"},
	{"吉", "吉林"},
	{"黑", "黑龙江"},
	{"沪", "上海"},
	{"苏", "江苏"},
	{"浙", "浙江"},
	{"皖", "安徽"},
	{"闽", "福建"},
	{"赣", "江西"},
	{"鲁", "山东"},
	{"豫", "河南"},
	{"鄂", "湖北"},
	{"湘", "湖南"},
	{"粤", "广东"},
	{"桂", "广西"},
	{"琼", "海南"},
	{"渝", "重庆"},
	{"川", "四川"},
	{"黔", "贵州"},
	{"云", "云南"},
	{"藏", "西藏"},
	{"陕", "陕西"},
	{"甘", "甘肃"},
	{"青", "青海"},
	{"宁", "宁夏"},
	{"新", "新疆"},
}

// otherProvince: the code of the 案号 and the court's name are of two provinces.
func (r *Reading) otherProvince() (Result, bool) {
	said := r.Said()
	if said.Number.Old || said.Court == "" || strings.HasSuffix(said.Number.Type, "字第") {
		return Result{}, false
	}
	for _, p := range provinces {
		if !strings.HasPrefix(said.Court, p.name) {
			continue
		}
		code := said.Number.Court
		if code == "" || strings.HasPrefix(code, p.code) || strings.HasPrefix(code, "最高法") || strings.HasPrefix(code, "兵") || p.code == "黔" && strings.HasPrefix(code, "贵") {
			return Result{}, false
		}
		part, _ := r.Paper.First(review.PartNumber)
		return r.Unmet("case-number-rules", "T05.province", Place{part.Start, part.End}, "code", code, "court", said.Court).Warn(), true
	}
	return Result{}, false
}

// T02: a day that the calendar lacks is kept as printed and shown.
func (r *Reading) DatesExist() Result {
	var wrong []string
	var at Place
	for _, d := range r.Dates() {
		if !d.Date.Exists() {
			wrong = append(wrong, d.Text)
			if at.End == 0 {
				at = Place{d.Start, d.End}
			}
		}
	}
	if len(wrong) == 0 {
		return Met
	}
	return r.Unmet("document-norm", "T02.impossible", at, "dates", strings.Join(wrong, "、"))
}

// T06: amounts are written without grouping commas (33456.78元): a half-width
// comma turns into 400，000元 on its way to the public.
func (r *Reading) AmountsAreWrittenPlain() Result {
	var grouped []string
	var at Place
	for _, a := range r.Amounts() {
		if !a.Grouped {
			continue
		}
		grouped = append(grouped, a.Text)
		if at.End == 0 {
			at = Place{a.Start, a.End}
		}
	}
	if len(grouped) == 0 {
		return Met
	}
	res := r.Unmet("document-norm", "T06.grouped", at, "amounts", strings.Join(grouped, "、"))
	res.Severity = review.Info
	return res
}

// Clip cuts a quotation to what a line holds.
func Clip(s string) string {
	if rs := []rune(s); len(rs) > 60 {
		return string(rs[:60]) + "…"
	}
	return s
}
