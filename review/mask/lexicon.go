package mask

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// The names of a paper, looked up all at once and the longest first, so that
// 张伟 does no harm to 张伟东 and 海波 none to 屈海波.

// entry is one form of one name. An entry without a hidden actor stands.
type entry struct {
	text    []rune
	actor   *actor
	form    form
	staff   bool // one of the court's people
	guarded bool // also a word: only where a name can stand
	fixed   bool // a phrase of every ruling, which no name can be cut out of
}

type lexicon struct{ by map[rune][]entry }

func newLexicon(c *cast) *lexicon {
	l := &lexicon{by: map[rune][]entry{}}
	add := func(e entry) {
		if len(e.text) >= 2 {
			l.by[lower(e.text[0])] = append(l.by[lower(e.text[0])], e)
		}
	}
	for _, a := range c.actors {
		for _, f := range a.forms {
			e := entry{text: []rune(f.text), actor: a, form: f}
			e.guarded = guarded(f)
			add(e)
		}
	}
	for _, s := range c.staff {
		add(entry{text: []rune(s), staff: true})
	}
	for _, w := range words.fixed {
		add(entry{text: []rune(w), fixed: true})
	}
	for _, w := range c.keepWords {
		add(entry{text: []rune(bare(w))})
	}
	for k := range l.by {
		slices.SortStableFunc(l.by[k], func(a, b entry) int { return len(b.text) - len(a.text) })
	}
	return l
}

func lower(r rune) rune {
	if r < 0x80 {
		return unicode.ToLower(r)
	}
	return r
}

// at returns the entries that stand at i, the longest first, and where each
// ends. Middle dots in the text are passed over.
func (l *lexicon) at(f *folded, i int) (found []entry, ends []int) {
	for _, e := range l.by[lower(f.at(i))] {
		k := i
		for n := 0; n < len(e.text); {
			r := f.at(k)
			if n > 0 && (r == '·' || (r == '.' && isHan(f.at(k-1)) && isHan(f.at(k+1)))) {
				k++
				continue
			}
			if lower(r) != lower(e.text[n]) {
				k = -1
				break
			}
			n, k = n+1, k+1
		}
		if k < 0 || (isAlpha(e.text[0]) && letter(f, i-1, i)) || (isAlpha(e.text[len(e.text)-1]) && letter(f, k, k)) {
			continue
		}
		found, ends = append(found, e), append(ends, k)
	}
	return found, ends
}

// letter says whether the rune at i is a letter that touches its neighbour.
func letter(f *folded, i, gap int) bool { return isAlpha(f.at(i)) && f.joined(gap) }

// first is where each actor is first named.
func (c *cast) first(f *folded) map[*actor]int {
	out := map[*actor]int{}
	for i := 0; i < f.len(); {
		found, ends := c.lexicon.at(f, i)
		if len(found) == 0 {
			i++
			continue
		}
		next := i + 1
		for n, e := range found {
			if e.guarded && !c.nameCan(f, span{i, ends[n]}, string(e.text)) {
				continue
			}
			if _, seen := out[e.actor]; !seen && e.actor != nil {
				out[e.actor] = i
			}
			next = ends[n]
			break
		}
		i = next
	}
	return out
}

// names hides the names.
func (j *job) names() {
	f := j.f
	for i := 0; i < f.len(); {
		found, ends := j.cast.lexicon.at(f, i)
		next := i + 1
		for n, e := range found {
			s := span{i, ends[n]}
			if j.named(e, found[n:], s) {
				next = s.end
				break
			}
		}
		i = next
	}
}

