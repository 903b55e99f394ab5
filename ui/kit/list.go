package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// List is a list in which ↑ and ↓ go to the next row at once, and which passes
// on the keys it does not use. Fyne's Table is never used: it makes a widget
// for every cell that might be.
type List struct {
	widget.List
	OnStep func(by int)
}

// NewList makes a list.
func NewList(length func() int, create func() fyne.CanvasObject, update func(int, fyne.CanvasObject)) *List {
	l := &List{}
	l.Length, l.CreateItem, l.UpdateItem, l.HideSeparators = length, create, update, true
	l.ExtendBaseWidget(l)
	return l
}

// TypedKey implements fyne.Focusable.
func (l *List) TypedKey(k *fyne.KeyEvent) {
	switch {
	case k.Name == fyne.KeyDown && l.OnStep != nil:
		l.OnStep(1)
	case k.Name == fyne.KeyUp && l.OnStep != nil:
		l.OnStep(-1)
	case k.Name == fyne.KeySpace:
		l.List.TypedKey(k)
	default:
		PassOn(l, k)
	}
}
