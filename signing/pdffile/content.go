package pdffile

import (
	"bytes"

	"shenqian/signing/fault"
)

// Content reads the operators of a content stream (7.8.2) and hands each one
// with its operands to f, until f returns an error. An inline image is handed
// on as the operator "EI" with its dictionary and its data.
func Content(b []byte, f func(op string, args []Object) error) error {
	l := DefaultLimits()
	p := &parser{lexer: lexer{b: b}, budget: &budget{Limits: l, values: l.Values}}
	var args []Object
	for {
		p.space()
		if p.pos >= len(b) {
			if len(args) > 0 {
				return p.fail("end")
			}
			return nil
		}
		if op := p.operator(); op != "" {
			if op == "BI" {
				d, data, err := p.inlineImage()
				if err != nil {
					return err
				}
				op, args = "EI", []Object{d, data}
			}
			if err := f(op, args); err != nil {
				return err
			}
			args = args[:0]
			continue
		}
		if len(args) > 4096 {
			return fault.New("pdf.too-large", "what", "operands")
		}
		// References do not occur in content; "1 0 R" would be read as one.
		o, err := p.object()
		if err != nil {
			return err
		}
		args = append(args, o)
	}
}

// operator reads a keyword that is no object; empty if an object stands here.
func (p *parser) operator() string {
	c := p.b[p.pos]
	if class[c] != regular || c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.' {
		return ""
	}
	back := p.pos
	w := string(p.word())
	switch w {
	case "true", "false", "null":
		p.pos = back
		return ""
	}
	return w
}

func (p *parser) inlineImage() (Dict, String, error) {
	d := Dict{}
	for {
		p.space()
		if p.keyword("ID") {
			break
		}
		if p.pos >= len(p.b) || p.b[p.pos] != '/' {
			return nil, nil, p.fail("image")
		}
		k, err := p.name()
		if err != nil {
			return nil, nil, err
		}
		if d[k.(Name)], err = p.object(); err != nil {
			return nil, nil, err
		}
	}
	for from, at := p.pos, p.pos; ; {
		i := bytes.Index(p.b[at:], []byte("EI"))
		if i < 0 {
			return nil, nil, p.fail("image")
		}
		at += i + 2
		if class[p.b[at-3]] == white && (at == len(p.b) || class[p.b[at]] != regular) {
			p.pos = at
			return d, String(p.b[from : at-2]), nil
		}
	}
}
