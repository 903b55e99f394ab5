package truetype

import "errors"

// readCmap fills the character map from the best Unicode subtable.
func (f *Font) readCmap() error {
	cmap := f.tables["cmap"]
	var best []byte
	for i := range int(be.Uint16(cmap[2:])) {
		if len(cmap) < 12+8*i {
			return errors.New("truetype: cmap cut off")
		}
		r := cmap[4+8*i:]
		platform, encoding, at := be.Uint16(r), be.Uint16(r[2:]), int(be.Uint32(r[4:]))
		if platform != 0 && (platform != 3 || encoding != 1 && encoding != 10) {
			continue
		}
		if at < 0 || at+16 > len(cmap) {
			return errors.New("truetype: cmap cut off")
		}
		switch t := cmap[at:]; be.Uint16(t) {
		case 12:
			best = t
		case 4:
			if best == nil {
				best = t
			}
		}
	}
	switch {
	case best == nil:
		return errors.New("truetype: no Unicode cmap")
	case be.Uint16(best) == 12:
		return f.readSegmentedCoverage(best)
	default:
		return f.readSegmentMapping(best)
	}
}

// readSegmentedCoverage reads format 12.
func (f *Font) readSegmentedCoverage(t []byte) error {
	n := int(be.Uint32(t[12:]))
	if n < 0 || n > (len(t)-16)/12 {
		return errors.New("truetype: cmap cut off")
	}
	next := uint32(0) // groups ascend, so a damaged count can't take for ever
	for i := range n {
		g := t[16+12*i:]
		first, last, glyph := be.Uint32(g), be.Uint32(g[4:]), be.Uint32(g[8:])
		if first < next || last < first || last > 0x10FFFF {
			return errors.New("truetype: cmap damaged")
		}
		next = last + 1
		for c := first; c <= last; c++ {
			f.set(rune(c), glyph+c-first)
		}
	}
	return nil
}

// readSegmentMapping reads format 4.
func (f *Font) readSegmentMapping(t []byte) error {
	n := int(be.Uint16(t[6:])) / 2
	if len(t) < 16+8*n {
		return errors.New("truetype: cmap cut off")
	}
	seen := 0
	end, start, delta, offset := t[14:], t[16+2*n:], t[16+4*n:], t[16+6*n:]
	for i := range n {
		d, r := be.Uint16(delta[2*i:]), int(be.Uint16(offset[2*i:]))
		first, last := int(be.Uint16(start[2*i:])), int(be.Uint16(end[2*i:]))
		if seen += max(0, last-first); seen > 0x20000 {
			return errors.New("truetype: cmap damaged")
		}
		for c := first; c <= last && c != 0xFFFF; c++ {
			g := uint16(c) + d
			if r != 0 {
				at := 2*i + r + 2*(c-first)
				if at+2 > len(offset) {
					return errors.New("truetype: cmap cut off")
				}
				if g = be.Uint16(offset[at:]); g != 0 {
					g += d
				}
			}
			f.set(rune(c), uint32(g))
		}
	}
	return nil
}

// set ignores glyphs the font does not have: such a character counts as missing.
func (f *Font) set(r rune, glyph uint32) {
	switch {
	case glyph == 0 || glyph >= uint32(f.glyphs):
	case r < 0x10000:
		f.bmp[r] = uint16(glyph)
	default:
		f.high[r] = uint16(glyph)
	}
}
