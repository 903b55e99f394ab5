package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Column puts objects below one another, each as high as it needs to be at the
// column's width.
type Column struct {
	widget.BaseWidget
	objects []fyne.CanvasObject
	gap     float32
	width   float32
}

// NewColumn makes a column with gap between its objects.
func NewColumn(gap float32, objects ...fyne.CanvasObject) *Column {
	c := &Column{objects: objects, gap: gap}
	c.ExtendBaseWidget(c)
	return c
}

// Set changes the objects.
func (c *Column) Set(objects ...fyne.CanvasObject) {
	c.objects = objects
	if c.width > 0 {
		c.Fit(c.width)
	}
	c.Refresh()
}

// First is the object on top.
func (c *Column) First() fyne.CanvasObject { return c.objects[0] }

// Add adds an object at the end.
func (c *Column) Add(o fyne.CanvasObject) { c.Set(append(c.objects, o)...) }

// Fit implements Fitter.
func (c *Column) Fit(width float32) float32 {
	c.width = width
	var h float32
	for _, o := range c.objects {
		if !o.Visible() {
			continue
		}
		if h > 0 {
			h += c.gap
		}
		h += fit(o, width)
	}
	return h
}

// MinSize implements fyne.CanvasObject.
func (c *Column) MinSize() fyne.Size {
	c.ExtendBaseWidget(c)
	var w float32
	for _, o := range c.objects {
		if o.Visible() {
			w = max(w, o.MinSize().Width)
		}
	}
	return fyne.NewSize(w, c.Fit(max(c.width, w)))
}

// CreateRenderer implements fyne.Widget.
func (c *Column) CreateRenderer() fyne.WidgetRenderer { return &columnRenderer{c} }

type columnRenderer struct{ c *Column }

func (r *columnRenderer) Layout(s fyne.Size) {
	r.c.width = s.Width
	var y float32
	for _, o := range r.c.objects {
		if !o.Visible() {
			continue
		}
		if y > 0 {
			y += r.c.gap
		}
		h := fit(o, s.Width)
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(s.Width, h))
		y += h
	}
}

func (r *columnRenderer) MinSize() fyne.Size { return r.c.MinSize() }
func (r *columnRenderer) Refresh() {
	r.Layout(r.c.Size())
	for _, o := range r.c.objects {
		o.Refresh()
	}
}
func (r *columnRenderer) Objects() []fyne.CanvasObject { return r.c.objects }
func (r *columnRenderer) Destroy()                     {}

// Scroll scrolls something that fits a width. The content is told the width
// before it is asked for its height: else what wraps would be measured wrong.
type Scroll struct {
	widget.BaseWidget
	content Fitter
	scroll  *container.Scroll
}

// NewScroll makes a scroll.
func NewScroll(content Fitter) *Scroll {
	s := &Scroll{content: content, scroll: container.NewVScroll(content)}
	s.ExtendBaseWidget(s)
	return s
}

// Resize implements fyne.CanvasObject.
func (s *Scroll) Resize(size fyne.Size) {
	s.content.Fit(size.Width)
	s.BaseWidget.Resize(size)
}

// Renew lays out anew after the content has changed.
func (s *Scroll) Renew() {
	s.content.Fit(s.Size().Width)
	s.scroll.Refresh()
}

// Top goes back to the top.
func (s *Scroll) Top() { s.scroll.ScrollToTop() }

// To brings an object of the content into view.
func (s *Scroll) To(o fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	at := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(s.content).Y
	view := s.scroll.Size().Height
	if at < s.scroll.Offset.Y || at+o.Size().Height > s.scroll.Offset.Y+view {
		s.scroll.ScrollToOffset(fyne.NewPos(0, max(0, at-12)))
	}
}

// MinSize implements fyne.CanvasObject.
func (s *Scroll) MinSize() fyne.Size {
	s.ExtendBaseWidget(s)
	return fyne.NewSize(s.content.MinSize().Width, 48)
}

// CreateRenderer implements fyne.Widget.
func (s *Scroll) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.scroll) }
