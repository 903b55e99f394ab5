package typeset

// The block of signatories, date and clerk (法〔2016〕221号): two character
// spaces between the characters of 审判长 and 审判员, three before the name, the
// name ending two characters from the line's end. A longer or shorter title is
// spread over the same width, so that titles and names stand one below the
// other; a name of two characters is spread over three. Spaces in the source
// are only position: nothing is added to the text or taken from it.

const (
	titleSpan = 7 // characters: 审　　判　　长
	titleGap  = 2 // at most, between characters
	nameGap   = 3
	nameSpan  = 3
	mostName  = 16 // a longer name has no room beside spread titles and moves none
	firstGap  = 2  // lines free above the signatories
	firstMin  = 0.3
	sealGap   = 3   // above the date: the seal is 42 mm, its lower arc over the date
	sealMin   = 2.6 // the least for which its place needs no change
	clerkGap  = 1   // below the date
	clerkMin  = 0.7
	beside    = 2 // body lines that go along if the block moves to a new page
)

// signatory sets one line: the title's runes, then the name's.
func (c *composer) signatory(p Paragraph, text []rune, at int, v *look, width float64) (textLine, error) {
	cut := min(max(p.Label-at, 0), len(text))
	title, name := text[:cut], text[cut:]
	titleItems, err := c.inked(title, at, v)
	if err != nil {
		return textLine{}, err
	}
	nameItems, err := c.inked(name, at+cut, v)
	if err != nil {
		return textLine{}, err
	}
	end := width/v.width - v.end // in characters, like what follows
	nameAt := end - max(c.block.nameWidth, inkAfter(string(name), 0))
	titleAt := nameAt - nameGap - titleSpan
	gap := spreadGap(len(titleItems), titleSpan, titleGap)
	if over := float64(len(titleItems)) - titleSpan; over > 0 {
		titleAt -= over
	}
	if titleAt < 0 { // a very long name: no gaps, and at least one before it
		titleAt, gap = 0, 0
		nameAt = max(end-float64(len(nameItems)), float64(len(titleItems))+1)
	}
	line := textLine{size: v.size, elem: -1, source: -1}
	placed := c.kit.row(&line, titleItems, titleAt*v.width, gap*v.width)
	gap = 0
	if len(nameItems) == 2 {
		gap = spreadGap(2, nameSpan, 1)
	}
	placed = append(placed, c.kit.row(&line, nameItems, nameAt*v.width, gap*v.width)...)
	if p.Source >= 0 {
		line.source = p.Source + at
		line.edges = edgesOf(placed, at, len(text))
	} else {
		line.edges = []float64{0}
	}
	return line, nil
}

// spreadGap is the space between n characters spread over a width.
func spreadGap(n int, width, most float64) float64 {
	if n < 2 {
		return 0
	}
	return max(0, min(most, (width-float64(n))/float64(n-1)))
}

// inked are the items that are not spaces.
func (c *composer) inked(text []rune, at int, v *look) ([]item, error) {
	items, err := c.kit.itemize(text, at, v)
	if err != nil {
		return nil, err
	}
	var out []item
	for _, it := range items {
		if it.class != space {
			out = append(out, it)
		}
	}
	return out, nil
}

// mark is the left edge of a rune and the right edge of its ink.
type mark struct {
	at          int
	left, right float64
}

// row appends items to a line from x on.
func (k *Kit) row(l *textLine, items []item, x, gap float64) (placed []mark) {
	for _, it := range items {
		w := k.faces[it.face].Advance(it.glyph) * it.size / 1000
		l.glyphs = append(l.glyphs, glyph{it.r, it.glyphRef, it.size, x + it.shift, it.rise, w})
		placed = append(placed, mark{it.at, x, x + it.advance})
		x += it.advance + gap
	}
	l.natural = max(l.natural, x-gap)
	return placed
}

// edgesOf makes the edges of n runes from the marks of those that show; a
// space in the source has no width of its own.
func edgesOf(marks []mark, at, n int) []float64 {
	edges := make([]float64, n+1)
	m := 0
	x := 0.0
	if len(marks) > 0 {
		x = marks[0].left
	}
	for i := range n {
		if m < len(marks) && marks[m].at == at+i {
			edges[i] = marks[m].left
			x = marks[m].right
			m++
		} else {
			edges[i] = x
		}
	}
	edges[n] = x
	return edges
}

// block is what the composer knows of the signature block it is in.
type block struct {
	inside    bool
	date      bool    // the last line was the date
	nameWidth float64 // of the longest name, in characters
}

// enter looks ahead at the signatories from blocks[0] on.
func (b *block) enter(blocks []Block) {
	b.nameWidth = nameSpan
	for _, next := range blocks {
		p, ok := next.(Paragraph)
		if !ok || p.Style != Signatory && p.Style != DateLine {
			return
		}
		if p.Style == Signatory && p.Label > 0 {
			if w := inkAfter(p.Text, p.Label); w <= mostName {
				b.nameWidth = max(b.nameWidth, w)
			}
		}
	}
}

// inkAfter is the width of a text from a rune on, in characters.
func inkAfter(text string, from int) (n float64) {
	for i, r := range []rune(text) {
		switch {
		case i < from || isSpace(r):
		case classOf(r) == middle:
			n += halfWidth
		default:
			n++
		}
	}
	return n
}

// tie holds the rows of a block together with the last body lines before it,
// and makes room for the seal. The rows are about to be added to s.
func (b *block) tie(rows []row, s *section, date bool) {
	line := rows[0].height
	if !b.inside {
		for i := len(s.rows) - 1; i >= 0 && len(s.rows)-i < beside; i-- {
			s.rows[i].glued = true
		}
	}
	switch {
	case date: // in a notice, where the court alone signs, it comes first
		rows[0].gap, rows[0].minGap = sealGap*line, sealMin*line
	case !b.inside:
		rows[0].gap, rows[0].minGap = firstGap*line, firstMin*line
	case b.date:
		rows[0].gap, rows[0].minGap = clerkGap*line, clerkMin*line
	}
	if len(s.rows) > 0 {
		for i := range rows {
			rows[i].glued = true
		}
	}
	b.inside, b.date = true, date
}
