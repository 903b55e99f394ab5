package desk

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"shenqian/app"
	"shenqian/review"
	"shenqian/review/index"
	"shenqian/review/inspection"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// inspectionPage is a self-inspection of termination cases at work: its plan and
// sample, what is open, what was found, and the ledger of what is to be put right.
type inspectionPage struct {
	d         *Desk
	m         *kit.Modal
	pick      *widget.Select
	all       []*app.Inspection
	id        string                             // of the one that is shown
	proposals map[review.CaseNumber]app.Proposal // of its open cases
	body      *kit.Column
}

func (d *Desk) inspections() {
	p := &inspectionPage{d: d, body: kit.NewColumn(10), pick: widget.NewSelect(nil, nil)}
	p.pick.OnChanged = func(string) {
		if i := p.pick.SelectedIndex(); i >= 0 && i < len(p.all) && p.all[i].Plan.ID != p.id {
			p.id, p.proposals = p.all[i].Plan.ID, nil
			p.show()
		}
	}
	head := kit.NewFlow(8, container.New(wide{280}, p.pick), d.button("ui.inspection.new", p.plan))
	p.m = d.dialog(d.say("ui.inspection.title"), 860, []fyne.CanvasObject{head, p.body},
		d.button("ui.inspection.draft", p.draft), d.button("ui.close", func() { p.m.Hide() }).Primary())
	p.read()
}

// read reads all plans anew, and shows the one at hand.
func (p *inspectionPage) read() {
	d := p.d
	d.work(work{label: d.say("ui.working")}, func(ctx context.Context, _ app.Progress) (err error) {
		p.all, err = d.court.Inspections(ctx)
		return err
	}, func(err error) {
		if err != nil {
			d.fail(err)
			return
		}
		names := make([]string, len(p.all))
		at := 0
		for i, in := range p.all {
			names[i] = in.Plan.ID + "　" + shortCourt(in.Plan.Court)
			if in.Plan.ID == p.id {
				at = i
			}
		}
		p.pick.Options = names
		p.pick.Hidden = len(names) == 0
		if len(p.all) > 0 {
			p.id = p.all[at].Plan.ID
			p.pick.SetSelectedIndex(at)
		}
		p.show()
	})
}

func (p *inspectionPage) current() *app.Inspection {
	for _, in := range p.all {
		if in.Plan.ID == p.id {
			return in
		}
	}
	return nil
}

func (p *inspectionPage) show() {
	d, in := p.d, p.current()
	if in == nil {
		p.body.Set(muted(d.say("ui.inspection.none")))
		p.m.Fit()
		return
	}
	out := []fyne.CanvasObject{p.planBox(in), p.figures(in)}
	if len(in.Open) > 0 {
		out = append(out, p.openCases(in))
	}
	out = append(out, p.ledger(in)...)
	p.body.Set(out...)
	p.m.Fit()
}

// planBox says by what the cases were chosen.
func (p *inspectionPage) planBox(in *app.Inspection) fyne.CanvasObject {
	d, x := p.d, in.Plan
	code := "ui.inspection.plan.all"
	if x.Seed != "" {
		code = "ui.inspection.plan.sample"
	}
	lines := []fyne.CanvasObject{
		kit.NewText(d.say(code, "from", x.From.String(), "to", x.To.String(), "terminated", itoa(x.Terminated), "count", itoa(len(x.Cases)))).Bold(),
		caption(d.say("ui.inspection.list", "hash", x.List.Short(), "by", x.By, "at", x.At.In(app.Zone).Format("2006-01-02 15:04"))),
	}
	if x.Seed != "" {
		lines = append(lines, caption(d.say("ui.inspection.seed", "seed", review.Hash(x.Seed).Short(), "number", x.Number)), caption(x.Checkpoint))
	}
	return kit.NewBox(kit.NewColumn(3, lines...), theme.Surface, theme.Line, 12, 8)
}

// figures are the outcomes with the share, and how far the ledger is.
func (p *inspectionPage) figures(in *app.Inspection) fyne.CanvasObject {
	d, s := p.d, in.Sheet
	good, all := s.Found[inspection.Qualified], s.Inspected
	share := 0.0
	if all > 0 {
		share = float64(good) / float64(all)
	}
	line := kit.NewFlow(14,
		kit.NewText(d.say("ui.inspection.rate")).Bold().Lines(1), kit.NewText(in.Rate).Bold().Sized(base.SizeNameSubHeadingText).Lines(1),
		muted(strconv.Itoa(good)+"/"+strconv.Itoa(all)).Lines(1), muted(d.say("ui.inspection.termrate", "rate", in.TermRate, "exact", itoa(s.Terminated)+"/"+itoa(s.Closed))).Lines(1))
	rows := [][]string{
		{"", d.words.Say("inspection.outcome.qualified"), d.words.Say("inspection.outcome.irregular"), d.words.Say("inspection.outcome.withassets"), d.say("ui.inspection.open"), d.say("ui.inspection.tomend"), d.say("ui.inspection.mended"), d.say("ui.inspection.revived")},
		{shortCourt(in.Plan.Court), itoa(good), itoa(s.Found[inspection.Irregular]), itoa(s.Found[inspection.WithAssets]), itoa(len(in.Open)), itoa(s.ToMend), itoa(s.Mended), itoa(s.Revived)},
	}
	return kit.NewBox(kit.NewColumn(6, line, qualifiedMeter(share), kit.NewGrid(rows, false)), theme.Surface, theme.Line, 12, 8)
}

