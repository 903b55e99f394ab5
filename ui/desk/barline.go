package desk

import (
	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// barLine is a bar between its name and its number: lines below one another
// have their bars below one another.
type barLine struct {
	widget.BaseWidget
	name, value *kit.Text
	bar         fyne.CanvasObject
}

func newBarLine(name, value string, bar fyne.CanvasObject) *barLine {
	b := &barLine{name: kit.NewText(name).Lines(1), value: kit.NewText(value).In(theme.Muted).Lines(1), bar: bar}
	b.ExtendBaseWidget(b)
	return b
}

// sides are the widths of name and number, in characters of the text.
const (
	barName  = 11
	barValue = 11
)

func (b *barLine) side(characters float32) float32 { return characters * kit.Size(base.SizeNameText) }

// MinSize implements fyne.CanvasObject.
func (b *barLine) MinSize() fyne.Size {
	b.ExtendBaseWidget(b)
	return fyne.NewSize(b.side(barName+barValue+6), b.name.MinSize().Height)
}

// CreateRenderer implements fyne.Widget.
func (b *barLine) CreateRenderer() fyne.WidgetRenderer { return &barLineRenderer{b} }

type barLineRenderer struct{ b *barLine }

func (r *barLineRenderer) Layout(s fyne.Size) {
	left, right, gap := r.b.side(barName), r.b.side(barValue), r.b.side(0.7)
	r.b.name.Resize(fyne.NewSize(left, s.Height))
	h := r.b.bar.MinSize().Height
	r.b.bar.Move(fyne.NewPos(left+gap, (s.Height-h)/2))
	r.b.bar.Resize(fyne.NewSize(max(0, s.Width-left-right-2*gap), h))
	r.b.value.Move(fyne.NewPos(s.Width-right, 0))
	r.b.value.Resize(fyne.NewSize(right, s.Height))
}

func (r *barLineRenderer) MinSize() fyne.Size { return r.b.MinSize() }

func (r *barLineRenderer) Refresh() {
	r.Layout(r.b.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *barLineRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.b.name, r.b.bar, r.b.value}
}

func (r *barLineRenderer) Destroy() {}
