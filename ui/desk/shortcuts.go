package desk

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"shenqian/ui/kit"
)

// shortcut is a key that does something on the desk. Bare letters are extras:
// a Chinese input method may swallow them.
type shortcut struct {
	key   fyne.KeyName
	mod   fyne.KeyModifier
	label string // as it is printed
	code  string // what it does
	do    func(*Desk)
	also  bool // an extra key for something that has one; help doesn't list it
}

const ctrl = fyne.KeyModifierShortcutDefault

// shortcuts is every key of the desk; the help shows this table.
var shortcuts []shortcut

func init() { // the help shows the table that it is in
	shortcuts = []shortcut{
		{fyne.KeyDown, 0, "↓", "ui.key.next", func(d *Desk) { d.step(1) }, false},
		{fyne.KeyUp, 0, "↑", "ui.key.previous", func(d *Desk) { d.step(-1) }, false},
		{fyne.KeyJ, 0, "J", "ui.key.next", func(d *Desk) { d.step(1) }, true},
		{fyne.KeyK, 0, "K", "ui.key.previous", func(d *Desk) { d.step(-1) }, true},
		{fyne.KeyPageDown, 0, "PgDn", "ui.key.pagedown", func(d *Desk) { d.turn(1) }, false},
		{fyne.KeyPageUp, 0, "PgUp", "ui.key.pageup", func(d *Desk) { d.turn(-1) }, false},
		{fyne.KeyF8, 0, "F8", "ui.key.nextfinding", func(d *Desk) { d.finding(1) }, false},
		{fyne.KeyF7, 0, "F7", "ui.key.lastfinding", func(d *Desk) { d.finding(-1) }, false},
		{fyne.KeyHome, 0, "Home", "ui.key.firstpage", func(d *Desk) { d.page(1) }, false},
		{fyne.KeyEnd, 0, "End", "ui.key.lastpage", func(d *Desk) { d.page(1 << 20) }, false},
		{fyne.KeyEqual, ctrl, "Ctrl+＋", "ui.key.zoomin", func(d *Desk) { d.zoom(1) }, false},
		{fyne.KeyPlus, ctrl, "Ctrl+＋", "ui.key.zoomin", func(d *Desk) { d.zoom(1) }, true},
		{fyne.KeyMinus, ctrl, "Ctrl+－", "ui.key.zoomout", func(d *Desk) { d.zoom(-1) }, false},
		{fyne.Key0, ctrl, "Ctrl+0", "ui.key.fit", func(d *Desk) { d.zoom(0) }, false},
		{fyne.KeyF, ctrl, "Ctrl+F", "ui.key.search", (*Desk).search, false},
		{fyne.KeyL, ctrl, "Ctrl+L", "ui.key.list", (*Desk).focusQueue, false},
		{fyne.KeyReturn, ctrl, "Ctrl+Enter", "ui.key.main", (*Desk).mainAct, false},
		{fyne.KeyEnter, ctrl, "Ctrl+Enter", "ui.key.main", (*Desk).mainAct, true},
		{fyne.KeyF2, 0, "F2", "ui.key.return", func(d *Desk) { d.decideByKey("return") }, false},
		{fyne.KeyF3, 0, "F3", "ui.key.park", func(d *Desk) { d.decideByKey("park") }, false},
		{fyne.KeyF4, 0, "F4", "ui.key.aside", func(d *Desk) { d.decideByKey("aside") }, false},
		{fyne.KeyF6, 0, "F6", "ui.key.history", (*Desk).openHistory, false},
		{fyne.KeyO, ctrl, "Ctrl+O", "ui.key.import", (*Desk).importFiles, false},
		{fyne.KeyF5, 0, "F5", "ui.key.refresh", (*Desk).reload, false},
		{fyne.KeyF1, 0, "F1", "ui.key.help", (*Desk).help, false},
		{fyne.KeyF11, 0, "F11", "ui.key.full", func(d *Desk) { d.win.SetFullScreen(!d.win.FullScreen()) }, false},
		{fyne.KeyEscape, 0, "Esc", "ui.key.escape", (*Desk).escape, false},
	}
}

func (d *Desk) bindKeys() {
	c := d.win.Canvas()
	for _, s := range shortcuts {
		if s.mod != 0 {
			c.AddShortcut(&desktop.CustomShortcut{KeyName: s.key, Modifier: s.mod}, func(fyne.Shortcut) {
				if d.top() == nil { // a dialog has its own buttons
					s.do(d)
				}
			})
		}
	}
	c.SetOnTypedKey(func(k *fyne.KeyEvent) {
		for _, s := range shortcuts {
			if s.mod == 0 && s.key == k.Name && (d.top() == nil || k.Name == fyne.KeyEscape) {
				s.do(d)
				return
			}
		}
	})
}

// help shows the table.
func (d *Desk) help() {
	var m *kit.Modal
	rows := []fyne.CanvasObject{}
	for _, s := range shortcuts {
		if !s.also {
			rows = append(rows, newPair(s.label, d.say(s.code), 120))
		}
	}
	rows = append(rows, muted(d.say("ui.help.note")))
	m = d.dialog(d.say("ui.help.title"), 520, rows, d.button("ui.ok", func() { m.Hide() }).Primary())
}

// escape closes the dialog in front, or leaves an attachment, or takes the
// focus off what has it.
func (d *Desk) escape() {
	switch {
	case d.top() != nil:
		d.top().Hide()
	case d.paper != nil && d.paper.beside:
		d.paper.back()
	case d.queue != nil && d.queue.of != "":
		d.queue.listSeries("")
	default:
		d.win.Canvas().Unfocus()
	}
}

func (d *Desk) step(by int) {
	if d.queue != nil {
		d.queue.step(by)
	}
}

func (d *Desk) turn(by int) {
	if d.paper != nil {
		d.paper.pages.Turn(by)
	}
}

func (d *Desk) page(n int) {
	if d.paper != nil {
		d.paper.pages.Go(n)
	}
}

func (d *Desk) zoom(step int) {
	if d.paper != nil {
		d.paper.zoom(step)
	}
}

func (d *Desk) search() {
	if d.queue != nil {
		d.win.Canvas().Focus(d.queue.search)
	}
}

func (d *Desk) focusQueue() {
	if d.queue != nil {
		d.win.Canvas().Focus(d.queue.list)
	}
}
