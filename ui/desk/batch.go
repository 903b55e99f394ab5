package desk

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shenqian/app"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// Papers that were read to the end may be put aside and signed together, with
// one PIN. Which papers they are outlives a crash, and each is signed or not:
// the box above the queue says how far a batch came, and opens it again.

// putAside keeps the paper that is open for the batch, once its last page was
// on the screen, and goes on to the next.
func (d *Desk) putAside(o *opened) {
	if o.stale || !d.allSeen() {
		return
	}
	d.work(work{label: d.say("ui.working"), act: true}, func(ctx context.Context, _ app.Progress) error {
		return d.court.PutAside(ctx, o.id, o.showing.Hash)
	}, func(err error) {
		if err != nil {
			d.fail(err)
			return
		}
		d.said(d.say("ui.batch.aside", "number", o.number()), false)
		d.next(o.id)
	})
}

// takeOut takes a paper out of the batch: it is signed by itself.
func (d *Desk) takeOut(o *opened) {
	if err := d.court.PutBack(o.id); err != nil {
		d.fail(err)
		return
	}
	d.refreshQueue(false)
	d.reload()
}

// tellBatch says above the list what was put aside.
func (q *queuePane) tellBatch() {
	d := q.d
	papers, err := d.court.Batch(context.Background())
	if err != nil {
		q.batch.Set(d.warning(d.words.Explain(err)))
		return
	}
	signed, left := count(papers)
	q.aside = map[string]bool{}
	for _, p := range papers {
		q.aside[p.ID] = true
	}
	if left == 0 {
		q.batch.Set()
		return
	}
	text := d.say("ui.batch.waiting", "count", itoa(left))
	if signed > 0 {
		text = d.say("ui.batch.broken", "signed", itoa(signed), "left", itoa(left))
	}
	q.batch.Set(kit.NewBox(kit.NewColumn(3, kit.NewText(text).Lines(2), kit.NewFlow(6, d.button("ui.batch.open", d.openBatch))), theme.UnknownSoft, "", 8, 6))
}

func count(papers []app.BatchPaper) (signed, left int) {
	for _, p := range papers {
		if p.Signed {
			signed++
		} else {
			left++
		}
	}
	return signed, left
}

// fewPapers is how many are listed without scrolling.
const fewPapers = 6

// batchDialog lists the papers put aside and signs them.
type batchDialog struct {
	d      *Desk
	papers []app.BatchPaper
	failed map[string]error // of the last attempt
	what   *kit.Text
	list   *kit.Column
	keys   *dualBox
	wrong  *kit.Column
	modal  *kit.Modal
	leave  *kit.Button
	sign   *kit.Button
	stop   context.CancelFunc // while it signs
}

func (d *Desk) openBatch() { d.newBatchDialog() }

func (d *Desk) newBatchDialog() *batchDialog {
	b := &batchDialog{d: d, failed: map[string]error{}, what: muted(""), list: kit.NewColumn(4), keys: newDualBox(d), wrong: kit.NewColumn(0)}
	b.sign = d.button("ui.batch.sign", b.approve).Primary()
	b.leave = d.button("ui.close", b.close)
	var list fyne.CanvasObject = b.list
	if len(d.queue.aside) > fewPapers {
		list = kit.NewBox(container.New(deep{230}, kit.NewScroll(b.list)), theme.Surface, theme.Line, 8, 6)
	}
	b.modal = d.dialog(d.say("ui.batch.title"), 640, []fyne.CanvasObject{b.what, list, b.keys.column, b.wrong, caption(d.say("ui.batch.note"))}, b.leave, b.sign)
	b.keys.fits = b.modal.Fit
	hidden := b.modal.OnHide
	b.modal.OnHide = func() {
		hidden()
		d.settleBatch()
	}
	b.read()
	if f := b.keys.first.first(); f != nil {
		d.win.Canvas().Focus(f)
	}
	return b
}

// close stops between papers what is being signed, and else goes.
func (b *batchDialog) close() {
	if b.stop != nil {
		b.stop()
		return
	}
	b.modal.Hide()
}

// settleBatch forgets a batch all of whose papers are signed, and of any other
// those that are.
func (d *Desk) settleBatch() {
	papers, err := d.court.Batch(context.Background())
	var done []string
	for _, p := range papers {
		if p.Signed {
			done = append(done, p.ID)
		}
	}
	if err == nil && len(done) > 0 {
		err = d.court.PutBack(done...)
	}
	d.fail(err)
	d.queue.tellBatch()
	d.queue.top.Refresh()
	d.refreshQueue(false)
	d.reload()
}

