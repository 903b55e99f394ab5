package desk

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"shenqian/app"
	"shenqian/review"
	"shenqian/review/mask"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// maskScreen is 技术处理 over the whole window: the ruling as it was issued on
// the left, the public text on the right, what is to be known of the place at
// hand beside them. Enter takes one place as it stands; nothing is recorded
// before Ctrl+Enter.
type maskScreen struct {
	d      *Desk
	w      *maskWork // nil while a ruling is being read
	asked  string    // the ruling asked for last
	open   []string  // the rulings that wait, in the queue's order
	masked []app.QueueItem
	under  fyne.CanvasObject // the desk, to come back to

	script  *kit.Script
	head    *fyne.Container
	current *kit.Column // the place at hand
	people  *kit.Column // who is hidden, and what else
	word    *kit.Entry
	scroll  *kit.Scroll
	foot    *kit.Column
	frame   *kit.Frame
	message *kit.Column // in the place of the text, when there is none
	failed  *kit.Scroll // around it
}

// openMasking opens the screen on a ruling.
func (d *Desk) openMasking(id string) {
	if d.masking != nil {
		return
	}
	s := &maskScreen{d: d, under: d.screen, script: kit.NewScript(), head: container.NewStack(), current: kit.NewColumn(6), people: kit.NewColumn(1), word: kit.NewEntry(), foot: kit.NewColumn(6), message: kit.NewColumn(8)}
	s.script.OnKey = func(k fyne.KeyName, m fyne.KeyModifier) { d.typedKey(k, m) }
	s.script.OnItem = func(n int) { s.point(n) }
	s.script.OnSelect = s.tell
	s.word.SetPlaceHolder(d.say("ui.mask.word.hint"))
	s.word.OnSubmitted = func(string) { s.hideWord() }
	side := kit.NewColumn(10, s.current, kit.NewBox(kit.NewColumn(4, caption(d.say("ui.mask.word")), s.word), "", "", 0, 0), s.people)
	s.scroll = kit.NewScroll(kit.NewBox(side, "", "", 12, 10))
	s.frame = kit.NewFrame(nil, kit.NewBox(s.foot, theme.Surface, theme.Line, 12, 10).Square(), s.scroll)
	s.failed = middle(460, s.message)
	titles := container.NewGridWithColumns(2, kit.NewBox(kit.NewText(d.say("ui.mask.left")).Bold().Lines(1), "", "", 14, 4), kit.NewBox(kit.NewText(d.say("ui.mask.right")).Bold().Lines(1), "", "", 14, 4))
	legend := kit.NewBox(caption(d.say("ui.mask.legend")).Lines(1), theme.Surface, theme.Line, 14, 3).Square()
	text := container.NewBorder(kit.NewBox(titles, theme.Surface, theme.Line, 0, 0).Square(), legend, nil, nil,
		kit.NewBox(container.NewStack(s.script, s.failed), theme.Surface, "", 0, 0).Square())
	s.failed.Hide() // else it would take the mouse
	all := container.NewHSplit(text, s.frame.Object)
	all.Offset = 0.73
	d.masking = s
	d.show(container.NewBorder(s.head, nil, nil, nil, all))
	s.list()
	s.read(id)
}

// list reads which rulings wait.
func (s *maskScreen) list() {
	open, masked, err := s.d.court.ToPublish(context.Background())
	if err != nil {
		s.d.fail(err)
		return
	}
	s.open, s.masked = nil, masked
	for _, it := range open {
		s.open = append(s.open, it.ID)
	}
}