// openCases are those that nobody has looked at, with what the check-up says.
func (p *inspectionPage) openCases(in *app.Inspection) fyne.CanvasObject {
	d := p.d
	lines := []fyne.CanvasObject{
		kit.NewText(warning.shape + " " + d.say("ui.inspection.openhead", "count", itoa(len(in.Open)))).Bold().In(warning.fore),
		kit.NewFlow(6, d.button("ui.inspection.propose", p.propose)),
	}
	for _, n := range in.Open[:min(len(in.Open), boardMost)] {
		column := []fyne.CanvasObject{kit.NewText(n.String()).Bold().Lines(1)}
		if x, ok := p.proposals[n]; ok {
			column = append(column, caption(p.proposed(x)))
		}
		lines = append(lines, kit.NewLink(kit.NewColumn(0, column...), func() { p.enter(n) }))
	}
	if len(in.Open) > boardMost {
		lines = append(lines, muted(d.say("ui.inspection.more", "count", itoa(len(in.Open)-boardMost))))
	}
	return kit.NewBox(kit.NewColumn(5, lines...), theme.Surface, theme.Line, 12, 8)
}

// proposed is what the check-up says of a case; whether it is so a person
// decides.
func (p *inspectionPage) proposed(x app.Proposal) string {
	if x.Matter == "" {
		return p.d.words.Say("cli.propose.nopaper")
	}
	var rules []string
	for _, y := range x.Defects {
		rules = append(rules, y.Rule)
	}
	said := strings.TrimSpace(p.d.words.Say("inspection.outcome."+string(x.Outcome)) + "　" + strings.Join(rules, "、"))
	if len(x.Unknown) > 0 {
		said += p.d.words.Say("cli.propose.unknown", "rules", strings.Join(x.Unknown, "、"))
	}
	return p.d.say("ui.inspection.proposed", "what", said)
}

func (p *inspectionPage) propose() {
	d, id := p.d, p.id
	var all []app.Proposal
	d.work(work{label: d.say("ui.working"), stop: true}, func(ctx context.Context, _ app.Progress) (err error) {
		all, err = d.court.Propose(ctx, id)
		return err
	}, func(err error) {
		if err != nil {
			d.fail(err)
			return
		}
		p.proposals = map[review.CaseNumber]app.Proposal{}
		for _, x := range all {
			p.proposals[x.Number] = x
		}
		p.show()
	})
}

// ledger are the cases with faults: overdue first, then open, then put right;
// below them how many were good.
func (p *inspectionPage) ledger(in *app.Inspection) []fyne.CanvasObject {
	d := p.d
	today := review.DateOf(d.court.Now())
	groups := []struct {
		code string
		tone tone
		has  func(r inspection.Result) bool
	}{
		{"overdue", blocking, func(r inspection.Result) bool { return r.Done.IsZero() && r.Due.Before(today) }},
		{"mending", warning, func(r inspection.Result) bool { return r.Done.IsZero() }},
		{"mendeds", good, func(inspection.Result) bool { return true }},
	}
	lines := make([][]fyne.CanvasObject, len(groups))
	for _, r := range in.Results {
		if r.Outcome == inspection.Qualified {
			continue
		}
		i := slices.IndexFunc(groups, func(g struct {
			code string
			tone tone
			has  func(r inspection.Result) bool
		},
		) bool {
			return g.has(r)
		})
		lines[i] = append(lines[i], p.ledgerRow(r, groups[i].tone))
	}
	var out []fyne.CanvasObject
	for i, g := range groups {
		if len(lines[i]) > 0 {
			head := kit.NewText(g.tone.shape + " " + d.say("ui.inspection."+g.code, "count", itoa(len(lines[i])))).Bold().In(g.tone.fore)
			out = append(out, kit.NewBox(kit.NewColumn(6, append([]fyne.CanvasObject{head}, lines[i]...)...), theme.Surface, theme.Line, 12, 8))
		}
	}
	return out
}

