package app

import (
	"strings"
	"unicode/utf8"

	"shenqian/review"
	"shenqian/signing/typeset"
)

// layOutOfficial lays a 公文 out by GB/T 9704-2012. on takes the place of the
// 成文日期, and is the day of the 印发; a zero on leaves the date as it is.
func layOutOfficial(p *review.Paper, on review.Date, say func(start, end int) string) []typeset.Block {
	letter := p.Form == review.FormLetter
	o := official{p: p, on: on, say: say, up: len(p.All(review.PartIssuer)) > 0}
	o.styles = map[review.PartRole]typeset.Style{
		review.PartOrgan: typeset.OrganMark, review.PartNumber: typeset.DocNumber, review.PartIssuer: typeset.Issuer,
		review.PartTitle: typeset.OfficialTitle, review.PartTo: typeset.MainSending, review.PartLevel1: typeset.Heading,
		review.PartLevel2: typeset.Subheading, review.PartBy: typeset.ByLine, review.PartDate: typeset.OfficialDate,
		review.PartNote: typeset.Note, review.PartAttached: typeset.AttachedMore,
	}
	switch {
	case p.Form == review.FormInside:
		o.styles[review.PartOrgan], o.styles[review.PartNumber], o.styles[review.PartTitle] = typeset.CourtName, typeset.CaseNumber, typeset.OfficialTitle
	case letter:
		o.styles[review.PartOrgan], o.styles[review.PartNumber] = typeset.OrganLetter, typeset.LetterNumber
	case o.up:
		o.styles[review.PartNumber] = typeset.DocNumberUp
	}
	o.foot.Bare = letter
	o.foot.CopiedAt, o.foot.PrintedAt, o.foot.CountAt = -1, -1, -1
	for _, q := range p.Parts {
		o.part(q)
	}
	if o.foot.Copied != "" || o.foot.Printed != "" || o.foot.Count != "" {
		o.out = append(o.out, o.foot)
	}
	return o.out
}

// official collects the blocks of a 公文.
type official struct {
	p        *review.Paper
	on       review.Date
	say      func(start, end int) string
	up       bool
	styles   map[review.PartRole]typeset.Style
	attached bool
	out      []typeset.Block
	foot     typeset.Colophon
}

func (o *official) part(q review.Part) {
	text := o.say(q.Start, q.End)
	if strings.TrimSpace(text) == "" { // masked away whole
		return
	}
	switch q.Role {
	case review.PartTable:
		o.out = append(o.out, typeset.Space{Height: 1.5}, tableOf(text, q.Start))
	case review.PartCopied:
		o.foot.Copied, o.foot.CopiedAt = text, q.Start
	case review.PartPrinted:
		if !strings.Contains(text, "印发") {
			o.foot.Count, o.foot.CountAt = text, q.Start
			return
		}
		o.foot.Printed, o.foot.PrintedAt = strings.TrimSuffix(text, "印发"), q.Start
		o.foot.Day = openDay + "印发"
		if !o.on.IsZero() {
			o.foot.Day = o.on.Arabic() + "印发"
		}
	default:
		style, ok := o.styles[q.Role]
		if !ok {
			style = typeset.Body
		}
		t := typeset.Paragraph{Style: style, Text: text, Source: q.Start}
		if q.Role == review.PartDate && !o.on.IsZero() {
			t.Text, t.Source = o.on.Arabic(), -1
		}
		if q.Role == review.PartAttached && !o.attached {
			t.Style, o.attached = typeset.Attached, true
		}
		o.out = append(o.out, t)
	}
}

// What a line of a table holds, in characters of its size, and what a cell
// keeps free on its sides.
const (
	tableLine = 36.8
	cellPad   = 1.0
)

// widestColumn is how wide the widest columns may be for all to find room.
func widestColumn(columns []int) int {
	for most := 20; most > 5; most-- {
		sum := 0.0
		for _, n := range columns {
			sum += float64(min(max(n, 2), most)) + cellPad
		}
		if sum <= tableLine {
			return most
		}
	}
	return 5
}

// breadth is the width of a text in characters: two digits make one.
func breadth(s string) int {
	half := 0
	for _, r := range s {
		half++
		if r > 0x7F {
			half++
		}
	}
	return (half + 1) / 2
}

// openDay is the place of a day that is not yet known.
const openDay = "　年　月　日"

// tableOf makes a table of lines whose cells have tabs between: the first line
// is its head, repeated on every page. Columns are as wide as what they hold
// asks for. at is the offset of the first rune in the source text.
func tableOf(text string, at int) typeset.Table {
	t := typeset.Table{RepeatHeader: true}
	lines := strings.Split(text, "\n")
	columns := 1
	for _, l := range lines {
		columns = max(columns, strings.Count(l, "\t")+1)
	}
	widest := make([]int, columns)
	for i, l := range lines {
		if strings.TrimSpace(l) == "" {
			at += utf8.RuneCountInString(l) + 1
			continue
		}
		r := typeset.Row{Header: i == 0, MinHeight: 9}
		cells := strings.Split(l, "\t")
		for j := range columns {
			c := typeset.Cell{Style: typeset.CellDense, From: at + 1}
			if j < len(cells) {
				c.Text = strings.TrimSpace(cells[j])
				c.From += utf8.RuneCountInString(cells[j][:strings.Index(cells[j], c.Text)])
				at += utf8.RuneCountInString(cells[j]) + 1
			} else {
				c.From = 0
			}
			if i == 0 {
				c.Style = typeset.CellDenseHead
				widest[j] = max(widest[j], breadth(c.Text)/2)
			} else {
				widest[j] = max(widest[j], breadth(c.Text))
			}
			r.Cells = append(r.Cells, c)
		}
		t.Rows = append(t.Rows, r)
	}
	barShares(t.Rows)
	most := widestColumn(widest)
	for j, n := range widest {
		if n > 10 { // words, not figures: every cell of the column from the left
			for i := range t.Rows {
				if c := &t.Rows[i].Cells[j]; c.Style == typeset.CellDense {
					c.Style = typeset.CellDenseText
				}
			}
		}
		t.Columns = append(t.Columns, float64(min(max(n, 2), most))+cellPad)
	}
	return t
}