// read puts a ruling on the screen; what was begun on it before goes on.
func (s *maskScreen) read(id string) {
	d := s.d
	s.asked, s.w = id, nil
	s.tell()
	var w *maskWork
	d.work(work{}, func(ctx context.Context, _ app.Progress) error {
		dossier, err := d.court.Load(ctx, id)
		if err != nil {
			return err
		}
		w, err = newMaskWork(d.court, dossier)
		return err
	}, func(err error) {
		if d.masking != s || s.asked != id || canceled(err) {
			return
		}
		if err != nil {
			s.script.Open(nil, nil)
			s.message.Set(d.warning(d.words.Explain(err)))
			s.failed.Show()
			return
		}
		if begun := d.maskWorks[d.workKey(id)]; begun != nil && string(begun.text) == string(w.text) {
			begun.dossier = w.dossier
			if begun.remake() == nil {
				w = begun
			}
		}
		d.maskWorks[d.workKey(id)] = w
		s.w = w
		s.failed.Hide()
		s.script.Open(w.text, s.stretches())
		if n := w.next(1, true, nil); w.now >= 0 && !w.open(w.now) && n >= 0 {
			w.now = n
		}
		s.point(w.now)
		s.script.Focus()
	})
}

// workKey names what one person has begun on one ruling.
func (d *Desk) workKey(id string) string { return d.court.Session().Person.ID + "\x00" + id }

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

// point makes an item the current one.
func (s *maskScreen) point(n int) {
	if s.w == nil {
		return
	}
	s.w.now = n
	s.script.Point(n)
	s.tell()
}

// relook marks an item as it now is.
func (s *maskScreen) relook(n int) {
	sign, fore, ground := s.look(n)
	s.script.Look(n, sign, fore, ground)
}

// renew shows what came of another masking.
func (s *maskScreen) renew() {
	s.script.Select(0, 0)
	s.script.Set(s.stretches())
	s.point(s.w.now)
}

func (s *maskScreen) walk(by int) {
	if s.w == nil {
		return
	}
	if n := s.w.next(by, false, nil); n >= 0 {
		s.point(n)
	}
}

// onward goes on to the next place that was not looked at.
func (s *maskScreen) onward() {
	if s.w.now >= 0 && s.w.open(s.w.now) {
		s.point(s.w.now)
		return
	}
	if n := s.w.next(1, true, nil); n >= 0 {
		s.point(n)
		return
	}
	s.point(s.w.now)
}

// accept takes the current place as it stands. Where nothing is hidden it is
// the tick that someone looked.
func (s *maskScreen) accept() {
	w := s.w
	if w == nil || !w.res.Publishable {
		return
	}
	switch {
	case w.now >= 0 && w.open(w.now):
		n := w.now
		w.accept()
		s.relook(n)
	case len(w.res.Masked) == 0 && !w.looked:
		s.tick(true)
		return
	}
	s.onward()
}

func (s *maskScreen) tick(on bool) {
	if s.w.looked != on {
		s.w.remember()
		s.w.looked = on
		s.tell()
	}
}

// keep leaves what stands at the current place.
func (s *maskScreen) keep() {
	if s.w == nil || !s.w.res.Publishable {
		return
	}
	s.did(s.w.keep())
}

// did shows what a decision changed, or why it can't be.
func (s *maskScreen) did(err error) {
	if err != nil {
		s.d.said(s.d.words.Explain(err), true)
		s.renew()
		return
	}
	s.renew()
	s.onward()
}

// hide hides the words that are selected, else those that the current doubt is
// about, wherever they stand.
func (s *maskScreen) hide() {
	w := s.w
	if w == nil || !w.res.Publishable {
		return
	}
	if from, to := s.script.Selected(); from < to {
		s.did(w.hide(strings.TrimSpace(string(w.text[from:to])), -1))
		return
	}
	if w.now >= 0 {
		i := w.items[w.now]
		switch {
		case i.spared:
			s.did(w.change(func() {
				w.spared = slices.DeleteFunc(w.spared, func(p mask.Place) bool { return p.Start == i.start && p.End == i.end })
			}))
			return
		case len(i.hits) == 0 && i.start < i.end:
			s.did(w.hide(string(w.text[i.start:i.end]), w.now))
			return
		}
	}
	s.d.hint(s.d.say("ui.mask.select"))
}

