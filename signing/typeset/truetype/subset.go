package truetype

import "sort"

// Subset returns a font program whose glyph i is glyph glyphs[i] of f;
// glyphs[0] must be 0 (.notdef). Parts of composite glyphs follow at the end.
func (f *Font) Subset(glyphs []uint16) []byte {
	order := append(make([]uint16, 0, len(glyphs)+8), glyphs...)
	part := map[uint16]uint16{} // component in f -> its number in the subset
	size := 0
	for i := 0; i < len(order); i++ { // order grows while we walk it
		d := f.outline(order[i])
		size += (len(d) + 3) &^ 3
		components(d, func(at []byte) {
			c := be.Uint16(at)
			if _, ok := part[c]; !ok {
				part[c] = uint16(len(order))
				order = append(order, c)
			}
		})
	}
	n := len(order)
	glyf, loca, hmtx := make([]byte, 0, size), make([]byte, 4*n+4), make([]byte, 4*n)
	for i, g := range order {
		be.PutUint32(loca[4*i:], uint32(len(glyf)))
		advance, left := f.hmetric(g)
		be.PutUint16(hmtx[4*i:], advance)
		be.PutUint16(hmtx[4*i+2:], left)
		at := len(glyf)
		glyf = append(glyf, f.outline(g)...)
		components(glyf[at:], func(b []byte) { be.PutUint16(b, part[be.Uint16(b)]) })
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
	}
	be.PutUint32(loca[4*n:], uint32(len(glyf)))
	t := f.headers(n)
	t["glyf"], t["loca"], t["hmtx"] = glyf, loca, hmtx
	for _, tag := range []string{"cvt ", "fpgm", "prep"} {
		if d := f.tables[tag]; d != nil {
			t[tag] = d
		}
	}
	return assemble(t)
}

// headers copies head, hhea and maxp for a font of n glyphs with a long loca.
func (f *Font) headers(n int) map[string][]byte {
	cp := func(tag string) []byte { return append([]byte(nil), f.tables[tag]...) }
	head, hhea, maxp := cp("head"), cp("hhea"), cp("maxp")
	be.PutUint32(head[8:], 0) // checkSumAdjustment, set by assemble
	be.PutUint16(head[18:], uint16(f.unitsPerEm))
	be.PutUint16(head[50:], 1)
	be.PutUint16(hhea[34:], uint16(n))
	be.PutUint16(maxp[4:], uint16(n))
	return map[string][]byte{"head": head, "hhea": hhea, "maxp": maxp}
}

func checksum(b []byte) (s uint32) {
	for ; len(b) >= 4; b = b[4:] {
		s += be.Uint32(b)
	}
	if len(b) > 0 {
		var last [4]byte
		copy(last[:], b)
		s += be.Uint32(last[:])
	}
	return s
}

func assemble(tables map[string][]byte) []byte {
	tags := make([]string, 0, len(tables))
	size := 12 + 16*len(tables)
	for tag, d := range tables {
		tags = append(tags, tag)
		size += (len(d) + 3) &^ 3
	}
	sort.Strings(tags)
	searchRange, selector := 1, 0
	for searchRange*2 <= len(tables) {
		searchRange, selector = searchRange*2, selector+1
	}
	out := make([]byte, 12+16*len(tables), size)
	be.PutUint32(out, 0x00010000)
	for i, v := range []int{len(tables), 16 * searchRange, selector, 16 * (len(tables) - searchRange)} {
		be.PutUint16(out[4+2*i:], uint16(v))
	}
	head := 0
	for i, tag := range tags {
		d, r := tables[tag], out[12+16*i:]
		copy(r, tag)
		be.PutUint32(r[4:], checksum(d))
		be.PutUint32(r[8:], uint32(len(out)))
		be.PutUint32(r[12:], uint32(len(d)))
		if tag == "head" {
			head = len(out)
		}
		out = append(out, d...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	be.PutUint32(out[head+8:], 0xB1B0AFBA-checksum(out))
	return out
}
