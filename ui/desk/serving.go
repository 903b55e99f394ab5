package desk

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"shenqian/app"
	"shenqian/review"
	"shenqian/ui/kit"
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
