package ruling

import (
	"regexp"
	"strings"
	"unicode"

	"shenqian/review"
)

var (
	courseLead   = regexp.MustCompile(`本院在执行过程中|在执行过程中|本院执行过程中|执行中，|执行过程中，|本院立案执行后|本院受理后|本院依法采取了?(?:下列|以下|如下)`)
	reasoning    = regexp.MustCompile(`本院(?:经审查)?认为`)
	basisLead    = regexp.MustCompile(`(?:综上(?:所述)?，?|据此，?|为此，?|故，?)?(?:依照|依据|根据|按照|参照)(?:[^，。]{0,12})?(?:[《<〈]|民事诉讼法|民诉法)`)
	rulesAsUnder = regexp.MustCompile(`裁定如下` + sp + `[:：]?`)
	disposition  = regexp.MustCompile(`^(` + sp + `(?:[一1１]` + sp + `[、.．])?` + sp + `(?:本案)?(?:终结|中止|驳回|准许)[^。；;\n]{0,80}?(?:执行程序|执行)|` + sp + `[^。，；;\n]{0,40}?本次执行程序(?:依法|予以)?终结)(?:[^人法标员]|$)`)
	effect       = regexp.MustCompile(`本裁定书?[^。，,；\n]{0,16}?(?:生效|发生法律效力|发生效力)`)
	rightsLead   = regexp.MustCompile(`^(?:申请执行人|被执行人|当事人|如|若|不服|债权人|债务人|本院|依照|根据|自本裁定|本次)`)
	told         = regexp.MustCompile(`^(?:本院已(?:依法|于[^，。]{5,12}日(?:以[^，。]{2,8}方式)?)?(?:将|告知|向申请执行人)|本案(?:共)?(?:尚未)?执行到位|本院(?:依法)?(?:对|约谈|组成合议庭))`)
	toldAnywhere = regexp.MustCompile(`本院已(?:依法|于[^，。]{5,12}日(?:以[^，。]{2,8}方式)?)?(?:将|告知|向申请执行人)|本案(?:共)?(?:尚未)?执行到位|本院(?:依法)?(?:对|约谈|组成合议庭)`)
	office       = regexp.MustCompile(`(?:代理|助理)?` + sp + `审` + sp + `判` + sp + `[长员]|(?:人` + sp + `民` + sp + `)?陪` + sp + `审` + sp + `员|执` + sp + `行` + sp + `[长员]|(?:执` + sp + `行` + sp + `)?法` + sp + `官` + sp + `助` + sp + `理|(?:代` + sp + `理?` + sp + `)?书` + sp + `记` + sp + `员`)
	emptyDate    = regexp.MustCompile(`[〇零○◯Ｏ一二三四五六七八九0-9０-９xX×]{0,4}` + sp + `年` + sp + `[一二三四五六七八九十元0-9０-９xX×]{0,2}` + sp + `月` + sp + `[一二三四五六七八九十0-9０-９xX×]{0,3}` + sp + `日`)
	afterword    = regexp.MustCompile(`本件与原本核对|附[:：录]|附相关|附本|附法律`)
)

// closingMost is how many runes a closing block and what stands behind it can
// have; it also bounds the search.
const closingMost = 3000

// signatureMost is how many runes the offices, names and date can have.
const signatureMost = 400

// signature finds the closing block and returns where it begins: the first
// office after the last full stop that has only offices, names and a date
// behind it.
func (r *reader) signature(from int) int {
	end := len(r.runes)
	from = max(from, end-closingMost)
	first := -1
	for pos := from; pos < end && first < 0; {
		// A block ends with the text or before an afterword; it begins behind
		// the last full stop before that.
		stop := end
		if m := r.match(afterword, pos, end); m != nil {
			stop = m[0]
		}
		begin := max(pos, stop-signatureMost+1)
		for i := stop - 1; i >= begin; i-- {
			if r.runes[i] == '。' || r.runes[i] == '；' {
				begin = i + 1
			}
		}
		if m := r.match(office, begin, end); m != nil && m[0] < stop {
			first = m[0]
		}
		pos = stop + 1
	}
	if first < 0 { // no judge signs; a date alone may still close the text
		dates := review.FindDates(r.text[r.byteAt[from]:])
		for i := len(dates) - 1; i >= 0; i-- {
			d := dates[i]
			if end-(from+d.End) < 40 && r.after(from+d.Start, "。") && blank(string(r.runes[from+d.End:])) {
				r.cut(from+d.Start, review.PartDate)
				return from + d.Start
			}
		}
		return end
	}
	r.closing(first)
	return first
}

