package desk

import (
	"time"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// dialog shows a modal and remembers it, so that Escape closes it.
func (d *Desk) dialog(title string, width float32, body []fyne.CanvasObject, buttons ...fyne.CanvasObject) *kit.Modal {
	m := kit.NewModal(d.win.Canvas(), title, width, body, buttons...)
	d.modals = append(d.modals, m)
	hidden := m.OnHide
	m.OnHide = func() {
		for i := range d.modals {
			if d.modals[i] == m {
				d.modals = append(d.modals[:i], d.modals[i+1:]...)
				break
			}
		}
		if hidden != nil {
			hidden()
		}
	}
	m.Show()
	if d.locked != nil { // a task ended behind the lock
		d.cover()
	}
	return m
}

// top is the dialog in front, nil if there is none.
func (d *Desk) top() *kit.Modal {
	if n := len(d.modals); n > 0 {
		return d.modals[n-1]
	}
	return nil
}

// button makes a button with a text of the catalogue.
func (d *Desk) button(code string, f func()) *kit.Button {
	return kit.NewButton(d.say(code), nil, f)
}

// fail says in one sentence what went wrong.
func (d *Desk) fail(err error) {
	if err == nil || canceled(err) {
		return
	}
	var m *kit.Modal
	ok := d.button("ui.ok", func() { m.Hide() }).Primary()
	m = d.dialog(d.say("ui.error.title"), 460, []fyne.CanvasObject{d.warning(d.words.Explain(err))}, ok)
}

// warning is a sentence that must not be missed.
func (d *Desk) warning(sentence string) fyne.CanvasObject {
	return kit.NewBox(kit.NewText("！　"+sentence).In(theme.Block), theme.BlockSoft, theme.Block, 12, 8).Barred(theme.Block)
}

// notice is one that should be read.
func (d *Desk) notice(sentence string) fyne.CanvasObject {
	return kit.NewBox(kit.NewText("▲　"+sentence).In(theme.Warn), theme.WarnSoft, theme.Warn, 12, 8).Barred(theme.Warn)
}

// confirm asks before something that can't be undone here.
func (d *Desk) confirm(title, text, yes string, do func()) {
	var m *kit.Modal
	m = d.dialog(d.say(title), 460, []fyne.CanvasObject{kit.NewText(d.say(text))},
		d.button("ui.cancel", func() { m.Hide() }),
		d.button(yes, func() { m.Hide(); do() }).Primary())
}

// said shows a toast for a few seconds.
func (d *Desk) said(sentence string, bad bool) {
	kind := kit.Good
	if bad {
		kind = kit.Bad
	}
	d.tell(sentence, kind)
}

// hint says what to do first.
func (d *Desk) hint(sentence string) { d.tell(sentence, kit.Hint) }

func (d *Desk) tell(sentence string, kind kit.News) {
	d.toast.Say(sentence, kind)
	if d.atOnce {
		return
	}
	shown := sentence
	time.AfterFunc(6*time.Second, func() {
		onMain(func() {
			if d.toast.Sentence() == shown {
				d.toast.Hide()
			}
		})
	})
}

func muted(s string) *kit.Text   { return kit.NewText(s).In(theme.Muted) }
func caption(s string) *kit.Text { return muted(s).Sized(base.SizeNameCaptionText) }

// labelled is an entry under its name.
func labelled(name string, o fyne.CanvasObject) fyne.CanvasObject {
	return kit.NewColumn(3, caption(name), o)
}

func danger(b *kit.Button) *kit.Button {
	b.Importance = widget.DangerImportance
	return b
}
