package pdffile

import "shenqian/signing/fault"

// ValueSpan is the place in the file of the value under key in the
// dictionary of an indirect object. A signature's ByteRange leaves out one
// value and nothing else, so its exact place is needed.
func (r *Reader) ValueSpan(o *Indirect, key Name) (Span, error) {
	missing := fault.New("pdf.no-value", "key", string(key))
	if o == nil || o.End == 0 {
		return Span{}, missing
	}
	p := r.parser(o.Start)
	_, _ = p.natural()
	p.blank()
	_, _ = p.natural()
	p.blank()
	p.keyword("obj")
	p.space()
	if p.pos+2 > len(p.b) || string(p.b[p.pos:p.pos+2]) != "<<" {
		return Span{}, missing
	}
	for p.pos += 2; ; {
		p.space()
		if p.pos >= o.End || p.b[p.pos] != '/' {
			return Span{}, missing
		}
		k, err := p.name()
		if err != nil {
			return Span{}, err
		}
		p.space()
		at := p.pos
		if err := p.scan(); err != nil {
			return Span{}, err
		}
		if k == key {
			return Span{at, p.pos}, nil
		}
	}
}
