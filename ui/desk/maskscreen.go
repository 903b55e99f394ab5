package desk

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shenqian/app"
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
	ready  *maskWork // the one that comes next, read ahead
	open   []string  // the rulings that wait, in the queue's order
	masked []app.QueueItem
	under  fyne.CanvasObject // the desk, to come back to

	script  *kit.Script
	head    *fyne.Container
	current *kit.Column // the place at hand
	people  *kit.Column // who is hidden, and what else
	word    *kit.Entry
	side    *kit.Column // these, below one another
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
	s.side = kit.NewColumn(10, s.current, kit.NewBox(kit.NewColumn(4, caption(d.say("ui.mask.word")), s.word), "", "", 0, 0), s.people)
	s.scroll = kit.NewScroll(kit.NewBox(s.side, "", "", 12, 10))
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
	ready := s.ready
	var w *maskWork
	d.work(work{}, func(ctx context.Context, _ app.Progress) (err error) {
		if ready != nil && ready.id == id {
			if n, err := d.court.Stamp(ctx, id); err == nil && n == ready.stamp {
				w = ready
				return nil
			}
		}
		w, err = d.readMaskWork(ctx, id)
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
		s.put(w)
		s.ahead()
	})
}

// readMaskWork reads a ruling and masks it.
func (d *Desk) readMaskWork(ctx context.Context, id string) (*maskWork, error) {
	stamp, err := d.court.Stamp(ctx, id)
	if err != nil {
		return nil, err
	}
	dossier, err := d.court.Load(ctx, id)
	if err != nil {
		return nil, err
	}
	w, err := newMaskWork(d.court, dossier)
	if err == nil {
		w.stamp = stamp
	}
	return w, err
}

// put shows a ruling; what was begun on it before goes on.
func (s *maskScreen) put(w *maskWork) {
	d := s.d
	if begun := d.maskWorks[d.workKey(w.id)]; begun != nil && string(begun.text) == string(w.text) {
		begun.dossier = w.dossier
		if begun.remake() == nil {
			w = begun
		}
	}
	d.maskWorks[d.workKey(w.id)] = w
	s.w = w
	s.failed.Hide()
	s.script.Open(w.text, s.stretches())
	if n := w.next(1, true, nil); w.now >= 0 && !w.open(w.now) && n >= 0 {
		w.now = n
	}
	s.point(w.now)
	s.script.Focus()
}

// ahead reads the ruling that comes next while this one is looked at.
func (s *maskScreen) ahead() {
	d := s.d
	s.ready = nil
	at := slices.Index(s.open, s.w.id)
	if d.atOnce || at < 0 || len(s.open) < 2 {
		return
	}
	id := s.open[(at+1)%len(s.open)]
	var w *maskWork
	d.work(work{}, func(ctx context.Context, _ app.Progress) (err error) {
		w, err = d.readMaskWork(ctx, id)
		return err
	}, func(err error) {
		if err == nil { // else it is said when the ruling is asked for
			s.ready = w
		}
	})
}

// workKey names what one person has begun on one ruling.
func (d *Desk) workKey(id string) string { return d.court.Session().Person.ID + "\x00" + id }

// point makes an item the current one.
func (s *maskScreen) point(n int) {
	if s.w == nil {
		return
	}
	s.w.now = n
	s.script.Point(n)
	s.tell()
}
