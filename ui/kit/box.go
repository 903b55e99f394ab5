package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Box is a ground with an edge around something, and perhaps a bar of colour
// down its left side.
type Box struct {
	widget.BaseWidget
	content            fyne.CanvasObject
	ground, edge, left fyne.ThemeColorName
	padX, padY         float32
	radius             float32
}

// NewBox makes a box; ground and edge may be "".
func NewBox(content fyne.CanvasObject, ground, edge fyne.ThemeColorName, padX, padY float32) *Box {
	b := &Box{content: content, ground: ground, edge: edge, padX: padX, padY: padY, radius: 5}
	b.ExtendBaseWidget(b)
	return b
}

// Barred puts a bar of colour down the left side.
func (b *Box) Barred(n fyne.ThemeColorName) *Box { b.left = n; return b }

// Square takes off the round corners.
func (b *Box) Square() *Box { b.radius = 0; return b }

func (b *Box) bar() float32 {
	if b.left == "" {
		return 0
	}
	return 4
}

// Fit implements Fitter.
func (b *Box) Fit(width float32) float32 {
	return fit(b.content, width-2*b.padX-b.bar()) + 2*b.padY
}

// MinSize implements fyne.CanvasObject.
func (b *Box) MinSize() fyne.Size {
	b.ExtendBaseWidget(b)
	m := b.content.MinSize()
	return fyne.NewSize(m.Width+2*b.padX+b.bar(), m.Height+2*b.padY)
}

// CreateRenderer implements fyne.Widget.
func (b *Box) CreateRenderer() fyne.WidgetRenderer {
	r := &boxRenderer{b: b, ground: canvas.NewRectangle(color.Transparent), bar: canvas.NewRectangle(color.Transparent)}
	r.paint()
	return r
}

type boxRenderer struct {
	b           *Box
	ground, bar *canvas.Rectangle
}

func (r *boxRenderer) paint() {
	r.ground.CornerRadius = r.b.radius
	r.ground.FillColor, r.ground.StrokeColor, r.ground.StrokeWidth = color.Transparent, color.Transparent, 0
	if r.b.ground != "" {
		r.ground.FillColor = Color(r.b.ground)
	}
	if r.b.edge != "" {
		r.ground.StrokeColor, r.ground.StrokeWidth = Color(r.b.edge), 1
	}
	if r.b.left != "" {
		r.bar.FillColor = Color(r.b.left)
	}
	r.bar.TopLeftCornerRadius, r.bar.BottomLeftCornerRadius = r.b.radius, r.b.radius
}

func (r *boxRenderer) Layout(s fyne.Size) {
	r.ground.Resize(s)
	r.bar.Resize(fyne.NewSize(r.b.bar(), s.Height))
	r.b.content.Move(fyne.NewPos(r.b.padX+r.b.bar(), r.b.padY))
	r.b.content.Resize(fyne.NewSize(s.Width-2*r.b.padX-r.b.bar(), s.Height-2*r.b.padY))
}

func (r *boxRenderer) MinSize() fyne.Size { return r.b.MinSize() }
func (r *boxRenderer) Refresh() {
	r.paint()
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}

func (r *boxRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.bar, r.b.content}
}
func (r *boxRenderer) Destroy() {}
