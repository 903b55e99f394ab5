package app

import (
	"context"
	"encoding/json"
	"strconv"
	"time"

	"shenqian/storage"
)

// derived checks what follows from the journal: that the rows are those of
// its matters, no fewer and no more, each at its place in the list and on the
// desks of those who must act, that every file is there and whole and came
// with an act that names it, and that the key for checkpoints is the journal's.
// It says what is wrong, "" if nothing is.
func (a *App) derived(ctx context.Context, c *journalChecker) (wrong string, err error) {
	for _, check := range []func(context.Context, *journalChecker) (string, error){a.rowsFollow, a.filesFollow, a.logKeyFits, a.closingsFollow} {
		if wrong, err := check(ctx, c); wrong != "" || err != nil {
			return wrong, err
		}
	}
	return "", nil
}

func (a *App) rowsFollow(ctx context.Context, c *journalChecker) (wrong string, err error) {
	all, err := a.store.Matters(ctx, storage.Query{})
	if err != nil {
		return "", err
	}
	say := func(id string) string { return a.Words.Say("journal.matter", "matter", numberOf(id)) }
	listed := map[string]bool{}
	for _, row := range all.Rows {
		listed[row.ID] = true
		_, m, err := a.events(ctx, row.ID)
		if err != nil || c.matters[row.ID] == 0 || m.State != row.State || m.Changed.Format(time.RFC3339) != row.Changed {
			return say(row.ID), nil
		}
		if good, err := a.placed(ctx, row); err != nil || !good {
			return say(row.ID), err
		}
	}
	for id := range c.matters {
		if listed[id] {
			continue
		}
		_, m, err := a.events(ctx, id)
		if err != nil || m.Yielded == "" || len(m.Attachments) > 0 {
			return say(id), nil
		}
	}
	if id, found, err := a.store.Misplaced(ctx); err != nil || found {
		return say(id), err
	}
	return "", nil
}

// placed says whether a row is what its sealed summary makes of it.
func (a *App) placed(ctx context.Context, row storage.MatterRow) (bool, error) {
	var s summary
	if json.Unmarshal(row.Summary, &s) != nil {
		return false, nil
	}
	want, err := rowOf(row.ID, row.State, row.Changed, s)
	if err != nil {
		return false, err
	}
	return a.store.Placed(ctx, want)
}

func (a *App) filesFollow(ctx context.Context, c *journalChecker) (wrong string, err error) {
	rows, err := a.store.Blobs(ctx)
	if err != nil {
		return "", err
	}
	c.kept = len(rows)
	for _, f := range rows {
		b, err := a.store.Blob(ctx, f.Hash)
		switch {
		case ctx.Err() != nil:
			return "", ctx.Err()
		case err != nil:
			return a.Words.Say("journal.file", "hash", f.Hash.Short()), nil
		case len(b) != f.Size || c.files[f.Hash] != f.Seq:
			return a.Words.Say("journal.filerow", "hash", f.Hash.Short()), nil
		}
		delete(c.files, f.Hash)
	}
	if c.unseen > 0 {
		return "", nil // what is left may have come in with a matter that is closed to this login
	}
	for h, row := range c.files {
		if c.absent[h] {
			continue
		}
		return a.Words.Say("journal.nofile", "hash", h.Short(), "row", strconv.FormatInt(row, 10)), nil
	}
	return "", nil
}

func (a *App) logKeyFits(ctx context.Context, _ *journalChecker) (wrong string, err error) {
	logs, err := a.logs(ctx)
	if err != nil || len(logs) == 0 {
		return "", err
	}
	if _, err = a.logKey(ctx, logs[0]); Code(err) != "" {
		return a.Words.Explain(err), nil
	}
	return "", err
}
