package termination

import (
	"regexp"
	"strings"

	"shenqian/review"
	"shenqian/review/kind/ruling"
)

// sentence is a sentence of what a ruling tells, the days that it names, and
// the day that its paragraph opens with.
type sentence struct {
	text string
	at   ruling.Place
	days []day
	item review.Date
}

// day is a date in a sentence; at counts bytes of its text.
type day struct {
	at int
	on review.Date
}

// course is what a ruling tells of the enforcement, from its cause to its
// reasons.
type course struct {
	text      string
	sentences []sentence
}

// A date whose year was said before: 2018年2月12日、5月14日.
var shortDate = regexp.MustCompile(`(?:([0-9０-９〇一二三四五六七八九十]{4})年|(次年|翌年))?([0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})月([0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})[日号]`)

// opensWithin is how many bytes may stand before the day that a paragraph opens
// with: （十二）, 本院已于.
const opensWithin = 36

// readCourse cuts the body into sentences. Courts lose full stops, so a
// paragraph's end is a sentence's as well.
func readCourse(p *review.Paper) *course {
	c := &course{}
	var all strings.Builder
	year := 0
	for _, q := range p.Parts {
		switch q.Role {
		case review.PartCause, review.PartCourse, review.PartReasoning:
		default:
			continue
		}
		text := p.Of(q)
		all.WriteString(text + "\n")
		var item review.Date
		start, first := q.Start, true
		for text != "" {
			cut, next := len(text), len(text)
			if i := strings.IndexAny(text, "。；;\n"); i >= 0 {
				cut, next = i, i+len(string([]rune(text[i:])[:1]))
			}
			s := sentence{text: text[:cut]}
			runes := len([]rune(text[:next]))
			s.at = ruling.Place{Start: start, End: start + runes}
			s.days, year = days(s.text, year)
			if first && len(s.days) > 0 && s.days[0].at <= opensWithin {
				item = s.days[0].on
			}
			first = false
			s.item = item
			if strings.TrimSpace(s.text) != "" {
				c.sentences = append(c.sentences, s)
			}
			start += runes
			text = text[next:]
		}
	}
	c.text = all.String()
	return c
}

// days are the dates in s; those without a year have the last one named.
func days(s string, year int) ([]day, int) {
	if !strings.ContainsRune(s, '月') {
		return nil, year
	}
	var out []day
	for _, m := range shortDate.FindAllStringSubmatchIndex(s, -1) {
		if m[2] >= 0 {
			year, _ = review.ParseNumeral(s[m[2]:m[3]])
		}
		if m[4] >= 0 {
			year++
		}
		month, ok1 := review.ParseNumeral(s[m[6]:m[7]])
		on, ok2 := review.ParseNumeral(s[m[8]:m[9]])
		if d := (review.Date{Year: year, Month: month, Day: on}); ok1 && ok2 && d.Exists() {
			out = append(out, day{m[0], d})
		}
	}
	return out, year
}

// on is the day of what stands at byte i of s: the last one named before it,
// else the paragraph's.
func (s sentence) on(i int) review.Date {
	on := s.item
	for _, d := range s.days {
		if d.at <= i {
			on = d.on
		}
	}
	return on
}

// nearDay says whether the day of what stands at byte i stands near it: then
// the sentence says that it was that day's.
func (s sentence) nearDay(i int, kind string) bool {
	const usual, punishing = 240, 60 // bytes
	most := usual
	if kind == fine || kind == detention || kind == searchOrder {
		most = punishing // 于2018年…送达执行通知书，因其拒不报告，对其罚款
	}
	for _, d := range s.days {
		if d.at <= i && i-d.at <= most && d.on == s.on(i) {
			return true
		}
	}
	return false
}

// dateBefore is the date before a match of words, in the first sentence that
// has one; sign stands in every match.
func (c *course) dateBefore(sign string, words *regexp.Regexp) review.Date {
	for _, s := range c.sentences {
		if len(s.days) == 0 || !strings.Contains(s.text, sign) {
			continue
		}
		if d := ruling.DateBefore(s.text, words); !d.IsZero() {
			return d
		}
	}
	return review.Date{}
}

// only is the course's sentences that have the word.
func (c *course) only(word string) *course {
	out := &course{}
	for _, s := range c.sentences {
		if strings.Contains(s.text, word) {
			out.sentences = append(out.sentences, s)
		}
	}
	return out
}

// has says whether the course has one of the words.
func (c *course) has(words ...string) bool { return hasAny(c.text, words...) }

func hasAny(s string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// first is the first sentence that has one of the words, and where.
func (c *course) first(words ...string) (s sentence, at int, ok bool) {
	for _, s := range c.sentences {
		for _, w := range words {
			if i := strings.Index(s.text, w); i >= 0 {
				return s, i, true
			}
		}
	}
	return sentence{}, 0, false
}

// tells says whether the ruling gives an account of the enforcement at all:
// only then is its silence on a step worth a word.
func (c *course) tells() bool {
	return c.has("执行通知", "查控", "查询", "限制消费", "限制高消费", "查封", "冻结", "扣划", "调查")
}
