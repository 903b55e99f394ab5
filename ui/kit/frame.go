package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Frame has something on top and at the foot, each as high as it needs to be
// at the frame's width, and the middle in what is left. Fyne's border asks for
// heights before it knows the width.
type Frame struct {
	Object    *fyne.Container
	top, foot Fitter // may be nil
	middle    fyne.CanvasObject
}

// NewFrame makes a frame.
func NewFrame(top, foot Fitter, middle fyne.CanvasObject) *Frame {
	f := &Frame{top: top, foot: foot, middle: middle}
	f.Object = container.New(frameLayout{f}, middle)
	for _, o := range []Fitter{top, foot} {
		if o != nil {
			f.Object.Objects = append(f.Object.Objects, o)
		}
	}
	return f
}

// Renew lays out anew, after the top or the foot has changed.
func (f *Frame) Renew() { f.Object.Layout.Layout(f.Object.Objects, f.Object.Size()) }

type frameLayout struct{ f *Frame }

func (l frameLayout) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	top, foot := float32(0), float32(0)
	if l.f.top != nil {
		top = l.f.top.Fit(s.Width)
		l.f.top.Move(fyne.NewPos(0, 0))
		l.f.top.Resize(fyne.NewSize(s.Width, top))
	}
	if l.f.foot != nil {
		foot = l.f.foot.Fit(s.Width)
		l.f.foot.Move(fyne.NewPos(0, s.Height-foot))
		l.f.foot.Resize(fyne.NewSize(s.Width, foot))
	}
	l.f.middle.Move(fyne.NewPos(0, top))
	l.f.middle.Resize(fyne.NewSize(s.Width, max(0, s.Height-top-foot)))
}

func (l frameLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	m := l.f.middle.MinSize()
	return fyne.NewSize(max(m.Width, 240), min(m.Height, 200)+100)
}
