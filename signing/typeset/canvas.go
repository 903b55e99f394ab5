package typeset

import (
	"strconv"
	"time"

	"codeberg.org/go-pdf/fpdf"
)

// canvas draws pages with fpdf, which never sees a real font: every face is
// registered as an empty "core" font, and text goes in as two-byte glyph codes
// that fpdf escapes and writes as they are. finish.go puts the real subset in
// the place of each empty font. Only Text may draw text: fpdf's Cell, Write and
// GetStringWidth know nothing of these fonts.
type canvas struct {
	pdf     *fpdf.Fpdf
	used    usedFonts
	face    int
	size    float64
	spacing float64
	buf     []byte
}

func newCanvas(k *Kit, created time.Time) *canvas {
	p := fpdf.NewCustom(&fpdf.InitType{OrientationStr: "P", UnitStr: "pt", SizeStr: "A4"})
	p.SetCatalogSort(true)  // its maps in a fixed order
	p.SetCompression(false) // the finishing pass compresses
	p.SetCreationDate(created)
	p.SetModificationDate(created)
	p.SetMargins(0, 0, 0)
	p.SetAutoPageBreak(false, 0)
	return &canvas{pdf: p, used: newUsedFonts(k), face: -1}
}

func (c *canvas) newPage() {
	c.pdf.AddPage()
	c.face, c.size, c.spacing = -1, 0, 0
}

// family is what fpdf calls a face.
func family(face int) string { return "face" + strconv.Itoa(face) }

// line draws a line whose top left corner is at x, y from the page's.
func (c *canvas) line(l *textLine, x, y float64) {
	if l.red && len(l.glyphs) > 0 {
		c.pdf.RawWriteStr(red + " rg")
		defer c.pdf.RawWriteStr("0 g")
	}
	l.runs(func(r run) {
		if c.used.first(r.face) {
			c.pdf.AddFontFromBytes(family(r.face), "", []byte(`{"Tp":"Core","Name":"`+family(r.face)+`"}`), nil)
		}
		c.pen(r.face, r.size, r.spacing)
		c.buf = c.used.codes(c.buf[:0], r.face, r.glyphs)
		c.pdf.Text(x+r.x, y+l.y-r.rise, string(c.buf))
	})
}

func (c *canvas) pen(face int, size, spacing float64) {
	if face != c.face || size != c.size {
		c.pdf.SetFont(family(face), "", size)
		c.face, c.size = face, size
	}
	if spacing = round3(spacing); spacing != c.spacing {
		c.pdf.RawWriteStr(number(spacing) + " Tc")
		c.spacing = spacing
	}
}

func (c *canvas) rule(r rule, y float64) {
	if r.red {
		c.pdf.RawWriteStr(red + " RG")
		defer c.pdf.RawWriteStr("0 G")
	}
	c.pdf.SetLineWidth(r.width)
	c.pdf.Line(r.x1, y+r.y1, r.x2, y+r.y2)
}

// open begins content of structure element kind with a marked-content id.
func (c *canvas) open(kind string, id int) {
	c.pdf.RawWriteStr("/" + kind + " <</MCID " + strconv.Itoa(id) + ">> BDC")
}

// artifact begins what is not part of the text; why is the artifact's type.
func (c *canvas) artifact(why string) { c.pdf.RawWriteStr("/Artifact <</Type/" + why + ">> BDC") }

func (c *canvas) close() { c.pdf.RawWriteStr("EMC") }
