package desk

import (
	"fyne.io/fyne/v2"

	"shenqian/review"
)

// more is the menu of what belongs to the whole court.
func (d *Desk) more(at fyne.CanvasObject) {
	items := []*fyne.MenuItem{fyne.NewMenuItem(d.say("ui.more.clocks"), d.clockBoard), fyne.NewMenuItem(d.say("ui.more.registers"), d.registers), fyne.NewMenuItem(d.say("ui.more.indices"), d.indices), fyne.NewMenuItem(d.say("ui.more.rules"), d.rules), fyne.NewMenuItem(d.say("ui.more.people"), d.people), fyne.NewMenuItem(d.say("ui.more.verify"), d.verifyFile)}
	items = append(items, fyne.NewMenuItem(d.say("ui.more.tasks"), d.taskBoard), fyne.NewMenuItem(d.say("ui.more.inspection"), d.inspections), fyne.NewMenuItem(d.say("ui.more.rollup"), d.rollUps))
	if d.holds(review.RolePresident, review.RoleAdmin) {
		items = append(items, fyne.NewMenuItem(d.say("ui.more.court"), d.courtSettings))
	}
	if d.holds(review.RolePresident, review.RoleDirector, review.RoleAdmin) {
		items = append(items, fyne.NewMenuItem(d.say("ui.more.assign"), d.assignAll))
	}
	d.menu(at, items...)
}
