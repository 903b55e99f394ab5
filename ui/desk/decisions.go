package desk

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"shenqian/app"
	"shenqian/review"
	"shenqian/ui/kit"
)

// decisions is the foot of the side pane: what may be done now, and the keys
// that do it.
func (p *sidePane) decisions(o *opened) []fyne.CanvasObject {
	if n := o.dossier.Packet; n != nil { // warned of, and not kept from it
		return append([]fyne.CanvasObject{p.d.notice(n.Warn(p.d.words.Catalogue))}, p.choices(o)...)
	}
	return p.choices(o)
}

func (p *sidePane) choices(o *opened) []fyne.CanvasObject {
	d, m := p.d, o.matter()
	switch {
	case d.court.Presides(m) && (m.State == review.StatePresident || m.PaperOnly()):
		return p.presidents(o)
	case issued(m) && d.holds(review.RoleCustodian) && m.ServiceCopy != nil:
		return p.custodians(o)
	case o.mayStep:
		p.main = func() { d.signStep(o) }
		sign := kit.NewButton(d.say("ui.step.sign", "step", o.step.Label)+"　Ctrl+Enter", nil, p.main).Primary()
		out := []fyne.CanvasObject{muted(d.say("ui.step.text", "hash", d.write(m.Version.Text.Short()))), sign}
		return append(out, p.desks(o)...)
	case d.holds(review.RolePresident) && m.State == review.StateApproved:
		return []fyne.CanvasObject{
			kit.NewText("✓　" + d.say("ui.approved")), kit.NewFlow(8, d.button("ui.export", func() { d.exportArtefact(o, app.Original) }), danger(p.other("retract", "ui.retract", func() { d.decide(o, review.EventRetract) }))),
		}
	case d.waitsForMe(m):
		return p.consenting(o)
	case d.recallable(m):
		return []fyne.CanvasObject{kit.NewText("✓　" + d.say("queue.published")), kit.NewFlow(6, append(p.exports(o), danger(d.button("ui.recall", func() { d.recall(o) })))...)}
	case m.State == review.StateCommittee && d.holds(review.RoleCommittee, review.RoleClerk, review.RolePresident):
		return []fyne.CanvasObject{muted(d.say("ui.committee.text")), kit.NewFlow(8, append(d.councilButtons(o), d.button("ui.resolve", func() { d.resolve(o) }))...)}
	case m.State == review.StateCommittee:
		return append(d.councilButtons(o), muted(d.say("ui.committee.text")))
	case d.holds(review.RoleClerk, review.RoleJudge):
		return p.desks(o)
	case issued(m):
		return []fyne.CanvasObject{kit.NewText("✓　" + d.say("ui.approved")), kit.NewFlow(6, p.exports(o)...)}
	}
	return []fyne.CanvasObject{muted(d.say("ui.nothing"))}
}

// issued says whether the ruling was 签发.
func issued(m *review.Matter) bool {
	_, ok := m.Approval()
	return ok
}

func (p *sidePane) presidents(o *opened) []fyne.CanvasObject {
	d, m := p.d, o.matter()
	if m.Parked != "" {
		p.main = func() { d.unpark(o) }
		return []fyne.CanvasObject{kit.NewButton(d.say("ui.unpark")+"　Ctrl+Enter", nil, p.main).Primary()}
	}
	p.main = func() { d.openSign(o) }
	sign := kit.NewButton(d.say("ui.approve")+"　Ctrl+Enter", nil, p.main).Primary()
	out := []fyne.CanvasObject{sign}
	if m.PaperOnly() {
		return append([]fyne.CanvasObject{d.notice(d.say("ui.paperonly"))}, out...)
	}
	if f := m.Frozen; f != nil && f.Open > 0 {
		sign.Disable()
		p.main = nil
		out = []fyne.CanvasObject{d.notice(d.say("ui.approve.open", "count", itoa(f.Open))), sign}
	}
	var more []fyne.CanvasObject
	switch {
	case d.queue.aside[o.id]:
		out = append(out, kit.NewFlow(8, kit.NewText("✓　"+d.say("ui.batch.in")).Lines(1), d.button("ui.batch.back", func() { d.takeOut(o) }).Quiet()))
	case m.Frozen != nil && m.Frozen.Open == 0:
		more = append(more, kit.NewButton(d.say("ui.batch.put")+"　F4", nil, p.does("aside", func() { d.putAside(o) })))
	}
	more = append(more,
		kit.NewButton(d.say("ui.return")+"　F2", nil, p.does("return", func() { d.decide(o, review.EventReturn) })),
		kit.NewButton(d.say("ui.park")+"　F3", nil, p.does("park", func() { d.park(o) })))
	if !m.Reconsidered() {
		more = append(more, p.other("reconsider", "ui.reconsider", func() { d.decide(o, review.EventReconsider) }))
	}
	more = append(more, p.other("refer", "ui.refer", func() { d.decide(o, review.EventRefer) }),
		p.other("refuse", "ui.refuse", func() { d.decide(o, review.EventRefuse) }))
	return append(out, kit.NewFlow(6, more...))
}

// desks is what 书记员 and 承办人 do.
func (p *sidePane) desks(o *opened) []fyne.CanvasObject {
	d, m := p.d, o.matter()
	switch m.State {
	case review.StateDraft, review.StateReturned, review.StateReconsider:
		return p.clerk.submitting(p)
	case review.StateRoute:
		out := []fyne.CanvasObject{}
		if steps := m.OpenSteps(); len(steps) > 0 {
			out = append(out, d.button("ui.paperstep", func() { d.paperStep(o, steps) }))
		}
		out = append(out, d.button("ui.withdraw", func() { d.withdraw(o) }))
		return []fyne.CanvasObject{kit.NewFlow(6, out...)}
	case review.StatePresident:
		out := []fyne.CanvasObject{}
		if m.Frozen != nil {
			out = append(out, d.button("ui.paperapprove", func() { d.paperApprove(o) }))
		}
		out = append(out, d.button("ui.withdraw", func() { d.withdraw(o) }))
		return []fyne.CanvasObject{muted(d.say("ui.waits.president")), kit.NewFlow(6, out...)}
	case review.StateApproved, review.StateSealed, review.StateServed, review.StateRevoked:
		return p.clerks(o)
	}
	return []fyne.CanvasObject{muted(d.say("ui.nothing"))}
}

// other makes a button that a key may press too.
func (p *sidePane) other(name, code string, f func()) *kit.Button {
	b := p.d.button(code, p.does(name, f))
	b.Importance = widget.MediumImportance
	return b
}

func (p *sidePane) does(name string, f func()) func() {
	p.others[name] = f
	return f
}

// mainAct is Ctrl+Enter: it opens the dialog of the main act, no more.
func (d *Desk) mainAct() {
	if d.side != nil && d.side.main != nil && d.open != nil && !d.open.stale {
		d.side.main()
	}
}

func (d *Desk) decideByKey(name string) {
	if d.side != nil && d.open != nil && !d.open.stale {
		if f := d.side.others[name]; f != nil {
			f()
		}
	}
}
