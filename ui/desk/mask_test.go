package desk

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"shenqian/app"
	"shenqian/review"
	"shenqian/review/mask"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// maskCases are rulings with something to look at.
var maskCases = []testCase{
	{number: 401, applicant: "孟庆安", debtor: "云湖宏图建筑安装有限公司", cause: "民间借贷纠纷", due: 268500, filed: 160, view: "同意终本。", until: "approve", extra: "五、2025年12月1日，到宏图公司住所地调查，其法定代表人段志成（公民身份号码370102197103081234，联系电话13900000001）称公司已停产，段志成之妻患病住院，银行账号6222021602001234567已无余额。\n"},
	{number: 402, applicant: "周小满", debtor: "段志成", cause: "劳动报酬纠纷", due: 18600, filed: 140, view: "同意终本。", until: "approve"},
}

// serveAll takes approved cases to the day on which they may be published.
func serveAll(t *testing.T, c *testCourt, cases ...testCase) (ids []string) {
	t.Helper()
	ctx := context.Background()
	court, err := c.app.LoadCredential(filepath.Join(c.dir, "certificates", app.DemonstrationCourtKey), func() ([]byte, error) { return []byte(testPass), nil })
	c.must(err)
	for _, x := range cases {
		c.play(x)
		id := "termination/（2025）鲁9901执" + itoa(x.number) + "号之一"
		c.sit("许安宁")
		m, err := c.app.Collate(ctx, id, 5)
		c.must(err)
		c.sit("姚慎之")
		_, err = c.app.Seal(ctx, id, app.SealRequest{Own: c.keys["姚慎之"], Court: court})
		c.must(err)
		c.sit("许安宁")
		for _, r := range m.ServiceCopy.Recipients {
			_, err = c.app.Serve(ctx, id, app.ServeRequest{Party: r.Name, How: "直接", On: review.DateOf(c.now)})
			c.must(err)
		}
		ids = append(ids, id)
	}
	return ids
}

// maskDesk is a desk at which the clerk has served rulings.
func maskDesk(t *testing.T, mode theme.Mode, percent int, cases ...testCase) (*Desk, []string) {
	t.Helper()
	c := layCourt(t, t.TempDir(), testDay)
	ids := serveAll(t, c, cases...)
	c.must(c.app.Close())
	d := newTestDesk(t, c.config(), mode, percent)
	d.seat(t, "许安宁")
	return d, ids
}

// key presses a key where the focus is, as the driver does.
func (d *Desk) key(name fyne.KeyName, mod fyne.KeyModifier) {
	if mod != 0 && mod != fyne.KeyModifierShift {
		d.typedKey(name, mod) // what every shortcut of the window is bound to
		return
	}
	f := d.win.Canvas().Focused()
	shift := &fyne.KeyEvent{Name: desktop.KeyShiftLeft}
	if k, ok := f.(desktop.Keyable); ok && mod != 0 {
		k.KeyDown(shift)
		defer k.KeyUp(shift)
	}
	if f == nil {
		d.win.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: name})
		return
	}
	f.TypedKey(&fyne.KeyEvent{Name: name})
}

// openMaskingOf opens the screen by the keyboard.
func (d *Desk) openMaskingOf(t *testing.T, id string) *maskScreen {
	t.Helper()
	d.openCase(t, id)
	d.key(fyne.KeyReturn, ctrl)
	if s := d.masking; s == nil || s.w == nil || s.w.id != id {
		t.Fatal("Ctrl+Enter did not open the masking screen")
	}
	return d.masking
}

// selectWords selects words of the original by the keyboard, from a click on.
func (d *Desk) selectWords(t *testing.T, words string) {
	t.Helper()
	s := d.masking
	text := string(s.w.text)
	i := strings.Index(text, words)
	if i < 0 {
		t.Fatalf("%q is not in the ruling", words)
	}
	at := len([]rune(text[:i]))
	s.script.Select(at, at)
	for range []rune(words) {
		d.key(fyne.KeyRight, fyne.KeyModifierShift)
	}
}

