package app

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"time"

	"filippo.io/age"

	"shenqian/app/backup"
	"shenqian/review"
	"shenqian/signing/keys"
	"shenqian/storage"
)

// RestoreRequest is how a backup is to be put back.
type RestoreRequest struct {
	File string
	With []age.Identity
	// Papers that came out of the court: a state older than they are is refused.
	Papers []Paper
	// Older takes an older state all the same.
	Older bool
	// Replace moves what is in the folder aside first.
	Replace bool
}

// RestoreReport says what was put back.
type RestoreReport struct {
	BackupReport
	Data string `json:"data"`
	// Aside is where the data went that was there before.
	Aside  string         `json:"aside,omitempty"`
	Papers []PaperCheck   `json:"papers,omitempty"`
	Check  *JournalReport `json:"journal"`
}

// restoreRecord is the payload of a RestoreEntry.
type restoreRecord struct {
	Backup  review.Hash `json:"backup"` // of the file
	Made    time.Time   `json:"made"`
	Entries int64       `json:"entries"` // in the journal then
	At      time.Time   `json:"at"`
	Older   bool        `json:"older,omitempty"` // it was known to be older than papers or data
}

// Restore lays a court's data out from a backup in c.Data. It is checked whole
// before it is put in its place: journal, files, and that it is not older than
// any of the papers, nor than the data that it replaces. Whatever fails,
// c.Data stays as it was.
func (w *Workshop) Restore(ctx context.Context, c Config, r RestoreRequest) (*RestoreReport, error) {
	out, err := w.restore(ctx, c, r)
	if err != nil && Code(err) == "" && ctx.Err() == nil {
		name, _ := c.name() // an address that is none has a code
		err = review.FaultFrom(err, "restore.failed", "folder", name)
	}
	return out, err
}

func (w *Workshop) restore(ctx context.Context, c Config, r RestoreRequest) (out *RestoreReport, err error) {
	if storage.OnServer(c.Data) {
		return w.restoreServer(ctx, c, r)
	}
	if err := c.noShare(); err != nil {
		return nil, err
	}
	there := storage.Exists(c.Data)
	if there && !r.Replace {
		return nil, c.present()
	}
	work, err := os.MkdirTemp(filepath.Dir(filepath.Clean(c.Data)), ".restore-")
	if err != nil {
		return nil, review.FaultFrom(err, "storage.folder", "folder", filepath.Dir(c.Data))
	}
	defer os.RemoveAll(work) // it was renamed if all went well
	var lock *App
	if there {
		var p []Paper
		if p, lock, err = present(ctx, c, w); err != nil {
			return nil, err
		}
		r.Papers = append(r.Papers, p...)
	}
	if lock != nil {
		defer lock.Close()
	}
	var key []byte
	if out, key, err = layOutBackup(ctx, c, w, r, work); err != nil {
		return nil, err
	}
	if lock != nil {
		if err := lock.Close(); err != nil { // some systems move no folder with open files
			return nil, err
		}
	}
	out.Data = c.Data
	return out, putInPlace(c, w, out, work, key)
}

// TestBackup lays a backup out in a folder of its own, checks it whole, and
// removes it: it would restore.
func (w *Workshop) TestBackup(ctx context.Context, c Config, r RestoreRequest) (*RestoreReport, error) {
	work, err := os.MkdirTemp("", "shenqian-restore-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(work)
	out, _, err := layOutBackup(ctx, c, w, r, work)
	return out, err
}

// present is the data that is to be replaced, as a paper, held so that nobody
// works on it meanwhile. Data that can't be opened any more attests nothing.
func present(ctx context.Context, c Config, w *Workshop) ([]Paper, *App, error) {
	c.Window = true
	key, err := sealingKey(c, false, false)
	if err != nil {
		return nil, nil, nil
	}
	a, err := openWith(ctx, c, w, key)
	switch {
	case Code(err) == "storage.window":
		return nil, nil, err
	case err != nil:
		return nil, nil, nil
	}
	signed, _, err := a.Checkpoint(ctx, 0)
	if err != nil || signed == "" {
		return nil, a, nil
	}
	return []Paper{{c.Data, []byte(signed)}}, a, nil
}

// layOutBackup lays a backup out in work and checks it.
func layOutBackup(ctx context.Context, c Config, w *Workshop, r RestoreRequest, work string) (*RestoreReport, []byte, error) {
	f, err := os.Open(r.File)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	b, err := backup.NewReader(f, r.With...)
	if err != nil {
		return nil, nil, err
	}
	for {
		name, content, err := b.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil {
			err = storage.Lay(work, name, content)
		}
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return nil, nil, err
		}
	}
	key, err := base64.StdEncoding.DecodeString(string(b.Key))
	if err != nil {
		return nil, nil, review.FaultFrom(err, "backup.damaged", "where", "sealing.key")
	}
	c.Data, c.Window = work, false
	a, err := openWith(ctx, c, w, key)
	if err != nil {
		return nil, nil, err
	}
	defer a.Close()
	out := &RestoreReport{BackupReport: BackupReport{File: r.File, Manifest: b.Manifest, Checkpoint: b.Checkpoint}}
	if info, err := f.Stat(); err == nil {
		out.Bytes = info.Size()
	}
	out.Check, err = a.VerifyJournal(ctx, append([]Paper{{r.File, []byte(b.Checkpoint)}}, r.Papers...)...)
	if err != nil {
		return nil, nil, err
	}
	if err := out.judge(r.Older); err != nil {
		return nil, nil, err
	}
	return out, key, a.noteRestore(out)
}

