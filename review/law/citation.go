package law

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"shenqian/review"
)

// How rulings cite (《裁判文书引用规定》 arts 1–3): 《title》 and its articles,
// paragraphs and items. Titles come shortened, with an edition behind them,
// with 《》 inside 《》 or with < > for 〈 〉; numbers come in either script.

// Citation is a norm and the articles of it that are cited together.
type Citation struct {
	Title      string // without its own brackets; inner ones are 〈〉
	Norm       string // id in the tables; empty if they don't have it
	Rank       Rank
	Edition    int // the year of the edition, where the text names one
	Articles   []Cited
	Start, End int // runes
}

// Cited is one article; what it does not name is 0.
type Cited struct {
	Number, Of, Paragraph, Item int
}

const (
	numeralSet = `[一二三四五六七八九十百千零〇0-9０-９]`
	openers    = "《〈<＜"
	closers    = "》〉>＞"
	// A title is not longer: what is, is no title.
	titleMost = 120
)

var (
	editionPart   = regexp.MustCompile(`^[（(]([^（）()]{0,24})[）)]`)
	editionYear   = regexp.MustCompile(`(19[0-9]{2}|20[0-9]{2})年?`)
	articlePart   = regexp.MustCompile(`^(?:的|之)?[、，,和及与以\s]{0,3}第?(` + numeralSet + `{1,9})条(?:之([一二三四五六七八九十]))?`)
	paragraphPart = regexp.MustCompile(`^[、，,和及与\s]{0,2}第(` + numeralSet + `{1,3})款`)
	itemPart      = regexp.MustCompile(`^[、，,和及与\s]{0,2}第?[（(]?(` + numeralSet + `{1,3})[）)]?项`)
)

// Citations finds what s cites, in order. Citations inside the title of
// another one are none.
func (b *Book) Citations(s string) []Citation {
	var out []Citation
	runes := 0 // of s[:done]
	done := 0
	for i := 0; i < len(s); {
		c, next, ok := b.citationAt(s, i)
		if !ok {
			i = next
			continue
		}
		runes += len([]rune(s[done:i]))
		c.Start = runes
		runes += len([]rune(s[i:next]))
		c.End = runes
		done, i = next, next
		out = append(out, c)
	}
	return out
}

// citationAt reads the citation that begins at or behind i; next is where to
// go on.
func (b *Book) citationAt(s string, i int) (c Citation, next int, ok bool) {
	title, end := titleAt(s[i:])
	if end == 0 {
		title, end = interpretationAt(s[i:])
	}
	if end == 0 {
		if title, end = b.bareTitle(s[i:]); end == 0 {
			return c, i + firstLen(s[i:]), false
		}
	}
	c.Title = title
	c.Norm, c.Rank = b.norm(title)
	pos := i + end
	if m := editionPart.FindStringSubmatch(s[pos:]); m != nil {
		if y := editionYear.FindString(m[1]); y != "" {
			c.Edition, _ = review.ParseNumeral(strings.TrimSuffix(y, "年"))
		}
		pos += len(m[0])
	}
	if y := editionYear.FindString(title); c.Edition == 0 && y != "" && strings.Contains(title, "修") {
		c.Edition, _ = review.ParseNumeral(strings.TrimSuffix(y, "年"))
	}
	c.Articles, pos = articlesAt(s, pos)
	return c, pos, true
}

// 最高人民法院关于适用《…》的解释: only the inner title has its brackets.
var unbracketed = regexp.MustCompile(`^(?:最高人民法院)?关于适用[《〈<＜]([\p{Han}]{2,30})[》〉>＞]的解释》?`)

func interpretationAt(s string) (title string, end int) {
	if !strings.HasPrefix(s, "最高人民法院关于适用") && !strings.HasPrefix(s, "关于适用") {
		return "", 0
	}
	m := unbracketed.FindStringSubmatch(s)
	if m == nil {
		return "", 0
	}
	return "最高人民法院关于适用〈" + m[1] + "〉的解释", len(m[0])
}

// titleAt is the title that s opens with; end is 0 if it opens with none.
func titleAt(s string) (title string, end int) {
	depth, count := 0, 0
	var b strings.Builder
	for i, r := range s {
		switch {
		case strings.ContainsRune(openers, r):
			if depth++; depth > 1 {
				b.WriteRune('〈')
			}
		case depth == 0:
			return "", 0
		case strings.ContainsRune(closers, r):
			if depth--; depth == 0 {
				return b.String(), i + utf8.RuneLen(r)
			}
			b.WriteRune('〉')
		case r == '。' || r == '\n':
			return "", 0
		default:
			b.WriteRune(r)
		}
		if count++; count > titleMost {
			return "", 0
		}
	}
	return "", 0
}

// bareTitle is a title of the tables that s opens with, without brackets, if
// an article follows.
func (b *Book) bareTitle(s string) (title string, end int) {
	for _, t := range b.titles {
		if len(t) > end && strings.HasPrefix(s, t) && articlePart.MatchString(s[len(t):]) {
			title, end = t, len(t)
		}
	}
	return title, end
}

// firstLen is the length of the first rune of s in bytes.
func firstLen(s string) int {
	_, n := utf8.DecodeRuneInString(s)
	return n
}

// norm is what the tables know of a title.
func (b *Book) norm(title string) (id string, rank Rank) {
	plain := plainTitle(title)
	for _, n := range b.articles.Laws {
		if plain == plainTitle(n.Title) || slices.ContainsFunc(n.Short, func(t string) bool { return plain == plainTitle(t) }) {
			return n.ID, n.Rank
		}
	}
	switch {
	case strings.Contains(plain, "最高人民法院") && (strings.HasSuffix(plain, "规定") || strings.HasSuffix(plain, "解释") || strings.HasSuffix(plain, "批复")):
		return "", Interpretation
	case strings.HasSuffix(plain, "意见") || strings.HasSuffix(plain, "通知") || strings.HasSuffix(plain, "纪要"):
		return "", Guidance
	case strings.HasSuffix(plain, "条例"):
		return "", Regulation
	case strings.HasSuffix(plain, "法") || strings.HasSuffix(plain, "法典"):
		return "", Statute
	}
	return "", 0
}

var remarks = regexp.MustCompile(`[（(][^（）()]{0,24}[）)]`)

// plainTitle is a title without brackets, remarks and spaces.
func plainTitle(t string) string {
	t = remarks.ReplaceAllString(t, "")
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(openers+closers+" 　\t", r) {
			return -1
		}
		return r
	}, t)
}

// articlesAt reads articles from pos on and returns where they end.
func articlesAt(s string, pos int) (out []Cited, end int) {
	for {
		m := articlePart.FindStringSubmatch(s[pos:])
		if m == nil {
			return out, pos
		}
		n, ok := review.ParseNumeral(m[1])
		if !ok {
			return out, pos
		}
		a := Cited{Number: n}
		a.Of, _ = review.ParseNumeral(m[2])
		pos += len(m[0])
		before := len(out)
		for {
			if m := paragraphPart.FindStringSubmatch(s[pos:]); m != nil {
				a.Paragraph, _ = review.ParseNumeral(m[1])
				a.Item = 0
				pos += len(m[0])
				if itemPart.MatchString(s[pos:]) {
					continue
				}
			} else if m := itemPart.FindStringSubmatch(s[pos:]); m != nil {
				a.Item, _ = review.ParseNumeral(m[1])
				pos += len(m[0])
			} else {
				break
			}
			out = append(out, a)
		}
		if len(out) == before {
			out = append(out, a)
		}
	}
}
