package desk

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"shenqian/app"
	"shenqian/ui/theme"
)

// rowsShown reads the rows the list shows, as scrolling over them does.
func (q *queuePane) rowsShown(t *testing.T) (out []string) {
	t.Helper()
	for i := range q.length() {
		q.draw(i, newQueueRow(q.d))
		it, have := q.pages.row(i)
		if !have {
			t.Fatalf("row %d was drawn and not read", i)
		}
		out = append(out, it.ID)
	}
	return out
}

func TestAQueueReadByPagesIsTheQueueReadAtOnce(t *testing.T) {
	c := layCourt(t, t.TempDir(), testDay)
	c.must(c.app.Close())
	d := newTestDesk(t, c.config(), theme.LightMode, 100)
	read := func(rows int) (mine, all []string) {
		d.pageRows = rows
		d.seat(t, "顾清和")
		d.queue.only(true)
		mine = d.queue.rowsShown(t)
		d.queue.only(false)
		all = d.queue.rowsShown(t)
		d.leave()
		return mine, all
	}
	mine, all := read(200)
	mine3, all3 := read(3)
	if len(mine) < 4 || len(all) != len(testCases)-2 { // the series of three is one line
		t.Fatalf("%d of mine, %d in all", len(mine), len(all))
	}
	if !slices.Equal(mine, mine3) || !slices.Equal(all, all3) {
		t.Errorf("in pages of three\n%v\n%v\nat once\n%v\n%v", mine3, all3, mine, all)
	}
	// Down the whole list by key, over the ends of pages.
	d.seat(t, "顾清和")
	d.queue.only(false)
	for range len(all) - 1 {
		d.step(1)
	}
	if d.queue.chosen != all[len(all)-1] {
		t.Errorf("stands at %s", d.queue.chosen)
	}
	// After the last of one's own comes the first again.
	d.queue.choose(len(mine) - 1)
	d.next(mine[len(mine)-1])
	if d.queue.chosen != mine[0] {
		t.Errorf("went on to %s", d.queue.chosen)
	}
	d.next(mine[0])
	if d.queue.chosen != mine[1] {
		t.Errorf("went on to %s", d.queue.chosen)
	}
}

func TestASeriesIsOneLineAndOpensToItsPapers(t *testing.T) {
	c := layCourt(t, t.TempDir(), testDay)
	c.must(c.app.Close())
	d := newTestDesk(t, c.config(), theme.LightMode, 100)
	d.seat(t, "顾清和")
	line := func() (int, app.QueueItem) {
		for i := range d.queue.length() {
			if it, _ := d.queue.pages.row(i); it.Members > 1 {
				return i, it
			}
		}
		return -1, app.QueueItem{}
	}
	i, it := line()
	if i < 0 || it.Members != 3 || !strings.HasPrefix(d.queue.own(it), it.Applicant+"等3件") {
		t.Fatalf("line %d: %+v", i, it)
	}
	papers := d.queue.pages.papers
	d.queue.choose(i)
	if d.open == nil || d.open.id != it.ID {
		t.Fatal("its worst paper is not on the desk")
	}
	d.queue.listSeries(it.Series)
	if d.queue.length() < 2 || d.queue.pages.total != 3 || !strings.Contains(d.queue.common(), it.Debtor) {
		t.Errorf("%d of %d listed, in common: %s", d.queue.length(), d.queue.pages.total, d.queue.common())
	}
	if x, _ := d.queue.pages.row(1); strings.Contains(d.queue.own(x), x.Debtor) {
		t.Error("what all have in common is said twice")
	}
	d.escape()
	if j, _ := line(); j != i || d.queue.pages.papers != papers {
		t.Errorf("back at line %d with %d papers", j, d.queue.pages.papers)
	}
}

func TestOfALongQueueOnlyThePagesInViewAreKept(t *testing.T) {
	p := newQueuePages(2, app.QueueFilter{})
	page := func(n int) []app.QueueItem {
		return []app.QueueItem{{ID: fmt.Sprint(2 * n)}, {ID: fmt.Sprint(2*n + 1)}}
	}
	for n := range 100 {
		p.keep(n, page(n), "5")
	}
	if len(p.kept) > keptPages {
		t.Errorf("%d pages", len(p.kept))
	}
	for _, i := range []int{5, 199, 190} {
		if it, have := p.row(i); !have || it.ID != fmt.Sprint(i) || p.index(it.ID) != i {
			t.Errorf("row %d: %q %v", i, it.ID, have)
		}
	}
	if _, have := p.row(0); have {
		t.Error("what was left long ago is kept")
	}
	for _, i := range []int{-1, 200, 1 << 40} {
		if _, have := p.row(i); have {
			t.Error("there is no row", i)
		}
	}
}
