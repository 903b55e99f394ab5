package app

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"shenqian/review"
	"shenqian/signing/pdftext"
)

// A report's tables say on the page what its data says: every cell's words, in
// the order of the data, each row below the one before it and each column right
// of the one before it. A head that names the columns otherwise, two columns
// that changed places, a row that is not there, or not alone: all are refused.

// shownTables holds the tables of a text against what the pages draw.
func shownTables(text string, marks []pdftext.Mark) error {
	drawn := drawnOf(marks)
	from := 0
	for _, t := range tablesIn(text) {
		end, err := drawn.find(t, from)
		if err != nil {
			return err
		}
		from = end
	}
	return nil
}

// tablesIn are the tables of a text: lines with tabs that follow one another.
func tablesIn(text string) (out [][][]string) {
	inside := false
	for line := range strings.Lines(text) {
		if !strings.Contains(line, "\t") {
			inside = false
			continue
		}
		if !inside {
			out = append(out, nil)
		}
		inside = true
		var row []string
		for cell := range strings.SplitSeq(strings.TrimRight(line, "\r\n"), "\t") {
			row = append(row, bare(cell))
		}
		out[len(out)-1] = append(out[len(out)-1], row)
	}
	return out
}

// drawing is what the pages draw, rune by rune, page numbers and white space
// left out.
type drawing struct {
	runes []rune
	marks []*pdftext.Mark // of each rune
}

func drawnOf(marks []pdftext.Mark) *drawing {
	d := &drawing{}
	for i := 0; i < len(marks); {
		n := i + 1
		for n < len(marks) && marks[n].Artifact && marks[i].Artifact && marks[n].Page == marks[i].Page && marks[n].Y == marks[i].Y {
			n++
		}
		line := marks[i:n] // what stands on one line of the page's own, or one letter
		i = n
		if line[0].Artifact && numberOfPage(line) {
			continue
		}
		for k := range line {
			for _, r := range line[k].Text {
				if !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r) {
					d.runes, d.marks = append(d.runes, r), append(d.marks, &line[k])
				}
			}
		}
	}
	return d
}

// numberOfPage: — 3 —. A head that stands again is the page's own, too, and may
// have digits in it.
func numberOfPage(line []pdftext.Mark) bool {
	var b strings.Builder
	for _, m := range line {
		b.WriteString(m.Text)
	}
	return strings.Trim(b.String(), " -–—0123456789") == ""
}

// at says whether words are drawn at a place, and where they end.
func (d *drawing) at(i int, words string) (end int, ok bool) {
	for _, r := range words {
		if i >= len(d.runes) || d.runes[i] != r {
			return i, false
		}
		i++
	}
	return i, true
}

// find looks for a table from a place on, and gives where it ends.
func (d *drawing) find(table [][]string, from int) (int, error) {
	head := strings.Join(table[0], "")
	var best []string
	most := -1
	for i := from; i < len(d.runes); i++ {
		if _, ok := d.at(i, head); !ok {
			continue
		}
		boxes, end, rows := d.match(table, i)
		if rows == len(table) {
			return end, inPlace(boxes)
		}
		if rows > most {
			most, best = rows, table[rows]
		}
	}
	if best == nil {
		best = table[0]
	}
	return 0, review.Fault("rollup.table", "words", strings.Join(best, "　"))
}

// box is where a cell's words stand.
type box struct {
	words         string
	page          int
	left, right   float64
	top, bottom   float64 // baselines
	empty, broken bool    // no words; on two pages
	row, column   int
}

// match reads a table from a place on; rows is how many of its rows are there.
// On a new page its head stands again.
func (d *drawing) match(table [][]string, i int) (boxes []box, end, rows int) {
	page := d.marks[i].Page
	row := func(cells []string, n int) bool {
		for c, words := range cells {
			next, ok := d.at(i, words)
			if !ok {
				return false
			}
			boxes = append(boxes, d.box(words, i, next, n, c))
			i = next
		}
		return true
	}
	for n, cells := range table {
		if i < len(d.marks) && d.marks[i].Page != page && n > 0 {
			page = d.marks[i].Page
			if _, again := d.at(i, strings.Join(table[0], "")); again && !row(table[0], n) {
				return boxes, i, n
			}
		}
		if !row(cells, n) {
			return boxes, i, n
		}
	}
	return boxes, i, len(table)
}

func (d *drawing) box(words string, from, to, row, column int) box {
	b := box{words: words, left: math.Inf(1), right: math.Inf(-1), top: math.Inf(-1), bottom: math.Inf(1), empty: from == to, row: row, column: column}
	for _, m := range d.marks[from:to] {
		if b.page != 0 && b.page != m.Page {
			b.broken = true
		}
		b.page = m.Page
		b.left, b.right = min(b.left, m.X), max(b.right, m.End)
		b.top, b.bottom = max(b.top, m.Y), min(b.bottom, m.Y)
	}
	return b
}

// slack is how far letters may reach over, in points.
const slack = 1.0

// inPlace: columns stand side by side over the whole table, in order, and rows
// one below the other.
func inPlace(boxes []box) error {
	wrong := func(b box) error { return review.Fault("rollup.cells", "words", b.words) }
	left := map[int]float64{} // where each column begins
	var before, now []box
	for i, b := range boxes {
		if b.empty {
			continue
		}
		if b.broken {
			return wrong(b)
		}
		if i > 0 && b.column <= boxes[i-1].column { // a new row
			before, now = now, nil
		}
		if slices.ContainsFunc(before, func(a box) bool { return a.page > b.page || a.page == b.page && a.bottom <= b.top }) {
			return wrong(b)
		}
		now = append(now, b)
		if l, ok := left[b.column]; !ok || b.left < l {
			left[b.column] = b.left
		}
	}
	for _, b := range boxes {
		for column, l := range left {
			if !b.empty && column > b.column && b.right > l+slack {
				return wrong(b)
			}
		}
	}
	return nil
}
