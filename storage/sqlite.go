package storage

import (
	"context"
	"database/sql"
	"net/url"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
	_ "github.com/mattn/go-sqlite3" // the driver "sqlite3"

	"shenqian/review"
)

// openFolder opens the SQLite database in a folder, with its files beside it.
func (s *Store) openFolder(ctx context.Context, dir string, window bool) error {
	s.dir = dir
	if s.share != "" && (window || !Exists(dir)) {
		return s.onShare()
	}
	f := folder{dir}
	if err := f.make(); err != nil {
		return review.FaultFrom(err, "storage.folder", "folder", dir)
	}
	s.files = f
	if window {
		s.lock = flock.New(filepath.Join(dir, "window.lock"))
		got, err := s.lock.TryLock()
		if err != nil {
			return review.FaultFrom(err, "storage.folder", "folder", dir)
		}
		if !got {
			return review.Fault("storage.window", "folder", dir)
		}
	}
	// FULL: an act that was reported as done survives a power cut.
	q := url.Values{"_journal_mode": {"WAL"}, "_synchronous": {"FULL"}, "_busy_timeout": {"10000"}, "_foreign_keys": {"on"}, "_txlock": {"immediate"}, "_cache_size": {"-16384"}}
	pool, err := sql.Open("sqlite3", "file:"+filepath.ToSlash(filepath.Join(dir, databaseName))+"?"+q.Encode())
	if err != nil {
		return unread(err)
	}
	s.use(pool, sqliteDialect{})
	pool.SetMaxOpenConns(4)
	if s.share != "" { // only read: what would be made or mended at the opening is left
		have, err := folderSchema(ctx, pool)
		if err == nil && have < newestSchema() {
			err = s.onShare()
		}
		return err
	}
	if err := migrate(ctx, pool); err != nil {
		return err
	}
	if err := s.grow(ctx); err != nil {
		return err
	}
	return f.settle(ctx, s.db, true)
}

// onShare refuses to write to a folder on a network share.
func (s *Store) onShare() error {
	return review.Fault("storage.share", "folder", s.dir, "kind", s.share)
}

// make makes the folders that files lie in.
func (f folder) make() error {
	for _, d := range []string{f.dir, filepath.Join(f.dir, blobFolder), filepath.Join(f.dir, incoming)} {
		if err := os.MkdirAll(d, 0o700); err != nil {
			return err
		}
	}
	return nil
}
