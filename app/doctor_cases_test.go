package app

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"shenqian/app/disk"
	"shenqian/review"
	"shenqian/signing/keys"
	"shenqian/signing/trust"
)

// patient is a court with a machine around it that a test makes ill.
type patient struct {
	t     *testing.T
	c     Config
	now   time.Time
	key   *keys.Credential
	disks map[string]disk.Info
}

func newPatient(t *testing.T) *patient {
	t.Helper()
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:") // not the keychain of whoever runs the tests
	p := &patient{t: t, now: time.Date(2026, 11, 24, 9, 0, 0, 0, Zone), disks: map[string]disk.Info{}}
	root := t.TempDir()
	p.c = Config{Data: filepath.Join(root, "court"), Settings: filepath.Join(root, "settings"), Clock: func() time.Time { return p.now }}
	authority, err := trust.NewTrainingAuthority(nil, "云湖", p.now)
	p.must(err)
	p.key, err = authority.Issue("院长", "", p.now.AddDate(-1, 0, 0), p.now.AddDate(1, 0, 0))
	p.must(err)
	from := review.Date{Year: 2026, Month: 1, Day: 1}
	a, err := CreateCourt(t.Context(), p.c, Court{Name: "山东省云湖市人民法院", Demonstration: true}, p.key, []review.Person{{
		ID: "p1", Name: "院长", Terms: []review.Term{{Role: review.RolePresident, From: from}}, Keys: []review.Binding{{Fingerprint: Describe(p.key).Fingerprint, From: from}},
	}})
	p.must(err)
	p.must(a.Close())
	p.disks[p.c.Data] = disk.Info{Free: 1 << 40, Device: "1"}
	p.in(func(a *App) { p.sit(a) })
	return p
}

func (p *patient) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

func (p *patient) in(do func(a *App)) {
	p.t.Helper()
	a, err := Open(p.t.Context(), p.c)
	p.must(err)
	do(a)
	p.must(a.Close())
}

func (p *patient) sit(a *App) {
	p.t.Helper()
	_, err := a.SignIn(p.t.Context(), "院长", p.key)
	p.must(err)
}

func (p *patient) examine() *DoctorReport {
	p.t.Helper()
	r, err := examine(p.t.Context(), p.c, nil, func(path string) (disk.Info, error) {
		if i, ok := p.disks[path]; ok {
			return i, nil
		}
		return disk.Info{}, errors.New("no such disk")
	}, nil)
	p.must(err)
	return r
}

func (p *patient) sql(statement string) {
	p.t.Helper()
	db, err := sql.Open("sqlite3", filepath.Join(p.c.Data, "court.db"))
	p.must(err)
	_, err = db.Exec(statement)
	p.must(errors.Join(err, db.Close()))
}

