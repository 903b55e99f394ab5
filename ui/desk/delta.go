package desk

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"

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
		if len(s.Cured) > 0 {
			lines = append(lines, kit.NewText("✓ "+d.say("delta.cured", "rules", strings.Join(s.Cured, "、"))).In(theme.Good).Lines(1))
		}
		if len(s.Caused) > 0 {
			lines = append(lines, kit.NewText(warning.shape+" "+d.say("delta.caused", "rules", strings.Join(s.Caused, "、"))).In(theme.Warn).Lines(1))
		}
	}
	if n := len(c.Changes) - mostChanges; n > 0 {
		lines = append(lines, caption(d.say("ui.delta.more", "count", strconv.Itoa(n))))
	}
	if c.Touches != "" {
		lines = append(lines, caption(d.say("delta.touches", "what", c.Touches)))
	}
	for _, f := range c.Cured {
		lines = append(lines, kit.NewText("✓ "+f.Rule+"　"+f.Text).In(theme.Good).Lines(2))
	}
	for _, f := range c.Caused {
		lines = append(lines, kit.NewText(warning.shape+" "+f.Rule+"　"+f.Text).In(theme.Warn).Lines(2))
	}
	if len(c.Standing) > 0 {
		lines = append(lines, caption(d.say("delta.standing", "who", strings.Join(c.Standing, "、"))))
	}
	if len(c.Void) > 0 {
		lines = append(lines, caption(d.say("delta.void", "who", strings.Join(c.Void, "、"))))
	}
	return []fyne.CanvasObject{kit.NewBox(kit.NewColumn(3, lines...), theme.Surface, theme.Line, 12, 8)}
}
