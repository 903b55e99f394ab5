package desk

import (
	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// pair is a name and what it stands for, side by side.
type pair struct {
	widget.BaseWidget
	name, value *kit.Text
	side        float32
}

func newPair(name, value string, side float32) *pair {
	p := &pair{name: kit.NewText(name).In(theme.Muted), value: kit.NewText(value), side: side}
	p.ExtendBaseWidget(p)
	return p
}

func (p *pair) left() float32 { return p.side * kit.Size(base.SizeNameText) / 14.5 }

// Fit implements kit.Fitter.
func (p *pair) Fit(width float32) float32 {
	return max(p.name.Fit(p.left()), p.value.Fit(width-p.left()-8))
}

// MinSize implements fyne.CanvasObject.
func (p *pair) MinSize() fyne.Size {
	p.ExtendBaseWidget(p)
	return fyne.NewSize(p.left()+8+p.value.MinSize().Width, max(p.name.MinSize().Height, p.value.MinSize().Height))
}

// CreateRenderer implements fyne.Widget.
func (p *pair) CreateRenderer() fyne.WidgetRenderer { return &pairRenderer{p} }

type pairRenderer struct{ p *pair }

func (r *pairRenderer) Layout(s fyne.Size) {
	l := r.p.left()
	r.p.name.Resize(fyne.NewSize(l, s.Height))
	r.p.value.Move(fyne.NewPos(l+8, 0))
	r.p.value.Resize(fyne.NewSize(s.Width-l-8, s.Height))
}
func (r *pairRenderer) MinSize() fyne.Size { return r.p.MinSize() }
func (r *pairRenderer) Refresh() {
	r.Layout(r.p.Size())
	r.p.name.Refresh()
	r.p.value.Refresh()
}

func (r *pairRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.p.name, r.p.value}
}
func (r *pairRenderer) Destroy() {}
