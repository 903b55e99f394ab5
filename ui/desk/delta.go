package desk

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"

	"shenqian/review"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// mostChanges is how many changed sentences are shown; a paper with more was
// written anew and is read as a whole.
const mostChanges = 40

// delta is what the paper has become since the version before: what is to be
// read again after a return.
func (d *Desk) delta(o *opened) []fyne.CanvasObject {
	c := o.delta
	if c == nil {
		return nil
	}
	lines := []fyne.CanvasObject{kit.NewText(d.say("delta.since", "version", strconv.Itoa(c.From), "count", strconv.Itoa(len(c.Changes)))).Bold()}
	for _, s := range c.Changes[:min(len(c.Changes), mostChanges)] {
		text := s.Marked()
		if s.Start >= 0 {
			lines = append(lines, kit.NewLink(kit.NewText(text).In(base.ColorNameHyperlink).Lines(3), func() { d.paper.mark(s.Start, s.End) }))
		} else {
			lines = append(lines, kit.NewText(text).In(theme.Muted).Lines(3))
		}
		lines = append(lines, effects(c, func(f review.Finding, cured bool) bool {
			return cured && slices.Contains(s.Cured, f.Rule) || !cured && slices.Contains(s.Caused, f.Rule)
		})...)
	}
	if n := len(c.Changes) - mostChanges; n > 0 {
		lines = append(lines, caption(d.say("ui.delta.more", "count", strconv.Itoa(n))))
	}
	if c.Touches != "" {
		lines = append(lines, caption(d.say("delta.touches", "what", c.Touches)))
	}
	lines = append(lines, effects(c, func(f review.Finding, _ bool) bool { return !told(c, f.Rule) })...)
	if len(c.Standing) > 0 {
		lines = append(lines, caption(d.say("delta.standing", "who", strings.Join(c.Standing, "、"))))
	}
	if len(c.Void) > 0 {
		lines = append(lines, caption(d.say("delta.void", "who", strings.Join(c.Void, "、"))))
	}
	return []fyne.CanvasObject{kit.NewBox(kit.NewColumn(3, lines...), theme.Surface, theme.Line, 12, 8)}
}

// effects are findings that are no more and new ones, of those that are wanted.
func effects(c *review.Delta, wanted func(f review.Finding, cured bool) bool) (lines []fyne.CanvasObject) {
	for _, f := range c.Cured {
		if wanted(f, true) {
			lines = append(lines, kit.NewText("✓ "+f.Rule+"　"+f.Text).In(theme.Good).Lines(2))
		}
	}
	for _, f := range c.Caused {
		if wanted(f, false) {
			lines = append(lines, kit.NewText(warning.shape+" "+f.Rule+"　"+f.Text).In(theme.Warn).Lines(2))
		}
	}
	return lines
}

// told: a sentence that is shown accounts for the rule's finding.
func told(c *review.Delta, rule string) bool {
	return slices.ContainsFunc(c.Changes[:min(len(c.Changes), mostChanges)], func(s review.SentenceChange) bool {
		return slices.Contains(s.Cured, rule) || slices.Contains(s.Caused, rule)
	})
}
