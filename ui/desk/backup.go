package desk

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shenqian/app"
	"shenqian/app/backup"
	"shenqian/review"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// A backup a day is made while the window is open, at its start and then as
// soon as it is due. Putting one back is for the command line: nobody should
// replace a court's data by a wrong click.

// backupEvery is how often it is asked whether one is due.
const backupEvery = time.Hour

// backupWhenDue makes today's backup if it is due, and looks again later.
func (d *Desk) backupWhenDue() {
	a := d.court
	if a == nil || d.closed {
		return
	}
	if !d.atOnce {
		time.AfterFunc(backupEvery, func() {
			onMain(func() {
				if d.court == a {
					d.backupWhenDue()
				}
			})
		})
	}
	if _, found, err := a.Daily(); !found && err == nil {
		return
	}
	d.makeBackup(a.MakeDaily, nil)
}

// makeBackup makes one, shows that at the foot of the window, and says what
// became of it: a failure once, until another one comes.
func (d *Desk) makeBackup(do func(context.Context) (*app.BackupReport, error), then func()) {
	var made *app.BackupReport
	d.work(work{label: d.say("ui.backup.working"), stop: true}, func(ctx context.Context, _ app.Progress) (err error) {
		made, err = do(ctx)
		return err
	}, func(err error) {
		switch {
		case canceled(err):
		case err != nil:
			sentence := d.words.Explain(err)
			if sentence != d.unbacked {
				d.said(d.say("ui.backup.failed", "why", sentence), true)
			}
			d.unbacked = sentence
		case made != nil:
			d.unbacked = ""
			d.said(d.say("ui.backup.made", "file", filepath.Base(made.File), "size", megabytes(made.Bytes)), false)
		}
		if then != nil {
			then()
		}
	})
}

func megabytes(n int64) string { return strconv.FormatFloat(float64(n)/1e6, 'f', 1, 64) }

// backupPage is the settings of the daily backup.
type backupPage struct {
	d            *Desk
	modal        *kit.Modal
	folder, keep *kit.Entry
	keys         *kit.Entry
	state, wrong *kit.Column
}

func (d *Desk) backupSettings() {
	set, found, err := d.court.Daily()
	p := &backupPage{d: d, folder: kit.NewEntry(), keep: kit.NewEntry(), keys: kit.NewArea(2), state: kit.NewColumn(4), wrong: kit.NewColumn(0)}
	p.keep.SetText("30")
	if found {
		p.folder.SetText(set.Folder)
		p.keep.SetText(itoa(set.Keep))
		p.keys.SetText(strings.Join(set.Recipients, "\n"))
	}
	if err != nil {
		p.wrong.Set(d.warning(d.words.Explain(err)))
	}
	p.folder.SetPlaceHolder(d.say("ui.backup.folder.hint"))
	p.keys.SetPlaceHolder("age1…")
	choose := d.button("ui.choose", func() { d.chooseFolder(func(dir string) { p.folder.SetText(dir) }) })
	p.lay()
	buttons := []fyne.CanvasObject{d.button("ui.close", func() { p.modal.Hide() })}
	if found {
		buttons = append(buttons, d.button("ui.backup.off", p.off))
	}
	buttons = append(buttons, d.button("ui.backup.test", p.test), d.button("ui.backup.now", p.now), d.button("ui.backup.save", func() {
		if p.save() {
			p.modal.Hide()
			d.said(d.say("ui.backup.saved"), false)
			d.makeBackup(d.court.MakeDaily, nil)
		}
	}).Primary())
	p.modal = d.dialog(d.say("ui.backup.title"), 680, []fyne.CanvasObject{
		muted(d.say("ui.backup.what")), p.state,
		labelled(d.say("ui.backup.folder"), container.NewBorder(nil, nil, nil, choose, p.folder)),
		labelled(d.say("ui.backup.keys"), p.keys), kit.NewFlow(8, d.button("ui.backup.newkey", p.newKey)), caption(d.say("ui.backup.newkey.what")),
		labelled(d.say("ui.backup.keep"), p.keep), p.wrong,
		kit.NewBox(kit.NewColumn(3, kit.NewText(d.say("ui.backup.restore")).Bold(), kit.NewText(d.say("ui.backup.restore.how"))), theme.Surface, theme.Line, 12, 8),
	}, buttons...)
}

