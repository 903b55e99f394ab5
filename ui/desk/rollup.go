package desk

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"shenqian/app"
	"shenqian/review/inspection"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// rollUps adds up the signed reports of the lower courts in a folder: first what
// was refused and who is missing, then the courts, then the last three.
func (d *Desk) rollUps() {
	folder, expected := kit.NewEntry(), kit.NewArea(3)
	anchors := newFileField(d, d.say("ui.choose"), ".pem", ".crt", ".cer")
	anchors.entry.SetText(d.fyne.Preferences().String(prefTrust))
	result := kit.NewColumn(10)
	kind := widget.NewRadioGroup([]string{d.words.Say("kind.selfinspection"), d.words.Say("kind.selfassessment")}, nil)
	kind.Required = true
	kind.SetSelected(kind.Options[0])
	var m *kit.Modal
	var up *app.RollUp
	run := func() {
		r := app.RollUpRequest{Dir: strings.TrimSpace(folder.Text)}
		for line := range strings.Lines(expected.Text) {
			for _, c := range strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune("、，,;；", r) }) {
				if c = strings.TrimSpace(c); c != "" {
					r.Expected = append(r.Expected, c)
				}
			}
		}
		root, assess := anchors.path(), kind.Selected == kind.Options[1]
		var shown []fyne.CanvasObject
		d.work(work{label: d.say("ui.rollup.working"), stop: true}, func(ctx context.Context, _ app.Progress) error {
			if root != "" {
				b, err := app.ReadFileFully(root)
				if err != nil {
					return err
				}
				r.Trusted = [][]byte{b}
			}
			if up = nil; assess {
				side, err := d.shop.RollUpAssessments(ctx, r)
				if err == nil {
					shown = d.assessedUp(side)
				}
				return err
			}
			all, err := d.shop.RollUpReports(ctx, r)
			if err == nil {
				up, shown = all, d.rolledUp(all)
			}
			return err
		}, func(err error) {
			if err != nil {
				shown = []fyne.CanvasObject{d.warning(d.words.Explain(err))}
			} else {
				d.fyne.Preferences().SetString(prefTrust, root)
			}
			result.Set(shown...)
			m.Fit()
			m.Reveal(result)
		})
	}
	choose := d.button("ui.choose", func() { d.chooseFolder(func(p string) { folder.SetText(p) }) })
	m = d.dialog(d.say("ui.rollup.title"), 900, []fyne.CanvasObject{
		muted(d.say("ui.rollup.what")), kind,
		labelled(d.say("ui.rollup.folder"), container.NewBorder(nil, nil, nil, choose, folder)),
		labelled(d.say("ui.rollup.trust"), anchors.object),
		labelled(d.say("ui.rollup.expected"), expected),
		kit.NewFlow(8, d.button("ui.rollup.run", run)), result,
	}, d.button("ui.rollup.draft", func() {
		switch {
		case up == nil:
			d.hint(d.say("ui.rollup.first"))
		case !up.Whole():
			d.hint(d.words.Say("rollup.notwhole"))
		default:
			d.saveMade(d.say("ui.rollup.file", "from", up.From.String(), "to", up.To.String())+".json", func(context.Context) ([]byte, error) { return d.shop.RollUpDraft(up) })
		}
	}), d.button("ui.close", func() { m.Hide() }).Primary())
	d.win.Canvas().Focus(folder)
}

// rolledUp shows what came of it.
func (d *Desk) rolledUp(up *app.RollUp) []fyne.CanvasObject {
	out := d.refused(up, d.say("ui.rollup.whole", "accepted", itoa(up.Accepted)))
	if up.Accepted == 0 {
		return out
	}
	out = append(out, d.rollUpTable(up), d.lastThree(up))
	return out
}

