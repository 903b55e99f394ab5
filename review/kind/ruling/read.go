package ruling

import (
	"regexp"
	"sort"
	"unicode"

	"shenqian/review"
)

// Read finds the parts of a ruling (《民事诉讼文书样式》, 执行裁定书). Courts'
// files come as one unbroken paragraph, with lost full stops, with judges'
// names spaced out and without a head; so parts are found by their own words,
// and a line end only ever adds a boundary. Nothing is added, dropped or
// changed: what is not there stays missing, what is not understood becomes
// PartOther.
func Read(text string) *review.Paper {
	r := &reader{text: text, runes: []rune(text)}
	r.index()
	pos := r.head()
	pos = r.parties(pos)
	tail := r.signature(pos)
	r.body(pos, tail)
	return review.NewPaper(text, r.parts())
}

// reader collects boundaries: from pos on, the text has that role.
type reader struct {
	text   string
	runes  []rune
	byteAt []int // byte offset of rune i; one more for the end
	cuts   []cut
}

type cut struct {
	pos   int
	role  review.PartRole
	label int
}

func (r *reader) index() {
	r.byteAt = make([]int, 0, len(r.runes)+1)
	for i := range r.text {
		r.byteAt = append(r.byteAt, i)
	}
	r.byteAt = append(r.byteAt, len(r.text))
	// Invalid UTF-8 never gets here: intake decodes files before.
}

func (r *reader) cut(pos int, role review.PartRole) {
	r.cuts = append(r.cuts, cut{pos: pos, role: role})
}

// match finds re in the runes [from, to) and returns rune offsets.
func (r *reader) match(re *regexp.Regexp, from, to int) []int {
	if from > to {
		return nil
	}
	m := re.FindStringSubmatchIndex(r.text[r.byteAt[from]:r.byteAt[to]])
	if m == nil {
		return nil
	}
	out := make([]int, len(m))
	for i, b := range m {
		out[i] = -1
		if b >= 0 {
			out[i] = r.runeAt(b + r.byteAt[from])
		}
	}
	return out
}

func (r *reader) runeAt(b int) int { return sort.SearchInts(r.byteAt, b) }

func (r *reader) space(pos int) int {
	for pos < len(r.runes) && unicode.IsSpace(r.runes[pos]) {
		pos++
	}
	return pos
}

// after says whether the last visible rune before pos is one of set; the
// start of the text and the start of a line count.
func (r *reader) after(pos int, set string) bool {
	for i := pos - 1; i >= 0; i-- {
		c := r.runes[i]
		if c == '\n' {
			return true
		}
		if unicode.IsSpace(c) {
			continue
		}
		for _, s := range set {
			if c == s {
				return true
			}
		}
		return false
	}
	return true
}

// parts turns the boundaries, and every line end, into parts.
func (r *reader) parts() []review.Part {
	sort.SliceStable(r.cuts, func(i, j int) bool { return r.cuts[i].pos < r.cuts[j].pos })
	var out []review.Part
	add := func(start, end int, c cut) {
		for start < end && unicode.IsSpace(r.runes[start]) {
			start++
		}
		for end > start && unicode.IsSpace(r.runes[end-1]) {
			end--
		}
		if start < end {
			out = append(out, review.Part{Role: c.role, Start: start, End: end, Label: c.label})
		}
	}
	for i, c := range r.cuts {
		end := len(r.runes)
		if i+1 < len(r.cuts) {
			end = r.cuts[i+1].pos
		}
		start := c.pos
		for k := start; k < end; k++ {
			if r.runes[k] == '\n' && c.role != review.PartSignatory && c.role != review.PartCourt && c.role != review.PartTitle {
				add(start, k, c)
				start = k + 1
			}
		}
		add(start, end, c)
	}
	return out
}

// ---- head ----

const sp = `[\s　]*`

var (
	courtName  = regexp.MustCompile(`^((?:\p{Han}` + sp + `){2,40}?法` + sp + `院)` + sp + `(?:(?:执` + sp + `行|民` + sp + `事|行` + sp + `政|刑` + sp + `事)?` + sp + `裁` + sp + `定` + sp + `书|[（(〔\[]` + sp + `[0-9０-９]{4}|\n|$)`)
	titleName  = regexp.MustCompile(`^(?:(?:执` + sp + `行|民` + sp + `事|行` + sp + `政|刑` + sp + `事)` + sp + `)?裁` + sp + `定` + sp + `书`)
	numberLike = regexp.MustCompile(`^(?:案` + sp + `号` + sp + `[:：]?)?` + sp + `[（(〔\[【]` + sp + `[0-9０-９]{4}` + sp + `[）)〕\]】][^。，：:\n]{1,30}?号(?:之[一二三四五六七八九十百0-9０-９]{1,4})?`)
	numberLead = regexp.MustCompile(`^案` + sp + `号` + sp + `[:：]?`)
)

// head finds court, title and 案号 in any order, and returns where they end.
// Lines before them that are none of these stay as they are.
func (r *reader) head() int {
	pos := r.space(0)
	limit := min(len(r.runes), 400)
	for pos < limit {
		rest := r.text[r.byteAt[pos]:]
		if m := courtName.FindStringSubmatchIndex(rest); m != nil {
			r.cut(pos, review.PartCourt)
			pos = r.space(r.runeAt(r.byteAt[pos] + m[3]))
			continue
		}
		if m := titleName.FindStringIndex(rest); m != nil {
			r.cut(pos, review.PartTitle)
			pos = r.space(r.runeAt(r.byteAt[pos] + m[1]))
			continue
		}
		lead := len(numberLead.FindString(rest))
		if n := review.FindCaseNumbers(firstRunes(rest[lead:], 60)); len(n) > 0 && blank(rest[lead:lead+len(string([]rune(rest[lead:])[:n[0].Start]))]) {
			r.cut(pos, review.PartNumber)
			pos = r.space(r.runeAt(r.byteAt[pos]+lead) + n[0].End)
			continue
		}
		// A 案号 that can't be read is still where the 案号 stands.
		if m := numberLike.FindStringIndex(rest); m != nil {
			r.cut(pos, review.PartNumber)
			pos = r.space(r.runeAt(r.byteAt[pos] + m[1]))
			continue
		}
		if partyLead.MatchString(rest) || !r.lineIsForeign(pos, limit) {
			break
		}
		r.cut(pos, review.PartOther)
		for pos < len(r.runes) && r.runes[pos] != '\n' {
			pos++
		}
		pos = r.space(pos)
	}
	return pos
}

// lineIsForeign says whether the line at pos is followed, within the head, by
// a line that is a court's name, a title or a 案号: then it is a heading that
// some website or printer put above the ruling.
func (r *reader) lineIsForeign(pos, limit int) bool {
	for k := pos; k < limit; k++ {
		if r.runes[k] != '\n' {
			continue
		}
		rest := r.text[r.byteAt[r.space(k)]:]
		if partyLead.MatchString(rest) {
			return false
		}
		n := review.FindCaseNumbers(firstRunes(rest, 60))
		if courtName.MatchString(rest) || titleName.MatchString(rest) || (len(n) > 0 && n[0].Start == 0) {
			return true
		}
	}
	return false
}

func firstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

func blank(s string) bool {
	for _, c := range s {
		if !unicode.IsSpace(c) {
			return false
		}
	}
	return true
}
