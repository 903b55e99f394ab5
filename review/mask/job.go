package mask

import (
	"cmp"
	"slices"
	"strings"

	"shenqian/review"
)

// span is a range of folded runes.
type span struct{ start, end int }

func (s span) overlaps(o span) bool { return s.start < o.end && o.start < s.end }

// mark is a span that a rule found.
type mark struct {
	span
	class string
	with  string // what stands there afterwards
	who   string // whose name it is
	gone  bool   // deleted, with its lead-in and punctuation
}

// job is one run of the rules over one text.
type job struct {
	f        *folded
	profile  Profile
	parts    []review.Part
	cast     *cast
	finished bool // the text is a finished one: only look for what is left

	keeps  []mark
	hits   []mark
	doubts []Doubt
}

func (j *job) run() {
	j.keepFixed()
	j.sealWords()
	j.codes()
	j.digits()
	j.names()
	j.chosenWords()
	j.addresses()
	j.clean()
	j.looks()
}

// free says whether nothing stands in s that must stand or is a hit already.
func (j *job) free(s span) bool {
	for _, m := range j.keeps {
		if m.overlaps(s) {
			return false
		}
	}
	for _, m := range j.hits {
		if m.overlaps(s) {
			return false
		}
	}
	return true
}

// hit adds m unless something stands there already.
func (j *job) hit(m mark) bool {
	if m.start >= m.end || !j.free(m.span) {
		return false
	}
	j.hits = append(j.hits, m)
	return true
}

func (j *job) keep(s span, class string) {
	if s.start < s.end {
		j.keeps = append(j.keeps, mark{span: s, class: class})
	}
}

// doubt asks a person, unless what stands there is hidden already.
func (j *job) doubt(s span, code string, args ...string) {
	for _, m := range j.hits {
		if m.start <= s.start && s.end <= m.end && (m.gone || m.class == "chosen") {
			return
		}
	}
	j.doubts = append(j.doubts, doubtAt(j.f, s, code, args...))
}

func doubtAt(f *folded, s span, code string, args ...string) Doubt {
	d := Doubt{Code: code, Args: map[string]string{}}
	for i := 0; i+1 < len(args); i += 2 {
		d.Args[args[i]] = args[i+1]
	}
	if s.start < s.end {
		d.Start, d.End = f.span(s.start, s.end)
		d.Quote = string(f.orig[d.Start:d.End])
	}
	return d
}

// pieces turns the marks into hits of the original text. A hit that runs over
// a part's border is cut there, and what lies between two parts is left.
func (j *job) pieces(parts []review.Part) []Hit {
	slices.SortFunc(j.hits, func(a, b mark) int { return cmp.Compare(a.start, b.start) })
	var out []Hit
	for _, m := range j.hits {
		start, end := j.f.span(m.start, m.end)
		if m.gone {
			start = j.trail(start, end)
		}
		first := true
		for _, s := range cut(j.f.orig, parts, start, end) {
			h := j.show(m.class, s)
			h.Name, h.From, h.To = m.who, start, end
			if first {
				h.Replacement = m.with
			}
			first = false
			if h.Replacement != h.Original {
				out = append(out, h)
			}
		}
	}
	return out
}

// trail takes the spaces before a deletion along, if spaces or a line end
// follow it as well.
func (j *job) trail(start, end int) int {
	if end < len(j.f.orig) && !invisible(j.f.orig[end]) {
		return start
	}
	for start > 0 && invisible(j.f.orig[start-1]) && j.f.orig[start-1] != '\n' {
		start--
	}
	return start
}

func (j *job) kept() []Hit {
	slices.SortFunc(j.keeps, func(a, b mark) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end))
	})
	var out []Hit
	last := span{}
	for _, m := range j.keeps {
		if last.start <= m.start && m.end <= last.end {
			continue
		}
		last = m.span
		start, end := j.f.span(m.start, m.end)
		h := j.show(m.class, span{start, end})
		h.Replacement = h.Original
		out = append(out, h)
	}
	return out
}

// show is the hit of class over the runes s of the original.
func (j *job) show(class string, s span) Hit {
	r := rules[class]
	return Hit{Class: class, Original: string(j.f.orig[s.start:s.end]), Start: s.start, End: s.end, Rule: r.ID, Basis: r.basis()}
}

// cut divides [start, end) at the borders of parts and drops blank pieces.
func cut(text []rune, parts []review.Part, start, end int) []span {
	at := []int{start, end}
	i, _ := slices.BinarySearchFunc(parts, start, func(p review.Part, at int) int { return cmp.Compare(p.End, at) })
	for ; i < len(parts) && parts[i].Start < end; i++ {
		for _, b := range []int{parts[i].Start, parts[i].End} {
			if b > start && b < end {
				at = append(at, b)
			}
		}
	}
	if len(at) == 2 {
		return []span{{start, end}}
	}
	slices.Sort(at)
	var out []span
	for k := 0; k+1 < len(at); k++ {
		piece := string(text[at[k]:at[k+1]])
		switch n := len(out); {
		case piece == "":
		case strings.TrimFunc(piece, invisible) != "":
			out = append(out, span{at[k], at[k+1]})
		case n > 0 && !strings.ContainsAny(piece, "\r\n"): // spaces between two parts
			out[n-1].end = at[k+1]
		}
	}
	return out
}

// folded range of a part of the paper.
func (j *job) of(p review.Part) span { return span{j.f.index(p.Start), j.f.index(p.End)} }

// clause is where the sentence around i begins, at most n runes before it.
func (j *job) clause(i, n int, ends string) int {
	k := i
	for k > 0 && i-k < n && !strings.ContainsRune(ends, j.f.at(k-1)) {
		k--
	}
	return k
}
