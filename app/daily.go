package app

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"shenqian/app/backup"
	"shenqian/review"
)

// A backup a day is made by the program itself, where a machine's user said
// into which folder and for whom. It is encrypted for a public key, so that
// nothing secret need be kept for it.

// DailyBackups is what a machine's user set for one court's data.
type DailyBackups struct {
	Folder     string   `json:"folder"`
	Recipients []string `json:"recipients"` // age1…
	// Keep is for how many days every backup is kept; of each of the twelve
	// months before, the first.
	Keep int `json:"keep"`
}

const (
	backupSuffix  = ".sqbackup"
	backupStamp   = "20060102-150405"
	monthsKept    = 12
	keptUnlessSet = 30
)

// Daily is what was set, found false if nothing was.
func (a *App) Daily() (d DailyBackups, found bool, err error) {
	path, err := a.dailyPath()
	if err != nil || path == "" {
		return d, false, err
	}
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return d, false, nil
	}
	if err != nil {
		return d, false, err
	}
	if err := json.Unmarshal(b, &d); err != nil {
		return d, false, review.FaultFrom(err, "backup.settings", "file", path)
	}
	return d, true, nil
}

// SetDaily has a backup made every day from now on; nil ends that.
func (a *App) SetDaily(d *DailyBackups) error {
	path, err := a.dailyPath()
	switch {
	case err != nil:
		return err
	case path == "":
		return review.Fault("backup.nosettings")
	case d == nil:
		return removeIfThere(path)
	case d.Keep == 0:
		d.Keep = keptUnlessSet
	}
	if _, err := backup.For(d.Recipients...); err != nil {
		return err
	}
	if len(d.Recipients) == 0 {
		return review.Fault("backup.norecipient")
	}
	if d.Keep < 1 {
		return review.Fault("backup.keep")
	}
	if d.Folder, err = filepath.Abs(d.Folder); err != nil {
		return err
	}
	if inside(a.here, d.Folder) {
		return review.Fault("backup.inside", "folder", d.Folder)
	}
	if err := os.MkdirAll(d.Folder, 0o700); err != nil {
		return review.FaultFrom(err, "storage.folder", "folder", d.Folder)
	}
	b, err := json.Marshal(d)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	return ReplaceFile(path, b, 0o600)
}

// inside says whether folder is dir or lies in it: a backup that burns with
// the data is none.
func inside(dir, folder string) bool {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return false
	}
	rel, err := filepath.Rel(abs, folder)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

func (a *App) dailyPath() (string, error) {
	if a.config.Settings == "" {
		return "", nil
	}
	name, err := a.config.name()
	return filepath.Join(a.config.Settings, "backups", string(review.HashOf([]byte(name))[:24])+".json"), err
}

// MakeDaily makes today's backup unless it was made, and removes those that are
// no longer to be kept. It gives nil if there was nothing to do.
func (a *App) MakeDaily(ctx context.Context) (*BackupReport, error) {
	d, found, err := a.Daily()
	if err != nil || !found {
		return nil, err
	}
	made, err := madeIn(d.Folder)
	if err != nil {
		return nil, err
	}
	now := a.Now()
	if n := len(made); n > 0 && review.DateOf(made[n-1]) == review.DateOf(now) {
		return nil, nil
	}
	return a.makeDaily(ctx, d)
}

// makeDaily makes a backup into the folder that was set.
func (a *App) makeDaily(ctx context.Context, d DailyBackups) (*BackupReport, error) {
	made, err := madeIn(d.Folder)
	if err != nil {
		return nil, err
	}
	now := a.Now()
	to, err := backup.For(d.Recipients...)
	if err != nil {
		return nil, err
	}
	r, err := a.Backup(ctx, filepath.Join(d.Folder, dailyName(now)), to...)
	if err != nil {
		return nil, err
	}
	for _, t := range outlived(append(made, now), now, d.Keep) {
		if err := os.Remove(filepath.Join(d.Folder, dailyName(t))); err != nil {
			return r, review.FaultFrom(err, "backup.remove", "file", dailyName(t))
		}
	}
	return r, nil
}

func dailyName(at time.Time) string { return "shenqian-" + at.Format(backupStamp) + backupSuffix }

// madeIn are the times of the backups in a folder, in order. Files with other
// names are somebody's, and left alone.
func madeIn(folder string) (out []time.Time, err error) {
	files, err := os.ReadDir(folder)
	if err != nil {
		return nil, review.FaultFrom(err, "storage.folder", "folder", folder)
	}
	for _, f := range files {
		stamp, ok := strings.CutPrefix(strings.TrimSuffix(f.Name(), backupSuffix), "shenqian-")
		t, err := time.ParseInLocation(backupStamp, stamp, Zone)
		if ok && err == nil && dailyName(t) == f.Name() {
			out = append(out, t)
		}
	}
	slices.SortFunc(out, time.Time.Compare)
	return out, nil
}

// outlived are, of the backups made at these times in order, those that are no
// longer to be kept. The last is always kept.
func outlived(made []time.Time, now time.Time, days int) (out []time.Time) {
	months := map[string]bool{}
	for i, t := range made {
		month := t.Format("200601")
		first := !months[month]
		months[month] = true
		young := t.After(now.AddDate(0, 0, -days))
		monthly := first && t.After(now.AddDate(0, -monthsKept, 0))
		if !young && !monthly && i < len(made)-1 {
			out = append(out, t)
		}
	}
	return out
}
