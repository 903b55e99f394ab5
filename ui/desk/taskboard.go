package desk

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"shenqian/app"
	"shenqian/review"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// A president's remark becomes a task with an owner and a day until it is closed
// (practice.md 35).

// mostDone is how many of the tasks that are done are shown.
const mostDone = 50

// taskBoard shows the tasks of all matters beside the board of limits.
func (d *Desk) taskBoard() {
	var all []app.AskedTask
	d.work(work{label: d.say("ui.working")}, func(ctx context.Context, _ app.Progress) (err error) {
		all, err = d.court.Tasks(ctx)
		return err
	}, func(err error) {
		if err != nil {
			d.fail(err)
			return
		}
		d.showTasks(all)
	})
}

func (d *Desk) showTasks(all []app.AskedTask) {
	var m *kit.Modal
	again := func() {
		m.Hide()
		d.taskBoard()
	}
	body := kit.NewColumn(12)
	show := func(own bool) {
		body.Set(d.taskColumn(all, own, func(id string) { m.Hide(); d.queue.open(id) }, again)...)
		if m != nil {
			m.Fit()
		}
	}
	open, late, mine := 0, 0, 0
	for _, t := range all {
		if !t.Open() {
			continue
		}
		open++
		if t.DaysLeft < 0 {
			late++
		}
		if t.Task.Owner == d.court.Session().Person.Name {
			mine++
		}
	}
	head := []fyne.CanvasObject{kit.NewText(d.say("ui.tasks.count", "count", itoa(open), "late", itoa(late))).Bold().Lines(1)}
	if mine > 0 {
		own := widget.NewCheck(d.say("ui.tasks.own", "count", itoa(mine)), show)
		head = append(head, own)
	}
	show(false)
	buttons := []fyne.CanvasObject{}
	if d.open != nil && d.holds(review.RolePresident, review.RoleVice, review.RoleDirector) {
		buttons = append(buttons, d.button("ui.tasks.ask", func() { d.askTask(d.open.id, again) }))
	}
	m = d.dialog(d.say("ui.tasks.title"), 780, []fyne.CanvasObject{kit.NewFlow(16, head...), body}, append(buttons, d.button("ui.close", func() { m.Hide() }).Primary())...)
}

// taskColumn are the tasks by how urgent they are.
func (d *Desk) taskColumn(all []app.AskedTask, own bool, open func(id string), again func()) []fyne.CanvasObject {
	groups := []struct {
		code string
		tone tone
		has  func(t app.AskedTask) bool
	}{
		{"late", blocking, func(t app.AskedTask) bool { return t.Open() && t.DaysLeft < 0 }},
		{"soon", warning, func(t app.AskedTask) bool { return t.Open() && t.DaysLeft <= 3 }},
		{"later", plain, app.AskedTask.Open},
		{"done", good, func(app.AskedTask) bool { return true }},
	}
	lines := make([][]fyne.CanvasObject, len(groups))
	counts := make([]int, len(groups))
	for _, t := range all {
		if own && t.Task.Owner != d.court.Session().Person.Name {
			continue
		}
		for i, g := range groups {
			if g.has(t) {
				if counts[i]++; t.Open() || counts[i] <= mostDone {
					lines[i] = append(lines[i], d.taskRow(t, g.tone, open, again))
				}
				break
			}
		}
	}
	var out []fyne.CanvasObject
	for i, g := range groups {
		if counts[i] > 0 {
			head := kit.NewText(g.tone.shape + " " + d.say("ui.tasks."+g.code, "count", itoa(counts[i]))).Bold().In(g.tone.fore)
			out = append(out, kit.NewBox(kit.NewColumn(6, append([]fyne.CanvasObject{head}, lines[i]...)...), theme.Surface, theme.Line, 12, 8))
		}
	}
	if len(out) == 0 {
		out = append(out, muted(d.say("ui.tasks.none")))
	}
	return out
}

