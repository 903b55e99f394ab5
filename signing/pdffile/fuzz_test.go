package pdffile

import (
	"reflect"
	"slices"
	"testing"
)

// FuzzOpen: whatever the bytes, Open returns; and what it opened can be walked.
func FuzzOpen(f *testing.F) {
	f.Add(small())
	f.Add([]byte("%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer<</Size 1>>\nstartxref\n9\n%%EOF"))
	f.Add([]byte("%PDF-1.7\n1 0 obj<</Type/XRef/W[1 1 1]/Size 2/Length 3>>stream\n\x01\x09\x00\nendstream endobj startxref\n9\n%%EOF"))
	l := DefaultLimits()
	l.Inflated, l.Values = 1<<20, 1<<16
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := OpenLimited(b, l)
		if err != nil {
			return
		}
		for _, n := range r.Latest().Numbers() {
			o := r.Latest().Lookup(n)
			if _, err := r.ValueSpan(o, "Contents"); err != nil {
				continue
			}
		}
		if u, err := NewUpdate(r, 100); err == nil {
			n := u.Reserve()
			u.Put(n, "null")
			if _, err := OpenLimited(u.Close(), l); err != nil {
				t.Logf("an update of an odd file: %v", err)
			}
		}
	})
}

// small is a file of one page.
func small() []byte {
	f := NewFile(6)
	root, pages, page, info := f.Reserve(), f.Reserve(), f.Reserve(), f.Reserve()
	f.Put(root, "<</Type/Catalog/Pages "+Ref(pages)+">>")
	f.Put(pages, "<</Type/Pages/Count 1/Kids["+Ref(page)+"]>>")
	f.Put(page, "<</Type/Page/Parent "+Ref(pages)+"/MediaBox[0 0 595 842]/Resources<<>>>>")
	f.Put(info, "<</Title"+Text("裁定")+">>")
	return f.Close(root, info)
}

// FuzzScan: what Open lets through without making a value of it is exactly
// what the parser makes a value of.
func FuzzScan(f *testing.F) {
	for _, s := range []string{
		"<</A 1/B[1 0 R 2 -3.5 .5 +7 null true]/C<41 4>/D(a\\(b\\)\\101(c))/E#20F<<>>>>", "<</A 1/#41 2>>", "[1 0 R 0 0 R 70000 0 R 1 70000 R]",
		"(a", "<4x>", "<</A>>", "99999999999999999999", "1.2.3", "]", "/a#0", "/a#00", "<< % c\n/A 1>>", "[[[[[[[[[[]]]]]]]]]]", "<</A 1 /B>>", "1 0R", "-", "2147483648 0 R",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		l := DefaultLimits()
		l.Depth, l.Values = 8, 64
		read := func() *parser {
			return &parser{lexer: lexer{b: b}, budget: &budget{Limits: l, values: l.Values}}
		}
		p, s := read(), read()
		_, want := p.object()
		s.noting = true
		got := s.scan()
		if want == nil && !slices.Equal(p.refs, s.refs) {
			t.Errorf("%q: refers to %v, scanned %v", b, p.refs, s.refs)
		}
		if !reflect.DeepEqual(want, got) || p.pos != s.pos || p.budget.values != s.budget.values {
			t.Errorf("%q: parsed to %d of %d, %v; scanned to %d, %v", b, p.pos, len(b), want, s.pos, got)
		}
	})
}
