package typeset

import "context"

// page is a filled page.
type page struct {
	rows    []placed
	number  int // printed; 0 for none
	mark    string
	section int
}

// placed is a row with its top, down from the top of the type area.
type placed struct {
	*row
	y float64
}

// paginate fills pages with the rows of every section.
func (c *composer) paginate(ctx context.Context) ([]page, error) {
	var pages []page
	for i := range c.sections {
		s := &c.sections[i]
		number := 1
		for from := 0; from < len(s.rows) || from == 0; number++ {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			p := page{mark: s.mark, section: i}
			if !s.noNumber && (number > 1 || !s.bare) {
				p.number = number
			}
			next := fill(&p, s.rows, from)
			pages = append(pages, p)
			if from = next; from >= len(s.rows) {
				break
			}
		}
	}
	return pages, nil
}

// fill puts rows from from on onto p and returns the first that has no place.
func fill(p *page, rows []row, from int) int {
	if len(rows) == 0 {
		return 0
	}
	to, share := extent(rows, from)
	y := 0.0
	if h := repeated(rows, from); h != nil {
		for i := range h.head {
			p.rows = append(p.rows, placed{&h.head[i], y})
			y += h.head[i].height
		}
	}
	for i := from; i < to; i++ {
		r := &rows[i]
		if i > from || r.keepGap {
			y += r.minGap + share*(r.gap-r.minGap)
		}
		p.rows = append(p.rows, placed{r, y})
		y += r.height
	}
	p.dropFoot()
	return to
}

// dropFoot puts the rows of a 版记 at the foot of the type area.
func (p *page) dropFoot() {
	y := textHeight
	for i := len(p.rows) - 1; i >= 0 && p.rows[i].foot; i-- {
		y -= p.rows[i].height
		p.rows[i].y = max(p.rows[i].y, y)
	}
}

// extent says which rows go on a page that begins with row from, and what
// share of their gaps they keep: less than all if that gets the section's last
// row on the page.
func extent(rows []row, from int) (to int, share float64) {
	start := 0.0
	if h := repeated(rows, from); h != nil {
		start = h.headHeight
	}
	wide, tight := start, start
	fits := from
	for i := from; i < len(rows); i++ {
		r := &rows[i]
		if i > from || r.keepGap {
			wide += r.gap
			tight += r.minGap
		}
		wide += r.height
		tight += r.height
		if wide <= textHeight+tolerance {
			fits = i + 1
		}
		if tight > textHeight+tolerance {
			break
		}
		if i < len(rows)-1 {
			continue
		}
		if wide <= textHeight+tolerance {
			return len(rows), 1
		}
		return len(rows), max(0, (textHeight-tight)/(wide-tight))
	}
	to = max(fits, from+1)
	for b := to; b > from; b-- {
		if b < len(rows) && !rows[b].glued {
			return b, 1
		}
	}
	return to, 1 // nothing else fits: break where the page ends
}

// repeated returns the table whose header is to be repeated above row from.
func repeated(rows []row, from int) *grid {
	s := stripOf(rows, from)
	before := stripOf(rows, from-1)
	if s == nil || before == nil || s.table != before.table || s.header || len(s.table.head) == 0 {
		return nil
	}
	return s.table
}

func stripOf(rows []row, i int) *strip {
	if i < 0 || i >= len(rows) {
		return nil
	}
	return rows[i].strip
}

// tableRules are the rules of a table's strip: one above every row, and below
// the last strip on the page.
func (p *page) tableRules(i int) []rule {
	r := p.rows[i]
	s := r.strip
	if s == nil {
		return nil
	}
	left, right := s.edges[0], s.edges[len(s.edges)-1]
	var out []rule
	if s.first || i == 0 || p.rows[i-1].strip == nil || p.rows[i-1].strip.header != s.header {
		out = append(out, rule{x1: left, x2: right, width: hairline})
	}
	if i == len(p.rows)-1 || p.rows[i+1].strip == nil || p.rows[i+1].strip.table != s.table || p.rows[i+1].gap > 0 {
		out = append(out, rule{x1: left, y1: r.height, x2: right, y2: r.height, width: hairline})
	}
	for _, x := range s.edges {
		out = append(out, rule{x1: x, x2: x, y2: r.height, width: hairline})
	}
	return out
}
