package desk

import (
	"fyne.io/fyne/v2"

	"shenqian/review"
)

// more is the menu of what belongs to the whole court.
func (d *Desk) more(at fyne.CanvasObject) {
	item := func(code string, open func()) *fyne.MenuItem { return fyne.NewMenuItem(d.say(code), open) }
	items := []*fyne.MenuItem{
		item("ui.more.clocks", d.clockBoard), item("ui.more.tasks", d.taskBoard), item("ui.more.council", d.councilList), item("ui.more.registers", d.registers),
		item("ui.more.indices", d.indices), item("ui.more.inspection", d.inspections), item("ui.more.rollup", d.rollUps), item("ui.more.rules", d.rules),
		item("ui.more.people", d.people), item("ui.more.verify", d.verifyFile),
	}
	if d.holds(review.RolePresident, review.RoleAdmin) {
		items = append(items, item("ui.more.court", d.courtSettings))
	}
	if d.holds(review.RolePresident, review.RoleDirector, review.RoleAdmin) {
		items = append(items, item("ui.more.assign", d.assignAll))
	}
	d.menu(at, items...)
}
