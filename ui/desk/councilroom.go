package desk

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"shenqian/app"
	"shenqian/review"
	"shenqian/review/committee"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// councilRoom is one item before the committee over the whole window: the paper
// that all members read on the left; who is here, whose turn it is, what is
// asked and what the votes come to on the right, and what the one at the desk
// may do now below.
type councilRoom struct {
	d     *Desk
	id    string
	view  *app.CommitteeView
	under fyne.CanvasObject // the desk, to come back to

	paper *paperPane
	shown app.CommitteePaperKind // which of the item's papers
	head  *fyne.Container
	state *kit.Column
	foot  *kit.Column
	frame *kit.Frame
	split *container.Split
	wide  bool // for a projector: the state over the whole window, in large type

	option int // the opinion chosen on the question that is put; -1 none
	text   *kit.Entry
	people map[string]string // names by person

	related []app.RelatedCase // of this court, that bear on the item
}

// openCouncil opens the room of an item.
func (d *Desk) openCouncil(id string) {
	r := &councilRoom{d: d, id: id, under: d.screen, paper: newPaperPane(d), head: container.NewStack(), state: kit.NewColumn(10), foot: kit.NewColumn(8), option: -1, text: kit.NewArea(3), people: map[string]string{}}
	r.paper.beside = true // nothing here is signed by having been seen
	r.frame = kit.NewFrame(nil, kit.NewBox(r.foot, theme.Surface, theme.Line, 14, 10).Square(), kit.NewScroll(kit.NewBox(r.state, "", "", 16, 12)))
	r.split = container.NewHSplit(r.paper.object, r.frame.Object)
	r.split.Offset = 0.56
	d.council = r
	d.tasks.note(d.say("ui.council.foot"))
	d.show(container.NewBorder(r.head, nil, nil, nil, r.split))
	r.load(true)
}

// load reads the item anew; paper says whether its report is drawn, too.
func (r *councilRoom) load(paper bool) {
	d := r.d
	var v *app.CommitteeView
	var pdf []byte
	var people []review.Person
	what, related := r.shown, r.related
	d.work(work{}, func(ctx context.Context, _ app.Progress) (err error) {
		if v, err = d.court.CommitteeItem(ctx, r.id); err != nil {
			return err
		}
		if people, err = d.court.People(ctx); err != nil || !paper {
			return err
		}
		if r.related == nil {
			if related, err = d.court.RelatedCases(ctx, r.id); err != nil {
				return err
			}
		}
		pdf, err = d.court.CommitteePaper(ctx, r.id, what)
		return err
	}, func(err error) {
		if d.council != r || canceled(err) {
			return
		}
		if err != nil {
			r.leave()
			d.fail(err)
			return
		}
		r.view, r.related = v, related
		for _, p := range people {
			r.people[p.ID] = p.Name
		}
		if paper {
			r.paper.put(pdf, review.HashOf(pdf))
		}
		r.lay()
	})
}

// lay shows how the item stands.
func (r *councilRoom) lay() {
	d, x := r.d, r.view.Item
	back := d.button("ui.council.back", r.leave)
	cast := d.button("ui.council.wide", r.cast).Quiet()
	title := kit.NewFlow(10, kit.NewText(x.Request.Title).Bold().Sized(base.SizeNameSubHeadingText).Lines(1), d.stageChip(x.Stage), muted(x.Request.Number).Lines(1))
	r.head.Objects = []fyne.CanvasObject{kit.NewBox(container.NewBorder(nil, nil, back, cast, container.NewPadded(middling(title))), theme.Surface, theme.Line, 12, 6).Square()}
	r.head.Refresh()
	var out []fyne.CanvasObject
	out = append(out, r.papers(), r.who())
	if turn := r.turn(); turn != nil {
		out = append(out, turn)
	}
	out = append(out, r.questions()...)
	out = append(out, r.said()...)
	if !r.wide {
		out = append(out, r.others()...)
	}
	r.state.Set(out...)
	r.foot.Set(r.acts()...)
	r.frame.Renew()
}

