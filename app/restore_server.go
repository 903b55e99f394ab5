package app

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"shenqian/review"
)

// restoreServer lays a court's data out from a backup in a server's empty
// database: first in a folder of this machine, where it is checked whole, then
// over to the server as move carries it. What is in a database already is never
// replaced: an empty one is quickly made, and the old stays as it is.
func (w *Workshop) restoreServer(ctx context.Context, c Config, r RestoreRequest) (*RestoreReport, error) {
	name, err := c.name()
	if err != nil {
		return nil, err
	}
	if r.Replace {
		return nil, review.Fault("restore.replace.server", "database", name)
	}
	if err := c.vacant(ctx); err != nil {
		return nil, err
	}
	work, err := os.MkdirTemp("", "shenqian-restore-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(work)
	data := filepath.Join(work, "data")
	if err := os.Mkdir(data, 0o700); err != nil {
		return nil, err
	}
	out, key, err := layOutBackup(ctx, c, w, r, data)
	if err != nil {
		return nil, err
	}
	laid := c
	laid.Data, laid.Window = data, false
	a, err := openWith(ctx, laid, w, key)
	if err != nil {
		return nil, err
	}
	_, err = a.carry(ctx, c, key)
	if err = errors.Join(err, a.Close()); err != nil {
		return nil, err
	}
	out.Data = name
	// The note of the restore, sealed, becomes an entry at the next sign-in.
	note, err := os.ReadFile(filepath.Join(data, restoredFile))
	if errors.Is(err, fs.ErrNotExist) {
		return out, nil
	}
	if err != nil {
		return nil, err
	}
	to, err := c.inHere(restoredFile)
	if err != nil {
		return nil, err
	}
	return out, os.WriteFile(to, note, 0o600)
}
