package typeset

import "shenqian/signing/fault"

const (
	cellSide   = 1.8 * mm // free room beside and above the text of a cell
	cellAbove  = 1.2 * mm
	hairline   = 0.5
	belowFrame = 2 * mm
	labelSide  = 26 * mm // the label of a field box
	tallRow    = textHeight / 3
	barRoom    = 6.0 // below a cell's text, for its bar
	barWidth   = 3.2
	goalWidth  = 1.1
	goalLength = 7.2
)

// strip is a part of a table row: all of it, or one line of a tall one.
type strip struct {
	table  *grid
	header bool
	first  bool      // of its row: a rule goes above it
	edges  []float64 // of its cells
}

// grid is what the strips of one table share.
type grid struct {
	head       []row // header rows to repeat
	headHeight float64
}

// table adds the rows of a table.
func (c *composer) table(t Table) error {
	if len(t.Columns) == 0 {
		return fault.New("typeset.table")
	}
	var sum float64
	for _, w := range t.Columns {
		if w <= 0 {
			return fault.New("typeset.table")
		}
		sum += w
	}
	edges := make([]float64, len(t.Columns)+1)
	edges[0] = textLeft
	for i, w := range t.Columns {
		edges[i+1] = edges[i] + w/sum*textWidth
	}
	g := &grid{}
	elem := c.tree.add("Table", documentElem)
	started := false
	for _, r := range t.Rows {
		rows, err := c.tableRow(r, edges, g, elem)
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			continue
		}
		c.add(rows)
		if r.Header {
			c.keepNext = true // a header alone at a page's foot
			if t.RepeatHeader && !started {
				for _, h := range rows {
					g.head = append(g.head, h.asArtifact())
					g.headHeight += h.height
				}
			}
		} else {
			started = true
		}
	}
	c.after = belowFrame
	if g.headHeight > textHeight/2 {
		g.head, g.headHeight = nil, 0
	}
	return nil
}

// asArtifact is the row as repeated on the next page: not read out again.
func (r row) asArtifact() row {
	lines := make([]textLine, len(r.lines))
	copy(lines, r.lines)
	for i := range lines {
		lines[i].artifact, lines[i].source, lines[i].edges = true, -1, nil
	}
	r.lines, r.gap, r.minGap = lines, 0, 0
	return r
}

// setCell is a cell's lines before they are put on strips.
type setCell struct {
	lines  []textLine
	pitch  float64
	middle bool
	bar    []rule // from the top of the room that is kept for it
}

// rules draws a bar from x on over a width: the whole as a hairline, the share
// as a thick one, the goal across.
func (b *Bar) rules(x, width float64) []rule {
	if b == nil || width <= 0 {
		return nil
	}
	const y = barRoom / 2
	at := func(share float64) float64 { return x + width*min(max(share, 0), 1) }
	out := []rule{{x1: x, y1: y, x2: x + width, y2: y, width: hairline}}
	if b.Share > 0 {
		out = append(out, rule{x1: x, y1: y, x2: at(b.Share), y2: y, width: barWidth})
	}
	if b.Goal > 0 {
		out = append(out, rule{x1: at(b.Goal), y1: y - goalLength/2, x2: at(b.Goal), y2: y + goalLength/2, width: goalWidth})
	}
	return out
}

func (c *composer) tableRow(r Row, edges []float64, g *grid, table int) ([]row, error) {
	tr := c.tree.add("TR", table)
	var cells []setCell
	at := []float64{edges[0]}
	column, height, most, room := 0, r.MinHeight*mm, 0, 0.0
	for _, cell := range r.Cells {
		span := max(cell.Span, 1)
		if column+span >= len(edges) {
			span = len(edges) - 1 - column
		}
		if span <= 0 {
			return nil, fault.New("typeset.table")
		}
		x, w := edges[column], edges[column+span]-edges[column]
		column += span
		at = append(at, edges[column])
		tag := "TD"
		if r.Header {
			tag = "TH"
		}
		td := c.tree.add(tag, tr)
		c.tree.elems[td].span = span
		set, err := c.cell(cell, x, w, td)
		if err != nil {
			return nil, err
		}
		set.bar = cell.Bar.rules(x+cellSide, w-2*cellSide)
		if len(set.bar) > 0 {
			room = barRoom
		}
		cells = append(cells, set)
		height = max(height, float64(len(set.lines))*set.pitch+2*cellAbove+room)
		most = max(most, len(set.lines))
	}
	if column < len(edges)-1 {
		at = append(at, edges[len(edges)-1])
	}
	part := func(first bool) *strip { return &strip{g, r.Header, first, at} }
	if height <= tallRow {
		whole := row{height: height, strip: part(true)}
		for _, cell := range cells {
			top := cellAbove
			if cell.middle {
				top = (height - room - float64(len(cell.lines))*cell.pitch) / 2
			}
			for _, b := range cell.bar {
				b.y1, b.y2 = b.y1+height-barRoom, b.y2+height-barRoom
				whole.rules = append(whole.rules, b)
			}
			for i, l := range cell.lines {
				l.y += top + float64(i)*cell.pitch
				whole.lines = append(whole.lines, l)
			}
		}
		return []row{whole}, nil
	}
	return tallRows(cells, most, height, part), nil
}

// tallRows makes one strip of every line of a tall row, so that it can be
// broken over pages anywhere.
func tallRows(cells []setCell, most int, height float64, part func(bool) *strip) []row {
	var rows []row
	var sum float64
	for i := range most {
		one := row{strip: part(i == 0), glued: i == 1 || i == most-1 && i > 0}
		top := 0.0
		if i == 0 {
			top = cellAbove
		}
		for _, cell := range cells {
			if i < len(cell.lines) {
				l := cell.lines[i]
				l.y += top
				one.lines = append(one.lines, l)
			}
			one.height = max(one.height, cell.pitch+top)
		}
		sum += one.height
		rows = append(rows, one)
	}
	last := &rows[len(rows)-1]
	last.height += max(cellAbove, min(height-sum, tallRow))
	return rows
}

func (c *composer) cell(cell Cell, x, width float64, td int) (setCell, error) {
	if cell.Style < 0 || cell.Style >= styleCount {
		return setCell{}, fault.New("typeset.style")
	}
	v := c.looks[cell.Style]
	if v.first > 0 || v.isSignature { // a cell has no room for indents
		v.first = 0
	}
	if v.align == justify {
		v.align = left
	}
	lines, err := c.sourceLines(cell.Text, cell.From-1, &v, width-2*cellSide)
	for i := range lines {
		lines[i].x += x + cellSide
		lines[i].y = baseline(v.pitch, v.size)
		lines[i].elem = td
	}
	return setCell{lines: lines, pitch: v.pitch, middle: v.align == centre || len(lines) == 1}, err
}