// taskRow is one task: the paper opens, and its owner, or who asked, closes it.
func (d *Desk) taskRow(t app.AskedTask, look tone, open func(id string), again func()) fyne.CanvasObject {
	when := d.say("ui.tasks.due", "due", t.Task.Due.String(), "days", itoa(t.DaysLeft))
	switch {
	case !t.Open():
		when = d.say("ui.tasks.closed", "done", t.Task.Done.String(), "how", t.Task.How)
	case t.DaysLeft < 0:
		when = d.say("ui.tasks.past", "due", t.Task.Due.String(), "days", itoa(-t.DaysLeft))
	}
	row := kit.NewLink(kit.NewColumn(0,
		kit.NewText(t.Task.Text).Bold(),
		kit.NewText(t.Task.Owner+"　"+when).In(look.fore),
		caption(t.CaseNumber+"　"+d.say("ui.tasks.asked", "by", t.Task.By, "on", t.Task.Asked.String()))), func() { open(t.ID) })
	me := d.court.Session().Person.Name
	if !t.Open() || me != t.Task.Owner && me != t.Task.By {
		return row
	}
	return kit.NewColumn(2, row, kit.NewFlow(6, d.button("ui.tasks.close", func() { d.closeTask(t, again) })))
}

// closeTask asks what was done.
func (d *Desk) closeTask(t app.AskedTask, again func()) {
	how, wrong := kit.NewArea(3), kit.NewColumn(0)
	var m *kit.Modal
	m = d.dialog(d.say("ui.tasks.close.title"), 520, []fyne.CanvasObject{kit.NewText(t.Task.Text), labelled(d.say("ui.tasks.how"), how), wrong},
		d.button("ui.cancel", func() { m.Hide() }),
		d.button("ui.tasks.close", func() {
			text := how.Text
			d.work(work{label: d.say("ui.working"), act: true}, func(ctx context.Context, _ app.Progress) error {
				_, err := d.court.Fulfil(ctx, t.ID, t.Task.N, text)
				return err
			}, d.after(m, wrong, again))
		}).Primary())
	d.win.Canvas().Focus(how)
}

// askTask makes a remark on the paper that is open a task.
func (d *Desk) askTask(id string, again func()) {
	text, due, wrong := kit.NewArea(2), kit.NewEntry(), kit.NewColumn(0)
	people, err := d.court.People(context.Background())
	if err != nil {
		d.fail(err)
		return
	}
	var names []string
	for _, p := range people {
		names = append(names, p.Name)
	}
	owner := widget.NewSelect(names, nil)
	if d.open != nil && d.open.dossier.Facts != nil {
		owner.SetSelected(d.open.dossier.Facts.InCharge())
	}
	due.SetText(review.DateOf(d.court.Now()).AddDays(7).String())
	number := id[strings.Index(id, "/")+1:]
	var m *kit.Modal
	m = d.dialog(d.say("ui.tasks.ask.title", "number", number), 520, []fyne.CanvasObject{
		labelled(d.say("ui.tasks.text"), text), beside(labelled(d.say("ui.tasks.owner"), owner), labelled(d.say("ui.tasks.duebox"), due)), wrong,
	}, d.button("ui.cancel", func() { m.Hide() }),
		d.button("ui.tasks.ask.do", func() {
			what, who, day := text.Text, owner.Selected, due.Text
			d.work(work{label: d.say("ui.working"), act: true}, func(ctx context.Context, _ app.Progress) error {
				var on review.Date
				if err := on.UnmarshalText([]byte(day)); err != nil {
					return err
				}
				_, err := d.court.Ask(ctx, id, what, who, on)
				return err
			}, d.after(m, wrong, again))
		}).Primary())
	d.win.Canvas().Focus(text)
}

// after closes a dialog whose work is done and goes on, or says in it what is
// wrong.
func (d *Desk) after(m *kit.Modal, wrong *kit.Column, then func()) func(error) {
	return func(err error) {
		if err != nil {
			wrong.Set(d.warning(d.words.Explain(err)))
			m.Fit()
			return
		}
		m.Hide()
		then()
	}
}
