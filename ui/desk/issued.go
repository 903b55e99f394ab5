package desk

import (
	"fyne.io/fyne/v2"

	"shenqian/app"
	"shenqian/review"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// What clerk and custodian do once a ruling is 签发: the next act first, the
// rest beneath it.

// primary makes the button of the next act, which Ctrl+Enter presses too.
func (p *sidePane) primary(code string, f func()) fyne.CanvasObject {
	p.main = f
	return kit.NewButton(p.d.say(code)+"　Ctrl+Enter", nil, f).Primary()
}

// clerks is what the clerk does next: compare, serve, publish.
func (p *sidePane) clerks(o *opened) []fyne.CanvasObject {
	d, m := p.d, o.matter()
	var out, more []fyne.CanvasObject
	if m.PaperOnly() {
		out = append(out, d.notice(d.say("queue.paper")))
	}
	_, sealed := m.Sealing()
	_, served := m.Effective()
	_, published := m.Published()
	switch {
	case m.State == review.StateRevoked:
		out = append(out, muted(d.say("queue.revoked")))
	case m.ServiceCopy == nil:
		out = append(out, p.primary("ui.collate", func() { d.collate(o) }))
	case !sealed:
		out = append(out, muted(d.say("ui.waits.custodian")))
	case len(m.Unserved()) > 0 && !served:
		out = append(out, p.primary("ui.serve", func() { d.serve(o) }))
	case m.Withholding.Holds():
		out = append(out, kit.NewText("✓ "+d.say("queue.withheld")).In(theme.Good))
	case m.Withholding != nil:
		out = append(out, muted(d.say("queue.withholding."+string(m.Withholding.Waits()))))
	case !published && m.Revival == nil && d.maskedNow(o):
		out = append(out, kit.NewText("✓ "+d.say("queue.masked", "name", m.Masking.By)), p.primary("ui.publish", d.openPublishing))
		more = append(more, d.button("ui.mask.again", func() { d.openMasking(o.id) }))
	case !published && m.Revival == nil:
		out = append(out, p.primary("ui.mask", func() { d.openMasking(o.id) }))
	}
	if sealed && served && m.State == review.StateServed {
		if len(m.Unserved()) > 0 {
			more = append(more, d.button("ui.serve", func() { d.serve(o) }))
		}
		if m.Entered.IsZero() {
			more = append(more, d.button("ui.infobase", func() { d.enterInfobase(o) }))
		}
		if m.Revival == nil {
			more = append(more, d.button("ui.requery", func() { d.requery(o) }), d.button("ui.revive", func() { d.revive(o) }))
		}
	}
	if !m.Entered.IsZero() && m.Removed.IsZero() && (m.Revival != nil || m.State == review.StateRevoked) {
		more = append(more, d.button("ui.removed", func() { d.leaveInfobase(o) }))
	}
	more = append(more, d.withholdButton(o)...)
	more = append(append(more, p.exports(o)...), d.caseButton(o))
	return append(out, kit.NewFlow(6, more...))
}

// maskedNow says whether a masking is recorded that holds.
func (d *Desk) maskedNow(o *opened) bool {
	_, holds := d.court.MaskingFor(o.dossier, app.MaskRequest{})
	return holds
}

// custodians is what the custodian of the seal does.
func (p *sidePane) custodians(o *opened) []fyne.CanvasObject {
	d, m := p.d, o.matter()
	if _, sealed := m.Sealing(); sealed {
		return []fyne.CanvasObject{kit.NewText("✓　" + d.say("state.name.sealed")), kit.NewFlow(6, append([]fyne.CanvasObject{d.button("ui.seal.more", func() { d.seal(o) }), d.caseButton(o)}, p.exports(o)...)...)}
	}
	back := kit.NewButton(d.say("ui.sealback")+"　F2", nil, p.does("return", func() { d.refuseSeal(o) }))
	return []fyne.CanvasObject{p.primary("ui.seal", func() { d.seal(o) }), kit.NewFlow(6, back, d.caseButton(o))}
}

// exports are the ruling's files as they stand.
func (p *sidePane) exports(o *opened) []fyne.CanvasObject {
	d, m := p.d, o.matter()
	var out []fyne.CanvasObject
	if !m.PaperOnly() {
		out = append(out, d.button("ui.export", func() { d.exportArtefact(o, app.Original) }))
	}
	if _, sealed := m.Sealing(); sealed {
		out = append(out, d.button("ui.export.copy", func() { d.exportArtefact(o, app.ServiceCopy) }))
	}
	if _, published := m.Published(); published {
		out = append(out, d.button("ui.export.public", func() { d.exportArtefact(o, app.PublicCopy) }))
	}
	return out
}