// refused says whether all is whole, and else first what is not folded in.
func (d *Desk) refused(up *app.RollUp, whole string) []fyne.CanvasObject {
	var bad []fyne.CanvasObject
	for _, x := range up.Reports {
		if x.Code != "" {
			name := x.File
			if x.Court != "" {
				name += "　" + x.Court
			}
			bad = append(bad, kit.NewColumn(0, kit.NewText(name).Bold(), kit.NewText(x.Error).In(blocking.fore)))
		}
	}
	for _, c := range up.Missing {
		bad = append(bad, kit.NewText(d.words.Say("cli.rollup.missing", "court", c)).In(blocking.fore))
	}
	t, head := good, whole
	if !up.Whole() {
		t, head = blocking, d.say("ui.rollup.broken", "accepted", itoa(up.Accepted), "files", itoa(len(up.Reports)), "missing", itoa(len(up.Missing)))
	}
	out := []fyne.CanvasObject{kit.NewText(t.shape + " " + head).Bold().In(t.fore)}
	if len(bad) > 0 {
		out = append(out, kit.NewBox(kit.NewColumn(6, append([]fyne.CanvasObject{kit.NewText(d.say("ui.rollup.refused")).Bold()}, bad...)...), theme.BlockSoft, theme.Block, 12, 8).Barred(theme.Block))
	}
	return out
}

// rollUpTable is one row a court, and the sum.
func (d *Desk) rollUpTable(up *app.RollUp) fyne.CanvasObject {
	rows := [][]string{{
		d.say("ui.rollup.court"), d.say("ui.rollup.terminated"), d.say("ui.rollup.inspected"), d.words.Say("inspection.outcome.qualified"), d.words.Say("inspection.outcome.irregular"),
		d.words.Say("inspection.outcome.withassets"), d.say("ui.inspection.rate"), d.say("ui.inspection.mended"),
	}}
	row := func(name string, s inspection.Sheet) {
		rows = append(rows, []string{
			name, itoa(s.Terminated), itoa(s.Inspected), itoa(s.Found[inspection.Qualified]), itoa(s.Found[inspection.Irregular]), itoa(s.Found[inspection.WithAssets]), s.Rate(),
			mended(s),
		})
	}
	for _, s := range up.Sheets {
		row(shortCourt(s.Court), s)
	}
	row(d.words.Say("rollup.total"), up.Total)
	head := kit.NewText(d.say("ui.rollup.period", "from", up.From.String(), "to", up.To.String())).Bold()
	return kit.NewBox(kit.NewColumn(6, head, kit.NewGrid(rows, true)), theme.Surface, theme.Line, 12, 8)
}

// mended is how many of those with faults were put right; 「—」 of none.
func mended(s inspection.Sheet) string {
	if s.ToMend == 0 {
		return "—"
	}
	return itoa(s.Mended) + "/" + itoa(s.ToMend)
}

// lastThree are the courts that have the lowest share of qualified cases, those
// of each level among their like.
func (d *Desk) lastThree(up *app.RollUp) fyne.CanvasObject {
	levels := up.Levels
	if len(levels) < 2 {
		levels = []app.RankedLevel{{Courts: up.Last}}
	}
	var lines []fyne.CanvasObject
	for _, l := range levels {
		head := d.say("ui.rollup.last")
		if l.Level != "" {
			head = d.say("ui.rollup.lastof", "level", l.Level)
		}
		lines = append(lines, kit.NewText(head).Bold())
		for i, c := range l.Courts {
			share := 0.0
			for _, s := range up.Sheets {
				if s.Court == c.Court && s.Inspected > 0 {
					share = float64(s.Found[inspection.Qualified]) / float64(s.Inspected)
				}
			}
			lines = append(lines, newBarLine(itoa(i+1)+"　"+shortCourt(c.Court), c.Rate+"　"+c.Exact, qualifiedMeter(share)))
		}
	}
	return kit.NewBox(kit.NewColumn(5, lines...), theme.Surface, theme.Line, 12, 8)
}
