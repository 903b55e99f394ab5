package pdftext

import (
	"math"

	"shenqian/signing/pdffile"
)

// matrix is a transformation (8.3.4): x' = a·x + c·y + e, y' = b·x + d·y + f.
type matrix [6]float64

var identity = matrix{1, 0, 0, 1, 0, 0}

// times is m followed by n.
func (m matrix) times(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

func (m matrix) apply(x, y float64) (float64, float64) {
	return m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]
}

// sound: a place on a page is a number, and not one beyond all pages.
func (m matrix) sound() bool {
	for _, v := range m {
		if math.IsNaN(v) || math.Abs(v) > 1e9 {
			return false
		}
	}
	return true
}

// matrixOf reads six numbers; identity if there are none.
func matrixOf(v pdffile.View, o pdffile.Object) matrix {
	a := v.Array(o)
	if len(a) != 6 {
		return identity
	}
	var m matrix
	for i := range m {
		m[i], _ = v.Number(a[i])
	}
	return m
}

// rectOf reads a rectangle with its corners in order (7.9.5).
func rectOf(v pdffile.View, o pdffile.Object) (r [4]float64, ok bool) {
	a := v.Array(o)
	if len(a) != 4 {
		return r, false
	}
	for i := range r {
		r[i], _ = v.Number(a[i])
	}
	return [4]float64{min(r[0], r[2]), min(r[1], r[3]), max(r[0], r[2]), max(r[1], r[3])}, true
}

// placing maps an appearance into its annotation's rectangle (12.5.5).
func placing(box, rect [4]float64, m matrix) matrix {
	var t [4]float64
	for i, c := range [4][2]float64{{box[0], box[1]}, {box[0], box[3]}, {box[2], box[1]}, {box[2], box[3]}} {
		x, y := m.apply(c[0], c[1])
		if i == 0 {
			t = [4]float64{x, y, x, y}
		}
		t = [4]float64{min(t[0], x), min(t[1], y), max(t[2], x), max(t[3], y)}
	}
	a := identity
	if w, h := t[2]-t[0], t[3]-t[1]; w > 0 && h > 0 {
		a[0], a[3] = (rect[2]-rect[0])/w, (rect[3]-rect[1])/h
	}
	a[4], a[5] = rect[0]-t[0]*a[0], rect[1]-t[1]*a[3]
	return a
}
