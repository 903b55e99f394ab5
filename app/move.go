package app

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"shenqian/review"
	"shenqian/signing/checkpoint"
	"shenqian/storage"
)

// MoveReport is a court's data carried over to another place.
type MoveReport struct {
	From    string         `json:"from"`
	To      string         `json:"to"`
	Entries int64          `json:"entries"`
	Root    string         `json:"root"`
	Files   int            `json:"files"`
	Check   *JournalReport `json:"journal"` // of the copy
}

// Move carries the court's data over into an empty folder or an empty database,
// with its key. The journal is verified whole on both sides, and its root is the
// same on both; what is here stays as it is. Who worked here signs in there anew.
func (a *App) Move(ctx context.Context, to string) (*MoveReport, error) {
	c := a.config
	c.Data, c.Window = to, false
	from, err := a.config.name()
	if err != nil {
		return nil, err
	}
	there, err := c.name()
	if err != nil {
		return nil, err
	}
	if there == from {
		return nil, c.present()
	}
	if err := c.vacant(ctx); err != nil {
		return nil, err
	}
	if err := c.noShare(); err != nil {
		return nil, err
	}
	if r, err := a.VerifyJournal(ctx); err != nil || !r.Good {
		if err == nil {
			err = review.Fault("move.journal")
		}
		return nil, err
	}
	key, err := sealingKey(a.config, false, false)
	if err != nil {
		return nil, err
	}
	out, err := a.carry(ctx, c, key)
	if err != nil {
		return nil, err
	}
	out.From, out.To = from, there
	return out, a.remembered(c)
}

// carry fills an empty place with the court's data and its key, and holds the
// copy against it.
func (a *App) carry(ctx context.Context, c Config, key []byte) (*MoveReport, error) {
	here, err := c.here()
	if err == nil {
		err = os.MkdirAll(here, 0o700)
	}
	if err == nil {
		err = a.copyTo(ctx, c, key)
	}
	if err != nil {
		return nil, err
	}
	out, err := a.heldAgainst(ctx, c, key)
	if err != nil {
		return nil, err
	}
	if a.Court().Demonstration { // whose certificates are nobody's secret
		certificates := filepath.Join(a.here, "certificates")
		if err := os.CopyFS(filepath.Join(here, "certificates"), os.DirFS(certificates)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	return out, nil
}

// copyTo fills an empty place.
func (a *App) copyTo(ctx context.Context, c Config, key []byte) error {
	to, err := storage.Open(ctx, c.Data, c.options(key))
	if err != nil {
		return err
	}
	if err := storage.Copy(ctx, a.store, to); err != nil {
		return closeAfter(err, to)
	}
	if err := to.Close(); err != nil {
		return err
	}
	return keepSealingKey(c, a.Court().Demonstration, key)
}

// heldAgainst opens the copy, which makes its rows, verifies its journal and
// compares it with the one here.
func (a *App) heldAgainst(ctx context.Context, c Config, key []byte) (*MoveReport, error) {
	copied, err := openWith(ctx, c, a.Workshop, key)
	if err != nil {
		return nil, err
	}
	defer copied.Close()
	if _, err := copied.closeAgain(ctx); err != nil {
		return nil, err
	}
	check, err := copied.VerifyJournal(ctx)
	if err != nil {
		return nil, err
	}
	files, err := copied.store.Blobs(ctx)
	if err != nil {
		return nil, err
	}
	size, err := copied.store.Size(ctx)
	if err != nil {
		return nil, err
	}
	root, err := copied.store.Root(ctx, size)
	if err != nil {
		return nil, err
	}
	here, err := a.store.Root(ctx, size)
	if err != nil {
		return nil, err
	}
	if !check.Good || root != here {
		return nil, review.Fault("move.differs")
	}
	return &MoveReport{Entries: size, Root: checkpoint.Checkpoint{Size: size, Root: root}.RootText(), Files: len(files), Check: check}, nil
}

// remembered takes along what this machine remembers of the journal.
func (a *App) remembered(c Config) error {
	m, path, err := recall(a.config)
	if err != nil || path == "" {
		return err
	}
	if path, err = memoryPath(c); err != nil {
		return err
	}
	return m.keep(path)
}
