package typeset

// The seal and the collation stamp stand on a page without taking room, so a
// service copy has the same lines as its original (法〔2016〕221号):
//   - the seal's lower arc lies over the date, its middle above it (骑年盖月),
//     its top doesn't press on the signatories, its foot not on the clerk
//     (上不压审判员，下不压书记员);
//   - 本件与原本核对无异 stands to the left, below the date and above the clerk.

const (
	courtSeal   = 42 // mm, a court's seal
	arcBelow    = 0.4
	sealPress   = 5 // points of a line's own leading that a seal may enter
	stampSize   = 14
	stampInset  = 1.5 * mm
	stampIndent = 2 // characters
)

// SealField is an empty signature field of the size of a seal over the section's
// last DateLine. Without a date it stands at the lower right of the last page.
type SealField struct {
	Field, Label string
	Diameter     float64 // mm; 0 means 42, a court's
}

// Stamp is a framed line of words beside the section's last DateLine, such as
// 本件与原本核对无异.
type Stamp struct{ Text string }

func (SealField) block() {}
func (Stamp) block()     {}

// stamp is a Stamp to be drawn.
type stamp struct {
	line    textLine
	section int
}

func (c *composer) sealField(b SealField) {
	size := b.Diameter
	if size <= 0 {
		size = courtSeal
	}
	label := b.Label
	if label == "" {
		label = b.Field
	}
	c.fields = append(c.fields, field{
		name: b.Field, label: label, section: len(c.sections) - 1, seal: size * mm,
		elem: c.tree.add("Form", documentElem),
	})
}

func (c *composer) stamp(b Stamp) error {
	v := c.looks[BodyNoIndent].scaled(stampSize / c.looks[BodyNoIndent].size)
	v.align = left
	lines, err := c.cellLines(b.Text, &v, textWidth)
	if err != nil {
		return err
	}
	lines[0].elem = c.tree.add("P", documentElem)
	c.stamps = append(c.stamps, stamp{lines[0], len(c.sections) - 1})
	return nil
}

// spot is where the date of a section stands.
type spot struct {
	page         int // from 0
	left, right  float64
	top, bottom  float64 // of the date's line, down from the type area's top
	above, below float64 // end of the line above, beginning of the line below
}

// dateOf finds the last date of a section, or a place at the end of its text.
func dateOf(pages []page, section int) spot {
	s := spot{left: textLeft + textWidth/2, right: textLeft + textWidth, below: textHeight}
	for n := range pages {
		p := &pages[n]
		if p.section != section {
			continue
		}
		for i, r := range p.rows {
			if !r.date || len(r.lines) == 0 {
				continue
			}
			l := &r.lines[0]
			s = spot{page: n, left: l.x + l.edges[0], right: l.x + l.edges[len(l.edges)-1], top: r.y, bottom: r.y + r.height, below: textHeight}
			above := i - 1
			for above >= 0 && p.rows[above].by { // the seal goes over the 署名 too
				above--
			}
			if above >= 0 {
				s.above = p.rows[above].y + p.rows[above].height
			}
			if i+1 < len(p.rows) {
				s.below = p.rows[i+1].y
			}
		}
	}
	if s.bottom == 0 {
		s.page = lastOf(pages, section)
		s.top, s.bottom = textHeight-courtSeal*mm, textHeight-courtSeal*mm/2
	}
	return s
}

func lastOf(pages []page, section int) (last int) {
	for n := range pages {
		if pages[n].section == section {
			last = n
		}
	}
	return last
}

// placeSeals gives the seal fields their rectangles.
func (c *composer) placeSeals(pages []page) {
	for i := range c.fields {
		f := &c.fields[i]
		if f.seal == 0 {
			continue
		}
		s := dateOf(pages, f.section)
		foot := (s.top+s.bottom)/2 + arcBelow*f.seal/2
		above, below := s.above, s.below
		if above > 0 {
			above -= sealPress
		}
		if below < textHeight {
			below += sealPress
		}
		foot = min(foot, below)
		if head := foot - f.seal; head < above { // too little room: share what is missing
			foot = min(above+f.seal, below+max(0, f.seal-(below-above))/2)
		}
		x := min((s.left+s.right)/2, textLeft+textWidth-f.seal/2)
		y := pageHeight - textTop - foot
		f.page = s.page + 1
		f.rect = [4]float64{x - f.seal/2, y, x + f.seal/2, y + f.seal}
	}
}

// drawStamps draws the stamps that belong on a page.
func (c *composer) drawStamps(draw *canvas, pages []page, index int) {
	for i := range c.stamps {
		st := &c.stamps[i]
		s := dateOf(pages, st.section)
		if s.page != index {
			continue
		}
		l := st.line
		x := textLeft + stampIndent*c.looks[Body].width
		middle := (s.bottom + min(s.below, s.bottom+c.looks[Body].pitch)) / 2
		height := stampSize + 2*stampInset
		middle = min(middle, textHeight-height/2) // else it would touch the foot
		top := textTop + middle - height/2
		width := l.natural + 2*stampInset
		draw.artifact("Layout")
		for _, r := range []rule{
			{x, 0, x + width, 0, hairline, false},
			{x, height, x + width, height, hairline, false},
			{x, 0, x, height, hairline, false},
			{x + width, 0, x + width, height, hairline, false},
		} {
			draw.rule(r, top)
		}
		draw.close()
		l.x, l.y = x+stampInset, baseline(height, stampSize)
		draw.open("P", c.tree.mark(l.elem, index))
		draw.line(&l, 0, top)
		draw.close()
	}
}
