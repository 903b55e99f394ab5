package pdffile

import (
	"bytes"
	"strconv"

	"shenqian/signing/fault"
)

// indirect reads "n g obj … endobj" at the parser's place (7.3.10). length
// finds the value of an indirect /Length; without it /Length must be direct.
func (p *parser) indirect(length func(Reference) (int64, bool)) (*Indirect, error) {
	o := &Indirect{}
	if err := p.scanIndirect(o, length); err != nil {
		return nil, err
	}
	return o.settled(), nil
}

// scanIndirect is indirect without the value, which settled makes of the bytes.
func (p *parser) scanIndirect(o *Indirect, length func(Reference) (int64, bool)) error {
	o.Start = p.pos
	var ok1, ok2 bool
	o.Number, ok1 = p.natural()
	p.blank()
	o.Generation, ok2 = p.natural()
	p.blank()
	if !ok1 || !ok2 || !p.keyword("obj") {
		p.pos = o.Start
		return p.fail("obj")
	}
	p.space()
	o.late = lateValue{b: p.b, at: p.pos}
	if p.pos+1 < len(p.b) && p.b[p.pos] == '<' && p.b[p.pos+1] == '<' {
		if p.budget.values--; p.budget.values < 0 {
			return fault.New("pdf.too-large", "what", "values")
		}
		size, err := p.scanDict()
		if err != nil {
			return err
		}
		p.space()
		if p.keyword("stream") {
			if o.late.data, err = p.stream(size, length); err != nil {
				return err
			}
			p.space()
		}
	} else if err := p.scan(); err != nil {
		return err
	}
	p.space()
	if !p.keyword("endobj") {
		return p.fail("endobj")
	}
	o.End = p.pos
	return nil
}

// stream reads the data behind the keyword (7.3.8.1). /Length, whose value
// stands at size, must be right: where it is wrong, two readers may see two
// streams.
func (p *parser) stream(size int, length func(Reference) (int64, bool)) (Span, error) {
	switch {
	case bytes.HasPrefix(p.b[p.pos:], []byte("\r\n")):
		p.pos += 2
	case bytes.HasPrefix(p.b[p.pos:], []byte("\n")):
		p.pos++
	default:
		return Span{}, p.fail("stream")
	}
	n, ok := p.lengthOf(size, length)
	if !ok || n < 0 || n > int64(len(p.b)-p.pos) {
		return Span{}, fault.New("pdf.stream-length", "at", strconv.Itoa(p.pos))
	}
	data := Span{p.pos, p.pos + int(n)}
	p.pos = data.End
	p.skip('\r')
	p.skip('\n')
	if !p.keyword("endstream") {
		return Span{}, fault.New("pdf.stream-length", "at", strconv.Itoa(data.End))
	}
	return data, nil
}

// lengthOf is the value of the /Length that stands at size.
func (p *parser) lengthOf(size int, length func(Reference) (int64, bool)) (int64, bool) {
	if size == 0 {
		return 0, false
	}
	v, err := again(p.b, size).object()
	if err != nil {
		return 0, false
	}
	if r, is := v.(Reference); is && length != nil {
		return length(r)
	}
	n, ok := v.(int64)
	return n, ok
}

// lateValue is a value that was scanned and not yet made.
type lateValue struct {
	b    []byte // nil once Value and Refs are there
	at   int
	data Span // of a stream; else empty, as no file begins with one
}

// settled makes the object's value and references if that is still to be done.
func (o *Indirect) settled() *Indirect {
	if o == nil || o.late.b == nil {
		return o
	}
	l := o.late
	o.late = lateValue{}
	p := again(l.b, l.at)
	// What scan let through object reads.
	o.Value, _ = p.object()
	o.Refs = p.refs
	if d, ok := o.Value.(Dict); ok && l.data.End > 0 {
		o.Value = &Stream{Dict: d, Raw: l.b[l.data.Start:l.data.End], At: l.data.Start}
	}
	return o
}

// again is a parser for what was scanned and counted before.
func again(b []byte, at int) *parser {
	l := DefaultLimits()
	l.Depth, l.Values = len(b), len(b)
	return &parser{lexer: lexer{b: b, pos: at}, budget: &budget{Limits: l, values: len(b)}}
}
