package desk

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"shenqian/app"
	"shenqian/review"
	"shenqian/review/index"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// indices shows what the court's figures are over a period, each with what it is
// a share of and the goal beside it, and opens the cases behind each.
func (d *Desk) indices() {
	from, to := kit.NewEntry(), kit.NewEntry()
	last := review.DateOf(d.court.Now())
	if all, err := d.court.Extracts(context.Background()); err == nil && len(all) > 0 {
		last = review.DateOf(all[0].Drawn) // what came later is in no extract
	}
	from.SetText(review.Date{Year: last.Year, Month: 1, Day: 1}.String())
	to.SetText(last.String())
	pick := widget.NewSelect(nil, nil)
	figures, sources, wrong := kit.NewColumn(8), kit.NewColumn(2), kit.NewColumn(0)
	var m *kit.Modal
	var report *app.IndexReport
	show := func() {
		court, shown := "", report.Figures
		if i := pick.SelectedIndex(); i > 0 {
			court, shown = report.Courts[i-1].Court, report.Courts[i-1].Figures
		}
		var rows []fyne.CanvasObject
		for _, f := range shown {
			rows = append(rows, d.figureRow(f, func() { d.behind(report, f, court) }))
		}
		figures.Set(rows...)
		var told []fyne.CanvasObject
		for _, x := range report.Extracts {
			told = append(told, caption(d.court.ExtractWords(x)))
		}
		sources.Set(told...)
		m.Fit()
	}
	pick.OnChanged = func(string) {
		if report != nil {
			show()
		}
	}
	reckon := func() {
		first, last := from.Text, to.Text
		d.work(work{label: d.say("ui.working")}, func(ctx context.Context, _ app.Progress) (err error) {
			var p index.Period
			if err = p.From.UnmarshalText([]byte(first)); err == nil {
				err = p.To.UnmarshalText([]byte(last))
			}
			if err == nil {
				report, err = d.court.Indices(ctx, p)
			}
			return err
		}, func(err error) {
			wrong.Set()
			if err != nil {
				report = nil
				figures.Set()
				sources.Set()
				wrong.Set(d.warning(d.words.Explain(err)))
				m.Fit()
				return
			}
			courts := []string{d.say("ui.indices.all")}
			for _, c := range report.Courts {
				courts = append(courts, c.Court)
			}
			pick.Options = courts
			pick.SetSelectedIndex(0)
			pick.Hidden = len(courts) < 2
			show()
		})
	}
	body := []fyne.CanvasObject{
		beside(labelled(d.say("ui.registers.from"), from), labelled(d.say("ui.registers.to"), to)),
		kit.NewFlow(8, d.button("ui.indices.reckon", reckon), d.button("ui.indices.extract", func() { d.takeExtract(reckon) }), pick),
		wrong, figures, sources,
	}
	m = d.dialog(d.say("ui.indices.title"), 860, body,
		d.button("ui.registers.xlsx", func() {
			if r := report; r != nil {
				d.saveMade(d.say("ui.indices.file")+"_"+r.From.String()+"_"+r.To.String()+".xlsx", func(context.Context) ([]byte, error) { return d.court.IndexSheet(r) })
			}
		}),
		d.button("ui.close", func() { m.Hide() }).Primary())
	pick.Hidden = true
	reckon()
}

// goalTone is whether a goal is met: by a sign and a word, the colour helps.
func goalTone(f app.IndexFigure) tone {
	switch f.Met {
	case "yes":
		return good
	case "no":
		return blocking
	}
	return plain
}

// figureRow is one figure, which opens what is behind it.
func (d *Desk) figureRow(f app.IndexFigure, open func()) fyne.CanvasObject {
	t := goalTone(f)
	line := []fyne.CanvasObject{kit.NewText(f.Name).Bold().Lines(1), kit.NewText(f.Text).Bold().Sized(base.SizeNameSubHeadingText).Lines(1), muted(f.Exact).Lines(1)}
	if g := d.court.GoalWords(f); g != "" {
		line = append(line, kit.NewText(t.shape+" "+g).In(t.fore).Lines(1))
	}
	column := []fyne.CanvasObject{kit.NewFlow(12, line...)}
	if share, goal, known := f.Share(); known {
		column = append(column, kit.NewMeter(share, goal, t.meter(), theme.Line))
	}
	if gap := d.court.GapWords(f); gap != "" {
		column = append(column, kit.NewText(unknown.shape+" "+gap).In(unknown.fore).Sized(base.SizeNameCaptionText))
	}
	formula := f.Formula
	if !f.Read {
		formula += d.say("ui.indices.unread")
	}
	column = append(column, caption(formula))
	return kit.NewBox(kit.NewLink(kit.NewColumn(4, column...), open), theme.Surface, theme.Line, 12, 8)
}

// meter is the colour of a bar.
func (t tone) meter() fyne.ThemeColorName {
	if t == plain {
		return theme.Muted
	}
	return t.fore
}

// mostBehind is how many cases are listed; all are in the spreadsheet of the
// extract.
const mostBehind = 300

