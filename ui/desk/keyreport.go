package desk

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"shenqian/app"
	"shenqian/review"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// reported are the keys that are trusted no more.
func (d *Desk) reported() (map[string]app.KeyReport, error) {
	all, err := d.court.KeyReports(context.Background())
	if err != nil {
		return nil, err
	}
	out := map[string]app.KeyReport{}
	for _, r := range all {
		out[r.Key] = r
	}
	return out, nil
}

// certificateLines are a person's certificates, those that were reported with
// why; usable says whether he has one that may be reported.
func (d *Desk) certificateLines(p review.Person, reported map[string]app.KeyReport) (lines []fyne.CanvasObject, usable bool) {
	today, n := review.DateOf(d.court.Now()), 0
	for _, k := range p.Keys {
		if r, ok := reported[k.Fingerprint]; ok {
			lines = append(lines, kit.NewText("× "+d.say("ui.people.reported", "certificate", d.write(review.Hash(k.Fingerprint).Short()), "since", review.DateOf(r.Since).String(), "reason", r.Reason)).In(theme.Warn))
			continue
		}
		if p.Bound(k.Fingerprint, today) {
			n++
		}
	}
	state := d.say("ui.people.nokey")
	if n > 0 {
		state = d.say("ui.people.keys", "count", itoa(n))
	}
	return append(lines, caption(state)), n > 0
}

// whyLost are the reasons that are offered; what is written may be any.
var whyLost = []string{"lost", "stolen", "retired"}

// reportKey reports a certificate as trusted no more.
func (d *Desk) reportKey(p review.Person, reported map[string]app.KeyReport) {
	var keys, names []string
	today := review.DateOf(d.court.Now())
	for _, k := range p.Keys {
		if _, known := reported[k.Fingerprint]; !known && p.Bound(k.Fingerprint, today) {
			keys = append(keys, k.Fingerprint)
			names = append(names, d.say("ui.people.certificate", "certificate", d.write(review.Hash(k.Fingerprint).Short()), "from", k.From.String()))
		}
	}
	which := widget.NewSelect(names, nil)
	which.SetSelectedIndex(len(names) - 1)
	reasons := make([]string, len(whyLost))
	for i, w := range whyLost {
		reasons[i] = d.say("ui.people.why." + w)
	}
	since, reason, wrong, signer := kit.NewEntry(), kit.NewEntry(), kit.NewColumn(0), newKeyBox(d)
	since.SetText(today.String())
	why := widget.NewSelect(reasons, func(s string) { reason.SetText(s) })
	why.SetSelectedIndex(0)
	var m *kit.Modal
	do := danger(d.button("ui.people.report.do", func() {
		a, key, text, from := signer.ask(), keys[which.SelectedIndex()], strings.TrimSpace(reason.Text), since.Text
		d.work(work{label: d.say("ui.working"), act: true}, func(ctx context.Context, _ app.Progress) error {
			var on review.Date
			if err := on.UnmarshalText([]byte(strings.TrimSpace(from))); err != nil {
				return err
			}
			if err := d.load(ctx, &a); err != nil {
				return err
			}
			at := time.Date(on.Year, time.Month(on.Month), on.Day, 0, 0, 0, 0, app.Zone)
			return d.court.ReportKey(ctx, a.cred, key, text, at)
		}, func(err error) {
			if err != nil {
				wrong.Set(d.warning(d.words.Explain(err)))
				m.Fit()
				return
			}
			d.signed(a)
			m.Hide()
			d.said(d.say("ui.people.report.done", "name", p.Name), false)
			d.people()
		})
	}))
	m = d.dialog(d.say("ui.people.report.title", "name", p.Name), 560, []fyne.CanvasObject{
		d.notice(d.say("ui.people.report.what")), labelled(d.say("ui.people.report.which"), which),
		beside(labelled(d.say("ui.people.report.why"), why), labelled(d.say("ui.people.report.since"), since)),
		labelled(d.say("ui.people.report.reason"), reason), signer.column, wrong,
	}, d.button("ui.cancel", func() { m.Hide(); d.people() }), do)
	signer.fits = m.Fit
}
