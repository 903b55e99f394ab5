package desk

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shenqian/app"
	"shenqian/review"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// rules lists the rules of the check-up, and what the court has set. Only the
// president and an administrator set anything; everybody may read it.
func (d *Desk) rules() {
	keeps := d.holds(review.RolePresident, review.RoleAdmin)
	today := review.DateOf(d.court.Now())
	rows := []fyne.CanvasObject{muted(d.say("ui.rules.what"))}
	var m *kit.Modal
	for _, u := range d.court.RulesInUse() {
		lines := []fyne.CanvasObject{kit.NewText(u.Rule + "　" + u.Name).Lines(1)}
		blocks := false
		for _, s := range u.Settings {
			code := "rules.restored"
			if s.Blocks {
				code = "rules.raised"
			}
			if !today.Before(s.From) {
				blocks = s.Blocks
			}
			lines = append(lines, caption(d.say(code, "rule", s.Rule, "from", s.From.Arabic(), "basis", s.Basis)))
		}
		var edit fyne.CanvasObject
		if keeps {
			label := "ui.rules.raise"
			if blocks {
				label = "ui.rules.restore"
			}
			edit = container.NewCenter(d.button(label, func() {
				m.Hide()
				d.setRule(u, !blocks)
			}).Quiet())
		}
		row := kit.NewBox(container.NewBorder(nil, nil, nil, edit, kit.NewColumn(0, lines...)), theme.Surface, theme.Line, 12, 2)
		if blocks {
			row.Barred(theme.Block)
		}
		rows = append(rows, row)
	}
	m = d.dialog(d.say("ui.rules.title"), 640, rows, d.button("ui.close", func() { m.Hide() }))
}

// setRule asks from when and on what ground a rule blocks, or no longer does.
func (d *Desk) setRule(u app.RuleInUse, blocks bool) {
	from, basis, wrong, signer := kit.NewEntry(), kit.NewArea(2), kit.NewColumn(0), newKeyBox(d)
	from.SetText(d.today())
	title, hint := "ui.rules.restore.title", "ui.rules.restore.hint"
	if blocks {
		title, hint = "ui.rules.raise.title", "ui.rules.raise.hint"
	}
	basis.SetPlaceHolder(d.say(hint))
	var m *kit.Modal
	body := []fyne.CanvasObject{
		kit.NewText(u.Rule + "　" + u.Name).Bold(), labelled(d.say("ui.people.from"), from), labelled(d.say("ui.rules.basis"), basis), signer.column, wrong,
	}
	m = d.dialog(d.say(title), 520, body, d.button("ui.cancel", func() { m.Hide() }), d.button("ui.people.save", func() {
		a, s, day := signer.ask(), review.RuleSetting{Rule: u.Rule, Blocks: blocks, Basis: strings.TrimSpace(basis.Text)}, from.Text
		d.work(work{label: d.say("ui.working"), act: true}, func(ctx context.Context, _ app.Progress) error {
			if err := s.From.UnmarshalText([]byte(day)); err != nil {
				return err
			}
			if err := d.load(ctx, &a); err != nil {
				return err
			}
			return d.court.SetRule(ctx, a.cred, s)
		}, func(err error) {
			if err != nil {
				wrong.Set(d.warning(d.words.Explain(err)))
				m.Fit()
				return
			}
			d.signed(a)
			m.Hide()
			d.reload()
			d.rules()
		})
	}).Primary())
	signer.fits = m.Fit
}
