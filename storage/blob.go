package storage

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"time"

	"shenqian/review"
)

// Files are kept by the SHA-256 of their content. A new one is written and
// synced under incoming/ first, named in the blob table within the step's
// transaction, and moved to files/ after the commit. So files/ never holds a
// file without its entry, and an entry never lacks its file: after a kill
// between commit and move it is still under incoming/.

// folder keeps files in a folder of the disk.
type folder struct{ dir string }

const (
	blobFolder = "files"
	incoming   = "incoming"
)

func (f folder) path(h string) string     { return filepath.Join(f.dir, blobFolder, h[:2], h) }
func (f folder) incoming(h string) string { return filepath.Join(f.dir, incoming, h) }

// PutBlob stores data within the step.
func (t *Tx) PutBlob(data []byte) (review.Hash, error) {
	h := review.HashOf(data)
	var have int
	err := t.tx.QueryRowContext(t.ctx, "SELECT 1 FROM blob WHERE hash = ?", h).Scan(&have)
	if err == nil {
		return h, nil
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return "", unwritten(err)
	}
	t.news = append(t.news, string(h))
	if err := t.s.files.put(t, string(h), t.s.seal.seal(data, "blob "+string(h))); err != nil {
		return "", unwritten(err)
	}
	if _, err := t.tx.ExecContext(t.ctx, "INSERT INTO blob (hash, size, seq) VALUES (?, ?, (SELECT COALESCE(MAX(seq), 0) + 1 FROM "+t.tx.links()+")) ON CONFLICT (hash) DO NOTHING", h, len(data)); err != nil {
		return "", unwritten(err)
	}
	return h, nil
}

// Blob returns the content with hash h; damage is an error, never content.
func (s *Store) Blob(ctx context.Context, h review.Hash) ([]byte, error) {
	if len(h) != 64 {
		return nil, review.Fault("storage.nofile", "hash", h.Short())
	}
	sealed, err := s.files.get(ctx, string(h))
	if gone(err) {
		return nil, unread(err)
	}
	if err != nil {
		return nil, review.FaultFrom(err, "storage.nofile", "hash", h.Short())
	}
	data, err := s.seal.open(sealed, "blob "+string(h))
	if err != nil {
		return nil, err
	}
	if review.HashOf(data) != h {
		return nil, review.Fault("storage.damaged", "what", "blob "+string(h))
	}
	return data, ctx.Err()
}

// BlobRow is a file that there should be.
type BlobRow struct {
	Hash review.Hash
	Size int
	Seq  int64 // the journal entry it came in with
}

// Blobs are all files that there should be, in the order they came.
func (s *Store) Blobs(ctx context.Context) (out []BlobRow, err error) { return blobs(ctx, s.db) }

func blobs(ctx context.Context, q querier) (out []BlobRow, err error) {
	rows, err := q.QueryContext(ctx, "SELECT hash, size, seq FROM blob ORDER BY seq")
	if err != nil {
		return nil, unread(err)
	}
	defer rows.Close()
	for rows.Next() {
		var b BlobRow
		if err := rows.Scan(&b.Hash, &b.Size, &b.Seq); err != nil {
			return nil, unread(err)
		}
		out = append(out, b)
	}
	return out, ended(rows)
}

func (f folder) moveIn(h string) error {
	to := f.path(h)
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return err
	}
	if err := os.Rename(f.incoming(h), to); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(to))
}

// abandoned is how old a file under incoming/ must be before it is taken for
// the remains of a step that never happened, and not for one under way.
const abandoned = time.Hour

// settle finishes the moves of steps that were cut off after their commit, and
// clears away the files of steps that were cut off before, if all knows of all.
func (f folder) settle(ctx context.Context, db bound, all bool) error {
	files, err := os.ReadDir(filepath.Join(f.dir, incoming))
	if err != nil {
		return review.FaultFrom(err, "storage.folder", "folder", f.dir)
	}
	for _, one := range files {
		var have int
		err := db.QueryRowContext(ctx, "SELECT 1 FROM blob WHERE hash = ?", one.Name()).Scan(&have)
		switch {
		case err == nil:
			if err := f.moveIn(one.Name()); err != nil && !errors.Is(err, os.ErrNotExist) {
				return unwritten(err)
			}
		case errors.Is(err, sql.ErrNoRows):
			if i, err := one.Info(); all && err == nil && time.Since(i.ModTime()) > abandoned {
				_ = os.Remove(filepath.Join(f.dir, incoming, one.Name())) // tried again at the next opening
			}
		default:
			return unread(err)
		}
	}
	return nil
}

// writeSynced writes a whole file or none of it.
func writeSynced(path string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), "part-*")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name()) // the first error counts
		return err
	}
	return syncFolder(filepath.Dir(path))
}

func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	// Windows can't sync a folder, and needs it not.
	if err := d.Sync(); err != nil && !errors.Is(err, os.ErrInvalid) && !errors.Is(err, os.ErrPermission) {
		return err
	}
	return nil
}
