package pdffile

import (
	"strconv"

	"shenqian/signing/fault"
)

// Form is how a revision states where its objects are.
type Form int

// The three forms of ISO 32000-1: 7.5.4, 7.5.8 and 7.5.8.4.
const (
	Table Form = iota
	XrefStream
	Hybrid
)

type entryKind byte

const (
	entryFree entryKind = iota
	entryPlain
	entryInStream
)

// entry is one line of a cross-reference section.
type entry struct {
	kind entryKind
	// a is the offset, or the number of the object stream; b the generation,
	// or the index within the object stream.
	a, b int
}

// section is one cross-reference table or stream with its trailer.
type section struct {
	at, end int
	form    Form
	trailer Dict
	entries map[int]entry
	// spans are the bytes that belong to the section: the table, and in a
	// hybrid file also the stream.
	spans []Span
	// streams are the offsets of the cross-reference streams themselves.
	streams []int
}

// Span is a range of bytes of the file.
type Span struct{ Start, End int }

// section reads the cross-reference section at offset at.
func (r *Reader) section(at int) (*section, error) {
	if at <= 0 || at >= len(r.b) {
		return nil, badXref(at)
	}
	p := r.parser(at)
	p.blank() // some writers count the line before
	if p.keyword("xref") {
		return r.table(p, at)
	}
	s, err := r.xrefStream(at)
	if err != nil {
		return nil, err
	}
	s.form = XrefStream
	return s, nil
}

func badXref(at int) error { return fault.New("pdf.xref", "at", strconv.Itoa(at)) }

// table reads a cross-reference table (7.5.4), whose entries are exactly
// twenty bytes each, and its trailer (7.5.5).
func (r *Reader) table(p *parser, at int) (*section, error) {
	s := &section{at: at, entries: map[int]entry{}}
	for {
		p.space()
		if p.keyword("trailer") {
			break
		}
		first, ok1 := p.natural()
		p.blank()
		count, ok2 := p.natural()
		for p.pos < len(p.b) && p.b[p.pos] == ' ' {
			p.pos++
		}
		p.skip('\r')
		p.skip('\n')
		if !ok1 || !ok2 || first+count > r.limits.Objects || p.pos+count*20 > len(p.b) {
			return nil, badXref(p.pos)
		}
		if len(s.entries) == 0 {
			s.entries = make(map[int]entry, count)
		}
		for i := range count {
			e, ok := tableEntry(p.b[p.pos : p.pos+20])
			if _, twice := s.entries[first+i]; !ok || twice {
				return nil, badXref(p.pos)
			}
			s.entries[first+i] = e
			p.pos += 20
		}
	}
	t, err := p.object()
	if err != nil {
		return nil, err
	}
	s.trailer, _ = t.(Dict)
	s.end = p.pos
	s.spans = []Span{{at, s.end}}
	if s.trailer == nil {
		return nil, badXref(at)
	}
	if x, ok := s.trailer["XRefStm"]; ok {
		return s, r.hybrid(s, x)
	}
	return s, nil
}

func tableEntry(l []byte) (entry, bool) {
	off, ok1 := natural(l[:10])
	gen, ok2 := natural(l[11:16])
	eol := string(l[18:20])
	if !ok1 || !ok2 || l[10] != ' ' || l[16] != ' ' || eol != " \r" && eol != " \n" && eol != "\r\n" {
		return entry{}, false
	}
	switch l[17] {
	case 'n':
		return entry{entryPlain, off, gen}, true
	case 'f':
		return entry{entryFree, 0, gen}, true
	}
	return entry{}, false
}

// hybrid adds the objects that the stream at /XRefStm states. It may only
// name objects that the table leaves out or calls free: anything else would
// show two documents to two kinds of readers.
func (r *Reader) hybrid(s *section, x Object) error {
	at, ok := x.(int64)
	if !ok || at <= 0 || at >= int64(s.at) {
		return badXref(s.at)
	}
	h, err := r.xrefStream(int(at))
	if err != nil {
		return err
	}
	for n, e := range h.entries {
		old, known := s.entries[n]
		if known && old.kind != entryFree && old != e {
			return badXref(int(at))
		}
		s.entries[n] = e
	}
	s.form = Hybrid
	s.spans = append(s.spans, h.spans...)
	s.streams = h.streams
	return nil
}
