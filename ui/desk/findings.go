package desk

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"shenqian/review"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// toneOfFinding is how a finding looks.
func toneOfFinding(f review.Finding) (tone, string) {
	switch {
	case f.Outcome == review.Unknown:
		return unknown, "outcome.unknown"
	case f.Severity == review.Block:
		return blocking, "severity.block"
	case f.Severity == review.Warn:
		return warning, "severity.warn"
	}
	return plain, "severity.info"
}

// findingList are a paper's findings, what needs a mind first, a line or two
// each. One, as the worst does by itself, opens to its sentence, basis, answer and cure, and marks the sentence on the
// page; for the 承办人 those that wait for his answer stay open.
type findingList struct {
	d     *Desk
	items []*findingItem
	at    int // the one that was gone to last, -1 for none
}

// findingItem is one finding: its line, and what it opens to.
type findingItem struct {
	f      review.Finding
	object fyne.CanvasObject
	column *kit.Column
	text   *kit.Text
	body   []fyne.CanvasObject
	open   bool
}

func (i *findingItem) set(open bool) {
	i.open = open
	if open {
		i.text.Lines(0)
		i.column.Set(append([]fyne.CanvasObject{i.column.First()}, i.body...)...)
		return
	}
	i.text.Lines(2)
	i.column.Set(i.column.First())
}

// newFindingList lists findings; edit adds, for the 承办人, where he answers.
func newFindingList(d *Desk, o *opened, edit func(review.Finding) fyne.CanvasObject) *findingList {
	l := &findingList{d: d, at: -1}
	for n, f := range o.findings {
		i := l.item(o, f, edit)
		_, answered := o.matter().Answers[f.Key()]
		worst := n == 0 && f.Outcome == review.Unmet && f.NeedsAnswer()
		i.set(worst || edit != nil && f.NeedsAnswer() && !answered)
		l.items = append(l.items, i)
	}
	return l
}

// objects are the head and the lines.
func (l *findingList) objects(o *opened) []fyne.CanvasObject {
	if o.checkup == nil {
		return []fyne.CanvasObject{muted(l.d.say("ui.findings.none"))}
	}
	out := []fyne.CanvasObject{l.d.findingsHead(o, l.d.passed(o))}
	for _, i := range l.items {
		out = append(out, i.object)
	}
	return append(out, l.d.notChecked(o)...)
}

// toggle opens a finding, or closes it; opening points at its sentence.
func (l *findingList) toggle(n int) {
	l.at = n
	i := l.items[n]
	i.set(!i.open)
	if i.open {
		l.d.paper.point(i.f)
	}
	l.d.side.renew()
}

// step goes on to the next finding or back to the one before, and opens it.
func (l *findingList) step(by int) {
	if len(l.items) == 0 {
		return
	}
	if l.at >= 0 {
		if i := l.items[l.at]; i.open && (i.answered(l.d) || !i.f.NeedsAnswer()) {
			i.set(false)
		}
	} else if by < 0 {
		l.at = 0
	}
	l.at = (l.at + by + len(l.items)) % len(l.items)
	i := l.items[l.at]
	i.set(true)
	l.d.paper.point(i.f)
	l.d.side.renew()
	l.d.side.scroll.To(i.object)
}

func (i *findingItem) answered(d *Desk) bool {
	_, ok := d.open.matter().Answers[i.f.Key()]
	return ok
}

// findingsHead says in a line what came of the check-up.
func (d *Desk) findingsHead(o *opened, passed *kit.Column) fyne.CanvasObject {
	var n [3]int
	var open string
	for _, f := range o.findings {
		switch {
		case f.Rule == "U01":
			open = f.Args["facts"]
		case f.Outcome == review.Unknown:
			n[2]++
		case f.Severity == review.Block:
			n[0]++
		default:
			n[1]++
		}
	}
	met := strconv.Itoa(o.checkup.Met)
	if n == [3]int{} {
		lines := []fyne.CanvasObject{kit.NewText("✓　" + d.say("ui.findings.clean", "count", met)).In(theme.Good)}
		if open != "" {
			lines = append(lines, caption(d.say("ui.findings.open", "facts", open)))
		}
		lines = append(lines, passed)
		return kit.NewBox(kit.NewColumn(2, lines...), theme.GoodSoft, theme.Good, 12, 8).Barred(theme.Good)
	}
	return kit.NewColumn(2, kit.NewText(d.say("ui.findings.title", "count", strconv.Itoa(len(o.findings)))).Bold(),
		caption(d.say("ui.findings.counts", "blocks", strconv.Itoa(n[0]), "warns", strconv.Itoa(n[1]), "unknown", strconv.Itoa(n[2]), "met", met)), passed)
}

