package mask

import (
	"regexp"
	"slices"
	"strings"
)

// Names as a paper writes them by mistake or for short: one character mistyped
// (沈韶骅, 沈邵骅), and short names of organisations that nobody declared. They
// are looked for once, in the paper, and then are forms of the name like any
// other, so that the search of the finished file knows them too.

// discover adds to every hidden actor the forms that the paper itself shows.
func (c *cast) discover(f *folded) {
	if !c.hides() {
		return
	}
	taken := c.taken(f)
	for _, a := range c.actors {
		switch {
		case a.class == "":
		case a.org:
			c.shortened(f, a, taken)
			c.near(f, a, bare(plain(a.name)), 6, taken)
		default:
			c.near(f, a, a.key(), 3, taken)
			c.nearRole(f, a, taken)
		}
	}
}

// nobody stands for the court's people, phrase for what every ruling says.
var nobody, phrase = &actor{}, &actor{}

// owners tells of every rune whose known name covers it, the longest first.
type owners []*actor

// free says whether nobody but a has s. 有限公司 is part of a name, 被执行人 of
// nobody's.
func (o owners) free(s span, a *actor) bool {
	for _, b := range o[s.start:min(s.end, len(o))] {
		if b != nil && b != a && (b != phrase || !a.org) {
			return false
		}
	}
	return true
}

func (c *cast) taken(f *folded) owners {
	out := make(owners, f.len())
	l := newLexicon(c)
	for i := 0; i < f.len(); {
		found, ends := l.at(f, i)
		next := i + 1
		if len(ends) > 0 {
			next = ends[0]
			by := found[0].actor
			switch {
			case found[0].fixed:
				by = phrase
			case by == nil:
				by = nobody
			}
			for k := i; k < next; k++ {
				out[k] = by
			}
		}
		i = next
	}
	for _, s := range signatureLines(f) {
		for k := s.start; k < s.end; k++ {
			out[k] = nobody
		}
	}
	return out
}

// signatureLines are the lines of office and name at the end of a paper.
func signatureLines(f *folded) []span {
	var out []span
	for at := max(0, f.len()-260); ; {
		m := f.match(signatory, at, f.len())
		if m == nil {
			return out
		}
		out = append(out, span{m[0], m[3]})
		at = m[3]
	}
}

// near looks for name with one character changed. A name of three or four
// characters must stand where a name can; a longer one is too long for chance.
func (c *cast) near(f *folded, a *actor, name string, least int, taken owners) {
	r := []rune(name)
	if len(r) < least || latin(name) {
		return
	}
	at := f.undotted()
	for i := 0; i+len(r) <= len(at); i++ {
		if f.runes[at[i]] != r[0] && f.runes[at[i+1]] != r[1] {
			continue
		}
		wrong := -1
		for k := range r {
			if f.runes[at[i+k]] != r[k] {
				if wrong >= 0 {
					wrong = -2
					break
				}
				wrong = k
			}
		}
		if wrong < 0 || !isHan(f.runes[at[i+wrong]]) {
			continue
		}
		s := span{at[i], at[i+len(r)-1] + 1}
		if taken.free(s, a) && (len(r) >= 5 || c.edges(f, s, wrong == 0)) {
			a.call(f.slice(s.start, s.end), form{near: true})
		}
	}
}

// undotted are the places of all runes but middle dots.
func (f *folded) undotted() []int {
	out := make([]int, 0, f.len())
	for i, r := range f.runes {
		if r != '·' {
			out = append(out, i)
		}
	}
	return out
}

// nearRole takes 被执行人张玮 for 张伟 if there is no other name it could be.
func (c *cast) nearRole(f *folded, a *actor, taken owners) {
	r := []rune(a.key())
	if len(r) != 2 || !c.only(a, string(r[:1])) {
		return
	}
	for i := 1; i+2 <= f.len(); i++ {
		s := span{i, i + 2}
		if f.runes[i] != r[0] || f.runes[i+1] == r[1] || !isHan(f.runes[i+1]) || !taken.free(s, a) {
			continue
		}
		if roleBefore.MatchString(f.slice(i-6, i)) && (punctuation(f.at(s.end)) || rightStrong.MatchString(f.slice(s.end, s.end+8))) && !strings.Contains(words.form, f.slice(s.start, s.end)) {
			a.call(f.slice(s.start, s.end), form{near: true})
		}
	}
}

