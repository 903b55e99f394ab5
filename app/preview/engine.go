package preview

import (
	"image"
	"image/draw"
	"strings"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"shenqian/review"
)

// engine is PDFium with the document that is open in it. Only the Reader's
// goroutine touches it.
type engine struct {
	pdf      pdfium.Pdfium
	hash     string // of the document that is open
	doc      references.FPDF_DOCUMENT
	pages    []Size
	pictures *pictures
}

// open opens a document unless it is the one that is open already.
func (e *engine) open(hash string, pdf []byte) error {
	if hash != "" && hash == e.hash {
		return nil
	}
	e.forget()
	if len(pdf) == 0 || len(pdf) > maxBytes {
		return review.Fault("preview.large")
	}
	r, err := e.pdf.OpenDocument(&requests.OpenDocument{File: &pdf})
	if err != nil {
		return review.FaultFrom(err, "preview.unreadable")
	}
	e.hash, e.doc = hash, r.Document
	n, err := e.pdf.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: e.doc})
	if err != nil {
		e.forget()
		return review.FaultFrom(err, "preview.unreadable")
	}
	if n.PageCount > MaxPages {
		e.forget()
		return review.Fault("preview.large")
	}
	for i := range n.PageCount {
		s, err := e.pdf.FPDF_GetPageSizeByIndex(&requests.FPDF_GetPageSizeByIndex{Document: e.doc, Index: i})
		if err != nil {
			e.forget()
			return review.FaultFrom(err, "preview.unreadable")
		}
		e.pages = append(e.pages, Size{s.Width, s.Height})
	}
	return nil
}

// forget closes the document. An error here means it is gone already.
func (e *engine) forget() {
	if e.doc != "" {
		_, _ = e.pdf.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: e.doc})
	}
	e.hash, e.doc, e.pages = "", "", nil
}

func (e *engine) sizes(hash string, pdf []byte) ([]Size, error) {
	if err := e.open(hash, pdf); err != nil {
		return nil, err
	}
	return append([]Size(nil), e.pages...), nil
}

// text is what PDFium reads on the pages, page by page.
func (e *engine) text(pdf []byte) (string, error) {
	if err := e.open("", pdf); err != nil {
		return "", err
	}
	defer e.forget()
	var b strings.Builder
	for i := range e.pages {
		r, err := e.pdf.GetPageText(&requests.GetPageText{Page: requests.Page{ByIndex: &requests.PageByIndex{Document: e.doc, Index: i}}})
		if err != nil {
			return "", review.FaultFrom(err, "preview.unreadable")
		}
		b.WriteString(r.Text)
		b.WriteByte('\n')
	}
	return b.String(), nil
}

func (e *engine) page(hash string, pdf []byte, page, width int) (image.Image, error) {
	key := pictureKey{hash, page, width}
	if img := e.pictures.get(key); hash != "" && img != nil {
		return img, nil
	}
	if err := e.open(hash, pdf); err != nil {
		return nil, err
	}
	if page < 1 || page > len(e.pages) {
		return nil, review.Fault("preview.nopage")
	}
	s := e.pages[page-1]
	if width < 1 || width > MaxWidth || s.Width <= 0 || s.Height <= 0 {
		return nil, review.Fault("preview.large")
	}
	height := int(float64(width) * s.Height / s.Width)
	if height < 1 || height > maxSide {
		return nil, review.Fault("preview.large")
	}
	r, err := e.pdf.RenderPageInPixels(&requests.RenderPageInPixels{
		Page:  requests.Page{ByIndex: &requests.PageByIndex{Document: e.doc, Index: page - 1}},
		Width: width, Height: height, RenderFlags: enums.FPDF_RENDER_FLAG_ANNOT,
	})
	if err != nil {
		return nil, review.FaultFrom(err, "preview.unreadable")
	}
	defer r.Cleanup()
	// The picture lies in PDFium's own memory, which the clean-up takes back.
	src := r.Result.RenderedImage
	img := image.NewRGBA(image.Rect(0, 0, src.Bounds().Dx(), src.Bounds().Dy()))
	draw.Draw(img, img.Bounds(), src, src.Bounds().Min, draw.Src)
	e.pictures.put(key, img)
	return img, nil
}
