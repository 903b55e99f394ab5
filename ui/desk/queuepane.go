package desk

import (
	"context"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"shenqian/app"
	"shenqian/review"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// queuePane is the list of papers, worst first.
type queuePane struct {
	d         *Desk
	object    fyne.CanvasObject
	top       fyne.CanvasObject
	search    *kit.Entry
	list      *kit.List
	mine, all *kit.Button
	empty     *kit.Text
	spot      *kit.Column // what is drawn today to be looked at with its whole evidence
	batch     *kit.Column // what is put aside to be signed together
	aside     map[string]bool
	series    *kit.Column // what is to be known of the series at hand
	of        string      // the series that is listed paper by paper; empty: the queue
	onlyMine  bool
	pages     *queuePages // of all that match the search
	chosen    string
	seen      int  // the row drawn last
	drawing   bool // a row is being drawn
	timer     *time.Timer
	reading   context.CancelFunc
}

func newQueuePane(d *Desk) *queuePane {
	q := &queuePane{d: d, onlyMine: true, pages: newQueuePages(d.pageRows, app.QueueFilter{}), search: kit.NewEntry(), series: kit.NewColumn(2), batch: kit.NewColumn(2), spot: kit.NewColumn(2), empty: muted("").Centered()}
	q.search.SetPlaceHolder(d.say("ui.queue.search"))
	q.search.OnChanged = func(string) { q.later() }
	q.mine = kit.NewButton("", nil, func() { q.only(true) })
	q.all = kit.NewButton("", nil, func() { q.only(false) })
	q.list = kit.NewList(q.length, func() fyne.CanvasObject { return newQueueRow(d) }, func(i int, o fyne.CanvasObject) { q.draw(i, o.(*queueRow)) })
	q.list.OnSelected = func(i widget.ListItemID) { q.choose(i) }
	q.list.OnStep = q.step
	q.top = kit.NewBox(container.NewVBox(container.NewGridWithColumns(2, q.mine, q.all), q.search, kit.NewColumn(4, q.spot, q.batch, q.series)), "", "", 6, 6)
	q.object = kit.NewBox(container.NewBorder(q.top, nil, nil, nil, container.NewStack(q.list, container.NewPadded(q.empty))), theme.Surface, "", 0, 0).Square()
	q.label()
	return q
}

// later reads the list again once typing pauses.
func (q *queuePane) later() {
	if q.timer != nil {
		q.timer.Stop()
	}
	if q.d.atOnce {
		q.d.refreshQueue(false)
		return
	}
	q.timer = time.AfterFunc(180*time.Millisecond, func() { onMain(func() { q.d.refreshQueue(false) }) })
}

func (q *queuePane) only(mine bool) {
	q.onlyMine = mine
	q.filter()
}

// length is how many rows the list shows. What is one's own comes first in the
// queue, so the list of it is the queue's beginning.
func (q *queuePane) length() int {
	if q.onlyMine {
		return q.pages.mine
	}
	return q.pages.total
}

// draw fills a row, or leaves it empty until its page is read.
func (q *queuePane) draw(i int, r *queueRow) {
	q.seen, q.drawing = i, true
	q.want(i, func() {
		if !q.drawing {
			q.list.Refresh()
		}
	})
	q.drawing = false
	it, _ := q.pages.row(i)
	r.set(it, it.ID != "" && it.ID == q.chosen)
}

// want reads the page with row i if it must, then does then.
func (q *queuePane) want(i int, then func()) {
	d, p, n := q.d, q.pages, i/q.pages.size
	if _, have := p.row(i); have || i < 0 || p.asked[n] {
		return
	}
	p.asked[n] = true
	var page *app.QueuePage
	d.work(work{}, func(ctx context.Context, _ app.Progress) (err error) {
		page, err = d.court.Queue(ctx, p.part(n))
		return err
	}, func(err error) {
		if d.queue != q || q.pages != p { // the list was read anew since
			return
		}
		if err != nil {
			d.fail(err)
			return
		}
		delete(p.asked, n)
		p.keep(n, page.Items, q.chosen)
		if _, have := p.row(i); have {
			then()
		}
	})
}

// read reads the list and the pages with some rows of it, then does then.
func (q *queuePane) read(then func(), rows ...int) context.CancelFunc {
	d := q.d
	var pages *queuePages
	f := app.QueueFilter{Query: q.search.Text, Series: q.of}
	f.Together = f.Query == "" && f.Series == ""
	presides := d.holds(review.RolePresident)
	return d.work(work{}, func(ctx context.Context, _ app.Progress) (err error) {
		if pages, err = readPages(ctx, d.court, f, d.pageRows, rows); err == nil && presides {
			pages.spot, err = d.court.SpotDay(ctx, review.Date{})
		}
		return err
	}, func(err error) {
		if d.queue != q {
			return
		}
		if err != nil {
			d.fail(err)
			return
		}
		q.pages = pages
		then()
	})
}

// refreshQueue reads the list; first also opens the paper on top.
func (d *Desk) refreshQueue(first bool) {
	q := d.queue
	if q == nil {
		return
	}
	if q.reading != nil { // the latest refresh wins
		q.reading()
	}
	q.reading = q.read(func() {
		if first {
			q.onlyMine = q.pages.mine > 0
		}
		q.filter()
		if first && q.length() > 0 {
			q.choose(0)
			d.focusQueue()
		}
	}, q.index(), q.seen)
}

func (q *queuePane) filter() {
	q.label()
	q.mark()
	q.tellSpot()
	q.tellBatch()
	q.tellSeries()
}

func (q *queuePane) label() {
	q.mine.Text = q.d.say("ui.queue.mine", "count", strconv.Itoa(q.pages.papers))
	q.all.Text = q.d.say("ui.queue.all", "count", strconv.Itoa(q.pages.total))
	q.mine.Importance, q.all.Importance = widget.MediumImportance, widget.MediumImportance
	if q.onlyMine {
		q.mine.Importance = widget.HighImportance
	} else {
		q.all.Importance = widget.HighImportance
	}
	q.mine.Refresh()
	q.all.Refresh()
	switch {
	case q.length() > 0:
		q.empty.Set("")
	case q.search.Text != "":
		q.empty.Set(q.d.say("ui.queue.nothing"))
	case q.onlyMine:
		q.empty.Set(q.d.say("ui.queue.done"))
	default:
		q.empty.Set(q.d.say("ui.queue.empty"))
	}
}

// mark has the list's selection follow the chosen paper.
func (q *queuePane) mark() {
	if i := q.index(); i >= 0 {
		q.list.Select(i)
		q.list.Highlight(i)
	} else {
		q.list.UnselectAll()
	}
	q.list.Refresh()
}

// index is the row of the paper that is open, -1 if the list doesn't show it.
func (q *queuePane) index() int {
	if i := q.pages.index(q.chosen); i < q.length() {
		return i
	}
	return -1
}

func (q *queuePane) choose(i int) {
	if i < 0 || i >= q.length() {
		return
	}
	it, have := q.pages.row(i)
	if !have {
		q.want(i, func() { q.choose(i) })
		return
	}
	if it.ID != q.chosen {
		q.chosen = it.ID
		q.tellSeries()
		q.d.openMatter(q.chosen)
	}
}

// open puts a matter on the desk, whether the list shows it or not.
func (q *queuePane) open(id string) {
	q.chosen = id
	q.mark()
	q.d.openMatter(id)
}

func (q *queuePane) step(by int) {
	i := q.index()
	if i < 0 && by < 0 {
		return
	}
	q.choose(max(0, min(i+by, q.length()-1)))
}

// next goes on to the next paper that waits for the one at the desk, or stays
// where it is if there is none.
func (d *Desk) next(done string) {
	q := d.queue
	at := max(q.index(), 0)
	q.read(func() {
		q.filter()
		n := q.pages.mine
		for k := range min(n, 2) { // one of the two may be the paper that is done
			i := k
			if at < n {
				i = (at + k) % n
			}
			if it, have := q.pages.row(i); have && it.ID != done {
				q.choose(i)
				d.focusQueue()
				return
			}
		}
		if q.of != "" && n == 0 { // the series is done with
			q.of = ""
			d.next(done)
			return
		}
		q.chosen = done
		d.openMatter(done)
	}, at, at+1)
}