// notChecked says which rules could not run, by name.
func (d *Desk) notChecked(o *opened) []fyne.CanvasObject {
	if len(o.checkup.NotChecked) == 0 {
		return nil
	}
	var names []string
	for _, n := range o.checkup.NotChecked {
		names = append(names, n.Rule+" "+d.say("rule."+n.Rule))
	}
	return []fyne.CanvasObject{caption(d.say("ui.findings.notchecked", "count", strconv.Itoa(len(names)), "rules", strings.Join(names, "；")))}
}

func (l *findingList) item(o *opened, f review.Finding, edit func(review.Finding) fyne.CanvasObject) *findingItem {
	d, n := l.d, len(l.items)
	t, word := toneOfFinding(f)
	i := &findingItem{f: f, text: kit.NewText(f.Text)}
	label := container.NewHBox(kit.NewChip(t.shape, t.fore, t.soft), kit.NewText(f.Rule).In(theme.Muted).Bold().Lines(1))
	if a, answered := o.matter().Answers[f.Key()]; answered && edit == nil && a.Text+string(a.File) != "" {
		label.Add(kit.NewText("✓").In(theme.Good).Bold().Lines(1))
	}
	i.column = kit.NewColumn(5, kit.NewLink(kit.NewRow(8, label, i.text), func() { l.toggle(n) }))
	i.body = append([]fyne.CanvasObject{caption(d.say(word) + "　" + f.Rule + "　" + d.say("rule."+f.Rule))}, d.findingBody(o, f, edit)...)
	i.object = kit.NewBox(i.column, theme.Surface, theme.Line, 10, 6).Barred(t.fore)
	return i
}

// findingBody is what a finding opens to.
func (d *Desk) findingBody(o *opened, f review.Finding, edit func(review.Finding) fyne.CanvasObject) []fyne.CanvasObject {
	var body []fyne.CanvasObject
	if f.Quote != "" {
		if f.Start >= 0 {
			q := kit.NewText("「" + f.Quote + "」　" + d.say("ui.finding.show")).In(base.ColorNameHyperlink).Lines(4)
			body = append(body, kit.NewLink(q, func() { d.paper.point(f) }))
		} else {
			body = append(body, muted("「"+f.Quote+"」").Lines(4))
		}
	}
	if f.Fix != "" {
		body = append(body, kit.NewText(d.say("ui.finding.fix", "text", f.Fix)))
	}
	if f.Basis != "" {
		body = append(body, caption(d.say("ui.finding.basis", "text", f.Basis)))
	}
	if f.Raised != "" {
		body = append(body, caption(d.say("ui.finding.raised", "text", f.Raised)))
	}
	a, answered := o.matter().Answers[f.Key()]
	switch {
	case edit != nil && f.NeedsAnswer():
		body = append(body, edit(f))
	case answered:
		lines := []fyne.CanvasObject{kit.NewText(d.say("ui.finding.answer", "text", or(a.Text, d.say("ui.finding.byfile"))))}
		lines = append(lines, d.attachmentLinks(o, a.File)...)
		body = append(body, kit.NewBox(kit.NewColumn(2, lines...), theme.GoodSoft, "", 10, 6).Barred(theme.Good))
	case f.NeedsAnswer():
		body = append(body, caption(d.say("ui.finding.unanswered")))
	}
	return body
}

// attachmentLinks opens the attachments whose hash is h, or all if h is "".
func (d *Desk) attachmentLinks(o *opened, h review.Hash) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, a := range o.matter().Attachments {
		if h != "" && a.File == h {
			out = append(out, d.attachmentLink(a))
		}
	}
	return out
}

func (d *Desk) attachmentLink(a review.Attachment) fyne.CanvasObject {
	return kit.NewLink(kit.NewText("▤ "+a.Type+"　"+a.Name).In(base.ColorNameHyperlink).Lines(2), func() { d.openAttachment(a) })
}
