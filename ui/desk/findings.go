package desk

import (
	"strconv"

	"fyne.io/fyne/v2"
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

// findingCards are the findings, what needs a mind first. edit adds, for the
// 承办人, where he answers.
func (d *Desk) findingCards(o *opened, edit func(review.Finding) fyne.CanvasObject) []fyne.CanvasObject {
	if o.checkup == nil {
		return []fyne.CanvasObject{muted(d.say("ui.findings.none"))}
	}
	out := []fyne.CanvasObject{d.findingsHead(o)}
	for _, f := range o.findings {
		out = append(out, d.findingCard(o, f, edit))
	}
	if len(o.checkup.NotChecked) > 0 {
		out = append(out, caption(d.say("ui.findings.notchecked", "count", strconv.Itoa(len(o.checkup.NotChecked)))))
	}
	return out
}

func (d *Desk) findingsHead(o *opened) fyne.CanvasObject {
	if len(o.findings) == 0 {
		return kit.NewBox(kit.NewText("✓　"+d.say("ui.findings.clean", "count", strconv.Itoa(o.checkup.Met))).In(theme.Good), theme.GoodSoft, theme.Good, 12, 8).Barred(theme.Good)
	}
	var n [3]int
	for _, f := range o.findings {
		switch {
		case f.Outcome == review.Unknown:
			n[2]++
		case f.Severity == review.Block:
			n[0]++
		default:
			n[1]++
		}
	}
	return kit.NewColumn(2, kit.NewText(d.say("ui.findings.title", "count", strconv.Itoa(len(o.findings)))).Bold(),
		caption(d.say("ui.findings.counts", "blocks", strconv.Itoa(n[0]), "warns", strconv.Itoa(n[1]), "unknown", strconv.Itoa(n[2]), "met", strconv.Itoa(o.checkup.Met))))
}

func (d *Desk) findingCard(o *opened, f review.Finding, edit func(review.Finding) fyne.CanvasObject) fyne.CanvasObject {
	t, word := toneOfFinding(f)
	body := []fyne.CanvasObject{
		kit.NewFlow(8, kit.NewChip(t.shape+" "+d.say(word), t.fore, t.soft), kit.NewText(f.Rule).In(theme.Muted).Bold().Lines(1)),
		kit.NewText(f.Text),
	}
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
	return kit.NewBox(kit.NewColumn(5, body...), theme.Surface, theme.Line, 12, 10).Barred(t.fore)
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