// Each of these makes one thing wrong; it is named, and what is well is not
// called wrong.
func TestTheDoctorFindsWhatIsWrong(t *testing.T) {
	for name, x := range map[string]struct {
		ill   func(p *patient)
		check string
		state Health
		words string
		more  []string // other checks that may suffer with it
	}{
		"no folder":        {func(p *patient) { p.must(os.RemoveAll(p.c.Data)) }, "folder", Wrong, "没有数据文件夹", []string{"open"}},
		"open to others":   {func(p *patient) { p.must(os.Chmod(p.c.Data, 0o755)) }, "folder", Attention, "其他用户", nil},
		"disk full":        {func(p *patient) { p.disks[p.c.Data] = disk.Info{Free: 100 << 20} }, "disk", Wrong, "100 MB", nil},
		"disk filling":     {func(p *patient) { p.disks[p.c.Data] = disk.Info{Free: 1 << 30} }, "disk", Attention, "1024 MB", nil},
		"network share":    {func(p *patient) { p.disks[p.c.Data] = disk.Info{Free: 1 << 40, Network: "NFS"} }, "network", Wrong, "NFS", nil},
		"newer schema":     {func(p *patient) { p.sql("PRAGMA user_version = 99") }, "database", Wrong, "格式第99版", []string{"open"}},
		"older schema":     {func(p *patient) { p.sql("PRAGMA user_version = 3") }, "database", Attention, "格式", nil},
		"not carried over": {func(p *patient) { p.sql("PRAGMA user_version = 3") }, "open", NotLooked, "旧格式", nil},
		"no database": {func(p *patient) {
			p.must(os.WriteFile(filepath.Join(p.c.Data, "court.db"), []byte("garbage, and more of it than a header needs to be looked at by anybody"), 0o600))
		}, "database", Wrong, "读不了", []string{"open"}},
		"no key": {func(p *patient) { p.must(os.Remove(filepath.Join(p.c.Data, demoKeyFile))) }, "key", Wrong, "找不到", []string{"open"}},
		"key for all": {func(p *patient) {
			abs, err := filepath.Abs(p.c.Data)
			p.must(err)
			to, err := keyFile(abs)
			p.must(err)
			p.must(os.MkdirAll(filepath.Dir(to), 0o700))
			p.must(os.Rename(filepath.Join(p.c.Data, demoKeyFile), to))
			p.must(os.Chmod(to, 0o644))
		}, "key", Wrong, "其他用户", nil},
		"clock behind":  {func(p *patient) { p.now = p.now.Add(-time.Hour) }, "clock", Wrong, "早于最近一次操作", nil},
		"clock ahead":   {func(p *patient) { p.now = p.now.AddDate(0, 0, 200) }, "clock", Attention, "晚半年以上", nil},
		"journal":       {func(p *patient) { p.sql("UPDATE journal SET prev = zeroblob(32) WHERE seq = 3") }, "journal", Wrong, "第3条", nil},
		"log key":       {func(p *patient) { p.sql("DELETE FROM log_key") }, "logkey", Wrong, "检查点密钥", []string{"journal"}},
		"rolled back":   {func(p *patient) { p.rollBack() }, "memory", Wrong, "退回到了旧版本", []string{"journal"}},
		"given up":      {func(p *patient) { p.rollBack(); p.in(func(a *App) { p.must(a.GiveUpMemory(p.t.Context())); p.sit(a) }) }, "memory", Attention, "不符", nil},
		"cert expiring": {func(p *patient) { p.now = p.now.AddDate(0, 11, 10); p.in(p.sit) }, "certificates", Attention, "将于2027-11-24到期", nil},
		"cert expired":  {func(p *patient) { p.now = p.now.AddDate(0, 11, 10); p.in(p.sit); p.now = p.now.AddDate(0, 2, 0) }, "certificates", Attention, "已经过期", nil},
		"no backup":     {func(p *patient) {}, "backups", Attention, "没有设置每日备份", nil},
		"backup old":    {func(p *patient) { p.backedUp(20) }, "backups", Wrong, "已过20天", nil},
		"backup missed": {func(p *patient) { p.backedUp(5) }, "backups", Attention, "已过5天", nil},
		"backup well":   {func(p *patient) { p.backedUp(1) }, "backups", Well, "最近一份", nil},
		"left over": {func(p *patient) {
			at := filepath.Join(p.c.Data, "backup-123")
			p.must(os.Mkdir(at, 0o700))
			p.must(os.Chtimes(at, p.now.AddDate(0, 0, -2), p.now.AddDate(0, 0, -2)))
		}, "leftovers", Attention, "backup-123", nil},
		"no settings": {func(p *patient) { p.c.Settings = "" }, "settings", Attention, "没有可用的设置文件夹", nil},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPatient(t)
			x.ill(p)
			r := p.examine()
			r.says(t, x.check, x.state, x.words)
			if l := r.line(t, x.check); x.state != Well && l.Cure == "" && x.state != NotLooked && x.check != "logkey" && x.check != "memory" {
				t.Error("no cure")
			}
			for _, l := range r.Lines {
				others := append(x.more, x.check)
				if l.State == Wrong && !slices.Contains(others, l.Check) {
					t.Errorf("%s is called wrong: %s", l.Check, l.Text)
				}
			}
			if r.Good != (r.Count(Wrong) == 0) {
				t.Error(r.Good)
			}
		})
	}
}

// rollBack puts the data back to before the last sign-in.
func (p *patient) rollBack() {
	p.t.Helper()
	old := filepath.Join(p.t.TempDir(), "old")
	p.must(os.CopyFS(old, os.DirFS(p.c.Data)))
	p.in(p.sit)
	p.must(os.RemoveAll(p.c.Data))
	p.must(os.CopyFS(p.c.Data, os.DirFS(old)))
	p.must(os.Chmod(p.c.Data, 0o700))
}

// backedUp sets daily backups on another disk, the last some days ago.
func (p *patient) backedUp(days int) {
	p.t.Helper()
	to := p.t.TempDir()
	p.disks[to] = disk.Info{Free: 1 << 40, Device: "2"}
	p.in(func(a *App) {
		p.must(a.SetDaily(&DailyBackups{Folder: to, Recipients: []string{"age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"}}))
	})
	p.must(os.WriteFile(filepath.Join(to, dailyName(p.now.AddDate(0, 0, -days))), nil, 0o600))
}

func TestADoctorWithNothingToSay(t *testing.T) {
	p := newPatient(t)
	p.backedUp(0)
	r := p.examine()
	if !r.Good || r.Count(Well) != len(r.Lines) {
		t.Fatalf("%+v", r)
	}
}

func TestBackupsOnTheDisksOwnDiskAreSaid(t *testing.T) {
	p := newPatient(t)
	p.backedUp(0)
	for at := range p.disks {
		p.disks[at] = disk.Info{Free: 1 << 40, Device: "1"}
	}
	if r := p.examine(); !r.Good || r.Count(Attention) != 1 {
		t.Fatalf("%+v", r)
	}
}

func TestADoctorMayBeSentAway(t *testing.T) {
	p := newPatient(t)
	ctx, cancel := context.WithCancel(t.Context())
	_, err := Doctor(ctx, p.c, nil, func(done, _ int, _ string) {
		if done == 2 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
}
