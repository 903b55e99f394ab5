package pdfa

import (
	"regexp"

	"shenqian/signing/pdffile"
)

// glyph is the glyph for a code of a TrueType CID font.
func (c *checker) glyph(d pdffile.Dict, code int) int {
	if s, ok := c.v.Resolve(d["CIDToGIDMap"]).(*pdffile.Stream); ok {
		b, _ := c.v.Decode(s)
		return u16(b, 2*code)
	}
	return code
}

// trueType runs f for each composite TrueType font with readable program.
func (c *checker) trueType(f func(u *fontUse, d pdffile.Dict, p *sfnt)) {
	c.eachFont(func(u *fontUse, d, descriptor pdffile.Dict) {
		if c.v.Name(d["Subtype"]) != "CIDFontType2" {
			return
		}
		b, _ := c.program(descriptor)
		if p, ok := parseSFNT(b); ok {
			f(u, d, p)
		}
	})
}

func glyphsPresent(c *checker) {
	c.trueType(func(u *fontUse, d pdffile.Dict, p *sfnt) {
		for code := range u.codes {
			if c.glyph(d, code) >= p.glyphs {
				c.fail(u.number)
				return
			}
		}
	})
}

var subsetTag = regexp.MustCompile(`^[A-Z]{6}\+`)

// cidSet: a CIDSet is not needed; one that is there must name every glyph.
func cidSet(c *checker) {
	c.eachFont(func(u *fontUse, d, descriptor pdffile.Dict) {
		s, ok := c.v.Resolve(descriptor["CIDSet"]).(*pdffile.Stream)
		if !ok || !subsetTag.MatchString(string(c.v.Name(d["BaseFont"]))) {
			return
		}
		b, err := c.v.Decode(s)
		for code := range u.codes {
			if err != nil || code/8 >= len(b) || b[code/8]&(0x80>>(code%8)) == 0 {
				c.fail(u.number)
				return
			}
		}
	})
}

// cidWidths reads /W (ISO 32000-1, 9.7.4.3).
func (c *checker) cidWidths(d pdffile.Dict) map[int]float64 {
	out := map[int]float64{}
	w := c.v.Array(d["W"])
	for i := 0; i+1 < len(w); {
		from := int(c.v.Int(w[i], 0))
		if list := c.v.Array(w[i+1]); list != nil {
			for j, o := range list {
				out[from+j], _ = c.v.Number(o)
			}
			i += 2
			continue
		}
		if i+2 >= len(w) {
			break
		}
		to := int(c.v.Int(w[i+1], 0))
		v, _ := c.v.Number(w[i+2])
		for cid := from; cid <= to && cid-from < 1<<16; cid++ {
			out[cid] = v
		}
		i += 3
	}
	return out
}

// widths: what the dictionary says and what the program says differ by no
// more than a thousandth of the em.
func widths(c *checker) {
	c.trueType(func(u *fontUse, d pdffile.Dict, p *sfnt) {
		stated := c.cidWidths(d)
		missing := 1000.0
		if dw, ok := c.v.Number(d["DW"]); ok {
			missing = dw
		}
		for code := range u.codes {
			w, ok := stated[code]
			if !ok {
				w = missing
			}
			if diff := w - p.width(c.glyph(d, code)); diff > 1 || diff < -1 {
				c.fail(u.number)
				return
			}
		}
	})
}
