package app

import (
	"bytes"
	"context"
	"encoding/json"
	"time"

	"shenqian/storage"
)

// derived checks what follows from the journal: that the rows are those of
// its matters, no fewer and no more, each at its place in the list and on the
// desks of those who must act, that every file is there and whole and came
// with an act that names it, and that the key for checkpoints is the journal's.
// It says what is wrong, "" if nothing is.
func (a *App) derived(ctx context.Context, c *journalChecker) (wrong string, err error) {
	for _, check := range []func(context.Context, *journalChecker) (string, error){a.rowsFollow, a.filesFollow, a.logKeyFits} {
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

func (a *App) filesFollow(ctx context.Context, _ *journalChecker) (wrong string, err error) {
	files, err := a.store.Blobs(ctx)
	if err != nil {
		return "", err
	}
	named := map[string]bool{}
	err = a.store.EachEntry(ctx, "", func(e storage.Entry) error {
		// The list is in the order of the acts.
		for len(files) > 0 && files[0].Seq < e.Seq {
			files = files[1:]
		}
		for _, f := range files {
			if f.Seq != e.Seq {
				break
			}
			if bytes.Contains(e.Body, []byte(f.Hash)) {
				named[string(f.Hash)] = true
			}
		}
		return nil
	})
	if err != nil {
		return "", err
	}
	if files, err = a.store.Blobs(ctx); err != nil {
		return "", err
	}
	for _, f := range files {
		b, err := a.store.Blob(ctx, f.Hash)
		if ctx.Err() != nil {
			return "", ctx.Err()
		}
		if err != nil || len(b) != f.Size || !named[string(f.Hash)] {
			return a.Words.Say("journal.file", "hash", f.Hash.Short()), nil
		}
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
