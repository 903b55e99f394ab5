package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	look "shenqian/ui/theme"
)

var paperWhite = color.NRGBA{R: 0xff, G: 0xff, B: 0xff, A: 0xff}

// Toast is a sentence that shows for a while at the foot of the window.
type Toast struct {
	widget.BaseWidget
	text     *Text
	box      *Box
	sentence string
}

// NewToast makes a hidden toast.
func NewToast() *Toast {
	t := &Toast{text: NewText("").Bold()}
	t.box = NewBox(t.text, look.GoodSoft, look.Good, 16, 8).Barred(look.Good)
	t.ExtendBaseWidget(t)
	t.Hide()
	return t
}

// News is what kind of sentence it is.
type News int

const (
	Good News = iota
	Hint
	Bad
)

// Say shows a sentence; a sign tells its kind, not the colour alone.
func (t *Toast) Say(sentence string, kind News) {
	t.sentence = sentence
	mark, fore, ground := "✓　", look.Good, look.GoodSoft
	switch kind {
	case Hint:
		mark, fore, ground = "▲　", look.Warn, look.WarnSoft
	case Bad:
		mark, fore, ground = "！　", look.Block, look.BlockSoft
	}
	t.box.ground, t.box.edge, t.box.left = ground, fore, fore
	t.text.In(fore)
	t.text.Set(mark + sentence)
	t.Show()
	t.Refresh()
}

// Sentence is what it said last.
func (t *Toast) Sentence() string { return t.sentence }

// MinSize implements fyne.CanvasObject: it takes no room of its own.
func (t *Toast) MinSize() fyne.Size { t.ExtendBaseWidget(t); return fyne.NewSize(1, 1) }

// CreateRenderer implements fyne.Widget.
func (t *Toast) CreateRenderer() fyne.WidgetRenderer { return &toastRenderer{t} }

type toastRenderer struct{ t *Toast }

func (r *toastRenderer) Layout(s fyne.Size) {
	w := min(s.Width-40, WidthOf(r.t.text.text, Size(theme.SizeNameText), true)+40)
	h := r.t.box.Fit(w)
	r.t.box.Resize(fyne.NewSize(w, h))
	r.t.box.Move(fyne.NewPos((s.Width-w)/2, s.Height-h-48))
}
func (r *toastRenderer) MinSize() fyne.Size           { return r.t.MinSize() }
func (r *toastRenderer) Refresh()                     { r.Layout(r.t.Size()); r.t.box.Refresh() }
func (r *toastRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.t.box} }
func (r *toastRenderer) Destroy()                     {}
