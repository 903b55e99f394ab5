package pdftext

import (
	"math"

	"shenqian/signing/fault"
	"shenqian/signing/pdffile"
)

// Text showing (9.4.3).

func (m *machine) show(op string, args []pdffile.Object) error {
	if len(args) == 0 || op == "\"" && len(args) < 3 {
		return fault.New("pdf.text-operands")
	}
	last := args[len(args)-1]
	if op == "\"" {
		n, err := numbers(args[:len(args)-1], 2)
		if err != nil {
			return err
		}
		m.words, m.chars = n[0], n[1]
	}
	if op == "'" || op == "\"" {
		if err := m.position("T*", nil); err != nil {
			return err
		}
	}
	list, ok := last.(pdffile.Array)
	if !ok {
		list = pdffile.Array{last}
	}
	for _, o := range list {
		switch o := o.(type) {
		case pdffile.String:
			if err := m.shows(o); err != nil {
				return err
			}
		case int64:
			m.adjust(float64(o))
		case float64:
			m.adjust(o)
		default:
			return fault.New("pdf.text-operands")
		}
	}
	return nil
}

// adjust moves by thousandths of the em, against the direction of writing.
func (m *machine) adjust(n float64) { m.advance(-n / 1000 * m.size) }

func (m *machine) advance(t float64) {
	move := matrix{1, 0, 0, 1, t * m.scale, 0}
	if m.font != nil && m.font.vertical {
		move = matrix{1, 0, 0, 1, 0, t}
	}
	m.text = move.times(m.text)
}

func (m *machine) shows(s pdffile.String) error {
	if len(s) == 0 {
		return nil
	}
	if m.font == nil {
		return fault.New("pdf.text-font", "font", "")
	}
	return m.font.chars(s, func(c char) error {
		if m.budget -= 1 + len(c.text)/8; m.budget < 0 {
			return fault.New("pdf.too-large", "what", "glyphs")
		}
		text := c.text
		if text == "" {
			var ok bool
			if text, ok = m.actually(); !ok {
				return m.font.fault()
			}
		}
		along := c.width * m.size
		if m.font.vertical {
			along = m.font.down / 1000 * m.size
		}
		if err := m.put(text, along); err != nil {
			return err
		}
		t := along + m.chars
		if c.space {
			t += m.words
		}
		m.advance(t)
		return nil
	})
}

// put notes a glyph at the text position, along long before its spacing.
func (m *machine) put(text string, along float64) error {
	t := matrix{m.size * m.scale, 0, 0, m.size, 0, m.lift}.times(m.text).times(m.ctm)
	if !t.sound() {
		return fault.New("pdf.text-operands")
	}
	if text == "" { // the rest of what an ActualText stands for
		return nil
	}
	way := matrix{along * m.scale, 0, 0, 0, 0, 0}
	dx, dy := t[0], t[1]
	if m.font.vertical {
		way = matrix{0, along, 0, 0, 0, 0}
		dx, dy = -t[2], -t[3]
	}
	way = way.times(m.text).times(m.ctm)
	g := glyph{text: text, x: t[4], y: t[5], size: math.Hypot(t[2], t[3]), width: math.Hypot(way[0], way[1]), dx: 1, artifact: m.artifact > 0}
	if l := math.Hypot(dx, dy); l > 0 {
		g.dx, g.dy = dx/l, dy/l
		g.angle = int(math.Round(math.Atan2(g.dy, g.dx) * 180 / math.Pi))
	}
	m.glyphs = append(m.glyphs, g)
	return nil
}
