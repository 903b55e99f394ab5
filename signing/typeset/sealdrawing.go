package typeset

import (
	"image"
	"math"
	"strings"
	"sync"
	"unicode/utf8"

	"shenqian/signing/fault"
	"shenqian/signing/pdffile"
)

// A seal as it is pressed on paper: red, with nothing between its strokes, and
// what is printed below it stays black. So everything is multiplied with the
// page (ISO 32000-1, 11.3.5; ISO 19005-2, 6.2.10 allows it), also a court's
// own scan, whose white paper then vanishes.
//
// A drawn seal is a ring, a star in the middle, the court's name from left to
// right around it, and below the star what the seal is for. The star is plain: a
// court's true seal bears the national emblem, which a drawing must not imitate.
//
// Letters are outlines, not text. A seal is a picture of a seal: whoever copies
// or searches the page finds the words of the ruling and no others, so a sealed
// copy reads as its original does; what the field is called (/TU) tells those
// who cannot see it.

// CourtSeal is what a seal shows.
type CourtSeal struct {
	Court   string
	Mark    string      // below the star, such as 演示用章
	Picture image.Image // a court's own seal; it fills the field, and nothing is drawn
}

// SealDrawing draws a seal in any size, into any number of files.
type SealDrawing struct {
	kit     *Kit
	seal    CourtSeal
	picture func() (*picture, error)
}

// SealAppearance returns the drawing of a seal. The picture must not change
// after.
func (k *Kit) SealAppearance(s CourtSeal) *SealDrawing {
	return &SealDrawing{k, s, sync.OnceValues(func() (*picture, error) { return newPicture(s.Picture) })}
}

// Measures of a seal of 42 mm; others are in proportion.
const (
	sealRing    = 1.2 // mm
	sealInside  = 1.3 // between ring and name
	sealStar    = 6   // from the middle to a point
	markMiddle  = 7.7 // above the date, which the lower arc lies on
	markHeight  = 3.1
	markWidth   = 16 // at most
	mostSealed  = 32 // characters
	widestArc   = 252.0
	sealRed     = "0.84 0.05 0.08"
	circleCurve = 0.5522847498 // a quarter of a circle as a Bézier curve
)

// WriteForm writes the seal as a form XObject in the middle of its field.
func (d *SealDrawing) WriteForm(w pdffile.ObjectWriter, width, height float64) (int, error) {
	var content strings.Builder
	xobject := ""
	content.WriteString("/Ink gs\n")
	if d.seal.Picture != nil {
		p, err := d.picture()
		if err != nil {
			return 0, err
		}
		xobject = "/XObject<</Im " + pdffile.Ref(p.write(w)) + ">>"
		scale := min(width/float64(p.width), height/float64(p.height))
		x, y := float64(p.width)*scale, float64(p.height)*scale
		content.WriteString("q " + numbers(x, 0, 0, y, (width-x)/2, (height-y)/2) + " cm /Im Do Q\n")
	} else if err := d.draw(&content, width, height); err != nil {
		return 0, err
	}
	n := w.Reserve()
	putDeflated(w, n, "/Type/XObject/Subtype/Form/BBox["+numbers(0, 0, width, height)+
		"]/Resources<</ExtGState<</Ink<</Type/ExtGState/BM/Multiply>>>>"+xobject+">>", []byte(content.String()))
	return n, nil
}

// draw draws the seal with the middle as origin and a unit of 1 mm at 42 mm.
func (d *SealDrawing) draw(b *strings.Builder, width, height float64) error {
	unit := min(width, height) / courtSeal
	b.WriteString(sealRed + " rg " + sealRed + " RG\n" + numbers(unit, 0, 0, unit, width/2, height/2) + " cm\n")
	b.WriteString(number(sealRing) + " w\n")
	circle(b, courtSeal/2-sealRing/2-0.1)
	star(b, sealStar)
	if err := d.name(b); err != nil {
		return err
	}
	return d.mark(b)
}

