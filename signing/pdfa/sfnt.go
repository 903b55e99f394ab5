package pdfa

import "encoding/binary"

// sfnt is what the rules ask of a TrueType font program.
type sfnt struct {
	tables  map[string][]byte
	glyphs  int
	perEm   int
	metrics int
}

func u16(b []byte, at int) int {
	if at < 0 || at+2 > len(b) {
		return 0
	}
	return int(binary.BigEndian.Uint16(b[at:]))
}

// parseSFNT reads the table directory and the counts; false if the program
// cannot be used as it stands.
func parseSFNT(b []byte) (*sfnt, bool) {
	n := u16(b, 4)
	if len(b) < 12+16*n || n == 0 {
		return nil, false
	}
	f := &sfnt{tables: map[string][]byte{}}
	for i := range n {
		e := b[12+16*i:]
		at, size := int(binary.BigEndian.Uint32(e[8:])), int(binary.BigEndian.Uint32(e[12:]))
		if at < 0 || size < 0 || at > len(b) || size > len(b)-at {
			return nil, false
		}
		f.tables[string(e[:4])] = b[at : at+size]
	}
	f.glyphs, f.perEm, f.metrics = u16(f.tables["maxp"], 4), u16(f.tables["head"], 18), u16(f.tables["hhea"], 34)
	if f.perEm == 0 || f.glyphs == 0 || f.metrics == 0 || len(f.tables["hmtx"]) < 4*f.metrics {
		return nil, false
	}
	if f.tables["CFF "] != nil {
		return f, true
	}
	long := u16(f.tables["head"], 50) == 1
	want := 2 * (f.glyphs + 1)
	if long {
		want *= 2
	}
	return f, f.tables["glyf"] != nil && len(f.tables["loca"]) >= want
}

// width is a glyph's advance in thousandths of the em.
func (f *sfnt) width(glyph int) float64 {
	return float64(u16(f.tables["hmtx"], 4*min(glyph, f.metrics-1))) * 1000 / float64(f.perEm)
}
