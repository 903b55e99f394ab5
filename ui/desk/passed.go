package desk

import (
	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"

	"shenqian/ui/kit"
)

// passed opens to what was checked and found right, and by what: a clean paper
// need not be believed blindly.
func (d *Desk) passed(o *opened) *kit.Column {
	column := kit.NewColumn(2)
	var lay func(open bool)
	lay = func(open bool) {
		word := "ui.findings.show"
		var lines []fyne.CanvasObject
		if open {
			word = "ui.findings.hide"
			for _, p := range d.words.Checkup(o.checkup).Passed {
				lines = append(lines, caption("✓ "+p.Rule+"　"+p.Text))
			}
		}
		link := kit.NewLink(kit.NewText(d.say(word)).In(base.ColorNameHyperlink).Lines(1), func() {
			lay(!open)
			d.side.renew()
		})
		column.Set(append([]fyne.CanvasObject{link}, lines...)...)
	}
	lay(d.spotted(o.id)) // drawn: with its whole evidence
	return column
}
