package desk

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"shenqian/app"
	"shenqian/ui/kit"
)

// doctor goes through all that can be wrong, and shows what is first.
func (d *Desk) doctor() {
	var r *app.DoctorReport
	d.work(work{label: d.say("ui.doctor.working"), stop: true}, func(ctx context.Context, tell app.Progress) (err error) {
		r, err = d.court.Examine(ctx, tell)
		return err
	}, func(err error) {
		if err != nil {
			d.fail(err)
			return
		}
		d.examined(r)
	})
}

func (d *Desk) examined(r *app.DoctorReport) {
	t := good
	switch {
	case !r.Good:
		t = blocking
	case r.Count(app.Attention) > 0:
		t = warning
	}
	body := []fyne.CanvasObject{toned(t, r.Summary(d.words.Catalogue))}
	for _, state := range []app.Health{app.Wrong, app.Attention} {
		for _, l := range r.Lines {
			if l.State == state {
				body = append(body, d.ailment(l))
			}
		}
	}
	var rest []fyne.CanvasObject
	for _, l := range r.Lines {
		switch l.State {
		case app.Well:
			rest = append(rest, newPair("✓ "+l.Name, l.Text, 130))
		case app.NotLooked:
			rest = append(rest, newPair("○ "+l.Name, l.Text, 130))
		}
	}
	var m *kit.Modal
	m = d.dialog(d.say("ui.doctor.title"), 720, append(body, kit.NewColumn(4, rest...)),
		d.button("ui.doctor.copy", func() { d.copied(d.reportText(r)) }),
		d.button("ui.doctor.again", func() { m.Hide(); d.doctor() }),
		d.button("ui.close", func() { m.Hide() }).Primary())
}

// ailment is what is wrong, and under it what to do.
func (d *Desk) ailment(l app.DoctorLine) fyne.CanvasObject {
	t := warning
	if l.State == app.Wrong {
		t = blocking
	}
	lines := []fyne.CanvasObject{kit.NewText(t.shape + "　" + l.Name + "　" + d.say("doctor.state."+string(l.State))).Bold().In(t.fore), kit.NewText(l.Text)}
	if l.Cure != "" {
		lines = append(lines, kit.NewText("→ "+l.Cure))
	}
	return kit.NewBox(kit.NewColumn(3, lines...), t.soft, t.fore, 12, 8).Barred(t.fore)
}

func (d *Desk) reportText(r *app.DoctorReport) string {
	var b strings.Builder
	b.WriteString(r.At.Format("2006-01-02 15:04") + "　" + r.Data + "\n")
	for _, l := range r.Lines {
		b.WriteString(d.say("doctor.line", "state", d.say("doctor.state."+string(l.State)), "name", l.Name, "text", l.Text) + "\n")
		if l.Cure != "" && l.State != app.Well {
			b.WriteString("　　→ " + l.Cure + "\n")
		}
	}
	return b.String()
}
