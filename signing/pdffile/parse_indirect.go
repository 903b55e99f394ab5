package pdffile

import (
	"bytes"
	"strconv"

	"shenqian/signing/fault"
)

// indirect reads "n g obj … endobj" at the parser's place (7.3.10). length
// finds the value of an indirect /Length; without it /Length must be direct.
func (p *parser) indirect(length func(Reference) (int64, bool)) (*Indirect, error) {
	o := &Indirect{Start: p.pos}
	p.refs = nil
	var ok1, ok2 bool
	o.Number, ok1 = p.natural()
	p.blank()
	o.Generation, ok2 = p.natural()
	p.blank()
	if !ok1 || !ok2 || !p.keyword("obj") {
		p.pos = o.Start
		return nil, p.fail("obj")
	}
	v, err := p.object()
	if err != nil {
		return nil, err
	}
	o.Value = v
	p.space()
	if d, ok := v.(Dict); ok && p.keyword("stream") {
		s, err := p.stream(d, length)
		if err != nil {
			return nil, err
		}
		o.Value = s
		p.space()
	}
	if !p.keyword("endobj") {
		return nil, p.fail("endobj")
	}
	o.End, o.Refs = p.pos, p.refs
	return o, nil
}

// stream reads the data behind the keyword (7.3.8.1). /Length must be right:
// where it is wrong, two readers may see two streams.
func (p *parser) stream(d Dict, length func(Reference) (int64, bool)) (*Stream, error) {
	switch {
	case bytes.HasPrefix(p.b[p.pos:], []byte("\r\n")):
		p.pos += 2
	case bytes.HasPrefix(p.b[p.pos:], []byte("\n")):
		p.pos++
	default:
		return nil, p.fail("stream")
	}
	n, ok := d["Length"].(int64)
	if r, is := d["Length"].(Reference); is && length != nil {
		n, ok = length(r)
	}
	if !ok || n < 0 || n > int64(len(p.b)-p.pos) {
		return nil, fault.New("pdf.stream-length", "at", strconv.Itoa(p.pos))
	}
	from := p.pos
	raw := p.b[from : from+int(n)]
	p.pos += int(n)
	at := p.pos
	p.skip('\r')
	p.skip('\n')
	if !p.keyword("endstream") {
		return nil, fault.New("pdf.stream-length", "at", strconv.Itoa(at))
	}
	return &Stream{Dict: d, Raw: raw, At: from}, nil
}
