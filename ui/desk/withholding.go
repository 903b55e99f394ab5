package desk

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"shenqian/app"
	"shenqian/review"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// 不公开 and 撤回公开版: the judge marks a ruling that is not to be published,
// whoever it waits for consents, and a public copy that went out is recalled.

// withhold asks the judge for the item of article 4 and for his reasons.
func (d *Desk) withhold(o *opened) {
	names := make([]string, len(review.Grounds))
	for i, g := range review.Grounds {
		names[i] = d.say("ui.withhold.item."+string(g)) + "　" + d.say("withhold.ground."+string(g))
	}
	note := caption("")
	pick := widget.NewSelect(names, nil)
	ground := review.Grounds[0]
	pick.OnChanged = func(string) {
		ground = review.Grounds[max(0, pick.SelectedIndex())]
		if ground == review.GroundUnsuitable {
			note.Set(d.say("ui.withhold.fifth"))
		} else {
			note.Set(d.say("ui.withhold.bylaw"))
		}
	}
	pick.SetSelectedIndex(0)
	var chosen review.Ground
	d.ask(reasoned{
		kind: "withhold", o: o, above: kit.NewColumn(3, labelled(d.say("ui.withhold.ground"), pick), note), take: func() { chosen = ground },
		do: func(ctx context.Context, why string, _ *app.Credential) error {
			_, err := d.court.Withhold(ctx, o.id, chosen, why)
			return err
		}, after: d.reload,
	})
}

// unwithhold takes the judge's mark back.
func (d *Desk) unwithhold(o *opened) {
	d.ask(reasoned{kind: "lift", o: o, do: func(ctx context.Context, why string, _ *app.Credential) error {
		_, err := d.court.Unwithhold(ctx, o.id, why)
		return err
	}, after: d.reload})
}

// consent is the word of whoever the mark waits for, signed.
func (d *Desk) consent(o *opened) {
	d.ask(reasoned{kind: "consent", o: o, key: true, above: kit.NewColumn(2, d.withheldLines(o.matter())...), do: func(ctx context.Context, why string, c *app.Credential) error {
		_, err := d.court.ConsentToWithhold(ctx, o.id, why, c)
		return err
	}, after: func() { d.next(o.id) }})
}

// recall takes the public copy back, signed.
func (d *Desk) recall(o *opened) {
	d.ask(reasoned{kind: "recall", o: o, key: true, do: func(ctx context.Context, why string, c *app.Credential) error {
		_, err := d.court.Recall(ctx, o.id, why, c)
		return err
	}, after: d.reload})
}

// waitsForMe says whether the one at the desk is to consent.
func (d *Desk) waitsForMe(m *review.Matter) bool {
	role := m.Withholding.Waits()
	return role != "" && d.holds(role)
}

// consenting is what the head of the department and the vice-president see.
func (p *sidePane) consenting(o *opened) []fyne.CanvasObject {
	d := p.d
	return []fyne.CanvasObject{
		kit.NewBox(kit.NewColumn(2, d.withheldLines(o.matter())...), theme.WarnSoft, theme.Warn, 12, 8).Barred(theme.Warn),
		p.primary("ui.consent."+string(o.matter().Withholding.Waits()), func() { d.consent(o) }),
		caption(d.say("ui.consent.else")),
	}
}

// recallable says whether a public copy stands that the one at the desk may
// take back.
func (d *Desk) recallable(m *review.Matter) bool {
	_, there := m.Published()
	return there && d.holds(review.RoleVice, review.RolePresident)
}

// withheldLines say what was marked, why, and who agreed.
func (d *Desk) withheldLines(m *review.Matter) []fyne.CanvasObject {
	w := m.Withholding
	if w == nil {
		return nil
	}
	on := func(c review.Consent) string { return c.At.Format("2006-01-02") }
	out := []fyne.CanvasObject{
		done(d.say("ui.withhold.marked", "name", w.Marked.By, "on", on(w.Marked), "item", d.say("ui.withhold.item."+string(w.Ground)), "ground", d.say("withhold.ground."+string(w.Ground)))),
		caption(d.say("ui.withhold.reason", "reason", w.Marked.Reason)),
	}
	if c := w.Reviewed; c != nil {
		out = append(out, done(d.say("ui.withhold.reviewed", "name", c.By, "on", on(*c), "reason", c.Reason)))
	}
	if c := w.Approved; c != nil {
		out = append(out, done(d.say("ui.withhold.approved", "name", c.By, "on", on(*c), "reason", c.Reason)))
	}
	if role := w.Waits(); role != "" {
		out = append(out, waiting(d.say("queue.withholding."+string(role))))
	}
	return out
}

// withholdButton marks the ruling, or takes that back; it is the judge's.
func (d *Desk) withholdButton(o *opened) []fyne.CanvasObject {
	m := o.matter()
	_, published := m.Published()
	switch {
	case !d.holds(review.RoleJudge) || m.State != review.StateServed || published:
		return nil
	case m.Withholding != nil:
		return []fyne.CanvasObject{d.button("ui.withhold.lift", func() { d.unwithhold(o) })}
	}
	return []fyne.CanvasObject{d.button("ui.withhold", func() { d.withhold(o) })}
}
