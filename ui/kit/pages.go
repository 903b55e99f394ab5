package kit

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	look "shenqian/ui/theme"
)

// PageSize is a page's size in points.
type PageSize struct{ Width, Height float64 }

// Mark is a rectangle on a page, in points from its lower left corner.
type Mark struct {
	Page int // from 1
	Rect [4]float64
}

const (
	pageGap   = 14
	pageSide  = 14
	pageWidth = 940 // of a page at 100 %, at most: longer lines tire the eye
	minZoom   = 0.5
	maxZoom   = 4
)

// Pages shows the pages of a paper below one another, each drawn at the very
// pixels it covers. It asks for pictures by OnWant and gets them by Put.
type Pages struct {
	widget.BaseWidget
	OnWant func(page, pixels int)
	OnView func() // another page is in view, or another one was seen

	sizes  []PageSize
	sheets []*sheet
	marks  []Mark
	zoom   float32
	scroll *zoomScroll
	stack  *fyne.Container
	now    int
}

// sheet is one page on the screen.
type sheet struct {
	paper  *canvas.Rectangle
	image  *canvas.Image
	pixels int // of the picture it has
	asked  int // of the one it asked for
	seen   bool
}

// NewPages makes an empty view.
func NewPages() *Pages {
	p := &Pages{zoom: 1}
	p.stack = container.New(pagesLayout{p})
	p.scroll = &zoomScroll{zoom: p.Zoom}
	p.scroll.Content, p.scroll.Direction = p.stack, container.ScrollBoth
	p.scroll.ExtendBaseWidget(p.scroll)
	p.scroll.OnScrolled = func(fyne.Position) { p.look() }
	p.ExtendBaseWidget(p)
	return p
}

// Pixels is how wide the picture of a page has to be.
func (p *Pages) Pixels() int {
	scale := float32(1)
	if c := CanvasOf(p); c != nil {
		scale = c.Scale()
	}
	return int(p.width()*scale + 0.5)
}

// Open begins a paper anew: its pages, none of them seen yet. first is the
// picture of the first page, if it is at hand.
func (p *Pages) Open(sizes []PageSize, first image.Image) {
	p.sizes, p.marks, p.now = sizes, nil, 1
	p.sheets = make([]*sheet, len(sizes))
	for i := range sizes {
		s := &sheet{paper: canvas.NewRectangle(color.Transparent), image: canvas.NewImageFromImage(nil)}
		// A page is white in the dark too: it is what will be signed.
		s.paper.FillColor, s.paper.StrokeColor, s.paper.StrokeWidth = paperWhite, Color(look.Line), 1
		s.image.FillMode, s.image.ScaleMode = canvas.ImageFillStretch, canvas.ImageScaleFastest
		s.image.Hide() // an empty picture costs as much to draw as a full one
		p.sheets[i] = s
	}
	if first != nil {
		p.sheets[0].take(first)
	}
	p.rebuild()
	p.scroll.Offset = fyne.NewPos(0, 0)
	p.scroll.Refresh()
	p.look()
}

// Put gives page its picture.
func (p *Pages) Put(page int, img image.Image) {
	if page < 1 || page > len(p.sheets) {
		return
	}
	p.sheets[page-1].take(img)
	p.look()
}

func (s *sheet) take(img image.Image) {
	s.image.Image, s.pixels = img, img.Bounds().Dx()
	s.image.Show()
	s.image.Refresh()
}

// Highlight marks places and goes to the first.
func (p *Pages) Highlight(marks []Mark) {
	p.marks = marks
	p.rebuild()
	if len(marks) > 0 && marks[0].Page <= len(p.sheets) {
		m := marks[0]
		_, y, w, _ := p.place(m.Page - 1)
		at := y + float32(p.sizes[m.Page-1].Height-m.Rect[3])*w/float32(p.sizes[m.Page-1].Width)
		p.goTo(at - p.Size().Height/3)
	}
}

// Zoom changes the zoom by a step, 0 goes back to the full width.
func (p *Pages) Zoom(step int) {
	keep := p.now
	switch {
	case step == 0:
		p.zoom = 1
	case step > 0:
		p.zoom = min(p.zoom*1.15, maxZoom)
	default:
		p.zoom = max(p.zoom/1.15, minZoom)
	}
	p.stack.Refresh()
	p.scroll.Refresh()
	p.Go(keep)
}

// Percent is the zoom in percent.
func (p *Pages) Percent() int { return int(p.zoom*100 + 0.5) }

// Page and Count are the page in view, from 1, and how many there are.
func (p *Pages) Page() int  { return p.now }
func (p *Pages) Count() int { return len(p.sheets) }

// Go goes to the top of a page.
func (p *Pages) Go(page int) {
	if len(p.sheets) == 0 {
		return
	}
	page = max(1, min(page, len(p.sheets)))
	_, y, _, _ := p.place(page - 1)
	p.goTo(y - pageGap)
}

// Turn goes on or back by most of a screen, as a reader does.
func (p *Pages) Turn(by int) { p.goTo(p.scroll.Offset.Y + float32(by)*p.Size().Height*0.85) }

func (p *Pages) goTo(y float32) {
	y = floor(max(0, min(y, p.stack.MinSize().Height-p.Size().Height)))
	p.scroll.ScrollToOffset(fyne.NewPos(p.scroll.Offset.X, y))
	p.look()
}

// Unseen is the first page whose end has not been on the screen, 0 if there
// is none.
func (p *Pages) Unseen() int {
	for i, s := range p.sheets {
		if !s.seen {
			return i + 1
		}
	}
	return 0
}

