package samepages

import (
	"bytes"
	"maps"
	"slices"
	"strconv"

	"shenqian/signing/fault"
	"shenqian/signing/pdffile"
)

const (
	deepest  = 400     // references behind each other
	mostWork = 8 << 20 // objects and operators compared
)

// equal compares objects of two files by what they say, through references.
// A pair that is being compared counts as equal: objects may refer in circles,
// and then only what lies on the circle decides.
type equal struct {
	a, b  *side
	pairs map[[2]int]bool
	left  int
	err   error // the comparison could not be carried through
}

func newEqual(a, b *side) *equal { return &equal{a, b, map[[2]int]bool{}, mostWork, nil} }

// silent are entries of any dictionary that show nothing: they tell readers
// how the file is stored, or are metadata.
var silent = set("Length", "Filter", "DecodeParms", "Metadata", "PieceInfo", "LastModified", "StructParent", "StructParents")

func (e *equal) objects(x, y pdffile.Object, depth int) bool {
	if e.left--; e.left < 0 || depth > deepest {
		e.err = fault.New("pdf.too-large", "what", "comparison")
		return false
	}
	m, n := number(x), number(y)
	if m != 0 && n != 0 {
		// A page is the page at its place; what it holds is compared there.
		if i, j := e.a.number[m], e.b.number[n]; i != 0 || j != 0 {
			return i == j
		}
		pair := [2]int{m, n}
		if e.pairs[pair] {
			return true
		}
		e.pairs[pair] = true
		if !e.values(e.a.Resolve(x), e.b.Resolve(y), depth) {
			clear(e.pairs) // others may have counted on this one
			return false
		}
		return true
	}
	return e.values(e.a.Resolve(x), e.b.Resolve(y), depth)
}

func (e *equal) values(x, y pdffile.Object, depth int) bool {
	switch x := x.(type) {
	case pdffile.Array:
		y, ok := y.(pdffile.Array)
		if !ok || len(x) != len(y) {
			return false
		}
		for i := range x {
			if !e.objects(x[i], y[i], depth+1) {
				return false
			}
		}
		return true
	case pdffile.Dict:
		y, ok := y.(pdffile.Dict)
		return ok && e.dicts(x, y, nil, depth)
	case *pdffile.Stream:
		y, ok := y.(*pdffile.Stream)
		return ok && e.dicts(x.Dict, y.Dict, silent, depth) && e.sameData(x, y)
	case int64, float64:
		v, _ := e.a.Number(x)
		w, ok := e.b.Number(y)
		return ok && v == w
	}
	switch y.(type) {
	case pdffile.Array, pdffile.Dict, *pdffile.Stream:
		return false
	}
	return pdffile.Equal(x, y)
}

// dicts compares all entries but some.
func (e *equal) dicts(x, y pdffile.Dict, but map[pdffile.Name]bool, depth int) bool {
	for _, k := range keysOf(x, y) {
		if but[k] || k == "Metadata" || k == "StructParent" || k == "StructParents" {
			continue
		}
		if !e.objects(x[k], y[k], depth+1) {
			return false
		}
	}
	return true
}

// sameData compares what streams hold. Filters that carry images are not
// undone: then the bytes within them must be the same.
func (e *equal) sameData(x, y *pdffile.Stream) bool {
	b, chain, ok := data(e.a.View, x)
	c, other, ok2 := data(e.b.View, y)
	return ok && ok2 && bytes.Equal(b, c) && len(chain) == len(other) && slices.EqualFunc(chain, other, func(f, g link) bool {
		return f.name == g.name && e.objects(f.parms, g.parms, 0)
	})
}

// link is one filter with its parameters.
type link struct {
	name  pdffile.Name
	parms pdffile.Object
}

// data undoes the filters in front that say nothing of the content.
func data(v pdffile.View, s *pdffile.Stream) (b []byte, chain []link, ok bool) {
	names, parms := list(v, s.Dict["Filter"]), list(v, s.Dict["DecodeParms"])
	for i, n := range names {
		l := link{name: v.Name(n)}
		if i < len(parms) {
			l.parms = parms[i]
		}
		chain = append(chain, l)
	}
	known := 0
	for known < len(chain) && slices.Contains([]pdffile.Name{"FlateDecode", "ASCIIHexDecode", "ASCII85Decode"}, chain[known].name) {
		known++
	}
	plain := &pdffile.Stream{Dict: pdffile.Dict{"Filter": pdffile.Array(names[:known]), "DecodeParms": pdffile.Array(parms[:min(known, len(parms))])}, Raw: s.Raw, At: s.At}
	if f := s.Dict["F"]; f != nil {
		return nil, nil, false
	}
	b, err := v.Decode(plain)
	return b, chain[known:], err == nil
}

func list(v pdffile.View, o pdffile.Object) pdffile.Array {
	if a := v.Array(o); a != nil {
		return a
	}
	if o = v.Resolve(o); o != nil {
		return pdffile.Array{o}
	}
	return nil
}

func keysOf(x, y pdffile.Dict) []pdffile.Name {
	keys := slices.AppendSeq(slices.Collect(maps.Keys(x)), maps.Keys(y))
	slices.Sort(keys)
	return slices.Compact(keys)
}

func number(o pdffile.Object) int {
	ref, _ := o.(pdffile.Reference)
	return ref.Number
}

func set(names ...pdffile.Name) map[pdffile.Name]bool {
	m := map[pdffile.Name]bool{}
	for _, n := range names {
		m[n] = true
	}
	return m
}

// with is a set with more names.
func with(m map[pdffile.Name]bool, names ...pdffile.Name) map[pdffile.Name]bool {
	m = maps.Clone(m)
	maps.Copy(m, set(names...))
	return m
}

func itoa(n int) string { return strconv.Itoa(n) }
