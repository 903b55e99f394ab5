// Package truetype reads TrueType fonts with glyf outlines and cuts subsets
// from them for embedding in PDF files.
//
// Rules kept (OpenType 1.9; ISO 32000-1, 9.9):
//   - only fonts with 'glyf' outlines are taken; of a collection the first font;
//   - the Unicode cmap subtables of format 4 and 12 are read, 12 preferred;
//   - every offset is checked when the font is read, so that a damaged file is
//     an error then and not a panic later;
//   - OS/2 fsType 2 (restricted licence) forbids embedding and is refused;
//   - a subset has the tables 9.9 asks for in a CIDFontType2 program.
//
// A Font is read-only after Parse and may be shared by goroutines.
package truetype

import (
	"encoding/binary"
	"errors"
	"fmt"
)

var be = binary.BigEndian

// ErrRestricted says that the font's licence bits forbid embedding.
var ErrRestricted = errors.New("truetype: the font forbids embedding")

// Font is one font. Metrics are in 1/1000 em.
type Font struct {
	Ascent, Descent, CapHeight int
	BBox                       [4]int

	unitsPerEm int
	tables     map[string][]byte
	glyphs     int
	hmetrics   int
	longLoca   bool
	bmp        []uint16 // character -> glyph
	high       map[rune]uint16
}

// Parse reads a font. The bytes are kept, not copied.
func Parse(b []byte) (*Font, error) {
	f := &Font{tables: map[string][]byte{}, bmp: make([]uint16, 0x10000), high: map[rune]uint16{}}
	if err := f.readDirectory(b); err != nil {
		return nil, err
	}
	if err := f.readMetrics(); err != nil {
		return nil, err
	}
	if err := f.checkOutlines(); err != nil {
		return nil, err
	}
	return f, f.readCmap()
}

func (f *Font) readDirectory(b []byte) error {
	at := 0
	if len(b) >= 16 && string(b[:4]) == "ttcf" {
		at = int(be.Uint32(b[12:]))
	}
	if at < 0 || len(b) < at+12 {
		return errors.New("truetype: too short")
	}
	if v := be.Uint32(b[at:]); v != 0x00010000 && v != 0x74727565 { // "true"
		return errors.New("truetype: no TrueType outlines")
	}
	n := int(be.Uint16(b[at+4:]))
	if len(b) < at+12+16*n {
		return errors.New("truetype: directory cut off")
	}
	for i := range n {
		r := b[at+12+16*i:]
		from, size := uint64(be.Uint32(r[8:])), uint64(be.Uint32(r[12:]))
		if from+size > uint64(len(b)) {
			return fmt.Errorf("truetype: table %q cut off", r[:4])
		}
		f.tables[string(r[:4])] = b[from : from+size : from+size]
	}
	for tag, least := range map[string]int{"head": 54, "hhea": 36, "maxp": 6, "hmtx": 4, "loca": 4, "glyf": 0, "cmap": 4} {
		if t, ok := f.tables[tag]; !ok || len(t) < least {
			return fmt.Errorf("truetype: table %q missing", tag)
		}
	}
	return nil
}

func (f *Font) readMetrics() error {
	head, hhea := f.tables["head"], f.tables["hhea"]
	f.unitsPerEm = int(be.Uint16(head[18:]))
	f.longLoca = be.Uint16(head[50:]) == 1
	f.glyphs = int(be.Uint16(f.tables["maxp"][4:]))
	f.hmetrics = int(be.Uint16(hhea[34:]))
	if f.unitsPerEm == 0 || f.hmetrics == 0 || f.hmetrics > f.glyphs ||
		len(f.tables["hmtx"]) < 4*f.hmetrics+2*(f.glyphs-f.hmetrics) {
		return errors.New("truetype: metrics damaged")
	}
	em := func(b []byte) int { return int(int16(be.Uint16(b))) * 1000 / f.unitsPerEm }
	for i := range f.BBox {
		f.BBox[i] = em(head[36+2*i:])
	}
	f.Ascent, f.Descent = em(hhea[4:]), em(hhea[6:])
	f.CapHeight = f.Ascent
	os2 := f.tables["OS/2"]
	if len(os2) >= 90 {
		f.CapHeight = em(os2[88:])
	}
	if len(os2) >= 10 && be.Uint16(os2[8:])&0x000F == 2 {
		return ErrRestricted
	}
	return nil
}

// Glyph returns the glyph for r, 0 if the font has none.
func (f *Font) Glyph(r rune) uint16 {
	if r >= 0 && r < 0x10000 {
		return f.bmp[r]
	}
	return f.high[r]
}

// Smaller is the same font with every glyph at the given share of its size.
// A reader that takes a change of font size for the end of a word sees none.
func (f *Font) Smaller(share float64) *Font {
	s := *f
	s.unitsPerEm = int(float64(f.unitsPerEm)/share + 0.5)
	scale := func(v int) int { return v * f.unitsPerEm / s.unitsPerEm }
	for i, v := range f.BBox {
		s.BBox[i] = scale(v)
	}
	s.Ascent, s.Descent, s.CapHeight = scale(f.Ascent), scale(f.Descent), scale(f.CapHeight)
	return &s
}

// Advance is the glyph's advance width in 1/1000 em.
func (f *Font) Advance(g uint16) float64 {
	a, _ := f.hmetric(g)
	return float64(a) * 1000 / float64(f.unitsPerEm)
}

func (f *Font) hmetric(g uint16) (advance, left uint16) {
	t, i := f.tables["hmtx"], int(g)
	if i < f.hmetrics {
		return be.Uint16(t[4*i:]), be.Uint16(t[4*i+2:])
	}
	return be.Uint16(t[4*f.hmetrics-4:]), be.Uint16(t[4*f.hmetrics+2*(i-f.hmetrics):])
}
