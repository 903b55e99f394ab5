package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Button is a button that lets the window have the keys it does not use. Only
// the space bar presses it: Return never decides anything.
type Button struct{ widget.Button }

// NewButton makes a button.
func NewButton(label string, icon fyne.Resource, tapped func()) *Button {
	b := &Button{}
	b.Text, b.Icon, b.OnTapped = label, icon, tapped
	b.ExtendBaseWidget(b)
	return b
}

// Primary makes it the one that stands out, and returns it.
func (b *Button) Primary() *Button {
	b.Importance = widget.HighImportance
	return b
}

// Quiet makes it one that doesn't, and returns it.
func (b *Button) Quiet() *Button {
	b.Importance = widget.LowImportance
	return b
}

// Allow sets whether it may be pressed.
func (b *Button) Allow(yes bool) {
	if yes {
		b.Enable()
	} else {
		b.Disable()
	}
}

// TypedKey implements fyne.Focusable.
func (b *Button) TypedKey(k *fyne.KeyEvent) {
	if k.Name != fyne.KeySpace {
		PassOn(b, k)
	}
}

// TypedRune implements fyne.Focusable.
func (b *Button) TypedRune(r rune) {
	if isSpace(r) {
		b.Tapped(nil)
	}
}

// isSpace says whether the space bar was pressed, also where an input method
// writes full-width. Of the two events of the bar the character comes last:
// pressed by the key, a dialog would find it in the field that it focused, and
// a passphrase would begin with a blank.
func isSpace(r rune) bool { return r == ' ' || r == '　' }
