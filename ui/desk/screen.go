package desk

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"shenqian/review"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// header is the bar on top: whose desk, and what is always at hand.
type header struct {
	object fyne.CanvasObject
}

func (d *Desk) newHeader() *header {
	s, court := d.court.Session(), d.court.Court()
	name := kit.NewText(d.say("ui.title")).Bold().In(theme.OnHeader).Sized(base.SizeNameSubHeadingText).Lines(1)
	who := kit.NewText(court.Name + "　" + s.Person.Name + "（" + d.roles(s.Person, review.DateOf(d.court.Now())) + "）").In(theme.OnHeader).Lines(1)
	left := []fyne.CanvasObject{container.NewCenter(name), container.NewCenter(who)}
	if court.Demonstration {
		left = append(left, container.NewCenter(kit.NewChip(d.say("ui.demo"), theme.Warn, theme.WarnSoft)))
	}
	buttons := container.NewHBox()
	if d.holds(review.RoleClerk, review.RoleJudge) {
		buttons.Add(kit.NewButton(d.say("ui.import"), base.FolderOpenIcon(), d.importFiles))
	}
	var more *kit.Button
	more = kit.NewButton(d.say("ui.more"), base.ListIcon(), func() { d.more(more) })
	buttons.Add(more)
	var set *kit.Button
	set = kit.NewButton(d.say("ui.settings"), base.SettingsIcon(), func() { d.settingsMenu(set) })
	buttons.Add(set)
	buttons.Add(kit.NewButton(d.say("ui.help"), base.HelpIcon(), d.help))
	bar := container.NewBorder(nil, nil, container.NewHBox(left...), buttons)
	return &header{kit.NewBox(bar, theme.Header, "", 14, 6).Square()}
}

// deskScreen is the three panes.
func (d *Desk) deskScreen() fyne.CanvasObject {
	d.queue, d.paper, d.side = newQueuePane(d), newPaperPane(d), newSidePane(d)
	d.header = d.newHeader()
	right := container.NewHSplit(d.paper.object, d.side.object)
	right.Offset = 0.64
	all := container.NewHSplit(d.queue.object, right)
	all.Offset = 0.225
	d.side.show(nil)
	return container.NewBorder(d.header.object, nil, nil, nil, all)
}

// relay lays everything out anew, after a change of look.
func (d *Desk) relay() {
	c := d.win.Content()
	size := c.Size()
	if d.court != nil && d.court.Session() != nil && d.queue != nil {
		d.queue.list.Refresh()
		d.paper.pages.Relook()
	}
	c.Refresh()
	c.Resize(size.Add(fyne.NewSize(0, 1))) // else nothing would be laid out again
	c.Resize(size)
}
