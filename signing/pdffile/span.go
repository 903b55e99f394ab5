package pdffile

import "shenqian/signing/fault"

// ValueSpan is the place in the file of a value in the dictionary of an
// indirect object: under a key, or under the last of a path of keys through
// dictionaries within each other. A signature's ByteRange leaves out one
// value and nothing else, so its exact place is needed.
func (r *Reader) ValueSpan(o *Indirect, path ...Name) (Span, error) {
	missing := fault.New("pdf.no-value", "key", string(path[len(path)-1]))
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
		switch {
		case k != path[0]:
		case len(path) == 1:
			return Span{at, p.pos}, nil
		case at+2 > len(p.b) || string(p.b[at:at+2]) != "<<":
			return Span{}, missing
		default:
			path, p.pos = path[1:], at+2
		}
	}
}
