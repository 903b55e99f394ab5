package quality

import (
	"fmt"
	"regexp"
	"strings"

	"shenqian/review"
	"shenqian/review/mask"
)

// Span is a stretch of a text of which the truth is known, in runes.
type Span struct {
	Start, End int
	Class      string // keep, person, org, former, id, phone …
	Entity     string // whose it is: the same for every mention of one person
	Short      bool   // an organisation's short name
	Other      bool   // of someone who is no party
}

// Document is a text and the truth about it.
type Document struct {
	Name    string
	Text    string
	Spans   []Span
	Parties []review.Party // what the case file would say
	Cause   string
}

// must says whether a span of d has to go under a profile, and whether it has
// to stand. Under 2016 names stand, and organisations altogether, but for the
// names of article 8: a former name, and names where it depends, may do either.
func (d *Document) must(s Span, p mask.Profile) (hide, stand bool) {
	switch s.Class {
	case "keep":
		return false, true
	case "person":
		if p == mask.Rule2016 && familyWords.MatchString(d.Cause) {
			return !s.Other, false
		}
		return p == mask.Practice2024, p == mask.Rule2016 && !mayBeHidden.MatchString(d.Text)
	case "org", "credit_code", "org_address":
		return p == mask.Practice2024, p == mask.Rule2016
	case "former":
		return p == mask.Practice2024, false
	}
	return true, false
}

var (
	familyWords = regexp.MustCompile(`继承|赡养|离婚后财产`)
	// Children, victims, family matters that only the text tells of, and whoever
	// gave a clue.
	mayBeHidden = regexp.MustCompile(`继承|赡养|离婚|析产|学生|法定代理人|附带民事|退赔|举报人|其子|其弟`)
)

// builder writes a text together with its spans.
type builder struct {
	text  strings.Builder
	runes int
	spans []Span
}

func (b *builder) say(s string) {
	b.text.WriteString(s)
	b.runes += len([]rune(s))
}

func (b *builder) mark(s string, sp Span) {
	sp.Start = b.runes
	b.say(s)
	sp.End = b.runes
	if sp.Start < sp.End {
		b.spans = append(b.spans, sp)
	}
}

// marked reads ⟦key:words⟧: a key is a class, or an entity like p1, o2, or o2s
// for a short name of o2.
func (b *builder) marked(s string) error {
	for {
		before, rest, ok := strings.Cut(s, "⟦")
		b.say(before)
		if !ok {
			return nil
		}
		in, after, ok := strings.Cut(rest, "⟧")
		key, words, colon := strings.Cut(in, ":")
		if !ok || !colon || words == "" {
			return fmt.Errorf("quality: bad mark at %.40q", rest)
		}
		b.mark(words, spanOf(key))
		s = after
	}
}

func spanOf(key string) Span {
	entity, short := strings.CutSuffix(key, "s")
	if len(entity) >= 2 && strings.Trim(entity[1:], "0123456789") == "" {
		switch entity[0] {
		case 'p':
			return Span{Class: "person", Entity: entity}
		case 'o':
			return Span{Class: "org", Entity: entity, Short: short}
		case 'f':
			return Span{Class: "former", Entity: "p" + entity[1:]}
		}
	}
	return Span{Class: key}
}

func (b *builder) document(name string) *Document {
	return &Document{Name: name, Text: b.text.String(), Spans: b.spans}
}
