package desk

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"

	"shenqian/app"
	"shenqian/review"
	"shenqian/ui/kit"
)

// reasonNotes is the note under which the reasons given last are kept, by
// decision. They speak of cases: they are sealed, and each person's and each
// court's own.
const (
	reasonNotes = "reasons"
	recentMost  = 5
)

func itoa(n int) string { return strconv.Itoa(n) }

// reasoned is a dialog that asks for a reason and perhaps for a certificate.
type reasoned struct {
	kind  string // names its texts and its recent reasons
	o     *opened
	key   bool
	above fyne.CanvasObject // what else is asked, over the reason; may be nil
	take  func()            // notes it when it is pressed
	do    func(ctx context.Context, text string, cred *app.Credential) error
	after func()
}

// ask opens the dialog. What was typed outlives it until it has been used.
func (d *Desk) ask(r reasoned) {
	text := kit.NewArea(4)
	kept := r.o.id + "\x00" + r.kind
	text.SetText(d.typed[kept])
	text.OnChanged = func(s string) { d.typed[kept] = s }
	text.SetPlaceHolder(d.say("ui.reason.hint"))
	keys, wrong := newKeyBox(d), kit.NewColumn(0)
	body := []fyne.CanvasObject{
		kit.NewText(r.o.number()).Bold(), muted(d.say("ui.reason.what." + r.kind)),
	}
	if r.above != nil {
		body = append(body, r.above)
	}
	body = append(body, text)
	recent, err := d.recent(r.kind)
	if err != nil { // they only help: a reason can be typed without them
		d.said(d.words.Explain(err), true)
	}
	if len(recent) > 0 {
		links := []fyne.CanvasObject{caption(d.say("ui.reason.recent"))}
		for _, s := range recent {
			links = append(links, kit.NewLink(kit.NewText(s).In(base.ColorNameHyperlink).Lines(1), func() { text.SetText(s) }))
		}
		body = append(body, kit.NewColumn(1, links...))
	}
	if r.key {
		body = append(body, keys.column)
	}
	body = append(body, wrong)
	var m *kit.Modal
	var yes *kit.Button
	yes = d.button("ui.reason.do."+r.kind, func() {
		a, why := keys.ask(), strings.TrimSpace(text.Text)
		if r.take != nil {
			r.take()
		}
		yes.Disable()
		d.work(work{label: d.say("ui.working"), act: true}, func(ctx context.Context, _ app.Progress) error {
			if why == "" {
				return review.Fault("reason.missing")
			}
			if r.key {
				if err := d.load(ctx, &a); err != nil {
					return err
				}
			}
			return r.do(ctx, why, a.cred)
		}, func(err error) {
			yes.Enable()
			if err != nil {
				wrong.Set(d.warning(d.words.Explain(err)))
				m.Fit()
				return
			}
			if r.key {
				d.signed(a)
			}
			forgot := d.remember(r.kind, why)
			delete(d.typed, kept)
			m.Hide()
			d.said(d.say("ui.reason.done."+r.kind, "number", r.o.number()), false)
			if forgot != nil {
				d.said(d.words.Explain(forgot), true)
			}
			r.after()
		})
	})
	if r.kind == "refuse" || r.kind == "retract" || r.kind == "recall" {
		danger(yes)
	} else {
		yes.Primary()
	}
	m = d.dialog(d.say("ui.reason.title."+r.kind), 540, body, d.button("ui.cancel", func() { m.Hide() }), yes)
	keys.fits = m.Fit
	d.win.Canvas().Focus(text)
}

// recent are the reasons given last, the last one first.
func (d *Desk) recent(kind string) ([]string, error) {
	notes, err := d.court.Notes(reasonNotes)
	if err != nil || notes[kind] == "" {
		return nil, err
	}
	var list []string
	err = json.Unmarshal([]byte(notes[kind]), &list)
	return list, err
}

// remember puts a reason in front of those given last.
func (d *Desk) remember(kind, why string) error {
	notes, err := d.court.Notes(reasonNotes)
	if err != nil {
		return err
	}
	list, err := d.recent(kind)
	if err != nil {
		return err
	}
	list = append([]string{why}, slices.DeleteFunc(list, func(s string) bool { return s == why })...)
	b, err := json.Marshal(list[:min(len(list), recentMost)])
	if err != nil {
		return err
	}
	notes[kind] = string(b)
	return d.court.KeepNotes(reasonNotes, notes)
}

// decide is 退回, 建议复议, 提交审委会, 不予签发, 撤回签发.
func (d *Desk) decide(o *opened, kind review.EventKind) {
	d.ask(reasoned{kind: string(kind), o: o, key: true, do: func(ctx context.Context, why string, c *app.Credential) error {
		_, err := d.court.Decide(ctx, o.id, kind, why, c)
		return err
	}, after: func() { d.next(o.id) }})
}

// park keeps a paper with a question.
func (d *Desk) park(o *opened) {
	d.ask(reasoned{kind: "park", o: o, do: func(ctx context.Context, why string, _ *app.Credential) error {
		_, err := d.court.Park(ctx, o.id, why)
		return err
	}, after: func() { d.next(o.id) }})
}

// act does something that needs no words, and reads the paper again.
func (d *Desk) act(done string, do func(context.Context) error) {
	d.work(work{label: d.say("ui.working"), act: true}, func(ctx context.Context, _ app.Progress) error { return do(ctx) }, func(err error) {
		if err != nil {
			d.fail(err)
			return
		}
		if done != "" {
			d.said(d.say(done), false)
		}
		d.reload()
	})
}

func (d *Desk) unpark(o *opened) {
	d.act("", func(ctx context.Context) error { _, err := d.court.Unpark(ctx, o.id); return err })
}

func (d *Desk) withdraw(o *opened) {
	d.confirm("ui.withdraw", "ui.withdraw.text", "ui.withdraw", func() {
		d.act("ui.withdrawn", func(ctx context.Context) error { _, err := d.court.Withdraw(ctx, o.id); return err })
	})
}