// circle strokes a circle around the middle.
func circle(b *strings.Builder, r float64) {
	k := r * circleCurve
	b.WriteString(numbers(r, 0) + " m\n")
	for _, c := range [][6]float64{{r, k, k, r, 0, r}, {-k, r, -r, k, -r, 0}, {-r, -k, -k, -r, 0, -r}, {k, -r, r, -k, r, 0}} {
		b.WriteString(numbers(c[:]...) + " c\n")
	}
	b.WriteString("s\n")
}

// star fills a five-pointed star whose points lie on a circle.
func star(b *strings.Builder, r float64) {
	inner := r * math.Sin(math.Pi/10) / math.Sin(3*math.Pi/10)
	for i := range 10 {
		l, op := r, " l\n"
		if i%2 == 1 {
			l = inner
		}
		if i == 0 {
			op = " m\n"
		}
		a := float64(i) * math.Pi / 5
		b.WriteString(numbers(l*math.Sin(a), l*math.Cos(a)) + op)
	}
	b.WriteString("h f\n")
}

// name sets the court's name along the upper arc, each character upright on
// its radius. The more there are, the farther they reach down and the narrower
// they are.
func (d *SealDrawing) name(b *strings.Builder) error {
	name := []rune(strings.Join(strings.Fields(d.seal.Court), ""))
	n := len(name)
	if n == 0 || n > mostSealed {
		return fault.New("typeset.seal.name", "most", "32")
	}
	span := min(widestArc, 150+9*float64(n-6))
	if n < 6 {
		span = 30 * float64(n-1)
	}
	tall := max(3.9, min(6, 6.4-0.11*float64(n)))
	middle := courtSeal/2.0 - sealRing - 0.1 - sealInside - tall/2
	wide := tall * 0.86
	if n > 1 { // the feet are nearer to each other than the middles
		wide = min(wide, 0.92*span/float64(n-1)*math.Pi/180*(middle-tall/4))
	}
	for i, r := range name {
		a := 0.0
		if n > 1 {
			a = (float64(i)/float64(n-1) - 0.5) * span * math.Pi / 180
		}
		s, c := math.Sin(a), math.Cos(a)
		if err := d.character(b, r, [6]float64{c * wide, -s * wide, s * tall, c * tall, middle * s, middle * c}); err != nil {
			return err
		}
	}
	return nil
}

// mark sets the words below the star on one line.
func (d *SealDrawing) mark(b *strings.Builder) error {
	n := float64(utf8.RuneCountInString(d.seal.Mark))
	pitch := min(markHeight*1.08, markWidth/max(n, 1))
	size := pitch / 1.08
	x := -pitch * (n - 1) / 2
	for _, r := range d.seal.Mark {
		if err := d.character(b, r, [6]float64{size, 0, 0, min(markHeight, size*1.25), x, -markMiddle}); err != nil {
			return err
		}
		x += pitch
	}
	return nil
}

// character fills one character, whose em square m turns, stretches and sets
// with its middle at m[4], m[5].
func (d *SealDrawing) character(b *strings.Builder, r rune, m [6]float64) error {
	g, ok := d.kit.find(song, r)
	if !ok {
		return d.kit.noGlyph([]rune(d.seal.Court+d.seal.Mark), song)
	}
	f := d.kit.faces[g.face]
	path, err := f.Path(g.glyph)
	if err != nil {
		return fault.Wrap(err, "typeset.font", "font", f.name)
	}
	em := f.UnitsPerEm()
	// Han characters stand in the middle of their em square, which reaches from
	// 0.12 below the baseline to 0.88 above it.
	x, y := f.Advance(g.glyph)/2000, 0.38
	b.WriteString("q " + matrixOf(m, em, x, y) + " cm\n")
	for _, c := range path {
		contour(b, c)
	}
	b.WriteString("f Q\n")
	return nil
}
