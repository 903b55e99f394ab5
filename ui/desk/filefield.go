package desk

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shenqian/ui/kit"
)

// fileField is a path that is typed or chosen.
type fileField struct {
	object fyne.CanvasObject
	entry  *kit.Entry
}

// keyFiles are the files a key may be in.
var keyFiles = []string{".p12", ".pfx", ".pem", ".P12", ".PFX"}

func newFileField(d *Desk, label string, extensions ...string) *fileField {
	f := &fileField{entry: kit.NewEntry()}
	choose := kit.NewButton(label, nil, func() {
		d.chooseFile(extensions, f.path(), func(p string) { f.entry.SetText(p) })
	})
	f.object = container.NewBorder(nil, nil, nil, choose, f.entry)
	return f
}

func (f *fileField) path() string { return strings.TrimSpace(f.entry.Text) }
