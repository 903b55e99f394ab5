package pdfa

import (
	"maps"
	"slices"
	"strings"

	"shenqian/signing/pdffile"
)

// 6.2.11, fonts. The rules look at fonts that text is shown with.
var fontRules = []rule{
	{"6.2.11.2", "pdf.a-font-type", fontTypes},
	{"6.2.11.3.1", "pdf.a-cid-system", cidSystem},
	{"6.2.11.3.2", "pdf.a-cid-to-gid", cidToGID},
	{"6.2.11.3.3", "pdf.a-cmap", cmapEmbedded},
	{"6.2.11.4.1", "pdf.a-embedded", embedded},
	{"6.2.11.4.1", "pdf.a-glyphs", glyphsPresent},
	{"6.2.11.4.2", "pdf.a-cidset", cidSet},
	{"6.2.11.5", "pdf.a-widths", widths},
	{"6.2.11.6", "pdf.a-encoding", encodings},
	{"6.2.11.7.2", "pdf.a-tounicode", unicodeMapped},
	{"6.2.11.8", "pdf.a-notdef", noNotdef},
}

// each font shown, with its descendant (or itself) and descriptor.
func (c *checker) eachFont(f func(u *fontUse, d, descriptor pdffile.Dict)) {
	for _, n := range slices.Sorted(maps.Keys(c.fonts)) {
		if u := c.fonts[n]; u.shown {
			f(u, c.descendant(u), c.v.Dict(c.descendant(u)["FontDescriptor"]))
		}
	}
}

func (c *checker) descendant(u *fontUse) pdffile.Dict {
	if c.v.Name(u.dict["Subtype"]) != "Type0" {
		return u.dict
	}
	list := c.v.Array(u.dict["DescendantFonts"])
	if len(list) != 1 {
		return nil
	}
	return c.v.Dict(list[0])
}

func (c *checker) composite(u *fontUse) bool { return c.v.Name(u.dict["Subtype"]) == "Type0" }

func fontTypes(c *checker) {
	c.each(func(n int, o *pdffile.Indirect) {
		d := o.Dict()
		if d == nil || c.v.Name(d["Type"]) != "Font" {
			return
		}
		switch c.v.Name(d["Subtype"]) {
		case "Type1", "MMType1", "TrueType", "Type3", "Type0", "CIDFontType0", "CIDFontType2":
			if c.v.Name(d["BaseFont"]) == "" && c.v.Name(d["Subtype"]) != "Type3" {
				c.fail(n)
			}
		default:
			c.fail(n)
		}
	})
}

// cidSystem: with a CMap other than Identity, registry and ordering agree.
func cidSystem(c *checker) {
	c.eachFont(func(u *fontUse, d, _ pdffile.Dict) {
		if !c.composite(u) {
			return
		}
		info := c.v.Dict(d["CIDSystemInfo"])
		if c.v.String(info["Registry"]) == nil || c.v.String(info["Ordering"]) == nil {
			c.fail(u.number)
			return
		}
		if cmap := c.v.Dict(u.dict["Encoding"]); cmap != nil {
			own := c.v.Dict(cmap["CIDSystemInfo"])
			if c.v.String(own["Registry"]).Text() != c.v.String(info["Registry"]).Text() ||
				c.v.String(own["Ordering"]).Text() != c.v.String(info["Ordering"]).Text() {
				c.fail(u.number)
			}
		}
	})
}

func cidToGID(c *checker) {
	c.eachFont(func(u *fontUse, d, _ pdffile.Dict) {
		if c.v.Name(d["Subtype"]) != "CIDFontType2" {
			return
		}
		switch m := c.v.Resolve(d["CIDToGIDMap"]).(type) {
		case pdffile.Name:
			if m == "Identity" {
				return
			}
		case *pdffile.Stream:
			if b, err := c.v.Decode(m); err == nil && len(b)%2 == 0 {
				return
			}
		}
		c.fail(u.number)
	})
}

