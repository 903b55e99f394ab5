package desk

import (
	"context"

	"shenqian/app"
)

// queuePages is what the window has read of the queue. Of a long one it holds
// the pages about what is being looked at, never the whole.
type queuePages struct {
	size        int // rows of a page
	filter      app.QueueFilter
	total, mine int // how long it is; what is one's own comes first
	papers      int // that are one's own, each of a series counted
	kept        map[int][]app.QueueItem
	asked       map[int]bool // being read, or could not be
	spot        *app.SpotDay // today's spot check; nil for who does not decide
}

const (
	pageRows  = 200
	keptPages = 12
)

func newQueuePages(size int, f app.QueueFilter) *queuePages {
	return &queuePages{size: size, filter: f, kept: map[int][]app.QueueItem{}, asked: map[int]bool{}}
}

// row is a line of the queue, if its page was read.
func (p *queuePages) row(i int) (app.QueueItem, bool) {
	if page := p.kept[i/p.size]; i >= 0 && i%p.size < len(page) {
		return page[i%p.size], true
	}
	return app.QueueItem{}, false
}

// index is where a matter stands, -1 if it is on none of the pages.
func (p *queuePages) index(id string) int {
	for n, page := range p.kept {
		for i := range page {
			if page[i].ID == id {
				return n*p.size + i
			}
		}
	}
	return -1
}

// keep takes in a page, and lets go of the one that lies farthest from it. The
// page with the matter that is open stays.
func (p *queuePages) keep(n int, items []app.QueueItem, open string) {
	p.kept[n] = items
	if len(p.kept) <= keptPages {
		return
	}
	far, stays := n, p.index(open)
	for k := range p.kept {
		if (stays < 0 || k != stays/p.size) && max(k-n, n-k) > max(far-n, n-far) {
			far = k
		}
	}
	delete(p.kept, far)
	delete(p.asked, far)
}

// readPages reads the first page of the queue and those with the given rows.
func readPages(ctx context.Context, a *app.App, f app.QueueFilter, size int, rows []int) (*queuePages, error) {
	p := newQueuePages(size, f)
	for _, r := range append([]int{0}, rows...) {
		n := max(0, r) / size
		if _, have := p.kept[n]; have {
			continue
		}
		page, err := a.Queue(ctx, p.part(n))
		if err != nil {
			return nil, err
		}
		p.total, p.mine, p.papers, p.kept[n] = page.Total, page.Mine, page.Papers, page.Items
	}
	return p, nil
}

// part asks for one page.
func (p *queuePages) part(n int) app.QueueFilter {
	f := p.filter
	f.Limit, f.Offset = p.size, n*p.size
	return f
}