// judge refuses what the check found wrong, but for an age that was agreed to.
func (out *RestoreReport) judge(older bool) error {
	if len(out.Check.Papers) == 0 { // the data itself was found wrong
		return review.Fault("restore.bad", "reason", out.Check.Reason)
	}
	out.Papers = out.Check.Papers[1:] // the first is the backup's own
	for _, p := range out.Check.Papers {
		switch {
		case p.Agrees || p.Later && older:
		case p.Later:
			return review.Fault("restore.older", "file", p.File, "size", itoa(int(p.Size)), "have", itoa(int(out.Check.Entries)))
		default:
			return review.Fault("restore.disagrees", "file", p.File, "reason", p.Reason)
		}
	}
	return nil
}

// putInPlace makes work the court's data.
func putInPlace(c Config, w *Workshop, out *RestoreReport, work string, key []byte) error {
	if out.Demonstration {
		if err := keepSealingKey(Config{Data: work}, true, key); err != nil {
			return err
		}
	}
	if err := storage.SyncFolders(work); err != nil {
		return review.FaultFrom(err, "storage.write")
	}
	if storage.Exists(c.Data) {
		old, err := sealingKey(c, false, false)
		out.Aside = filepath.Clean(c.Data) + ".before-" + w.Now().Format("20060102-150405")
		if err := os.Rename(c.Data, out.Aside); err != nil {
			return review.FaultFrom(err, "storage.folder", "folder", c.Data)
		}
		if err == nil && !out.Demonstration { // the old data goes by its path
			if err := keepSealingKey(Config{Data: out.Aside}, false, old); err != nil {
				return err
			}
		}
	} else if err := os.Remove(c.Data); err != nil && !errors.Is(err, os.ErrNotExist) {
		return review.Fault("restore.folder", "folder", c.Data)
	}
	if err := os.Rename(work, c.Data); err != nil {
		return review.FaultFrom(err, "storage.folder", "folder", c.Data)
	}
	if out.Demonstration {
		return nil
	}
	return keepSealingKey(c, false, key)
}

// A restore is an act, but nobody sits at the desk while there is no data. It
// is put down beside the data and becomes an entry at the next sign-in.
const restoredFile = "restored"

func (a *App) noteRestore(out *RestoreReport) error {
	f, err := os.Open(out.File)
	if err != nil {
		return err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return err
	}
	record := restoreRecord{Backup: review.Hash(hex.EncodeToString(h.Sum(nil))), Made: out.At, Entries: out.Check.Entries, At: a.Now()}
	for _, p := range out.Papers {
		record.Older = record.Older || p.Later
	}
	text, err := json.Marshal(record)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(a.here, restoredFile), a.store.Seal(text, restoredFile), 0o600)
}

// recordRestore makes an entry of a restore that nobody has signed yet, and
// says whether it did.
func (a *App) recordRestore(tx *storage.Tx, c *keys.Credential) (bool, error) {
	r, found, err := a.unsignedRestore()
	if err != nil || !found {
		return false, err
	}
	return true, appendSigned(tx, c, storage.RestoreEntry, string(r.Backup), r)
}

// unsignedRestore is the restore that becomes an entry at the next sign-in.
func (a *App) unsignedRestore() (r restoreRecord, found bool, err error) {
	sealed, err := os.ReadFile(filepath.Join(a.here, restoredFile))
	if errors.Is(err, os.ErrNotExist) {
		return r, false, nil
	}
	if err != nil {
		return r, false, err
	}
	text, err := a.store.Unseal(sealed, restoredFile)
	if err != nil {
		return r, false, err
	}
	if err := json.Unmarshal(text, &r); err != nil {
		return r, false, review.FaultFrom(err, "storage.damaged", "what", restoredFile)
	}
	return r, true, nil
}
