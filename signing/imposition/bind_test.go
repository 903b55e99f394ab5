package imposition_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"shenqian/signing/fault"
	"shenqian/signing/imposition"
	"shenqian/signing/pdffile"
	"shenqian/signing/pdftext"
)

// leaf makes a file of some pages, each drawing nothing, with an annotation on
// the first.
func leaf(pages int, extra, annot string) []byte {
	w := pdffile.NewFile(1)
	catalog, tree, info := w.Reserve(), w.Reserve(), w.Reserve()
	form := w.Reserve()
	w.Stream(form, "/Type/XObject/Subtype/Form/BBox[0 0 10 10]", []byte("0 0 10 10 re f"))
	var kids []int
	for i := range pages {
		content, page := w.Reserve(), w.Reserve()
		w.Stream(content, "", fmt.Appendf(nil, "%d 0 m", i))
		body := "<</Type/Page/Parent " + pdffile.Ref(tree) + "/Contents " + pdffile.Ref(content)
		if i == 0 && annot != "" {
			body += "/Annots[<</Type/Annot/Subtype/Widget/Rect[1 2 3 4]" + strings.ReplaceAll(annot, "FORM", pdffile.Ref(form)) + ">>]"
		}
		w.Put(page, body+">>")
		kids = append(kids, page)
	}
	w.Put(tree, fmt.Sprintf("<</Type/Pages/MediaBox[0 0 200 100]/Rotate 90/Resources<<>>/Kids[%s]/Count %d>>", pdffile.Refs(kids), pages))
	w.Put(catalog, "<</Type/Catalog/Pages "+pdffile.Ref(tree)+extra+">>")
	w.Put(info, "<<>>")
	return w.Close(catalog, info)
}

func pagesOf(t *testing.T, pdf []byte) (pdffile.View, []pdffile.Page) {
	t.Helper()
	r, err := pdffile.Open(pdf)
	if err != nil {
		t.Fatal(err)
	}
	ps, err := r.Latest().Pages()
	if err != nil {
		t.Fatal(err)
	}
	return r.Latest(), ps
}

func TestEveryCopyBeginsOnAnOddPage(t *testing.T) {
	for _, c := range []struct {
		pages, copies int
		duplex        bool
		want          string // b: blank
	}{
		{1, 3, true, "0b0b0"},
		{2, 2, true, "0101"},
		{3, 2, true, "012b012"},
		{3, 2, false, "012012"},
		{1, 0, true, "0"},
	} {
		pdf, n, err := imposition.Bind([]imposition.Paper{{PDF: leaf(c.pages, "", ""), Copies: c.copies}}, imposition.Binding{Duplex: c.duplex})
		if err != nil {
			t.Fatal(err)
		}
		v, ps := pagesOf(t, pdf)
		got := ""
		for i := range ps {
			content, err := v.Content(&ps[i])
			if err != nil {
				t.Fatal(err)
			}
			if len(content) == 0 {
				got += "b"
			} else {
				got += string(content[:1])
			}
		}
		if got != c.want || n != len(ps) {
			t.Errorf("%d pages, %d copies: %s of %d, want %s", c.pages, c.copies, got, n, c.want)
		}
	}
}

func TestPagesKeepWhatTheyInherit(t *testing.T) {
	pdf, _, err := imposition.Bind([]imposition.Paper{{PDF: leaf(1, "", "")}}, imposition.Binding{})
	if err != nil {
		t.Fatal(err)
	}
	_, ps := pagesOf(t, pdf)
	if got := pdffile.Format(ps[0].Dict["MediaBox"]) + pdffile.Format(ps[0].Dict["Rotate"]); got != "[0 0 200 100]90" {
		t.Error(got)
	}
}

