package kit

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Fitter is an object whose height follows from its width. Fit tells it the
// width to come and returns the height it will need.
type Fitter interface {
	fyne.CanvasObject
	Fit(width float32) float32
}

func fit(o fyne.CanvasObject, width float32) float32 {
	if f, ok := o.(Fitter); ok {
		return f.Fit(width)
	}
	return o.MinSize().Height
}

// Color is a colour of the theme in use.
func Color(n fyne.ThemeColorName) color.Color {
	s := fyne.CurrentApp().Settings()
	return s.Theme().Color(n, s.ThemeVariant())
}

// Size is a size of the theme in use.
func Size(n fyne.ThemeSizeName) float32 { return fyne.CurrentApp().Settings().Theme().Size(n) }

// Text is text that wraps.
type Text struct {
	widget.BaseWidget
	text  string
	color fyne.ThemeColorName
	size  fyne.ThemeSizeName
	bold  bool
	most  int // lines shown at most, 0 for all
	align fyne.TextAlign
	width float32
}

// NewText makes text of the normal size.
func NewText(s string) *Text {
	t := &Text{text: s, color: theme.ColorNameForeground, size: theme.SizeNameText}
	t.ExtendBaseWidget(t)
	return t
}

// In sets the colour, Sized the size, Bold the weight, Lines the most lines,
// Centered the alignment; each returns the text.
func (t *Text) In(n fyne.ThemeColorName) *Text   { t.color = n; return t }
func (t *Text) Sized(n fyne.ThemeSizeName) *Text { t.size = n; return t }
func (t *Text) Bold() *Text                      { t.bold = true; return t }
func (t *Text) Lines(n int) *Text                { t.most = n; return t }
func (t *Text) Centered() *Text                  { t.align = fyne.TextAlignCenter; return t }

// Set changes the text.
func (t *Text) Set(s string) {
	if t.text != s {
		t.text = s
		t.Refresh()
	}
}

// String is the text.
func (t *Text) String() string { return t.text }

func (t *Text) pitch() float32 { return Size(t.size) * 1.5 }

func (t *Text) lines(width float32) []string {
	if t.text == "" {
		return nil
	}
	size := Size(t.size)
	ls := wrap(t.text, size, t.bold, max(width, 2*size))
	if t.most > 0 && len(ls) > t.most {
		ls = ls[:t.most]
		last := &ls[t.most-1]
		*last = Elide(*last+"……", size, t.bold, width)
	}
	return ls
}

// Fit implements Fitter.
func (t *Text) Fit(width float32) float32 {
	t.width = width
	return float32(len(t.lines(width))) * t.pitch()
}

// MinSize implements fyne.CanvasObject.
func (t *Text) MinSize() fyne.Size {
	t.ExtendBaseWidget(t)
	if t.most == 1 { // one line asks for its whole length, and is cut if it can't have it
		return fyne.NewSize(WidthOf(t.text, Size(t.size), t.bold)+1, t.pitch())
	}
	w := t.width
	if w == 0 {
		w = WidthOf(t.text, Size(t.size), t.bold)
		return fyne.NewSize(min(w, 260), t.Fit(max(min(w+1, 260), 1)))
	}
	return fyne.NewSize(min(2*Size(t.size), w), float32(len(t.lines(w)))*t.pitch())
}

// CreateRenderer implements fyne.Widget.
func (t *Text) CreateRenderer() fyne.WidgetRenderer { return &textRenderer{t: t} }

type textRenderer struct {
	t     *Text
	lines []fyne.CanvasObject
}

func (r *textRenderer) Layout(s fyne.Size) {
	r.t.width = s.Width
	ls, size, pitch := r.t.lines(s.Width), Size(r.t.size), r.t.pitch()
	r.lines = slices.Grow(r.lines, len(ls))[:0]
	for i, l := range ls {
		c := canvas.NewText("", Color(r.t.color))
		c.TextSize, c.TextStyle.Bold, c.Alignment = size, r.t.bold, r.t.align
		Write(c, l)
		h := c.MinSize().Height
		c.Move(fyne.NewPos(0, float32(i)*pitch+(pitch-h)/2))
		c.Resize(fyne.NewSize(s.Width, h))
		r.lines = append(r.lines, c)
	}
}

func (r *textRenderer) MinSize() fyne.Size { return r.t.MinSize() }
func (r *textRenderer) Refresh() {
	r.Layout(r.t.Size())
	canvas.Refresh(r.t)
}
func (r *textRenderer) Objects() []fyne.CanvasObject { return r.lines }
func (r *textRenderer) Destroy()                     {}
