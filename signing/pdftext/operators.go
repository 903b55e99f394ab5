package pdftext

import (
	"math"

	"shenqian/signing/fault"
	"shenqian/signing/pdffile"
)

// state is the graphics state as far as text is concerned (9.3.1).
type state struct {
	ctm                  matrix
	font                 *font
	size, chars, words   float64
	scale, leading, lift float64
}

func newState(m matrix) state { return state{ctm: m, scale: 1} }

// machine runs one content stream.
type machine struct {
	*extractor
	state
	saved      []state
	res        pdffile.Dict
	text, line matrix
	// actual holds for each open marked-content sequence whether ActualText
	// stands for its glyphs, and unread that it has not been put down yet.
	actual []string
}

func (e *extractor) run(content []byte, res pdffile.Dict, st state) error {
	m := &machine{extractor: e, state: st, res: res, text: identity, line: identity}
	return pdffile.Content(content, func(op string, args []pdffile.Object) error {
		if e.budget--; e.budget < 0 {
			return fault.New("pdf.too-large", "what", "operators")
		}
		return m.operator(op, args)
	})
}

func (m *machine) operator(op string, args []pdffile.Object) error {
	switch op {
	case "q":
		if len(m.saved) >= mostSaved {
			return fault.New("pdf.too-large", "what", "states")
		}
		m.saved = append(m.saved, m.state)
	case "Q":
		if n := len(m.saved); n > 0 {
			m.state, m.saved = m.saved[n-1], m.saved[:n-1]
		}
	case "cm":
		n, err := numbers(args, 6)
		if err != nil {
			return err
		}
		m.ctm = matrix(n).times(m.ctm)
	case "BDC", "BMC", "EMC", "DP":
		m.mark(op, args)
	case "Do", "scn", "SCN", "gs":
		return m.draw(op, args)
	case "Tf", "Tc", "Tw", "Tz", "TL", "Ts":
		return m.textState(op, args)
	case "BT", "Td", "TD", "Tm", "T*":
		return m.position(op, args)
	case "Tj", "TJ", "'", "\"":
		return m.show(op, args)
	}
	return nil
}

// numbers are the last n operands.
func numbers(args []pdffile.Object, n int) ([]float64, error) {
	if len(args) < n {
		return nil, fault.New("pdf.text-operands")
	}
	out := make([]float64, n)
	for i, o := range args[len(args)-n:] {
		switch o := o.(type) {
		case int64:
			out[i] = float64(o)
		case float64:
			out[i] = o
		default:
			return nil, fault.New("pdf.text-operands")
		}
	}
	return out, nil
}

func (m *machine) textState(op string, args []pdffile.Object) error {
	n, err := numbers(args, 1)
	if err != nil {
		return err
	}
	switch op {
	case "Tc":
		m.chars = n[0]
	case "Tw":
		m.words = n[0]
	case "Tz":
		m.scale = n[0] / 100
	case "TL":
		m.leading = n[0]
	case "Ts":
		m.lift = n[0]
	case "Tf":
		if len(args) < 2 {
			return fault.New("pdf.text-operands")
		}
		m.size = n[0]
		m.font, err = m.fontOf(m.view.Dict(m.res["Font"]), args[len(args)-2])
	}
	return err
}

func (m *machine) position(op string, args []pdffile.Object) error {
	switch op {
	case "BT":
		m.line = identity
	case "Tm":
		n, err := numbers(args, 6)
		if err != nil {
			return err
		}
		m.line = matrix(n)
	case "T*":
		m.line = matrix{1, 0, 0, 1, 0, -m.leading}.times(m.line)
	default:
		n, err := numbers(args, 2)
		if err != nil {
			return err
		}
		if op == "TD" {
			m.leading = -n[1]
		}
		m.line = matrix{1, 0, 0, 1, n[0], n[1]}.times(m.line)
	}
	m.text = m.line
	return nil
}

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
	g := glyph{text: text, x: t[4], y: t[5], size: math.Hypot(t[2], t[3]), width: math.Hypot(way[0], way[1]), dx: 1}
	if l := math.Hypot(dx, dy); l > 0 {
		g.dx, g.dy = dx/l, dy/l
		g.angle = int(math.Round(math.Atan2(g.dy, g.dx) * 180 / math.Pi))
	}
	m.glyphs = append(m.glyphs, g)
	return nil
}
