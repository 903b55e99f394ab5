package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Entry is the only entry of the window: it is safe with an input method, and
// what it has no use for, function keys and the desk's shortcuts, it passes on.
type Entry struct {
	widget.Entry
	composer composer
}

// NewEntry makes an entry of one line.
func NewEntry() *Entry {
	e := &Entry{}
	e.ExtendBaseWidget(e)
	return e
}

// NewArea makes an entry of several lines, rows high, that wraps Chinese.
func NewArea(rows int) *Entry {
	e := &Entry{}
	e.MultiLine, e.Wrapping = true, fyne.TextWrapBreak
	e.ExtendBaseWidget(e)
	e.SetMinRowsVisible(rows)
	return e
}

// NewPassphrase makes an entry that doesn't show what is typed.
func NewPassphrase() *Entry {
	e := &Entry{}
	e.Password = true
	e.ExtendBaseWidget(e)
	return e
}

// CreateRenderer implements fyne.Widget.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	return entryRenderer{e.Entry.CreateRenderer(), e}
}

// entryRenderer looks at what is typed for characters that the window lacks.
type entryRenderer struct {
	fyne.WidgetRenderer
	e *Entry
}

func (r entryRenderer) Refresh() {
	typed(r.e.Text)
	r.WidgetRenderer.Refresh()
}

// TypedKey implements fyne.Focusable.
func (e *Entry) TypedKey(k *fyne.KeyEvent) {
	if e.composer.key(k.Name) {
		return
	}
	switch k.Name {
	case fyne.KeyEscape, fyne.KeyF1, fyne.KeyF2, fyne.KeyF3, fyne.KeyF4, fyne.KeyF5, fyne.KeyF11:
		PassOn(e, k)
		return
	case fyne.KeyPageUp, fyne.KeyPageDown:
		if !e.MultiLine {
			PassOn(e, k)
			return
		}
	}
	e.Entry.TypedKey(k)
}

// TypedRune implements fyne.Focusable.
func (e *Entry) TypedRune(r rune) {
	e.composer.rune()
	e.Entry.TypedRune(r)
}

// AcceptsTab implements fyne.Tabbable: Tab goes on to the next field, also from
// several lines. No paper of a court has tabs in it.
func (e *Entry) AcceptsTab() bool { return false }

// FocusLost implements fyne.Focusable.
func (e *Entry) FocusLost() {
	e.composer.pending = 0
	e.Entry.FocusLost()
}

// TypedShortcut implements fyne.Shortcutable. Ctrl+A and its like are the
// entry's; the desk's own are not lost because someone happens to be typing.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	if _, ours := s.(*desktop.CustomShortcut); ours {
		if c, ok := CanvasOf(e).(fyne.Shortcutable); ok {
			c.TypedShortcut(s)
			return
		}
	}
	e.Entry.TypedShortcut(s)
}

// CanvasOf is the canvas an object is on, nil if it is on none.
func CanvasOf(o fyne.CanvasObject) fyne.Canvas {
	return fyne.CurrentApp().Driver().CanvasForObject(o)
}

// PassOn gives a key that a focused widget has no use for to the window.
func PassOn(o fyne.CanvasObject, k *fyne.KeyEvent) {
	if c := CanvasOf(o); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(k)
	}
}