// toDoubt walks to the first doubt with a code.
func (d *Desk) toDoubt(t *testing.T, code string) {
	t.Helper()
	s := d.masking
	for range s.w.items {
		for _, x := range s.w.items[s.w.now].doubts {
			if x.Code == code {
				return
			}
		}
		d.key(fyne.KeyTab, 0)
	}
	t.Fatalf("no doubt %s", code)
}

func TestTheMaskingScreenLooks(t *testing.T) {
	if testing.Short() {
		t.Skip("draws screens")
	}
	for _, look := range []struct {
		mode    theme.Mode
		percent int
		name    string
	}{{theme.LightMode, 100, "light-100"}, {theme.DarkMode, 100, "dark-100"}, {theme.LightMode, 150, "light-150"}} {
		t.Run(look.name, func(t *testing.T) {
			d, ids := maskDesk(t, look.mode, look.percent, maskCases...)
			d.openMaskingOf(t, ids[0])
			test.AssertImageMatches(t, "mask-"+look.name+".png", d.picture())
			d.toDoubt(t, "health")
			test.AssertImageMatches(t, "mask-doubt-"+look.name+".png", d.picture())
			d.selectWords(t, "公司已停产")
			test.AssertImageMatches(t, "mask-selected-"+look.name+".png", d.picture())
			d.key(fyne.KeyM, 0)
			d.key(fyne.KeyTab, fyne.KeyModifierShift)
			d.key(fyne.KeyK, 0)
			d.key(fyne.KeyReturn, ctrl|fyne.KeyModifierShift)
			test.AssertImageMatches(t, "mask-decided-"+look.name+".png", d.picture())
		})
	}
}

func TestTheMaskingScreenLooksInEnglish(t *testing.T) {
	if testing.Short() {
		t.Skip("draws screens")
	}
	c := layCourt(t, t.TempDir(), testDay)
	ids := serveAll(t, c, maskCases...)
	c.must(c.app.Close())
	config := c.config()
	config.Language = "en"
	d := newTestDesk(t, config, theme.DarkMode, 150)
	d.seat(t, "许安宁")
	d.openMaskingOf(t, ids[0])
	d.toDoubt(t, "health")
	test.AssertImageMatches(t, "mask-en-dark-150.png", d.picture())
}

func TestTheMaskingScreenOfARulingInWhichNothingIsHiddenLooks(t *testing.T) {
	d, ids := maskDesk(t, theme.LightMode, 100, testCase{number: 403, applicant: "云湖恒泰建材有限公司", debtor: "云湖宏图建筑安装有限公司", cause: "买卖合同纠纷", due: 9000, filed: 150, view: "同意终本。", until: "approve", nowhere: true})
	s := d.openMaskingOf(t, ids[0])
	if err := s.w.masksBy(mask.Rule2016); err != nil {
		t.Fatal(err)
	}
	s.renew()
	if len(s.w.res.Masked) != 0 {
		t.Fatalf("%+v", s.w.res.Masked)
	}
	test.AssertImageMatches(t, "mask-nothing.png", d.picture())
	for range s.w.items {
		d.key(fyne.KeyReturn, 0)
	}
	d.key(fyne.KeyReturn, ctrl)
	if m := d.matterOf(t, ids[0]); m.Masking != nil {
		t.Fatal("recorded without the tick")
	}
	d.key(fyne.KeyReturn, 0) // the tick
	d.key(fyne.KeyReturn, ctrl)
	if k := d.matterOf(t, ids[0]).Masking; k == nil || !k.Looked || k.Places != 0 || k.Profile != "2016" {
		t.Fatalf("%+v", k)
	}
}

