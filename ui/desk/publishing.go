package desk

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shenqian/app"
	"shenqian/review"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// Rulings whose masking is recorded are published together with one PIN of the
// court's certificate, into a folder that becomes a bundle.

// publishDialog lists them and makes their public copies.
type publishDialog struct {
	d      *Desk
	papers []app.QueueItem
	made   map[string]bool  // published and written
	failed map[string]error // of the last attempt
	what   *kit.Text
	list   *kit.Column
	folder *fileField
	court  *keyAsk
	wrong  *kit.Column
	modal  *kit.Modal
	leave  *kit.Button
	yes    *kit.Button
	stop   context.CancelFunc // while it publishes
}

// openPublishing opens the dialog if any ruling is ready.
func (d *Desk) openPublishing() { d.newPublishDialog() }

func (d *Desk) newPublishDialog() *publishDialog {
	_, papers, err := d.court.ToPublish(context.Background())
	if err != nil {
		d.fail(err)
		return nil
	}
	if d.court.Court().FourEyes { // what one masked himself is for other eyes
		n, me := len(papers), d.court.Session().Person.Name
		papers = slices.DeleteFunc(papers, func(p app.QueueItem) bool { return p.Masked == me })
		if n > 0 && len(papers) == 0 {
			d.hint(d.say("ui.publish.foureyes"))
		}
	}
	if len(papers) == 0 {
		return nil
	}
	b := &publishDialog{d: d, papers: papers, made: map[string]bool{}, failed: map[string]error{}, what: muted(""), list: kit.NewColumn(4), court: newCourtKey(d), wrong: kit.NewColumn(0)}
	b.folder = newFolderField(d)
	b.folder.entry.SetText(d.fyne.Preferences().String(keyPref(d.court, prefPublic)))
	b.yes = d.button("ui.publish.do", b.publish).Primary()
	b.leave = d.button("ui.close", b.close)
	var list fyne.CanvasObject = b.list
	if len(papers) > fewPapers {
		list = kit.NewBox(container.New(deep{230}, kit.NewScroll(b.list)), theme.Surface, theme.Line, 8, 6)
	}
	b.modal = d.dialog(d.say("ui.publish.title"), 640, []fyne.CanvasObject{
		b.what, list, labelled(d.say("ui.publish.folder"), b.folder.object), b.court.column, b.wrong, caption(d.say("ui.publish.note")),
	}, b.leave, b.yes)
	b.court.fits = b.modal.Fit
	hidden := b.modal.OnHide
	b.modal.OnHide = func() {
		hidden()
		d.refreshQueue(false)
		d.reload()
	}
	b.lay()
	return b
}

// prefPublic remembers the folder of public copies.
const prefPublic = "public"

// newFolderField is a folder that is typed or chosen.
func newFolderField(d *Desk) *fileField {
	f := &fileField{entry: kit.NewEntry()}
	f.object = container.NewBorder(nil, nil, nil, d.button("ui.choose", func() { d.chooseFolder(func(dir string) { f.entry.SetText(dir) }) }), f.entry)
	return f
}

// close stops between rulings what is being published, and else goes.
func (b *publishDialog) close() {
	if b.stop != nil {
		b.stop()
		return
	}
	b.modal.Hide()
}

func (b *publishDialog) left() (out []app.QueueItem) {
	for _, p := range b.papers {
		if !b.made[p.ID] {
			out = append(out, p)
		}
	}
	return out
}

func (b *publishDialog) lay() {
	d := b.d
	left := len(b.left())
	b.what.Set(d.say("ui.publish.what", "count", itoa(len(b.papers)), "made", itoa(len(b.papers)-left), "left", itoa(left)))
	var rows []fyne.CanvasObject
	for _, p := range b.papers {
		rows = append(rows, b.row(p))
	}
	b.list.Set(rows...)
	b.leave.SetText(d.say("ui.close"))
	if b.stop != nil {
		b.leave.SetText(d.say("ui.batch.stop"))
	}
	b.yes.Allow(left > 0 && b.stop == nil)
	b.modal.Buttons(b.leave, b.yes) // they may have grown
	b.modal.Fit()
}

func (b *publishDialog) row(p app.QueueItem) fyne.CanvasObject {
	d := b.d
	name, by := kit.NewText(p.CaseNumber).Lines(1), caption(d.say("ui.publish.by", "name", p.Masked)).Lines(1)
	why := b.failed[p.ID]
	switch {
	case b.made[p.ID]:
		return kit.NewFlow(10, name, kit.NewChip("✓ "+d.say("ui.publish.made"), theme.Good, theme.GoodSoft), by)
	case why == nil:
		return kit.NewFlow(10, name, kit.NewChip(d.say("ui.publish.left"), theme.Muted, theme.Surface), by)
	}
	return kit.NewColumn(1, kit.NewFlow(10, name, kit.NewChip(warning.shape+" "+d.say("ui.publish.failed"), theme.Warn, theme.WarnSoft), by), kit.NewText(d.words.Explain(why)).In(theme.Warn))
}

func (b *publishDialog) say(err error) {
	b.court.lay() // a token that was pulled out needs its PIN again
	b.wrong.Set(b.d.warning(b.d.words.Explain(err)))
	b.modal.Fit()
}

// publish makes what is left. What one ruling's error is stands beside it.
func (b *publishDialog) publish() {
	d, todo, k, dir := b.d, b.left(), b.court.asked(), b.folder.path()
	if dir == "" {
		b.say(review.Fault("ui.publish.nofolder"))
		return
	}
	ids := make([]string, len(todo))
	for i, p := range todo {
		ids[i] = p.ID
	}
	b.failed = map[string]error{}
	b.wrong.Set()
	var results []error
	stop := d.work(work{label: d.say("ui.publish.working"), act: true, stop: true}, func(ctx context.Context, tell app.Progress) error {
		key, err := d.loadCourtKey(k)
		if err != nil {
			return err
		}
		done := 0
		results, err = d.court.PublishAll(ctx, ids, dir, key, func(i int, _ error) {
			done++
			tell(done, len(todo), todo[i].CaseNumber)
		})
		return err
	}, func(err error) {
		b.stop = nil
		for i, e := range results {
			switch {
			case e == nil:
				b.made[ids[i]] = true
			case !canceled(e):
				b.failed[ids[i]] = e
			}
		}
		b.lay()
		if err != nil {
			b.say(err)
			return
		}
		d.fyne.Preferences().SetString(keyPref(d.court, prefPublic), dir)
		if n := len(b.left()); n > 0 {
			b.wrong.Set(d.notice(d.say("ui.publish.stopped", "made", itoa(len(b.papers)-n), "left", itoa(n))))
			b.modal.Fit()
			return
		}
		d.said(d.say("ui.publish.done", "count", itoa(len(b.papers)), "folder", dir), false)
		b.modal.Hide()
	})
	if !d.atOnce {
		b.stop = stop
		b.lay()
	}
}
