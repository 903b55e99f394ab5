package desk

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"shenqian/app"
	"shenqian/review"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// clockBoard shows the time limits of all cases: what is overdue, what is due
// today, within ten days, later.
func (d *Desk) clockBoard() {
	var all []app.RunningClock
	var online *app.Register
	d.work(work{label: d.say("ui.working")}, func(ctx context.Context, _ app.Progress) (err error) {
		if all, err = d.court.Clocks(ctx, app.ClockFilter{}); err != nil {
			return err
		}
		today := review.DateOf(d.court.Now())
		online, err = d.court.ReadRegister(ctx, app.RegisterOnline, review.Date{Year: today.Year, Month: 1, Day: 1}, today)
		return err
	}, func(err error) {
		if err != nil {
			d.fail(err)
			return
		}
		d.showClocks(all, online.Online)
	})
}

// boardMost is how many lines the board shows: what is due first.
const boardMost = 200

// clockGroup is a part of the board.
type clockGroup struct {
	code string
	tone tone
	has  func(c app.RunningClock) bool
}

// clockGroups are the parts in order; a clock stands in the first that has it.
// What is past and may be done is apart from what is not done.
func clockGroups(today review.Date) []clockGroup {
	return []clockGroup{
		{"overdue", blocking, func(c app.RunningClock) bool { return c.DaysLeft < 0 && !c.Unsure }},
		{"today", blocking, func(c app.RunningClock) bool { return c.DaysLeft == 0 || c.DaysLeft > 0 && c.ActBy == today }},
		{"soon", warning, func(c app.RunningClock) bool { return c.DaysLeft > 0 && c.DaysLeft <= review.WarningDays }},
		{"unsure", unknown, func(c app.RunningClock) bool { return c.DaysLeft < 0 }},
		{"later", plain, func(app.RunningClock) bool { return true }},
	}
}

func (d *Desk) showClocks(all []app.RunningClock, online *app.OnlineFigures) {
	var m *kit.Modal
	shown := all
	body := kit.NewColumn(12)
	open := func(id string) {
		m.Hide()
		d.queue.open(id)
	}
	show := func(own bool) {
		if shown = all; own {
			shown = d.ownClocks(all)
		}
		body.Set(d.clockColumn(shown, open)...)
		if m != nil {
			m.Fit()
		}
	}
	late := 0
	for _, c := range all {
		if c.DaysLeft < 0 && !c.Unsure {
			late++
		}
	}
	head := []fyne.CanvasObject{kit.NewText(d.say("ui.board.count", "count", itoa(len(all)), "late", itoa(late))).Bold().Lines(1)}
	mine := len(d.ownClocks(all))
	if mine > 0 {
		own := widget.NewCheck(d.say("ui.board.own", "count", itoa(mine)), nil)
		own.Checked, own.OnChanged = true, show
		head = append(head, own)
	}
	show(mine > 0)
	save := d.button("ui.board.ics", func() {
		clocks := shown
		d.saveMade(d.say("ui.board.file", "day", review.DateOf(d.court.Now()).String())+".ics", func(context.Context) ([]byte, error) { return d.court.ClockCalendar(clocks), nil })
	})
	rate := kit.NewFlow(12, kit.NewText(d.say("ui.board.online", "rate", online.Rate, "done", itoa(online.Done), "due", itoa(online.Due))).Lines(1),
		d.button("ui.board.online.open", func() { m.Hide(); d.registersOf(app.RegisterOnline) }))
	m = d.dialog(d.say("ui.board.title"), 780, []fyne.CanvasObject{kit.NewFlow(16, head...), rate, body}, save, d.button("ui.close", func() { m.Hide() }).Primary())
}

// ownClocks are those of cases in the hands of the one at the desk.
func (d *Desk) ownClocks(all []app.RunningClock) (out []app.RunningClock) {
	s := d.court.Session()
	if s == nil {
		return nil
	}
	for _, c := range all {
		if c.InCharge == s.Person.Name || slices.Contains(strings.Split(c.Clerk, "、"), s.Person.Name) {
			out = append(out, c)
		}
	}
	return out
}

