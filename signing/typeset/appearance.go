package typeset

import (
	"image"
	"strconv"
	"strings"
	"sync"

	"shenqian/signing/fault"
	"shenqian/signing/pdffile"
)

// SignatureBox is what a signature shows: words, a handwritten name or a seal,
// and a mark such as 演示. Without lines the picture fills the box.
type SignatureBox struct {
	Lines []Paragraph // Signatory and DateLine stand at the lower right
	Image image.Image
	Mark  string
}

// Appearance draws a signature box in any size, into any number of files; a
// batch shares one, for the picture is made ready only once.
type Appearance struct {
	kit     *Kit
	box     SignatureBox
	picture func() (*picture, error)
}

// Appearance returns the drawing of a box. The image must not change after.
func (k *Kit) Appearance(b SignatureBox) *Appearance {
	return &Appearance{k, b, sync.OnceValues(func() (*picture, error) { return newPicture(b.Image) })}
}

// WriteForm writes the box as a form XObject (ISO 32000-1, 8.10) with font
// subsets of its own and returns its object number. Sizes are in points. Text
// is made smaller until it fits; if it can't, that is fault typeset.box.full.
func (a *Appearance) WriteForm(w pdffile.ObjectWriter, width, height float64) (int, error) {
	set, err := a.fit(width, height)
	if err != nil {
		return 0, err
	}
	used := newUsedFonts(a.kit)
	var content strings.Builder
	picture := ""
	if a.box.Image != nil {
		im, err := a.picture()
		if err != nil {
			return 0, err
		}
		picture = "/XObject<</Im " + pdffile.Ref(im.write(w)) + ">>"
		p := set.picture
		content.WriteString("q " + numbers(p[2]-p[0], 0, 0, p[3]-p[1], p[0], height-p[3]) + " cm /Im Do Q\n")
	}
	for i := range set.lines {
		if set.lines[i].mark {
			content.WriteString("0.75 0 0 rg\n")
		}
		used.show(&content, &set.lines[i].textLine, height)
	}
	var fonts strings.Builder
	for _, face := range used.order {
		fonts.WriteString("/" + family(face) + " " + pdffile.Ref(used.embed(w, face)))
	}
	n := w.Reserve()
	putDeflated(w, n, "/Type/XObject/Subtype/Form/BBox["+numbers(0, 0, width, height)+"]/Resources<</ProcSet[/PDF/Text/ImageC]/Font<<"+
		fonts.String()+">>"+picture+">>", []byte(content.String()))
	return n, nil
}

// show writes a line as text operators.
func (u *usedFonts) show(b *strings.Builder, l *textLine, height float64) {
	var codes []byte
	l.runs(func(r run) {
		u.first(r.face)
		codes = u.codes(codes[:0], r.face, r.glyphs)
		b.WriteString("BT /" + family(r.face) + " " + number(r.size) + " Tf " + number(r.spacing) + " Tc " +
			numbers(r.x, height-l.y+r.rise) + " Td <")
		for i := 0; i < len(codes); i += 2 {
			b.Write(hex4(nil, uint16(codes[i])<<8|uint16(codes[i+1])))
		}
		b.WriteString("> Tj ET\n")
	})
}

// PreviewAppearance returns a PDF of one page that is just the box, drawn as
// the signature will draw it.
func (k *Kit) PreviewAppearance(b SignatureBox, width, height float64) ([]byte, error) {
	return preview(k.Appearance(b), width, height)
}

// PreviewSeal returns a PDF of one page that is just the seal; diameter is in
// mm, 0 meaning 42.
func (k *Kit) PreviewSeal(s CourtSeal, diameter float64) ([]byte, error) {
	if diameter <= 0 {
		diameter = courtSeal
	}
	return preview(k.SealAppearance(s), diameter*mm, diameter*mm)
}

// preview makes a page of a form.
func preview(drawing interface {
	WriteForm(w pdffile.ObjectWriter, width, height float64) (int, error)
}, width, height float64,
) ([]byte, error) {
	w := pdffile.NewFile(deflateLevel)
	catalog, pages, page, info, content := w.Reserve(), w.Reserve(), w.Reserve(), w.Reserve(), w.Reserve()
	form, err := drawing.WriteForm(w, width, height)
	if err != nil {
		return nil, err
	}
	putDeflated(w, content, "", []byte("/Fm Do"))
	w.Put(page, "<</Type/Page/Parent "+pdffile.Ref(pages)+"/MediaBox["+numbers(0, 0, width, height)+"]/Resources<</XObject<</Fm "+
		pdffile.Ref(form)+">>>>/Contents "+pdffile.Ref(content)+">>")
	w.Put(pages, "<</Type/Pages/Kids["+pdffile.Ref(page)+"]/Count 1>>")
	w.Put(catalog, "<</Type/Catalog/Pages "+pdffile.Ref(pages)+">>")
	w.Put(info, "<</Title"+pdffile.Text("")+">>")
	return w.Close(catalog, info), nil
}

func numbers(v ...float64) string {
	s := make([]string, len(v))
	for i := range v {
		s[i] = number(v[i])
	}
	return strings.Join(s, " ")
}

// boxFull says that a box is too small for its text.
func boxFull(width, height float64) error {
	round := func(v float64) string { return strconv.FormatFloat(v/mm, 'f', 0, 64) }
	return fault.New("typeset.box.full", "width", round(width), "height", round(height))
}
