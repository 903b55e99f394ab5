package desk

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"shenqian/review"
	"shenqian/review/mask"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// The bar over the masking screen, its foot, and how places are marked.

// look is how an item is marked: its sign says what its colour says.
func (s *maskScreen) look(n int) (sign string, fore, ground fyne.ThemeColorName) {
	i, open := s.w.items[n], s.w.open(n)
	switch {
	case len(i.doubts) > 0 && open:
		return "◆", theme.Unknown, theme.UnknownSoft
	case i.spared, len(i.hits) == 0:
		return "○", theme.Good, theme.GoodSoft
	case open:
		return "▲", theme.Warn, theme.WarnSoft
	}
	return "✓", theme.Muted, theme.Chosen
}

// stretches are the items as the script marks them. A doubt within what is
// hidden is not marked by itself.
func (s *maskScreen) stretches() (out []kit.Stretch) {
	end := 0
	for n, i := range s.w.items {
		sign, fore, ground := s.look(n)
		if i.start >= i.end || i.start < end {
			continue
		}
		x := kit.Stretch{Start: i.start, End: i.end, Item: n, Sign: sign, Fore: fore, Ground: ground}
		if len(i.hits) > 0 && !i.spared {
			x.Changed = true
			for _, h := range i.hits {
				x.With += h.Replacement
			}
			if x.With == "" {
				x.With = "▽"
			}
		}
		out = append(out, x)
		end = i.end
	}
	return out
}

func numberIn(id string) string { return (&opened{id: id}).number() }

// profilePick switches the profile; which one the law of today calls for is
// said.
func (s *maskScreen) profilePick() fyne.CanvasObject {
	d := s.d
	all := []mask.Profile{mask.Practice2024, mask.Rule2016}
	var names []string
	for _, p := range all {
		name := d.say("ui.mask.profile." + string(p))
		if p == s.w.law {
			name = d.say("ui.mask.default", "profile", name)
		}
		names = append(names, name)
	}
	pick := widget.NewSelect(names, nil)
	pick.SetSelectedIndex(slices.Index(all, s.w.profile))
	pick.OnChanged = func(string) {
		if p := all[pick.SelectedIndex()]; p != s.w.profile {
			if err := s.w.masksBy(p); err != nil {
				d.fail(err)
			}
			s.renew()
		}
		s.script.Focus()
	}
	return pick
}

// header says which ruling, by which profile, and how much is left.
func (s *maskScreen) header() fyne.CanvasObject {
	d := s.d
	back := kit.NewButton(d.say("ui.mask.back")+"　Esc", base.NavigateBackIcon(), s.leave)
	left := []fyne.CanvasObject{back, container.NewCenter(kit.NewText(d.say("ui.mask.title")).Bold().In(theme.OnHeader).Sized(base.SizeNameSubHeadingText).Lines(1))}
	left = append(left, container.NewCenter(kit.NewText(numberIn(s.asked)).In(theme.OnHeader).Lines(1)))
	right := container.NewHBox()
	if s.w != nil {
		n, _ := s.w.left()
		chip := kit.NewChip("▲ "+d.say("ui.mask.todo", "count", itoa(n)), theme.Warn, theme.WarnSoft)
		if n == 0 {
			chip = kit.NewChip("✓ "+d.say("ui.mask.ready"), theme.Good, theme.GoodSoft)
		}
		right.Add(container.NewCenter(chip))
		if at := slices.Index(s.open, s.w.id); at >= 0 {
			right.Add(container.NewCenter(kit.NewText(d.say("ui.mask.of", "at", itoa(at+1), "count", itoa(len(s.open)))).In(theme.OnHeader).Lines(1)))
		}
		right.Add(container.New(wide{225 * kit.Size(base.SizeNameText) / 14.5}, s.profilePick()))
	}
	right.Add(kit.NewButton(d.say("ui.help"), base.HelpIcon(), d.help))
	return kit.NewBox(container.NewBorder(nil, nil, container.NewHBox(left...), right), theme.Header, "", 14, 6).Square()
}

// tell says what there is to say beside the text.
func (s *maskScreen) tell() {
	d := s.d
	s.head.Objects = []fyne.CanvasObject{s.header()}
	s.head.Refresh()
	if s.w == nil {
		s.current.Set(muted(d.say("ui.mask.reading")))
		s.people.Set()
		s.foot.Set()
		s.frame.Renew()
		return
	}
	s.current.Set(s.sayCurrent()...)
	s.people.Set(s.sayPeople()...)
	s.foot.Set(s.sayFoot()...)
	s.side.Refresh() // what is below moves, also where all has room
	s.frame.Renew()
	s.scroll.Renew()
}

func (s *maskScreen) sayFoot() []fyne.CanvasObject {
	d := s.d
	all, certain := s.w.left()
	var out []fyne.CanvasObject
	if certain > 0 {
		out = append(out, kit.NewButton(d.say("ui.mask.certain", "count", itoa(certain)), nil, func() { s.certain(); s.script.Focus() }), caption("Ctrl+Shift+Enter").Centered())
	}
	code := "ui.mask.finish"
	if len(s.open) == 0 || len(s.open) == 1 && s.open[0] == s.w.id {
		code = "ui.mask.finish.last"
	}
	done := kit.NewButton(d.say(code)+"　Ctrl+Enter", nil, s.finish).Primary()
	done.Allow(all == 0 && s.w.res.Publishable)
	out = append(out, done)
	var more []fyne.CanvasObject
	if len(s.open) > 1 {
		more = append(more, kit.NewButton(d.say("ui.mask.skip")+"　F4", nil, s.skip))
	}
	if n := len(s.masked); n > 0 {
		more = append(more, d.button("ui.mask.publish", func() { s.leave(); d.openPublishing() }))
	}
	if len(more) > 0 {
		out = append(out, kit.NewFlow(6, more...))
	}
	return out
}

// decidedWord is what was decided on a doubt, in a word.
func (s *maskScreen) decidedWord(a review.MaskAnswer) string {
	return s.d.say("ui.mask.decided." + a.Decided)
}
