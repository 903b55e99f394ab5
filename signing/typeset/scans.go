package typeset

import (
	"image"
	"iter"

	"shenqian/signing/fault"
	"shenqian/signing/pdffile"
)

// Scan is a picture that fills a page: a photograph or a page from a scanner.
type Scan struct {
	// JPEG is put in as it stands, so that nothing is lost; its size and whether
	// it is grey must be given. Without it Image is taken.
	JPEG          []byte
	Width, Height int
	Grey          bool

	Image image.Image
}

// Scans makes a file of pictures, one on a page of A4, upright or lying as the
// picture is. It keeps the rules of PDF/A-2b, level A being impossible: what a
// picture says nobody has written down. Pictures are asked for one by one.
func Scans(d Document, scans iter.Seq2[Scan, error]) ([]byte, error) {
	w := pdffile.NewFile(deflateLevel)
	catalog, pages, info, xmp, icc := w.Reserve(), w.Reserve(), w.Reserve(), w.Reserve(), w.Reserve()
	var kids []int
	for s, err := range scans {
		if err != nil {
			return nil, err
		}
		im, err := s.write(w)
		if err != nil {
			return nil, err
		}
		width, height := pageWidth, pageHeight
		if s.Width > s.Height {
			width, height = height, width
		}
		scale := min(width/float64(s.Width), height/float64(s.Height))
		wide, tall := scale*float64(s.Width), scale*float64(s.Height)
		content, page := w.Reserve(), w.Reserve()
		w.Stream(content, "", []byte("q "+numbers(wide, 0, 0, tall, (width-wide)/2, (height-tall)/2)+" cm /Im Do Q"))
		w.Put(page, "<</Type/Page/Parent "+pdffile.Ref(pages)+"/MediaBox["+numbers(0, 0, width, height)+"]/Resources<</ProcSet[/PDF/ImageB/ImageC]/XObject<</Im "+
			pdffile.Ref(im)+">>>>/Contents "+pdffile.Ref(content)+">>")
		kids = append(kids, page)
	}
	if len(kids) == 0 {
		return nil, fault.New("pdf.no-page")
	}
	w.Put(pages, "<</Type/Pages/Kids["+pdffile.Refs(kids)+"]/Count "+pdffile.Format(len(kids))+">>")
	w.Put(catalog, "<</Type/Catalog/Pages "+pdffile.Ref(pages)+"/Lang(zh-CN)/ViewerPreferences<</DisplayDocTitle true>>/Metadata "+pdffile.Ref(xmp)+outputIntent(icc)+">>")
	w.Put(info, d.info())
	w.Stream(xmp, "/Type/Metadata/Subtype/XML", d.xmp("2", "B"))
	putDeflated(w, icc, "/N 3", sRGB())
	return w.Close(catalog, info), nil
}

// write writes the picture, and fills in the size of one that is drawn anew.
func (s *Scan) write(w pdffile.ObjectWriter) (int, error) {
	if s.JPEG == nil {
		p, err := newPicture(s.Image)
		if err != nil {
			return 0, err
		}
		p.alpha = nil // paper is white, not clear; the caller has flattened it
		s.Width, s.Height = p.width, p.height
		return p.write(w), nil
	}
	if s.Width < 1 || s.Height < 1 {
		return 0, fault.New("typeset.picture", "width", pdffile.Format(s.Width), "height", pdffile.Format(s.Height))
	}
	space := "/DeviceRGB"
	if s.Grey {
		space = "/DeviceGray"
	}
	n := w.Reserve()
	w.Stream(n, "/Type/XObject/Subtype/Image/Width "+pdffile.Format(s.Width)+"/Height "+pdffile.Format(s.Height)+
		"/BitsPerComponent 8/ColorSpace"+space+"/Filter/DCTDecode", s.JPEG)
	return n, nil
}
