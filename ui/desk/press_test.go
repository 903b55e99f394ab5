package desk

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"shenqian/ui/kit"
)

// press presses the button with a label, in the dialog in front if there is one.
func press(t *testing.T, d *Desk, label string) bool {
	t.Helper()
	root := d.win.Content()
	if o := d.win.Canvas().Overlays().Top(); o != nil {
		root = o
	}
	var found *kit.Button
	walk(root, func(o fyne.CanvasObject) {
		if b, ok := o.(*kit.Button); ok && b.Text == label && b.Visible() {
			found = b
		}
	})
	if found == nil {
		t.Fatalf("no button %q", label)
	}
	test.Tap(found)
	return true
}

// walk visits everything under o.
func walk(o fyne.CanvasObject, f func(fyne.CanvasObject)) {
	if !o.Visible() {
		return
	}
	f(o)
	switch x := o.(type) {
	case *fyne.Container:
		for _, c := range x.Objects {
			walk(c, f)
		}
	case fyne.Widget:
		for _, c := range test.WidgetRenderer(x).Objects() {
			walk(c, f)
		}
	}
}
