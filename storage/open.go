package storage

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"net/url"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
	_ "github.com/mattn/go-sqlite3" // the driver "sqlite3"

	"shenqian/review"
)

// Messages holds zh-Hans.json and en.json: code → sentence with {name} places.
//
//go:embed messages
var Messages embed.FS

// Store is one court's data in one folder.
type Store struct {
	dir  string
	db   *sql.DB
	seal *sealer
	lock *flock.Flock
	turn chan struct{} // holds one while a step is being written
}

// Options of Open.
type Options struct {
	// Key is the 32-byte key of the sealing layer.
	Key []byte
	// Window takes the folder for a window: a second one is refused.
	Window bool
}

const (
	databaseName = "court.db"
	blobFolder   = "files"
	incoming     = "incoming"
)

// Exists says whether dir holds a court's data.
func Exists(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, databaseName))
	return err == nil
}

// Open opens the data in dir, making it if there is none.
func Open(ctx context.Context, dir string, o Options) (*Store, error) {
	for _, d := range []string{dir, filepath.Join(dir, blobFolder), filepath.Join(dir, incoming)} {
		if err := os.MkdirAll(d, 0o700); err != nil {
			return nil, review.FaultFrom(err, "storage.folder", "folder", dir)
		}
	}
	seal, err := newSealer(o.Key)
	if err != nil {
		return nil, err
	}
	s := &Store{dir: dir, seal: seal, turn: make(chan struct{}, 1)}
	if o.Window {
		s.lock = flock.New(filepath.Join(dir, "window.lock"))
		got, err := s.lock.TryLock()
		if err != nil {
			return nil, review.FaultFrom(err, "storage.folder", "folder", dir)
		}
		if !got {
			return nil, review.Fault("storage.window", "folder", dir)
		}
	}
	if err := s.connect(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

func (s *Store) connect(ctx context.Context) error {
	// FULL: an act that was reported as done survives a power cut.
	q := url.Values{"_journal_mode": {"WAL"}, "_synchronous": {"FULL"}, "_busy_timeout": {"10000"}, "_foreign_keys": {"on"}, "_txlock": {"immediate"}, "_cache_size": {"-16384"}}
	db, err := sql.Open("sqlite3", "file:"+filepath.ToSlash(filepath.Join(s.dir, databaseName))+"?"+q.Encode())
	if err != nil {
		return review.FaultFrom(err, "storage.unreadable")
	}
	s.db = db
	db.SetMaxOpenConns(4)
	if err := migrate(ctx, db); err != nil {
		return err
	}
	if err := s.grow(ctx); err != nil {
		return err
	}
	return s.settle(ctx)
}

// Close lets go of the folder.
func (s *Store) Close() error {
	var errs []error
	if s.db != nil {
		errs = append(errs, s.db.Close())
	}
	if s.lock != nil {
		errs = append(errs, s.lock.Unlock())
	}
	return errors.Join(errs...)
}

// Tx is one step: all of it happens or none.
type Tx struct {
	s    *Store
	tx   *sql.Tx
	ctx  context.Context
	news []string // hashes of files that come in with this step
}

// Update runs one step in one transaction.
func (s *Store) Update(ctx context.Context, step func(*Tx) error) error {
	// Steps of this process wait for each other here. SQLite lets them wait too,
	// but it sleeps in between, and would let the disk stand idle.
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-ctx.Done():
		return ctx.Err()
	}
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return review.FaultFrom(err, "storage.write")
	}
	t := &Tx{s: s, tx: tx, ctx: ctx}
	if err := step(t); err != nil {
		_ = tx.Rollback() // the step's error counts
		return err
	}
	if err := tx.Commit(); err != nil {
		return review.FaultFrom(err, "storage.write")
	}
	// From here on the step has happened: a file that can't be moved yet is
	// still found under incoming, and moved at the next opening.
	for _, h := range t.news {
		_ = s.moveIn(h)
	}
	return nil
}
