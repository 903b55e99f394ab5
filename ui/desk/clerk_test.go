package desk

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"shenqian/review"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// dossier drops a new case on the window; change edits its text.
func (d *Desk) dropCase(t *testing.T, number string, change func(string) string) string {
	t.Helper()
	text, _ := testCases[0].files(testDay)
	text = change(strings.ReplaceAll(text, "执112号", "执"+number+"号"))
	path := filepath.Join(t.TempDir(), "裁定书.txt")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	d.dropped([]fyne.URI{storage.NewFileURI(path)})
	if d.top() == nil {
		t.Fatal("no report of what was dropped")
	}
	d.escape()
	id := "termination/（2025）鲁9901执" + number + "号之一"
	d.queue.only(false)
	for i := range d.queue.length() {
		if it, _ := d.queue.pages.row(i); it.ID == id {
			d.queue.choose(i)
			return id
		}
	}
	t.Fatal("what was dropped is not in the queue")
	return ""
}

// TestClerk drops a ruling, answers what the check-up finds, loses nothing of
// what was typed, attaches a scan and submits.
func TestClerk(t *testing.T) {
	c := layCourt(t, t.TempDir(), testDay)
	c.must(c.app.Close())
	d := newTestDesk(t, c.config(), theme.LightMode, 100)
	d.seat(t, "林知夏")
	id := d.dropCase(t, "900", func(s string) string {
		return strings.Replace(s, "尚未执行到位262182元", "尚未执行到位262181元", 1)
	})
	if d.open == nil || d.open.id != id || len(d.open.findings) == 0 {
		t.Fatal("no findings")
	}
	if d.side.main != nil {
		t.Fatal("it can be submitted with findings open")
	}
	// What is typed is kept, also over going elsewhere and coming back.
	key := d.open.findings[0].Key()
	d.side.clerk.fields[key].SetText("利息算至裁定日，差一元系四舍五入。")
	d.step(-1)
	if d.open.id == id {
		t.Fatal("did not go elsewhere")
	}
	d.step(1)
	if got := d.side.clerk.fields[key].Text; got != "利息算至裁定日，差一元系四舍五入。" {
		t.Fatalf("kept %q", got)
	}
	for d.side.main == nil {
		var open *review.Finding
		for _, f := range d.open.findings {
			if _, ok := d.open.matter().Answers[f.Key()]; f.NeedsAnswer() && !ok {
				open = &f
				break
			}
		}
		if open == nil {
			t.Fatal("nothing is open, and it can't be submitted")
		}
		d.side.clerk.answer(*open, withText("已核对案卷，情况属实。"), "")
	}
	// A scan, filed by its kind.
	scan := filepath.Join(t.TempDir(), "约谈笔录.png")
	if err := os.WriteFile(scan, []byte("\x89PNG\r\n\x1a\n0000"), 0o600); err != nil {
		t.Fatal(err)
	}
	d.attach(d.open)
	var path *kit.Entry
	walk(d.win.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if e, ok := o.(*kit.Entry); ok {
			path = e
		}
	})
	path.SetText(scan)
	press(t, d, d.say("ui.register.do"))
	if a := d.open.matter().Attachments; len(a) != 1 || a[0].Type != "约谈笔录" {
		t.Fatalf("attachments %+v", a)
	}
	// It can't be shown, and says so.
	d.openAttachment(d.open.matter().Attachments[0])
	if d.top() == nil {
		t.Fatal("a broken scan said nothing")
	}
	d.escape()

	d.mainAct()
	press(t, d, d.say("ui.submit"))
	if s := d.open.matter().State; s != review.StateRoute {
		t.Fatal("not submitted:", s)
	}
	// The 承办人 is of the panel, and signs the step that is his.
	if !d.open.mayStep {
		d.leave()
		d.seat(t, "郑文博")
	}
	if !d.open.mayStep {
		t.Fatal("no step to sign")
	}
	was, sigs := d.open.id, len(d.open.matter().SignOffs)
	d.mainAct()
	press(t, d, d.say("ui.step.do"))
	m, err := d.court.Load(context.Background(), was)
	if err != nil || len(m.Matter.SignOffs) != sigs+1 {
		t.Fatal("not signed", err)
	}
}

func withText(s string) *kit.Entry {
	e := kit.NewEntry()
	e.SetText(s)
	return e
}

