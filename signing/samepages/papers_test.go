package samepages

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"

	"shenqian/signing"
	"shenqian/signing/keys"
	"shenqian/signing/pdffile"
	"shenqian/signing/trust"
	"shenqian/signing/typeset"
)

var signedOn = time.Date(2021, 1, 25, 9, 30, 0, 0, time.FixedZone("CST", 8*3600))

// typesetPaper is a paper of ours with a seal field.
var typesetPaper = sync.OnceValues(func() ([]byte, error) {
	z, err := zstd.NewReader(nil)
	if err != nil {
		return nil, err
	}
	defer z.Close()
	file := func(name string) typeset.FontFile {
		b, e := os.ReadFile(filepath.Join("..", "..", "packaging", "fonts", name+".ttf.zst"))
		if e == nil {
			b, e = z.DecodeAll(b, nil)
		}
		if e != nil {
			err = e
		}
		return typeset.FontFile{Name: name, Data: b}
	}
	f := typeset.Fonts{Song: file("NotoSerifSC-Bold"), FangSong: file("FandolFang-Regular"), Latin: file("LiberationSerif-Regular")}
	if err != nil {
		return nil, err
	}
	kit, err := typeset.NewKit(f)
	if err != nil {
		return nil, err
	}
	r, err := kit.Typeset(context.Background(), typeset.Document{Title: "执行裁定书", Created: signedOn, Blocks: []typeset.Block{
		typeset.Paragraph{Style: typeset.CourtName, Text: "示范市示范区人民法院", Source: -1},
		typeset.Paragraph{Style: typeset.Body, Text: strings.Repeat("扣划存款3022.46元，已发还申请执行人。", 50), Source: -1},
		typeset.Paragraph{Style: typeset.DateLine, Text: "二〇二一年一月二十五日", Source: -1},
		typeset.SealField{Field: "seal", Label: "院印"},
	}})
	if err != nil {
		return nil, err
	}
	return r.PDF, nil
})

func mustPaper(t *testing.T) []byte {
	t.Helper()
	b, err := typesetPaper()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

var signer = sync.OnceValues(func() (*keys.Credential, error) {
	a, err := trust.NewTrainingAuthority(nil, "示范人民法院", signedOn)
	if err != nil {
		return nil, err
	}
	return a.Issue("示范人民法院", "院印", signedOn, signedOn.AddDate(1, 0, 0))
})

// look is a seal that draws something.
type look struct{}

func (look) WriteForm(w pdffile.ObjectWriter, width, height float64) (int, error) {
	n := w.Reserve()
	w.Deflate(n, "/Type/XObject/Subtype/Form/BBox[0 0 "+pdffile.Format(width)+" "+pdffile.Format(height)+"]/Resources<<>>",
		[]byte("1 0 0 RG 10 10 40 40 re S"))
	return n, nil
}

func sign(t *testing.T, pdf []byte, field string) []byte {
	t.Helper()
	key, err := signer()
	if err != nil {
		t.Fatal(err)
	}
	out, err := signing.Sign(pdf, signing.Request{Field: field, Key: key, Time: signedOn, Appearance: look{}})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// rewrite runs an outside program from one file to another.
func rewrite(t *testing.T, pdf []byte, name string, args ...string) []byte {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Fatal(name + " is missing; packaging/setup test installs it")
	}
	dir := t.TempDir()
	in, to := filepath.Join(dir, "in.pdf"), filepath.Join(dir, "out.pdf")
	if err := os.WriteFile(in, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(name, append(args, in, to)...).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v %s", name, err, out)
	}
	b, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// parts is a paper of two pages in parts, so that a test can change one.
type parts struct {
	catalog, pages, kids, page, first, second, resources, annots, widget, font, unicode, image, form, formDict, state, link, extra string
	more                                                                                                                           []string
}

func newParts() *parts {
	return &parts{
		pages: "/MediaBox[0 0 595 842]", kids: "3 0 R 4 0 R", annots: "9 0 R 16 0 R",
		first:     "q /G gs BT /F 16 Tf 100 700 Td <000100020003> Tj ET /X Do Q /Im Do BI /W 1 /H 1 /BPC 8 /CS /G ID A EI",
		second:    "BT /F 16 Tf 100 700 Td <0002> Tj ET",
		resources: "/Font<</F 8 0 R>>/XObject<</X 12 0 R/Im 11 0 R>>/ExtGState<</G 13 0 R>>",
		widget:    "/Type/Annot/Subtype/Widget/FT/Sig/T(seal)/F 132/Rect[300 100 420 220]/P 3 0 R/AP<</N 14 0 R>>",
		font:      "/Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</Subtype/CIDFontType2>>]/ToUnicode 10 0 R",
		unicode:   "3 beginbfchar <0001> <0034> <0002> <0030> <0003> <5143> endbfchar",
		image:     "\x10", form: "0 0 5 5 re f", formDict: "/BBox[0 0 9 9]", state: "/ca 1",
		link: "/Type/Annot/Subtype/Link/Rect[1 1 9 9]/Dest[4 0 R/Fit]",
	}
}

func (p *parts) build() []byte {
	f := pdffile.NewFile(6)
	for range 16 {
		f.Reserve()
	}
	put := func(n int, dict string) { f.Put(n, "<<"+dict+">>") }
	put(1, "/Type/Catalog/Pages 2 0 R/AcroForm 15 0 R"+p.catalog)
	put(2, "/Type/Pages/Count 2/Kids["+p.kids+"]/Resources<<"+p.resources+">>"+p.pages)
	put(3, "/Type/Page/Parent 2 0 R/Contents 5 0 R/Annots["+p.annots+"]"+p.page)
	put(4, "/Type/Page/Parent 2 0 R/Contents 6 0 R")
	f.Deflate(5, "", []byte(p.first))
	f.Deflate(6, "", []byte(p.second))
	put(7, "/Title(a)")
	put(8, p.font)
	put(9, p.widget)
	f.Deflate(10, "", []byte(p.unicode))
	f.Stream(11, "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray", []byte(p.image))
	f.Stream(12, "/Type/XObject/Subtype/Form/Resources<<>>"+p.formDict, []byte(p.form))
	put(13, p.state)
	f.Stream(14, "/Type/XObject/Subtype/Form/BBox[0 0 0 0]/Resources<<>>", nil)
	put(15, "/Fields[9 0 R]/SigFlags 3"+p.extra)
	put(16, p.link)
	for _, m := range p.more {
		n := f.Reserve()
		if dict, data, ok := strings.Cut(m, "|"); ok {
			f.Stream(n, dict, []byte(data))
		} else {
			put(n, m)
		}
	}
	return f.Close(1, 7)
}