// named decides on the entry e at s; rest are e and what else stands there. It
// says whether the place is settled.
func (j *job) named(e entry, rest []entry, s span) bool {
	hidden := e.actor != nil && e.actor.class != ""
	if e.fixed {
		return true
	}
	if e.staff || e.actor == nil {
		for _, o := range rest[1:] { // a party of the very same name
			if len(o.text) == len(e.text) && o.actor != nil && o.actor.class != "" && !j.staffAt(s) {
				return false
			}
		}
		if e.staff {
			return j.staffNamed(s, rest)
		}
		j.keep(s, "kept_word")
		return true
	}
	if hidden && j.staffAt(s) && j.cast.ofCourt(string(e.text)) {
		j.keep(s, "staff")
		return true
	}
	if (e.guarded || !e.actor.org && j.placeName(s)) && !j.canBe(e, s) {
		if hidden && !j.finished {
			j.doubt(s, "name.word", "name", e.actor.name)
		}
		return false
	}
	if !hidden {
		if e.form.short || e.form.doubt {
			return false
		}
		class := "kept_name"
		if e.actor.lawyer {
			class = "lawyer"
		}
		j.keep(s, class)
		return true
	}
	with := e.actor.alias
	if e.form.short {
		with = e.actor.short
	}
	m := mark{span: s, class: e.actor.class, with: with, who: e.actor.name}
	if e.form.gone {
		if lead, ok := j.formerLead(s); ok {
			m.span, m.with, m.gone = lead, "", true
		}
	}
	if j.hit(m) && !j.finished {
		switch {
		case e.form.near:
			j.doubt(s, "name.near", "name", e.actor.name)
		case e.form.doubt:
			j.doubt(s, "name.part", "name", e.actor.name)
		case !e.actor.org && len(e.text) == 2 && j.longer(s):
			j.doubt(s, "name.longer", "name", e.actor.name)
		}
	}
	return true
}

// longer says whether the name at s may go on: 李明 in 李明亮.
func (j *job) longer(s span) bool {
	after := j.f.slice(s.end, s.end+8)
	return isHan(j.f.at(s.end)) && !j.f.broken(s.end) && !rightStrong.MatchString(after) && !rightWeak.MatchString(after)
}

// placeName says whether s goes on as a place: 平度市, 常山县.
func (j *job) placeName(s span) bool {
	return strings.ContainsRune("市县镇乡", j.f.at(s.end)) && s.end < j.f.len()
}

// canBe says whether e may be a name at s. In a finished text nobody knows the
// paragraphs of the parties.
func (j *job) canBe(e entry, s span) bool {
	c := *j.cast
	if j.finished {
		c.heads = nil
	}
	return !j.placeName(s) && c.nameCan(j.f, s, string(e.text))
}

// staffAt says whether s lies in a line of signature or is named by an office.
func (j *job) staffAt(s span) bool {
	for _, k := range j.keeps {
		if k.class == "staff" && s.start >= k.start && s.end <= k.end {
			return true
		}
	}
	return j.byOffice(s)
}

// staffNamed keeps the name of one of the court's people, unless a party's
// name stands inside and what follows belongs to the sentence: 张伟东侧.
func (j *job) staffNamed(s span, rest []entry) bool {
	if !j.staffAt(s) {
		for _, o := range rest[1:] {
			if o.actor == nil || o.actor.class == "" || len(o.text) >= s.end-s.start {
				continue
			}
			if !j.finished {
				j.doubt(s, "name.staff", "name", o.actor.name)
			}
			if strings.ContainsRune("侧边面部南西北东邻临向", j.f.at(s.end)) && j.f.at(s.end) != 0 {
				return false
			}
		}
	}
	j.keep(s, "staff")
	return true
}

// formerLead is 「（曾用名…）」 or 「，曾用名…」 around the name at s.
func (j *job) formerLead(s span) (span, bool) {
	before := j.f.slice(max(0, s.start-24), s.start)
	m := formerBefore.FindStringSubmatchIndex(before)
	if m == nil {
		return span{}, false
	}
	if m[2] >= 0 { // 曾用名甲、乙: the first takes the lead-in along
		return s, true
	}
	start := s.start - runeLen(before[m[0]:])
	if !j.opens(start, before[m[0]:]) || !punctuation(j.f.at(s.end)) {
		return span{}, false
	}
	return span{start, s.end}, true
}

var formerBefore = regexp.MustCompile(`(?:曾用名|又名|别名|原名称?|化名|绰号|外号|小名|乳名|英文名|外文名|中文名|护照名)(?:为|是|叫|系)?:?([^,。;:()]{1,12}、)?[“"]?$`)
