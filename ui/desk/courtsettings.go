package desk

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"shenqian/app"
	"shenqian/review"
	"shenqian/ui/kit"
)

// courtSettings keeps the court's own certificate, telephones, holidays, and
// the level of its signatures.
func (d *Desk) courtSettings() {
	c := d.court.Court()
	file, phones, wrong, keys := newKeyField(d, app.KeyOwner{}, true), kit.NewArea(3), kit.NewColumn(0), newKeyBox(d)
	phones.SetText(strings.Join(c.Public, "\n"))
	only := widget.NewCheck(d.say("ui.court.only"), nil)
	only.Checked = c.PresidentOnly
	four := widget.NewCheck(d.say("ui.court.foureyes"), nil)
	four.Checked = c.FourEyes
	packets := widget.NewCheck(d.say("ui.court.packets"), nil)
	packets.Checked = c.Packets
	idle := kit.NewEntry()
	idle.SetText(itoa(c.IdleMinutes()))
	level, authorities := newLevelField(d, c.Level), kit.NewArea(2)
	authorities.SetText(strings.Join(c.Authorities, "\n"))
	var known []fyne.CanvasObject
	for _, b := range c.Keys {
		known = append(known, caption(d.say("ui.court.cert.known", "fingerprint", d.write(b.Fingerprint[:16]), "from", b.From.String())))
	}
	var m *kit.Modal
	holidays := newFileField(d, d.say("ui.choose"), ".json")
	years := d.court.Holidays()
	body := []fyne.CanvasObject{
		kit.NewText(c.Name).Bold(), kit.NewColumn(2, known...), labelled(d.say("ui.court.cert"), file.object), labelled(d.say("ui.court.public"), phones), only, four, packets, labelled(d.say("ui.court.idle"), idle),
		labelled(d.say("ui.court.holidays", "year", itoa(years[len(years)-1].Year)), holidays.object),
		labelled(d.say("ui.court.level"), level), labelled(d.say("ui.court.authorities"), authorities), keys.column, wrong,
	}
	m = d.dialog(d.say("ui.more.court"), 560, body, d.button("ui.cancel", func() { m.Hide() }), d.button("ui.people.save", func() {
		a, path, notice := keys.ask(), file.path(), holidays.path()
		c.Public, c.PresidentOnly, c.FourEyes = nonEmpty(strings.Split(phones.Text, "\n")), only.Checked, four.Checked
		c.Packets = packets.Checked
		if n, err := strconv.Atoi(strings.TrimSpace(idle.Text)); err != nil {
			c.Idle = -1 // refused with what it may be
		} else if n != c.IdleMinutes() {
			c.Idle = n
		}
		c.Level, c.Authorities = levels[level.SelectedIndex()], nonEmpty(strings.Split(authorities.Text, "\n"))
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
	keys.fits, file.changed = m.Fit, m.Fit
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

// levels are those that a court may choose; empty is B-B.
var levels = []app.Level{"", "B-T", "B-LT", "B-LTA"}

// newLevelField chooses the level, each said by what it is good for.
func newLevelField(d *Desk, now app.Level) *widget.Select {
	names := make([]string, len(levels))
	for i, l := range levels {
		names[i] = d.say("ui.court.level." + or(string(l), "B-B"))
	}
	s := widget.NewSelect(names, nil)
	s.SetSelectedIndex(max(0, slices.Index(levels, now)))
	return s
}