// TestStopped shows what can't be overridden, and does not let it through.
func TestStopped(t *testing.T) {
	c := layCourt(t, t.TempDir(), testDay)
	c.must(c.app.Close())
	d := newTestDesk(t, c.config(), theme.LightMode, 100)
	d.seat(t, "许安宁")
	d.dropCase(t, "901", func(s string) string {
		return strings.Replace(s, "\n终结本次执行程序。\n", "\n终结执行。\n", 1)
	})
	lines, _, stopped := d.side.clerk.missing()
	if !stopped || !strings.Contains(strings.Join(lines, "\n"), "不能强制提交") {
		t.Fatal(lines)
	}
	if d.side.main != nil {
		t.Fatal("it can be submitted")
	}
	// A file that is no ruling leaves everything as it was.
	n := d.queue.pages.total
	bad := filepath.Join(t.TempDir(), "裁定书.docx")
	if err := os.WriteFile(bad, []byte("%PDF-1.7"), 0o600); err != nil {
		t.Fatal(err)
	}
	d.dropped([]fyne.URI{storage.NewFileURI(bad)})
	if d.top() == nil || d.queue.pages.total != n {
		t.Fatal("nothing was said, or something taken")
	}
}

// TestFounding makes a court from the first screen, after a wrong passphrase.
func TestFounding(t *testing.T) {
	c := layCourt(t, t.TempDir(), testDay)
	c.must(c.app.Close())
	at := c.config()
	at.Data = filepath.Join(t.TempDir(), "court")
	d := newTestDesk(t, at, theme.LightMode, 100)
	f := founding{court: "山东省云湖市人民法院", president: "顾清和", file: filepath.Join(c.dir, "certificates", "顾清和.p12"), pass: "wrong"}
	var said error
	d.found(f, func(err error) { said = err })
	if said == nil || d.court != nil {
		t.Fatal("a court by a wrong passphrase")
	}
	said, f.pass = nil, testPass
	d.found(f, func(err error) { said = err })
	if said != nil || d.court == nil {
		t.Fatal(said)
	}
	people, err := d.court.People(context.Background())
	if err != nil || len(people) != 1 || people[0].Name != "顾清和" {
		t.Fatal(people, err)
	}
}

// TestBlocked lets only the presiding judge submit over a block, and tells
// others who must.
func TestBlocked(t *testing.T) {
	c := layCourt(t, t.TempDir(), testDay)
	c.must(c.app.Close())
	d := newTestDesk(t, c.config(), theme.LightMode, 100)
	d.seat(t, "许安宁")
	id := d.dropCase(t, "902", func(s string) string {
		return strings.Replace(s, "第五百一十七条", "第五百一十九条", 1)
	})
	foot := func() string {
		var s []string
		walk(d.side.foot, func(o fyne.CanvasObject) {
			if x, ok := o.(*kit.Text); ok {
				s = append(s, x.String())
			}
		})
		return strings.Join(s, "\n")
	}
	for range d.open.findings {
		for _, f := range d.open.findings {
			if _, ok := d.open.matter().Answers[f.Key()]; f.NeedsAnswer() && !ok {
				d.side.clerk.answer(f, withText("已核对案卷，情况属实。"), "")
				break
			}
		}
	}
	if _, blocked, stopped := d.side.clerk.missing(); !blocked || stopped {
		t.Fatal("not blocked, or stopped", d.open.findings)
	}
	for _, name := range []string{"许安宁", "郑文博", "林知夏"} {
		d.leave()
		d.seat(t, name)
		d.queue.only(false)
		d.queue.chosen = id
		d.openMatter(id)
		may := name == "林知夏"
		if (d.side.clerk.override != nil) != may || (d.side.main != nil) != may {
			t.Fatal(name, "is offered what is another's, or not what is his")
		}
		if s := foot(); strings.Contains(s, d.say("ui.missing.nothing")) || !may && !strings.Contains(s, "须由审判长林知夏") {
			t.Fatal(name, s)
		}
	}
	d.side.clerk.override.SetText("法条引用系笔误，不影响处理。")
	d.mainAct()
	press(t, d, d.say("ui.submit"))
	if s := d.open.matter().State; s != review.StateRoute {
		t.Fatal("not submitted:", s)
	}
}
