package desk

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"shenqian/app"
	"shenqian/review"
	"shenqian/review/inspection"
	"shenqian/ui/kit"
)

// enter records what was found of a case, or what was done about it. What the
// check-up proposes is filled in, for a person to confirm or change.
func (p *inspectionPage) enter(n review.CaseNumber) {
	d, in := p.d, p.current()
	r := inspection.Result{Number: n}
	if i := slices.IndexFunc(in.Results, func(x inspection.Result) bool { return x.Number == n }); i >= 0 {
		r = in.Results[i]
	} else if x, ok := p.proposals[n]; ok && x.Matter != "" {
		r.Outcome, r.Defects = x.Outcome, x.Defects
	}
	var names []string
	for _, o := range inspection.Outcomes() {
		names = append(names, d.words.Say("inspection.outcome."+string(o)))
	}
	outcome := widget.NewRadioGroup(names, nil)
	outcome.Horizontal = true
	if i := slices.Index(inspection.Outcomes(), r.Outcome); i >= 0 {
		outcome.SetSelected(names[i])
	}
	defects, judge, due, done, how, revived := kit.NewArea(3), kit.NewEntry(), kit.NewEntry(), kit.NewEntry(), kit.NewEntry(), kit.NewEntry()
	defects.SetText(defectLines(r.Defects))
	judge.SetText(r.Judge)
	due.SetText(r.Due.String())
	done.SetText(r.Done.String())
	how.SetText(r.How)
	if r.Revived.Number > 0 {
		revived.SetText(r.Revived.String())
	}
	wrong := kit.NewColumn(0)
	var m *kit.Modal
	save := func() {
		x := inspection.Result{Number: n, Judge: strings.TrimSpace(judge.Text), How: strings.TrimSpace(how.Text), Defects: readDefects(defects.Text)}
		if i := slices.Index(names, outcome.Selected); i >= 0 {
			x.Outcome = inspection.Outcomes()[i]
		}
		dueText, doneText, number := due.Text, done.Text, strings.TrimSpace(revived.Text)
		d.work(work{label: d.say("ui.working"), act: true}, func(ctx context.Context, _ app.Progress) (err error) {
			if err = x.Due.UnmarshalText([]byte(dueText)); err == nil {
				err = x.Done.UnmarshalText([]byte(doneText))
			}
			if err == nil && number != "" {
				x.Revived, err = review.ParseCaseNumber(number)
			}
			if err == nil {
				_, err = d.court.RecordResult(ctx, in.Plan.ID, x)
			}
			return err
		}, d.after(m, wrong, p.read))
	}
	m = d.dialog(n.String(), 640, []fyne.CanvasObject{
		outcome, labelled(d.say("ui.inspection.defects"), defects),
		beside(labelled(d.say("ui.inspection.judge"), judge), labelled(d.say("ui.inspection.due"), due)),
		beside(labelled(d.say("ui.inspection.done"), done), labelled(d.say("ui.inspection.revivedas"), revived)),
		labelled(d.say("ui.inspection.how"), how), wrong,
	}, d.button("ui.cancel", func() { m.Hide() }), d.button("ui.inspection.paper", func() { d.openNumber(n.String(), m) }), d.button("ui.inspection.save", save).Primary())
	d.win.Canvas().Focus(defects)
}

// A defect stands on a line: its rule, then what is noted.
func defectLines(all []inspection.Defect) string {
	var out []string
	for _, x := range all {
		out = append(out, strings.TrimSpace(x.Rule+" "+x.Note))
	}
	return strings.Join(out, "\n")
}

func readDefects(text string) (out []inspection.Defect) {
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(strings.NewReplacer("　", " ", "：", " ", "=", " ").Replace(line))
		if line == "" {
			continue
		}
		rule, note, _ := strings.Cut(line, " ")
		out = append(out, inspection.Defect{Rule: rule, Note: strings.TrimSpace(note)})
	}
	return out
}
