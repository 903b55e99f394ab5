package signing

import (
	"maps"

	"shenqian/signing/pdffile"
)

// edits are copies of dictionaries that the update rewrites.
type edits struct {
	view  pdffile.View
	dicts map[int]pdffile.Dict
}

func (c edits) edit(o *pdffile.Indirect) pdffile.Dict {
	d, ok := c.dicts[o.Number]
	if !ok {
		d = maps.Clone(o.Dict())
		c.dicts[o.Number] = d
	}
	return d
}

// within returns the dictionary under key of the parent for editing: the
// object it refers to, or a copy within the parent if it is direct or new.
func (c edits) within(parent *pdffile.Indirect, key pdffile.Name) pdffile.Dict {
	if ref, ok := parent.Dict()[key].(pdffile.Reference); ok {
		if o := c.view.Lookup(ref.Number); o.Dict() != nil {
			return c.edit(o)
		}
	}
	p := c.edit(parent)
	d, _ := p[key].(pdffile.Dict)
	if d = maps.Clone(d); d == nil {
		d = pdffile.Dict{}
	}
	p[key] = d
	return d
}