func (b *batchDialog) read() {
	papers, err := b.d.court.Batch(context.Background())
	if err != nil {
		b.say(err)
		return
	}
	b.papers = papers
	b.lay()
}

func (b *batchDialog) lay() {
	d := b.d
	signed, left := count(b.papers)
	b.what.Set(d.say("ui.batch.what", "count", itoa(len(b.papers)), "signed", itoa(signed), "left", itoa(left)))
	var rows []fyne.CanvasObject
	for _, p := range b.papers {
		rows = append(rows, b.row(p))
	}
	b.list.Set(rows...)
	b.sign.SetText(d.say("ui.batch.sign"))
	if signed > 0 {
		b.sign.SetText(d.say("ui.batch.rest"))
	}
	b.leave.SetText(d.say("ui.close"))
	if b.stop != nil {
		b.leave.SetText(d.say("ui.batch.stop"))
	}
	b.sign.Allow(left > 0 && b.stop == nil)
	b.modal.Buttons(b.leave, b.sign) // they may have grown
	b.modal.Fit()
}

func (b *batchDialog) row(p app.BatchPaper) fyne.CanvasObject {
	d := b.d
	name := kit.NewText(p.CaseNumber).Lines(1)
	hash := caption(d.write(p.Seen.Short())).Lines(1)
	why := p.Problem
	if why == nil {
		why = b.failed[p.ID]
	}
	switch {
	case p.Signed:
		return kit.NewFlow(10, name, kit.NewChip("✓ "+d.say("ui.batch.signed"), theme.Good, theme.GoodSoft), hash)
	case why == nil:
		return kit.NewFlow(10, name, kit.NewChip(d.say("ui.batch.left"), theme.Muted, theme.Surface), hash, d.button("ui.batch.back", func() { b.putBack(p) }).Quiet())
	}
	return kit.NewColumn(1, kit.NewFlow(10, name, kit.NewChip(warning.shape+" "+d.say("ui.batch.failed"), theme.Warn, theme.WarnSoft), hash,
		d.button("ui.batch.back", func() { b.putBack(p) }).Quiet()), kit.NewText(d.words.Explain(why)).In(theme.Warn))
}

// putBack takes a paper out: it is read and signed by itself.
func (b *batchDialog) putBack(p app.BatchPaper) {
	if b.stop != nil {
		return
	}
	if err := b.d.court.PutBack(p.ID); err != nil {
		b.say(err)
		return
	}
	b.read()
	b.d.queue.tellBatch()
	b.d.queue.top.Refresh()
}

func (b *batchDialog) say(err error) {
	b.keys.again() // a token that was pulled out needs its PIN again
	b.wrong.Set(b.d.warning(b.d.words.Explain(err)))
	b.modal.Fit()
}

// approve signs what is left. What one paper's error is stands beside it.
func (b *batchDialog) approve() {
	d, a := b.d, b.keys.ask()
	var todo []app.BatchPaper
	for _, p := range b.papers {
		if !p.Signed && p.Problem == nil {
			todo = append(todo, p)
		}
	}
	if len(todo) == 0 {
		return
	}
	b.failed = map[string]error{}
	b.wrong.Set()
	var results []error
	opened := false
	stop := d.work(work{label: d.say("ui.batch.working"), act: true, stop: true}, func(ctx context.Context, tell app.Progress) error {
		if err := d.loadBoth(ctx, &a); err != nil {
			return err
		}
		opened = true
		done := 0
		results = d.court.ApproveBatch(ctx, todo, a.one.cred, a.national(), func(i int, _ error) {
			done++
			tell(done, len(todo), todo[i].CaseNumber)
		})
		return nil
	}, func(err error) {
		b.stop = nil
		if opened {
			d.signedBoth(a)
		}
		n := 0
		for i, e := range results {
			switch {
			case e == nil:
				n++
			case !canceled(e):
				b.failed[todo[i].ID] = e
			}
		}
		b.read()
		b.keys.again()
		switch _, left := count(b.papers); {
		case err != nil:
			b.say(err)
		case left > 0:
			b.wrong.Set(d.notice(d.say("ui.batch.stopped", "signed", itoa(n), "left", itoa(left))))
			b.modal.Fit()
		default:
			if b.modal.Shown() {
				b.modal.Hide()
			} else {
				d.settleBatch()
			}
			d.said(d.say("ui.batch.done", "count", itoa(n)), false)
			d.next(d.queue.chosen)
		}
	})
	if !d.atOnce {
		b.stop = stop
		b.lay()
	}
}
