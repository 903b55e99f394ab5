// Package desk is the window: queue, paper, findings and decision.
//
// Its rules:
//
//   - One screen, one decision, exceptions first, sign and next.
//   - What the president signs are the bytes whose pages he saw; the window
//     asks app for nothing else.
//   - Return never decides anything, nor does any bare key. (On the masking
//     screen they mark places; what is recorded there is by Ctrl+Enter.)
//   - Reads that are quick are made at once; all else is a background task
//     with its progress at the foot of the window, and can be cancelled.
//   - What someone has typed survives every error.
package desk

import (
	"context"
	"image"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"shenqian/app"
	"shenqian/app/preview"
	"shenqian/ui/kit"
	"shenqian/ui/messages"
	"shenqian/ui/theme"
)

// Drawer makes pictures of pages.
type Drawer interface {
	Pages(ctx context.Context, hash string, pdf []byte) ([]preview.Size, error)
	Page(ctx context.Context, hash string, pdf []byte, page, width int) (image.Image, error)
	Close() error
}

// Options is what a Desk is made with.
type Options struct {
	App    fyne.App
	Config app.Config
	Faces  theme.Faces
	// Start makes the Drawer; it may take seconds and is called in the
	// background.
	Start func(ctx context.Context) (Drawer, error)
	// AtOnce runs background tasks in place, for tests.
	AtOnce bool
	// Write is how hashes, codes and rows of the journal are written; nil as they
	// are. Tests of the screens write them all alike, since they follow every
	// change of a rule and every further kind of paper.
	Write func(string) string
}

// Desk is the window and what it shows.
type Desk struct {
	fyne   fyne.App
	win    fyne.Window
	config app.Config
	faces  theme.Faces
	// widening says that the whole faces were asked for.
	widening bool
	shop     *app.Workshop
	words    *messages.Words
	court    *app.App // nil until a court is open
	atOnce   bool
	write    func(string) string

	start  func(ctx context.Context) (Drawer, error)
	drawer Drawer // nil until it is ready

	tasks  *tasks
	toast  *kit.Toast
	modals []*kit.Modal
	sit    sitting
	first  *kit.Button // of the sign-in screen

	queue    *queuePane
	pageRows int // of the queue, read at once
	paper    *paperPane
	side     *sidePane
	header   *header
	screen   fyne.CanvasObject // what the window shows, but for what floats above it
	masking  *maskScreen       // while it is open
	council  *councilRoom      // the same
	// maskWorks are maskings begun and not yet recorded, by person and ruling.
	maskWorks map[string]*maskWork
	open      *opened
	opener    context.CancelFunc // of the paper that is being opened
	// readying is the work on its neighbours.
	readying context.CancelFunc
	asked    int               // how often a paper was asked for
	pressed  time.Time         // when last
	typed    map[string]string // reasons begun and not yet given
	acting   int               // acts of ours that are going on
	// unwatch ends the watch for changes made elsewhere.
	unwatch  func()
	unlisten func() // ends the hearing of other desks
	closed   bool
	// locked is what is behind a locked screen, nil while it isn't; alone since
	// when nobody has stirred, by what was seen on the screen or of the mouse.
	locked  *lock
	alone   time.Time
	seen    string
	stirred bool
	// unbacked is why the last daily backup failed, "" if it didn't.
	unbacked string
}

// New makes the window. It is not shown yet.
func New(o Options) (*Desk, error) {
	shop, err := app.NewWorkshop(o.Config)
	if err != nil {
		return nil, err
	}
	words, err := messages.Load(shop.Words)
	if err != nil {
		return nil, err
	}
	d := &Desk{fyne: o.App, config: o.Config, faces: o.Faces, shop: shop, words: words, start: o.Start, atOnce: o.AtOnce, typed: map[string]string{}, maskWorks: map[string]*maskWork{}, write: o.Write, pageRows: pageRows}
	if d.write == nil {
		d.write = func(s string) string { return s }
	}
	d.applyTheme()
	d.win = o.App.NewWindow(words.Say("ui.title"))
	d.win.SetPadded(false)
	d.tasks = newTasks(d)
	d.toast = kit.NewToast()
	d.win.Resize(fyne.NewSize(1366, 768))
	d.win.SetMaster()
	d.win.SetCloseIntercept(d.close)
	d.win.SetOnDropped(func(_ fyne.Position, us []fyne.URI) { d.dropped(us) })
	d.bindKeys()
	if d.atOnce {
		d.warm()
	} else { // at first idle: the first frame comes before everything else
		o.App.Lifecycle().SetOnStarted(func() {
			time.AfterFunc(firstIdle, func() { onMain(d.warm) })
		})
	}
	return d, d.begin()
}

