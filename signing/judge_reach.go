package signing

import (
	"slices"

	"shenqian/signing/pdffile"
)

// fresh reports whether o refers to an object that this revision adds: no
// object had the number before, and nothing signed referred to it. A reference
// to nothing that was signed would otherwise come to life.
func (a *audit) fresh(o pdffile.Object) bool {
	ref, ok := o.(pdffile.Reference)
	if !ok {
		return false
	}
	_, own := a.rev.Defines(ref.Number)
	return own && a.prev.Lookup(ref.Number) == nil && !a.d.referredBefore(ref.Number, a.j)
}

// claim allows the new objects that o leads to. It stops at objects that were
// there before: whoever changes one of those must answer for it elsewhere. The
// list keeps a long chain of references off the stack.
func (a *audit) claim(o pdffile.Object) {
	for todo := (pdffile.Array{o}); len(todo) > 0; {
		o := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		switch o := o.(type) {
		case pdffile.Reference:
			if a.allowed[o.Number] || !a.fresh(o) {
				continue
			}
			a.allowed[o.Number] = true
			if i := a.next.Lookup(o.Number); i != nil {
				todo = append(todo, i.Value)
			}
		case pdffile.Array:
			todo = append(todo, o...)
		case pdffile.Dict:
			for _, e := range o {
				todo = append(todo, e)
			}
		case *pdffile.Stream:
			todo = append(todo, o.Dict)
		}
	}
}

// containers allows the streams that hold the revision's own structure. What
// is inside an object stream is accounted for object by object.
func (a *audit) containers() {
	holds := map[int]bool{}
	for _, n := range a.rev.Numbers() {
		if o, _ := a.rev.Defines(n); o != nil && o.Container != 0 {
			holds[o.Container] = true
		}
	}
	for _, n := range a.rev.Numbers() {
		if (holds[n] || slices.Contains(a.rev.Sections, n)) && a.prev.Lookup(n) == nil && !a.d.referredBefore(n, a.j) {
			a.allowed[n] = true
		}
	}
}

// referredBefore reports whether a revision before j refers to number n.
func (d *document) referredBefore(n, j int) bool {
	if d.firstRef == nil {
		d.firstRef = map[int]int{}
		for i, rev := range d.file.Revisions {
			note := func(n int) {
				if _, ok := d.firstRef[n]; !ok {
					d.firstRef[n] = i
				}
			}
			for _, v := range rev.Trailer {
				if ref, ok := v.(pdffile.Reference); ok {
					note(ref.Number)
				}
			}
			rev.EachReference(func(_, to int) bool { note(to); return true })
		}
	}
	i, ok := d.firstRef[n]
	return ok && i < j
}
