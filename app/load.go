package app

import (
	"cmp"
	"context"
	"path/filepath"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"shenqian/review"
	"shenqian/storage"
)

// LoadOptions are a court at work: its matters, and who works on them.
type LoadOptions struct {
	Data    string // where it is to be laid: an empty folder's path, or an empty database
	Work    string // a temporary folder
	Matters int    // rows besides those that are worked on
	Papers  int    // matters that are worked on
	Desks   int
	For     time.Duration
	Laid    func(matters int) // called as they are laid
}

// LoadReport is what the desks did.
type LoadReport struct {
	For     time.Duration
	Work    []LoadRow
	Entries int64 // of the journal afterwards
	// Lost are acts that were reported as done and are not in the journal,
	// Doubled those that are there twice, or papers that were approved twice.
	Lost, Doubled int
	Wrong         string // what the journal's check says, "" if it holds
}

// LoadRow is one sort of work.
type LoadRow struct {
	Name          string
	Count, Failed int
	// Late is how often somebody else had been quicker, and this was said.
	Late                       int
	PerSecond                  float64
	Median, Percent99, Longest time.Duration
}

// Load lays a court out and has several desks work on it at once. A clerk lists,
// searches, opens papers and files attachments; at every fourth desk sits the
// president, who has papers shown, parks and takes up, and approves.
func (w *Workshop) Load(ctx context.Context, o LoadOptions) (*LoadReport, error) {
	at := Config{Data: o.Data, Clock: benchClock(), Fonts: w.fonts, Settings: filepath.Join(o.Work, "settings")}
	c, err := w.layWaitingAt(ctx, at, o.Work, o.Papers)
	if err != nil {
		return nil, err
	}
	defer c.Close()
	if err := c.layRows(ctx, o.Matters, o.Laid); err != nil {
		return nil, err
	}
	desks := make([]*loadDesk, o.Desks)
	for i := range desks {
		a, err := Open(ctx, at)
		if err != nil {
			return nil, err
		}
		defer a.Close()
		who := "许安宁"
		if i%4 == 3 {
			who = benchPeople[0].name
		}
		if _, err := a.SignIn(ctx, who, c.credentials[who]); err != nil {
			return nil, err
		}
		desks[i] = newLoadDesk(a, uint64(i), c.ids)
		if i%4 == 3 {
			desks[i].key = c.key
		}
	}
	start := time.Now()
	working, stop := context.WithTimeout(ctx, o.For)
	defer stop()
	var g errgroup.Group
	for _, d := range desks {
		g.Go(func() error { d.work(ctx, working); return nil })
	}
	_ = g.Wait() // what failed is counted
	return c.report(ctx, desks, time.Since(start))
}

// report holds what the desks were told against what the journal has.
func (c *waitingCourt) report(ctx context.Context, desks []*loadDesk, took time.Duration) (*LoadReport, error) {
	out := &LoadReport{For: took}
	filed, approved := map[review.Hash]int{}, map[string]int{}
	err := c.store.EachEntry(ctx, storage.MatterEntry, func(e storage.Entry) error {
		var ev review.Event
		if err := e.Decode(&ev); err != nil {
			return err
		}
		if ev.Attachment != nil {
			filed[ev.Attachment.File]++
		}
		if ev.Kind == review.EventApprove && ev.Frozen != "" {
			approved[e.Subject]++
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	held := func(times int) {
		switch times {
		case 1:
		case 0:
			out.Lost++
		default:
			out.Doubled++
		}
	}
	all, wrong, late := map[string][]time.Duration{}, map[string]int{}, map[string]int{}
	for _, d := range desks {
		for name, ds := range d.spent {
			all[name] = append(all[name], ds...)
			wrong[name] += d.wrong[name]
			late[name] += d.late[name]
		}
		for _, h := range d.filed {
			held(filed[h])
		}
		for _, id := range d.approved {
			held(approved[id])
		}
	}
	for name, ds := range all {
		slices.Sort(ds)
		out.Work = append(out.Work, LoadRow{
			Name: name, Count: len(ds), Failed: wrong[name], Late: late[name], PerSecond: float64(len(ds)) / took.Seconds(),
			Median: ds[len(ds)/2], Percent99: ds[len(ds)*99/100], Longest: ds[len(ds)-1],
		})
	}
	slices.SortFunc(out.Work, func(a, b LoadRow) int { return cmp.Compare(a.Name, b.Name) })
	// The rows that were laid beside have no acts: only the journal itself is
	// checked, and not that every row follows from it.
	checker := newJournalChecker(c.law())
	walk, err := c.store.VerifyJournal(ctx, checker.check)
	if err != nil && Code(err) == "" {
		return nil, err
	}
	if out.Entries = walk.Entries; err != nil {
		out.Wrong = c.Words.Explain(err)
	}
	return out, nil
}
