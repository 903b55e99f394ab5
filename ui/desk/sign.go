package desk

import (
	"context"
	"fmt"
	"image"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"shenqian/app"

	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// signDialog shows exactly what will be signed, and the box as it will be.
type signDialog struct {
	d       *Desk
	o       *opened
	modal   *kit.Modal
	remark  *kit.Entry
	keys    *dualBox
	box     *canvas.Image
	wrong   *kit.Column
	sign    *kit.Button
	timer   *time.Timer
	drawing context.CancelFunc
}

// boxWidth and boxHeight are how large the preview of the box is.
const (
	boxWidth  = 460
	boxHeight = 132
)

// openSign opens the dialog, or the first page whose end was not on the screen
// yet: what he signs says that he was shown every page.
func (d *Desk) openSign(o *opened) {
	if !d.allSeen() {
		return
	}
	s := &signDialog{d: d, o: o, remark: kit.NewArea(2), keys: newDualBox(d), box: canvas.NewImageFromImage(nil), wrong: kit.NewColumn(0)}
	s.box.FillMode, s.box.ScaleMode = canvas.ImageFillContain, canvas.ImageScaleFastest
	s.remark.SetPlaceHolder(d.words.Paper("box.agree"))
	s.remark.OnChanged = func(string) { s.later() }
	s.sign = d.button("ui.sign.sign", s.approve).Primary()
	m, v := o.matter(), o.matter().Version
	size := o.showing
	ground := canvas.NewRectangle(paperColor)
	ground.StrokeColor, ground.StrokeWidth = kit.Color(theme.Line), 1
	body := []fyne.CanvasObject{
		kit.NewText(d.say("ui.sign.what", "number", o.number())).Bold(),
		newPair(d.say("ui.sign.hash"), d.write(size.Hash.Short())+"　"+d.say("ui.sign.code", "code", d.write(size.Code)), 90),
		newPair(d.say("ui.sign.pages"), d.say("ui.sign.pagesof", "pages", itoa(size.Pages), "version", itoa(v.Number), "round", itoa(m.Round), "on", size.On.Arabic()), 90),
		labelled(d.say("ui.sign.remark"), s.remark),
		labelled(d.say("ui.sign.box"), container.New(wide{boxWidth}, container.NewStack(ground, container.New(tall{boxHeight}, s.box)))),
		s.keys.column, s.wrong, caption(d.say("ui.sign.note")),
	}
	s.modal = d.dialog(d.say("ui.sign.title"), 540, body, d.button("ui.cancel", func() { s.modal.Hide() }), s.sign)
	s.keys.fits = s.modal.Fit
	s.draw()
	if f := s.keys.first.first(); f != nil {
		s.modal.Reveal(f.(fyne.CanvasObject))
		d.win.Canvas().Focus(f)
	} else {
		d.win.Canvas().Focus(s.remark)
	}
}

// allSeen says whether the end of every page was on the screen, and if not
// goes to the first that was not.
func (d *Desk) allSeen() bool {
	p := d.paper
	if p.beside {
		p.back()
		return false
	}
	if p.pages.Count() == 0 {
		return false // still being drawn
	}
	if n := p.pages.Unseen(); n > 0 {
		if p.pages.Page() == n {
			p.pages.Turn(1)
		} else {
			p.pages.Go(n)
		}
		if n := p.pages.Unseen(); n > 0 {
			d.hint(d.say("ui.sign.unseen", "page", itoa(n)))
			return false
		}
	}
	return true
}

// later draws the box again once typing pauses.
func (s *signDialog) later() {
	if s.d.atOnce {
		s.draw()
		return
	}
	if s.timer != nil {
		s.timer.Stop()
	}
	s.timer = time.AfterFunc(250*time.Millisecond, func() { onMain(s.draw) })
}

func (s *signDialog) draw() {
	if s.drawing != nil {
		s.drawing()
	}
	d, remark := s.d, s.remark.Text
	pixels := int(boxWidth * d.win.Canvas().Scale() * 1.5)
	var img image.Image
	s.drawing = d.work(work{}, func(ctx context.Context, _ app.Progress) error {
		pdf, err := d.court.PreviewBox(s.o.showing, remark)
		if err != nil {
			return err
		}
		img, err = d.drawer.Page(ctx, "", pdf, 1, pixels)
		return err
	}, func(err error) {
		switch {
		case canceled(err):
		case err != nil:
			s.say(err)
		default:
			s.box.Image = img
			s.box.Refresh()
			s.wrong.Set()
		}
	})
}

func (s *signDialog) say(err error) {
	s.keys.again() // a token that was pulled out needs its PIN again
	s.wrong.Set(s.d.warning(s.d.words.Explain(err)))
	s.modal.Fit()
}

// approve signs the bytes that were shown, and goes on to the next paper.
func (s *signDialog) approve() {
	d, o, a, remark := s.d, s.o, s.keys.ask(), s.remark.Text
	if o.stale {
		s.modal.Hide()
		return
	}
	s.sign.Disable()
	verdict := ""
	d.work(work{label: d.say("ui.sign.working"), act: true}, func(ctx context.Context, _ app.Progress) error {
		if err := d.loadBoth(ctx, &a); err != nil {
			return err
		}
		if _, err := d.court.ApproveTwice(ctx, o.id, o.showing.Hash, a.one.cred, a.national(), remark); err != nil {
			return err
		}
		// What was written is read back and verified: the tick is not a guess.
		_, pdf, err := d.court.Original(ctx, o.id)
		if err != nil {
			return err
		}
		r, err := d.court.Verify(pdf, nil)
		if err == nil {
			verdict = fmt.Sprint(r.Verdict)
		}
		return err
	}, func(err error) {
		s.sign.Enable()
		if err != nil {
			s.say(err)
			return
		}
		d.signedBoth(a)
		s.modal.Hide()
		if d.queue.aside[o.id] {
			d.fail(d.court.PutBack(o.id))
		}
		if verdict == "valid" {
			d.said(d.say("ui.sign.done", "number", o.number()), false)
		} else {
			d.said(d.say("ui.sign.doubt", "number", o.number(), "verdict", verdict), true)
		}
		d.next(o.id)
	})
}

// signStep is an earlier step's signature over the text.
func (d *Desk) signStep(o *opened) {
	keys, wrong := newKeyBox(d), kit.NewColumn(0)
	var m *kit.Modal
	var sign *kit.Button
	sign = d.button("ui.step.do", func() {
		a := keys.ask()
		sign.Disable()
		d.work(work{label: d.say("ui.sign.working"), act: true}, func(ctx context.Context, _ app.Progress) error {
			if err := d.load(ctx, &a); err != nil {
				return err
			}
			_, err := d.court.SignStep(ctx, o.id, o.matter().Version.Text, a.cred)
			return err
		}, func(err error) {
			sign.Enable()
			if err != nil {
				wrong.Set(d.warning(d.words.Explain(err)))
				m.Fit()
				return
			}
			d.signed(a)
			m.Hide()
			d.said(d.say("ui.step.done", "number", o.number()), false)
			d.next(o.id)
		})
	}).Primary()
	m = d.dialog(d.say("ui.step.title", "step", o.step.Label), 540, []fyne.CanvasObject{
		kit.NewText(d.say("ui.step.what", "number", o.number())).Bold(),
		newPair(d.say("ui.step.hash"), d.write(o.matter().Version.Text.Short())+"　"+d.say("ui.step.version", "version", itoa(o.matter().Version.Number), "round", itoa(o.matter().Round)), 90),
		muted(d.say("ui.step.meaning")), keys.column, wrong,
	}, d.button("ui.cancel", func() { m.Hide() }), sign)
	keys.fits = m.Fit
	if f := keys.first(); f != nil {
		d.win.Canvas().Focus(f)
	}
}
