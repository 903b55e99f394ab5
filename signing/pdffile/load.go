package pdffile

import (
	"maps"
	"slices"
	"strconv"

	"shenqian/signing/fault"
)

// load reads every object that the entries name and returns their places.
func (r *Reader) load(v *Revision, entries map[int]entry, streams []int) ([]Span, error) {
	k := len(r.Revisions) - 1
	before := View{r, k - 1}
	size := v.Size()
	if size <= 0 || size > r.limits.Objects+1 {
		return nil, fault.New("pdf.size")
	}
	order := make([]listed, 0, len(entries))
	for n, e := range entries {
		switch {
		case n == 0:
			continue
		case n >= size:
			// Readers differ on whether an object beyond /Size exists.
			return nil, fault.New("pdf.size")
		case e.kind == entryFree:
			if k == 0 || before.defined(n) != nil {
				v.defs[n] = nil
			}
			continue
		case k > 0 && before.states(n, e):
			continue // a section may repeat what an earlier one said
		}
		order = append(order, listed{n, e})
	}
	slices.SortFunc(order, inFileOrder)
	p := r.parser(0)
	length := func(ref Reference) (int64, bool) { return r.lengthAt(v, entries, ref) }
	spans := make([]Span, 0, len(order))
	all := make([]Indirect, len(order))
	v.defs = grown(v.defs, len(order))
	for i, l := range order {
		n, e := l.number, l.entry
		if e.kind == entryInStream {
			return spans, r.loadCompressed(v, entries, numbers(order[i:]))
		}
		o := &all[i]
		if err := r.loadPlain(v, p, o, n, e, length); err != nil {
			return nil, err
		}
		v.defs[n] = o
		if slices.Contains(streams, o.Start) {
			v.Sections = append(v.Sections, n) // its bytes are the section's
			continue
		}
		spans = append(spans, Span{o.Start, o.End})
	}
	return spans, nil
}

// listed is an entry with the number of its object.
type listed struct {
	number int
	entry  entry
}

// inFileOrder puts plain objects in the order of their places, then those in
// object streams.
func inFileOrder(a, b listed) int {
	ea, eb := &a.entry, &b.entry
	if ea.kind != eb.kind {
		return int(ea.kind) - int(eb.kind)
	}
	if ea.a != eb.a {
		return ea.a - eb.a
	}
	return ea.b - eb.b
}

func numbers(ls []listed) []int {
	ns := make([]int, len(ls))
	for i, l := range ls {
		ns[i] = l.number
	}
	return ns
}

// grown is a map with room for n more.
func grown(m map[int]*Indirect, n int) map[int]*Indirect {
	out := make(map[int]*Indirect, len(m)+n)
	maps.Copy(out, m)
	return out
}

// loadPlain reads object n into o, its value still to be settled.
func (r *Reader) loadPlain(v *Revision, p *parser, o *Indirect, n int, e entry, length func(Reference) (int64, bool)) error {
	if e.a < v.Start || e.a >= v.Length {
		return fault.New("pdf.object-place", "object", strconv.Itoa(n))
	}
	p.pos, p.depth = e.a, 0
	if err := p.scanIndirect(o, length); err != nil {
		return err
	}
	if o.Number != n || o.Generation != e.b || o.End > v.Length {
		return fault.New("pdf.object-place", "object", strconv.Itoa(n))
	}
	return nil
}

// lengthAt finds an indirect /Length while its revision is being read: it is
// a bare integer among this revision's objects or the earlier ones'.
func (r *Reader) lengthAt(v *Revision, entries map[int]entry, ref Reference) (int64, bool) {
	e, ok := entries[ref.Number]
	if ok && e.kind == entryInStream {
		return 0, false
	}
	if ok && e.kind == entryPlain && e.a >= v.Start && e.a < v.Length {
		l := lexer{b: r.b, pos: e.a}
		num, ok1 := l.natural()
		l.blank()
		gen, ok2 := l.natural()
		l.blank()
		ok3 := l.keyword("obj")
		l.space()
		n, ok4 := l.natural()
		l.space()
		ok := ok1 && ok2 && ok3 && ok4 && num == ref.Number && gen == ref.Generation
		return int64(n), ok && l.keyword("endobj")
	}
	n, ok := (View{r, len(r.Revisions) - 2}).Resolve(ref).(int64)
	return n, ok
}

// loadCompressed reads the objects that are in object streams (7.5.7), which
// must be streams of the same revision.
func (r *Reader) loadCompressed(v *Revision, entries map[int]entry, order []int) error {
	for len(order) > 0 {
		c := entries[order[0]].a
		n := 1
		for n < len(order) && entries[order[n]].a == c {
			n++
		}
		if err := r.loadObjectStream(v, c, entries, order[:n]); err != nil {
			return err
		}
		order = order[n:]
	}
	return nil
}

func (r *Reader) loadObjectStream(v *Revision, c int, entries map[int]entry, wanted []int) error {
	bad := fault.New("pdf.object-stream", "object", strconv.Itoa(c))
	o, own := v.defs[c]
	s, ok := (*Stream)(nil), false
	if own && o != nil {
		s, ok = o.settled().Value.(*Stream)
	}
	if !ok || s.Dict["Type"] != Name("ObjStm") {
		return bad
	}
	data, err := r.budget.decode(s, direct)
	if err != nil {
		return err
	}
	count, first := intOr(s.Dict["N"], -1), intOr(s.Dict["First"], -1)
	if count < 0 || count > int64(r.limits.Objects) || first < 0 || first > int64(len(data)) {
		return bad
	}
	head := lexer{b: data[:first]}
	type place struct{ number, at int }
	places := make([]place, 0, min(int(count), len(data)/2))
	for range count {
		head.blank()
		n, ok1 := head.natural()
		head.blank()
		at, ok2 := head.natural()
		if !ok1 || !ok2 || at > len(data)-int(first) {
			return bad
		}
		places = append(places, place{n, at})
	}
	for _, n := range wanted {
		i := entries[n].b
		if i >= len(places) || places[i].number != n {
			return bad
		}
		p := &parser{lexer: lexer{b: data, pos: int(first) + places[i].at}, budget: r.budget}
		val, err := p.object()
		if err != nil {
			return err
		}
		v.defs[n] = &Indirect{Number: n, Container: c, Value: val, Refs: p.refs}
	}
	return nil
}
