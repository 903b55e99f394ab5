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
	"strconv"
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
	// Artifact: the file says of all of it that it is the page's and not the
	// text's, such as a page number.
	Artifact bool
}

// Document is all that can be read in a file.
type Document struct {
	// Lines are in reading order: page by page, first what the page draws, then
	// its annotations one by one; there from top to bottom, on a line from left
	// to right. Vertical and turned text stands behind the rest.
	Lines []Line
	// Strings is everything else a reader or a crawler could read, each once in
	// each sort of place: all text strings of all objects in force (Info,
	// outlines, annotations, fields and their values, ActualText, Alt and E,
	// names of attached files, signatures, structure titles, page labels,
	// scripts), metadata, names that are not plain ASCII, and the text in
	// certificates.
	Strings []String
	// Unread are pictures, attached files, and streams of which nothing says
	// what they are: there may be anything in them.
	Unread []Place
	// Idle are the fonts that are embedded with characters which no page shows.
	Idle []IdleFont

	drawn []string
	marks []Mark
}

// Mark is a letter, or a few that stand as one, where it is drawn.
type Mark struct {
	Page int // from 1
	Text string
	// X is where it begins, End where it ends, Y its baseline, in points of the
	// page before any /Rotate; of turned text all are along the page's own axes.
	X, End, Y float64
	// Artifact: the file says that it is the page's and not the text's.
	Artifact bool
}

// String is a text that stands elsewhere than on a page.
type String struct {
	Place Place
	Text  string
}

// Place is the sort of thing in which something stands.
type Place string

// The places.
const (
	Info        Place = "info"     // the document information dictionary
	Metadata    Place = "metadata" // XMP
	Outline     Place = "outline"
	Annotation  Place = "annotation" // and form fields
	Attachment  Place = "attachment"
	Signature   Place = "signature"
	Certificate Place = "certificate" // and revocation lists and answers
	Structure   Place = "structure"   // tags, ActualText, Alt
	Picture     Place = "picture"
	Elsewhere   Place = "elsewhere"
)

// IdleFont is a font with characters that no page shows: which ones a copy was
// made with tells words that are not in it.
type IdleFont struct{ Name, Characters string }

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
	e := &extractor{view: v, fonts: map[int]*font{}, read: map[*pdffile.Stream]bool{}, budget: mostOperators}
	for i := range pages {
		if err := e.page(d, &pages[i], i+1); err != nil {
			return nil, fault.Wrap(err, "pdf.text-page", "page", itoa(i+1))
		}
	}
	if err := gather(v, d, e); err != nil {
		return nil, err
	}
	d.Idle = e.idle()
	return d, nil
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

// Body is the text itself: Text without what the file says is the page's, and
// without the looks of annotations.
func (d *Document) Body() string { return d.join(func(l Line) bool { return !l.Artifact }) }

// Visible is Body with all that calls itself the page's and is no plain number:
// people read it as text, whatever it calls itself.
func (d *Document) Visible() string {
	return d.join(func(l Line) bool { return !l.Artifact || !pageNumber(l.Text) })
}

// Aside is what Visible leaves out: page numbers, and the looks of annotations.
func (d *Document) Aside() string {
	return d.joined(func(l Line) bool { return l.Appearance || l.Artifact && pageNumber(l.Text) })
}

func (d *Document) join(wanted func(Line) bool) string {
	return d.joined(func(l Line) bool { return !l.Appearance && wanted(l) })
}

func (d *Document) joined(wanted func(Line) bool) string {
	var b strings.Builder
	for _, l := range d.Lines {
		if wanted(l) {
			b.WriteString(l.Text)
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// pageNumber: — 3 — or 3.
func pageNumber(s string) bool {
	n, err := strconv.Atoi(strings.Trim(s, " -–—"))
	return err == nil && n > 0
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

// Marks are what the pages draw, annotations left out, in the order in which it
// is drawn: our papers draw a table cell by cell, so that what stands in a cell
// can be told from what stands beside it.
func (d *Document) Marks() []Mark { return d.marks }

// Shows says whether a page draws words, in the order of Drawn.
func (d *Document) Shows(words string) bool {
	for _, s := range d.drawn {
		if strings.Contains(s, words) {
			return true
		}
	}
	return false
}
