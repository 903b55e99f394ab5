package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"
)

// Flow puts objects side by side and goes on below when a line is full.
type Flow struct {
	widget.BaseWidget
	objects []fyne.CanvasObject
	gap     float32
	end     bool // lines end at the right edge
	width   float32
}

// NewFlow makes a flow with gap between objects.
func NewFlow(gap float32, objects ...fyne.CanvasObject) *Flow {
	f := &Flow{objects: objects, gap: gap}
	f.ExtendBaseWidget(f)
	return f
}

// AtEnd puts the lines to the right, and returns the flow.
func (f *Flow) AtEnd() *Flow { f.end = true; return f }

// Set changes the objects.
func (f *Flow) Set(objects ...fyne.CanvasObject) {
	f.objects = objects
	f.Refresh()
}

// place calls put for each object with its place, and returns the height.
func (f *Flow) place(width float32, put func(o fyne.CanvasObject, x, y float32, m fyne.Size)) float32 {
	x, y, h := float32(0), float32(0), float32(0)
	var line []fyne.CanvasObject
	flush := func() {
		at := float32(0)
		if f.end {
			at = max(0, width-x)
		}
		for i, o := range line {
			m := o.MinSize()
			if i > 0 {
				at += f.gap
			}
			if put != nil {
				put(o, at, y+(h-m.Height)/2, m)
			}
			at += m.Width
		}
		line = nil
	}
	for _, o := range f.objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		if len(line) > 0 && x+f.gap+m.Width > width {
			flush()
			x, y, h = 0, y+h+min(f.gap, 6), 0
		}
		if len(line) > 0 {
			x += f.gap
		}
		line, x, h = append(line, o), x+m.Width, max(h, m.Height)
	}
	flush()
	return y + h
}

// Fit implements Fitter.
func (f *Flow) Fit(width float32) float32 {
	f.width = width
	return f.place(width, nil)
}

// MinSize implements fyne.CanvasObject.
func (f *Flow) MinSize() fyne.Size {
	f.ExtendBaseWidget(f)
	var w, all float32
	for _, o := range f.objects {
		if o.Visible() {
			w = max(w, o.MinSize().Width)
			all += o.MinSize().Width + f.gap
		}
	}
	if f.width == 0 {
		return fyne.NewSize(w, f.place(all, nil))
	}
	return fyne.NewSize(w, f.place(max(w, f.width), nil))
}

// CreateRenderer implements fyne.Widget.
func (f *Flow) CreateRenderer() fyne.WidgetRenderer { return &flowRenderer{f} }

type flowRenderer struct{ f *Flow }

func (r *flowRenderer) Layout(s fyne.Size) {
	r.f.width = s.Width
	r.f.place(s.Width, func(o fyne.CanvasObject, x, y float32, m fyne.Size) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(m)
	})
}

func (r *flowRenderer) MinSize() fyne.Size { return r.f.MinSize() }
func (r *flowRenderer) Refresh() {
	r.Layout(r.f.Size())
	for _, o := range r.f.objects {
		o.Refresh()
	}
}
func (r *flowRenderer) Objects() []fyne.CanvasObject { return r.f.objects }
func (r *flowRenderer) Destroy()                     {}

// Spacer takes what room is left in a box of Fyne's.
func Spacer() fyne.CanvasObject { return layout.NewSpacer() }
