package desk

import (
	"context"
	"image"
	"time"

	"shenqian/app"
	"shenqian/app/preview"
	"shenqian/review"
)

// opened is the paper that is on the desk.
type opened struct {
	id       string
	dossier  *app.Dossier
	sheet    *app.Sheet   // what is drawn; nil without a ruling
	showing  *app.Showing // the president's
	pdf      []byte
	hash     review.Hash
	sizes    []preview.Size   // of its pages; nil if they could not be drawn yet
	first    image.Image      // the first of them
	findings []review.Finding // in the reader's language
	checkup  *review.Checkup
	notes    map[string]string // typed and not yet handed in
	stamp    int
	stale    bool // someone else has acted since
	step     review.Step
	mayStep  bool
	series   int // matters of the same series
	delta    *review.Delta
	debtors  []app.OtherMatter // other matters of its debtors
}

func (o *opened) matter() *review.Matter { return o.dossier.Matter }

// number is the 案号.
func (o *opened) number() string {
	for i := range o.id {
		if o.id[i] == '/' {
			return o.id[i+1:]
		}
	}
	return o.id
}

// Opening a paper shows it to the president, which is an act: while someone
// only runs down the list with a key held, papers are not opened. A first
// press waits for nothing.
const (
	pause   = 120 * time.Millisecond
	running = 250 * time.Millisecond // presses closer than this are a run
	// patience is how long the paper before stays until the pane is cleared:
	// what comes sooner takes its place in one go.
	patience = 60 * time.Millisecond
	// nextFrame is long enough for what was just put on the screen to be drawn.
	nextFrame = 20 * time.Millisecond
)

// openMatter puts a paper on the desk. The latest request wins.
func (d *Desk) openMatter(id string) {
	if d.opener != nil {
		d.opener()
	}
	d.aheadEnd()
	if d.side != nil {
		d.side.keepNotes()
	}
	began := time.Now()
	run := began.Sub(d.pressed) < running
	d.pressed = began
	d.asked++
	asked, turned := d.asked, false
	turn := func() { // the paper before makes way
		if d.queue != nil && d.asked == asked && !turned {
			turned = true
			d.side.keepNotes() // what was typed since
			d.queue.mark()
			d.paper.opening()
		}
	}
	d.side.halt()
	d.later(patience, turn)
	var o *opened
	president, drawer, pixels := d.holds(review.RolePresident), d.drawer, d.paper.pages.Pixels()
	d.opener = d.work(work{act: president}, func(ctx context.Context, _ app.Progress) (err error) {
		if run && !d.atOnce {
			select {
			case <-time.After(pause):
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		if o, err = d.read(ctx, id); err == nil && drawer != nil && o.pdf != nil {
			o.draw(ctx, drawer, pixels)
		}
		return err
	}, func(err error) {
		if canceled(err) || d.queue == nil || d.queue.chosen != id {
			return
		}
		turn()
		if err != nil {
			d.open = nil
			d.paper.wrong(err)
			d.side.show(nil)
			return
		}
		d.open = o
		d.paper.show(o)
		d.later(nextFrame, func() { // what he came to read is on the screen first
			if d.open == o {
				d.side.show(o)
				d.ahead(president)
			}
		})
	})
}

// draw makes the picture of the first page, so that it comes on the screen
// together with its place. Whatever stands against it is said when the page is
// asked for.
func (o *opened) draw(ctx context.Context, drawer Drawer, pixels int) {
	sizes, err := drawer.Pages(ctx, string(o.hash), o.pdf)
	if err != nil {
		return
	}
	if first, err := drawer.Page(ctx, string(o.hash), o.pdf, 1, min(pixels, preview.MaxWidth)); err == nil {
		o.sizes, o.first = sizes, first
	}
}

// read reads a matter as the one at the desk is to see it: the president the
// frozen paper, others the paper as it stands.
func (d *Desk) read(ctx context.Context, id string) (*opened, error) {
	dossier, err := d.court.Load(ctx, id)
	if err != nil {
		return nil, err
	}
	o := &opened{id: id, dossier: dossier, checkup: dossier.Checkup}
	m := dossier.Matter
	switch {
	case dossier.Paper == nil:
	case m.State == review.StatePresident && d.court.Presides(m):
		if o.showing, err = d.court.Show(ctx, id); err != nil {
			return nil, err
		}
		// The showing dated and froze it: read what stands now.
		if o.dossier, err = d.court.Load(ctx, id); err != nil {
			return nil, err
		}
		o.sheet, o.checkup = o.showing.Sheet, o.showing.Checkup
	case m.PaperOnly():
		if o.showing, err = d.court.Reopen(ctx, id); err != nil {
			return nil, err
		}
		o.sheet = o.showing.Sheet
	default:
		if o.sheet, err = d.court.Draw(ctx, dossier); err != nil {
			return nil, err
		}
	}
	if o.sheet != nil {
		o.pdf, o.hash = o.sheet.PDF, o.sheet.Hash
	}
	if h := d.issued(m); h != "" {
		if o.pdf, err = d.court.File(ctx, h); err != nil {
			return nil, err
		}
		o.hash = h
	}
	if o.checkup != nil {
		o.findings = d.words.Findings(o.checkup.Findings)
		review.SortFindings(o.findings)
	}
	if o.debtors, err = d.court.SameDebtor(ctx, o.dossier); err != nil {
		return nil, err
	}
	if o.delta, err = d.court.Delta(ctx, o.dossier); err != nil {
		return nil, err
	}
	if o.notes, err = d.court.Notes(id); err != nil {
		return nil, err
	}
	if o.series, err = d.court.Alike(ctx, o.dossier); err != nil {
		return nil, err
	}
	o.step, o.mayStep = d.court.OpenStep(o.matter())
	o.stamp, err = d.court.Stamp(ctx, id)
	return o, err
}

// issued is the file that an approved ruling is read in: the signed original,
// or, for the custodian, the copy that he seals. "" means the paper as it was
// set.
func (d *Desk) issued(m *review.Matter) review.Hash {
	approval, ok := m.Approval()
	switch c := m.ServiceCopy; {
	case !ok:
		return ""
	case c != nil && d.holds(review.RoleCustodian):
		if s, stands := m.Sealing(); stands && s.Sealed != "" {
			return s.Sealed
		}
		return c.File
	}
	return approval.Signed // none for one signed by hand
}

// reload reads the list and the paper again.
func (d *Desk) reload() {
	if d.council != nil {
		d.council.load(false)
		return
	}
	if d.queue == nil {
		return
	}
	d.refreshQueue(false)
	if d.queue.chosen != "" {
		d.openMatter(d.queue.chosen)
	}
}
