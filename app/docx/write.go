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
	body, err := paragraphs(lines, paragraph)
	if err != nil {
		return nil, err
	}
	return pack([]file{
		{"[Content_Types].xml", contentTypes},
		{"_rels/.rels", packageParts},
		{"docProps/core.xml", properties(title, "")},
		{"word/_rels/document.xml.rels", documentParts},
		{"word/document.xml", documentHead + body + documentFoot},
		{"word/styles.xml", styles()},
		{"word/settings.xml", settings},
		{"word/fontTable.xml", fontTable},
		{"word/footer1.xml", footer("right")},
		{"word/footer2.xml", footer("left")},
	})
}

// file is a part of the package.
type file struct{ name, text string }

// pack puts the parts together; the same parts give the same bytes.
func pack(files []file) ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, p := range files {
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

func properties(title, dates string) string {
	return strings.NewReplacer("TITLE", escape(title), "DATES", dates).Replace(coreProperties)
}

// paragraphs writes lines one by one.
func paragraphs(lines []Line, write func(*strings.Builder, Line)) (string, error) {
	if err := Writable(lines); err != nil {
		return "", err
	}
	var b strings.Builder
	for _, l := range lines {
		write(&b, l)
	}
	return b.String(), nil
}

// Writable refuses lines with a character that a file of text can't hold.
func Writable(lines []Line) error {
	for _, l := range lines {
		if r, ok := unwritable(l.Text); ok {
			return review.Fault("word.character", "character", fmt.Sprintf("U+%04X", r))
		}
	}
	return nil
}

// paragraph writes one line as one paragraph.
func paragraph(b *strings.Builder, l Line) {
	begin(b, styleIDs[l.Style])
	for i, part := range strings.Split(l.Text, "\t") {
		if i > 0 {
			b.WriteString(`<w:r><w:tab/></w:r>`)
		}
		run(b, part)
	}
	b.WriteString("</w:p>")
}

func begin(b *strings.Builder, style string) {
	b.WriteString(`<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>`)
}

func run(b *strings.Builder, text string) {
	if text != "" {
		b.WriteString(`<w:r><w:t xml:space="preserve">` + escape(text) + `</w:t></w:r>`)
	}
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
