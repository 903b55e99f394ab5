package desk

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"shenqian/app"
	"shenqian/review"
	"shenqian/review/mask"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// serve records a service.
func (d *Desk) serve(o *opened) {
	m := o.matter()
	var names, parties []string
	for _, r := range append(m.Unserved(), m.ServiceCopy.Recipients...) {
		if !slices.Contains(parties, r.Name) {
			parties, names = append(parties, r.Name), append(names, string(r.Role)+"　"+r.Name)
		}
	}
	ways := d.shop.Manners()
	party, how, date := widget.NewSelect(names, nil), widget.NewSelect(ways, nil), kit.NewEntry()
	party.SetSelectedIndex(0)
	how.SetSelectedIndex(0)
	date.SetText(d.today())
	proof, wrong := newFileField(d, d.say("ui.choose"), scanFiles...), kit.NewColumn(0)
	var modal *kit.Modal
	modal = d.dialog(d.say("ui.serve.title"), 520, []fyne.CanvasObject{
		kit.NewText(o.number()).Bold(), labelled(d.say("ui.serve.party"), party), beside(labelled(d.say("ui.serve.how"), how), labelled(d.say("ui.serve.on"), date)),
		labelled(d.say("ui.serve.proof"), proof.object), wrong,
	}, d.button("ui.cancel", func() { modal.Hide() }), d.button("ui.serve.do", func() {
		r := app.ServeRequest{Party: parties[party.SelectedIndex()], How: ways[how.SelectedIndex()]}
		day, path := date.Text, proof.path()
		d.stay(modal, wrong, "ui.serve.done", o, func(ctx context.Context) (err error) {
			if err := r.On.UnmarshalText([]byte(day)); err != nil {
				return err
			}
			if path != "" {
				if r.Proof, err = app.ReadFileFully(path); err != nil {
					return err
				}
			}
			_, err = d.court.Serve(ctx, o.id, r)
			return err
		})
	}).Primary())
}

// stay is finish for acts after which the same paper stays on the desk.
func (d *Desk) stay(m *kit.Modal, wrong *kit.Column, code string, o *opened, do func(context.Context) error) {
	d.work(work{label: d.say("ui.working"), act: true}, func(ctx context.Context, _ app.Progress) error { return do(ctx) }, func(err error) {
		if err != nil {
			wrong.Set(d.warning(d.words.Explain(err)))
			m.Fit()
			return
		}
		m.Hide()
		d.said(d.say(code, "number", o.number()), false)
		d.reload()
	})
}

// dated asks for a day and perhaps for words.
type dated struct {
	code  string
	lines []string // labels of further entries
	do    func(ctx context.Context, on review.Date, texts []string) error
}

func (d *Desk) askDay(o *opened, q dated) {
	date, wrong := kit.NewEntry(), kit.NewColumn(0)
	date.SetText(d.today())
	body := []fyne.CanvasObject{kit.NewText(o.number()).Bold(), muted(d.say("ui.day.what." + q.code)), labelled(d.say("ui.register.date"), date)}
	entries := make([]*kit.Entry, len(q.lines))
	for i, l := range q.lines {
		entries[i] = kit.NewEntry()
		body = append(body, labelled(d.say(l), entries[i]))
	}
	body = append(body, wrong)
	var m *kit.Modal
	m = d.dialog(d.say("ui.day.title."+q.code), 480, body, d.button("ui.cancel", func() { m.Hide() }), d.button("ui.register.do", func() {
		day, texts := date.Text, make([]string, len(entries))
		for i, e := range entries {
			texts[i] = strings.TrimSpace(e.Text)
		}
		d.stay(m, wrong, "ui.day.done", o, func(ctx context.Context) error {
			var on review.Date
			if err := on.UnmarshalText([]byte(day)); err != nil {
				return err
			}
			return q.do(ctx, on, texts)
		})
	}).Primary())
}

func (d *Desk) enterInfobase(o *opened) {
	d.askDay(o, dated{code: "infobase", do: func(ctx context.Context, on review.Date, _ []string) error {
		_, err := d.court.EnterInfobase(ctx, o.id, on)
		return err
	}})
}

func (d *Desk) leaveInfobase(o *opened) {
	d.askDay(o, dated{code: "removed", lines: []string{"ui.day.reason"}, do: func(ctx context.Context, on review.Date, t []string) error {
		_, err := d.court.LeaveInfobase(ctx, o.id, on, t[0])
		return err
	}})
}

