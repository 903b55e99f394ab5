package typeset

import (
	"math"
	"slices"
	"strconv"
)

// usedFonts is what one document takes from the kit's faces. The code of a
// glyph in a content stream, its CID and its number in the subset are the same:
// the order of first use.
type usedFonts struct {
	kit   *Kit
	faces []usedFace
	order []int // faces by first use
}

type usedFace struct {
	code   map[glyphKey]uint16
	glyphs []uint16 // glyph of the subset -> glyph of the face
	text   []rune   // glyph of the subset -> character
}

// glyphKey tells two characters apart that share a glyph, so that each is
// found and copied as itself.
type glyphKey struct {
	glyph uint16
	r     rune
}

func newUsedFonts(k *Kit) usedFonts { return usedFonts{kit: k, faces: make([]usedFace, len(k.faces))} }

// first reports whether a face is used for the first time, and notes the use.
func (u *usedFonts) first(face int) bool {
	f := &u.faces[face]
	if f.code != nil {
		return false
	}
	*f = usedFace{code: make(map[glyphKey]uint16, 512), glyphs: []uint16{0}, text: []rune{0}}
	u.order = append(u.order, face)
	return true
}

// codes appends the codes of glyphs to b.
func (u *usedFonts) codes(b []byte, face int, glyphs []glyph) []byte {
	f := &u.faces[face]
	for _, g := range glyphs {
		key := glyphKey{g.glyph, g.r}
		code, ok := f.code[key]
		if !ok {
			code = uint16(len(f.glyphs))
			f.code[key] = code
			f.glyphs, f.text = append(f.glyphs, g.glyph), append(f.text, g.r)
		}
		b = append(b, byte(code>>8), byte(code))
	}
	return b
}

// uses lists the font files for the Result.
func (u *usedFonts) uses() []FontUse {
	out := make([]FontUse, 0, len(u.order))
	for _, f := range u.order {
		// A face and its smaller self are one file.
		if use := (FontUse{u.kit.faces[f].name, u.kit.faces[f].sum}); !slices.Contains(out, use) {
			out = append(out, use)
		}
	}
	return out
}

func round3(v float64) float64 { return math.Round(v*1000) / 1000 }

// number writes v as a PDF real, to a thousandth.
func number(v float64) string { return strconv.FormatFloat(round3(v)+0, 'f', -1, 64) }
