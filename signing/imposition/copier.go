package imposition

import (
	"maps"
	"slices"

	"shenqian/signing/fault"
	"shenqian/signing/pdffile"
)

// copier takes objects from one file into another, each once. Objects are put
// off and not followed at once, so that a chain of references costs no stack.
type copier struct {
	v    pdffile.View
	w    *pdffile.File
	as   map[int]int // number there → number here
	open []int       // numbers there that are still to be written
}

// page is a page's dictionary with what it inherits, and nothing but what it
// draws. /Parent and /Type are the caller's.
func (c *copier) page(p *pdffile.Page) pdffile.Dict {
	d := pdffile.Dict{"MediaBox": a4}
	for _, key := range []pdffile.Name{"MediaBox", "CropBox", "Rotate", "Resources"} {
		if o := c.v.Resolve(p.Inherited(key)); o != nil {
			d[key] = c.object(o)
		}
	}
	for _, key := range []pdffile.Name{"Contents", "Group", "UserUnit"} {
		if o := p.Dict[key]; o != nil {
			d[key] = c.object(o)
		}
	}
	var annots pdffile.Array
	for _, o := range c.v.Array(p.Dict["Annots"]) {
		if a := c.drawn(c.v.Dict(o)); a != nil {
			annots = append(annots, a)
		}
	}
	if annots != nil {
		d["Annots"] = annots
	}
	return d
}

var a4 = pdffile.Array{int64(0), int64(0), 595.276, 841.89}

// Flags of an annotation (12.5.3).
const (
	hidden  = 1 << 1
	printed = 1 << 2
)

// drawn is what an annotation draws on paper, as a stamp (12.5.6.12): a
// signature's field is none outside its form.
func (c *copier) drawn(a pdffile.Dict) pdffile.Dict {
	flags := c.v.Int(a["F"], 0)
	if a == nil || flags&hidden != 0 || flags&printed == 0 {
		return nil
	}
	normal := c.v.Dict(a["AP"])["N"]
	if _, stream := c.v.Resolve(normal).(*pdffile.Stream); !stream {
		states := c.v.Dict(normal) // one appearance for each state (12.5.5)
		normal = states[c.v.Name(a["AS"])]
		if _, stream := c.v.Resolve(normal).(*pdffile.Stream); !stream {
			return nil
		}
	}
	return pdffile.Dict{
		"Type": pdffile.Name("Annot"), "Subtype": pdffile.Name("Stamp"), "F": int64(printed),
		"Rect": c.object(c.v.Resolve(a["Rect"])), "AP": pdffile.Dict{"N": c.object(normal)},
	}
}

// object is o with its references as they are here.
func (c *copier) object(o pdffile.Object) pdffile.Object {
	switch o := o.(type) {
	case pdffile.Reference:
		if c.v.Resolve(o) == nil {
			return nil
		}
		n, known := c.as[o.Number]
		if !known {
			n = c.w.Reserve()
			c.as[o.Number] = n
			c.open = append(c.open, o.Number)
		}
		return ref(n)
	case pdffile.Array:
		out := make(pdffile.Array, len(o))
		for i, e := range o {
			out[i] = c.object(e)
		}
		return out
	case pdffile.Dict:
		return c.dict(o)
	}
	return o
}

func (c *copier) dict(d pdffile.Dict) pdffile.Dict {
	out := make(pdffile.Dict, len(d))
	for _, k := range slices.Sorted(maps.Keys(d)) { // the same file gives the same bytes
		out[k] = c.object(d[k])
	}
	return out
}

// rest writes what the pages refer to, and what that refers to.
func (c *copier) rest() error {
	for len(c.open) > 0 {
		from := c.open[len(c.open)-1]
		c.open = c.open[:len(c.open)-1]
		at := c.as[from]
		i := c.v.Lookup(from)
		if i == nil {
			c.w.Put(at, "null")
			continue
		}
		s, ok := i.Value.(*pdffile.Stream)
		if !ok {
			c.w.Put(at, pdffile.Format(c.object(i.Value)))
			continue
		}
		if s.Dict["F"] != nil { // its data are in another file
			return fault.New("pdf.outside")
		}
		d := c.dict(s.Dict)
		for _, k := range []pdffile.Name{"Length", "StructParent", "StructParents", "Metadata", "PieceInfo"} {
			delete(d, k)
		}
		body := pdffile.Format(d)
		c.w.Stream(at, body[2:len(body)-2], s.Raw)
	}
	return nil
}
