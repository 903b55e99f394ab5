package pdffile

import (
	"slices"
	"strconv"

	"shenqian/signing/fault"
)

// Revision is what one incremental update (ISO 32000-1, 7.5.6) adds; the
// first is the file as it was made.
type Revision struct {
	// Start and Length delimit the revision: the bytes from Start up to
	// Length, and Length is what a file that ended here would measure. White
	// space behind %%EOF belongs to the revision; EOF is where the marker ends.
	Start, EOF, Length int
	XrefAt             int
	Form               Form
	Trailer            Dict
	// Stray are bytes that are neither object, nor cross-reference, nor
	// white space or a plain comment.
	Stray []Span

	// Sections are the numbers of the cross-reference streams, where they
	// list themselves.
	Sections []int

	defs map[int]*Indirect // nil for an object set free
}

// Size is the trailer's /Size.
func (v *Revision) Size() int { return int(intOr(v.Trailer["Size"], 0)) }

// Numbers are the numbers of the objects that the revision defines or sets
// free, in order.
func (v *Revision) Numbers() []int {
	ns := make([]int, 0, len(v.defs))
	for n := range v.defs {
		ns = append(ns, n)
	}
	slices.Sort(ns)
	return ns
}

// Defines returns the revision's own definition of object n; changed is true
// also when the revision sets n free.
func (v *Revision) Defines(n int) (o *Indirect, changed bool) {
	o, changed = v.defs[n]
	return o.settled(), changed
}

// EachReference calls f for every reference from one object of the revision to
// another, in no order, until f returns false. It makes no values: those of a
// large file take many times its size.
func (v *Revision) EachReference(f func(from, to int) bool) {
	var p *parser
	for n, o := range v.defs {
		if o == nil {
			continue
		}
		refs := o.Refs
		if o.late.b != nil {
			if p == nil {
				p = again(o.late.b, o.late.at)
				p.noting = true
			}
			p.pos, p.depth, p.refs, p.budget.values = o.late.at, 0, p.refs[:0], len(p.b)
			_ = p.scan() // what was scanned before
			refs = p.refs
		}
		for _, to := range refs {
			if !f(n, to) {
				return
			}
		}
	}
}

// addRevision reads the objects of the next revision. ss is one section, or
// two in a linearized file.
func (r *Reader) addRevision(ss []*section) error {
	entry, last := ss[0], ss[len(ss)-1]
	v := &Revision{XrefAt: entry.at, Form: entry.form, Trailer: entry.trailer, defs: map[int]*Indirect{}}
	if n := len(r.Revisions); n > 0 {
		v.Start = r.Revisions[n-1].Length
	}
	tail, err := r.endOf(v, last.end)
	if err != nil {
		return err
	}
	spans := append([]Span{tail}, last.spans...)
	merged := last.entries
	if len(ss) == 2 {
		spans = append(spans, entry.spans...)
		spans = append(spans, r.linearStart(entry.end))
		for n, e := range entry.entries {
			merged[n] = e
		}
	}
	r.Revisions = append(r.Revisions, v)
	streams := append(entry.streams, last.streams...)
	objects, err := r.load(v, merged, streams)
	if err != nil {
		return err
	}
	r.merge(v)
	return r.account(v, append(spans, objects...))
}

// merge brings current up to the revision just read. The only revision of a
// file needs none: its own objects are all there are.
func (r *Reader) merge(v *Revision) {
	in := len(r.Revisions) - 1
	switch in {
	case 0:
		return
	case 1:
		first := r.Revisions[0].defs
		r.current = make(map[int]placed, len(first)+len(v.defs))
		for n, o := range first {
			r.current[n] = placed{o, 0}
		}
	}
	for n, o := range v.defs {
		r.current[n] = placed{o, in}
	}
	r.merged = in
}

// endOf reads "startxref n %%EOF" behind a section. n must be the section
// that the chain came through, or another reader starts elsewhere.
func (r *Reader) endOf(v *Revision, at int) (Span, error) {
	l := lexer{b: r.b, pos: at}
	l.blank()
	from := l.pos
	if l.keyword("startxref") {
		l.blank()
		n, ok := l.natural()
		l.blank()
		if ok && n == v.XrefAt && l.pos+5 <= len(r.b) && string(r.b[l.pos:l.pos+5]) == "%%EOF" {
			v.EOF = l.pos + 5
			l.pos = v.EOF
			l.blank()
			v.Length = l.pos
			return Span{from, v.EOF}, nil
		}
	}
	return Span{}, fault.New("pdf.startxref")
}

// linearStart is the "startxref 0 %%EOF" behind a linearized file's first
// section, which says nothing (F.3.4).
func (r *Reader) linearStart(at int) Span {
	l := lexer{b: r.b, pos: at}
	l.blank()
	from := l.pos
	if l.keyword("startxref") {
		l.blank()
		_, _ = l.natural()
		l.blank()
		if l.pos+5 <= len(r.b) && string(r.b[l.pos:l.pos+5]) == "%%EOF" {
			return Span{from, l.pos + 5}
		}
	}
	return Span{at, at}
}

// account sorts what was read of a revision, refuses overlaps, and lists the
// bytes nobody read.
func (r *Reader) account(v *Revision, spans []Span) error {
	slices.SortFunc(spans, func(a, b Span) int { return a.Start - b.Start })
	at := v.Start
	for _, s := range spans {
		if s.Start < at {
			return fault.New("pdf.overlap", "at", strconv.Itoa(s.Start))
		}
		if !r.idle(at, s.Start) {
			v.Stray = append(v.Stray, Span{at, s.Start})
		}
		at = s.End
	}
	if at > v.Length {
		return fault.New("pdf.overlap", "at", strconv.Itoa(at))
	}
	return nil
}

// idle reports whether the bytes are white space and comments in which no
// reader that searches for objects would find one.
func (r *Reader) idle(from, to int) bool {
	l := lexer{b: r.b[:to], pos: from}
	l.space()
	if l.pos < to {
		return false
	}
	for i := from; i+3 <= to; i++ {
		switch string(r.b[i : i+3]) {
		case "obj", "xre", "rai", "EOF":
			return false
		}
	}
	return true
}
