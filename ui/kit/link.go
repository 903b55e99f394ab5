package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Link is something that can be pressed with the mouse or the space bar.
type Link struct {
	widget.BaseWidget
	content  fyne.CanvasObject
	OnTapped func()
	focused  bool
	hovered  bool
}

// NewLink makes content pressable.
func NewLink(content fyne.CanvasObject, tapped func()) *Link {
	l := &Link{content: content, OnTapped: tapped}
	l.ExtendBaseWidget(l)
	return l
}

// Fit implements Fitter.
func (l *Link) Fit(width float32) float32 { return fit(l.content, width-8) + 4 }

// MinSize implements fyne.CanvasObject.
func (l *Link) MinSize() fyne.Size {
	l.ExtendBaseWidget(l)
	return l.content.MinSize().Add(fyne.NewSize(8, 4))
}

// Tapped implements fyne.Tappable.
func (l *Link) Tapped(*fyne.PointEvent) {
	if l.OnTapped != nil {
		l.OnTapped()
	}
}

// Cursor implements desktop.Cursorable.
func (l *Link) Cursor() desktop.Cursor { return desktop.PointerCursor }

func (l *Link) FocusGained()                   { l.focused = true; l.Refresh() }
func (l *Link) FocusLost()                     { l.focused = false; l.Refresh() }
func (l *Link) MouseIn(*desktop.MouseEvent)    { l.hovered = true; l.Refresh() }
func (l *Link) MouseMoved(*desktop.MouseEvent) {}
func (l *Link) MouseOut()                      { l.hovered = false; l.Refresh() }

// TypedKey implements fyne.Focusable.
func (l *Link) TypedKey(k *fyne.KeyEvent) {
	if k.Name != fyne.KeySpace {
		PassOn(l, k)
	}
}

// TypedRune implements fyne.Focusable.
func (l *Link) TypedRune(r rune) {
	if isSpace(r) {
		l.Tapped(nil)
	}
}

// CreateRenderer implements fyne.Widget.
func (l *Link) CreateRenderer() fyne.WidgetRenderer {
	r := &linkRenderer{l: l, ring: canvas.NewRectangle(color.Transparent)}
	r.ring.CornerRadius = 4
	r.paint()
	return r
}

type linkRenderer struct {
	l    *Link
	ring *canvas.Rectangle
}

func (r *linkRenderer) paint() {
	r.ring.FillColor, r.ring.StrokeColor, r.ring.StrokeWidth = color.Transparent, color.Transparent, 0
	if r.l.hovered {
		r.ring.FillColor = Color(theme.ColorNameHover)
	}
	if r.l.focused {
		r.ring.StrokeColor, r.ring.StrokeWidth = Color(theme.ColorNamePrimary), 2
	}
}

func (r *linkRenderer) Layout(s fyne.Size) {
	r.ring.Resize(s)
	r.l.content.Move(fyne.NewPos(4, 2))
	r.l.content.Resize(s.Subtract(fyne.NewSize(8, 4)))
}
func (r *linkRenderer) MinSize() fyne.Size { return r.l.MinSize() }
func (r *linkRenderer) Refresh() {
	r.paint()
	r.Layout(r.l.Size())
	canvas.Refresh(r.ring)
	r.l.content.Refresh()
}

func (r *linkRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ring, r.l.content}
}
func (r *linkRenderer) Destroy() {}