// papers chooses which paper stands on the left.
func (r *councilRoom) papers() fyne.CanvasObject {
	x := r.view.Item
	row := []fyne.CanvasObject{r.paperButton("ui.council.report", app.CommitteeReport)}
	if r.view.Inside && x.Record != "" {
		row = append(row, r.paperButton("ui.council.record", app.CommitteeRecording))
	}
	if x.Minutes != "" {
		row = append(row, r.paperButton("ui.council.minutes", app.CommitteeResult))
	}
	row = append(row, muted(r.d.say("ui.council.read", "count", itoa(len(x.Read)), "all", itoa(len(r.roster())))).Lines(1))
	return kit.NewFlow(8, row...)
}

func (r *councilRoom) paperButton(code string, what app.CommitteePaperKind) *kit.Button {
	b := r.d.button(code, func() {
		r.shown = what
		r.load(true)
	})
	if r.shown == what || r.shown == "" && what == app.CommitteeReport {
		return b.Primary()
	}
	return b
}

// roster are the members who count for the item.
func (r *councilRoom) roster() committee.Roster {
	if m := r.view.Meeting; m != nil {
		return m.Roster
	}
	return r.view.Body.On(review.DateOf(r.d.court.Now()))
}

// who says of each member whether he is here: by a sign and a word.
func (r *councilRoom) who() fyne.CanvasObject {
	d, x, m := r.d, r.view.Item, r.view.Meeting
	roster := r.roster()
	var names []fyne.CanvasObject
	here := 0
	for _, p := range roster {
		sign, tone := "○", plain
		in := m != nil && m.Here(p.Person)
		if x.Running() {
			in = slices.Contains(x.Present, p.Person)
		}
		switch {
		case x.Recused(p.Person):
			sign, tone = "⊘ "+d.say("ui.council.recused"), warning
		case in:
			sign, tone = "●", good
			here++
		}
		text := sign + " " + p.Name
		if m != nil && x.ChairOf(m) == p.Person {
			text += "（" + d.say("ui.council.chair") + "）"
		}
		names = append(names, kit.NewText(text).In(tone.fore).Sized(r.size()).Lines(1))
	}
	needed := roster.Needed()
	return kit.NewBox(kit.NewColumn(6,
		kit.NewFlow(14, names...),
		r.bar(d.say("ui.council.quorum", "here", itoa(here), "all", itoa(len(roster)), "needed", itoa(needed)), here, needed, len(roster)),
	), theme.Surface, theme.Line, 12, 8)
}

// bar is one of the two majorities: so many of all, with a mark where it is
// enough. In black and white the words and the mark say the same.
func (r *councilRoom) bar(words string, count, needed, all int) fyne.CanvasObject {
	t, sign := plain, "○ "
	if count >= needed {
		t, sign = good, "✓ "
	}
	share, goal := 0.0, 0.0
	if all > 0 {
		share, goal = float64(count)/float64(all), float64(needed)/float64(all)
	}
	return kit.NewColumn(2, kit.NewText(sign+words).In(t.fore).Sized(r.size()).Lines(1), kit.NewMeter(share, goal, t.meter(), theme.Line))
}

// turn says who speaks now, large.
func (r *councilRoom) turn() fyne.CanvasObject {
	x, m := r.view.Item, r.view.Meeting
	if m == nil || x.Stage != committee.Asking && x.Stage != committee.Speaking {
		return nil
	}
	next, more := x.NextSpeaker(m)
	if !more {
		return nil
	}
	return kit.NewBox(kit.NewText(r.d.say("ui.council.turn", "name", next.Name)).Bold().Sized(base.SizeNameSubHeadingText), theme.Chosen, base.ColorNamePrimary, 14, 10).Barred(base.ColorNamePrimary)
}

