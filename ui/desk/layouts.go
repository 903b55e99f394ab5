package desk

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// paperColor is white in the dark too: it is what will be signed.
var paperColor = color.NRGBA{R: 0xff, G: 0xff, B: 0xff, A: 0xff}

// tall gives its one object a height, and a little air.
type tall struct{ height float32 }

func (t tall) Layout(os []fyne.CanvasObject, s fyne.Size) {
	os[0].Move(fyne.NewPos(6, 4))
	os[0].Resize(s.Subtract(fyne.NewSize(12, 8)))
}

func (t tall) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(40, t.height+8) }

// middling puts a line of text at half the height, as wide as there is room.
func middling(o fyne.CanvasObject) *fyne.Container { return container.New(midHeight{}, o) }

type midHeight struct{}

func (midHeight) Layout(os []fyne.CanvasObject, s fyne.Size) {
	h := os[0].MinSize().Height
	os[0].Move(fyne.NewPos(0, (s.Height-h)/2))
	os[0].Resize(fyne.NewSize(s.Width, h))
}

// yielding is midHeight for a line that is cut where there is no room for it.
type yielding struct{ midHeight }

func (yielding) MinSize(os []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, os[0].MinSize().Height)
}

func (midHeight) MinSize(os []fyne.CanvasObject) fyne.Size { return os[0].MinSize() }
