package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Meter is a share as a bar, with a mark where a goal is. The number stands
// beside it: the bar only lets shares be compared at a glance, and is as plain in
// black and white.
type Meter struct {
	widget.BaseWidget
	share, goal  float64 // of one; no goal is 0
	fore, ground fyne.ThemeColorName
}

// NewMeter makes a bar. A share beyond one fills it.
func NewMeter(share, goal float64, fore, ground fyne.ThemeColorName) *Meter {
	m := &Meter{share: min(max(share, 0), 1), goal: min(max(goal, 0), 1), fore: fore, ground: ground}
	m.ExtendBaseWidget(m)
	return m
}

// MinSize implements fyne.CanvasObject.
func (m *Meter) MinSize() fyne.Size {
	m.ExtendBaseWidget(m)
	s := Size(theme.SizeNameCaptionText)
	return fyne.NewSize(8*s, s)
}

// CreateRenderer implements fyne.Widget.
func (m *Meter) CreateRenderer() fyne.WidgetRenderer {
	r := &meterRenderer{m: m, ground: canvas.NewRectangle(color.Transparent), bar: canvas.NewRectangle(color.Transparent), mark: canvas.NewRectangle(color.Transparent)}
	r.Refresh()
	return r
}

type meterRenderer struct {
	m                 *Meter
	ground, bar, mark *canvas.Rectangle
}

func (r *meterRenderer) Layout(s fyne.Size) {
	r.ground.Resize(s)
	r.bar.Resize(fyne.NewSize(s.Width*float32(r.m.share), s.Height))
	width := max(2, s.Height/6)
	r.mark.Move(fyne.NewPos(min(s.Width*float32(r.m.goal), s.Width-width), -s.Height/5))
	r.mark.Resize(fyne.NewSize(width, s.Height*1.4))
	r.mark.Hidden = r.m.goal == 0
}

func (r *meterRenderer) MinSize() fyne.Size { return r.m.MinSize() }

func (r *meterRenderer) Refresh() {
	r.ground.FillColor, r.bar.FillColor, r.mark.FillColor = Color(r.m.ground), Color(r.m.fore), Color(theme.ColorNameForeground)
	r.Layout(r.m.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *meterRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.bar, r.mark}
}

func (r *meterRenderer) Destroy() {}