var roleBefore = regexp.MustCompile(`(?:` + partyRoles + `)$`)

// edges says whether a name can begin and end where s does. A changed surname
// needs more to go by.
func (c *cast) edges(f *folded, s span, surname bool) bool {
	text := f.slice(s.start, s.end)
	if strings.Contains(words.form, f.slice(s.start+1, s.end)) || words.everyday[f.slice(s.start, s.start+2)] && !words.compound[f.slice(s.start, s.start+2)] || words.everyday[f.slice(s.end-2, s.end)] || strings.ContainsAny(text, "的了是在与和及于将被向对到为院") {
		return false
	}
	before, after := f.at(s.start-1), f.at(s.end)
	left, right := f.slice(s.start-7, s.start), f.slice(s.end, s.end+8)
	strongLeft, strongRight := leftStrong.MatchString(left), rightStrong.MatchString(right)
	open := punctuation(before) || f.broken(s.start) || strings.ContainsRune(leftWeak, before)
	shut := punctuation(after) || f.broken(s.end) || rightWeak.MatchString(right)
	if surname {
		return strongLeft && (strongRight || shut) || open && strongRight
	}
	// Two characters of three are no chance: one side is enough.
	return strongLeft || strongRight || open && (shut || isHan(after)) || punctuation(after)
}

// shortened looks for what begins with the trade name and goes on with words of
// the whole name or a word for a company: 海隆包装, 海隆公司, 海隆包装公司.
func (c *cast) shortened(f *folded, a *actor, taken owners) {
	name := plain(a.name)
	if latin(name) {
		return
	}
	head, branch, hasBranch := c.branch(name)
	if hasBranch {
		if p := c.parse(branch); runeLen(p.trade) >= 2 {
			c.shortenedBy(f, a, p.trade, p.form, taken)
		}
		name = head
	}
	p := c.parse(name)
	if runeLen(p.trade) < 2 || strings.HasPrefix(name, "中国") || words.everyday[string([]rune(p.trade)[:2])] {
		return
	}
	rest := string([]rune(p.trade)[2:]) + p.inner + p.industry + p.form + branch
	c.shortenedBy(f, a, string([]rune(p.trade)[:2]), rest, taken)
}

func (c *cast) shortenedBy(f *folded, a *actor, brand, rest string, taken owners) {
	for b := 0; ; {
		i := strings.Index(f.text[b:], brand)
		if i < 0 {
			return
		}
		b += i + len(brand)
		at := f.runeAt(b)
		if !taken.free(span{at - 1, at + 1}, a) {
			continue
		}
		end := follow2(f, at, rest)
		if end == at {
			continue
		}
		s := f.slice(at-runeLen(brand), end)
		switch _, ok := hasSuffix(s, words.heads); {
		case ok || end-at >= 2:
			a.call(s, form{short: true})
		case runeLen(s) >= 3 && strings.HasPrefix(c.parse(plain(a.name)).trade, s): // 一品轩 by itself
			a.call(s, form{short: true, doubt: true})
		}
	}
}

// follow2 is how far the text at i goes on with runes of rest, in their order,
// and a word for a company.
func follow2(f *folded, i int, rest string) int {
	r := []rune(rest)
	for k := 0; k < len(r); {
		n := slices.Index(r[k:], f.at(i))
		if n < 0 || i >= f.len() {
			break
		}
		k += n + 1
		i++
	}
	for _, w := range []string{"有限公司", "公司", "集团", "支行"} {
		if f.slice(i, i+runeLen(w)) == w {
			return i + runeLen(w)
		}
	}
	return i
}
