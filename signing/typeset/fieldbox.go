package typeset

import "strings"

// field is a signature field to be.
type field struct {
	name, label string
	elem        int // structure element
	section     int // the section it belongs to, from 0
	hidden      bool
	seal        float64 // diameter of a field over the date
	page        int     // from 1, once pages are made
	rect        [4]float64
}

// fieldInset keeps a signature's appearance off the frame.
const fieldInset = 1 * mm

// fieldBox adds a framed box: label on the left, field on the right.
func (c *composer) fieldBox(b FieldBox) error {
	height := min(max(b.Height*mm, 10*mm), textHeight-20*mm)
	v := c.looks[CellLabel]
	lines, err := c.cellLines(b.Label, &v, labelSide-2*cellSide)
	if err != nil {
		return err
	}
	height = max(height, float64(len(lines))*v.pitch+2*cellAbove)
	top := (height - float64(len(lines))*v.pitch) / 2
	elem := c.tree.add("P", documentElem)
	for i := range lines {
		l := &lines[i]
		l.x += textLeft + cellSide
		l.y = top + float64(i)*v.pitch + baseline(v.pitch, v.size)
		l.elem = elem
	}
	x1, x2, x3 := textLeft, textLeft+labelSide, textLeft+textWidth
	c.fields = append(c.fields, field{
		name: b.Field, label: strings.ReplaceAll(b.Label, "\n", ""), section: len(c.sections) - 1,
		elem: c.tree.add("Form", documentElem),
	})
	c.add([]row{{
		height: height, lines: lines, field: len(c.fields),
		area: [4]float64{x2 + fieldInset, fieldInset, x3 - fieldInset, height - fieldInset},
		rules: []rule{
			{x1, 0, x3, 0, hairline, false},
			{x1, height, x3, height, hairline, false},
			{x1, 0, x1, height, hairline, false},
			{x2, 0, x2, height, hairline, false},
			{x3, 0, x3, height, hairline, false},
		},
	}})
	c.after = belowFrame
	return nil
}

// cellLines sets text in a narrow column.
func (c *composer) cellLines(text string, v *look, width float64) ([]textLine, error) {
	return c.sourceLines(text, -1, v, width)
}

// sourceLines is cellLines of a text that stands in the source at an offset, -1
// if it is not from it.
func (c *composer) sourceLines(text string, source int, v *look, width float64) ([]textLine, error) {
	var out []textLine
	at := 0
	for part := range strings.SplitSeq(text, "\n") {
		runes := []rune(part)
		lines, err := c.lines(Paragraph{Style: CellText, Source: source}, runes, at, v, width)
		if err != nil {
			return nil, err
		}
		out = append(out, lines...)
		at += len(runes) + 1
	}
	return out, nil
}