// closing cuts the block into offices and the date.
func (r *reader) closing(pos int) {
	end := len(r.runes)
	if m := r.match(afterword, pos, end); m != nil {
		r.cut(m[0], review.PartOther)
		end = m[0]
	}
	dates := review.FindDates(r.text[r.byteAt[pos]:r.byteAt[end]])
	for _, d := range dates {
		r.date(pos+d.Start, pos+d.End, end)
	}
	if len(dates) == 0 { // 二〇二六年十一月　日: left open until the day of approval
		if m := r.match(emptyDate, pos, end); m != nil {
			r.date(r.space(m[0]), m[1], end)
		}
	}
	for {
		m := r.match(office, pos, end)
		if m == nil {
			return
		}
		at := r.space(m[0]) // the optional first words let the match begin with spaces
		r.cuts = append(r.cuts, cut{pos: at, role: review.PartSignatory, label: m[1] - at})
		pos = m[1]
	}
}

// date cuts the date, and what stands behind it unless that is an office.
func (r *reader) date(from, to, end int) {
	r.cut(from, review.PartDate)
	if rest := r.space(to); rest < end && r.match(office, rest, min(rest+6, end)) == nil {
		r.cut(to, review.PartOther)
	}
}

// body cuts what lies between the parties and the closing block.
func (r *reader) body(from, to int) {
	if from >= to {
		return
	}
	r.cut(from, review.PartCause)
	ruling := to
	if m := r.match(rulesAsUnder, from, to); m != nil {
		ruling = m[1]
	}
	course := from
	if m := r.match(courseLead, from, ruling); m != nil && r.after(m[0], "。元力务行") {
		course = m[0]
		if course > from {
			r.cut(course, review.PartCourse)
		}
	}
	reason := ruling
	if m := r.match(reasoning, course, ruling); m != nil {
		reason = r.leadStart(m[0], course)
		r.cut(reason, review.PartReasoning)
	}
	if pos, ok := r.basis(course, ruling); ok {
		r.cut(pos, review.PartBasis)
		reason = min(reason, pos)
	}
	r.items(course, reason)
	r.sentences(course, reason, review.PartCourse)
	if ruling < to {
		r.afterRuling(ruling, to)
	}
}

// leadStart takes a short lead into the sentence: 经合议庭评议，本院认为.
func (r *reader) leadStart(pos, from int) int {
	const most = 20
	if pos == from || r.runes[pos-1] != '，' {
		return pos
	}
	for at := pos; at > from && pos-at <= most; at-- {
		if c := r.runes[at-1]; c == '。' || c == '\n' || c == '；' {
			return at
		}
	}
	return pos
}

// basis is where the sentence that ends in 裁定如下 begins to cite.
func (r *reader) basis(from, ruling int) (int, bool) {
	pos := ruling
	for pos > from && r.runes[pos-1] != '。' && r.runes[pos-1] != '\n' {
		pos--
	}
	m := r.match(basisLead, pos, ruling)
	if m == nil {
		return 0, false
	}
	return m[0], true
}

// sentences cuts before every sentence on what the applicant was told and what
// came in. Where full stops were lost altogether, a match that follows a
// character begins one.
func (r *reader) sentences(from, to int, role review.PartRole) {
	if strings.ContainsRune(r.text[r.byteAt[from]:r.byteAt[to]], '。') {
		for pos := from + 1; pos < to; pos++ {
			if c := r.runes[pos-1]; c != '。' && c != '\n' {
				continue
			}
			begin := r.space(pos)
			if m := r.match(told, begin, min(to, begin+leadMost)); m != nil && m[0] == begin {
				r.cut(begin, role)
			}
		}
		return
	}
	for pos := from + 1; pos < to; {
		m := r.match(toldAnywhere, pos, to)
		if m == nil {
			return
		}
		if r.after(m[0], "。") || unicode.IsLetter(r.runes[m[0]-1]) {
			r.cut(m[0], role)
		}
		pos = m[1]
	}
}

// leadMost is how many runes the first words of a sentence can have.
const leadMost = 60

// afterRuling cuts 主文, the rights told, the remedy and the effect.
func (r *reader) afterRuling(from, to int) {
	r.cut(from, review.PartDisposition)
	r.items(from, to)
	pos := from
	if m := r.match(disposition, from, to); m != nil {
		pos = m[3]
		// A 主文 of several items, or one with a clause behind it, goes on to the
		// full stop.
		if e := r.sentenceEnd(pos); pos < to && strings.ContainsRune("。；;，", r.runes[pos]) || r.runes[from] == '一' {
			pos = min(e, to)
		}
	} else {
		pos = min(r.sentenceEnd(r.space(from)), to)
	}
	if pos < to {
		r.cut(pos, review.PartRights)
	}
	for q := r.space(pos); q < to; q = r.space(r.sentenceEnd(q)) {
		rest := r.text[r.byteAt[q]:r.byteAt[to]]
		if rightsLead.MatchString(rest) {
			r.cut(q, review.PartRights)
		}
		if q == r.sentenceEnd(q) {
			q++
		}
	}
	for q := pos; q < to; {
		m := r.match(effect, q, to)
		if m == nil {
			return
		}
		r.cut(m[0], review.PartEffect)
		q = m[1]
	}
}
