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
			e.guarded = len(e.text) <= 3 && (words.everyday[f.text] || strings.Contains(words.form, f.text) || particle(f.text)) || (f.doubt && everydayPart(f.text))
			add(e)
		}
	}
	for _, s := range c.staff {
		add(entry{text: []rune(s), staff: true})
	}
	for _, w := range c.keepWords {
		add(entry{text: []rune(bare(w))})
	}
	for k := range l.by {
		slices.SortStableFunc(l.by[k], func(a, b entry) int { return len(b.text) - len(a.text) })
	}
	return l
}

// particle says whether a name begins with a surname that is mostly a particle.
func particle(s string) bool {
	return strings.ContainsRune("于向和应从经由连相全能都别及并加但因", []rune(s)[0]) && runeLen(s) == 2
}

func everydayPart(s string) bool { return words.everyday[s] || isIndustry(s) }

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
func (l *lexicon) first(f *folded) map[*actor]int {
	out := map[*actor]int{}
	for i := 0; i < f.len(); {
		found, ends := l.at(f, i)
		if len(found) == 0 {
			i++
			continue
		}
		if a := found[0].actor; a != nil {
			if _, seen := out[a]; !seen && (!found[0].guarded || nameCan(f, span{i, ends[0]})) {
				out[a] = i
			}
		}
		i = max(ends[0], i+1)
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
	if e.guarded && !nameCan(j.f, s) {
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
	m := mark{span: s, class: e.actor.class, with: with}
	if e.form.gone {
		if lead, ok := j.formerLead(s); ok {
			m.span, m.with, m.gone = lead, "", true
		}
	}
	if j.hit(m) && e.form.doubt && !j.finished {
		j.doubt(s, "name.part", "name", e.actor.name)
	}
	return true
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

// nameCan says whether a name can stand at s: what is before it ends a word,
// and what is after it does not go on with one.
func nameCan(f *folded, s span) bool {
	before, after := f.at(s.start-1), f.at(s.end)
	if f.broken(s.start) {
		before = 0
	}
	if f.broken(s.end) {
		after = 0
	}
	left := punctuation(before) || isDigit(before) || strings.ContainsRune("人告与和及对向由诉将被给让同即系是为据求令而但从把某到致约", before)
	if roleEnds.MatchString(f.slice(max(0, s.start-6), s.start)) {
		left = true
	}
	if !left {
		return false
	}
	if punctuation(after) {
		return true
	}
	return nameGoesOn.MatchString(f.slice(s.end, min(f.len(), s.end+4)))
}

var (
	roleEnds   = regexp.MustCompile(`(?:执行人|申请人|第三人|案外人|代表人|代理人|负责人|经营者|原告|被告|妻子?|丈夫|父亲?|母亲?|儿子|女儿|之子|之女|主任|经理|局长|董事长?)$`)
	nameGoesOn = regexp.MustCompile(`^(?:与|和|及|对|向|由|诉|将|被|同|系|是|为|经|称|未|已|于|在|从|把|的|之|到|名下|现|应|仍|均|不|无|有|表示|履行|提|支付|偿|负|共|可|并|也|先生|女士|所|持|交|出|申|报告|拒|签|收|来|本人|作为|因|至|等|下落|承担|给付|返还|民间|借款|买卖|合同|离婚|劳|金融|机动|租赁|追偿|信用卡|物业|运输|侵权|健康|处|家|目前)`)
)

// formerLead is 「（曾用名…）」 or 「，曾用名…」 around the name at s.
func (j *job) formerLead(s span) (span, bool) {
	before := j.f.slice(max(0, s.start-14), s.start)
	m := formerBefore.FindStringIndex(before)
	if m == nil {
		return span{}, false
	}
	start := s.start - runeLen(before[m[0]:])
	if !j.opens(start) || !punctuation(j.f.at(s.end)) {
		return span{}, false
	}
	return span{start, s.end}, true
}

var formerBefore = regexp.MustCompile(`(?:曾用名|又名|别名|原名称?|化名|绰号|外号|小名|乳名|英文名|外文名|中文名|护照名)(?:为|是|叫|系)?:?[“"]?$`)
