package desk

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"shenqian/review"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// sidePane is what is to be known of the paper and done about it: findings
// with their answers above, the decision below.
type sidePane struct {
	d      *Desk
	frame  *kit.Frame
	object fyne.CanvasObject
	top    *kit.Column // what must be seen before all
	body   *kit.Column
	scroll *kit.Scroll
	foot   *kit.Column // the decision
	main   func()      // what Ctrl+Enter does
	others map[string]func()
	clerk  *clerkDesk // what the 承办人 is typing
	found  *findingList
}

func newSidePane(d *Desk) *sidePane {
	p := &sidePane{d: d, top: kit.NewColumn(6), body: kit.NewColumn(10), foot: kit.NewColumn(8)}
	p.scroll = kit.NewScroll(kit.NewBox(p.body, "", "", 12, 10))
	p.frame = kit.NewFrame(p.top, kit.NewBox(p.foot, theme.Surface, theme.Line, 12, 10).Square(), p.scroll)
	p.object = container.NewStack(p.frame.Object)
	return p
}

// wait clears the pane while a paper is being opened: nothing can be decided
// on what is not there yet.
func (p *sidePane) wait() {
	p.halt()
	p.clerk, p.found = nil, nil
	p.top.Set()
	p.body.Set()
	p.foot.Set()
	p.renew()
}

// halt takes the keys off the decision.
func (p *sidePane) halt() { p.main, p.others = nil, nil }

func (p *sidePane) renew() {
	p.frame.Renew()
	p.scroll.Renew()
}

// show shows what the one at the desk can do with a paper.
func (p *sidePane) show(o *opened) {
	d := p.d
	if p.clerk != nil && o != nil && o.stale {
		p.keepNotes()
	}
	p.wait()
	if o == nil {
		p.body.Set(muted(d.say("ui.side.none")))
		p.renew()
		return
	}
	p.others = map[string]func(){}
	if o.stale {
		p.top.Set(kit.NewBox(kit.NewColumn(6, d.notice(d.say("ui.changed")), kit.NewFlow(6, d.button("ui.reopen", d.reload).Primary()).AtEnd()), "", "", 10, 8))
	}
	m := o.matter()
	var edit func(review.Finding) fyne.CanvasObject
	var body []fyne.CanvasObject
	writes := d.holds(review.RoleClerk, review.RoleJudge)
	if writes && !o.stale && answerable(m.State) {
		p.clerk = newClerkDesk(d, o)
		edit = p.clerk.field
	}
	body = append(body, d.aftercare(o)...)
	body = append(body, d.history(o)...)
	p.found = newFindingList(d, o, edit)
	body = append(body, p.found.objects(o)...)
	body = append(body, d.strip(o)...)
	body = append(body, d.filed(o, writes && !o.stale && answerable(m.State))...)
	body = append(body, d.route(o)...)
	body = append(body, kit.NewFlow(6, d.button("ui.history.open", d.openHistory)))
	p.body.Set(body...)
	if !o.stale {
		p.foot.Set(p.decisions(o)...)
	}
	p.scroll.Top()
	p.renew()
}

// answerable are the states in which answers and attachments are taken.
func answerable(s review.State) bool {
	switch s {
	case review.StateDraft, review.StateReturned, review.StateReconsider, review.StateRoute, review.StatePresident:
		return true
	}
	return false
}

func (p *sidePane) keepNotes() {
	if p.clerk != nil {
		p.clerk.keep()
	}
}

// history is what was decided before, last first.
func (d *Desk) history(o *opened) []fyne.CanvasObject {
	m := o.matter()
	var out []fyne.CanvasObject
	if v := m.Version; v != nil && v.Override != "" {
		out = append(out, kit.NewBox(kit.NewColumn(3,
			kit.NewText(blocking.shape+" "+d.say("ui.override.by", "name", v.OverrideBy)).Bold().In(theme.Block),
			kit.NewText(v.Override)), theme.BlockSoft, theme.Block, 12, 8).Barred(theme.Block))
	}
	if v := m.Version; v != nil && v.Reply != "" {
		out = append(out, kit.NewBox(kit.NewColumn(3,
			kit.NewText(d.say("ui.reply.by", "name", v.By)).Bold(), kit.NewText(v.Reply)), theme.Surface, theme.Line, 12, 8).Barred(theme.Good))
	}
	if m.Parked != "" {
		out = append(out, d.notice(d.say("ui.parked", "question", m.Parked)))
	}
	for i := len(m.Decisions) - 1; i >= 0; i-- {
		x := m.Decisions[i]
		t := warning
		if x.Kind == review.EventApprove || x.Kind == review.EventPaperOK {
			t = good
		}
		text := d.say("ui.decision."+string(x.Kind)) + "　" + x.By + "　" + x.At.Format("2006-01-02 15:04")
		lines := []fyne.CanvasObject{kit.NewText(text).Bold().In(t.fore)}
		if x.Reason != "" {
			lines = append(lines, kit.NewText(x.Reason))
		}
		out = append(out, kit.NewBox(kit.NewColumn(3, lines...), t.soft, t.fore, 12, 8).Barred(t.fore))
	}
	for _, r := range m.Resolutions {
		out = append(out, kit.NewBox(kit.NewText(d.say("ui.resolution", "on", r.On.Arabic(), "text", r.Text)), theme.Surface, theme.Line, 12, 8))
	}
	return append(out, d.delta(o)...)
}

// route is who has signed and who is to.
func (d *Desk) route(o *opened) []fyne.CanvasObject {
	m := o.matter()
	if len(m.Route) == 0 {
		return nil
	}
	lines := []fyne.CanvasObject{kit.NewText(d.say("ui.route")).Bold()}
	for _, s := range m.Route {
		if s == m.Decider() {
			continue
		}
		line, c := "○ "+s.Label+"　"+s.Person, theme.Muted
		for _, x := range m.SignOffs {
			switch {
			case x.Step.ID != s.ID:
			case x.Void:
				line, c = "× "+s.Label+"　"+x.By+"　"+d.say("ui.route.void"), theme.Muted
			case !x.Paper.IsZero():
				line, c = "✓ "+s.Label+"　"+x.By+"　"+d.say("ui.route.paper", "on", x.Paper.String()), base.ColorNameForeground
			default:
				line, c = "✓ "+s.Label+"　"+x.By+"　"+x.At.Format("2006-01-02 15:04"), base.ColorNameForeground
			}
		}
		lines = append(lines, kit.NewText(line).In(c))
	}
	return []fyne.CanvasObject{kit.NewBox(kit.NewColumn(2, lines...), theme.Surface, theme.Line, 12, 10)}
}

// filed are the papers in the dossier.
func (d *Desk) filed(o *opened, add bool) []fyne.CanvasObject {
	lines := []fyne.CanvasObject{kit.NewText(d.say("ui.filed")).Bold()}
	for _, a := range o.matter().Attachments {
		lines = append(lines, d.attachmentLink(a))
	}
	if len(lines) == 1 {
		if !add {
			return nil
		}
		lines = append(lines, caption(d.say("ui.filed.none")))
	}
	if add {
		lines = append(lines, kit.NewFlow(6, d.button("ui.attach", func() { d.attach(o) })))
	}
	return []fyne.CanvasObject{kit.NewBox(kit.NewColumn(3, lines...), theme.Surface, theme.Line, 12, 10)}
}

// finding goes to the next finding of the paper, or the one before.
func (d *Desk) finding(by int) {
	if d.side != nil && d.side.found != nil {
		d.side.found.step(by)
	}
}
