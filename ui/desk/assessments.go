package desk

import (
	"fyne.io/fyne/v2"

	"shenqian/app"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// assessedUp shows the self-assessments side by side: each court's points and
// core indices, what they come to together, and the last three of each level.
func (d *Desk) assessedUp(up *app.AssessmentRollUp) []fyne.CanvasObject {
	out := d.refused(&up.RollUp, d.say("ui.assessed.whole", "accepted", itoa(up.Accepted)))
	if up.Accepted == 0 {
		return out
	}
	rows := [][]string{{d.say("ui.rollup.court"), d.say("ui.assessed.points"), d.say("ui.assessed.rate")}}
	for _, f := range up.Cores {
		rows[0] = append(rows[0], f.Name)
	}
	for _, c := range up.Courts {
		row := []string{shortCourt(c.Court), c.Own + "/" + c.Full, c.Rate}
		for _, f := range up.Cores {
			row = append(row, coreOf(c, f.Name))
		}
		rows = append(rows, row)
	}
	head := kit.NewText(d.say("ui.assessed.period", "from", up.From.String(), "to", up.To.String())).Bold()
	out = append(out, kit.NewBox(kit.NewColumn(6, head, kit.NewGrid(rows, false)), theme.Surface, theme.Line, 12, 8))

	lines := []fyne.CanvasObject{kit.NewText(d.say("ui.assessed.together")).Bold()}
	for _, f := range up.Cores {
		t := plain
		switch f.Reached {
		case "yes":
			t = good
		case "no":
			t = blocking
		}
		lines = append(lines, kit.NewText(t.shape+" "+d.words.Say("cli.rollup.core", "name", f.Name, "rate", f.Rate, "exact", itoa(f.N)+"/"+itoa(f.D), "courts", itoa(f.Courts), "told", itoa(f.Told))).In(t.fore))
	}
	out = append(out, kit.NewBox(kit.NewColumn(4, lines...), theme.Surface, theme.Line, 12, 8))
	for _, l := range up.Lowest {
		lines := []fyne.CanvasObject{kit.NewText(d.say("ui.assessed.last", "level", l.Level)).Bold()}
		for i, c := range l.Courts {
			lines = append(lines, kit.NewText(itoa(i+1)+"　"+shortCourt(c.Court)+"　"+c.Rate+"　"+c.Exact))
		}
		out = append(out, kit.NewBox(kit.NewColumn(4, lines...), theme.Surface, theme.Line, 12, 8))
	}
	return out
}

// coreOf is a court's share of a core index, marked if it is below its goal; 「—」
// where the court does not tell it.
func coreOf(c app.AssessedCourt, name string) string {
	for _, f := range c.Cores {
		switch {
		case f.Name != name:
		case f.Reached == "no":
			return blocking.shape + " " + f.Rate
		default:
			return f.Rate
		}
	}
	return "—"
}
