package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Row puts a label, as wide as it wants to be, beside something that takes the
// rest of the width and is as high as it needs to be there.
type Row struct {
	widget.BaseWidget
	label, main fyne.CanvasObject
	gap         float32
}

// NewRow makes a row.
func NewRow(gap float32, label, main fyne.CanvasObject) *Row {
	r := &Row{label: label, main: main, gap: gap}
	r.ExtendBaseWidget(r)
	return r
}

func (r *Row) left() float32 { return r.label.MinSize().Width + r.gap }

// Fit implements Fitter.
func (r *Row) Fit(width float32) float32 {
	return max(r.label.MinSize().Height, fit(r.main, width-r.left()))
}

// MinSize implements fyne.CanvasObject.
func (r *Row) MinSize() fyne.Size {
	r.ExtendBaseWidget(r)
	return fyne.NewSize(r.left()+40, max(r.label.MinSize().Height, r.main.MinSize().Height))
}

// CreateRenderer implements fyne.Widget.
func (r *Row) CreateRenderer() fyne.WidgetRenderer { return &rowRenderer{r} }

type rowRenderer struct{ r *Row }

func (x *rowRenderer) Layout(s fyne.Size) {
	m := x.r.label.MinSize()
	x.r.label.Resize(m)
	x.r.label.Move(fyne.NewPos(0, 0))
	x.r.main.Move(fyne.NewPos(x.r.left(), 0))
	x.r.main.Resize(fyne.NewSize(s.Width-x.r.left(), max(s.Height, fit(x.r.main, s.Width-x.r.left()))))
}
func (x *rowRenderer) MinSize() fyne.Size { return x.r.MinSize() }
func (x *rowRenderer) Refresh() {
	x.Layout(x.r.Size())
	x.r.label.Refresh()
	x.r.main.Refresh()
}

func (x *rowRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{x.r.label, x.r.main} }
func (x *rowRenderer) Destroy()                     {}
