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
	where place
}

// place is where a key holds: on the three panes, on the masking screen, in the
// committee's room, or on all.
type place int

const (
	onDesk place = 1 << iota
	onMask
	onCouncil
	everywhere = onDesk | onMask | onCouncil
)

const ctrl = fyne.KeyModifierShortcutDefault

// shortcuts is every key of the desk; the help shows this table.
var shortcuts []shortcut

func init() { // the help shows the table that it is in
	shortcuts = []shortcut{
		{fyne.KeyDown, 0, "↓", "ui.key.next", func(d *Desk) { d.step(1) }, false, onDesk},
		{fyne.KeyUp, 0, "↑", "ui.key.previous", func(d *Desk) { d.step(-1) }, false, onDesk},
		{fyne.KeyJ, 0, "J", "ui.key.next", func(d *Desk) { d.step(1) }, true, onDesk},
		{fyne.KeyK, 0, "K", "ui.key.previous", func(d *Desk) { d.step(-1) }, true, onDesk},
		{fyne.KeyPageDown, 0, "PgDn", "ui.key.pagedown", func(d *Desk) { d.turn(1) }, false, onDesk | onCouncil},
		{fyne.KeyPageUp, 0, "PgUp", "ui.key.pageup", func(d *Desk) { d.turn(-1) }, false, onDesk | onCouncil},
		{fyne.KeyF8, 0, "F8", "ui.key.nextfinding", func(d *Desk) { d.finding(1) }, false, onDesk},
		{fyne.KeyF7, 0, "F7", "ui.key.lastfinding", func(d *Desk) { d.finding(-1) }, false, onDesk},
		{fyne.KeyHome, 0, "Home", "ui.key.firstpage", func(d *Desk) { d.page(1) }, false, onDesk},
		{fyne.KeyEnd, 0, "End", "ui.key.lastpage", func(d *Desk) { d.page(1 << 20) }, false, onDesk},
		{fyne.KeyEqual, ctrl, "Ctrl+＋", "ui.key.zoomin", func(d *Desk) { d.zoom(1) }, false, onDesk},
		{fyne.KeyPlus, ctrl, "Ctrl+＋", "ui.key.zoomin", func(d *Desk) { d.zoom(1) }, true, onDesk},
		{fyne.KeyMinus, ctrl, "Ctrl+－", "ui.key.zoomout", func(d *Desk) { d.zoom(-1) }, false, onDesk},
		{fyne.Key0, ctrl, "Ctrl+0", "ui.key.fit", func(d *Desk) { d.zoom(0) }, false, onDesk},
		{fyne.KeyF, ctrl, "Ctrl+F", "ui.key.search", (*Desk).search, false, onDesk},
		{fyne.KeyL, ctrl, "Ctrl+L", "ui.key.list", (*Desk).focusQueue, false, onDesk},
		{fyne.KeyReturn, ctrl, "Ctrl+Enter", "ui.key.main", (*Desk).mainAct, false, onDesk},
		{fyne.KeyEnter, ctrl, "Ctrl+Enter", "ui.key.main", (*Desk).mainAct, true, onDesk},
		{fyne.KeyF2, 0, "F2", "ui.key.return", func(d *Desk) { d.decideByKey("return") }, false, onDesk},
		{fyne.KeyF3, 0, "F3", "ui.key.park", func(d *Desk) { d.decideByKey("park") }, false, onDesk},
		{fyne.KeyF4, 0, "F4", "ui.key.aside", func(d *Desk) { d.decideByKey("aside") }, false, onDesk},
		{fyne.KeyF6, 0, "F6", "ui.key.history", (*Desk).openHistory, false, onDesk},
		{fyne.KeyF9, 0, "F9", "ui.key.spot", (*Desk).spotKey, false, onDesk},
		{fyne.KeyO, ctrl, "Ctrl+O", "ui.key.import", (*Desk).importFiles, false, onDesk},
		{fyne.KeyF5, 0, "F5", "ui.key.refresh", (*Desk).reload, false, onDesk | onCouncil},
		{fyne.KeyF1, 0, "F1", "ui.key.help", (*Desk).help, false, everywhere},
		{fyne.KeyF11, 0, "F11", "ui.key.full", func(d *Desk) { d.win.SetFullScreen(!d.win.FullScreen()) }, false, everywhere},
		{fyne.KeyEscape, 0, "Esc", "ui.key.escape", (*Desk).escape, false, everywhere},

		{fyne.KeyTab, 0, "Tab", "ui.key.mask.next", func(d *Desk) { d.masking.walk(1) }, false, onMask},
		{fyne.KeyTab, fyne.KeyModifierShift, "Shift+Tab", "ui.key.mask.last", func(d *Desk) { d.masking.walk(-1) }, false, onMask},
		{fyne.KeyDown, 0, "↓", "ui.key.mask.next", func(d *Desk) { d.masking.walk(1) }, true, onMask},
		{fyne.KeyUp, 0, "↑", "ui.key.mask.last", func(d *Desk) { d.masking.walk(-1) }, true, onMask},
		{fyne.KeyReturn, 0, "Enter", "ui.key.mask.accept", func(d *Desk) { d.masking.accept() }, false, onMask},
		{fyne.KeyEnter, 0, "Enter", "ui.key.mask.accept", func(d *Desk) { d.masking.accept() }, true, onMask},
		{fyne.KeyK, 0, "K", "ui.key.mask.keep", func(d *Desk) { d.masking.keep() }, false, onMask},
		{fyne.KeyK, ctrl, "Ctrl+K", "ui.key.mask.keep", func(d *Desk) { d.masking.keep() }, true, onMask},
		{fyne.KeyM, 0, "M", "ui.key.mask.hide", func(d *Desk) { d.masking.hide() }, false, onMask},
		{fyne.KeyH, 0, "H", "ui.key.mask.hide", func(d *Desk) { d.masking.hide() }, true, onMask},
		{fyne.KeyM, ctrl, "Ctrl+M", "ui.key.mask.hide", func(d *Desk) { d.masking.hide() }, true, onMask},
		{fyne.KeyU, 0, "U", "ui.key.mask.undo", func(d *Desk) { d.masking.undo() }, false, onMask},
		{fyne.KeyU, ctrl, "Ctrl+U", "ui.key.mask.undo", func(d *Desk) { d.masking.undo() }, true, onMask},
		{fyne.KeyF8, 0, "F8", "ui.key.mask.person", func(d *Desk) { d.masking.person(1) }, false, onMask},
		{fyne.KeyF7, 0, "F7", "ui.key.mask.personback", func(d *Desk) { d.masking.person(-1) }, false, onMask},
		{fyne.KeyReturn, ctrl | fyne.KeyModifierShift, "Ctrl+Shift+Enter", "ui.key.mask.certain", func(d *Desk) { d.masking.certain() }, false, onMask},
		{fyne.KeyEnter, ctrl | fyne.KeyModifierShift, "Ctrl+Shift+Enter", "ui.key.mask.certain", func(d *Desk) { d.masking.certain() }, true, onMask},
		{fyne.KeyReturn, ctrl, "Ctrl+Enter", "ui.key.mask.finish", func(d *Desk) { d.masking.finish() }, false, onMask},
		{fyne.KeyEnter, ctrl, "Ctrl+Enter", "ui.key.mask.finish", func(d *Desk) { d.masking.finish() }, true, onMask},
		{fyne.KeyF, ctrl, "Ctrl+F", "ui.key.mask.word", func(d *Desk) { d.masking.typeWord() }, false, onMask},
		{fyne.KeyF4, 0, "F4", "ui.key.mask.skip", func(d *Desk) { d.masking.skip() }, false, onMask},
		{fyne.KeyPageDown, 0, "PgDn", "ui.key.pagedown", func(d *Desk) { d.masking.script.Turn(1) }, true, onMask},
		{fyne.KeyPageUp, 0, "PgUp", "ui.key.pageup", func(d *Desk) { d.masking.script.Turn(-1) }, true, onMask},

		{fyne.Key1, 0, "1–9", "ui.key.council.choose", func(d *Desk) { d.council.choose(1) }, false, onCouncil},
		{fyne.Key2, 0, "1–9", "ui.key.council.choose", func(d *Desk) { d.council.choose(2) }, true, onCouncil},
		{fyne.Key3, 0, "1–9", "ui.key.council.choose", func(d *Desk) { d.council.choose(3) }, true, onCouncil},
		{fyne.Key4, 0, "1–9", "ui.key.council.choose", func(d *Desk) { d.council.choose(4) }, true, onCouncil},
		{fyne.Key5, 0, "1–9", "ui.key.council.choose", func(d *Desk) { d.council.choose(5) }, true, onCouncil},
		{fyne.Key6, 0, "1–9", "ui.key.council.choose", func(d *Desk) { d.council.choose(6) }, true, onCouncil},
		{fyne.Key7, 0, "1–9", "ui.key.council.choose", func(d *Desk) { d.council.choose(7) }, true, onCouncil},
		{fyne.Key8, 0, "1–9", "ui.key.council.choose", func(d *Desk) { d.council.choose(8) }, true, onCouncil},
		{fyne.Key9, 0, "1–9", "ui.key.council.choose", func(d *Desk) { d.council.choose(9) }, true, onCouncil},
		{fyne.Key0, 0, "0", "ui.key.council.other", func(d *Desk) { d.council.choose(0) }, false, onCouncil},
		{fyne.KeyReturn, ctrl, "Ctrl+Enter", "ui.key.council.main", func(d *Desk) { d.council.mainAct() }, false, onCouncil},
		{fyne.KeyEnter, ctrl, "Ctrl+Enter", "ui.key.council.main", func(d *Desk) { d.council.mainAct() }, true, onCouncil},
		{fyne.KeyF9, 0, "F9", "ui.key.council.wide", func(d *Desk) { d.council.cast() }, false, onCouncil},
	}
}