func (d *Desk) matterOf(t *testing.T, id string) *review.Matter {
	t.Helper()
	x, err := d.court.Load(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	return x.Matter
}

// What the clerk does with the keys is what the journal holds.
func TestTheKeysOfTheMaskingScreenEndInTheJournal(t *testing.T) {
	d, ids := maskDesk(t, theme.LightMode, 100, maskCases...)
	s := d.openMaskingOf(t, ids[0])
	begin := len(s.w.items)

	// Shift+Tab and Tab walk both ways, around the ends.
	d.key(fyne.KeyTab, fyne.KeyModifierShift)
	if s.w.now != begin-1 {
		t.Fatalf("at %d", s.w.now)
	}
	d.key(fyne.KeyTab, 0)
	if s.w.now != 0 {
		t.Fatalf("at %d", s.w.now)
	}
	// Nothing is recorded while something is open.
	d.key(fyne.KeyReturn, ctrl)
	if d.matterOf(t, ids[0]).Masking != nil || d.masking != s {
		t.Fatal("recorded, and nothing was looked at")
	}
	// Letters that are typed into the field of words decide nothing.
	d.key(fyne.KeyF, ctrl)
	f := d.win.Canvas().Focused()
	for _, r := range "kmuh" {
		f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyName(strings.ToUpper(string(r)))})
		f.TypedRune(r)
	}
	if len(s.w.past) != 0 || s.word.Text != "kmuh" {
		t.Fatalf("%d decided, %q typed", len(s.w.past), s.word.Text)
	}
	// Words that stand nowhere, or that must stand, are refused, and stay typed.
	for _, words := range []string{"没有的词", "林知夏"} {
		s.word.SetText(words)
		d.key(fyne.KeyReturn, 0)
		if len(s.w.hidden) != 0 || s.word.Text != words || d.toast.Sentence() == "" {
			t.Fatalf("%s: %v", words, s.w.hidden)
		}
	}
	s.word.SetText("公司已停产")
	d.key(fyne.KeyReturn, 0)
	if len(s.w.hidden) != 1 || s.word.Text != "" || strings.Contains(s.w.res.Text, "停产") {
		t.Fatal("not hidden")
	}
	d.key(fyne.KeyU, 0)
	if len(s.w.hidden) != 0 || !strings.Contains(s.w.res.Text, "停产") {
		t.Fatal("not undone")
	}
	// A selection is hidden everywhere, a doubt's words are hidden, a name kept.
	d.selectWords(t, "公司已停产")
	d.key(fyne.KeyM, 0)
	d.toDoubt(t, "health")
	d.key(fyne.KeyM, 0)
	for range s.w.items {
		if i := s.w.items[s.w.now]; len(i.hits) > 0 && i.hits[0].Name == "段志成" && len(i.doubts) == 0 {
			break
		}
		d.key(fyne.KeyTab, 0)
	}
	d.key(fyne.KeyK, 0)
	// What is certain at once, the doubts one by one.
	d.key(fyne.KeyReturn, ctrl|fyne.KeyModifierShift)
	all, certain := s.w.left()
	if certain != 0 || all == 0 {
		t.Fatal(all, certain)
	}
	// Leaving loses nothing.
	d.key(fyne.KeyEscape, 0)
	if d.masking != nil {
		t.Fatal("still there")
	}
	s = d.openMaskingOf(t, ids[0])
	if n, _ := s.w.left(); n != all {
		t.Fatalf("%d left, not %d", n, all)
	}
	for range all {
		d.key(fyne.KeyReturn, 0)
	}
	want := s.w.res.Text
	d.key(fyne.KeyReturn, ctrl)
	k := d.matterOf(t, ids[0]).Masking
	if k == nil || k.By != "许安宁" || k.Masked != review.HashOf([]byte(want)) || len(k.Spared) != 1 || k.Spared[0].Words != "段志成" || len(k.Hidden) != 2 {
		t.Fatalf("%+v", k)
	}
	decided := map[string]string{}
	for _, a := range k.Answers {
		decided[a.Code+" "+a.Quote] = a.Decided
	}
	if decided["health 患病"] != review.MaskHidden || decided["health 住院"] != review.MaskKept || decided["name.other 段志成"] != "" && decided["name.other 段志成"] != review.MaskHidden {
		t.Fatalf("%+v", k.Answers)
	}
	// The next ruling is there; after the last they are published together.
	if d.masking == nil || s.w.id != ids[1] {
		t.Fatal("the next ruling did not open")
	}
	d.key(fyne.KeyReturn, ctrl|fyne.KeyModifierShift)
	for range s.w.items {
		d.key(fyne.KeyReturn, 0)
	}
	d.key(fyne.KeyReturn, ctrl)
	if d.masking != nil || d.top() == nil {
		t.Fatal("publishing was not offered after the last")
	}
	dir := filepath.Join(t.TempDir(), "public")
	press(t, d, d.say("ui.publish.do"))
	if d.top() == nil {
		t.Fatal("published into no folder")
	}
	d.publishInto(t, dir)
	for _, id := range ids {
		m := d.matterOf(t, id)
		if p, there := m.Published(); !there || p.MaskedBy != "许安宁" || p.MaskedText != m.Masking.Masked {
			t.Fatalf("%+v", p)
		}
	}
	if r, err := d.court.VerifyBundle(context.Background(), dir, nil); err != nil || len(r.Items) != 2 || r.Verdict != "valid" {
		t.Fatal(r, err)
	}
}