// behind shows a figure month by month, court by court, and its cases.
func (d *Desk) behind(r *app.IndexReport, f app.IndexFigure, court string) {
	months, err := d.court.Trend(r, f.ID, court)
	if err != nil {
		d.fail(err)
		return
	}
	rows, err := d.court.Behind(r, f.ID, court)
	if err != nil {
		d.fail(err)
		return
	}
	var m *kit.Modal
	var body []fyne.CanvasObject
	if len(months) > 1 {
		body = append(body, kit.NewText(d.say("ui.indices.months")).Bold())
		for _, x := range months {
			body = append(body, d.barRow(x.Month, x.IndexFigure))
		}
	}
	if court == "" && len(r.Courts) > 1 {
		body = append(body, kit.NewText(d.say("ui.indices.courts")).Bold())
		for _, c := range r.Courts {
			for _, x := range c.Figures {
				if x.ID == f.ID {
					body = append(body, d.barRow(shortCourt(c.Court), x))
				}
			}
		}
	}
	body = append(body, kit.NewText(d.say("ui.indices.cases", "count", itoa(len(rows)))).Bold())
	for _, row := range rows[:min(len(rows), mostBehind)] {
		t, word := plain, d.say("ui.indices.not")
		if row.Counts {
			t, word = good, d.say("ui.indices.counts")
		}
		line := kit.NewFlow(12, kit.NewText(t.shape+" "+word).In(t.fore).Lines(1), kit.NewText(row.Number).Bold().Lines(1), muted(row.Filed.String()+" — "+row.Closed.String()).Lines(1), muted(row.Manner).Lines(1))
		body = append(body, kit.NewLink(line, func() { d.openNumber(row.Number, m) }))
	}
	if len(rows) > mostBehind {
		body = append(body, muted(d.say("ui.indices.more", "count", itoa(len(rows)-mostBehind))))
	}
	m = d.dialog(f.Name+"　"+f.Text, 760, body, d.button("ui.close", func() { m.Hide() }).Primary())
}

// openNumber opens a case's paper, if it has one here.
func (d *Desk) openNumber(number string, m *kit.Modal) {
	id := ""
	d.work(work{label: d.say("ui.working")}, func(ctx context.Context, _ app.Progress) (err error) {
		id, err = d.court.Find(ctx, number)
		return err
	}, func(err error) {
		if err != nil {
			d.fail(err)
			return
		}
		for d.top() != nil {
			d.escape()
		}
		d.queue.open(id)
	})
}

// shortCourt leaves out the province, which the courts of a table share.
func shortCourt(name string) string {
	if _, rest, ok := strings.Cut(name, "省"); ok && rest != "" {
		return rest
	}
	return name
}

// barRow is a figure as a bar between its name and its number.
func (d *Desk) barRow(name string, f app.IndexFigure) fyne.CanvasObject {
	share, goal, known := f.Share()
	if !known && f.D > 0 { // days
		return newBarLine(name, f.Text, kit.NewText(""))
	}
	return newBarLine(name, f.Text+"　"+f.Exact, kit.NewMeter(share, goal, goalTone(f).meter(), theme.Line))
}

// takeExtract asks for what the court's system exported.
func (d *Desk) takeExtract(done func()) {
	file := newFileField(d, d.say("ui.choose"), ".xlsx", ".csv", ".XLSX", ".CSV")
	query, at, wrong := kit.NewArea(2), kit.NewEntry(), kit.NewColumn(0)
	at.SetText(d.court.Now().Format("2006-01-02 15:04"))
	of := widget.NewRadioGroup([]string{d.words.Say("extract.cases"), d.words.Say("extract.petitions")}, nil)
	of.Horizontal, of.Required = true, true
	of.SetSelected(of.Options[0])
	var m *kit.Modal
	take := func() {
		r := app.ExtractRequest{Of: app.ExtractCases, Query: query.Text}
		if of.Selected == of.Options[1] {
			r.Of = app.ExtractPetitions
		}
		drawn, path := at.Text, file.path()
		var x *app.Extract
		d.work(work{label: d.say("ui.working")}, func(ctx context.Context, _ app.Progress) (err error) {
			if r.Drawn, err = app.ParseMoment(drawn); err == nil {
				x, err = d.court.TakeExtract(ctx, path, r)
			}
			return err
		}, func(err error) {
			if err != nil {
				wrong.Set(d.warning(d.words.Explain(err)))
				m.Fit()
				return
			}
			m.Hide()
			d.toast.Say(d.words.Say("cli.extract", "of", d.words.Say("extract."+x.Of), "count", itoa(x.Count), "courts", "", "file", x.Source), kit.Good)
			done()
		})
	}
	m = d.dialog(d.say("ui.indices.extract.title"), 560, []fyne.CanvasObject{
		muted(d.say("ui.indices.extract.what")), of, labelled(d.say("ui.indices.extract.file"), file.object),
		labelled(d.say("ui.indices.extract.query"), query), labelled(d.say("ui.indices.extract.at"), at), wrong,
	}, d.button("ui.cancel", func() { m.Hide() }), d.button("ui.indices.extract.take", take).Primary())
}
