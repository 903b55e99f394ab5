package pdffile

import (
	"bytes"

	"shenqian/signing/fault"
)

// scan reads an object as object does, and refuses what object refuses with the
// same error, but makes no value of it. A file has hundreds of objects of which
// a signature needs a dozen: Open scans all and parses those that are asked for.
// FuzzScan holds the two against each other.
func (p *parser) scan() error {
	p.space()
	if p.budget.values--; p.budget.values < 0 {
		return fault.New("pdf.too-large", "what", "values")
	}
	if p.pos >= len(p.b) {
		return p.fail("end")
	}
	switch c := p.b[p.pos]; {
	case c == '/':
		_, err := p.scanName()
		return err
	case c == '(':
		return p.scanLiteral()
	case c == '[':
		return p.scanArray()
	case c == '<':
		if p.pos+1 < len(p.b) && p.b[p.pos+1] == '<' {
			_, err := p.scanDict()
			return err
		}
		return p.scanHex()
	case class[c] == delimiter:
		return p.fail("delimiter")
	}
	return p.scanWord()
}

// scanWord reads true, false, null, a number or a reference.
func (p *parser) scanWord() error {
	at := p.pos
	w := p.word()
	switch string(w) {
	case "true", "false", "null":
		return nil
	}
	if n, ok := natural(w); ok {
		if n > 0 && p.skipReference() && p.noting {
			p.refs = append(p.refs, n)
		}
		return nil
	}
	if _, ok := number(w); ok {
		return nil
	}
	p.pos = at
	return p.fail("word")
}

// skipReference goes behind the "g R" of a reference, if there is one.
func (p *parser) skipReference() bool {
	back := p.pos
	p.blank()
	if g, ok := p.natural(); ok && g <= 65535 {
		p.blank()
		if p.keyword("R") {
			return true
		}
	}
	p.pos = back
	return false
}

// scanName returns the name with #xx resolved, without its slash.
func (p *parser) scanName() ([]byte, error) {
	p.pos++
	w := p.word()
	i := bytes.IndexByte(w, '#')
	if i < 0 {
		return w, nil
	}
	o, err := p.escapedName(w, i)
	if err != nil {
		return nil, err
	}
	return []byte(o.(Name)), nil
}

func (p *parser) scanArray() error {
	if err := p.enter(); err != nil {
		return err
	}
	for {
		p.space()
		if p.pos < len(p.b) && p.b[p.pos] == ']' {
			p.pos++
			p.depth--
			return nil
		}
		if err := p.scan(); err != nil {
			return err
		}
	}
}

// manyKeys is how many keys are compared one by one; a dictionary with more is
// rare, and could be made to take forever.
const manyKeys = 32

// scanDict also says where the value of /Length stands, 0 if there is none.
func (p *parser) scanDict() (length int, err error) {
	if err := p.enter(); err != nil {
		return 0, err
	}
	p.pos++
	from := len(p.keys)
	defer func() { p.keys = p.keys[:from] }()
	var more map[string]bool
	for {
		p.space()
		if p.pos+1 < len(p.b) && p.b[p.pos] == '>' && p.b[p.pos+1] == '>' {
			p.pos += 2
			p.depth--
			return length, nil
		}
		if p.pos >= len(p.b) || p.b[p.pos] != '/' {
			return 0, p.fail("key")
		}
		key, err := p.scanName()
		if err != nil {
			return 0, err
		}
		if more, err = p.newKey(key, from, more); err != nil {
			return 0, err
		}
		if string(key) == "Length" {
			length = p.pos
		}
		if err := p.scan(); err != nil {
			return 0, err
		}
	}
}

// newKey notes a key of the dictionary whose keys begin at from; more holds
// those beyond manyKeys.
func (p *parser) newKey(key []byte, from int, more map[string]bool) (map[string]bool, error) {
	twice := more[string(key)]
	for _, k := range p.keys[from:] {
		twice = twice || bytes.Equal(k, key)
	}
	switch {
	case twice:
		return more, fault.New("pdf.duplicate-key", "key", string(key))
	case len(p.keys)-from < manyKeys:
		p.keys = append(p.keys, key)
	case more == nil:
		more = map[string]bool{string(key): true}
	default:
		more[string(key)] = true
	}
	return more, nil
}

func (p *parser) scanLiteral() error {
	p.pos++
	for nest := 1; p.pos < len(p.b); {
		c := p.b[p.pos]
		p.pos++
		switch c {
		case '(':
			nest++
		case ')':
			if nest--; nest == 0 {
				return nil
			}
		case '\\':
			p.escape()
		}
	}
	return p.fail("string")
}

func (p *parser) scanHex() error {
	for p.pos++; p.pos < len(p.b); {
		c := p.b[p.pos]
		p.pos++
		if c == '>' {
			return nil
		}
		if _, ok := hexDigit(c); !ok && class[c] != white {
			return p.fail("hex")
		}
	}
	return p.fail("hex")
}