// hideWord hides what was typed.
func (s *maskScreen) hideWord() {
	words := strings.TrimSpace(s.word.Text)
	if s.w == nil || words == "" || !s.w.res.Publishable {
		return
	}
	if err := s.w.hide(words, -1); err != nil { // what was typed stays
		s.d.said(s.d.words.Explain(err), true)
		return
	}
	s.word.SetText("")
	s.renew()
	s.script.Focus()
}

func (s *maskScreen) typeWord() { s.d.win.Canvas().Focus(s.word) }

func (s *maskScreen) undo() {
	if s.w != nil && s.w.undo() {
		s.renew()
	}
}

// certain accepts at once what no doubt is about.
func (s *maskScreen) certain() {
	if s.w == nil || !s.w.res.Publishable {
		return
	}
	if n := s.w.certain(); n > 0 {
		s.script.Set(s.stretches())
		s.onward()
	}
}

// person goes to the next place of whoever the current place names, or to the
// next of the same class.
func (s *maskScreen) person(by int) {
	if s.w == nil || s.w.now < 0 || len(s.w.items[s.w.now].hits) == 0 {
		return
	}
	h := s.w.items[s.w.now].hits[0]
	s.walkTo(by, h.Name, h.Class)
}

func (s *maskScreen) walkTo(by int, name, class string) {
	n := s.w.next(by, false, func(i maskItem) bool {
		return len(i.hits) > 0 && i.hits[0].Name == name && (name != "" || i.hits[0].Class == class)
	})
	if n >= 0 {
		s.point(n)
	}
	s.script.Focus()
}

// finish records the masking and opens the next ruling that waits.
func (s *maskScreen) finish() {
	d, w := s.d, s.w
	if w == nil {
		return
	}
	if !w.res.Publishable {
		d.hint(d.say("ui.mask.never"))
		return
	}
	if all, certain := w.left(); all > 0 {
		switch n := w.next(1, true, nil); {
		case n < 0:
			d.hint(d.say("ui.mask.tick.first"))
		case certain == all:
			d.hint(d.say("ui.mask.open.certain", "count", itoa(all)))
			s.onward()
		default:
			d.hint(d.say("ui.mask.open", "count", itoa(all)))
			s.onward()
		}
		return
	}
	r := app.MaskingRequest{MaskRequest: w.request(), Answers: w.decided(), Looked: w.looked, Seen: app.MaskedHash(w.res)}
	d.work(work{label: d.say("ui.working"), act: true}, func(ctx context.Context, _ app.Progress) error {
		_, err := d.court.AcceptMasking(ctx, w.id, r)
		return err
	}, func(err error) {
		if err != nil {
			d.fail(err)
			return
		}
		delete(d.maskWorks, d.workKey(w.id))
		d.said(d.say("ui.mask.done", "number", numberIn(w.id)), false)
		if d.masking == s {
			s.after(w.id)
		}
	})
}

// after goes on to the ruling that waits after one, or to publishing those
// that are done.
func (s *maskScreen) after(id string) {
	at := slices.Index(s.open, id)
	s.list()
	if len(s.open) == 0 {
		s.leave()
		s.d.openPublishing()
		return
	}
	next := 0
	if at > 0 {
		next = min(at, len(s.open)-1)
	}
	s.read(s.open[next])
}

// skip leaves a ruling for later and opens the next.
func (s *maskScreen) skip() {
	if s.w == nil || len(s.open) < 2 {
		return
	}
	s.read(s.open[(slices.Index(s.open, s.w.id)+1)%len(s.open)])
}

// escape goes back from the words that are typed or selected, then off the
// screen.
func (s *maskScreen) escape() {
	from, to := s.script.Selected()
	switch {
	case s.d.win.Canvas().Focused() != s.script.Focused():
		s.script.Focus()
	case from < to:
		s.script.Select(from, from)
	default:
		s.leave()
	}
}

// leave goes back to the desk; what was decided stays.
func (s *maskScreen) leave() {
	d := s.d
	id := s.asked
	d.masking = nil
	d.show(s.under)
	d.refreshQueue(false)
	d.queue.open(id)
	d.focusQueue()
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
