package truetype

import "errors"

// Point is a point of an outline in font units, y upwards. A point off the
// curve is the control of a quadratic curve (OpenType, 'glyf').
type Point struct {
	X, Y float64
	On   bool
}

// Contour is a closed line of an outline; curves and straight lines follow from
// which points are on it.
type Contour []Point

// UnitsPerEm is the number of font units in an em.
func (f *Font) UnitsPerEm() float64 { return float64(f.unitsPerEm) }

var errOutline = errors.New("truetype: outline damaged")

const (
	maxPoints = 1 << 14 // of a glyph with all its parts
	maxNested = 6
)

// Path returns the outline of a glyph, those of its parts placed and scaled.
func (f *Font) Path(g uint16) ([]Contour, error) {
	left := maxPoints
	return f.path(g, &left, 0)
}

func (f *Font) path(g uint16, left *int, depth int) ([]Contour, error) {
	*left-- // a part without points costs time as well
	if int(g) >= f.glyphs || depth > maxNested || *left < 0 {
		return nil, errOutline
	}
	d := f.outline(g)
	if len(d) == 0 {
		return nil, nil
	}
	r := &reader{b: d[10:]}
	if n := int(int16(be.Uint16(d))); n >= 0 {
		return r.simple(n, left)
	}
	var out []Contour
	for {
		flags, part := r.u16(), r.u16()
		x, y := r.arguments(flags)
		a, b, c, e := r.transform(flags)
		if r.short {
			return nil, errOutline
		}
		if flags&argsAreXY == 0 { // points to be matched: no font of ours has them
			return nil, errOutline
		}
		sub, err := f.path(uint16(part), left, depth+1)
		if err != nil {
			return nil, err
		}
		for _, contour := range sub {
			for i, p := range contour {
				contour[i].X, contour[i].Y = p.X*a+p.Y*c+x, p.X*b+p.Y*e+y
			}
		}
		out = append(out, sub...)
		if flags&moreFollow == 0 {
			return out, nil
		}
	}
}

const (
	argsAreXY = 0x0002

	// Flags of a simple glyph's points.
	onCurve = 0x01
	xShort  = 0x02
	yShort  = 0x04
	repeats = 0x08
	xSame   = 0x10 // or positive, if short
	ySame   = 0x20
)

// reader reads big-endian numbers and remembers running out of them.
type reader struct {
	b     []byte
	short bool
}

func (r *reader) take(n int) []byte {
	if n > len(r.b) {
		r.short = true
		return make([]byte, n)
	}
	out := r.b[:n]
	r.b = r.b[n:]
	return out
}

func (r *reader) u8() int      { return int(r.take(1)[0]) }
func (r *reader) u16() int     { return int(be.Uint16(r.take(2))) }
func (r *reader) i16() float64 { return float64(int16(r.u16())) }
func (r *reader) f2dot14() float64 {
	return r.i16() / (1 << 14)
}

func (r *reader) arguments(flags int) (x, y float64) {
	if flags&argsAreWords != 0 {
		return r.i16(), r.i16()
	}
	return float64(int8(r.u8())), float64(int8(r.u8()))
}

func (r *reader) transform(flags int) (a, b, c, d float64) {
	switch {
	case flags&haveScale != 0:
		a = r.f2dot14()
		return a, 0, 0, a
	case flags&haveXYScale != 0:
		a, d = r.f2dot14(), r.f2dot14()
		return a, 0, 0, d
	case flags&haveTwoByTwo != 0:
		return r.f2dot14(), r.f2dot14(), r.f2dot14(), r.f2dot14()
	}
	return 1, 0, 0, 1
}

// simple reads the points of n contours.
func (r *reader) simple(n int, left *int) ([]Contour, error) {
	ends := make([]int, n)
	points := 0
	for i := range ends {
		ends[i] = r.u16() + 1
		if ends[i] < points {
			return nil, errOutline
		}
		points = ends[i]
	}
	r.take(r.u16()) // instructions
	if *left -= points; r.short || *left < 0 {
		return nil, errOutline
	}
	flags := make([]int, 0, points)
	for len(flags) < points && !r.short {
		f := r.u8()
		flags = append(flags, f)
		if f&repeats != 0 {
			for range min(r.u8(), points-len(flags)) {
				flags = append(flags, f)
			}
		}
	}
	all := make([]Point, len(flags))
	at := 0.0
	for i, f := range flags {
		at += r.step(f, xShort, xSame)
		all[i].X, all[i].On = at, f&onCurve != 0
	}
	at = 0
	for i, f := range flags {
		at += r.step(f, yShort, ySame)
		all[i].Y = at
	}
	if r.short {
		return nil, errOutline
	}
	out := make([]Contour, 0, n)
	from := 0
	for _, end := range ends {
		out = append(out, all[from:end])
		from = end
	}
	return out, nil
}

func (r *reader) step(f, short, same int) float64 {
	switch {
	case f&short != 0 && f&same != 0:
		return float64(r.u8())
	case f&short != 0:
		return -float64(r.u8())
	case f&same != 0:
		return 0
	}
	return r.i16()
}