// place is where a page lies.
func (p *Pages) place(i int) (x, y, w, h float32) {
	w, y = p.width(), pageGap
	for j := range p.sizes {
		h = floor(w * float32(p.sizes[j].Height/p.sizes[j].Width))
		if j == i {
			break
		}
		y += h + pageGap
	}
	return floor(max(pageSide, (p.Size().Width-w)/2)), y, w, h
}

// width is how wide every page is.
func (p *Pages) width() float32 {
	w := min(p.Size().Width-2*pageSide-Size(theme.SizeNameScrollBar), pageWidth*Size(theme.SizeNameText)/14.5) * p.zoom
	return floor(max(w, 60)) // whole pixels: else every stroke would be smeared over two
}

func floor(v float32) float32 { return float32(int(v)) }

// look notes which page is in view and which were seen, and asks for pictures.
func (p *Pages) look() {
	top, height := p.scroll.Offset.Y, p.Size().Height
	if height <= 0 {
		return
	}
	pixels := p.Pixels()
	was, changed := p.now, false
	best := float32(0)
	for i, s := range p.sheets {
		_, y, _, h := p.place(i)
		overlap := min(y+h, top+height) - max(y, top)
		if overlap > best {
			best, p.now = overlap, i+1
		}
		if overlap > 0 && s.pixels > 0 && !s.seen && y+h*0.93 <= top+height {
			s.seen, changed = true, true
		}
		if overlap > -height { // the next screen is drawn ahead
			if pixels != s.pixels && pixels != s.asked && p.OnWant != nil {
				s.asked = pixels
				p.OnWant(i+1, pixels)
			}
		}
	}
	if p.OnView != nil && (changed || was != p.now) {
		p.OnView()
	}
}

// Relook draws everything anew, after a change of look.
func (p *Pages) Relook() {
	p.Refresh()
	p.rebuild()
	p.look()
}

// Refresh implements fyne.CanvasObject: the edges of the pages and the marks
// take the colours of the theme in use.
func (p *Pages) Refresh() {
	for _, s := range p.sheets {
		s.paper.StrokeColor = Color(look.Line)
		s.paper.Refresh()
	}
	for _, o := range p.stack.Objects[min(2*len(p.sheets), len(p.stack.Objects)):] {
		if r, ok := o.(*canvas.Rectangle); ok {
			r.FillColor, r.StrokeColor = Color(look.Mark), Color(look.Warn)
			r.Refresh()
		}
	}
	p.BaseWidget.Refresh()
}

func (p *Pages) rebuild() {
	p.stack.Objects = p.stack.Objects[:0]
	for _, s := range p.sheets {
		p.stack.Objects = append(p.stack.Objects, s.paper, s.image)
	}
	for range p.marks {
		r := canvas.NewRectangle(Color(look.Mark))
		r.StrokeColor, r.StrokeWidth = Color(look.Warn), 1
		p.stack.Objects = append(p.stack.Objects, r)
	}
	p.stack.Refresh()
}

// Resize implements fyne.CanvasObject.
func (p *Pages) Resize(s fyne.Size) {
	p.BaseWidget.Resize(s)
	p.look()
}

// MinSize implements fyne.CanvasObject.
func (p *Pages) MinSize() fyne.Size {
	p.ExtendBaseWidget(p)
	return fyne.NewSize(240, 120)
}

// CreateRenderer implements fyne.Widget.
func (p *Pages) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.scroll) }

// pagesLayout lays out sheets and marks.
type pagesLayout struct{ p *Pages }

func (l pagesLayout) Layout(os []fyne.CanvasObject, _ fyne.Size) {
	p := l.p
	for i := range p.sheets {
		x, y, w, h := p.place(i)
		for _, o := range os[2*i : 2*i+2] {
			o.Move(fyne.NewPos(x, y))
			o.Resize(fyne.NewSize(w, h))
		}
	}
	for i, m := range p.marks {
		if m.Page < 1 || m.Page > len(p.sizes) {
			continue
		}
		x, y, w, _ := p.place(m.Page - 1)
		f := w / float32(p.sizes[m.Page-1].Width)
		o := os[2*len(p.sheets)+i]
		o.Move(fyne.NewPos(x+float32(m.Rect[0])*f-1, y+float32(p.sizes[m.Page-1].Height-m.Rect[3])*f-1))
		o.Resize(fyne.NewSize(float32(m.Rect[2]-m.Rect[0])*f+2, float32(m.Rect[3]-m.Rect[1])*f+2))
	}
}

func (l pagesLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	p := l.p
	if len(p.sheets) == 0 {
		return fyne.NewSize(1, 1)
	}
	_, y, w, h := p.place(len(p.sheets) - 1)
	if p.zoom <= 1 {
		return fyne.NewSize(1, y+h+pageGap)
	}
	return fyne.NewSize(w+2*pageSide, y+h+pageGap)
}

// zoomScroll zooms when the wheel turns with Ctrl held.
type zoomScroll struct {
	container.Scroll
	zoom func(int)
}

// Scrolled implements fyne.Scrollable.
func (z *zoomScroll) Scrolled(e *fyne.ScrollEvent) {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok && d.CurrentKeyModifiers()&fyne.KeyModifierControl != 0 {
		if e.Scrolled.DY > 0 {
			z.zoom(1)
		} else if e.Scrolled.DY < 0 {
			z.zoom(-1)
		}
		return
	}
	z.Scroll.Scrolled(e)
}
