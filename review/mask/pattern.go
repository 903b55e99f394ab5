package mask

import (
	"cmp"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode"
)

// Most expressions begin with a few characters, and a text has few places with
// one of those: an expression is tried there alone, which is some twenty times
// faster than letting it run over the whole. Where an expression begins with
// any character it is tried around words that each of its matches holds.

// pattern is an expression with what is known of where it can match.
type pattern struct {
	*regexp.Regexp
	hints    []string       // a text without one of them has no match
	anchored *regexp.Regexp // nil if a match can begin with almost anything
	first    *runeSet
	reach    int // no match is longer, in runes
	back     int // with around: how far before the words a match can begin
	around   []string
}

// hinted is an expression, and words of which a text needs one to match it.
func hinted(expr, hints string) pattern {
	p := pattern{Regexp: regexp.MustCompile(expr), hints: strings.Fields(hints)}
	tree, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		panic("mask: " + err.Error())
	}
	set := &runeSet{}
	if empty := set.begins(tree); !empty && set.count < 2000 {
		p.anchored, p.first = regexp.MustCompile(`^(?:`+expr+`)`), set
	}
	p.reach = longest1(tree)
	return p
}

// around is an expression that begins with anything: its matches hold one of the
// words, at most back runes from where they begin.
func around(expr string, back int, words string) pattern {
	p := hinted(expr, words)
	p.anchored, p.back, p.around = nil, back, p.hints
	return p
}

// each calls fn with the folded rune offsets of every match, groups as in
// regexp.FindAllSubmatchIndex.
func (f *folded) each(p pattern, fn func(m []int)) {
	if len(p.hints) > 0 && !slices.ContainsFunc(p.hints, func(h string) bool { return strings.Contains(f.text, h) }) {
		return
	}
	switch {
	case p.anchored != nil:
		for i := 0; i < len(f.runes); i++ {
			if !p.first.has(f.runes[i]) {
				continue
			}
			from, to := f.byteAt[i], f.byteAt[min(i+p.reach, len(f.runes))]
			if m := p.anchored.FindStringSubmatchIndex(f.text[from:to]); m != nil {
				m = f.runesOf(m, from)
				fn(m)
				i = max(i, m[1]-1)
			}
		}
	case p.around != nil:
		for _, w := range f.windows(p) {
			from, to := f.byteAt[w.start], f.byteAt[w.end]
			for _, m := range p.FindAllStringSubmatchIndex(f.text[from:to], -1) {
				fn(f.runesOf(m, from))
			}
		}
	default:
		for _, m := range p.FindAllStringSubmatchIndex(f.text, -1) {
			fn(f.runesOf(m, 0))
		}
	}
}

// windows are the stretches around p's words, in order and apart.
func (f *folded) windows(p pattern) []span {
	var all []span
	for _, w := range p.around {
		for at := 0; ; {
			i := strings.Index(f.text[at:], w)
			if i < 0 {
				break
			}
			k := f.runeAt(at + i)
			all = append(all, span{max(0, k-p.back), min(len(f.runes), k+p.reach)})
			at += i + len(w)
		}
	}
	slices.SortFunc(all, func(a, b span) int { return cmp.Compare(a.start, b.start) })
	var out []span
	for _, s := range all {
		if n := len(out); n > 0 && s.start <= out[n-1].end {
			out[n-1].end = max(out[n-1].end, s.end)
			continue
		}
		out = append(out, s)
	}
	return out
}

// runeSet is a set of characters.
type runeSet struct {
	low   [1 << 10]uint64 // the basic plane
	high  []rune          // pairs, beyond it
	count int
}

func (s *runeSet) has(r rune) bool {
	if r >= 0 && r < 1<<16 {
		return s.low[r>>6]&(1<<(r&63)) != 0
	}
	for i := 0; i+1 < len(s.high); i += 2 {
		if r >= s.high[i] && r <= s.high[i+1] {
			return true
		}
	}
	return false
}

func (s *runeSet) add(from, to rune) {
	s.count += int(to-from) + 1
	if s.count > 1<<17 {
		return // too many to be of use
	}
	for r := from; r <= to && r < 1<<16; r++ {
		s.low[r>>6] |= 1 << (r & 63)
	}
	if to >= 1<<16 {
		s.high = append(s.high, max(from, 1<<16), to)
	}
}

// begins adds the characters with which a match of re can begin and says
// whether it can be empty.
func (s *runeSet) begins(re *syntax.Regexp) (empty bool) {
	switch re.Op {
	case syntax.OpLiteral:
		s.add(re.Rune[0], re.Rune[0])
		if re.Flags&syntax.FoldCase != 0 {
			for r := unicode.SimpleFold(re.Rune[0]); r != re.Rune[0]; r = unicode.SimpleFold(r) {
				s.add(r, r)
			}
		}
		return false
	case syntax.OpCharClass:
		for i := 0; i+1 < len(re.Rune); i += 2 {
			s.add(re.Rune[i], re.Rune[i+1])
		}
		return false
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		s.add(0, unicode.MaxRune)
		return false
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			if !s.begins(sub) {
				return false
			}
		}
		return true
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			empty = s.begins(sub) || empty
		}
		return empty
	case syntax.OpCapture, syntax.OpPlus:
		return s.begins(re.Sub[0])
	case syntax.OpRepeat:
		return s.begins(re.Sub[0]) || re.Min == 0
	case syntax.OpStar, syntax.OpQuest:
		s.begins(re.Sub[0])
		return true
	}
	return true
}

// farthest is taken for the length of what has no longest match.
const farthest = 200

// longest1 is how many runes the longest match of re has.
func longest1(re *syntax.Regexp) int {
	n := 0
	switch re.Op {
	case syntax.OpLiteral:
		n = len(re.Rune)
	case syntax.OpCharClass, syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		n = 1
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			n += longest1(sub)
		}
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			n = max(n, longest1(sub))
		}
	case syntax.OpCapture, syntax.OpQuest:
		n = longest1(re.Sub[0])
	case syntax.OpRepeat:
		if re.Max < 0 {
			return farthest
		}
		n = re.Max * longest1(re.Sub[0])
	case syntax.OpStar, syntax.OpPlus:
		return farthest
	}
	return min(n, farthest)
}