// clockColumn are the groups that have anything in them.
func (d *Desk) clockColumn(all []app.RunningClock, open func(id string)) []fyne.CanvasObject {
	if len(all) == 0 {
		return []fyne.CanvasObject{muted(d.say("ui.board.none"))}
	}
	groups := clockGroups(review.DateOf(d.court.Now()))
	lines, counts := make([][]fyne.CanvasObject, len(groups)), make([]int, len(groups))
	rows := 0
	for _, c := range all {
		i := slices.IndexFunc(groups, func(g clockGroup) bool { return g.has(c) })
		counts[i]++
		if rows++; rows <= boardMost {
			lines[i] = append(lines[i], d.clockRow(c, groups[i].tone, open))
		}
	}
	var out []fyne.CanvasObject
	for i, g := range groups {
		if counts[i] == 0 {
			continue
		}
		head := kit.NewText(g.tone.shape + " " + d.say("ui.board."+g.code, "count", itoa(counts[i]))).Bold().In(g.tone.fore)
		out = append(out, kit.NewBox(kit.NewColumn(6, append([]fyne.CanvasObject{head}, lines[i]...)...), theme.Surface, theme.Line, 12, 8))
	}
	if rows > boardMost {
		out = append(out, muted(d.say("ui.board.most", "count", itoa(rows-boardMost))))
	}
	return out
}

// clockRow is one limit, which opens its matter.
func (d *Desk) clockRow(c app.RunningClock, t tone, open func(id string)) fyne.CanvasObject {
	line := []fyne.CanvasObject{kit.NewText(c.CaseNumber).Bold().Lines(1), kit.NewText(c.Name).Lines(1), kit.NewText(d.clockDays(c)).In(t.fore).Lines(1)}
	if c.Warned && c.DaysLeft >= 0 {
		line = append(line, kit.NewChip(d.say("ui.board.warned"), warning.fore, warning.soft))
	}
	who := c.InCharge
	if c.Clerk != "" {
		who = strings.Trim(who+"、"+c.Clerk, "、")
	}
	column := []fyne.CanvasObject{kit.NewFlow(12, line...)}
	if len(c.Notes) > 0 {
		column = append(column, kit.NewText(strings.Join(c.Notes, d.say("ui.board.join"))).In(t.fore).Sized(base.SizeNameCaptionText))
	}
	column = append(column, caption(strings.TrimSpace(who+"　"+c.Basis)))
	return kit.NewLink(kit.NewColumn(0, column...), func() { open(c.ID) })
}

// clockDays is the day it ends on, and how far that is.
func (d *Desk) clockDays(c app.RunningClock) string {
	switch {
	case c.DaysLeft < 0:
		return d.say("ui.board.past", "due", c.Due.String(), "days", itoa(-c.DaysLeft))
	case c.DaysLeft == 0:
		return d.say("ui.board.now", "due", c.Due.String())
	}
	return d.say("ui.board.left", "due", c.Due.String(), "days", itoa(c.DaysLeft))
}

// clockBox are the limits that run in an issued matter, with the days that are
// left.
func (d *Desk) clockBox(o *opened) []fyne.CanvasObject {
	clocks := d.court.ClocksOf(o.dossier)
	if len(clocks) == 0 {
		return nil
	}
	lines := []fyne.CanvasObject{kit.NewText(d.say("ui.clocks")).Bold()}
	for _, c := range clocks {
		t := plain
		switch {
		case c.DaysLeft < 0:
			t = blocking
		case c.DaysLeft <= 3 || c.Warned:
			t = warning
		}
		text := kit.NewText(t.shape + " " + c.Name + "　" + d.clockDays(c)).In(t.fore)
		if t == plain {
			text = kit.NewText("○ " + c.Name + "　" + d.clockDays(c)).In(theme.Muted)
		}
		lines = append(lines, text)
		if len(c.Notes) > 0 {
			lines = append(lines, caption(strings.Join(c.Notes, d.say("ui.board.join"))))
		}
	}
	return []fyne.CanvasObject{kit.NewBox(kit.NewColumn(3, lines...), theme.Surface, theme.Line, 12, 10)}
}
