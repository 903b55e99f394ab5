package mask

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// What stands for a name (法释〔2016〕19号 article 9; domain.md §3.3): a person
// keeps the surname, both characters of a 复姓, the first character of a
// minority or foreign name, the first letter of a Latin one; an enterprise
// keeps region, trade and form. Whoever would be called the same gets a number,
// in the order in which the paper names them.

// name gives every hidden actor its forms and its alias.
func (c *cast) name(f *folded) {
	for _, a := range c.actors {
		a.surfaces(c)
	}
	c.discover(f)
	c.lexicon = newLexicon(c)
	first := c.first(f)
	hidden := []*actor{}
	for _, a := range c.actors {
		if a.class != "" {
			hidden = append(hidden, a)
		}
	}
	slices.SortStableFunc(hidden, func(a, b *actor) int {
		return cmp.Compare(at(first, a, f.len()), at(first, b, f.len()))
	})
	for _, a := range hidden {
		if a.org {
			a.alias, a.short = c.orgAlias(plain(a.name))
		} else {
			a.alias = personAlias(a.name)
			a.short = a.alias
		}
	}
	number(hidden, func(a *actor) *string { return &a.alias })
	number(hidden, func(a *actor) *string { return &a.short })
	c.address(f)
}

func at(first map[*actor]int, a *actor, none int) int {
	if i, ok := first[a]; ok {
		return i
	}
	return none
}

// number tells equal aliases apart.
func number(as []*actor, get func(*actor) *string) {
	count := map[string]int{}
	for _, a := range as {
		count[*get(a)]++
	}
	next := map[string]int{}
	for _, a := range as {
		if base := *get(a); count[base] > 1 {
			next[base]++
			*get(a) = base + strconv.Itoa(next[base])
		}
	}
}

func personAlias(name string) string {
	r := []rune(strings.TrimSpace(name))
	if p := plain(name); latin(p) {
		return string(unicode.ToUpper([]rune(p)[0]))
	}
	s := plain(name)
	if !strings.ContainsRune(s, '·') && runeLen(s) <= 4 && runeLen(surname(s)) == 2 && len(r) > 1 {
		return string(r[:2]) + "某"
	}
	return string(r[:1]) + "某"
}

// surfaces adds the forms that follow from the name itself.
func (a *actor) surfaces(c *cast) {
	key := a.key()
	forms := a.forms
	a.forms = nil
	a.call(key, form{})
	a.forms = append(a.forms, forms...)
	if a.class == "" {
		return
	}
	if a.org {
		for _, s := range c.orgForms(plain(a.name)) {
			a.call(s.text, s)
		}
		return
	}
	name := plain(a.name)
	if latin(name) {
		for _, w := range strings.FieldsFunc(strings.ToLower(a.name), func(r rune) bool { return !unicode.IsLetter(r) }) {
			if runeLen(w) >= 4 {
				a.call(w, form{doubt: true})
			}
		}
		return
	}
	if parts := strings.Split(name, "·"); len(parts) > 1 {
		for _, p := range parts {
			if runeLen(p) >= 3 {
				a.call(p, form{doubt: true})
			}
		}
		return
	}
	family := surname(name)
	if c.alone(a, family) {
		for _, title := range []string{"先生", "女士", "小姐"} {
			a.call(family+title, form{})
		}
	}
	if c.only(a, family) {
		a.call(family+"某某", form{})
	}
}

// alone says whether no other person but one of the court has that surname:
// nobody calls a judge 先生.
func (c *cast) alone(a *actor, family string) bool {
	for _, b := range c.actors {
		if b != a && !b.org && surname(b.key()) == family {
			return false
		}
	}
	return true
}

// only says whether a is the only person of the paper with that surname.
func (c *cast) only(a *actor, family string) bool {
	if !c.alone(a, family) {
		return false
	}
	for _, s := range c.staff {
		if surname(s) == family {
			return false
		}
	}
	return true
}

// address notes what of known addresses is to be hidden wherever it stands.
func (c *cast) address(f *folded) {
	for _, a := range c.actors {
		class := "address"
		if a.org {
			if c.profile == Rule2016 || a.class == "" {
				continue
			}
			class = "org_address"
		}
		g := fold(a.address)
		end, _ := g.county(0, g.len())
		for rest := g.slice(end, g.len()); ; {
			if runeLen(rest) >= 5 && (strings.ContainsFunc(rest, isDigit) || runeLen(rest) >= 6) {
				c.tails = append(c.tails, knownAddress{rest, class})
			}
			m := cmp.Or(namedUnit.FindString(rest), tailUnit.FindString(rest))
			if named := namedPlace.FindString(m); runeLen(named) >= 3 {
				c.homes = append(c.homes, knownAddress{named, class})
			}
			if rest = rest[len(m):]; m == "" {
				break
			}
		}
	}
	slices.SortStableFunc(c.homes, func(a, b knownAddress) int { return len(b.text) - len(a.text) })
	slices.SortStableFunc(c.tails, func(a, b knownAddress) int { return len(b.text) - len(a.text) })
}