// lay says how it stands: the last one, and a failure since.
func (p *backupPage) lay() {
	d := p.d
	var rows []fyne.CanvasObject
	last, err := d.court.LastBackup()
	switch {
	case err != nil:
		rows = append(rows, d.notice(d.words.Explain(err)))
	case last == "":
		rows = append(rows, muted(d.say("ui.backup.none")))
	default:
		rows = append(rows, toned(good, d.say("ui.backup.last", "file", filepath.Base(last))))
	}
	if d.unbacked != "" {
		rows = append(rows, d.warning(d.say("ui.backup.failed", "why", d.unbacked)))
	}
	p.state.Set(rows...)
	if p.modal != nil {
		p.modal.Fit()
	}
}

func (p *backupPage) fail(err error) bool {
	if err == nil {
		p.wrong.Set()
		return false
	}
	p.wrong.Set(p.d.warning(p.d.words.Explain(err)))
	p.modal.Fit()
	p.modal.Reveal(p.wrong)
	return true
}

// save sets what is typed.
func (p *backupPage) save() bool {
	folder := strings.TrimSpace(p.folder.Text)
	keep, err := strconv.Atoi(strings.TrimSpace(p.keep.Text))
	switch {
	case err != nil:
		err = review.Fault("backup.keep")
	case folder == "":
		err = review.Fault("ui.backup.nofolder")
	default:
		err = p.d.court.SetDaily(&app.DailyBackups{Folder: folder, Recipients: nonEmpty(strings.Fields(p.keys.Text)), Keep: keep})
	}
	return !p.fail(err)
}

func (p *backupPage) off() {
	if !p.fail(p.d.court.SetDaily(nil)) {
		p.modal.Hide()
		p.d.said(p.d.say("ui.backup.isoff"), false)
	}
}

func (p *backupPage) now() {
	if p.save() {
		p.d.makeBackup(p.d.court.BackUpNow, p.lay)
	}
}

// newKey makes a key that opens backups: its file goes to where the user says,
// its public half into the field.
func (p *backupPage) newKey() {
	d := p.d
	d.chooseFolder(func(dir string) {
		file, name, err := backup.NewIdentity()
		path := filepath.Join(dir, d.say("ui.backup.keyfile"))
		if err == nil {
			if _, serr := os.Lstat(path); serr == nil {
				err = review.Fault("ui.export.exists", "file", path)
			} else {
				err = writeNew(path, []byte(file))
			}
		}
		if p.fail(err) {
			return
		}
		p.keys.SetText(strings.TrimSpace(p.keys.Text + "\n" + name))
		d.said(d.say("ui.backup.keymade", "file", path), false)
	})
}

// test shows that a backup restores, with the key that opens it.
func (p *backupPage) test() {
	d := p.d
	var m *kit.Modal
	file, key, pass, said := newFileField(d, d.say("ui.choose"), ".sqbackup"), newFileField(d, d.say("ui.choose"), ".txt", ".key"), kit.NewPassphrase(), kit.NewColumn(0)
	if last, err := d.court.LastBackup(); err == nil {
		file.entry.SetText(last)
	}
	var try *kit.Button
	try = d.button("ui.backup.try", func() {
		at, with, secret := file.path(), key.path(), pass.Text
		try.Disable()
		var r *app.RestoreReport
		said.Set(muted(d.say("ui.backup.trying")))
		m.Fit()
		d.work(work{label: d.say("ui.backup.trying"), stop: true}, func(ctx context.Context, _ app.Progress) (err error) {
			r, err = d.court.TryBackup(ctx, at, with, secret)
			return err
		}, func(err error) {
			try.Enable()
			switch {
			case canceled(err):
				said.Set()
			case err != nil:
				said.Set(d.warning(d.words.Explain(err)))
			default:
				said.Set(toned(good, d.say("ui.backup.good", "court", r.Court, "entries", itoa(int(r.Entries)), "files", itoa(r.Files), "at", r.At.In(app.Zone).Format("2006-01-02 15:04"))))
			}
			m.Fit()
		})
	}).Primary()
	m = d.dialog(d.say("ui.backup.test.title"), 620, []fyne.CanvasObject{
		muted(d.say("ui.backup.test.what")), labelled(d.say("ui.backup.file"), file.object),
		labelled(d.say("ui.backup.keyfile.label"), key.object), labelled(d.say("ui.backup.pass"), pass), said,
	}, d.button("ui.close", func() { m.Hide() }), try)
}
