package pdffile

import (
	"bytes"
	"strconv"

	"shenqian/signing/fault"
)

// Reader holds a PDF file with every revision apart. It counts what it decodes
// and is for one goroutine at a time.
type Reader struct {
	b         []byte
	limits    Limits
	budget    *budget
	Revisions []*Revision
	// Tail is where bytes begin that belong to no revision; equal to the
	// file's length when there are none.
	Tail int

	// current is the document after revision merged.
	current map[int]placed
	merged  int
}

// placed is an object with the index of the revision that defines it.
type placed struct {
	o  *Indirect
	in int
}

// Open reads a file within DefaultLimits. It repairs nothing: a file whose
// cross-references, stream lengths or trailers are wrong is refused with a
// coded error, because readers that repair disagree on what they see.
// The bytes are kept and must not be changed.
func Open(b []byte) (*Reader, error) { return OpenLimited(b, DefaultLimits()) }

// OpenLimited is Open with other limits.
func OpenLimited(b []byte, l Limits) (*Reader, error) {
	if len(b) > l.Size {
		return nil, fault.New("pdf.too-large", "what", "size")
	}
	if !bytes.HasPrefix(b, []byte("%PDF-1.")) && !bytes.HasPrefix(b, []byte("%PDF-2.")) {
		return nil, fault.New("pdf.header")
	}
	r := &Reader{
		b: b, limits: l, budget: &budget{Limits: l, values: l.Values, inflated: l.Inflated},
		merged: -1,
	}
	at, eof, err := lastStart(b)
	if err != nil {
		return nil, err
	}
	sections, err := r.chain(at)
	if err != nil {
		return nil, err
	}
	for i := len(sections) - 1; i >= 0; i-- {
		s := sections[i : i+1]
		// A linearized file (annex F) has the first page's section in front
		// and the main one, which it follows in the chain, at the end.
		if i == len(sections)-1 && i > 0 && sections[i].at > sections[i-1].at {
			i--
			s = sections[i : i+2]
		}
		if err := r.addRevision(s); err != nil {
			return nil, err
		}
	}
	last := r.Revisions[len(r.Revisions)-1]
	if last.EOF != eof {
		return nil, fault.New("pdf.startxref")
	}
	r.Tail = last.Length
	return r, nil
}

// Bytes is the whole file.
func (r *Reader) Bytes() []byte { return r.b }

func (r *Reader) parser(at int) *parser {
	return &parser{lexer: lexer{b: r.b, pos: at}, budget: r.budget}
}

// lastStart reads the last "startxref n %%EOF" and returns n and where the
// marker ends.
func lastStart(b []byte) (at, eof int, err error) {
	bad := fault.New("pdf.startxref")
	e := bytes.LastIndex(b, []byte("%%EOF"))
	if e < 0 {
		return 0, 0, bad
	}
	from := max(0, e-64)
	s := bytes.LastIndex(b[from:e], []byte("startxref"))
	if s < 0 {
		return 0, 0, bad
	}
	l := lexer{b: b[:e], pos: from + s + len("startxref")}
	l.blank()
	at, ok := l.natural()
	l.blank()
	if !ok || l.pos != e {
		return 0, 0, bad
	}
	return at, e + len("%%EOF"), nil
}

// chain follows /Prev from the newest section to the oldest. Every section
// lies before its successor, except for the last of a linearized file.
func (r *Reader) chain(at int) ([]*section, error) {
	var all []*section
	for {
		if len(all) >= r.limits.Revisions {
			return nil, fault.New("pdf.too-large", "what", "revisions")
		}
		s, err := r.section(at)
		if err != nil {
			return nil, err
		}
		if _, ok := s.trailer["Encrypt"]; ok {
			return nil, fault.New("pdf.encrypted")
		}
		all = append(all, s)
		prev, more := s.trailer["Prev"]
		n, isInt := prev.(int64)
		forward := len(all) > 1 && all[len(all)-1].at > all[len(all)-2].at
		switch {
		case !more:
			return all, nil
		case !isInt || n <= 0 || n >= int64(len(r.b)) || forward || n == int64(at):
			return nil, fault.New("pdf.prev", "at", strconv.Itoa(at))
		case n > int64(at) && !r.linearized():
			return nil, fault.New("pdf.prev", "at", strconv.Itoa(at))
		}
		at = int(n)
	}
}

// linearized looks for the parameter dictionary, which must be the first
// object of the file (F.3.3).
func (r *Reader) linearized() bool {
	p := r.parser(0)
	p.space()
	o, err := p.indirect(nil)
	return err == nil && o.Dict()["Linearized"] != nil
}
