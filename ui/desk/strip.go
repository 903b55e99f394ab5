package desk

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"

	"shenqian/app"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// mostStrip is how many cases of one debtor are shown at once; the queue finds
// the others.
const mostStrip = 12

// strip is every other matter of the debtor in this court, to be seen before
// anyone signs (practice.md 34).
func (d *Desk) strip(o *opened) []fyne.CanvasObject {
	all := o.debtors
	if len(all) == 0 {
		return nil
	}
	lines := []fyne.CanvasObject{kit.NewText(d.say("ui.strip", "count", strconv.Itoa(len(all)))).Bold()}
	for _, m := range all[:min(len(all), mostStrip)] {
		lines = append(lines, d.stripRow(m))
	}
	if n := len(all) - mostStrip; n > 0 {
		lines = append(lines, caption(d.say("ui.strip.more", "count", strconv.Itoa(n))))
	}
	return []fyne.CanvasObject{kit.NewBox(kit.NewColumn(4, lines...), theme.Surface, theme.Line, 12, 10)}
}

func (d *Desk) stripRow(m app.OtherMatter) fyne.CanvasObject {
	link := kit.NewLink(kit.NewText(m.Number).In(base.ColorNameHyperlink).Lines(1), func() { d.queue.open(m.ID) })
	what := []string{d.say("state.name." + string(m.State))}
	if !m.On.IsZero() {
		what = append(what, m.On.Arabic())
	}
	what = append(what, m.Debtor)
	if !m.Sure {
		what[len(what)-1] += d.say("ui.strip.name")
	}
	if m.Remaining != nil {
		what = append(what, d.say("ui.card.remaining", "value", d.yuan(m.Remaining)))
	}
	if m.Revived != "" {
		what = append(what, d.say("ui.strip.revived", "number", m.Revived))
	}
	out := kit.NewColumn(0, link, caption(strings.Join(what, "　")))
	for _, r := range m.Debtors {
		if r.Name != m.Debtor {
			continue
		}
		if r.Gone != "" {
			out.Add(kit.NewText(warning.shape + " " + r.Gone).In(theme.Warn).Lines(1))
		}
		for _, p := range r.Property {
			code := "ui.strip.property"
			if p.First {
				code = "ui.strip.first"
			}
			out.Add(kit.NewText(warning.shape + " " + d.say(code, "name", p.Name)).In(theme.Warn).Lines(2))
		}
	}
	return out
}
