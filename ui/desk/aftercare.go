package desk

import (
	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"

	"shenqian/app"
	"shenqian/review"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// What becomes of a ruling once it is 签发, as everyone sees it: 核对, 用印,
// 送达, 公开, the clocks.

// aftercare is nothing before the approval.
func (d *Desk) aftercare(o *opened) []fyne.CanvasObject {
	m := o.matter()
	if _, ok := m.Approval(); !ok {
		return nil
	}
	lines := []fyne.CanvasObject{kit.NewText(d.say("ui.after")).Bold()}
	lines = append(lines, d.sealLines(o)...)
	lines = append(lines, d.serviceLines(m)...)
	lines = append(lines, d.publicLines(o)...)
	return append(d.clockBox(o), kit.NewBox(kit.NewColumn(3, lines...), theme.Surface, theme.Line, 12, 10))
}

func done(s string) fyne.CanvasObject    { return kit.NewText("✓ " + s) }
func waiting(s string) fyne.CanvasObject { return kit.NewText("○ " + s).In(theme.Muted) }
func void(s string) fyne.CanvasObject    { return kit.NewText("× " + s).In(theme.Muted) }

func (d *Desk) sealLines(o *opened) []fyne.CanvasObject {
	m := o.matter()
	var out []fyne.CanvasObject
	for _, r := range m.SealRefusals {
		out = append(out, void(d.say("ui.after.sealback", "name", r.By, "at", r.At.Format("2006-01-02"), "reason", r.Reason)))
	}
	c := m.ServiceCopy
	if c == nil {
		return append(out, waiting(d.say("ui.after.tocollate")))
	}
	out = append(out, done(d.say("ui.after.collated", "name", c.By, "at", c.At.Format("2006-01-02"), "copies", itoa(c.Copies))))
	if c.HandedOver && len(m.Sealings) == 0 {
		out = append(out, waiting(d.say("ui.after.handed")))
	}
	for _, s := range m.Sealings {
		text := d.say("ui.after.sealed", "way", d.say("ui.seal.way."+string(s.Way)), "name", s.By, "at", s.At.Format("2006-01-02"), "copies", itoa(s.Copies))
		if s.Recalled != "" {
			out = append(out, void(text+"　"+d.say("ui.after.recalled", "reason", s.Recalled)))
			continue
		}
		out = append(out, done(text))
	}
	if len(m.Sealings) == 0 {
		out = append(out, waiting(d.say("ui.after.toseal")))
	}
	return append(out, d.artefactLink(o, app.ServiceCopy, "ui.after.copy"))
}

func (d *Desk) serviceLines(m *review.Matter) []fyne.CanvasObject {
	if _, sealed := m.Sealing(); !sealed {
		return nil
	}
	var out []fyne.CanvasObject
	for _, r := range m.ServiceCopy.Recipients {
		who := string(r.Role) + "　" + r.Name
		s, ok := m.Served(r.Name)
		switch {
		case !ok:
			out = append(out, waiting(d.say("ui.after.toserve", "who", who)))
		case s.Days > 0:
			out = append(out, done(d.say("ui.after.announced", "who", who, "how", s.How, "on", s.On.String(), "effective", s.Effective().String())))
		default:
			out = append(out, done(d.say("ui.after.served", "who", who, "how", s.How, "on", s.On.String())))
		}
	}
	if on, ok := m.Effective(); ok {
		out = append(out, done(d.say("ui.after.effective", "on", on.String())))
	}
	return out
}

func (d *Desk) publicLines(o *opened) []fyne.CanvasObject {
	m := o.matter()
	var out []fyne.CanvasObject
	if !m.Entered.IsZero() {
		out = append(out, done(d.say("ui.after.entered", "on", m.Entered.String())))
	}
	out = append(out, d.withheldLines(m)...)
	if k := m.Masking; k != nil {
		out = append(out, done(d.say("ui.after.masked", "name", k.By, "at", k.At.Format("2006-01-02"), "masked", itoa(k.Places), "spared", itoa(len(k.Spared)))))
	}
	for _, p := range m.Publications {
		if c := p.Recalled; c != nil {
			out = append(out, void(d.say("ui.after.published", "name", p.By, "at", p.At.Format("2006-01-02"), "masked", itoa(p.Masked))+"　"+d.say("ui.after.publicrecalled", "name", c.By, "at", c.At.Format("2006-01-02"), "reason", c.Reason)))
		}
	}
	if p, there := m.Published(); there {
		out = append(out, done(d.say("ui.after.published", "name", p.By, "at", p.At.Format("2006-01-02"), "masked", itoa(p.Masked))))
		out = append(out, d.artefactLink(o, app.PublicCopy, "ui.after.public"))
	}
	if n := len(m.Requeries); n > 0 {
		q := m.Requeries[n-1]
		out = append(out, done(d.say("ui.after.requeried", "count", itoa(n), "on", q.On.String(), "result", q.Result)))
	}
	if r := m.Revival; r != nil {
		out = append(out, done(d.say("ui.after.revived", "number", r.CaseNumber, "on", r.On.String())))
	}
	if !m.Removed.IsZero() {
		out = append(out, done(d.say("ui.after.removed", "on", m.Removed.String())))
	}
	for _, l := range m.Links {
		id := l.Matter
		text := kit.NewText("⚑ " + d.say("ui.after.link."+l.Kind, "number", (&opened{id: id}).number(), "on", l.On.String())).In(base.ColorNameHyperlink)
		out = append(out, kit.NewLink(text, func() { d.queue.open(id) }))
	}
	return out
}

// artefactLink opens one of the ruling's files in the place of the paper.
func (d *Desk) artefactLink(o *opened, what app.Artefact, code string) fyne.CanvasObject {
	return kit.NewLink(kit.NewText("▤ "+d.say(code)).In(base.ColorNameHyperlink), func() { d.openArtefact(o, what) })
}