func TestWhatAnAnnotationPrintsIsKeptAndNothingElse(t *testing.T) {
	for annot, want := range map[string]bool{
		"/F 4/AP<</N FORM>>": true, "/F 132/AP<</N FORM>>": true, "/F 4/AS/On/AP<</N<</On FORM>>>>": true,
		"/AP<</N FORM>>": false, "/F 6/AP<</N FORM>>": false, "/F 4": false, "/F 4/AS/Off/AP<</N<</On FORM>>>>": false,
	} {
		pdf, _, err := imposition.Bind([]imposition.Paper{{PDF: leaf(1, "", annot+"/A<</S/JavaScript/JS(x)>>/FT/Sig")}}, imposition.Binding{})
		if err != nil {
			t.Fatal(err)
		}
		if got := bytes.Contains(pdf, []byte("/Stamp")); got != want {
			t.Errorf("%s: %v", annot, got)
		}
		for _, no := range []string{"JavaScript", "/Sig", "/Widget", "/AcroForm"} {
			if bytes.Contains(pdf, []byte(no)) {
				t.Errorf("%s: %s is left in the file", annot, no)
			}
		}
	}
}

func TestLayersAndForeignDataAreRefused(t *testing.T) {
	for code, pdf := range map[string][]byte{
		"pdf.layers": leaf(1, "/OCProperties<<>>", ""),
		"pdf.header": []byte("no PDF"),
	} {
		_, _, err := imposition.Bind([]imposition.Paper{{PDF: pdf}}, imposition.Binding{})
		var f *fault.Error
		if !errors.As(err, &f) || f.Code != code {
			t.Errorf("%s: %v", code, err)
		}
	}
}

type square struct{}

func (square) WriteForm(w pdffile.ObjectWriter, width, height float64) (int, error) {
	n := w.Reserve()
	w.Stream(n, fmt.Sprintf("/Type/XObject/Subtype/Form/BBox[0 0 %f %f]", width, height), []byte("0 0 5 5 re f"))
	return n, nil
}

func TestNumbersStandInTheUpperOuterCornerAsThePageIsRead(t *testing.T) {
	asked := []int{}
	pdf, _, err := imposition.Bind([]imposition.Paper{{PDF: leaf(2, "", "")}}, imposition.Binding{Number: func(n int) imposition.Drawing {
		asked = append(asked, n)
		return square{}
	}})
	if err != nil {
		t.Fatal(err)
	}
	_, ps := pagesOf(t, pdf)
	// Turned by 90°, the upper edge is the left one, the right edge the top.
	for i, high := range []bool{true, false} {
		rect := ps[i].Dict["Annots"].(pdffile.Array)[0].(pdffile.Dict)["Rect"].(pdffile.Array)
		x, y := rect[0].(float64), rect[1].(float64)
		if x > 30 || (y > 16) != high {
			t.Errorf("page %d: %v", i+1, rect)
		}
	}
	if fmt.Sprint(asked) != "[1 2]" {
		t.Error(asked)
	}
}

func TestTheSamePapersGiveTheSameBytes(t *testing.T) {
	bound := func() []byte {
		pdf, _, err := imposition.Bind([]imposition.Paper{{PDF: leaf(2, "", "/F 4/AP<</N FORM>>"), Copies: 2}}, imposition.Binding{Title: "甲", Created: time.Unix(0, 0)})
		if err != nil {
			t.Fatal(err)
		}
		return pdf
	}
	if !bytes.Equal(bound(), bound()) {
		t.Error("not the same")
	}
}

func FuzzBind(f *testing.F) {
	f.Add(leaf(2, "", "/F 4/AP<</N FORM>>"))
	f.Fuzz(func(t *testing.T, b []byte) {
		pdf, n, err := imposition.Bind([]imposition.Paper{{PDF: b, Copies: 2}}, imposition.Binding{Duplex: true})
		if err != nil {
			return
		}
		if _, ps := pagesOf(t, pdf); len(ps) != n {
			t.Errorf("%d pages, said %d", len(ps), n)
		}
		_, _ = pdftext.Extract(pdf) // must not panic
	})
}