// bindKeys lets the table answer to every key. A key of the window is bound
// once, whatever it does on which screen.
func (d *Desk) bindKeys() {
	c := d.win.Canvas()
	for _, s := range shortcuts {
		if s.mod != 0 && s.mod != fyne.KeyModifierShift {
			c.AddShortcut(&desktop.CustomShortcut{KeyName: s.key, Modifier: s.mod}, func(fyne.Shortcut) { d.typedKey(s.key, s.mod) })
		}
	}
	c.SetOnTypedKey(func(k *fyne.KeyEvent) { d.typedKey(k.Name, 0) })
}

// here is the screen that the keys belong to.
func (d *Desk) here() place {
	switch {
	case d.masking != nil:
		return onMask
	case d.council != nil:
		return onCouncil
	}
	return onDesk
}

// typedKey does what the table says. A dialog has its own buttons.
func (d *Desk) typedKey(key fyne.KeyName, mod fyne.KeyModifier) {
	if d.locked != nil {
		return
	}
	d.stirred = true
	for _, s := range shortcuts {
		if s.key == key && s.mod == mod && s.where&d.here() != 0 {
			if d.top() == nil || key == fyne.KeyEscape {
				s.do(d)
			}
			return
		}
	}
}

// help shows the table.
func (d *Desk) help() {
	var m *kit.Modal
	rows := []fyne.CanvasObject{}
	for _, s := range shortcuts {
		if !s.also && s.where&d.here() != 0 {
			rows = append(rows, newPair(s.label, d.say(s.code), 120))
		}
	}
	note := "ui.help.note"
	if d.masking != nil {
		note = "ui.help.note.mask"
	}
	rows = append(rows, muted(d.say(note)))
	m = d.dialog(d.say("ui.help.title"), 520, rows, d.button("ui.ok", func() { m.Hide() }).Primary())
}

// escape closes the dialog in front, or leaves an attachment, or takes the
// focus off what has it.
func (d *Desk) escape() {
	switch {
	case d.top() != nil:
		d.top().Hide()
	case d.masking != nil:
		d.masking.escape()
	case d.council != nil:
		d.council.leave()
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
	switch {
	case d.council != nil:
		d.council.paper.pages.Turn(by)
	case d.paper != nil:
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
