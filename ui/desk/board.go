package desk

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"shenqian/app"
	"shenqian/review"
	"shenqian/ui/kit"
)

// more is the menu of what belongs to the whole court.
func (d *Desk) more(at fyne.CanvasObject) {
	items := []*fyne.MenuItem{fyne.NewMenuItem(d.say("ui.more.clocks"), d.clockBoard), fyne.NewMenuItem(d.say("ui.more.registers"), d.registers), fyne.NewMenuItem(d.say("ui.more.rules"), d.rules), fyne.NewMenuItem(d.say("ui.more.people"), d.people)}
	if d.holds(review.RolePresident, review.RoleAdmin) {
		items = append(items, fyne.NewMenuItem(d.say("ui.more.court"), d.courtSettings))
	}
	if d.holds(review.RolePresident, review.RoleDirector, review.RoleAdmin) {
		items = append(items, fyne.NewMenuItem(d.say("ui.more.assign"), d.assignAll))
	}
	d.menu(at, items...)
}

// courtSettings keeps the court's own certificate, telephones and rules.
func (d *Desk) courtSettings() {
	c := d.court.Court()
	file, phones, wrong, keys := newFileField(d, d.say("ui.choose")), kit.NewArea(3), kit.NewColumn(0), newKeyBox(d)
	phones.SetText(strings.Join(c.Public, "\n"))
	only := widget.NewCheck(d.say("ui.court.only"), nil)
	only.Checked = c.PresidentOnly
	var known []fyne.CanvasObject
	for _, b := range c.Keys {
		known = append(known, caption(d.say("ui.court.cert.known", "fingerprint", d.write(b.Fingerprint[:16]), "from", b.From.String())))
	}
	var m *kit.Modal
	holidays := newFileField(d, d.say("ui.choose"), ".json")
	years := d.court.Holidays()
	body := []fyne.CanvasObject{
		kit.NewText(c.Name).Bold(), kit.NewColumn(2, known...), labelled(d.say("ui.court.cert"), file.object), labelled(d.say("ui.court.public"), phones), only,
		labelled(d.say("ui.court.holidays", "year", itoa(years[len(years)-1].Year)), holidays.object), keys.column, wrong,
	}
	m = d.dialog(d.say("ui.more.court"), 560, body, d.button("ui.cancel", func() { m.Hide() }), d.button("ui.people.save", func() {
		a, path, notice := keys.ask(), file.path(), holidays.path()
		c.Public, c.PresidentOnly = nonEmpty(strings.Split(phones.Text, "\n")), only.Checked
		d.work(work{label: d.say("ui.working"), act: true}, func(ctx context.Context, _ app.Progress) error {
			next := c
			if path != "" {
				fp, err := d.shop.CertificateFingerprint(path)
				if err != nil {
					return err
				}
				next.Keys = append(append([]review.Binding{}, c.Keys...), review.Binding{Fingerprint: fp, From: review.DateOf(d.court.Now())})
			}
			if err := d.load(ctx, &a); err != nil {
				return err
			}
			if notice != "" {
				b, err := app.ReadFileFully(notice)
				if err != nil {
					return err
				}
				if _, err := d.court.AddHolidays(ctx, a.cred, b); err != nil {
					return err
				}
			}
			return d.court.SaveCourt(ctx, a.cred, next)
		}, func(err error) {
			if err != nil {
				wrong.Set(d.warning(d.words.Explain(err)))
				m.Fit()
				return
			}
			d.signed(a)
			m.Hide()
			d.said(d.say("ui.people.saved", "name", c.Name), false)
		})
	}).Primary())
	keys.fits = m.Fit
}

// nonEmpty are the lines that say something.
func nonEmpty(lines []string) (out []string) {
	for _, l := range lines {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}
