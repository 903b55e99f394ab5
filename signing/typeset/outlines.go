package typeset

import (
	"strconv"
	"strings"

	"shenqian/signing/typeset/truetype"
)

// matrixOf is m for coordinates in font units, seen from x, y of an em.
func matrixOf(m [6]float64, em, x, y float64) string {
	s := make([]string, 6)
	for i, v := range []float64{
		m[0] / em, m[1] / em, m[2] / em, m[3] / em,
		m[4] - m[0]*x - m[2]*y, m[5] - m[1]*x - m[3]*y,
	} {
		s[i] = strconv.FormatFloat(v, 'f', 6, 64)
	}
	return strings.Join(s, " ")
}

// contour writes a closed outline. Its quadratic curves become cubic ones
// (ISO 32000-1, 8.5.2.2): each control point lies two thirds of the way from an
// end to the quadratic's own.
func contour(b *strings.Builder, c truetype.Contour) {
	n := len(c)
	if n < 2 {
		return
	}
	// Between two points off the curve one on it is implied.
	between := func(p, q truetype.Point) truetype.Point {
		return truetype.Point{X: (p.X + q.X) / 2, Y: (p.Y + q.Y) / 2, On: true}
	}
	first := 0
	for first < n && !c[first].On {
		first++
	}
	at := between(c[0], c[n-1])
	if first < n {
		at = c[first]
	} else {
		first = n - 1
	}
	b.WriteString(fontUnits(at) + " m\n")
	for i := 1; i <= n; i++ {
		p := c[(first+i)%n]
		if p.On {
			b.WriteString(fontUnits(p) + " l\n")
			at = p
			continue
		}
		end := c[(first+i+1)%n]
		if end.On {
			i++
		} else {
			end = between(p, end)
		}
		third := func(e truetype.Point) truetype.Point {
			return truetype.Point{X: e.X + (p.X-e.X)*2/3, Y: e.Y + (p.Y-e.Y)*2/3}
		}
		b.WriteString(fontUnits(third(at)) + " " + fontUnits(third(end)) + " " + fontUnits(end) + " c\n")
		at = end
	}
	b.WriteString("h\n")
}

// fontUnits writes a point to a tenth of a font unit.
func fontUnits(p truetype.Point) string {
	return strconv.FormatFloat(p.X, 'f', 1, 64) + " " + strconv.FormatFloat(p.Y, 'f', 1, 64)
}