// publishInto fills in the dialog of publishing, and presses.
func (d *Desk) publishInto(t *testing.T, dir string) {
	t.Helper()
	var folder *kit.Entry
	walk(d.win.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if e, ok := o.(*kit.Entry); ok && folder == nil {
			folder = e
		}
	})
	folder.SetText(dir)
	press(t, d, d.say("ui.publish.do"))
	if d.top() != nil {
		t.Fatal("not published")
	}
}

// Where the court wants four eyes, who masked is not offered to publish, and
// another is.
func TestUnderFourEyesAnotherPublishesInTheWindow(t *testing.T) {
	c := layCourt(t, t.TempDir(), testDay)
	ids := serveAll(t, c, maskCases[1])
	court := c.app.Court()
	court.FourEyes = true
	c.must(c.app.SaveCourt(context.Background(), c.keys["顾清和"], court))
	c.must(c.app.Close())
	d := newTestDesk(t, c.config(), theme.LightMode, 100)
	d.seat(t, "许安宁")
	d.openMaskingOf(t, ids[0])
	d.key(fyne.KeyReturn, ctrl|fyne.KeyModifierShift)
	for range d.masking.w.items {
		d.key(fyne.KeyReturn, 0)
	}
	d.key(fyne.KeyReturn, ctrl)
	if d.masking != nil || d.top() != nil || d.toast.Sentence() != d.say("ui.publish.foureyes") {
		t.Fatal("offered to publish what he masked")
	}
	d.leave()
	d.seat(t, "林知夏")
	d.openCase(t, ids[0])
	d.key(fyne.KeyReturn, ctrl)
	d.publishInto(t, filepath.Join(t.TempDir(), "public"))
	if p, there := d.matterOf(t, ids[0]).Published(); !there || !p.FourEyes || p.MaskedBy != "许安宁" || p.By != "林知夏" {
		t.Fatalf("%+v", p)
	}
}

// A press of the mouse selects, a click on a mark goes to it, and the window
// asks before it forgets what was decided.
func TestTheMouseSelectsAndClosingAsks(t *testing.T) {
	d, ids := maskDesk(t, theme.LightMode, 100, maskCases...)
	s := d.openMaskingOf(t, ids[0])
	d.picture()
	last := len(s.w.items) - 1
	s.script.OnItem(last)
	if s.w.now != last {
		t.Fatal("the click went elsewhere")
	}
	d.close()
	if d.top() != nil || !d.closed {
		t.Fatal("asked, and nothing was decided")
	}
	d, ids = maskDesk(t, theme.LightMode, 100, maskCases...)
	d.openMaskingOf(t, ids[0])
	d.key(fyne.KeyReturn, 0)
	d.close()
	if d.top() == nil || d.closed {
		t.Fatal("closed without a word")
	}
}