// questions shows what is to be decided, what may be chosen and, to who may see
// it, what the vote comes to.
func (r *councilRoom) questions() (out []fyne.CanvasObject) {
	d, x := r.d, r.view.Item
	for i, q := range x.Request.Questions {
		body := []fyne.CanvasObject{kit.NewText(d.say("ui.council.question", "question", itoa(i+1), "text", q.Text)).Bold().Sized(r.size())}
		var poll *committee.Poll
		for k := range x.Polls {
			if x.Polls[k].Question == i+1 {
				poll = &x.Polls[k]
			}
		}
		put := x.Open == i+1
		for n, option := range q.Options {
			body = append(body, r.choice(n+1, option, put))
			if r.view.Inside && poll != nil && poll.Closed {
				t := poll.Tally
				body = append(body, r.bar(d.say("ui.council.votes", "count", itoa(t.Counts[n]), "all", itoa(t.All), "needed", itoa(t.Needed)), t.Counts[n], t.Needed, t.All))
			}
		}
		if put {
			body = append(body, r.choice(0, d.say("ui.council.other"), true))
		}
		switch t, decided := x.Result(i + 1); {
		case decided:
			body = append(body, kit.NewText("✓ "+d.say("ui.council.decided", "option", q.Options[t.Carried-1])).Bold().In(theme.Good))
		case poll != nil && poll.Closed:
			body = append(body, kit.NewText("▲ "+d.say("ui.council.undecided")).Bold().In(theme.Warn))
		case put:
			body = append(body, muted(d.say("ui.council.cast", "count", itoa(len(poll.Ballots)), "all", itoa(len(x.Present)))))
		}
		if r.view.Inside && poll != nil && poll.Closed {
			var each []fyne.CanvasObject
			for _, b := range poll.Ballots {
				choice := d.say("ui.council.other")
				if b.Option > 0 {
					choice = itoa(b.Option)
				}
				each = append(each, muted(d.say("ui.council.ballot", "name", b.Name, "option", choice)).Lines(1))
			}
			body = append(body, kit.NewFlow(14, each...))
		}
		edge := theme.Line
		if put {
			edge = base.ColorNamePrimary
		}
		out = append(out, kit.NewBox(kit.NewColumn(5, body...), theme.Surface, edge, 12, 8))
	}
	return out
}

// choice is an opinion; of a question that is put, it can be chosen, by its
// number too.
func (r *councilRoom) choice(n int, words string, put bool) fyne.CanvasObject {
	text := itoa(n) + "　" + words
	if !put {
		return kit.NewText(text).Sized(r.size())
	}
	sign, ground := "○ ", base.ColorNameBackground
	if r.option == n {
		sign, ground = "● ", theme.Chosen
	}
	return kit.NewBox(kit.NewLink(kit.NewText(sign+text).Sized(r.size()), func() { r.choose(n) }), ground, theme.Line, 10, 6)
}

// said are the remarks of this round, as the record will have them.
func (r *councilRoom) said() (out []fyne.CanvasObject) {
	x := r.view.Item
	if !r.view.Inside || len(x.Asks)+len(x.Remarks) == 0 {
		return nil
	}
	out = append(out, kit.NewText(r.d.say("ui.council.said")).Bold())
	for _, list := range [][]committee.Remark{x.Asks, x.Remarks} {
		for _, s := range list {
			if s.Round == x.Round {
				out = append(out, kit.NewText(s.Name+"："+s.Text))
			}
		}
	}
	return out
}

// others are the cases of this court that bear on the item: of one debtor, and
// those whose rulings read alike.
func (r *councilRoom) others() (out []fyne.CanvasObject) {
	for _, c := range r.related {
		code := "cli.committee.similar"
		if c.Debtor != "" {
			code = "cli.committee.samedebtor"
		}
		if len(out) == 0 {
			out = append(out, kit.NewText(r.d.say("ui.council.related")).Bold())
		}
		out = append(out, muted(r.d.words.Say(code, "number", c.Number, "state", r.d.words.Say("state.name."+string(c.State)), "debtor", c.Debtor, "parties", c.Parties, "likeness", itoa(c.Likeness))))
		if c.Decided != "" {
			out = append(out, caption(c.Decided))
		}
	}
	return out
}

// cast fills the window with the state, for a projector, or takes that back.
func (r *councilRoom) cast() {
	r.wide = !r.wide
	r.lay()
	r.paper.object.Show()
	r.split.Offset = 0.56
	if r.wide {
		r.paper.object.Hide()
		r.split.Offset = 0
	}
	r.split.Refresh()
}

// size is that of what is read from afar while it is projected.
func (r *councilRoom) size() fyne.ThemeSizeName {
	if r.wide {
		return base.SizeNameSubHeadingText
	}
	return base.SizeNameText
}

// leave goes back to the desk.
func (r *councilRoom) leave() {
	r.d.council = nil
	r.paper.forget()
	r.d.show(r.under)
	if r.d.queue != nil {
		r.d.refreshQueue(false)
		r.d.focusQueue()
	}
}
