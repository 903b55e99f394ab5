package app

import (
	"context"
	"strconv"
	"time"

	"shenqian/review"
	"shenqian/storage"
)

// What is looked at in the court's data.

// abandonedWork is how old the traces of work must be to be those of work that
// was cut off. manyDays is how long nobody works on a court's data: a clock
// that is further ahead is likely to be wrong.
const (
	abandonedWork = time.Hour
	manyDays      = 180
)

// clock holds the machine's clock against the last act.
func (d *doctor) clock(ctx context.Context) {
	last, err := d.a.lastAct(ctx)
	if err != nil {
		d.failed("clock", err)
		return
	}
	now := d.w.Now()
	args := []string{"now", now.Format("2006-01-02 15:04"), "last", last.In(Zone).Format("2006-01-02 15:04")}
	switch {
	case now.Before(last):
		d.wrong("clock", "doctor.clock.behind", args...)
	case now.After(last.AddDate(0, 0, manyDays)):
		d.attention("clock", "doctor.clock.ahead", args...)
	default:
		d.ok("clock", "doctor.clock.ok", args...)
	}
}

// lastAct is the time of the last sign-in or act on a matter.
func (a *App) lastAct(ctx context.Context) (last time.Time, err error) {
	err = a.store.EachEntry(ctx, storage.DeskEntry, func(e storage.Entry) error {
		var k DeskKey
		if e.Decode(&k) == nil && k.From.After(last) { // one that was changed is the journal's check to name
			last = k.From
		}
		return nil
	})
	if err != nil {
		return last, err
	}
	all, err := a.store.Matters(ctx, storage.Query{})
	if err != nil {
		return last, err
	}
	for _, row := range all.Rows {
		if t, err := time.Parse(time.RFC3339, row.Changed); err == nil && t.After(last) {
			last = t
		}
	}
	return last, nil
}

func (d *doctor) restored(context.Context) {
	r, found, err := d.a.unsignedRestore()
	switch {
	case err != nil:
		d.failed("restored", err)
	case found:
		d.attention("restored", "doctor.restored.unsigned", "on", r.At.In(Zone).Format("2006-01-02 15:04"), "made", r.Made.In(Zone).Format("2006-01-02 15:04"))
	default:
		d.ok("restored", "doctor.restored.ok")
	}
}

// memory holds the journal against what the machine remembers, and says what
// somebody signed in despite.
func (d *doctor) memory(ctx context.Context) {
	if d.c.Settings == "" {
		d.add("memory", NotLooked, "doctor.memory.nowhere")
		return
	}
	if err := d.a.AgreesWithMemory(ctx); err != nil {
		d.failed("memory", err)
		return
	}
	m, path, err := recall(d.c)
	switch n := len(m.GivenUp); {
	case err != nil:
		d.failed("memory", err)
	case n > 0:
		g := m.GivenUp[n-1]
		d.attention("memory", "doctor.memory.givenup", "on", g.At.In(Zone).Format("2006-01-02 15:04"), "file", path)
	case m.Checkpoint == "":
		d.ok("memory", "doctor.memory.first")
	default:
		d.ok("memory", "doctor.memory.ok", "on", m.At.In(Zone).Format("2006-01-02 15:04"))
	}
}

func (d *doctor) logKey(ctx context.Context) {
	logs, err := d.a.logs(ctx)
	if err == nil && len(logs) == 0 {
		d.attention("logkey", "doctor.logkey.none")
		return
	}
	if err == nil {
		_, err = d.a.logKey(ctx, logs[0])
	}
	if err != nil {
		d.failed("logkey", err)
		return
	}
	d.ok("logkey", "doctor.logkey.ok", "origin", logs[0].Origin)
}

func (d *doctor) journal(ctx context.Context) {
	r, err := d.a.CheckJournal(ctx)
	switch {
	case err != nil:
		d.failed("journal", err)
	case !r.Good:
		d.wrong("journal", "doctor.journal.wrong", "why", r.Reason)
	case len(r.Doubtful) > 0:
		d.attention("journal", "doctor.journal.doubtful", "count", itoa(len(r.Doubtful)), "row", strconv.FormatInt(r.Doubtful[0], 10))
	default:
		d.ok("journal", "doctor.journal.ok", "entries", strconv.FormatInt(r.Entries, 10))
	}
}

// files reads every file, also when the journal's check stopped before.
func (d *doctor) files(ctx context.Context) {
	rows, err := d.a.store.Blobs(ctx)
	if err != nil {
		d.failed("files", err)
		return
	}
	bad, first := 0, review.Hash("")
	for _, f := range rows {
		if ctx.Err() != nil {
			return
		}
		if b, err := d.a.store.Blob(ctx, f.Hash); err != nil || len(b) != f.Size {
			if bad++; first == "" {
				first = f.Hash
			}
		}
	}
	if bad > 0 {
		d.wrong("files", "doctor.files.bad", "count", itoa(bad), "all", itoa(len(rows)), "first", first.Short())
		return
	}
	d.ok("files", "doctor.files.ok", "all", itoa(len(rows)))
}

func (d *doctor) levels(ctx context.Context) {
	owed, err := d.a.Owed(ctx)
	switch {
	case err != nil:
		d.failed("levels", err)
	case len(owed) > 0:
		d.attention("levels", "doctor.levels.owed", "count", itoa(len(owed)), "first", owed[0].CaseNumber)
	default:
		d.ok("levels", "doctor.levels.ok")
	}
}
