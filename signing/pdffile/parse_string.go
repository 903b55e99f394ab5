package pdffile

import (
	"bytes"
	"encoding/hex"
)

// literal reads a string in parentheses (7.3.4.2).
func (p *parser) literal() (Object, error) {
	p.pos++
	out := String{}
	for nest := 1; p.pos < len(p.b); {
		c := p.b[p.pos]
		p.pos++
		switch c {
		case '(':
			nest++
		case ')':
			if nest--; nest == 0 {
				return out, nil
			}
		case '\r': // an end of line within a string is a line feed
			p.skip('\n')
			c = '\n'
		case '\\':
			var ok bool
			if c, ok = p.escape(); !ok {
				continue
			}
		}
		out = append(out, c)
	}
	return nil, p.fail("string")
}

func (p *parser) skip(c byte) {
	if p.pos < len(p.b) && p.b[p.pos] == c {
		p.pos++
	}
}

// escape reads what follows a backslash; false if it stands for nothing.
func (p *parser) escape() (byte, bool) {
	if p.pos >= len(p.b) {
		return 0, false
	}
	c := p.b[p.pos]
	p.pos++
	switch c {
	case 'n':
		return '\n', true
	case 'r':
		return '\r', true
	case 't':
		return '\t', true
	case 'b':
		return '\b', true
	case 'f':
		return '\f', true
	case '\n':
		return 0, false
	case '\r':
		p.skip('\n')
		return 0, false
	}
	if c < '0' || c > '7' {
		return c, true
	}
	n := int(c - '0')
	for i := 0; i < 2 && p.pos < len(p.b) && p.b[p.pos] >= '0' && p.b[p.pos] <= '7'; i++ {
		n = n<<3 | int(p.b[p.pos]-'0')
		p.pos++
	}
	return byte(n), true
}

// hexString reads a string in angle brackets (7.3.4.3).
func (p *parser) hexString() (Object, error) {
	p.pos++
	// Nearly all are pairs of digits without anything between.
	if n := bytes.IndexByte(p.b[p.pos:], '>'); n >= 0 && n%2 == 0 {
		out := make(String, n/2)
		if _, err := hex.Decode(out, p.b[p.pos:p.pos+n]); err == nil {
			p.pos += n + 1
			return out, nil
		}
	}
	out := String{}
	half, high := false, byte(0)
	for p.pos < len(p.b) {
		c := p.b[p.pos]
		p.pos++
		if c == '>' {
			if half {
				out = append(out, high<<4)
			}
			return out, nil
		}
		if class[c] == white {
			continue
		}
		h, ok := hexDigit(c)
		if !ok {
			return nil, p.fail("hex")
		}
		if half {
			out = append(out, high<<4|h)
		}
		half, high = !half, h
	}
	return nil, p.fail("hex")
}
