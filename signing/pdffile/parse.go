package pdffile

import (
	"strconv"

	"shenqian/signing/fault"
)

// parser reads objects. It accepts what ISO 32000-1, 7.3 defines and nothing
// else: a reader that repairs may see another document than the next reader,
// and a signature is worth nothing between two readers who disagree.
type parser struct {
	lexer
	budget *budget
	depth  int
	refs   []int
	keys   [][]byte // of the dictionaries being scanned
	noting bool     // scan notes references too
}

func (p *parser) fail(what string) error {
	return fault.New("pdf.syntax", "at", strconv.Itoa(p.pos), "what", what)
}

// object reads one object; a reference counts as one.
func (p *parser) object() (Object, error) {
	p.space()
	if p.budget.values--; p.budget.values < 0 {
		return nil, fault.New("pdf.too-large", "what", "values")
	}
	if p.pos >= len(p.b) {
		return nil, p.fail("end")
	}
	switch c := p.b[p.pos]; {
	case c == '/':
		return p.name()
	case c == '(':
		return p.literal()
	case c == '[':
		return p.array()
	case c == '<':
		if p.pos+1 < len(p.b) && p.b[p.pos+1] == '<' {
			return p.dict()
		}
		return p.hexString()
	case class[c] == delimiter:
		return nil, p.fail("delimiter")
	}
	at := p.pos
	w := p.word()
	switch string(w) {
	case "true":
		return true, nil
	case "false":
		return false, nil
	case "null":
		return nil, nil
	}
	if n, ok := natural(w); ok {
		if r, ok := p.reference(n); ok {
			return r, nil
		}
	}
	if n, ok := number(w); ok {
		return n, nil
	}
	p.pos = at
	return nil, p.fail("word")
}

// reference reads the rest of "n g R" and steps back if it is none.
func (p *parser) reference(n int) (Reference, bool) {
	back := p.pos
	p.blank()
	g, ok := p.natural()
	if ok && g <= 65535 && n > 0 {
		p.blank()
		if p.keyword("R") {
			p.refs = append(p.refs, n)
			return Reference{n, g}, true
		}
	}
	p.pos = back
	return Reference{}, false
}

func (p *parser) name() (Object, error) {
	p.pos++
	w := p.word()
	for i, c := range w {
		if c == '#' {
			return p.escapedName(w, i)
		}
	}
	return Name(w), nil
}

func (p *parser) escapedName(w []byte, from int) (Object, error) {
	out := append([]byte(nil), w[:from]...)
	for i := from; i < len(w); i++ {
		if w[i] != '#' {
			out = append(out, w[i])
			continue
		}
		if i+2 >= len(w) {
			return nil, p.fail("name")
		}
		h, ok1 := hexDigit(w[i+1])
		l, ok2 := hexDigit(w[i+2])
		if !ok1 || !ok2 || h|l == 0 {
			return nil, p.fail("name")
		}
		out = append(out, h<<4|l)
		i += 2
	}
	return Name(out), nil
}

func (p *parser) enter() error {
	if p.depth++; p.depth > p.budget.Depth {
		return fault.New("pdf.too-large", "what", "depth")
	}
	p.pos++
	return nil
}

func (p *parser) array() (Object, error) {
	if err := p.enter(); err != nil {
		return nil, err
	}
	a := Array{}
	for {
		p.space()
		if p.pos < len(p.b) && p.b[p.pos] == ']' {
			p.pos++
			p.depth--
			return a, nil
		}
		o, err := p.object()
		if err != nil {
			return nil, err
		}
		a = append(a, o)
	}
}

// dict refuses a key that occurs twice: readers differ in which one counts.
func (p *parser) dict() (Object, error) {
	if err := p.enter(); err != nil {
		return nil, err
	}
	p.pos++
	d := Dict{}
	for {
		p.space()
		if p.pos+1 < len(p.b) && p.b[p.pos] == '>' && p.b[p.pos+1] == '>' {
			p.pos += 2
			p.depth--
			return d, nil
		}
		if p.pos >= len(p.b) || p.b[p.pos] != '/' {
			return nil, p.fail("key")
		}
		k, err := p.name()
		if err != nil {
			return nil, err
		}
		key := k.(Name)
		if _, twice := d[key]; twice {
			return nil, fault.New("pdf.duplicate-key", "key", string(key))
		}
		v, err := p.object()
		if err != nil {
			return nil, err
		}
		d[key] = v
	}
}
