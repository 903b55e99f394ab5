package app

import (
	"context"
	"encoding/base64"
	"errors"
	"io"
	"os"
	"path/filepath"

	"filippo.io/age"

	"shenqian/app/backup"
	"shenqian/review"
	"shenqian/storage"
)

// Version is the program's; the packager may set it.
var Version = "0.1.0"

// BackupReport says what is in a backup.
type BackupReport struct {
	File string `json:"file"`
	backup.Manifest
	Checkpoint string `json:"checkpoint"`
	Bytes      int64  `json:"bytes"`
}

// Backup writes all of the court's data as it is at one moment into a new
// file, for those who hold the recipients' keys. Others go on meanwhile.
// Either the whole file is there in the end or none.
func (a *App) Backup(ctx context.Context, path string, to ...age.Recipient) (*BackupReport, error) {
	if len(to) == 0 {
		return nil, review.Fault("backup.norecipient")
	}
	if _, err := os.Lstat(path); err == nil {
		return nil, review.Fault("file.exists", "file", path)
	}
	work, err := os.MkdirTemp(a.here, "backup-")
	if err != nil {
		return nil, review.FaultFrom(err, "storage.write")
	}
	defer os.RemoveAll(work)
	parts, err := a.store.Snapshot(ctx, work)
	if err != nil {
		return nil, err
	}
	r, key, err := a.manifest(ctx, work, len(parts)-1)
	if err != nil {
		return nil, err
	}
	// Opened, the copy of a server's data made its rows: it is another size now.
	info, err := os.Stat(parts[0].Path)
	if err != nil {
		return nil, review.FaultFrom(err, "storage.write")
	}
	parts[0].Size = info.Size()
	r.File = path
	out, err := os.CreateTemp(filepath.Dir(path), ".backup-*")
	if err != nil {
		return nil, review.FaultFrom(err, "backup.write", "file", path)
	}
	defer os.Remove(out.Name()) // it was renamed if all went well
	err = writeBackup(ctx, out, to, r, key, parts)
	if err == nil {
		err = out.Sync()
	}
	if info, e := out.Stat(); e == nil {
		r.Bytes = info.Size()
	}
	if err = errors.Join(err, out.Close()); err == nil {
		err = os.Rename(out.Name(), path)
	}
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil && Code(err) == "":
		return nil, review.FaultFrom(err, "backup.write", "file", path)
	}
	return r, err
}

// manifest says what a snapshot in work holds, and gives the key that unseals
// it.
func (a *App) manifest(ctx context.Context, work string, files int) (*BackupReport, []byte, error) {
	key, err := sealingKey(a.config, false, false)
	if err != nil {
		return nil, nil, err
	}
	c := a.config
	c.Data, c.Window = work, false
	copied, err := openWith(ctx, c, a.Workshop, key)
	if err != nil {
		return nil, nil, err
	}
	defer copied.Close()
	signed, mark, err := copied.Checkpoint(ctx, 0)
	switch {
	case err != nil:
		return nil, nil, err
	case signed == "":
		return nil, nil, review.Fault("journal.nolog")
	}
	court := copied.Court()
	return &BackupReport{Checkpoint: signed, Manifest: backup.Manifest{
		Program: Version, Court: court.Name, At: a.Now(), Origin: mark.Origin, Entries: mark.Size, Files: files, Demonstration: court.Demonstration,
	}}, key, nil
}

func writeBackup(ctx context.Context, out io.Writer, to []age.Recipient, r *BackupReport, key []byte, parts []storage.Part) error {
	w, err := backup.NewWriter(out, to, r.Manifest, r.Checkpoint, []byte(base64.StdEncoding.EncodeToString(key)))
	if err != nil {
		return err
	}
	put := func(p storage.Part) error {
		f, err := os.Open(p.Path)
		if err != nil {
			return err
		}
		defer f.Close()
		return w.Put(p.Name, p.Size, f)
	}
	for _, p := range parts {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err := put(p); err != nil {
			return err
		}
	}
	return w.Close()
}

// ReadBackupCheckpoint reads of a backup no more than its checkpoint.
func ReadBackupCheckpoint(path string, with ...age.Identity) (*BackupReport, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r, err := backup.NewReader(f, with...)
	if err != nil {
		return nil, err
	}
	return &BackupReport{File: path, Manifest: r.Manifest, Checkpoint: r.Checkpoint}, nil
}

// IsBackup says whether a file begins as a backup does.
func IsBackup(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, len(ageHeader))
	_, err = io.ReadFull(f, head)
	return err == nil && string(head) == ageHeader
}

const ageHeader = "age-encryption.org/v1\n"
