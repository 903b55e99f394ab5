package desk

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// chooser asks for a file or a folder. Fyne's own dialog has an entry that is
// not safe with an input method, and does not speak to the keyboard.
type chooser struct {
	d          *Desk
	dir        string
	extensions []string // in lower case; nil for folders
	names      []string // folders end in a separator
	at         *kit.Entry
	list       *kit.List
	chosen     int
	modal      *kit.Modal
	done       func(path string)
}

// chooseFile asks for one file with one of the extensions; at is a path to
// begin near.
func (d *Desk) chooseFile(extensions []string, at string, done func(path string)) {
	d.choose("ui.chooser.file", extensions, at, done)
}

// chooseFolder asks for a folder.
func (d *Desk) chooseFolder(done func(path string)) { d.choose("ui.chooser.folder", nil, "", done) }

func (d *Desk) choose(title string, extensions []string, at string, done func(string)) {
	c := &chooser{d: d, done: done, chosen: -1, at: kit.NewEntry()}
	for _, e := range extensions {
		c.extensions = append(c.extensions, strings.ToLower(e))
	}
	c.at.OnSubmitted = func(s string) { c.visit(s) }
	c.list = kit.NewList(func() int { return len(c.names) }, func() fyne.CanvasObject { return kit.NewText("").Lines(1) }, func(i int, o fyne.CanvasObject) {
		t := o.(*kit.Text)
		name := c.names[i]
		if strings.HasSuffix(name, string(filepath.Separator)) {
			name = "▸ " + name
		} else {
			name = "　" + name
		}
		t.Set(name)
	})
	c.list.OnSelected = c.pick
	c.list.OnStep = func(by int) { c.list.Select(max(0, min(c.chosen+by, len(c.names)-1))) }
	up := d.button("ui.chooser.up", func() { c.visit(filepath.Dir(c.dir)) })
	home := d.button("ui.chooser.home", func() { c.visit(homeFolder()) })
	body := []fyne.CanvasObject{
		container.NewBorder(nil, nil, nil, container.NewHBox(up, home), c.at),
		kit.NewBox(container.New(deep{300}, c.list), theme.Surface, theme.Line, 2, 2),
	}
	buttons := []fyne.CanvasObject{d.button("ui.cancel", func() { c.modal.Hide() }), d.button("ui.chooser.take", c.take).Primary()}
	if extensions == nil {
		enter := d.button("ui.chooser.enter", func() { c.visit(c.at.Text) })
		buttons = []fyne.CanvasObject{buttons[0], enter, d.button("ui.chooser.this", c.take).Primary()}
	}
	c.modal = d.dialog(d.say(title), 640, body, buttons...)
	if at == "" || !filepath.IsAbs(at) {
		c.visit(homeFolder())
	} else {
		c.visit(filepath.Dir(at))
	}
	d.win.Canvas().Focus(c.at)
	c.at.TypedShortcut(&fyne.ShortcutSelectAll{})
}

func homeFolder() string {
	if h, err := os.UserHomeDir(); err == nil {
		return h
	}
	return string(filepath.Separator)
}

// visit goes to a folder, or to the folder of a file.
func (c *chooser) visit(path string) {
	path = strings.TrimSpace(path)
	if i, err := os.Stat(path); err == nil && !i.IsDir() {
		c.end(path)
		return
	}
	es, err := os.ReadDir(path)
	if err != nil {
		c.d.fail(err)
		return
	}
	c.dir, c.names, c.chosen = path, nil, -1
	for _, e := range es {
		name := e.Name()
		i, err := os.Stat(filepath.Join(path, name)) // follows links, as a user does
		switch {
		case strings.HasPrefix(name, ".") || err != nil:
		case i.IsDir():
			c.names = append(c.names, name+string(filepath.Separator))
		case slices.Contains(c.extensions, strings.ToLower(filepath.Ext(name))):
			c.names = append(c.names, name)
		}
	}
	slices.SortStableFunc(c.names, func(a, b string) int {
		fa, fb := strings.HasSuffix(a, string(filepath.Separator)), strings.HasSuffix(b, string(filepath.Separator))
		if fa != fb {
			if fa {
				return -1
			}
			return 1
		}
		return cmp.Compare(a, b)
	})
	c.at.SetText(path)
	c.list.UnselectAll()
	c.list.ScrollToTop()
	c.list.Refresh()
}

func (c *chooser) pick(i widget.ListItemID) {
	if i == c.chosen || i < 0 || i >= len(c.names) {
		return
	}
	c.chosen = i
	c.at.SetText(filepath.Join(c.dir, c.names[i]))
}

// take goes into a folder that is marked, or ends with what is marked.
func (c *chooser) take() {
	path := strings.TrimSpace(c.at.Text)
	i, err := os.Stat(path)
	switch {
	case err != nil:
		c.d.fail(err)
	case i.IsDir() && c.extensions != nil:
		c.visit(path)
	default:
		c.end(path)
	}
}

func (c *chooser) end(path string) {
	c.modal.Hide()
	c.done(path)
}

// deep gives its one object a height.
type deep struct{ height float32 }

func (l deep) Layout(os []fyne.CanvasObject, s fyne.Size) { os[0].Resize(s) }
func (l deep) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(200, l.height*kit.Size(base.SizeNameText)/14.5)
}
