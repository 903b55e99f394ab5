package samepages

import (
	"shenqian/signing/fault"
	"shenqian/signing/pdftext"
)

// texts are the words of both files, read only once there is a difference to
// explain.
type texts struct{ a, b *pdftext.Document }

// changed says that the content of the page differs, with the first line that
// reads otherwise if there is one.
func (d *drawing) changed() *fault.Error {
	page := itoa(d.page)
	c := d.comparison
	if c.texts == nil {
		c.texts = &texts{}
		a, err := pdftext.Extract(c.sent)
		if err == nil {
			c.texts.a = a
		}
		if b, err := pdftext.Extract(c.returned); err == nil {
			c.texts.b = b
		}
	}
	if c.texts.a != nil && c.texts.b != nil {
		was, is := ownLines(c.texts.a, d.page), ownLines(c.texts.b, d.page)
		for i := range max(len(was), len(is)) {
			w, n := lineAt(was, i), lineAt(is, i)
			if w != n {
				return fault.New("pdf.differs-text", "page", page, "was", w, "is", n)
			}
		}
	}
	return fault.New("pdf.differs-content", "page", page)
}

// ownLines are the lines that the page itself draws.
func ownLines(d *pdftext.Document, page int) (out []string) {
	for _, l := range d.Page(page) {
		if !l.Appearance {
			out = append(out, l.Text)
		}
	}
	return out
}

func lineAt(l []string, i int) string {
	if i < len(l) {
		return l[i]
	}
	return ""
}
