package desk

import (
	"strings"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// What stands beside the text on the masking screen: the place at hand with
// its rule, and everyone who is hidden.

// sayCurrent is the place at hand.
func (s *maskScreen) sayCurrent() []fyne.CanvasObject {
	d, w := s.d, s.w
	var out []fyne.CanvasObject
	if !w.res.Publishable {
		return []fyne.CanvasObject{d.notice(d.shop.MaskReason(w.res))}
	}
	if len(w.res.Masked) == 0 {
		tick := widget.NewCheck(d.say("ui.mask.tick"), s.tick)
		tick.Checked = w.looked
		out = append(out, kit.NewBox(kit.NewColumn(4, kit.NewText("▲　"+d.say("ui.mask.nothinghidden")).In(theme.Warn), tick), theme.WarnSoft, theme.Warn, 12, 8).Barred(theme.Warn))
	}
	if from, to := s.script.Selected(); from < to {
		out = append(out, kit.NewBox(kit.NewColumn(4,
			kit.NewText(d.say("ui.mask.selected", "words", string(w.text[from:to]))).Lines(3),
			kit.NewFlow(6, kit.NewButton(d.say("ui.mask.hideall")+"　M", nil, func() { s.hide(); s.script.Focus() })),
		), theme.Surface, base.ColorNamePrimary, 12, 8).Barred(base.ColorNamePrimary))
	}
	if w.now < 0 {
		return out
	}
	return append(out, s.sayItem(w.now))
}

// sayItem is one place: what it is, by which rule, what is in doubt.
func (s *maskScreen) sayItem(n int) fyne.CanvasObject {
	d, w := s.d, s.w
	i := w.items[n]
	sign, fore, ground := s.look(n)
	lines := []fyne.CanvasObject{kit.NewFlow(8, kit.NewChip(sign+" "+s.stateOf(n), fore, ground), caption(d.say("ui.mask.at", "at", itoa(n+1), "count", itoa(len(w.items)))).Lines(1))}
	if len(i.hits) > 0 {
		h := i.hits[0]
		lines = append(lines, kit.NewText(d.shop.MaskClass(h.Class)).Bold())
		var was, with strings.Builder
		for _, h := range i.hits {
			was.WriteString(h.Original)
			with.WriteString(h.Replacement)
		}
		to := with.String()
		switch {
		case i.spared:
			to = d.say("ui.mask.state.kept")
		case to == "":
			to = d.say("ui.mask.deleted")
		}
		lines = append(lines, kit.NewText(d.say("ui.mask.becomes", "was", was.String(), "with", to)), caption(h.Rule+"　"+h.Basis))
	} else if i.start < i.end {
		lines = append(lines, kit.NewText("「"+string(w.text[i.start:i.end])+"」"))
	}
	for _, x := range i.doubts {
		text := d.shop.MaskDoubt(x)
		if a, ok := w.answer(x); ok {
			lines = append(lines, muted("✓ "+text+"　"+s.decidedWord(a)))
			continue
		}
		lines = append(lines, kit.NewText("◆ "+text).In(theme.Unknown))
	}
	act := func(code, key string, do func()) fyne.CanvasObject {
		return kit.NewButton(d.say(code)+"　"+key, nil, func() { do(); s.script.Focus() })
	}
	var acts []fyne.CanvasObject
	if w.open(n) {
		code := "ui.mask.accept"
		if len(i.hits) == 0 && i.start < i.end {
			code = "ui.mask.leave"
		}
		acts = append(acts, act(code, "Enter", s.accept))
	}
	if len(i.hits) > 0 && !i.spared {
		acts = append(acts, act("ui.mask.keep", "K", s.keep))
	}
	if i.spared || len(i.hits) == 0 && i.start < i.end {
		acts = append(acts, act("ui.mask.hide", "M", s.hide))
	}
	if len(w.past) > 0 {
		acts = append(acts, act("ui.mask.undo", "U", s.undo))
	}
	if len(acts) > 0 {
		lines = append(lines, kit.NewFlow(6, acts...))
	}
	return kit.NewBox(kit.NewColumn(5, lines...), theme.Surface, theme.Line, 12, 10).Barred(fore)
}

func (s *maskScreen) stateOf(n int) string {
	i, open := s.w.items[n], s.w.open(n)
	code := "seen"
	switch {
	case len(i.doubts) > 0 && open:
		code = "doubt"
	case i.spared, len(i.hits) == 0:
		code = "kept"
	case open:
		code = "open"
	}
	return s.d.say("ui.mask.state." + code)
}

// sayPeople is everyone who is hidden, one alias each, with all the ways in
// which the ruling writes him; then what is hidden besides, by class. Choosing
// one walks its places.
func (s *maskScreen) sayPeople() []fyne.CanvasObject {
	d, w := s.d, s.w
	if !w.res.Publishable {
		return nil
	}
	var name, class string
	if w.now >= 0 && len(w.items[w.now].hits) > 0 {
		name, class = w.items[w.now].hits[0].Name, w.items[w.now].hits[0].Class
	}
	out := []fyne.CanvasObject{kit.NewText(d.say("ui.mask.people")).Bold()}
	for _, e := range w.res.Entities() {
		var forms []string
		for _, f := range e.Forms {
			forms = append(forms, f.Text+"×"+itoa(f.Count))
		}
		head := kit.NewText(e.Name + " → " + e.Alias + "　" + e.Role)
		if e.Name == name {
			head = head.Bold().In(base.ColorNamePrimary)
		}
		lines := kit.NewColumn(0, head, caption(strings.Join(forms, "、")))
		if e.Spared > 0 {
			lines.Add(caption("○ " + d.say("ui.mask.spared", "count", itoa(e.Spared))))
		}
		out = append(out, kit.NewLink(lines, func() { s.walkTo(1, e.Name, e.Class) }))
	}
	var order []string
	count := map[string]int{}
	for _, h := range w.res.Masked {
		if h.Name == "" && h.Start == h.From {
			if count[h.Class] == 0 {
				order = append(order, h.Class)
			}
			count[h.Class]++
		}
	}
	for _, c := range order {
		text := kit.NewText(d.shop.MaskClass(c) + "×" + itoa(count[c]))
		if name == "" && c == class {
			text = text.Bold().In(base.ColorNamePrimary)
		}
		out = append(out, kit.NewLink(text, func() { s.walkTo(1, "", c) }))
	}
	if len(w.hidden) > 0 {
		out = append(out, caption(d.say("ui.mask.chosen", "words", strings.Join(w.hidden, "、"))))
	}
	if len(out) == 1 {
		return nil
	}
	return out
}
