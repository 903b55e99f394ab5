package typeset

import "strings"

// row is a strip of a page as wide as the text; rows are what pages are filled
// with. Lengths in points, y down from the row's top.
type row struct {
	height      float64
	gap, minGap float64 // space above; minGap if that lets the section end here
	keepGap     bool    // the gap stays at the top of a page
	glued       bool    // not the first of a page, if it can be helped
	date        bool    // a seal goes over it
	by          bool    // 署名 above the date: the seal goes over it too
	foot        bool    // of the 版记, at the foot of its page
	body        bool    // counts as text beside which signatures may stand
	lines       []textLine
	rules       []rule
	field       int // number of the signature field that fills area, from 1
	area        [4]float64
	strip       *strip // part of a table
}

// rule is a straight line.
type rule struct {
	x1, y1, x2, y2, width float64
	red                   bool
}

// paragraph adds the rows of a paragraph. join is the structure element to
// continue, -1 for a new one.
func (c *composer) paragraph(p Paragraph, join int) (elem int, err error) {
	v, err := c.official(p)
	if err != nil {
		return join, err
	}
	elem = join
	if elem < 0 {
		elem = c.tree.add(v.tag, documentElem)
	}
	var rows []row
	at := 0
	for part := range strings.SplitSeq(p.Text, "\n") {
		text := []rune(part)
		lines, err := c.lines(p, text, at, &v, textWidth)
		if err != nil {
			return elem, err
		}
		for i := range lines {
			l := &lines[i]
			l.x += textLeft
			l.y = baseline(v.pitch, v.size)
			l.elem = elem
			rows = append(rows, row{
				height: v.pitch, lines: lines[i : i+1 : i+1],
				body:  !v.isSignature,
				date:  p.Style == DateLine || p.Style == OfficialDate,
				by:    p.Style == ByLine,
				glued: i > 0 && (i == 1 || i == len(lines)-1), // no widows, no orphans
			})
		}
		at += len(text) + 1
	}
	if p.Style != DocumentName || !c.underCourt {
		rows[0].gap, rows[0].minGap, rows[0].keepGap = v.before, v.before, v.atTop
	}
	if v.official {
		c.close(p.Style, rows)
	}
	if p.Style == Attached || p.Style == AttachedMore { // never apart from the text
		for i := range rows {
			rows[i].glued = true
		}
	}
	if v.isSignature {
		c.block.tie(rows, c.section(), p.Style == DateLine)
	}
	c.frame(p.Style, rows)
	c.add(rows)
	c.after, c.keepNext = v.after, v.keepNext || p.KeepWithNext
	return elem, nil
}

// lines sets one line of source in a column of the given width. at is the
// index of its first rune in the paragraph.
func (c *composer) lines(p Paragraph, text []rune, at int, v *look, width float64) ([]textLine, error) {
	lead, tail := trimmed(text)
	var out []textLine
	if p.Style == Signatory && p.Label > 0 && float64(len(text)+1) <= width/v.width-v.end {
		l, err := c.signatory(p, text, at, v, width)
		if err != nil {
			return nil, err
		}
		out = []textLine{l}
	} else {
		items, err := c.kit.itemize(text[lead:tail], at+lead, v)
		if err != nil {
			return nil, err
		}
		hang := v.hang * v.width
		room := width - v.end*v.width - hang
		if v.oneLine {
			shrink(items, room)
		}
		indent := v.first*v.width - hang
		sums := sums(items)
		spans := breakLines(items, room, indent, v.align)
		if v.align == centre && len(spans) > 1 {
			spans = balance(items, room, len(spans))
		}
		for i, s := range spans {
			if i > 0 {
				indent = 0
			}
			if s.from == s.to { // an empty line
				out = append(out, textLine{size: v.size, elem: -1, source: -1, edges: []float64{indent}})
				continue
			}
			l := c.kit.set(items, s, indent, room-indent, v, &sums, i == len(spans)-1)
			l.x += hang
			l.red = v.red
			out = append(out, l)
		}
		if p.Source >= 0 {
			for i, s := range spans {
				out[i].source = p.Source + at + lead + s.from
			}
		}
	}
	if p.Source >= 0 {
		cover(out, p.Source+at, p.Source+at+len(text), lead)
		if at > 0 { // the newline before belongs to this line
			out[0].source--
			out[0].edges = append([]float64{out[0].edges[0]}, out[0].edges...)
		}
	}
	return out, nil
}

// cover stretches the first and last line over the spaces left out around the
// text, so that every rune of the source has a place.
func cover(lines []textLine, from, to, lead int) {
	first, last := &lines[0], &lines[len(lines)-1]
	if first.source > from {
		pad := make([]float64, lead)
		for i := range pad {
			pad[i] = first.edges[0]
		}
		first.edges = append(pad, first.edges...)
		first.source = from
	}
	for last.source+len(last.edges)-1 < to {
		last.edges = append(last.edges, last.edges[len(last.edges)-1])
	}
}

// trimmed returns where text begins and ends without the spaces around it.
func trimmed(text []rune) (lead, tail int) {
	tail = len(text)
	for lead < tail && isSpace(text[lead]) {
		lead++
	}
	for tail > lead && isSpace(text[tail-1]) {
		tail--
	}
	return lead, tail
}

// baseline centres the em box of a size in a line: a Han character's box is
// 0.88 above and 0.12 below the baseline.
func baseline(pitch, size float64) float64 { return pitch/2 + 0.38*size }

// shrink makes a title that is a little too long smaller.
func shrink(items []item, room float64) {
	s := sums(items)
	w := s.advance[len(items)]
	if w <= room || w*0.85 > room {
		return
	}
	f := room / w * 0.999
	for i := range items {
		it := &items[i]
		it.size, it.advance, it.shift, it.rise = it.size*f, it.advance*f, it.shift*f, it.rise*f
		it.squeeze, it.end = it.squeeze*f, it.end*f
	}
}

// balance breaks a title or label into n lines of about the same length.
func balance(items []item, room float64, n int) []span {
	spans := breakLines(items, room, 0, centre)
	for w := room; w > room/float64(n+1); w -= items[0].advance / 4 {
		try := breakLines(items, w, 0, centre)
		if len(try) > n {
			break
		}
		spans = try
	}
	return spans
}
