package pdfa

import (
	"shenqian/signing/pdffile"
)

func limits(c *checker) {
	if len(c.numbers) > 8388607 {
		c.fail(0)
	}
	c.each(func(n int, o *pdffile.Indirect) {
		if !within(o.Value) {
			c.fail(n)
		}
	})
	for n, depth := range c.deepest {
		if depth > 28 {
			c.fail(n)
		}
	}
	for _, p := range c.pages {
		for _, box := range []pdffile.Name{"MediaBox", "CropBox"} {
			r := c.v.Array(p.inherited(c, box))
			if len(r) != 4 {
				continue
			}
			for i := range 2 {
				a, _ := c.v.Number(r[i])
				b, _ := c.v.Number(r[i+2])
				if side := max(a, b) - min(a, b); side < 3 || side > 14400 {
					c.fail(p.number)
				}
			}
		}
	}
}

func within(o pdffile.Object) bool {
	switch o := o.(type) {
	case int64:
		return o >= -1<<31 && o < 1<<31
	case pdffile.Name:
		return len(o) <= 127
	case pdffile.String:
		return len(o) <= 32767
	case pdffile.Array:
		for _, e := range o {
			if !within(e) {
				return false
			}
		}
	case *pdffile.Stream:
		return within(o.Dict)
	case pdffile.Dict:
		for k, e := range o {
			if !within(k) || !within(e) {
				return false
			}
		}
	}
	return true
}
