// Package pdftext reads the words of a PDF back, for proof: that a paper says
// what its source says, and that a copy without a name has that name nowhere.
//
// Rules kept (ISO 32000-1):
//   - text state and text-showing operators, 9.3 and 9.4; the font, its size
//     and the matrices count for q and Q as everything does (8.4.2);
//   - codes become characters by ToUnicode (9.10.3) or by a known encoding
//     (9.6.6, annex D; 9.7.5.2 for the Unicode CMaps); a font that says neither
//     is a fault, for silence could hide a word;
//   - form XObjects (8.10), tiling patterns (8.7.3), soft masks (11.6.5.2) and
//     every appearance of every annotation (12.5.5) are read as well.
//
// What is drawn is read as drawn, also if it is white, clipped, invisible,
// beneath something else, on a hidden layer or off the page. Glyphs that no font
// explains read as the ActualText around them says (14.9.4), all others as their
// font says. Words in pictures and the contents of attached files are not read,
// nor are earlier revisions.
package pdftext

import (
	"strings"

	"shenqian/signing/fault"
	"shenqian/signing/pdffile"
)

// Line is the text on one baseline, wherever its letters stand along it: a
// name or title spread over the line is one Line. A space is a space of the
// font, or a clear gap between two letters or digits of alphabets; gaps next to
// a Chinese character are layout and give none.
type Line struct {
	Page int // from 1
	Text string
	// X is where the line begins, Y its baseline, Size its largest letter, all
	// in points of the page before any /Rotate.
	X, Y, Size float64
	// Appearance: an annotation draws it, such as a signature field.
	Appearance bool
}

// Document is all that can be read in a file.
type Document struct {
	// Lines are in reading order: page by page, first what the page draws, then
	// its annotations one by one; there from top to bottom, on a line from left
	// to right. Vertical and turned text stands behind the rest.
	Lines []Line
	// Strings is everything else a reader or a crawler could read, each once:
	// all text strings of all objects in force (Info, outlines, annotations,
	// fields and their values, ActualText, Alt and E, names of attached files,
	// signatures, structure titles, page labels, scripts), metadata, names that
	// are not plain ASCII, and the text in certificates.
	Strings []string

	drawn []string
}

// Extract reads the latest revision of a file.
func Extract(pdf []byte) (*Document, error) {
	r, err := pdffile.Open(pdf)
	if err != nil {
		return nil, err
	}
	v := r.Latest()
	pages, err := v.Pages()
	if err != nil {
		return nil, err
	}
	d := &Document{drawn: make([]string, len(pages))}
	e := &extractor{view: v, fonts: map[int]*font{}, budget: mostOperators}
	for i := range pages {
		if err := e.page(d, &pages[i], i+1); err != nil {
			return nil, fault.Wrap(err, "pdf.text-page", "page", itoa(i+1))
		}
	}
	d.Strings, err = gather(v, e.marked)
	return d, err
}

// Page is the lines of a page, from 1.
func (d *Document) Page(n int) []Line {
	var out []Line
	for _, l := range d.Lines {
		if l.Page == n {
			out = append(out, l)
		}
	}
	return out
}

// Text is all lines, one per line.
func (d *Document) Text() string {
	var b strings.Builder
	for _, l := range d.Lines {
		b.WriteString(l.Text)
		b.WriteByte('\n')
	}
	return b.String()
}

// Drawn is the text of a page, from 1, in the order in which it is drawn and
// without line ends. Our papers draw cell by cell, so a name broken over the
// lines of a cell is whole here.
func (d *Document) Drawn(page int) string {
	if page < 1 || page > len(d.drawn) {
		return ""
	}
	return d.drawn[page-1]
}