func (p *inspectionPage) ledgerRow(r inspection.Result, look tone) fyne.CanvasObject {
	d := p.d
	var defects []string
	for _, x := range r.Defects {
		defects = append(defects, d.defect(x))
	}
	when := d.words.Say("cli.inspection.due", "due", r.Due.String())
	if !r.Done.IsZero() {
		when = d.words.Say("cli.inspection.done", "done", r.Done.String(), "how", r.How)
	}
	chip := kit.NewChip(d.words.Say("inspection.outcome."+string(r.Outcome)), theme.Warn, theme.WarnSoft)
	if r.Outcome == inspection.WithAssets {
		chip = kit.NewChip(d.words.Say("inspection.outcome."+string(r.Outcome)), theme.Block, theme.BlockSoft)
	}
	line := []fyne.CanvasObject{kit.NewText(r.Number.String()).Bold().Lines(1), chip, kit.NewText(when).In(look.fore).Lines(1)}
	rest := strings.Join(defects, "、")
	if r.Judge != "" {
		rest += "　" + r.Judge
	}
	if r.Revived.Number > 0 {
		rest += "　" + r.Revived.String()
	}
	return kit.NewLink(kit.NewColumn(0, kit.NewFlow(10, line...), caption(rest)), func() { p.enter(r.Number) })
}

// defect is what is wrong in words, as the report will have it.
func (d *Desk) defect(x inspection.Defect) string {
	if x.Rule == "other" {
		return x.Note
	}
	said := d.words.Say("inspection.defect.rule", "rule", x.Rule, "name", d.words.Say("rule."+x.Rule))
	if x.Note != "" {
		said += "（" + x.Note + "）"
	}
	return said
}

// draft writes the report's data where the user says.
func (p *inspectionPage) draft() {
	d, in := p.d, p.current()
	if in == nil {
		return
	}
	if len(in.Open) > 0 {
		d.hint(d.say("ui.inspection.unfinished", "count", itoa(len(in.Open))))
		return
	}
	d.saveMade(d.say("ui.inspection.file", "id", in.Plan.ID)+".json", func(ctx context.Context) ([]byte, error) {
		return d.court.InspectionDraft(ctx, []string{in.Plan.ID})
	})
}

// plan asks for a new one.
func (p *inspectionPage) plan() {
	d := p.d
	id, from, to, size, number, check, wrong := kit.NewEntry(), kit.NewEntry(), kit.NewEntry(), kit.NewEntry(), kit.NewEntry(), kit.NewArea(2), kit.NewColumn(0)
	now := review.DateOf(d.court.Now())
	id.SetText(now.String()[:7])
	from.SetText(review.Date{Year: now.Year, Month: 1, Day: 1}.String())
	to.SetText(now.String())
	var m *kit.Modal
	m = d.dialog(d.say("ui.inspection.new.title"), 620, []fyne.CanvasObject{
		muted(d.say("ui.inspection.new.what")), labelled(d.say("ui.inspection.new.id"), id),
		beside(labelled(d.say("ui.registers.from"), from), labelled(d.say("ui.registers.to"), to)),
		beside(labelled(d.say("ui.inspection.new.size"), size), labelled(d.say("ui.inspection.new.number"), number)),
		labelled(d.say("ui.inspection.new.checkpoint"), check), wrong,
	}, d.button("ui.cancel", func() { m.Hide() }),
		d.button("ui.inspection.new.do", func() {
			r := app.PlanRequest{ID: id.Text, Number: number.Text, Checkpoint: check.Text}
			first, last, most := from.Text, to.Text, strings.TrimSpace(size.Text)
			d.work(work{label: d.say("ui.working"), act: true}, func(ctx context.Context, _ app.Progress) (err error) {
				r.Period = index.Period{}
				if err = r.Period.From.UnmarshalText([]byte(first)); err == nil {
					err = r.Period.To.UnmarshalText([]byte(last))
				}
				if err == nil && most != "" {
					if r.Size, err = strconv.Atoi(most); err != nil || r.Size < 1 {
						return review.Fault("ui.inspection.size", "text", most)
					}
				}
				if err == nil {
					_, err = d.court.PlanInspection(ctx, r)
				}
				return err
			}, d.after(m, wrong, func() {
				p.id = strings.TrimSpace(r.ID)
				p.read()
			}))
		}).Primary())
	d.win.Canvas().Focus(id)
}

// qualifiedGoal is that of 终本合格率, the second of 三个90%、一个80%.
const qualifiedGoal = 0.9

// qualifiedMeter is a 终本合格率 as a bar, in the colour of whether it is enough.
func qualifiedMeter(share float64) *kit.Meter {
	fore := theme.Good
	if share < qualifiedGoal {
		fore = theme.Warn
	}
	return kit.NewMeter(share, qualifiedGoal, fore, theme.Line)
}
