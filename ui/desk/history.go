package desk

import (
	"context"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"shenqian/app"
	"shenqian/review"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// historyView is who did what to a paper, each line with its check. The lines
// are there at once; the check goes on in the background and may be broken off.
type historyView struct {
	d              *Desk
	h              *app.History
	newest         bool // the last act first
	all            bool // however many there are
	stop           context.CancelFunc
	going          *kit.Text // how far the check is
	off            bool      // the check was broken off
	modal          *kit.Modal
	verdict, lines *kit.Column
}

// historyMost is how many lines are shown at once: a paper has some thirty.
const historyMost = 80

// openHistory shows the history of the paper on the desk.
func (d *Desk) openHistory() {
	if d.open == nil {
		return
	}
	id := d.open.id
	var h *app.History
	d.work(work{}, func(ctx context.Context, _ app.Progress) (err error) {
		h, err = d.court.History(ctx, id)
		return err
	}, func(err error) {
		if err != nil {
			d.fail(err)
			return
		}
		d.showHistory(h)
	})
}

func (d *Desk) showHistory(h *app.History) {
	v := &historyView{d: d, h: h, verdict: kit.NewColumn(6), lines: kit.NewColumn(8)}
	v.lay()
	var order *kit.Button
	order = d.button("ui.history.newest", func() {
		v.newest = !v.newest
		if v.newest {
			order.SetText(d.say("ui.history.oldest"))
		} else {
			order.SetText(d.say("ui.history.newest"))
		}
		v.lay()
	})
	v.modal = d.dialog(d.say("ui.history.title"), 860, []fyne.CanvasObject{
		kit.NewText(d.say("ui.history.of", "number", h.CaseNumber, "count", itoa(len(h.Lines)), "entries", d.write(itoa(int(h.Entries))))).Bold(), v.verdict, v.lines,
	}, order, d.button("ui.history.copy", func() { d.copied(v.text(v.h.Lines...)) }), d.button("ui.close", func() { v.modal.Hide() }).Primary())
	hidden := v.modal.OnHide
	v.modal.OnHide = func() {
		if v.stop != nil {
			v.stop()
		}
		hidden()
	}
	v.check()
}

// sayEvery is how often the dialog says how far the check is. The foot of the
// window, where other work shows, lies behind the dialog.
const sayEvery = time.Second

// check checks all lines, in the background.
func (v *historyView) check() {
	d := v.d
	v.off = false
	v.lay()
	var h *app.History
	v.stop = d.work(work{}, func(ctx context.Context, _ app.Progress) (err error) {
		last := time.Now()
		h, err = d.court.CheckHistory(ctx, v.h, func(done, total int, _ string) {
			if now := time.Now(); now.Sub(last) >= sayEvery {
				last = now
				d.onMain(func() { v.going.Set(d.say("ui.history.going", "done", itoa(done), "total", itoa(total))) })
			}
		})
		return err
	}, func(err error) {
		switch {
		case !v.modal.Shown():
			return
		case canceled(err):
			v.off = true
		case err != nil:
			d.fail(err)
			v.off = true
		default:
			v.h = h
		}
		v.lay()
	})
}

func (v *historyView) lay() {
	v.verdict.Set(v.sayVerdict())
	lines := slices.Clone(v.h.Lines)
	left := 0
	if !v.all && len(lines) > historyMost {
		left = len(lines) - historyMost
		lines = lines[left:]
	}
	if v.newest {
		slices.Reverse(lines)
	}
	var rows []fyne.CanvasObject
	for _, l := range lines {
		rows = append(rows, v.row(l))
	}
	if left > 0 {
		rows = append(rows, kit.NewFlow(6, v.d.button("ui.history.all", func() { v.all = true; v.lay() })))
	}
	v.lines.Set(rows...)
	if v.modal != nil {
		v.modal.Fit()
	}
}

// sayVerdict is the whole in one sentence.
func (v *historyView) sayVerdict() fyne.CanvasObject {
	d := v.d
	verdict := v.h.Verdict(d.words.Catalogue)
	switch {
	case v.h.Reason != "":
		return toned(blocking, verdict)
	case v.h.Checked && v.h.Good && !v.h.Doubtful():
		return toned(good, verdict)
	case v.h.Checked:
		return toned(warning, verdict)
	case v.off:
		return kit.NewFlow(8, muted(d.say("ui.history.stopped")).Lines(1), d.button("ui.history.again", v.check))
	}
	v.going = muted(d.say("ui.history.checking")).Lines(1)
	return kit.NewBox(container.NewBorder(nil, nil, nil, d.button("ui.history.stop", func() { v.stop() }), middling(v.going)), theme.Surface, theme.Line, 12, 4).Barred(theme.Muted)
}

// toned is a sentence on its ground.
func toned(t tone, sentence string) fyne.CanvasObject {
	return kit.NewBox(kit.NewText(t.shape+"　"+sentence).In(t.fore), t.soft, t.fore, 12, 8).Barred(t.fore)
}

// row is one line: what was done, by whom, and how that is known.
func (v *historyView) row(l app.HistoryLine) fyne.CanvasObject {
	d := v.d
	t := plain
	switch c := l.Check; {
	case c.Bad():
		t = blocking
	case c.Doubtful:
		t = warning
	case c.Good():
		t = good
	}
	head := d.say("ui.history.line", "at", l.At.In(app.Zone).Format("2006-01-02 15:04"), "who", v.who(l), "sentence", l.Sentence)
	lines := []fyne.CanvasObject{kit.NewText(head).Bold()}
	if l.Words != "" {
		lines = append(lines, kit.NewText(d.say("history.words", "text", l.Words)))
	}
	lines = append(lines, caption(d.words.SaySigner(l.SignedBy, v.short)))
	foot := []fyne.CanvasObject{caption(d.say("ui.history.row", "row", d.write(itoa(int(l.Row))), "hash", v.short(l.Hash))).Lines(1)}
	switch check := kit.NewText(d.words.SayCheck(l.Check)).Sized(base.SizeNameCaptionText).In(t.fore); {
	case l.Check.Good() && !l.Check.Doubtful:
		foot = append(foot, check.Lines(1))
	case l.Check.Bad() || l.Check.Doubtful || l.Check.Reason != "":
		lines = append(lines, check)
	}
	foot = append(foot, small(d.say("ui.history.copyline"), func() { d.copied(v.text(l)) }), small(d.say("ui.history.proof"), func() { v.proof(l.Row) }))
	return kit.NewBox(kit.NewColumn(2, append(lines, kit.NewFlow(10, foot...))...), theme.Surface, theme.Line, 12, 8).Barred(t.fore)
}

// small is something to press that takes no more room than its words.
func small(words string, f func()) fyne.CanvasObject {
	return kit.NewLink(kit.NewText(words).Sized(base.SizeNameCaptionText).In(base.ColorNameHyperlink).Lines(1), f)
}

func (v *historyView) who(l app.HistoryLine) string {
	if l.Office == "" {
		return l.Name
	}
	return v.d.say("history.who", "name", l.Name, "office", l.Office)
}

func (v *historyView) short(hash string) string { return v.d.write(review.Hash(hash).Short()) }

// text is lines as they are pasted elsewhere, with their whole hashes.
func (v *historyView) text(lines ...app.HistoryLine) string {
	var b strings.Builder
	b.WriteString(v.h.CaseNumber + "\n")
	for _, l := range lines {
		b.WriteString(itoa(int(l.Row)) + "　" + l.At.In(app.Zone).Format("2006-01-02 15:04:05") + "　" + v.who(l) + "　" + l.Sentence)
		if l.Words != "" {
			b.WriteString(v.d.say("history.words", "text", l.Words))
		}
		b.WriteString("\n　　" + v.d.words.SaySigner(l.SignedBy, func(s string) string { return s }) + "\n　　" + v.d.say("history.hash", "hash", l.Hash) + "　" + v.d.words.SayCheck(l.Check) + "\n")
	}
	return b.String()
}

// proof saves what proves one line to whoever holds a checkpoint.
func (v *historyView) proof(row int64) {
	d, id := v.d, v.h.ID
	d.saveMade(app.ProofFile(v.h, row), func(ctx context.Context) ([]byte, error) {
		text, err := d.court.HistoryProof(ctx, id, row)
		return []byte(text), err
	})
}

// copied puts text where it can be pasted from.
func (d *Desk) copied(text string) {
	d.fyne.Clipboard().SetContent(text)
	d.said(d.say("ui.copied"), false)
}
