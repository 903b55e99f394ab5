package pdfa

import (
	"bytes"
	"regexp"
	"unicode/utf8"

	"shenqian/signing/pdffile"
)

// 6.1, file structure. That cross-references, stream lengths and object
// places are right (6.1.4, 6.1.7.1, 6.1.9) is what pdffile.Open demands.
var fileRules = []rule{
	{"6.1.2", "pdf.a-header", header},
	{"6.1.3", "pdf.a-id", identifier},
	{"6.1.3", "pdf.a-tail", nothingBehindTheEnd},
	{"6.1.6", "pdf.a-hex", evenHex},
	{"6.1.7.1", "pdf.a-external", noExternalStreams},
	{"6.1.7.1", "pdf.a-stream-ends", streamEnds},
	{"6.1.7.2", "pdf.a-filter", filters},
	{"6.1.8", "pdf.a-names", namesAreUTF8},
	{"6.1.9", "pdf.a-object-lines", objectLines},
	{"6.1.12", "pdf.a-permissions", permissions},
	{"6.1.13", "pdf.a-limits", limits},
}

var headerForm = regexp.MustCompile(`^%PDF-1\.[0-7](\r\n|\r|\n)%`)

// header: the version, then a comment whose first four bytes are above 127.
func header(c *checker) {
	m := headerForm.Find(c.b[:min(len(c.b), 32)])
	if m == nil || len(c.b) < len(m)+4 {
		c.fail(0)
		return
	}
	for _, b := range c.b[len(m) : len(m)+4] {
		if b < 0x80 {
			c.fail(0)
			return
		}
	}
}

func identifier(c *checker) {
	id := c.v.Array(c.v.Trailer()["ID"])
	if len(id) != 2 || len(c.v.String(id[0])) == 0 || len(c.v.String(id[1])) == 0 {
		c.fail(0)
	}
}

func nothingBehindTheEnd(c *checker) {
	last := c.r.Revisions[len(c.r.Revisions)-1]
	switch string(c.b[last.EOF:]) {
	case "", "\n", "\r", "\r\n":
	default:
		c.fail(0)
	}
}

// evenHex looks at the bytes of each object outside its stream.
func evenHex(c *checker) {
	c.each(func(n int, o *pdffile.Indirect) {
		if o.Container != 0 {
			return
		}
		b := c.b[o.Start:o.End]
		if _, ok := o.Value.(*pdffile.Stream); ok {
			b = b[:max(0, bytes.Index(b, []byte("stream")))]
		}
		if oddHex(b) {
			c.fail(n)
		}
	})
}

func oddHex(b []byte) bool {
	for i := 0; i < len(b); i++ {
		switch b[i] {
		case '(':
			for nest := 0; i < len(b); i++ {
				if b[i] == '\\' {
					i++
				} else if b[i] == '(' {
					nest++
				} else if b[i] == ')' {
					if nest--; nest == 0 {
						break
					}
				}
			}
		case '<':
			if i+1 < len(b) && b[i+1] == '<' {
				i++
				continue
			}
			digits := 0
			for ; i < len(b) && b[i] != '>'; i++ {
				if b[i] > ' ' && b[i] != '<' {
					digits++
				}
			}
			if digits%2 != 0 {
				return true
			}
		}
	}
	return false
}

func noExternalStreams(c *checker) {
	c.streams(func(n int, s *pdffile.Stream) {
		if s.Dict["F"] != nil || s.Dict["FFilter"] != nil || s.Dict["FDecodeParms"] != nil {
			c.fail(n)
		}
	})
}

// streamEnds: an end of line, which is not part of the data, comes before the
// keyword.
func streamEnds(c *checker) {
	c.streams(func(n int, s *pdffile.Stream) {
		if end := c.b[s.At+len(s.Raw)]; end != '\n' && end != '\r' {
			c.fail(n)
		}
	})
}

func filters(c *checker) {
	allowed := map[pdffile.Name]bool{
		"ASCIIHexDecode": true, "ASCII85Decode": true, "FlateDecode": true, "RunLengthDecode": true,
		"CCITTFaxDecode": true, "JBIG2Decode": true, "DCTDecode": true, "JPXDecode": true,
	}
	c.streams(func(n int, s *pdffile.Stream) {
		list := c.v.Array(s.Dict["Filter"])
		if list == nil && s.Dict["Filter"] != nil {
			list = pdffile.Array{s.Dict["Filter"]}
		}
		for _, f := range list {
			if !allowed[c.v.Name(f)] {
				c.fail(n)
			}
		}
	})
}

func namesAreUTF8(c *checker) {
	c.dicts(func(n int, d pdffile.Dict) {
		for _, k := range []pdffile.Name{"BaseFont", "FontName", "S", "T"} {
			if name, ok := d[k].(pdffile.Name); ok && !utf8.ValidString(string(name)) {
				c.fail(n)
			}
		}
	})
}

var (
	objStart = regexp.MustCompile(`^\d+ \d+ obj(\r\n|\r|\n)`)
	objEnd   = regexp.MustCompile(`(\r|\n)endobj$`)
)

func objectLines(c *checker) {
	c.each(func(n int, o *pdffile.Indirect) {
		if o.Container != 0 {
			return
		}
		b := c.b[o.Start:o.End]
		before := c.b[o.Start-1]
		after := byte('\n')
		if o.End < len(c.b) {
			after = c.b[o.End]
		}
		if !objStart.Match(b[:min(len(b), 40)]) || !objEnd.Match(b[max(0, len(b)-8):]) ||
			before != '\n' && before != '\r' || after != '\n' && after != '\r' {
			c.fail(n)
		}
	})
}

func permissions(c *checker) {
	perms := c.v.Dict(c.v.Catalog()["Perms"])
	for k := range perms {
		if k != "UR3" && k != "DocMDP" {
			c.fail(number(c.v.Trailer()["Root"]))
		}
	}
	for _, o := range c.v.Array(c.v.Dict(perms["DocMDP"])["Reference"]) {
		d := c.v.Dict(o)
		if d["DigestLocation"] != nil || d["DigestMethod"] != nil || d["DigestValue"] != nil {
			c.fail(number(perms["DocMDP"]))
		}
	}
}
