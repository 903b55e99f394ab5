package desk

import (
	"context"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"shenqian/app"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// queuePane is the list of papers, worst first.
type queuePane struct {
	d         *Desk
	object    fyne.CanvasObject
	search    *kit.Entry
	list      *kit.List
	mine, all *kit.Button
	empty     *kit.Text
	onlyMine  bool
	every     []app.QueueItem // all that match the search
	items     []app.QueueItem // what the list shows
	chosen    string
	timer     *time.Timer
	reading   context.CancelFunc
}

func newQueuePane(d *Desk) *queuePane {
	q := &queuePane{d: d, onlyMine: true, search: kit.NewEntry(), empty: muted("").Centered()}
	q.search.SetPlaceHolder(d.say("ui.queue.search"))
	q.search.OnChanged = func(string) { q.later() }
	q.mine = kit.NewButton("", nil, func() { q.only(true) })
	q.all = kit.NewButton("", nil, func() { q.only(false) })
	q.list = kit.NewList(func() int { return len(q.items) }, func() fyne.CanvasObject { return newQueueRow(d) }, func(i int, o fyne.CanvasObject) {
		if i < len(q.items) {
			o.(*queueRow).set(q.items[i], q.items[i].ID == q.chosen)
		}
	})
	q.list.OnSelected = func(i widget.ListItemID) { q.choose(i) }
	q.list.OnStep = q.step
	top := kit.NewBox(container.NewVBox(container.NewGridWithColumns(2, q.mine, q.all), q.search), "", "", 6, 6)
	q.object = kit.NewBox(container.NewBorder(top, nil, nil, nil, container.NewStack(q.list, container.NewPadded(q.empty))), theme.Surface, "", 0, 0).Square()
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

// read reads the list, then does then.
func (q *queuePane) read(then func()) context.CancelFunc {
	d := q.d
	var items []app.QueueItem
	query := q.search.Text
	return d.work(work{}, func(ctx context.Context, _ app.Progress) (err error) {
		items, err = d.court.Queue(ctx, app.QueueFilter{Query: query})
		return err
	}, func(err error) {
		if d.queue != q {
			return
		}
		if err != nil {
			d.fail(err)
			return
		}
		q.every = items
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
			q.onlyMine = q.mineCount() > 0
		}
		q.filter()
		if first && len(q.items) > 0 {
			q.choose(0)
			d.focusQueue()
		}
	})
}

func (q *queuePane) mineCount() int {
	n := 0
	for _, it := range q.every {
		if it.Mine {
			n++
		}
	}
	return n
}

func (q *queuePane) filter() {
	q.items = nil
	for _, it := range q.every {
		if it.Mine || !q.onlyMine {
			q.items = append(q.items, it)
		}
	}
	q.label()
	q.mark()
}

func (q *queuePane) label() {
	q.mine.Text = q.d.say("ui.queue.mine", "count", strconv.Itoa(q.mineCount()))
	q.all.Text = q.d.say("ui.queue.all", "count", strconv.Itoa(len(q.every)))
	q.mine.Importance, q.all.Importance = widget.MediumImportance, widget.MediumImportance
	if q.onlyMine {
		q.mine.Importance = widget.HighImportance
	} else {
		q.all.Importance = widget.HighImportance
	}
	q.mine.Refresh()
	q.all.Refresh()
	switch {
	case len(q.items) > 0:
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

func (q *queuePane) index() int {
	for i := range q.items {
		if q.items[i].ID == q.chosen {
			return i
		}
	}
	return -1
}

// item is the line of the paper that is open.
func (q *queuePane) item() (app.QueueItem, bool) {
	for _, it := range q.every {
		if it.ID == q.chosen {
			return it, true
		}
	}
	return app.QueueItem{}, false
}

func (q *queuePane) choose(i int) {
	if i < 0 || i >= len(q.items) || q.items[i].ID == q.chosen {
		return
	}
	q.chosen = q.items[i].ID
	q.d.openMatter(q.chosen)
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
	q.choose(max(0, min(i+by, len(q.items)-1)))
}

// next goes on to the next paper that waits for the one at the desk, or stays
// where it is if there is none.
func (d *Desk) next(done string) {
	q := d.queue
	at := q.index()
	q.read(func() {
		q.filter()
		for k := range q.items {
			i := (max(at, 0) + k) % len(q.items)
			if q.items[i].Mine && q.items[i].ID != done {
				q.choose(i)
				d.focusQueue()
				return
			}
		}
		q.chosen = done
		d.openMatter(done)
	})
}
