package desk

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"shenqian/app"
	"shenqian/app/backup"
	"shenqian/review"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// inEachLook draws in both languages, each light and dark, at 100 % and 150 %.
func inEachLook(t *testing.T, c *testCourt, draw func(t *testing.T, d *Desk, name string)) {
	for _, x := range []struct {
		language string
		mode     theme.Mode
		percent  int
	}{{app.Chinese, theme.LightMode, 100}, {app.Chinese, theme.DarkMode, 150}, {app.English, theme.DarkMode, 100}, {app.English, theme.LightMode, 150}} {
		name := fmt.Sprintf("%s-%s-%d", x.language, x.mode, x.percent)
		t.Run(name, func(t *testing.T) {
			config := c.config()
			config.Data = filepath.Join(t.TempDir(), "court") // sign-ins are entries: each look begins with as many
			c.must(os.CopyFS(config.Data, os.DirFS(c.dir)))
			config.Language = x.language
			d := newTestDesk(t, config, x.mode, x.percent)
			draw(t, d, name)
			if err := d.court.Close(); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func TestAHistoryIsOpenedCheckedAndProven(t *testing.T) {
	c := layCourt(t, t.TempDir(), testDay)
	c.must(c.app.Close())
	d := newTestDesk(t, c.config(), theme.LightMode, 100)
	id := approvedCase(t, d)
	d.openCase(t, id)
	press(t, d, d.say("ui.history.open"))
	got := texts(d)
	for _, want := range []string{"各条均核对无误", "顾清和（院长）　同意签发第1版", "以登录密钥", "✓ 签名、权限、存证均成立"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in %s", want, got)
		}
	}
	before := strings.Index(got, "同意签发") < strings.Index(got, "导入文书")
	press(t, d, d.say("ui.history.newest"))
	if got = texts(d); before || strings.Index(got, "同意签发") > strings.Index(got, "导入文书") {
		t.Error("the order is not turned")
	}
	press(t, d, d.say("ui.history.copy"))
	if s := d.fyne.Clipboard().Content(); !strings.Contains(s, "同意签发第1版") || !strings.Contains(s, "散列") {
		t.Error(s)
	}
	to := t.TempDir()
	var link *kit.Link
	walk(d.win.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if l, ok := o.(*kit.Link); ok {
			link = l
		}
	})
	link.OnTapped() // the last there is: of the first act
	folderChosen(t, d, to)
	files, err := filepath.Glob(filepath.Join(to, "*.tlog-proof"))
	if err != nil || len(files) != 1 {
		t.Fatal(files, err, texts(d))
	}
	papers, err := app.ReadPapers(files[0])
	if err != nil {
		t.Fatal(err)
	}
	if r, err := d.court.VerifyJournal(t.Context(), papers...); err != nil || !r.Good || !r.Papers[0].Agrees {
		t.Fatalf("%+v %v", r, err)
	}
	d.escape()
	if d.top() != nil {
		t.Error("the dialog stays")
	}
}

// folderChosen answers the chooser of a folder.
func folderChosen(t *testing.T, d *Desk, dir string) {
	t.Helper()
	e, ok := d.win.Canvas().Focused().(*kit.Entry)
	if !ok {
		t.Fatal("no entry has the focus")
	}
	e.SetText(dir)
	press(t, d, d.say("ui.chooser.this"))
}

func TestCareLooks(t *testing.T) {
	if testing.Short() {
		t.Skip("draws dozens of screens; the full run does")
	}
	c := layCourt(t, t.TempDir(), testDay)
	c.must(c.app.ReportKey(t.Context(), c.keys["顾清和"], app.Describe(c.keys["陶㛃"]).Fingerprint, "证书介质丢失", testDay))
	c.must(c.app.Close())
	inEachLook(t, c, func(t *testing.T, d *Desk, name string) {
		d.openCase(t, approvedCase(t, d))
		d.openHistory()
		test.AssertImageMatches(t, "history-"+name+".png", d.picture())
		d.escape()
		d.examined(&app.DoctorReport{At: testDay, Data: "court", Lines: []app.DoctorLine{
			d.ill("journal", app.Wrong, "doctor.journal.wrong", "why", d.say("journal.broken", "seq", "118")),
			d.ill("backups", app.Attention, "doctor.backups.missed", "last", "2026-03-01 09:00", "days", "4", "folder", "/media/backup"),
			d.ill("certificates", app.Attention, "doctor.certificates.soon", "name", "顾清和", "until", "2026-03-20"),
			d.ill("folder", app.Well, "doctor.folder.ok", "folder", "/home/court/.config/shenqian/data"),
			d.ill("clock", app.Well, "doctor.clock.ok", "now", "2026-03-05 09:30", "last", "2026-03-04 17:12"),
			d.ill("disk", app.NotLooked, "doctor.disk.unknown"),
		}})
		test.AssertImageMatches(t, "doctor-"+name+".png", d.picture())
		d.escape()
		d.unbacked = d.say("doctor.backups.nofolder", "folder", "/media/backup")
		d.backupSettings()
		test.AssertImageMatches(t, "backup-"+name+".png", d.picture())
		d.escape()
		d.leave()
		d.seat(t, "顾清和")
		d.people()
		test.AssertImageMatches(t, "people-"+name+".png", d.picture())
		d.escape()
		people, err := d.court.People(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		d.reportKey(people[3], nil)
		test.AssertImageMatches(t, "keyreport-"+name+".png", d.picture())
		d.escape()
		d.differs(review.Fault("journal.rolledback", "on", "2026-03-04 17:12", "size", "131", "have", "118"), nil)
		test.AssertImageMatches(t, "differs-"+name+".png", d.picture())
		d.escape()
	})
}

func (d *Desk) ill(check string, h app.Health, code string, args ...string) app.DoctorLine {
	l := app.DoctorLine{Check: check, Name: d.say("doctor." + check), State: h, Text: d.say(code, args...)}
	if h != app.Well && h != app.NotLooked {
		l.Cure = d.say(code+".cure", args...)
	}
	return l
}

func TestTheDoctorInTheWindow(t *testing.T) {
	c := layCourt(t, t.TempDir(), testDay)
	c.must(c.app.Close())
	d := newTestDesk(t, c.config(), theme.LightMode, 100)
	d.seat(t, "顾清和")
	d.doctor()
	if got := texts(d); !strings.Contains(got, "签名、权限、次序、散列均成立") || strings.Contains(got, "■") {
		t.Error(got)
	}
	press(t, d, d.say("ui.doctor.copy"))
	if s := d.fyne.Clipboard().Content(); !strings.Contains(s, "操作日志") {
		t.Error(s)
	}
}

func TestDailyBackupsAreSetMadeAndTestedInTheWindow(t *testing.T) {
	c := layCourt(t, t.TempDir(), testDay)
	c.must(c.app.Close())
	config := c.config()
	config.Settings = t.TempDir()
	d := newTestDesk(t, config, theme.LightMode, 100)
	d.seat(t, "许安宁")
	to, safe := t.TempDir(), t.TempDir()
	d.backupSettings()
	press(t, d, d.say("ui.backup.save"))
	if got := texts(d); !strings.Contains(got, "请选定备份文件夹") {
		t.Error(got)
	}
	d.escape()
	file, name, err := backup.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	key := filepath.Join(safe, "key.txt")
	if err := os.WriteFile(key, []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := d.court.SetDaily(&app.DailyBackups{Folder: to, Recipients: []string{name}, Keep: 7}); err != nil {
		t.Fatal(err)
	}
	made := func() (files []string) {
		files, err := filepath.Glob(filepath.Join(to, "*.sqbackup"))
		if err != nil {
			t.Fatal(err)
		}
		return files
	}
	d.backupWhenDue()
	if len(made()) != 1 || !strings.Contains(d.toast.Sentence(), "备份已完成") {
		t.Fatal(made(), d.toast.Sentence())
	}
	d.backupWhenDue() // there is one of today
	c.now = c.now.Add(time.Minute)
	d.backupSettings()
	press(t, d, d.say("ui.backup.now"))
	if len(made()) != 2 {
		t.Fatal(made())
	}
	press(t, d, d.say("ui.backup.test"))
	d.escape()
	r, err := d.court.TryBackup(t.Context(), made()[1], key, "")
	if err != nil || r.Check == nil || !r.Check.Good {
		t.Fatalf("%+v %v", r, err)
	}
	// A folder that is gone: said once, and shown where backups are set.
	if err := os.RemoveAll(to); err != nil {
		t.Fatal(err)
	}
	d.toast.Say("", kit.Good)
	d.backupWhenDue()
	if !strings.Contains(d.toast.Sentence(), "备份没有做成") {
		t.Error(d.toast.Sentence())
	}
	d.toast.Say("", kit.Good)
	d.backupWhenDue()
	if d.toast.Sentence() != "" {
		t.Error("said twice", d.toast.Sentence())
	}
}

func TestACertificateIsReportedInTheWindow(t *testing.T) {
	c := layCourt(t, t.TempDir(), testDay)
	c.must(c.app.Close())
	d := newTestDesk(t, c.config(), theme.LightMode, 100)
	d.seat(t, "许安宁")
	d.people()
	walk(d.win.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if b, ok := o.(*kit.Button); ok && b.Text == d.say("ui.people.report") {
			t.Error("a clerk may report")
		}
	})
	d.escape()
	d.leave()
	d.seat(t, "顾清和")
	p, err := d.court.Person(t.Context(), "陶㛃")
	if err != nil {
		t.Fatal(err)
	}
	d.reportKey(p, nil)
	press(t, d, d.say("ui.people.report.do"))
	reports, err := d.court.KeyReports(t.Context())
	if err != nil || len(reports) != 1 || reports[0].Key != p.Keys[0].Fingerprint || reports[0].Reason != "证书介质丢失" {
		t.Fatalf("%+v %v\n%s", reports, err, texts(d))
	}
	if got := texts(d); !strings.Contains(got, "自2026-03-05起停用：证书介质丢失") {
		t.Error(got)
	}
}

func TestDataPutBackIsSaidBeforeAnybodySitsDown(t *testing.T) {
	dir := t.TempDir()
	c := layCourt(t, dir, testDay)
	c.must(c.app.Close())
	config := c.config()
	config.Settings = t.TempDir()
	old := filepath.Join(t.TempDir(), "old")
	c.must(os.CopyFS(old, os.DirFS(dir)))
	d := newTestDesk(t, config, theme.LightMode, 100)
	d.seat(t, "许安宁")
	d.leave()
	c.must(d.court.Close())
	c.must(os.RemoveAll(dir))
	c.must(os.CopyFS(dir, os.DirFS(old)))

	d = newTestDesk(t, config, theme.LightMode, 100)
	p, err := d.court.Person(t.Context(), "许安宁")
	c.must(err)
	said := false
	walk(d.win.Content(), func(o fyne.CanvasObject) {
		if x, ok := o.(*kit.Text); ok && strings.Contains(x.String(), "被退回到了旧版本") {
			said = true
		}
	})
	if !said {
		t.Error("the sign-in screen says nothing")
	}
	d.sitDown(p)
	if d.court.Session() != nil || d.top() == nil {
		t.Fatal("sat down")
	}
	press(t, d, d.say("ui.differs.stop"))
	if d.court.Session() != nil {
		t.Fatal("sat down")
	}
	d.sitDown(p)
	press(t, d, d.say("ui.differs.despite"))
	if d.court.Session() == nil || d.top() != nil {
		t.Fatal("not seated")
	}
	if g, err := d.court.GivenUp(); err != nil || len(g) != 1 {
		t.Fatal(g, err)
	}
}
