package typeset

import (
	"bytes"
	"strconv"
	"strings"
	"sync"

	"shenqian/signing/fault"
	"shenqian/signing/pdffile"
)

// The finishing pass: it takes the content streams from fpdf's output and
// writes a new file around them with everything PDF/A-2a asks for (ISO
// 19005-2), or another profile (profile.go):
//   - fonts embedded, with ToUnicode (6.2.11), see embed.go;
//   - sRGB output intent (6.2.3), see icc.go; XMP (6.6), see xmp.go;
//   - file identifier (6.1.3); no encryption, no JavaScript, no actions (6.5);
//   - /Lang, /MarkInfo and a structure tree (6.7), see tree.go;
//   - widgets with appearances (6.3.3), see fields.go.

// paper is what the pass needs beside fpdf's output.
type paper struct {
	kit    *Kit
	doc    Document
	used   *usedFonts
	tree   *tree
	fields []field
}

func (p *paper) finish(c *canvas) ([]byte, error) {
	raw := outputs.Get().(*bytes.Buffer)
	defer outputs.Put(raw)
	raw.Reset()
	if err := c.pdf.Output(raw); err != nil {
		return nil, fault.Wrap(err, "typeset.drawing", "what", "output")
	}
	src, err := readSource(raw.Bytes())
	if err != nil {
		return nil, err
	}
	w := pdffile.NewFile(deflateLevel)
	catalog, pages, info, xmp, icc := w.Reserve(), w.Reserve(), w.Reserve(), w.Reserve(), w.Reserve()

	names := src.fonts()
	var fonts strings.Builder
	for _, face := range p.used.order {
		if names[face] == "" {
			return nil, fault.New("typeset.drawing", "what", family(face))
		}
		fonts.WriteString(names[face] + " " + pdffile.Ref(p.used.embed(w, face)))
	}
	resources := "/Resources<</ProcSet[/PDF/Text]/Font<<" + fonts.String() + ">>>>"

	kids := src.pages()
	page := make([]int, len(kids))
	for i := range page {
		page[i] = w.Reserve()
	}
	annots, form, next := p.writeFields(w, page)
	for i, n := range kids {
		content := src.content(n)
		if content == nil {
			return nil, fault.New("typeset.drawing", "what", "content")
		}
		stream := w.Reserve()
		putDeflated(w, stream, "", content)
		body := "<</Type/Page/Parent " + pdffile.Ref(pages) + resources + "/Contents " + pdffile.Ref(stream) +
			"/Group<</Type/Group/S/Transparency/CS/DeviceRGB>>/Tabs/S/StructParents " + strconv.Itoa(i)
		if len(annots[i]) > 0 {
			body += "/Annots[" + pdffile.Refs(annots[i]) + "]"
		}
		w.Put(page[i], body+">>")
	}
	w.Put(pages, "<</Type/Pages/Kids["+pdffile.Refs(page)+"]/Count "+strconv.Itoa(len(page))+
		"/MediaBox[0 0 "+number(pageWidth)+" "+number(pageHeight)+"]>>")

	root := p.tree.write(w, page, next)
	entries := "<</Type/Catalog/Pages " + pdffile.Ref(pages) + "/Lang(zh-CN)/MarkInfo<</Marked true>>/StructTreeRoot " +
		pdffile.Ref(root) + "/ViewerPreferences<</DisplayDocTitle true>>/Metadata " + pdffile.Ref(xmp) + outputIntent(icc)
	if form != 0 {
		entries += "/AcroForm " + pdffile.Ref(form)
	}
	w.Put(catalog, entries+p.doc.pieceInfo()+p.doc.writeAttachments(w)+">>")
	w.Put(info, p.doc.info())
	w.Stream(xmp, "/Type/Metadata/Subtype/XML", p.doc.xmp(p.doc.Profile.claim()))
	putDeflated(w, icc, "/N 3", sRGB())
	return w.Close(catalog, info), nil
}

// fpdf's output is only read, so its memory is used again.
var outputs = sync.Pool{New: func() any { return new(bytes.Buffer) }}
