package desk

import (
	"slices"
	"strings"

	"shenqian/review/mask"
)

// What the keys of the masking screen do to the place at hand. Nothing of it
// is recorded yet, and U takes each step back.

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
		s.tell() // what was selected stays, to be chosen anew
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
