package app

import (
	"context"
	"runtime"
	"time"

	"golang.org/x/sync/errgroup"

	"shenqian/review"
	"shenqian/review/mask"
)

// benchPublic measures the way from served rulings to a bundle on all cores:
// masked, set, opened against their roots, certified, searched by two readers,
// recorded, written and listed. Beside it, the same pages are only set.
func (c *waitingCourt) benchPublic(ctx context.Context, dir string) ([]BenchRow, error) {
	if err := c.serveAll(ctx); err != nil {
		return nil, err
	}
	for _, id := range c.ids {
		if _, err := c.AcceptMasking(ctx, id, MaskingRequest{Doubts: "已核实。", MaskRequest: MaskRequest{Profile: mask.Practice2024}}); err != nil {
			return nil, err
		}
	}
	if _, err := c.engine.open(ctx); err != nil { // its start is not the work
		return nil, err
	}
	start := time.Now()
	if err := c.setPublic(ctx); err != nil {
		return nil, err
	}
	set := time.Since(start)
	start = time.Now()
	results, err := c.PublishAll(ctx, c.ids, dir, c.credentials[""], nil)
	if err != nil {
		return nil, err
	}
	spent := time.Since(start)
	for _, err := range results {
		if err != nil {
			return nil, err
		}
	}
	n := float64(len(c.ids))
	return []BenchRow{
		{Name: "public.set", PerSecond: n / set.Seconds()},
		{Name: "public", PerSecond: n / spent.Seconds(), Against: "public.set"},
	}, nil
}

// serveAll takes the signed Originals to the parties.
func (c *waitingCourt) serveAll(ctx context.Context) error {
	if err := c.sit(ctx, "许安宁"); err != nil {
		return err
	}
	for _, id := range c.ids {
		if _, err := c.Collate(ctx, id, 0); err != nil {
			return err
		}
	}
	if err := c.sit(ctx, "孔令仪"); err != nil {
		return err
	}
	for _, id := range c.ids {
		if _, err := c.SealByHand(ctx, id, SealRequest{Own: c.credentials["孔令仪"]}); err != nil {
			return err
		}
	}
	if err := c.sit(ctx, "许安宁"); err != nil {
		return err
	}
	for _, id := range c.ids {
		_, m, err := c.events(ctx, id)
		if err != nil {
			return err
		}
		for _, r := range m.Unserved() {
			if _, err := c.Serve(ctx, id, ServeRequest{Party: r.Name, How: "直接", On: review.DateOf(c.Now())}); err != nil {
				return err
			}
		}
	}
	return nil
}

// setPublic sets the public copies and throws them away.
func (c *waitingCourt) setPublic(ctx context.Context) error {
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for _, id := range c.ids {
		g.Go(func() error {
			d, err := c.loadPaper(ctx, id)
			if err != nil {
				return err
			}
			res, _, err := c.publicText(d, PublishRequest{})
			if err != nil {
				return err
			}
			_, err = c.publicCopy(ctx, d, res)
			return err
		})
	}
	return g.Wait()
}
