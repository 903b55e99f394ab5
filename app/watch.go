package app

import (
	"context"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"

	"shenqian/app/intake"
	"shenqian/review"
)

// settled is how long a file must be left alone before it is read: a word
// processor writes, renames and writes again.
const settled = 400 * time.Millisecond

// WatchDraft takes a matter's draft in anew each time the file is saved, until
// ctx ends, and tells saved what became of it. The folder is watched and not
// the file, since word processors put a new file in the old one's place. What
// holds another case's 案号 is refused.
func (a *App) WatchDraft(ctx context.Context, id, path string, saved func(ImportItem, error)) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	b, err := readFile(path)
	if err != nil {
		return err
	}
	last := review.HashOf(b)
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return review.FaultFrom(err, "watch.folder", "folder", filepath.Dir(path))
	}
	defer w.Close()
	if err := w.Add(filepath.Dir(path)); err != nil {
		return review.FaultFrom(err, "watch.folder", "folder", filepath.Dir(path))
	}
	wait := time.NewTimer(time.Hour)
	wait.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case e, open := <-w.Events:
			if !open {
				return nil
			}
			if filepath.Clean(e.Name) == path {
				wait.Reset(settled)
			}
		case err := <-w.Errors:
			if err != nil {
				return review.FaultFrom(err, "watch.folder", "folder", filepath.Dir(path))
			}
		case <-wait.C:
			b, err := readFile(path)
			if err != nil { // between two names; the next event tells
				continue
			}
			if h := review.HashOf(b); h != last {
				last = h
				saved(a.takeSaved(ctx, id, path))
			}
		}
	}
}

// takeSaved imports a file that must be the matter's.
func (a *App) takeSaved(ctx context.Context, id, path string) (ImportItem, error) {
	item := ImportItem{File: path}
	b, err := readFile(path)
	if err != nil {
		return item, err
	}
	doc, err := intake.ReadRuling(ctx, path, b)
	if err != nil {
		return item, err
	}
	k, p := a.Recognise(doc.Text)
	if n := k.Prefill(p).CaseNumber(); MatterID(k.ID(), n) != id {
		return item, review.Fault("watch.othercase", "number", numberOf(id), "found", n.String())
	}
	report, err := a.Import(ctx, []string{path}, nil)
	if err != nil {
		return item, err
	}
	return report.Items[0], nil
}
