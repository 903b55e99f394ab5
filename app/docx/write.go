package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"shenqian/review"
)

// Write makes the file. title is its metadata's, and names no person. A
// character that XML 1.0 can't hold is refused, for whatever stood in its
// place would be another text.
func Write(title string, lines []Line) ([]byte, error) {
	var body strings.Builder
	for _, l := range lines {
		if err := paragraph(&body, l); err != nil {
			return nil, err
		}
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, p := range []struct{ name, text string }{
		{"[Content_Types].xml", contentTypes},
		{"_rels/.rels", packageParts},
		{"docProps/core.xml", strings.Replace(coreProperties, "TITLE", escape(title), 1)},
		{"word/_rels/document.xml.rels", documentParts},
		{"word/document.xml", documentHead + body.String() + documentFoot},
		{"word/styles.xml", styles()},
		{"word/settings.xml", settings},
		{"word/fontTable.xml", fontTable},
		{"word/footer1.xml", footer("right")},
		{"word/footer2.xml", footer("left")},
	} {
		w, err := z.Create(p.name)
		if err == nil {
			_, err = w.Write([]byte(p.text))
		}
		if err != nil {
			return nil, review.FaultFrom(err, "word.write")
		}
	}
	if err := z.Close(); err != nil {
		return nil, review.FaultFrom(err, "word.write")
	}
	return out.Bytes(), nil
}

// paragraph writes one line as one paragraph.
func paragraph(b *strings.Builder, l Line) error {
	if r, ok := unwritable(l.Text); ok {
		return review.Fault("word.character", "character", fmt.Sprintf("U+%04X", r))
	}
	b.WriteString(`<w:p><w:pPr><w:pStyle w:val="` + styleIDs[l.Style] + `"/></w:pPr>`)
	for i, part := range strings.Split(l.Text, "\t") {
		if i > 0 {
			b.WriteString(`<w:r><w:tab/></w:r>`)
		}
		if part != "" {
			b.WriteString(`<w:r><w:t xml:space="preserve">` + escape(part) + `</w:t></w:r>`)
		}
	}
	b.WriteString("</w:p>")
	return nil
}

// unwritable finds a character that XML 1.0 (2.2) has no place for. A tab is
// written as an element.
func unwritable(s string) (rune, bool) {
	for i, r := range s {
		if r == utf8.RuneError {
			if _, n := utf8.DecodeRuneInString(s[i:]); n == 1 {
				return r, true
			}
		}
		if r != '\t' && unicode.IsControl(r) && r < 0x80 || r == 0xFFFE || r == 0xFFFF {
			return r, true
		}
	}
	return 0, false
}

func escape(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a buffer takes every write
	return b.String()
}
