package desk

import (
	"context"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"

	"shenqian/app"
	"shenqian/review/committee"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// councilList shows what lies before the adjudication committee. Who is recused
// from an item does not find it here.
func (d *Desk) councilList() {
	s := d.court.Session()
	rows, wrong := kit.NewColumn(6), kit.NewColumn(0)
	var m *kit.Modal
	m = d.dialog(d.say("ui.council.title"), 820, []fyne.CanvasObject{rows, wrong}, d.button("ui.close", func() { m.Hide() }).Primary())
	var c *committee.Committee
	d.work(work{label: d.say("ui.working")}, func(ctx context.Context, _ app.Progress) (err error) {
		c, err = d.court.Committee(ctx)
		return err
	}, func(err error) {
		if err != nil {
			wrong.Set(d.warning(d.words.Explain(err)))
			m.Fit()
			return
		}
		var list []fyne.CanvasObject
		for _, x := range c.Items {
			if !x.Recused(s.Person.ID) {
				list = append(list, d.councilRow(c, x, func() {
					m.Hide()
					d.openCouncil(x.ID)
				}))
			}
		}
		if len(list) == 0 {
			list = []fyne.CanvasObject{muted(d.say("ui.council.empty"))}
		}
		rows.Set(list...)
		m.Fit()
	})
}

// councilRow is an item in one line: what it is about, how far it is, when.
func (d *Desk) councilRow(c *committee.Committee, x *committee.Item, open func()) fyne.CanvasObject {
	head := kit.NewFlow(8, kit.NewText(x.Request.Title).Bold().Lines(1), d.stageChip(x.Stage))
	line := x.Request.Number
	if m := c.Meeting(x.Meeting); m != nil {
		line += "　" + d.say("ui.council.on", "on", m.Call.On.Arabic(), "place", m.Call.Place)
	}
	return kit.NewBox(kit.NewLink(kit.NewColumn(2, head, caption(line)), open), theme.Surface, theme.Line, 12, 6)
}

// stageChip is how far an item is, in words.
func (d *Desk) stageChip(s committee.Stage) *kit.Chip {
	fore, ground := theme.Muted, theme.Surface
	switch s {
	case committee.Approved, committee.Executed, committee.Filed:
		fore, ground = theme.Good, theme.GoodSoft
	case committee.NoMajority, committee.SentBack:
		fore, ground = theme.Warn, theme.WarnSoft
	case committee.Reporting, committee.Asking, committee.Speaking, committee.Voting:
		fore, ground = base.ColorNamePrimary, theme.Chosen
	}
	return kit.NewChip(d.words.Say("state.name.committee."+string(s)), fore, ground)
}
