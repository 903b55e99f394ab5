package preview_test

import (
	"context"
	"errors"
	"image"
	"os"
	"strconv"
	"testing"
	"time"

	"shenqian/app"
	"shenqian/app/preview"
	"shenqian/packaging/fonts"
)

// A ruling as it is typeset, and a PDF whose font is not embedded.
func paper(t testing.TB) []byte {
	t.Helper()
	w, err := app.NewWorkshop(app.Config{})
	if err != nil {
		t.Fatal(err)
	}
	k := w.Kinds()[0]
	s, err := w.Typeset(context.Background(), k.Read("山东省云湖市人民法院\n执 行 裁 定 书\n（2026）鲁9901执1号\n申请执行人：赵𬶋，女。\n终结本次执行程序。\n二〇二六年三月五日"), "（2026）鲁9901执1号", k.Prefill(k.Read("")).FiledOn())
	if err != nil {
		t.Fatal(err)
	}
	return s.PDF
}

func open(t testing.TB) *preview.Reader {
	t.Helper()
	set, err := fonts.Find("")
	if err != nil {
		t.Fatal(err)
	}
	font, err := set.Load(fonts.Hei)
	if err != nil {
		t.Fatal(err)
	}
	// Compiled once for all runs on a machine: it takes seconds.
	dir := os.Getenv("SHENQIAN_TEST_CACHE")
	if dir == "" {
		if dir, err = os.UserCacheDir(); err != nil {
			dir = t.TempDir()
		}
		dir += "/shenqian/pdfium"
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		dir = ""
	}
	r, err := preview.Open(context.Background(), preview.Options{CacheDir: dir, Font: font, Pages: 2})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// ink counts what is not white.
func ink(img image.Image) (n int) {
	b := img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if r, _, _, _ := img.At(x, y).RGBA(); r < 0x8000 {
				n++
			}
		}
	}
	return n
}

// noFont is a page of 宋体 that is not embedded: without a font of ours it
// would be blank, and someone could sign what he can't see.
const noFont = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 64>>stream
BT /F 40 Tf 30 100 Td <88C15B9A4E66> Tj ET                      
endstream endobj
5 0 obj<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>endobj
6 0 obj<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor 7 0 R/DW 1000>>endobj
7 0 obj<</Type/FontDescriptor/FontName/SimSun/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 859/Descent -141/CapHeight 700/StemV 80>>endobj
trailer<</Root 1 0 R/Size 8>>
%%EOF
`

func TestReader(t *testing.T) {
	r := open(t)
	ctx, pdf := context.Background(), paper(t)
	sizes, err := r.Pages(ctx, "a", pdf)
	if err != nil || len(sizes) == 0 || sizes[0].Width < 500 {
		t.Fatal(sizes, err)
	}
	img, err := r.Page(ctx, "a", pdf, 1, 620)
	if err != nil || img.Bounds().Dx() != 620 {
		t.Fatal(err)
	}
	if n := ink(img); n < 500 {
		t.Fatalf("a page with %d dark pixels", n)
	}
	again, err := r.Page(ctx, "a", pdf, 1, 620)
	if err != nil || again != img {
		t.Error("the picture was not kept", err)
	}
	t.Run("font not embedded", func(t *testing.T) {
		img, err := r.Page(ctx, "b", []byte(noFont), 1, 600)
		if err != nil {
			t.Fatal(err)
		}
		if n := ink(img); n < 200 {
			t.Errorf("the words can't be seen: %d dark pixels", n)
		}
	})
	t.Run("bad input", func(t *testing.T) {
		for name, c := range map[string]struct {
			pdf         []byte
			page, width int
			code        string
		}{
			"not a PDF": {[]byte("裁定书"), 1, 600, "preview.unreadable"},
			"empty":     {nil, 1, 600, "preview.large"},
			"no page":   {pdf, 99, 600, "preview.nopage"},
			"too wide":  {pdf, 1, 1 << 20, "preview.large"},
		} {
			if _, err := r.Page(ctx, name, c.pdf, c.page, c.width); app.Code(err) != c.code {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, err := r.Page(ctx, "a", pdf, 1, 500); err != nil {
			t.Error("a good file after bad ones:", err)
		}
	})
	t.Run("cancelled", func(t *testing.T) {
		gone, cancel := context.WithCancel(ctx)
		cancel()
		if _, err := r.Page(gone, "c", pdf, 1, 700); !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	})
	if err := r.Close(); err != nil {
		t.Error(err)
	}
	if _, err := r.Page(ctx, "a", pdf, 1, 620); app.Code(err) != "preview.closed" {
		t.Error("after closing:", err)
	}
}

// A page must be on the screen in less than 100 ms after it was asked for.
func BenchmarkPage(b *testing.B) {
	began := time.Now()
	r := open(b)
	defer r.Close()
	b.Logf("opened in %v", time.Since(began))
	pdf := paper(b)
	i := 0
	for b.Loop() {
		i++ // another hash each time: nothing is kept
		if _, err := r.Page(context.Background(), strconv.Itoa(i), pdf, 1, 900); err != nil {
			b.Fatal(err)
		}
	}
}
