package desk

import (
	"context"
	"fmt"
	"image/color"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"shenqian/app"
	"shenqian/review"
	"shenqian/ui/kit"
)

// A desk that is left alone locks: the paper vanishes from the screen, what was
// typed stays where it is, and only the certificate of who sits there shows it
// again, with its passphrase or PIN. He stays signed in, but what was kept of
// his key for the next signature is forgotten.

// lock is what is behind a locked screen.
type lock struct {
	screen   fyne.CanvasObject
	overlays []fyne.CanvasObject // dialogs and menus that were open
	foot     bool
	key      *keyAsk // of the screen in front
}

// stirring sees the mouse move over whatever does not see it itself.
type stirring struct {
	widget.BaseWidget
	moved func()
}

func newStirring(moved func()) *stirring {
	s := &stirring{moved: moved}
	s.ExtendBaseWidget(s)
	return s
}

func (s *stirring) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent))
}
func (s *stirring) MouseIn(*desktop.MouseEvent)    { s.moved() }
func (s *stirring) MouseMoved(*desktop.MouseEvent) { s.moved() }
func (s *stirring) MouseOut()                      {}

// sign is what changes on the screen when somebody works at it.
func (d *Desk) sign() string {
	c := d.win.Canvas()
	out := fmt.Sprintf("%p %d %d %d", d.open, d.asked, len(c.Overlays().List()), len(d.modals))
	if f := c.Focused(); f != nil {
		out += fmt.Sprintf(" %p", f)
		if e, ok := f.(*kit.Entry); ok {
			out += fmt.Sprintf(" %d %d %s", e.CursorRow, e.CursorColumn, e.Text)
		}
	}
	return out
}

// lookIdle locks the desk once nobody has stirred for as long as the court
// says. Work that changes the court's data is not left in the middle.
func (d *Desk) lookIdle(now time.Time) {
	if d.locked != nil {
		d.cover()
		return
	}
	if s := d.sign(); d.stirred || s != d.seen || d.acting > 0 || d.alone.IsZero() {
		d.stirred, d.seen, d.alone = false, s, now
		return
	}
	if d.court.Session() != nil && now.Sub(d.alone) >= time.Duration(d.court.Court().IdleMinutes())*time.Minute {
		d.lock()
	}
}

func (d *Desk) lock() {
	if d.side != nil {
		d.side.keepNotes()
	}
	d.sit.cred, d.sit.national.cred = nil, nil
	d.locked = &lock{screen: d.screen, foot: d.tasks.bar.Visible()}
	d.toast.Hide()
	d.tasks.bar.Hide()
	d.cover()
	d.show(d.lockScreen())
}

// cover takes dialogs off a locked screen, those too that a task opens at its
// end.
func (d *Desk) cover() {
	overlays := d.win.Canvas().Overlays()
	if list := overlays.List(); len(list) > 0 {
		list = append([]fyne.CanvasObject{}, list...)
		overlays.Remove(list[0]) // and all above it
		d.locked.overlays = append(d.locked.overlays, list...)
	}
}

func (d *Desk) lockScreen() fyne.CanvasObject {
	p := d.court.Session().Person
	key := newKeyAsk(d, app.KeyOwner{Person: p.ID}, "ui.signin.file", "ui.passphrase")
	key.field.set(d.fyne.Preferences().String(keyPref(d.court, p.ID)))
	if path, pass, ok := d.demoKey(p.Name); ok {
		key.field.set(path)
		key.pass.SetText(pass)
	}
	d.locked.key = key
	wrong := kit.NewColumn(0)
	unlock := func() {
		d.unlock(key.field.path(), key.pass.Text, func(err error) {
			key.pass.SetText("")
			wrong.Set(d.warning(d.words.Explain(err)))
		})
	}
	key.pass.OnSubmitted = func(string) { unlock() }
	screen := middle(560,
		kit.NewText(d.say("ui.title")).Bold().Sized(base.SizeNameHeadingText),
		kit.NewText(d.say("ui.lock.title", "name", p.Name)).Sized(base.SizeNameSubHeadingText),
		muted(d.say("ui.lock.text", "minutes", itoa(d.court.Court().IdleMinutes()))),
		key.column, wrong,
		kit.NewFlow(8, d.button("ui.lock.leave", d.leaveLocked), d.button("ui.lock.unlock", unlock).Primary()).AtEnd(),
	)
	return screen
}

// unlock shows the desk again to who sits at it. A passphrase that the machine
// remembers does not do: it would open to anyone.
func (d *Desk) unlock(path, pass string, wrong func(error)) {
	d.work(work{label: d.say("ui.signin.working")}, func(ctx context.Context, _ app.Progress) error {
		if strings.TrimSpace(path) == "" {
			return review.Fault("ui.key.none")
		}
		if pass == "" {
			return review.Fault("ui.lock.nopass")
		}
		c, err := d.shop.LoadCredential(path, func() ([]byte, error) { return []byte(pass), nil })
		if err != nil {
			return err
		}
		return d.court.Unlocks(ctx, c)
	}, func(err error) {
		switch {
		case d.locked == nil:
		case err != nil:
			wrong(err)
		default:
			d.shown()
		}
	})
}

// shown puts back what was behind the lock.
func (d *Desk) shown() {
	l := d.locked
	d.locked, d.alone = nil, time.Time{}
	if l.foot {
		d.tasks.bar.Show()
	}
	d.show(l.screen)
	for _, o := range l.overlays {
		d.win.Canvas().Overlays().Add(o)
	}
}

// leaveLocked signs out who sits at a locked desk, for the next one.
func (d *Desk) leaveLocked() {
	foot := d.locked.foot
	d.locked, d.modals = nil, nil
	if foot {
		d.tasks.bar.Show()
	}
	d.leave()
}

// lookStands takes the desk away from whom it, or his certificate, was revoked.
func (d *Desk) lookStands() {
	if d.court == nil || d.court.Session() == nil || d.acting > 0 {
		return
	}
	err := d.court.Stands(context.Background())
	if code := app.Code(err); code != "desk.revoked" && code != "key.reported" {
		return
	}
	d.win.Canvas().Overlays().Remove(firstOverlay(d.win.Canvas()))
	d.locked, d.modals = nil, nil
	d.leave()
	d.fail(err)
}

func firstOverlay(c fyne.Canvas) fyne.CanvasObject {
	if list := c.Overlays().List(); len(list) > 0 {
		return list[0]
	}
	return nil
}

// elsewhere tells who sat down at which other desks he is signed in.
func (d *Desk) elsewhere() {
	all, err := d.court.Elsewhere(context.Background())
	if err != nil || len(all) == 0 {
		return
	}
	o := all[0]
	where := o.Where
	if where == "" {
		where = d.say("desk.somewhere")
	}
	d.hint(d.say("session.elsewhere", "where", where, "from", o.From.In(app.Zone).Format("2006-01-02 15:04"), "id", o.Short()))
}
