package desk

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"shenqian/app"
	"shenqian/review"
	"shenqian/review/committee"
	"shenqian/ui/kit"
)

// councilButtons lead from a referred paper to the committee: to its item, if
// there is one; else one of the panel may ask for it.
func (d *Desk) councilButtons(o *opened) []fyne.CanvasObject {
	c, err := d.court.Committee(context.Background())
	if err != nil {
		return []fyne.CanvasObject{muted(d.words.Explain(err))}
	}
	me := d.court.Session().Person
	sentBack := ""
	for _, x := range c.Items {
		switch {
		case x.Request.Matter != o.id || x.Recused(me.ID):
		case x.Stage == committee.SentBack:
			sentBack = x.ID
		default:
			return []fyne.CanvasObject{d.button("ui.council.openitem", func() { d.openCouncil(x.ID) })}
		}
	}
	panel := false
	if o.dossier.Facts != nil {
		for _, p := range o.dossier.Facts.PanelMembers() {
			panel = panel || p.Name == me.Name
		}
	}
	if panel {
		return []fyne.CanvasObject{d.button("ui.council.request", func() { d.requestCouncil(o, c, sentBack) }).Primary()}
	}
	return nil
}

// requestCouncil asks for the committee: what is to be decided, between which
// opinions, and the report that every member will read.
func (d *Desk) requestCouncil(o *opened, c *committee.Committee, item string) {
	var names []string
	for _, b := range c.Bodies {
		names = append(names, b.Name)
	}
	if len(names) == 0 {
		d.fail(review.Fault("ui.council.nobody"))
		return
	}
	title, questions, report, wrong := kit.NewEntry(), kit.NewArea(4), newFileField(d, d.say("ui.choose"), ".pdf", ".txt", ".docx", ".PDF"), kit.NewColumn(0)
	body := widget.NewSelect(names, nil)
	body.SetSelectedIndex(0)
	questions.SetPlaceHolder(d.say("ui.council.request.questions.hint"))
	keys := newKeyBox(d)
	var m *kit.Modal
	send := func() {
		r := committee.Request{Title: strings.TrimSpace(title.Text), Matter: o.id, Body: c.Bodies[max(body.SelectedIndex(), 0)].ID, Questions: questionsOf(questions.Text)}
		asked, path := keys.ask(), report.path()
		var missing []string
		d.work(work{label: d.say("ui.working"), act: true}, func(ctx context.Context, _ app.Progress) error {
			pdf, lacks, err := d.court.CommitteeReportPaper(ctx, path)
			if err != nil {
				return err
			}
			missing = lacks
			if err := d.load(ctx, &asked); err != nil {
				return err
			}
			_, err = d.court.RequestCommittee(ctx, item, r, pdf, asked.cred)
			return err
		}, func(err error) {
			if err != nil {
				wrong.Set(d.warning(d.words.Explain(err)))
				m.Fit()
				return
			}
			d.signed(asked)
			m.Hide()
			note := d.say("ui.council.request.done")
			if len(missing) > 0 {
				note += d.words.Say("cli.committee.sections", "names", strings.Join(missing, "、"))
			}
			d.said(note, false)
			d.openMatter(o.id)
		})
	}
	m = d.dialog(d.say("ui.council.request.title"), 620, []fyne.CanvasObject{
		kit.NewText(o.number()).Bold(), labelled(d.say("ui.council.request.name"), title), labelled(d.say("ui.council.request.body"), body),
		labelled(d.say("ui.council.request.questions"), questions), labelled(d.say("ui.council.request.report"), report.object), keys.column, wrong,
	}, d.button("ui.cancel", func() { m.Hide() }), d.button("ui.council.sign", send).Primary())
	keys.fits = m.Fit
	d.win.Canvas().Focus(title)
}

// questionsOf reads one question a line, its opinions after it with ｜ between.
func questionsOf(text string) (out []committee.Question) {
	for _, line := range strings.Split(text, "\n") {
		parts := strings.FieldsFunc(line, func(c rune) bool { return c == '｜' || c == '|' })
		if len(parts) == 0 {
			continue
		}
		q := committee.Question{Text: strings.TrimSpace(parts[0])}
		for _, p := range parts[1:] {
			q.Options = append(q.Options, strings.TrimSpace(p))
		}
		out = append(out, q)
	}
	return out
}
