package mask

import (
	_ "embed"
	"regexp"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// folded is a text as the rules read it: NFKC (full-width letters and digits
// become half-width), traditional characters as simplified ones, one kind of
// dash and of middle dot, and no white space at all, so that a name set with
// spaces or broken by a line is still one name. Every rune knows the rune of
// the original that it came from.
type folded struct {
	orig   []rune
	runes  []rune
	src    []int // index into orig
	text   string
	byteAt []int // byte offset of runes[i] in text; one more for the end
}

func fold(text string) *folded {
	f := &folded{orig: []rune(text)}
	f.runes = make([]rune, 0, len(f.orig))
	f.src = make([]int, 0, len(f.orig))
	for i, r := range f.orig {
		switch {
		case r < 0x80 && r > ' ':
			f.put(r, i)
		case invisible(r):
		case r >= 0x4E00 && r <= 0x9FFF:
			f.put(simplified(r), i)
		default:
			for _, c := range norm.NFKC.String(string(r)) {
				if !invisible(c) {
					f.put(simplified(unify(c)), i)
				}
			}
		}
	}
	f.text = string(f.runes)
	f.byteAt = make([]int, 0, len(f.runes)+1)
	for i := range f.text {
		f.byteAt = append(f.byteAt, i)
	}
	f.byteAt = append(f.byteAt, len(f.text))
	return f
}

func (f *folded) put(r rune, i int) {
	f.runes = append(f.runes, r)
	f.src = append(f.src, i)
}

// invisible is white space, and what no page shows: zero-width characters,
// soft hyphens, variation selectors.
func invisible(r rune) bool {
	return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Cc, r) ||
		(r >= 0xFE00 && r <= 0xFE0F) || (r >= 0xE0100 && r <= 0xE01EF)
}

func unify(r rune) rune {
	switch r {
	case '‐', '‑', '‒', '–', '—', '―', '−', '─', '﹣':
		return '-'
	case '•', '‧', '∙', '⋅', '・', '･', 'ㆍ', '᛫', '●':
		return '·'
	case '〔', '［', '【', '﹝':
		return '['
	case '〕', '］', '】', '﹞':
		return ']'
	case '、':
		return '、'
	}
	return r
}

//go:embed variants.txt
var variantsText string

// variants maps traditional and variant characters to the simplified ones.
var variants = readVariants(variantsText)

func readVariants(s string) map[rune]rune {
	m := map[rune]rune{}
	for _, w := range strings.Fields(s) {
		if r := []rune(w); len(r) == 2 {
			m[r[0]] = r[1]
		}
	}
	return m
}

func simplified(r rune) rune {
	if v, ok := variants[r]; ok {
		return v
	}
	return r
}

// plain is a word folded, for looking it up in a folded text.
func plain(s string) string { return fold(s).text }

func (f *folded) len() int { return len(f.runes) }

// at is the rune at i, 0 outside.
func (f *folded) at(i int) rune {
	if i < 0 || i >= len(f.runes) {
		return 0
	}
	return f.runes[i]
}

func (f *folded) slice(from, to int) string {
	from, to = max(from, 0), min(to, len(f.runes))
	if from >= to {
		return ""
	}
	return f.text[f.byteAt[from]:f.byteAt[to]]
}

// joined says whether runes i-1 and i stand side by side in the original.
func (f *folded) joined(i int) bool {
	return i > 0 && i < len(f.src) && f.src[i]-f.src[i-1] <= 1
}

// broken says whether a line ends between runes i-1 and i.
func (f *folded) broken(i int) bool {
	if i <= 0 || i >= len(f.src) {
		return true
	}
	for k := f.src[i-1] + 1; k < f.src[i]; k++ {
		if f.orig[k] == '\n' || f.orig[k] == '\r' || f.orig[k] == '\f' || f.orig[k] == '\u2029' {
			return true
		}
	}
	return false
}

// column says whether a column of a table ends between runes i-1 and i.
func (f *folded) column(i int) bool {
	return i > 0 && i < len(f.src) && slices.Contains(f.orig[f.src[i-1]+1:f.src[i]], '\t')
}

// from and to are the original's rune offsets of the folded range [i, j).
func (f *folded) span(i, j int) (from, to int) {
	if i >= j || i >= len(f.src) {
		return 0, 0
	}
	return f.src[i], f.src[j-1] + 1
}

func (f *folded) runeAt(b int) int { return sort.SearchInts(f.byteAt, b) }

// match is the first match of re in [from, to).
func (f *folded) match(re *regexp.Regexp, from, to int) []int {
	from, to = max(from, 0), min(to, len(f.runes))
	if from >= to {
		return nil
	}
	m := re.FindStringSubmatchIndex(f.text[f.byteAt[from]:f.byteAt[to]])
	if m == nil {
		return nil
	}
	return f.runesOf(m, f.byteAt[from])
}

func (f *folded) runesOf(m []int, base int) []int {
	out := make([]int, len(m))
	for i, b := range m {
		out[i] = -1
		if b >= 0 {
			out[i] = f.runeAt(base + b)
		}
	}
	return out
}

// index is the folded position of the original's rune i, or of the next rune
// that is shown.
func (f *folded) index(i int) int { return sort.SearchInts(f.src, i) }

func isHan(r rune) bool   { return unicode.Is(unicode.Han, r) }
func isDigit(r rune) bool { return r >= '0' && r <= '9' }
func isAlpha(r rune) bool { return (r >= 'a' && r <= 'z') || (r >= 'A' && r <= 'Z') }

// punctuation ends a clause in a folded text.
func punctuation(r rune) bool {
	return r == 0 || strings.ContainsRune(",，。;:、()（）！？!?[]<>《》“”\"'‘’/|", r)
}

func runeLen(s string) int { return utf8.RuneCountInString(s) }
