package typeset

import (
	"bytes"

	"shenqian/signing/fault"
)

// source reads a file as fpdf v0.12.0 writes it: one cross-reference table of
// 20-byte lines, the page tree as object 1, the shared resources as object 2,
// one line per dictionary entry. TestFpdfOutputHasTheShapeWeRead fails if a new
// version writes otherwise.
type source struct {
	b       []byte
	offsets []int
}

func readSource(b []byte) (*source, error) {
	odd := func(what string) error { return fault.New("typeset.drawing", "what", what) }
	i := bytes.LastIndex(b, []byte("startxref\n"))
	if i < 0 {
		return nil, odd("startxref")
	}
	at := leadingNumber(b[i+10:])
	if at < 0 || at >= len(b) || !bytes.HasPrefix(b[at:], []byte("xref\n0 ")) {
		return nil, odd("xref")
	}
	x := b[at+7:]
	n := leadingNumber(x)
	x = x[bytes.IndexByte(x, '\n')+1:]
	if n < 3 || len(x) < 20*n {
		return nil, odd("xref")
	}
	s := &source{b: b, offsets: make([]int, n)}
	for k := range s.offsets {
		s.offsets[k] = leadingDigits(x[20*k:])
	}
	return s, nil
}

// object returns the dictionary of object n, and its stream if it has one.
func (s *source) object(n int) (dict, stream []byte) {
	b := s.b[s.offsets[n]:]
	b = b[bytes.IndexByte(b, '\n')+1:]
	end := bytes.Index(b, []byte("\nendobj\n"))
	// A content stream holds glyph codes, which may look like anything: what
	// comes first decides.
	if i := bytes.Index(b, []byte("\nstream\n")); i >= 0 && i < end {
		size := after(b[:i], "/Length ")
		if size < 0 || i+8+size > len(b) {
			return nil, nil
		}
		return b[:i], b[i+8 : i+8+size]
	}
	return b[:max(end, 0)], nil
}

// pages returns the numbers of the page objects.
func (s *source) pages() (kids []int) {
	d, _ := s.object(1)
	i := bytes.Index(d, []byte("/Kids ["))
	if i < 0 {
		return nil
	}
	d = d[i+7:]
	for _, f := range bytes.Split(d[:bytes.IndexByte(d, ']')], []byte(" 0 R")) {
		if f = bytes.TrimSpace(f); len(f) > 0 {
			kids = append(kids, leadingNumber(f))
		}
	}
	return kids
}

// content returns the content stream of a page.
func (s *source) content(page int) []byte {
	dict, _ := s.object(page)
	n := after(dict, "/Contents ")
	if n <= 0 || n >= len(s.offsets) {
		return nil
	}
	_, stream := s.object(n)
	return stream
}

// fonts returns the resource names of the stand-in fonts, by face.
func (s *source) fonts() map[int]string {
	out := map[int]string{}
	resources, _ := s.object(2)
	for line := range bytes.SplitSeq(resources, []byte("\n")) {
		name, ref, ok := bytes.Cut(line, []byte(" "))
		if n := leadingNumber(ref); ok && n > 0 && n < len(s.offsets) && bytes.HasPrefix(name, []byte("/F")) {
			dict, _ := s.object(n)
			if face := after(dict, "/BaseFont /face"); face >= 0 {
				out[face] = string(name)
			}
		}
	}
	return out
}

// leadingNumber is the number b begins with, -1 if it begins with none.
func leadingNumber(b []byte) int {
	if len(b) == 0 || b[0] < '0' || b[0] > '9' {
		return -1
	}
	return leadingDigits(b)
}

func leadingDigits(b []byte) (n int) {
	for _, c := range b {
		if c < '0' || c > '9' {
			break
		}
		n = n*10 + int(c-'0')
	}
	return n
}

// after returns the number that follows key in d, -1 if there is none.
func after(d []byte, key string) int {
	i := bytes.Index(d, []byte(key))
	if i < 0 {
		return -1
	}
	return leadingNumber(d[i+len(key):])
}
