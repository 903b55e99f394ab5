package desk

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"

	"shenqian/app"
	"shenqian/app/preview"
	"shenqian/packaging/fonts"
	"shenqian/review"
	"shenqian/ui/theme"
)

// inkless draws pages without PDFium: white, with a grey line every 40 pixels.
// What a page says is app/preview's test; here it is what surrounds it.
type inkless struct{ pages int }

func (d inkless) Pages(context.Context, string, []byte) ([]preview.Size, error) {
	out := make([]preview.Size, d.pages)
	for i := range out {
		out[i] = preview.Size{Width: 595.28, Height: 841.89}
	}
	return out, nil
}

func (d inkless) Page(_ context.Context, _ string, _ []byte, _, width int) (image.Image, error) {
	img := image.NewRGBA(image.Rect(0, 0, width, width*842/595))
	draw.Draw(img, img.Bounds(), image.White, image.Point{}, draw.Src)
	for y := width / 4; y < img.Bounds().Dy()-width/5; y += 40 {
		draw.Draw(img, image.Rect(width/7, y, width-width/7, y+2), image.NewUniform(color.Gray{Y: 0xBB}), image.Point{}, draw.Src)
	}
	return img, nil
}

func (inkless) Close() error { return nil }

var testFaces = func() theme.Faces {
	set, err := fonts.Find("")
	if err != nil {
		panic(err)
	}
	f, err := theme.LoadFaces(set)
	if err != nil {
		panic(err)
	}
	return f
}()

