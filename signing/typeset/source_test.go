package typeset

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"regexp"
	"testing"
)

// fpdfVersion is the version whose output source.go was written against. To
// take another, look at what fails here, then at the pages.
const fpdfVersion = "v0.12.0"

func TestFpdfIsTheVersionWeRead(t *testing.T) {
	b, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`codeberg\.org/go-pdf/fpdf (\S+)`).FindSubmatch(b)
	if m == nil || string(m[1]) != fpdfVersion {
		t.Errorf("go.mod has %s, source.go reads %s", m, fpdfVersion)
	}
}

func TestFpdfOutputHasTheShapeWeRead(t *testing.T) {
	k := testKit(t)
	c := newCanvas(k, testTime)
	c.newPage()
	v := k.looks[Ruling][BodyNoIndent]
	items, err := k.itemize([]rune("裁定(1)"), 0, &v)
	if err != nil {
		t.Fatal(err)
	}
	s := sums(items)
	line := k.set(items, span{0, len(items)}, 0, textWidth, &v, &s, true)
	c.open("P", 0)
	c.line(&line, 100, 100)
	c.close()
	c.rule(rule{1, 2, 3, 4, hairline, false}, 0)
	c.newPage()
	var raw bytes.Buffer
	if err := c.pdf.Output(&raw); err != nil {
		t.Fatal(err)
	}
	src, err := readSource(raw.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	pages := src.pages()
	if len(pages) != 2 || len(src.fonts()) != 2 {
		t.Fatalf("pages %v, fonts %v", pages, src.fonts())
	}
	for face, name := range src.fonts() {
		if !bytes.Contains(src.content(pages[0]), []byte("BT "+name+" 16.00 Tf ET")) {
			t.Errorf("face %d is not %s on the page", face, name)
		}
	}
	content := src.content(pages[0])
	for _, want := range []string{"/P <</MCID 0>> BDC", "\x00\x01\x00\x02) Tj ET", "EMC", "1.00 839.89 m 3.00 837.89 l S", "-0.207 Tc"} {
		if !bytes.Contains(content, []byte(want)) {
			t.Errorf("no %q in\n%q", want, content)
		}
	}
	const golden = "e3b6cff21fe4"
	if got := fmt.Sprintf("%x", sha256.Sum256(content))[:12]; got != golden {
		t.Errorf("the content stream is %s, was %s:\n%q", got, golden, content)
	}
}

func TestACutOffSourceIsAnError(t *testing.T) {
	for _, s := range []string{"", "startxref\n", "startxref\n99999\n", "xref\n0 3\n0000000000\nstartxref\n0\n"} {
		if _, err := readSource([]byte(s)); err == nil {
			t.Errorf("%q is taken for a file", s)
		}
	}
}
