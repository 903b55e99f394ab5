package review

import "strings"

// SentenceChange is a sentence that is not as it was. Offsets are runes of the
// paper it stands in, -1 where it stands in one of the two only.
type SentenceChange struct {
	Role             PartRole `json:"part"`
	Old              string   `json:"old,omitempty"`
	New              string   `json:"new,omitempty"`
	OldStart, OldEnd int      `json:"-"`
	Start            int      `json:"start"`
	End              int      `json:"end"`
	// Cured are the ids of findings of the old sentence that are no more,
	// Caused those of the new one that were not before.
	Cured  []string `json:"cured,omitempty"`
	Caused []string `json:"caused,omitempty"`
}

// Delta 改动 is what a paper has become since an earlier version: what is to be
// read again after a return, and nothing else.
type Delta struct {
	From    int              `json:"from"` // version; the later is the one at hand
	Changes []SentenceChange `json:"changes"`
	// Wording: nothing but wording changed, so that earlier sign-offs may
	// stand; else Touches says what more did.
	Wording bool   `json:"wording"`
	Touches string `json:"touches,omitempty"`
	// Cured are the findings that are no more, Caused the new ones; those that
	// no changed sentence accounts for are among them, for facts change too.
	Cured  []Finding `json:"cured,omitempty"`
	Caused []Finding `json:"caused,omitempty"`
	// Standing and Void are the earlier steps' sign-offs, by whose.
	Standing []string `json:"standing,omitempty"`
	Void     []string `json:"void,omitempty"`
}

// DeltaOf compares a paper and its findings with an earlier version of both.
func DeltaOf(old, new *Paper, was, is []Finding) *Delta {
	diff := Compare(old, new)
	d := &Delta{Changes: compareSentences(old, new), Wording: diff.Minor(), Touches: diff.Substance()}
	d.Cured, d.Caused = without(was, is), without(is, was)
	for i := range d.Changes {
		c := &d.Changes[i]
		for _, f := range d.Cured {
			if f.Start >= 0 && f.Start < c.OldEnd && c.OldStart < f.End {
				c.Cured = append(c.Cured, f.Rule)
			}
		}
		for _, f := range d.Caused {
			if f.Start >= 0 && f.Start < c.End && c.Start < f.End {
				c.Caused = append(c.Caused, f.Rule)
			}
		}
	}
	return d
}

// without are the findings of a whose like b has not: the same fault in other
// words is still there.
func without(a, b []Finding) (out []Finding) {
	have := map[string]int{}
	for _, f := range b {
		have[f.Code]++
	}
	for _, f := range a {
		if have[f.Code]--; have[f.Code] < 0 {
			out = append(out, f)
		}
	}
	return out
}

// span is a sentence of a paper, without the white space around it.
type span struct {
	role       PartRole
	start, end int
	plain      string // without white space, to compare
}

// sentences cuts a paper's parts where a reader would: at full stops,
// semicolons and ends of lines. The date slot is left out, for every day
// changes it.
func sentences(p *Paper) (out []span) {
	for _, q := range p.Parts {
		if q.Role == PartDate {
			continue
		}
		start := q.Start
		for i := q.Start; i < q.End; i++ {
			if strings.ContainsRune("。；;\n", p.runes[i]) {
				out = appendSpan(out, p, q.Role, start, i+1)
				start = i + 1
			}
		}
		out = appendSpan(out, p, q.Role, start, q.End)
	}
	return out
}

func appendSpan(out []span, p *Paper, role PartRole, start, end int) []span {
	text := p.Slice(start, end)
	left := len([]rune(text)) - len([]rune(strings.TrimLeft(text, " \t\r\n　")))
	right := len([]rune(strings.TrimRight(text, " \t\r\n　")))
	if right <= left {
		return out
	}
	return append(out, span{role, start + left, start + right, visible(text)})
}

// most sentences of a paper that are compared one by one; what is longer is no
// ruling.
const mostSentences = 2000

// compareSentences aligns two papers by their common sentences, in order. In a
// stretch that differs, the sentences are paired in their order if they are
// alike, and else stand alone.
func compareSentences(old, new *Paper) []SentenceChange {
	a, b := sentences(old), sentences(new)
	a, b = a[:min(len(a), mostSentences)], b[:min(len(b), mostSentences)]
	n := len(b) + 1
	table := make([]uint16, (len(a)+1)*n)
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i].plain == b[j].plain {
				table[i*n+j] = table[(i+1)*n+j+1] + 1
			} else {
				table[i*n+j] = max(table[(i+1)*n+j], table[i*n+j+1])
			}
		}
	}
	var out []SentenceChange
	i, j, fromA, fromB := 0, 0, 0, 0
	flush := func() { out = append(out, pair(old, new, a[fromA:i], b[fromB:j])...) }
	for i < len(a) && j < len(b) {
		switch {
		case a[i].plain == b[j].plain:
			flush()
			i, j = i+1, j+1
			fromA, fromB = i, j
		case table[(i+1)*n+j] >= table[i*n+j+1]:
			i++
		default:
			j++
		}
	}
	i, j = len(a), len(b)
	flush()
	return out
}

// pair tells which of the old sentences of a stretch became which new ones.
func pair(old, new *Paper, a, b []span) (out []SentenceChange) {
	gone := func(s span) {
		out = append(out, SentenceChange{Role: s.role, Old: old.Slice(s.start, s.end), OldStart: s.start, OldEnd: s.end, Start: -1, End: -1})
	}
	for _, s := range b {
		k := -1
		for i, o := range a {
			if alike(o.plain, s.plain) {
				k = i
				break
			}
		}
		for range k {
			gone(a[0])
			a = a[1:]
		}
		c := SentenceChange{Role: s.role, New: new.Slice(s.start, s.end), OldStart: -1, OldEnd: -1, Start: s.start, End: s.end}
		if k >= 0 {
			c.Old, c.OldStart, c.OldEnd = old.Slice(a[0].start, a[0].end), a[0].start, a[0].end
			a = a[1:]
		}
		out = append(out, c)
	}
	for _, s := range a {
		gone(s)
	}
	return out
}

// alike says whether one sentence may have become the other: half of the
// shorter one's pairs of characters are in the other.
func alike(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	pairs := map[[2]rune]int{}
	for i := 0; i+1 < len(y); i++ {
		pairs[[2]rune{y[i], y[i+1]}]++
	}
	both := 0
	for i := 0; i+1 < len(x); i++ {
		if p := ([2]rune{x[i], x[i+1]}); pairs[p] > 0 {
			pairs[p]--
			both++
		}
	}
	return both > 0 && both*2 >= len(x)-1
}

// Marked is the change as one line: what stays, 「what was→what is」, each
// stretch with a little of its surroundings.
func (c SentenceChange) Marked() string {
	switch {
	case c.Old == "":
		return "＋ " + c.New
	case c.New == "":
		return "－ " + c.Old
	}
	return marked([]rune(c.Old), []rune(c.New))
}

// around is how much of what stays is shown on either side of a change.
const around = 12

func marked(a, b []rune) string {
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	before, after := a[:head], a[len(a)-tail:]
	var out strings.Builder
	if len(before) > around {
		out.WriteString("…")
		before = before[len(before)-around:]
	}
	out.WriteString(string(before) + "「" + string(a[head:len(a)-tail]) + "→" + string(b[head:len(b)-tail]) + "」")
	if len(after) > around {
		return out.String() + string(after[:around]) + "…"
	}
	return out.String() + string(after)
}
