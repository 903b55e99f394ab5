package typeset

// maxLoose is how far a line is spread, in em per gap; a line that would need
// more is left short.
const maxLoose = 0.5

// glyph is a character with its place on a line; x counts from the line's left
// edge, rise from its baseline.
type glyph struct {
	r rune
	glyphRef
	size    float64
	x, rise float64
	width   float64 // of the glyph itself
}

// textLine is a set line. Lengths in points; y is the baseline, down from the
// top of what the line belongs to.
type textLine struct {
	glyphs   []glyph
	x, y     float64
	size     float64
	elem     int       // structure element, -1 for none
	source   int       // rune of the source text the line begins with, -1 for none
	edges    []float64 // of its source runes from x, and the right end
	natural  float64   // width used
	artifact bool
	red      bool
}

// set places the items of one line. room is the line's width after indent.
func (k *Kit) set(items []item, s span, indent, room float64, v *look, sums *lineSums, last bool) textLine {
	natural, squeeze, end, stretch, to := sums.measure(s.from, s.to)
	var gap, take, takeEnd float64 // per unit of stretch; share of squeeze; at the end
	switch spare := room - natural; {
	case spare < 0:
		takeEnd = min(-spare, end)
		if over := -spare - takeEnd; over > 0 && squeeze > 0 {
			take = min(1, over/squeeze)
		}
	case v.align == justify && !last && stretch > 0:
		gap = min(spare/stretch, maxLoose*v.size)
	}
	line := textLine{size: v.size, elem: -1, source: -1, glyphs: make([]glyph, 0, to-s.from)}
	left := make([]float64, 0, s.to-s.from+1)
	x := indent
	for i := s.from; i < s.to; i++ {
		it := &items[i]
		left = append(left, x)
		if i >= to {
			continue // spaces at the end take no room
		}
		lose := take * it.squeeze
		if i == to-1 {
			lose = takeEnd
		}
		if !it.blank {
			shift := it.shift
			if it.class == opens {
				shift -= lose // its empty half is the left one
			}
			line.glyphs = append(line.glyphs, glyph{
				it.r, it.glyphRef, it.size, x + shift, it.rise,
				k.faces[it.face].Advance(it.glyph) * it.size / 1000,
			})
		}
		x += it.advance - lose
		if i < to-1 {
			x += gap * it.stretch
		}
	}
	line.natural = x
	line.edges = append(left, x)
	switch v.align {
	case right:
		line.moveBy(room - (x - indent))
	case centre:
		line.moveBy((room - (x - indent)) / 2)
	}
	return line
}

func (l *textLine) moveBy(d float64) { l.x += d }

// run is glyphs that one text operator can show: same font, size and baseline,
// the same extra space after each.
type run struct {
	face    int
	size    float64
	x, rise float64
	spacing float64
	glyphs  []glyph
}

// runs divides a line's glyphs. A difference of less than slack is not worth a
// new operator; it doesn't add up, because x is taken afresh at every run.
func (l *textLine) runs(each func(run)) {
	const slack = 0.02
	g := l.glyphs
	for i := 0; i < len(g); {
		r := run{face: g[i].face, size: g[i].size, x: l.x + g[i].x, rise: g[i].rise}
		j := i + 1
		at := g[i].x + g[i].width // where the next glyph would come without spacing
		for ; j < len(g) && g[j].face == r.face && g[j].size == r.size && g[j].rise == r.rise; j++ {
			extra := g[j].x - at
			if j == i+1 {
				r.spacing = extra
			} else if d := extra - r.spacing; d > slack || d < -slack {
				break
			}
			at += r.spacing + g[j].width
		}
		r.glyphs = g[i:j]
		each(r)
		i = j
	}
}
