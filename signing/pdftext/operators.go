package pdftext

import (
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
	// actual holds the ActualText of each open marked-content sequence, empty
	// without one.
	actual []string
	// artifact is which of them, from 1, is the outermost artifact; 0: none.
	artifact int
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
