package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Chip is a word on a ground of its own; the word carries the meaning, the
// colour only helps.
type Chip struct {
	widget.BaseWidget
	text         string
	fore, ground fyne.ThemeColorName
}

// NewChip makes a chip.
func NewChip(text string, fore, ground fyne.ThemeColorName) *Chip {
	c := &Chip{text: text, fore: fore, ground: ground}
	c.ExtendBaseWidget(c)
	return c
}

// Set changes all of it.
func (c *Chip) Set(text string, fore, ground fyne.ThemeColorName) {
	if c.text != text || c.fore != fore || c.ground != ground {
		c.text, c.fore, c.ground = text, fore, ground
		c.Refresh()
	}
}

// String is what it says.
func (c *Chip) String() string { return c.text }

// MinSize implements fyne.CanvasObject.
func (c *Chip) MinSize() fyne.Size {
	c.ExtendBaseWidget(c)
	s := Size(theme.SizeNameCaptionText)
	return fyne.NewSize(WidthOf(c.text, s, true)+s, s*1.75)
}

// CreateRenderer implements fyne.Widget.
func (c *Chip) CreateRenderer() fyne.WidgetRenderer {
	r := &chipRenderer{c: c, ground: canvas.NewRectangle(color.Transparent), text: canvas.NewText("", color.Transparent)}
	r.text.TextStyle.Bold, r.text.Alignment = true, fyne.TextAlignCenter
	r.Refresh()
	return r
}

type chipRenderer struct {
	c      *Chip
	ground *canvas.Rectangle
	text   *canvas.Text
}

func (r *chipRenderer) Layout(s fyne.Size) {
	r.ground.Resize(s)
	h := r.text.MinSize().Height
	r.text.Move(fyne.NewPos(0, (s.Height-h)/2))
	r.text.Resize(fyne.NewSize(s.Width, h))
}

func (r *chipRenderer) MinSize() fyne.Size { return r.c.MinSize() }
func (r *chipRenderer) Refresh() {
	r.text.Color, r.text.TextSize = Color(r.c.fore), Size(theme.SizeNameCaptionText)
	Write(r.text, r.c.text)
	r.ground.FillColor, r.ground.StrokeColor, r.ground.StrokeWidth, r.ground.CornerRadius = Color(r.c.ground), Color(r.c.fore), 1, 3
	r.Layout(r.c.Size())
	canvas.Refresh(r.c)
}

func (r *chipRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.ground, r.text} }
func (r *chipRenderer) Destroy()                     {}
