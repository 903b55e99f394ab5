package ruling

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"shenqian/review"
)

// The rules over characters, brackets, dates and terms (法〔2016〕221号;
// GB/T 15834 on punctuation). What only looks wrong informs; what changes how
// a text is found, masked or read warns.

// The twelve ideographs that stand among the compatibility ones and are none.
const unified = "\uFA0E\uFA0F\uFA11\uFA13\uFA14\uFA1F\uFA21\uFA23\uFA24\uFA27\uFA28\uFA29"

// seems is a character that only looks like another one: a radical or a
// compatibility ideograph for a Han character, or one that can't be seen.
func seems(c rune) bool {
	switch {
	case c < 0xAD:
		return false
	case c >= 0x2E80 && c <= 0x2FDF, c >= 0x2F800 && c <= 0x2FA1F:
		return true
	case c >= 0xF900 && c <= 0xFAFF:
		return !strings.ContainsRune(unified, c)
	}
	return c == 0xAD || c == 0xFEFF || unicode.Is(unicode.Cf, c)
}

// T07: no character only looks like another: such a name is not found again,
// and not masked.
func (r *Reading) CharactersAreWhatTheySeem() Result {
	var odd []string
	var at Place
	i := 0
	for _, c := range r.Paper.Text {
		if seems(c) {
			name := "U+" + strings.ToUpper(strconv.FormatInt(int64(c), 16))
			if unicode.IsPrint(c) {
				name = string(c) + "（" + name + "）"
			}
			if !slices.Contains(odd, name) {
				odd = append(odd, name)
			}
			if at.End == 0 {
				at = Place{i, i + 1}
			}
		}
		i++
	}
	if len(odd) == 0 {
		return Met
	}
	return r.Unmet("text-form", "T07.seems", at, "characters", strings.Join(odd[:min(len(odd), 10)], "、")).Warn()
}

const (
	opening = "（(《〈〔【「『“[［"
	closing = "）)》〉〕】」』”]］"
)

// T08: brackets come in pairs of one kind; inside 《》 stand 〈〉.
func (r *Reading) BracketsMatch() Result {
	type open struct {
		kind int
		at   int
	}
	opens, closes := []rune(opening), []rune(closing)
	var stack []open
	var kind Place
	wrong := func(at int) Result {
		return r.Unmet("text-form", "T08.unpaired", Place{at, at + 1}, "mark", r.Paper.Slice(at, at+1)).Warn()
	}
	i := -1
	var last rune
	for _, c := range r.Paper.Text {
		i++
		before := last
		last = c
		if c < '(' || unicode.Is(unicode.Han, c) {
			continue
		}
		if k := slices.Index(opens, c); k >= 0 {
			if c == '《' && slices.ContainsFunc(stack, func(o open) bool { return opens[o.kind] == '《' }) && kind.End == 0 {
				kind = Place{i, i + 1}
			}
			stack = append(stack, open{k, i})
			continue
		}
		if c == '<' || c == '>' || c == '＜' || c == '＞' {
			if kind.End == 0 && len(stack) > 0 && opens[stack[len(stack)-1].kind] == '《' {
				kind = Place{i, i + 1}
			}
			continue
		}
		k := slices.Index(closes, c)
		if k < 0 {
			continue
		}
		n := len(stack)
		switch {
		case n == 0 && (c == '）' || c == ')') && (unicode.IsDigit(before) || strings.ContainsRune("一二三四五六七八九十", before)):
			// 1）, 二）: the number of an item
		case n == 0:
			return wrong(i)
		case stack[n-1].kind == k:
			stack = stack[:n-1]
		case sameBracket(opens[stack[n-1].kind], c):
			if kind.End == 0 {
				kind = Place{i, i + 1}
			}
			stack = stack[:n-1]
		default:
			return wrong(stack[n-1].at)
		}
	}
	if len(stack) > 0 {
		return wrong(stack[len(stack)-1].at)
	}
	if kind.End == 0 {
		return Met
	}
	res := r.Unmet("text-form", "T08.kind", kind, "mark", r.Paper.Slice(kind.Start, kind.End))
	res.Severity = review.Info
	return res
}

// sameBracket says whether the two are round, or square, in different widths.
func sameBracket(open, shut rune) bool {
	return strings.ContainsRune("（(", open) && strings.ContainsRune("）)", shut) || strings.ContainsRune("[［〔【", open) && strings.ContainsRune("]］〕】", shut)
}

