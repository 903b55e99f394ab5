package desk

import (
	"context"
	"time"

	"shenqian/app"
)

// often enough that a change made elsewhere, by the command line say, is seen
// before someone decides on what no longer is.
const recheck = 4 * time.Second

// watch looks now and then whether the open paper has changed elsewhere.
func (d *Desk) watch() {
	d.stopWatching()
	if d.atOnce {
		return
	}
	quit := make(chan struct{})
	t := time.NewTicker(recheck)
	d.unwatch = func() {
		t.Stop()
		close(quit)
	}
	go func() {
		for {
			select {
			case <-quit:
				return
			case <-t.C:
				onMain(func() {
					if d.open != nil {
						d.noticed(d.open.id)
					}
					d.lookStands()
					d.lookIdle(time.Now())
				})
			}
		}
	}()
}

func (d *Desk) stopWatching() {
	if d.unwatch != nil {
		d.unwatch()
		d.unwatch = nil
	}
}

// noticed compares what is open with what stands. Our own acts read the paper
// again themselves.
func (d *Desk) noticed(id string) {
	o := d.open
	if o == nil || o.id != id || o.stale || d.acting > 0 {
		return
	}
	n, err := d.court.Stamp(context.Background(), id)
	if err != nil || n == o.stamp {
		return
	}
	o.stale = true
	d.side.show(o)
}

// listen hears what happens to the court's data: here, and, where it lies on a
// server, on the other desks.
func (d *Desk) listen(a *app.App) {
	a.OnChange(func(id string) {
		onMain(func() {
			d.noticed(id)
			if d.council != nil && id == "" && d.acting == 0 { // another member voted, or spoke
				d.council.load(false)
			}
			if a.Shared() && d.acting == 0 && d.queue != nil && a.Session() != nil {
				d.queue.later()
			}
		})
	})
	ctx, stop := context.WithCancel(context.Background())
	d.unlisten = stop
	go func() { _ = a.Listen(ctx) }() // it ends with ctx
}