// cmapEmbedded: a court paper uses Identity or an embedded CMap.
func cmapEmbedded(c *checker) {
	c.eachFont(func(u *fontUse, _, _ pdffile.Dict) {
		if !c.composite(u) {
			return
		}
		switch e := c.v.Resolve(u.dict["Encoding"]).(type) {
		case pdffile.Name:
			if e == "Identity-H" || e == "Identity-V" {
				return
			}
		case *pdffile.Stream:
			if c.v.Int(e.Dict["WMode"], 0) <= 1 {
				return
			}
		}
		c.fail(u.number)
	})
}

func (c *checker) program(descriptor pdffile.Dict) ([]byte, pdffile.Name) {
	for _, k := range []pdffile.Name{"FontFile2", "FontFile3", "FontFile"} {
		if s, ok := c.v.Resolve(descriptor[k]).(*pdffile.Stream); ok {
			b, read := c.programs[s]
			if !read {
				b, _ = c.v.Decode(s) // what can't be decoded is not embedded
				c.programs[s] = b
			}
			if len(b) == 0 {
				return nil, ""
			}
			return b, k
		}
	}
	return nil, ""
}

func embedded(c *checker) {
	c.eachFont(func(u *fontUse, d, descriptor pdffile.Dict) {
		if c.v.Name(u.dict["Subtype"]) == "Type3" {
			return
		}
		b, kind := c.program(descriptor)
		if b == nil {
			c.fail(u.number)
			return
		}
		if kind == "FontFile3" {
			sub := c.v.Name(c.v.Dict(descriptor["FontFile3"])["Subtype"])
			if sub != "Type1C" && sub != "CIDFontType0C" && sub != "OpenType" {
				c.fail(u.number)
			}
		}
		if _, ok := parseSFNT(b); kind == "FontFile2" && !ok {
			c.fail(u.number)
		}
	})
}

// encodings: a simple TrueType font states WinAnsi or MacRoman unless it is
// symbolic, and then none.
func encodings(c *checker) {
	c.eachFont(func(u *fontUse, d, descriptor pdffile.Dict) {
		if c.v.Name(d["Subtype"]) != "TrueType" {
			return
		}
		symbolic := c.v.Int(descriptor["Flags"], 0)&4 != 0
		name := c.v.Name(d["Encoding"])
		if e := c.v.Dict(d["Encoding"]); e != nil {
			name = c.v.Name(e["BaseEncoding"])
		}
		known := name == "WinAnsiEncoding" || name == "MacRomanEncoding"
		if symbolic && d["Encoding"] != nil || !symbolic && !known {
			c.fail(u.number)
		}
	})
}

// unicodeMapped is asked of levels U and A.
func unicodeMapped(c *checker) {
	if c.level == "B" {
		return
	}
	c.eachFont(func(u *fontUse, d, _ pdffile.Dict) {
		s, ok := c.v.Resolve(u.dict["ToUnicode"]).(*pdffile.Stream)
		if !ok {
			if name := c.v.Name(d["Encoding"]); c.composite(u) || name != "WinAnsiEncoding" && name != "MacRomanEncoding" {
				c.fail(u.number)
			}
			return
		}
		b, err := c.v.Decode(s)
		m, readable := toUnicode(b)
		for code := range u.codes {
			t := m[code]
			if err != nil || !readable || t == "" || strings.ContainsAny(t, "\x00\uFEFF\uFFFE") {
				c.fail(u.number)
				return
			}
		}
	})
}

func noNotdef(c *checker) {
	c.eachFont(func(u *fontUse, d, _ pdffile.Dict) {
		for code := range u.codes {
			if c.composite(u) && (code == 0 || c.v.Name(d["Subtype"]) == "CIDFontType2" && c.glyph(d, code) == 0) {
				c.fail(u.number)
				return
			}
		}
	})
}