var leftOver = regexp.MustCompile(`送达(?:时间|日期)|打印(?:人|时间|日期|份数)|校对(?:人|[：:])|拟稿人|核稿人|此处(?:填写|写明|插入|补充|补填|添加|略|待)|待(?:补充|核实后填)|（(?:略|待补|注：)|[×X]{3,}|[_＿]{2,}|\?{3,}`)

// What any of these begins with: to look for them is quick.
var leftOverSigns = []string{"送达时间", "送达日期", "打印", "校对", "拟稿人", "核稿人", "此处", "待补充", "待核实后填", "（略", "（待补", "（注：", "×××", "XXX", "__", "＿＿", "???"}

// T09: nothing of a form, a printer or another paper was left in.
func (r *Reading) NothingIsLeftOver() Result {
	if !slices.ContainsFunc(leftOverSigns, func(s string) bool { return strings.Contains(r.Paper.Text, s) }) {
		return Met
	}
	m := leftOver.FindStringIndex(r.Paper.Text)
	if m == nil {
		return Met
	}
	at := len([]rune(r.Paper.Text[:m[0]]))
	words := r.Paper.Text[m[0]:m[1]]
	return r.Unmet("ruling-form", "T09.leftover", Place{at, at + len([]rune(words))}, "words", words).Warn()
}

var (
	oneTen    = regexp.MustCompile(`[年月](一十)[一二三四五六七八九]?[月日]`)
	wrongZero = regexp.MustCompile(`[一二][零○◯ＯOo0０〇一二三四五六七八九]{3}年`)
)

// dayAsNumber is the place of 14号 behind 月.
func dayAsNumber(text string) (from, to int, ok bool) {
	for i := 0; ; {
		k := strings.Index(text[i:], "号")
		if k < 0 {
			return 0, 0, false
		}
		at := i + k
		i = at + len("号")
		before := strings.TrimRight(text[max(0, at-12):at], "0123456789０１２３４５６７８９一二三四五六七八九十")
		if strings.HasSuffix(before, "月") && len(before) < at-max(0, at-12) {
			return max(0, at-12) + len(before), i, true
		}
	}
}

// wrongZeros are the years in Chinese numerals, in which a zero is none.
func wrongZeros(text string) [][]int {
	if !strings.ContainsAny(text, "零○◯ＯOo０") && !strings.Contains(text, "二0") {
		return nil
	}
	var out [][]int
	for i := 0; ; {
		k := strings.Index(text[i:], "年")
		if k < 0 {
			return out
		}
		from := max(0, i+k-12)
		if m := wrongZero.FindStringIndex(text[from : i+k+len("年")]); m != nil {
			out = append(out, []int{from + m[0], from + m[1]})
		}
		i += k + len("年")
	}
}

// T10: a day is a 日, not a 号; the zero of 二〇一八 is 〇; the ruling's own
// date is in Chinese numerals.
func (r *Reading) DatesAreWrittenRight() Result {
	text := r.Paper.Text
	if from, to, ok := dayAsNumber(text); ok {
		at := utf8.RuneCountInString(text[:from])
		words := text[from:to]
		return r.Unmet("document-norm", "T10.day", Place{at, at + len([]rune(words))}, "words", words)
	}
	for _, m := range wrongZeros(text) {
		if words := text[m[0]:m[1]]; strings.ContainsAny(words, "零○◯ＯOo0０") {
			at := len([]rune(text[:m[0]]))
			return r.Unmet("document-norm", "T10.zero", Place{at, at + len([]rune(words))}, "words", words)
		}
	}
	if strings.Contains(text, "一十") {
		if m := oneTen.FindStringSubmatchIndex(text); m != nil {
			at := len([]rune(text[:m[2]]))
			words := text[m[2]:m[3]]
			return r.Unmet("document-norm", "T10.ten", Place{at, at + len([]rune(words))}, "words", words)
		}
	}
	if d, ok := r.Paper.PrintedDate(); ok && !d.Numerals {
		return r.Unmet("document-norm", "T10.arabic", Place{d.Start, d.End}, "words", d.Text)
	}
	return Met
}

// T11: terms that are confused (law/terms.json).
func (r *Reading) TermsAreRight() Result {
	for _, t := range r.Book.Terms() {
		if !strings.Contains(r.Paper.Text, t.Sign) {
			continue
		}
		if m := t.Wrong.FindStringIndex(r.Paper.Text); m != nil {
			at := len([]rune(r.Paper.Text[:m[0]]))
			words := r.Paper.Text[m[0]:m[1]]
			res := r.Unmet("terms", "T11.term", Place{at, at + len([]rune(words))}, "words", words, "right", t.Right)
			res.Basis = t.Source
			return res
		}
	}
	return Met
}
