package pdffile

import (
	"errors"
	"testing"

	"shenqian/signing/fault"
)

// treeOf is a file with a page tree of the given nodes, from object 2 on.
func treeOf(nodes ...string) []byte {
	f := NewFile(6)
	root := f.Reserve()
	f.Put(root, "<</Type/Catalog/Pages 2 0 R>>")
	for _, n := range nodes {
		f.Put(f.Reserve(), "<<"+n+">>")
	}
	info := f.Reserve()
	f.Put(info, "<<>>")
	return f.Close(root, info)
}

func pagesOf(t *testing.T, pdf []byte) (View, []Page, error) {
	t.Helper()
	r, err := Open(pdf)
	if err != nil {
		t.Fatal(err)
	}
	p, err := r.Latest().Pages()
	return r.Latest(), p, err
}

func TestPagesInheritFromTheNodesAboveThem(t *testing.T) {
	v, pages, err := pagesOf(t, treeOf("/Kids[3 0 R 5 0 R]/Rotate 90/MediaBox[0 0 1 1]", "/Kids[4 0 R]/Rotate 180", "/Contents[6 0 R null 6 0 R]", "/Rotate 0", "/Length 0"))
	if err != nil || len(pages) != 2 || pages[0].Number != 4 || pages[1].Number != 5 {
		t.Fatalf("%v %+v", err, pages)
	}
	for i, want := range []int64{180, 0} {
		if got := v.Int(pages[i].Inherited("Rotate"), -1); got != want {
			t.Errorf("page %d is turned by %d", i, got)
		}
		if len(v.Array(pages[i].Inherited("MediaBox"))) != 4 || pages[i].Inherited("CropBox") != nil {
			t.Errorf("page %d has other boxes", i)
		}
	}
	if _, err := v.Content(&pages[0]); err == nil {
		t.Error("a dictionary is no content")
	}
}

func TestAPageTreeWithoutEndIsRefused(t *testing.T) {
	wide := "/Kids["
	for range 200 {
		wide += "3 0 R "
	}
	for name, c := range map[string]struct {
		code  string
		nodes []string
	}{
		"in itself":  {"pdf.no-page", []string{"/Kids[3 0 R]", "/Kids[2 0 R]"}},
		"no pages":   {"pdf.no-page", []string{"/Kids[]"}},
		"missing":    {"pdf.no-page", []string{"/Kids[9 0 R]"}},
		"too many":   {"pdf.too-large", []string{wide + "]", "/Kids[4 0 R 4 0 R 4 0 R 4 0 R 4 0 R 4 0 R 4 0 R 4 0 R 4 0 R 4 0 R 4 0 R]", "/Kids[5 0 R 5 0 R 5 0 R 5 0 R 5 0 R 5 0 R 5 0 R 5 0 R 5 0 R 5 0 R]", "/Type/Page"}},
		"not a list": {"pdf.no-page", []string{"/Kids 1"}},
	} {
		_, _, err := pagesOf(t, treeOf(c.nodes...))
		var f *fault.Error
		if !errors.As(err, &f) || f.Code != c.code {
			t.Errorf("%s: %v", name, err)
		}
	}
}
