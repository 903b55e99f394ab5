package pdffile

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"shenqian/signing/fault"
)

func codeOf(err error) string {
	var f *fault.Error
	if errors.As(err, &f) {
		return f.Code
	}
	return fmt.Sprint(err)
}

func TestEveryRevisionIsKeptApart(t *testing.T) {
	one := small()
	r, err := Open(one)
	if err != nil {
		t.Fatal(err)
	}
	u, err := NewUpdate(r, 100)
	if err != nil {
		t.Fatal(err)
	}
	u.Put(3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>")
	n := u.Reserve()
	u.Put(n, "(new)")
	two := u.Close()
	r, err = Open(two)
	if err != nil || len(r.Revisions) != 2 {
		t.Fatal(err, r)
	}
	if r.Revisions[0].Length != len(one) || r.Revisions[1].Length != len(two) || r.Tail != len(two) {
		t.Errorf("%+v", r.Revisions)
	}
	if r.At(0).Lookup(n) != nil || string(r.At(1).String(Reference{n, 0})) != "new" {
		t.Error("the new object belongs to the second revision only")
	}
	if len(r.At(0).Dict(Reference{3, 0})) != 4 || len(r.Latest().Dict(Reference{3, 0})) != 3 {
		t.Error("the page differs between revisions")
	}
	if got := r.Revisions[1].Numbers(); len(got) != 2 || got[0] != 3 || got[1] != n {
		t.Error(got)
	}
	if v := r.Latest().Resolve(Reference{n, 1}); v != nil {
		t.Error("another generation is another object")
	}
}

func TestAFileWithoutALastLineEndKeepsItsBytes(t *testing.T) {
	one := bytes.TrimSpace(small())
	r, err := Open(one)
	if err != nil {
		t.Fatal(err)
	}
	u, err := NewUpdate(r, 100)
	if err != nil {
		t.Fatal(err)
	}
	u.Put(u.Reserve(), "null")
	r, err = Open(u.Close())
	if err != nil || r.Revisions[0].Length != len(one) || len(r.Revisions[1].Stray) != 0 {
		t.Errorf("%v %+v", err, r)
	}
}

func TestWrongFilesAreRefusedByCode(t *testing.T) {
	good := string(small())
	swap := func(old, with string) string {
		if !strings.Contains(good, old) {
			t.Fatalf("no %q", old)
		}
		return strings.Replace(good, old, with, 1)
	}
	for want, files := range map[string][]string{
		"pdf.header":        {"", "hello", " " + good},
		"pdf.startxref":     {"%PDF-1.7\n", good[:len(good)-8], swap("startxref", "startxxxx"), good + "%%EOF\n"},
		"pdf.xref":          {swap("00000 n \n", "00000 n\n\n"), swap("xref\n0 5", "xref\n0 9")},
		"pdf.size":          {swap("/Size 5", "/Size 4"), swap("/Size 5", "/Size 0")},
		"pdf.object-place":  {swap("2 0 obj", "7 0 obj"), swap("2 0 obj", "2 1 obj")},
		"pdf.duplicate-key": {swap("/Count 1/Kids", "/Kids  1/Kids")},
		"pdf.encrypted":     {swap("/Size 5", "/Encrypt<<>>/Size 5")},
		"pdf.prev":          {swap("/Size 5", "/Prev 0/Size 5"), swap("/Size 5", "/Prev 99999/Size 5")},
		"pdf.syntax":        {swap("/Count 1", "/Count }"), swap("endobj", "endxxx"), swap("/Count 1", "/Co#zz 1")},
	} {
		for i, f := range files {
			if _, err := Open([]byte(f)); codeOf(err) != want {
				t.Errorf("%s %d: got %v", want, i, err)
			}
		}
	}
}

func TestAFileMadeToExhaustTheReaderIsRefused(t *testing.T) {
	build := func(f func(f *File)) []byte {
		w := NewFile(9)
		root := w.Reserve()
		w.Put(root, "<<>>")
		f(w)
		return w.Close(root, root)
	}
	deep := build(func(f *File) { f.Put(f.Reserve(), strings.Repeat("[", 1000)+strings.Repeat("]", 1000)) })
	if _, err := Open(deep); codeOf(err) != "pdf.too-large" {
		t.Error("depth:", err)
	}
	l := DefaultLimits()
	l.Values = 1000
	wide := build(func(f *File) { f.Put(f.Reserve(), "["+strings.Repeat("0 ", 2000)+"]") })
	if _, err := OpenLimited(wide, l); codeOf(err) != "pdf.too-large" {
		t.Error("values:", err)
	}
	l = DefaultLimits()
	l.Size = 100
	if _, err := OpenLimited(wide, l); codeOf(err) != "pdf.too-large" {
		t.Error("size:", err)
	}
	l = DefaultLimits()
	l.Objects = 3
	if _, err := OpenLimited(small(), l); err == nil {
		t.Error("objects")
	}
	bomb := build(func(f *File) { f.Deflate(f.Reserve(), "", make([]byte, 64<<20)) })
	r, err := Open(bomb)
	if err != nil {
		t.Fatal(err)
	}
	s := r.Latest().Resolve(Reference{2, 0}).(*Stream)
	if _, err := r.Latest().Decode(s); codeOf(err) != "pdf.too-large" {
		t.Error("a stream that inflates a thousandfold:", err)
	}
	many := small()
	l = DefaultLimits()
	l.Revisions = 4
	for range 5 {
		r, err := Open(many)
		if err != nil {
			t.Fatal(err)
		}
		u, err := NewUpdate(r, 10)
		if err != nil {
			t.Fatal(err)
		}
		many = u.Close()
	}
	if _, err := OpenLimited(many, l); codeOf(err) != "pdf.too-large" {
		t.Error("revisions:", err)
	}
}

func TestObjectsReadAsTheyAreWritten(t *testing.T) {
	for in, want := range map[string]string{
		`<</A/B#20C/D(a\)\(b\\\101\r\n)/E<4f4>>>`: `<</A /B#20C/D <61292862 5c410d0a>/E <4f40>>>`,
		`[1 -2 +3 4. .5 -0.25 true false null]`:   `[1 -2 3 4 0.5 -0.25 true false null]`,
		`[1 0 R 2 0 R 3 4]`:                       `[1 0 R 2 0 R 3 4]`,
		"(a\r\nb\\\nc)":                           `<610a6263>`,
		"<</K%c\n 1>>":                            `<</K 1>>`,
	} {
		l := DefaultLimits()
		p := &parser{lexer: lexer{b: []byte(in)}, budget: &budget{Limits: l, values: l.Values}}
		o, err := p.object()
		if err != nil || Format(o) != strings.ReplaceAll(want, "62 5c", "625c") {
			t.Errorf("%s: %v %s", in, err, Format(o))
		}
	}
}