// Window is the window.
func (d *Desk) Window() fyne.Window { return d.win }

func (d *Desk) say(code string, args ...string) string { return d.words.Say(code, args...) }

// begin opens the court if there is one, else asks whose desk this is.
func (d *Desk) begin() error {
	if !app.Exists(d.config) {
		d.show(d.firstScreen())
		return nil
	}
	return d.openCourt(d.config)
}

// openCourt opens a court's data and asks who sits down.
func (d *Desk) openCourt(c app.Config) error {
	c.Window = true
	a, err := app.Open(context.Background(), c)
	if err != nil {
		return err
	}
	d.takeCourt(a)
	return nil
}

func (d *Desk) takeCourt(a *app.App) {
	d.court = a
	d.maskWorks = map[string]*maskWork{} // another court's are none of its own
	d.forgetOld()
	d.listen(a)
	d.signInNow()
	d.later(firstIdle, d.backupWhenDue)
	if d.drawer != nil { // else the preparations are still to come
		d.warmKit()
	}
}

// show puts a screen into the window, under what floats above it.
func (d *Desk) show(screen fyne.CanvasObject) {
	// The ground is a box, not a bare rectangle: it must follow the theme.
	d.screen = screen
	ground := kit.NewBox(container.NewBorder(nil, d.tasks.bar, nil, nil, screen), base.ColorNameBackground, "", 0, 0).Square()
	d.win.SetContent(container.NewStack(newStirring(func() { d.stirred = true }), ground, d.toast))
}

// warm starts the drawer of pages; the first time on a machine it takes a few
// seconds, during which the window says so.
func (d *Desk) warm() {
	// The typesetter's fonts take most of a second: they are read while people
	// are still choosing, not when the first paper is asked for.
	d.warmKit()
	d.work(work{label: d.say("ui.reader.preparing")}, func(ctx context.Context, _ app.Progress) error {
		r, err := d.start(ctx)
		if err == nil {
			d.onMain(func() { d.drawer = r })
		}
		return err
	}, func(err error) {
		if err != nil {
			d.fail(err)
			return
		}
		if d.paper != nil {
			d.paper.ready()
		}
	})
}

// firstIdle is how long after the first frame the slow preparations begin.
const firstIdle = 150 * time.Millisecond

// warmKit reads the typesetter's fonts of the court that is open.
func (d *Desk) warmKit() {
	a := d.court
	if a == nil || d.atOnce {
		return
	}
	d.work(work{}, func(context.Context, app.Progress) error {
		_, err := a.Kit()
		return err
	}, d.fail)
}

// close asks first if work is going on.
func (d *Desk) close() {
	switch {
	case d.tasks.busy():
		d.confirm("ui.close.title", "ui.close.text", "ui.close.yes", d.quit)
	case d.unrecorded():
		d.confirm("ui.close.mask.title", "ui.close.mask.text", "ui.close.mask.yes", d.quit)
	default:
		d.quit()
	}
}

func (d *Desk) quit() {
	d.Close()
	d.win.Close()
}

// Close keeps what was typed and closes the court's data. It may be called
// again: an interrupt ends the window without asking it.
func (d *Desk) Close() {
	if d.closed {
		return
	}
	d.closed = true
	d.tasks.cancelAll()
	if d.side != nil {
		d.side.keepNotes()
	}
	d.stopWatching()
	if d.unlisten != nil {
		d.unlisten()
	}
	if d.drawer != nil {
		_ = d.drawer.Close() // the window is going anyway
	}
	if d.court != nil {
		_ = d.court.Close() // every act was one transaction: nothing is left to lose
	}
}