func (d *Desk) requery(o *opened) {
	d.askDay(o, dated{code: "requery", lines: []string{"ui.day.result"}, do: func(ctx context.Context, on review.Date, t []string) error {
		_, err := d.court.Requery(ctx, o.id, on, t[0])
		return err
	}})
}

func (d *Desk) revive(o *opened) {
	d.askDay(o, dated{code: "revive", lines: []string{"ui.day.number", "ui.day.ground"}, do: func(ctx context.Context, on review.Date, t []string) error {
		_, err := d.court.Revive(ctx, o.id, t[0], on, t[1])
		return err
	}})
}

// publish shows what the public copy will hide, asks about what a person must
// look at, and makes it.
func (d *Desk) publish(o *opened) {
	var res *mask.Result
	d.work(work{label: d.say("ui.working")}, func(context.Context, app.Progress) (err error) {
		res, err = d.court.Mask(o.dossier, app.MaskRequest{})
		return err
	}, func(err error) {
		if err != nil {
			d.fail(err)
			return
		}
		d.publishDialog(o, res)
	})
}

func (d *Desk) publishDialog(o *opened, res *mask.Result) {
	var m *kit.Modal
	cancel := d.button("ui.cancel", func() { m.Hide() })
	if !res.Publishable {
		m = d.dialog(d.say("ui.publish.title"), 520, []fyne.CanvasObject{kit.NewText(o.number()).Bold(), d.notice(d.shop.MaskReason(res))}, cancel)
		return
	}
	lines := kit.NewColumn(4)
	var rows []fyne.CanvasObject
	for _, h := range res.Masked {
		to := h.Replacement
		if to == "" {
			to = d.say("ui.publish.deleted")
		}
		rows = append(rows, kit.NewText(d.shop.MaskClass(h.Class)+"　"+h.Original+" → "+to))
	}
	lines.Set(rows...)
	list := kit.NewScroll(lines)
	var hide []choice
	court, doubts, wrong := newCourtKey(d), kit.NewArea(2), kit.NewColumn(0)
	doubts.SetPlaceHolder(d.say("ui.publish.doubts.hint"))
	body := []fyne.CanvasObject{
		kit.NewText(o.number()).Bold(), muted(d.say("ui.publish.what", "profile", d.say("ui.profile."+string(res.Profile)), "count", itoa(len(res.Masked)))),
		kit.NewBox(container.New(tall{150}, list), theme.Surface, theme.Line, 8, 6),
	}
	if len(res.Doubts) > 0 {
		var asked []fyne.CanvasObject
		for _, x := range res.Doubts {
			asked = append(asked, kit.NewText("◆ "+d.shop.MaskDoubt(x)).In(theme.Unknown))
			if x.Quote != "" && !hidden(hide, x.Quote) {
				c := widget.NewCheck(d.say("ui.publish.hide", "words", x.Quote), nil)
				hide = append(hide, choice{x.Quote, c})
				asked = append(asked, c)
			}
		}
		questions := kit.NewColumn(2, asked...)
		body = append(body, kit.NewBox(container.New(tall{130}, kit.NewScroll(questions)), theme.UnknownSoft, theme.Unknown, 8, 6), labelled(d.say("ui.publish.doubts"), doubts))
	}
	body = append(body, court.column, wrong)
	m = d.dialog(d.say("ui.publish.title"), 600, body, cancel, d.button("ui.publish.do", func() {
		k, answer, words := court.asked(), doubts.Text, chosen(hide)
		d.stay(m, wrong, "ui.publish.done", o, func(ctx context.Context) error {
			key, err := d.loadCourtKey(k)
			if err != nil {
				return err
			}
			_, err = d.court.Publish(ctx, o.id, app.PublishRequest{MaskRequest: app.MaskRequest{Profile: res.Profile, Hide: words}, Doubts: answer, Court: key})
			return err
		})
	}).Primary())
	court.fits = m.Fit
}

// choice is a stretch of the paper that a person may hide.
type choice struct {
	words string
	check *widget.Check
}

func hidden(cs []choice, words string) bool {
	return slices.ContainsFunc(cs, func(c choice) bool { return c.words == words })
}

func chosen(cs []choice) (out []string) {
	for _, c := range cs {
		if c.check.Checked {
			out = append(out, c.words)
		}
	}
	return out
}
