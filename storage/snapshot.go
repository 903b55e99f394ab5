package storage

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"os"
	"path/filepath"

	"shenqian/review"
)

// Part is one file of a court's data, as it lies in its folder.
type Part struct {
	Name string // with slashes, relative to the folder
	Path string // where its content is to be read
	Size int64
}

// Snapshot copies the database into dir, as it is at one moment, others going
// on meanwhile, and names every part of the data as of that moment: the copy,
// then the files. dir must be empty.
func (s *Store) Snapshot(ctx context.Context, dir string) ([]Part, error) {
	if s.onServer() {
		return s.snapshotServer(ctx, dir)
	}
	db := filepath.Join(dir, databaseName)
	if _, err := s.db.ExecContext(ctx, "VACUUM INTO ?", db); err != nil {
		return nil, unwritten(err)
	}
	info, err := os.Stat(db)
	if err != nil {
		return nil, unwritten(err)
	}
	kept := folder{s.dir}
	parts := []Part{{Name: databaseName, Path: db, Size: info.Size()}}
	copied, err := sql.Open("sqlite3", "file:"+filepath.ToSlash(db)+"?mode=ro")
	if err != nil {
		return nil, unread(err)
	}
	files, err := (&Store{db: bound{copied, sqliteDialect{}}}).Blobs(ctx)
	if err = errors.Join(err, copied.Close()); err != nil {
		return nil, err
	}
	for _, f := range files {
		h := string(f.Hash)
		path := kept.path(h)
		info, err := os.Stat(path)
		if errors.Is(err, os.ErrNotExist) { // its step was just committed
			path = kept.incoming(h)
			info, err = os.Stat(path)
		}
		if err != nil {
			return nil, review.FaultFrom(err, "storage.nofile", "hash", f.Hash.Short())
		}
		parts = append(parts, Part{Name: blobFolder + "/" + h[:2] + "/" + h, Path: path, Size: info.Size()})
	}
	return parts, nil
}

// snapshotServer carries a server's data over into a folder's form, which all
// backups have, in dir.
func (s *Store) snapshotServer(ctx context.Context, dir string) ([]Part, error) {
	to := &Store{seal: s.seal, turn: make(chan struct{}, 1)}
	err := to.openFolder(ctx, dir, false)
	if err == nil {
		err = Copy(ctx, s, to)
	}
	var files []BlobRow
	if err == nil {
		files, err = to.Blobs(ctx)
	}
	if err = errors.Join(err, to.Close()); err != nil { // closing writes all of it into the one file
		return nil, err
	}
	parts := []Part{newPart(dir, databaseName)}
	for _, f := range files {
		h := string(f.Hash)
		parts = append(parts, newPart(dir, blobFolder+"/"+h[:2]+"/"+h))
	}
	for i := range parts {
		info, err := os.Stat(parts[i].Path)
		if err != nil {
			return nil, review.FaultFrom(err, "storage.nofile", "hash", parts[i].Name)
		}
		parts[i].Size = info.Size()
	}
	return parts, nil
}

func newPart(dir, name string) Part {
	return Part{Name: name, Path: filepath.Join(dir, filepath.FromSlash(name))}
}

// Lay puts a part of the data into dir, which becomes a court's data folder
// once all of its parts are there. A name that is none of a part's is refused.
func Lay(dir, name string, content io.Reader) error {
	if name != databaseName {
		h := filepath.Base(filepath.FromSlash(name))
		if len(h) != 64 || name != blobFolder+"/"+h[:2]+"/"+h || !isHex(h) {
			return review.Fault("storage.part", "name", name)
		}
	}
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return review.FaultFrom(err, "storage.folder", "folder", dir)
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return unwritten(err)
	}
	_, err = io.Copy(f, content)
	if err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	var coded *review.Error
	if err != nil && !errors.As(err, &coded) { // else the content's fault, not the disk's
		return unwritten(err)
	}
	return err
}

// SyncFolders has all folders under dir, and dir, on the disk.
func SyncFolders(dir string) error {
	return filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		return syncFolder(path)
	})
}

func isHex(s string) bool {
	for _, r := range s {
		if (r < '0' || r > '9') && (r < 'a' || r > 'f') {
			return false
		}
	}
	return true
}
