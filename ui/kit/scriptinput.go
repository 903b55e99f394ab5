package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// How a script takes keys and the mouse: Tab and all other keys go to whoever
// listens, Shift with the arrows and dragging select words of the left side.

// FocusGained implements fyne.Focusable.
func (b *scriptBody) FocusGained() {}

// FocusLost implements fyne.Focusable.
func (b *scriptBody) FocusLost() { b.s.shift = false }

// TypedRune implements fyne.Focusable: words to hide are typed elsewhere.
func (b *scriptBody) TypedRune(rune) {}

// AcceptsTab implements fyne.Tabbable: Tab walks the marks.
func (b *scriptBody) AcceptsTab() bool { return true }

// KeyDown implements desktop.Keyable.
func (b *scriptBody) KeyDown(k *fyne.KeyEvent) {
	if k.Name == desktop.KeyShiftLeft || k.Name == desktop.KeyShiftRight {
		b.s.shift = true
	}
}

// KeyUp implements desktop.Keyable.
func (b *scriptBody) KeyUp(k *fyne.KeyEvent) {
	if k.Name == desktop.KeyShiftLeft || k.Name == desktop.KeyShiftRight {
		b.s.shift = false
	}
}

// TypedKey implements fyne.Focusable. Shift and the arrows select.
func (b *scriptBody) TypedKey(k *fyne.KeyEvent) {
	s := b.s
	if s.shift {
		var to int
		switch k.Name {
		case fyne.KeyRight:
			to = s.step(1)
		case fyne.KeyLeft:
			to = s.step(-1)
		case fyne.KeyDown:
			to = b.beside(s.to, 1)
		case fyne.KeyUp:
			to = b.beside(s.to, -1)
		default:
			s.pass(k, fyne.KeyModifierShift)
			return
		}
		s.Select(s.from, to)
		s.show(min(s.to, len(s.text)), min(s.to+1, len(s.text)))
		b.look()
		return
	}
	switch k.Name {
	case fyne.KeyRight, fyne.KeyLeft: // where selecting is to begin
		by := 1
		if k.Name == fyne.KeyLeft {
			by = -1
		}
		at := s.step(by)
		s.Select(at, at)
		s.show(at, at+1)
		b.look()
	default:
		s.pass(k, 0)
	}
}

// step is the end of the selection, a rune on; line ends are passed over.
func (s *Script) step(by int) int {
	to := max(0, min(s.to+by, len(s.text)))
	for to > 0 && to < len(s.text) && s.text[to-1] == '\n' {
		to += by
	}
	return to
}

func (s *Script) pass(k *fyne.KeyEvent, mod fyne.KeyModifier) {
	if s.OnKey != nil {
		s.OnKey(k.Name, mod)
		return
	}
	PassOn(s.body, k)
}

// MouseDown implements desktop.Mouseable: a selection begins.
func (b *scriptBody) MouseDown(e *desktop.MouseEvent) {
	s := b.s
	s.Focus()
	at, left := b.at(e.Position)
	if left {
		if e.Modifier&fyne.KeyModifierShift != 0 {
			s.Select(s.from, at)
		} else {
			s.Select(at, at)
		}
	}
}

// MouseUp implements desktop.Mouseable.
func (b *scriptBody) MouseUp(e *desktop.MouseEvent) {
	s := b.s
	if s.from != s.to || s.OnItem == nil {
		return
	}
	at, _ := b.over(e.Position)
	for _, m := range s.marks {
		if m.Start <= at && at < m.End {
			s.OnItem(m.Item)
			return
		}
	}
}

// Dragged implements fyne.Draggable.
func (b *scriptBody) Dragged(e *fyne.DragEvent) {
	at, _ := b.at(e.Position)
	b.s.Select(b.s.from, at)
}

// DragEnd implements fyne.Draggable.
func (b *scriptBody) DragEnd() {}

// Cursor implements desktop.Cursorable.
func (b *scriptBody) Cursor() desktop.Cursor { return desktop.TextCursor }