// newTestDesk opens a desk on what c names, in a look.
func newTestDesk(t *testing.T, c app.Config, mode theme.Mode, percent int) *Desk {
	t.Helper()
	a := test.NewTempApp(t)
	a.Preferences().SetString(prefMode, string(mode))
	a.Preferences().SetInt(prefScale, percent)
	d, err := New(Options{
		App: a, Config: c, Faces: testFaces, AtOnce: true, Write: func(string) string { return "0000-0000" },
		Start: func(context.Context) (Drawer, error) { return inkless{3}, nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	d.win.Resize(fyne.NewSize(1366, 768))
	t.Cleanup(func() {
		if d.court != nil {
			_ = d.court.Close() // a second Close says so
		}
		// Fyne keeps every widget, and with it the desk and its fonts, until
		// something is captured after FYNE_CACHE has passed.
		software.NewCanvas().Capture()
	})
	return d
}

// picture is what the window shows, all laid out, as a real driver does by
// itself when what must fit has grown.
func (d *Desk) picture() image.Image {
	d.win.Resize(fyne.NewSize(1366, 769))
	d.win.Resize(fyne.NewSize(1366, 768))
	return d.win.Canvas().Capture()
}

// seat signs a person of the test court in.
func (d *Desk) seat(t *testing.T, name string) {
	t.Helper()
	p, err := d.court.Person(context.Background(), name)
	if err != nil {
		t.Fatal(err)
	}
	d.sitDown(p)
	if d.court.Session() == nil || d.court.Session().Person.Name != name {
		t.Fatal("not signed in")
	}
}

func looks(t *testing.T, f func(t *testing.T, mode theme.Mode, percent int, name string)) {
	for _, mode := range []theme.Mode{theme.LightMode, theme.DarkMode} {
		for _, percent := range []int{100, 150} {
			name := fmt.Sprintf("%s-%d", mode, percent)
			t.Run(name, func(t *testing.T) { f(t, mode, percent, name) })
		}
	}
}

// TestScreens compares the main screens, in light and dark, at 100 % and 150 %.
func TestScreens(t *testing.T) {
	if testing.Short() {
		t.Skip("draws twenty screens")
	}
	dir := t.TempDir()
	c := layCourt(t, dir, testDay)
	c.must(c.app.Close())
	looks(t, func(t *testing.T, mode theme.Mode, percent int, name string) {
		d := newTestDesk(t, c.config(), mode, percent)
		if mode == theme.LightMode && percent == 100 {
			test.AssertImageMatches(t, "signin.png", d.picture())
		}
		d.seat(t, "顾清和")
		test.AssertImageMatches(t, "desk-"+name+".png", d.picture())
		for i := 0; i < 20 && d.top() == nil; i++ {
			d.mainAct()
		}
		if d.top() == nil {
			t.Fatal("the sign dialog did not open")
		}
		test.AssertImageMatches(t, "sign-"+name+".png", d.picture())
		d.escape()
		d.decideByKey("return")
		if mode == theme.LightMode && percent == 100 {
			test.AssertImageMatches(t, "return.png", d.picture())
		}
		d.escape()
		d.leave()
		d.seat(t, "许安宁")
		d.imported(&app.ImportReport{Items: []app.ImportItem{
			{File: "a/裁定书.docx", CaseNumber: "（2025）鲁9901执112号之一", As: "ruling"},
			{File: "a/案件信息.json", CaseNumber: "（2025）鲁9901执112号之一", As: "casefile", Unknown: []string{"备注"}},
			{File: "a/坏.docx", Error: d.words.Explain(review.Fault("intake.docx"))},
		}}, nil)
		test.AssertImageMatches(t, "import-"+name+".png", d.picture())
		d.escape()
		d.clockBoard()
		test.AssertImageMatches(t, "clocks-"+name+".png", d.picture())
		d.escape()
		c := d.court
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
	})
}

// TestFirstScreen compares the first start.
func TestFirstScreen(t *testing.T) {
	if testing.Short() {
		t.Skip("draws four screens")
	}
	looks(t, func(t *testing.T, mode theme.Mode, percent int, name string) {
		at, err := filepath.Abs("testdata")
		if err != nil {
			t.Fatal(err)
		}
		t.Chdir(t.TempDir()) // a path that is the same everywhere
		d := newTestDesk(t, app.Config{Data: "court"}, mode, percent)
		shot := d.picture()
		t.Chdir(filepath.Dir(at))
		test.AssertImageMatches(t, "first-"+name+".png", shot)
	})
}

// TestPresidentSigns goes through the president's morning by the keyboard's
// functions: every page seen, signed, the next paper there.
func TestPresidentSigns(t *testing.T) {
	c := layCourt(t, t.TempDir(), testDay)
	c.must(c.app.Close())
	d := newTestDesk(t, c.config(), theme.LightMode, 100)
	d.seat(t, "顾清和")
	for d.open.matter().Frozen == nil || d.open.matter().Frozen.Open > 0 {
		d.step(1)
	}
	first := d.open.id
	if d.open.showing == nil || d.paper.pages.Unseen() == 0 {
		t.Fatal("nothing to be seen yet")
	}
	for i := 0; i < 20 && d.top() == nil; i++ {
		d.mainAct()
	}
	if d.paper.pages.Unseen() != 0 || d.top() == nil {
		t.Fatal("the dialog opened before all pages were seen, or never")
	}
	// Return in any of its fields signs nothing.
	if f := d.win.Canvas().Focused(); f != nil {
		f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	}
	d.mainAct()
	m, err := d.court.Load(context.Background(), first)
	if err != nil || m.Matter.State != review.StatePresident {
		t.Fatal("signed by Return or Ctrl+Enter", err)
	}
	pressed := press(t, d, d.say("ui.sign.sign"))
	if m, err = d.court.Load(context.Background(), first); err != nil || m.Matter.State != review.StateApproved {
		t.Fatalf("not approved (%v): %v", pressed, err)
	}
	if d.open.id == first || d.open.showing == nil {
		t.Fatal("the next paper is not there")
	}
	if s := d.toast.Sentence(); !strings.Contains(s, "已签发") {
		t.Fatalf("said %q", s)
	}
	if d.sit.cred == nil {
		t.Fatal("the certificate was not kept for the sitting")
	}
}

// TestDeciding asks a reason, keeps it over an error, and remembers it.
func TestDeciding(t *testing.T) {
	c := layCourt(t, t.TempDir(), testDay)
	c.must(c.app.Close())
	d := newTestDesk(t, c.config(), theme.LightMode, 100)
	d.seat(t, "顾清和")
	id := d.open.id
	d.decideByKey("return")
	press(t, d, d.say("ui.reason.do.return"))
	if d.top() == nil || d.open.id != id {
		t.Fatal("returned without a reason")
	}
	d.typed[id+"\x00return"] = "查控结果未附卷。"
	d.escape()
	d.sit.pass = "wrong"
	d.decideByKey("return")
	press(t, d, d.say("ui.reason.do.return"))
	if d.top() == nil || d.typed[id+"\x00return"] == "" {
		t.Fatal("what was typed did not survive a wrong passphrase")
	}
	d.escape()
	d.sit.pass = testPass
	d.decideByKey("return")
	press(t, d, d.say("ui.reason.do.return"))
	m, err := d.court.Load(context.Background(), id)
	if err != nil || m.Matter.State != review.StateReturned {
		t.Fatal("not returned", err)
	}
	if r, err := d.recent("return"); err != nil || len(r) != 1 || r[0] != "查控结果未附卷。" {
		t.Fatal("reasons", r, err)
	}
	if r := d.fyne.Preferences().StringList("reasons.return"); len(r) != 0 {
		t.Fatal("reasons in clear", r)
	}
	// Nothing in the court's folder says it in clear, and it is his alone.
	err = filepath.WalkDir(filepath.Join(c.dir, "notes"), func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if bytes.Contains(b, []byte("查控结果")) {
			t.Error("in clear:", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	d.leave()
	d.seat(t, "唐允恭")
	if r, err := d.recent("return"); err != nil || len(r) != 0 {
		t.Fatal("someone else's reasons", r, err)
	}
}

// TestOldPreferences removes what was kept in clear, and keeps the courts'
// people apart.
func TestOldPreferences(t *testing.T) {
	c := layCourt(t, t.TempDir(), testDay)
	c.must(c.app.Close())
	d := newTestDesk(t, c.config(), theme.LightMode, 100)
	p := d.fyne.Preferences()
	p.SetStringList("reasons.return", []string{"查控结果未附卷。"})
	p.SetString("key.p01", "/somewhere.p12")
	d.forgetOld()
	if len(p.StringList("reasons.return")) != 0 || p.String("key.p01") != "" {
		t.Fatal("still there")
	}
	other := layCourt(t, t.TempDir(), testDay)
	defer func() { c.must(other.app.Close()) }()
	if keyPref(d.court, "p01") == keyPref(other.app, "p01") {
		t.Fatal("one court's certificate file is offered in another")
	}
}

// TestChangedElsewhere shows the banner and takes the acts away.
func TestChangedElsewhere(t *testing.T) {
	c := layCourt(t, t.TempDir(), testDay)
	c.must(c.app.Close())
	d := newTestDesk(t, c.config(), theme.LightMode, 100)
	d.seat(t, "顾清和")
	if err := d.court.Answer(context.Background(), d.open.id, "none", "x", ""); err == nil {
		t.Fatal("a rule that isn't there was answered")
	}
	if _, err := d.court.Park(context.Background(), d.open.id, "另有来信"); err != nil {
		t.Fatal(err)
	}
	if !d.open.stale {
		t.Fatal("the change was not noticed")
	}
	d.mainAct()
	if d.top() != nil {
		t.Fatal("a paper that has changed can be signed")
	}
	d.reload()
	if d.open.stale || d.open.matter().Parked == "" {
		t.Fatal("not opened again")
	}
}

// TestRestyle changes the look of a desk that is open: it must then look like
// one that was started that way.
func TestRestyle(t *testing.T) {
	if testing.Short() {
		t.Skip("draws dozens of screens; the full run does")
	}
	c := layCourt(t, t.TempDir(), testDay)
	c.must(c.app.Close())
	type look struct {
		mode    theme.Mode
		percent int
	}
	desk := func(t *testing.T, l look, name string) *Desk {
		d := newTestDesk(t, c.config(), l.mode, l.percent)
		d.seat(t, name)
		d.queue.only(false)
		for d.queue.index() < 2 {
			d.step(1)
		}
		return d
	}
	for _, name := range []string{"顾清和", "林知夏"} {
		for _, x := range []struct{ from, to look }{
			{look{theme.LightMode, 100}, look{theme.DarkMode, 100}},
			{look{theme.DarkMode, 100}, look{theme.LightMode, 100}},
			{look{theme.LightMode, 100}, look{theme.LightMode, 130}},
			{look{theme.DarkMode, 150}, look{theme.LightMode, 100}},
		} {
			t.Run(fmt.Sprintf("%s-%s-%d-%s-%d", name, x.from.mode, x.from.percent, x.to.mode, x.to.percent), func(t *testing.T) {
				d := desk(t, x.from, name)
				before := d.picture()
				d.fyne.Preferences().SetString(prefMode, string(x.to.mode))
				d.fyne.Preferences().SetInt(prefScale, x.to.percent)
				d.restyle()
				got := d.picture()
				if n, _ := differ(before, got); n == 0 {
					t.Fatal("nothing changed")
				}
				if err := d.court.Close(); err != nil {
					t.Fatal(err)
				}
				d = desk(t, x.to, name)
				if n, where := differ(got, d.picture()); n > 0 {
					t.Errorf("%d pixels differ, within %v", n, where)
				}
				if err := d.court.Close(); err != nil {
					t.Fatal(err)
				}
			})
		}
	}
}

// differ counts the pixels two pictures differ in, and tells where they lie.
func differ(a, b image.Image) (n int, where image.Rectangle) {
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y++ {
		for x := a.Bounds().Min.X; x < a.Bounds().Max.X; x++ {
			if color.NRGBAModel.Convert(a.At(x, y)) != color.NRGBAModel.Convert(b.At(x, y)) {
				n++
				where = where.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return n, where
}
