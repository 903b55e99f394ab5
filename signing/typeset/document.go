package typeset

import (
	"slices"
	"time"
)

// Document is what is to be typeset.
type Document struct {
	Title, Subject, Producer string
	Created                  time.Time
	Layout                   Layout
	Profile                  Profile      // of PDF/A; 2a if empty
	Attachments              []Attachment // PDFA3U only
	Blocks                   []Block
	PageMark                 string // small text in the foot of every page
	Record                   string // what programs read of the file; see record.go
}

// Layout is the set of sizes a document is set in.
type Layout int

const (
	// Ruling is the printing standard of 法〔2016〕221号: A4, 22 lines of 28
	// characters, title 二号, body 三号仿宋.
	Ruling Layout = iota
	// Online is the norm of 2013 for published rulings: title 小二黑体, the
	// rest 小三宋体, lines 25 pt apart.
	Online
)

// Block is one of Paragraph, Table, Colophon, FieldBox, HiddenField, SealField,
// Stamp, NewPage and Space.
type Block interface{ block() }

// Paragraph is text in one style. A newline in Text begins a new line.
type Paragraph struct {
	Style        Style
	Text         string
	Source       int  // rune offset of Text[0] in the source text; -1 if Text isn't from it
	Label        int  // Signatory: number of runes of the title (审判长, 书记员 …); the rest is the name
	KeepWithNext bool // never the last thing on a page
}

// Table is a ruled table of the width of the text.
type Table struct {
	Columns      []float64 // relative widths
	Rows         []Row
	RepeatHeader bool // repeat the header rows on every page
}

// Row is a row of a table. It is broken over pages only if it is tall.
type Row struct {
	Cells     []Cell
	MinHeight float64 // mm
	Header    bool
}

// Cell is one cell; Span is the number of columns it covers, 0 meaning 1.
type Cell struct {
	Text  string
	Style Style
	Span  int
	// From is the place of Text in the source text: 1 more than the offset of
	// its first rune; 0 if Text isn't from it.
	From int
	Bar  *Bar // a picture of a figure, below Text; nil for none
}

// Bar is a share as a bar under the figure that says it, so that a column of
// shares can be compared at a glance, on paper without colours too. It is an
// artifact: what it shows is read out as the cell's text.
type Bar struct {
	Share float64 // of one; it is drawn between 0 and 1
	Goal  float64 // where a mark stands across the bar; 0 for none
}

// FieldBox is a framed box with a label on its left; the rest of it is an
// empty signature field.
type FieldBox struct {
	Field, Label string
	Height       float64 // mm
}

// HiddenField is an empty signature field that shows nothing.
type HiddenField struct{ Field string }

// NewPage begins a new section on a new page; its page numbers begin at 1.
type NewPage struct {
	NoNumber bool
	Mark     string // small text in the foot of the section, in place of Document.PageMark
}

// Space is an empty strip; it vanishes at the top of a page.
type Space struct{ Height float64 } // mm

func (Paragraph) block()   {}
func (Table) block()       {}
func (FieldBox) block()    {}
func (HiddenField) block() {}
func (NewPage) block()     {}
func (Space) block()       {}

// Result is a typeset document.
type Result struct {
	PDF    []byte
	Pages  int
	Places []Place      // of the source text, in its order
	Fields []FieldPlace // in the order of the document
	Fonts  []FontUse    // in the order of first use

	edges [][]float64 // of Places[i]: left edge of each rune, then the right end
}

// Place says where runes Start to End of the source text stand: one line, or
// the part of a paragraph that is on one line. Rect is left, bottom, right,
// top in points from the lower left corner of the page.
type Place struct {
	Start, End int
	Page       int // from 1
	Rect       [4]float64
}

// FieldPlace is the place of a signature field; a hidden field has no area.
type FieldPlace struct {
	Field string
	Page  int
	Rect  [4]float64
}

// FontUse is a font file a document was set with.
type FontUse struct{ Name, SHA256 string }

// Where returns the places of runes start to end of the source text, cut to
// exactly these runes: one rectangle per line.
func (r *Result) Where(start, end int) []Place {
	var out []Place
	for i, p := range r.Places {
		from, to := max(start, p.Start), min(end, p.End)
		if from >= to {
			continue
		}
		e := r.edges[i]
		left, right := e[from-p.Start], e[to-p.Start]
		out = append(out, Place{from, to, p.Page, [4]float64{left, p.Rect[1], right, p.Rect[3]}})
	}
	return out
}

// sort brings the places into the order of the source text.
func (r *Result) sort() {
	order := make([]int, len(r.Places))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return r.Places[a].Start - r.Places[b].Start })
	places, edges := make([]Place, len(order)), make([][]float64, len(order))
	for i, n := range order {
		places[i], edges[i] = r.Places[n], r.edges[n]
	}
	r.Places, r.edges = places, edges
}
