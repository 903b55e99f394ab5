package truetype

import "errors"

// Flags of a composite glyph's components (OpenType, 'glyf').
const (
	argsAreWords  = 0x0001
	haveScale     = 0x0008
	moreFollow    = 0x0020
	haveXYScale   = 0x0040
	haveTwoByTwo  = 0x0080
	maxComponents = 64
)

func (f *Font) locate(g int) int {
	loca := f.tables["loca"]
	if f.longLoca {
		return int(be.Uint32(loca[4*g:]))
	}
	return 2 * int(be.Uint16(loca[2*g:]))
}

func (f *Font) outline(g uint16) []byte {
	return f.tables["glyf"][f.locate(int(g)):f.locate(int(g)+1)]
}

// checkOutlines makes sure that outline and components can't fail later.
func (f *Font) checkOutlines() error {
	entry := 2
	if f.longLoca {
		entry = 4
	}
	if len(f.tables["loca"]) < entry*(f.glyphs+1) {
		return errors.New("truetype: loca cut off")
	}
	size, at := len(f.tables["glyf"]), f.locate(0)
	for g := range f.glyphs {
		next := f.locate(g + 1)
		if next < at || next > size {
			return errors.New("truetype: loca damaged")
		}
		if !f.soundGlyph(f.tables["glyf"][at:next]) {
			return errors.New("truetype: glyph damaged")
		}
		at = next
	}
	return nil
}

func (f *Font) soundGlyph(d []byte) bool {
	if len(d) == 0 {
		return true
	}
	if len(d) < 10 {
		return false
	}
	sound, n := true, 0
	complete := components(d, func(at []byte) {
		n++
		sound = sound && int(be.Uint16(at)) < f.glyphs && n <= maxComponents
	})
	return sound && complete
}

// components calls fn with the place of every component's glyph number in d.
// It reports false if d ends too soon.
func components(d []byte, fn func(at []byte)) bool {
	if len(d) < 10 || d[0]&0x80 == 0 { // numberOfContours >= 0: a simple glyph
		return true
	}
	for p := 10; ; {
		if p+4 > len(d) {
			return false
		}
		flags := be.Uint16(d[p:])
		fn(d[p+2:])
		p += 6
		if flags&argsAreWords != 0 {
			p += 2
		}
		switch {
		case flags&haveScale != 0:
			p += 2
		case flags&haveXYScale != 0:
			p += 4
		case flags&haveTwoByTwo != 0:
			p += 8
		}
		if flags&moreFollow == 0 {
			return p <= len(d)
		}
	}
}
