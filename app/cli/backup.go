package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"
	"strings"

	"filippo.io/age"

	"shenqian/app"
	"shenqian/app/backup"
	"shenqian/review"
)

// backupData writes a backup; with --test it shows instead that one restores.
func backupData(r *run) (int, error) {
	if r.has("test") {
		return testBackup(r)
	}
	a, err := r.open(false)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	var to []age.Recipient
	if r.has("recipient") {
		to, err = backup.For(r.flags["recipient"]...)
	} else {
		var p []byte
		if p, err = r.passphrase(); err == nil {
			var one age.Recipient
			one, err = backup.ForPassphrase(string(p))
			to = []age.Recipient{one}
		}
	}
	if err != nil {
		return 0, err
	}
	report, err := a.Backup(r.ctx, r.args[0], to...)
	if err != nil {
		return 0, err
	}
	return Good, r.answer(report, func(w io.Writer) { r.sayBackup(w, "cli.backup.made", report) })
}

func (r *run) sayBackup(w io.Writer, code string, b *app.BackupReport) {
	fmt.Fprintln(w, r.words.Say(code, "file", b.File, "court", b.Court, "entries", fmt.Sprint(b.Entries), "files", fmt.Sprint(b.Files), "size", megabytes(b.Bytes), "at", b.At.Format("2006-01-02 15:04")))
}

func megabytes(n int64) string { return strconv.FormatFloat(float64(n)/1e6, 'f', 1, 64) }

func testBackup(r *run) (int, error) {
	with, err := r.identities()
	if err != nil {
		return 0, err
	}
	w, err := app.NewWorkshop(r.config)
	if err != nil {
		return 0, err
	}
	report, err := w.TestBackup(r.ctx, r.config, app.RestoreRequest{File: r.args[0], With: with})
	if err != nil {
		return 0, err
	}
	return Good, r.answer(report, func(w io.Writer) { r.sayBackup(w, "cli.backup.good", &report.BackupReport) })
}

// identities are what opens a backup: the keys in --identity, else a
// passphrase.
func (r *run) identities() ([]age.Identity, error) {
	if path := r.flag("identity"); path != "" {
		b, err := app.ReadFileFully(path)
		if err != nil {
			return nil, err
		}
		return backup.With(string(b))
	}
	p, err := r.passphrase()
	if err != nil {
		return nil, err
	}
	i, err := backup.WithPassphrase(string(p))
	return []age.Identity{i}, err
}

// restoreData lays a court's data out from a backup.
func restoreData(r *run) (int, error) {
	with, err := r.identities()
	if err != nil {
		return 0, err
	}
	req := app.RestoreRequest{File: r.args[0], With: with, Older: r.has("older"), Replace: r.has("replace")}
	for _, p := range r.flags["paper"] {
		papers, err := app.ReadPapers(p, with...)
		if err != nil {
			return 0, err
		}
		req.Papers = append(req.Papers, papers...)
	}
	b, err := app.ReadBackupCheckpoint(req.File, with...)
	if err != nil {
		return 0, err
	}
	own, err := app.RememberedPaper(r.config, r.words, b.Origin)
	if err != nil {
		return 0, err
	}
	req.Papers = append(req.Papers, own...)
	w, err := app.NewWorkshop(r.config)
	if err != nil {
		return 0, err
	}
	report, err := w.Restore(r.ctx, r.config, req)
	if err != nil {
		return 0, err
	}
	return Good, r.answer(report, func(w io.Writer) {
		r.sayBackup(w, "cli.restored", &report.BackupReport)
		if report.Aside != "" {
			fmt.Fprintln(w, r.words.Say("cli.restored.aside", "folder", report.Aside))
		}
	})
}

// backupKey makes the key that opens backups: the file goes into a safe, the
// public key into the settings.
func backupKey(r *run) (int, error) {
	if r.flag("out") == "" {
		return 0, usage("cli.out")
	}
	file, name, err := backup.NewIdentity()
	if err != nil {
		return 0, err
	}
	if err := writeSecret(r.flag("out"), []byte(file)); err != nil {
		return 0, err
	}
	return Good, r.answer(map[string]string{"file": r.flag("out"), "recipient": name}, func(w io.Writer) {
		fmt.Fprintln(w, r.words.Say("cli.backup.key", "file", r.flag("out"), "recipient", name))
	})
}

// backupDaily sets the backup of every day, and makes today's.
func backupDaily(r *run) (int, error) {
	a, err := r.open(false)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	switch {
	case r.has("off"):
		err = a.SetDaily(nil)
	case r.has("folder") || r.has("recipient"):
		keep := 0
		if v := r.flag("keep"); v != "" {
			if keep, err = strconv.Atoi(v); err != nil {
				return 0, review.Fault("backup.keep")
			}
		}
		err = a.SetDaily(&app.DailyBackups{Folder: r.flag("folder"), Recipients: r.flags["recipient"], Keep: keep})
	}
	if err != nil {
		return 0, err
	}
	set, found, err := a.Daily()
	if err != nil {
		return 0, err
	}
	made, err := a.MakeDaily(r.ctx)
	if err != nil {
		return 0, err
	}
	answer := map[string]any{"set": found, "made": made}
	if found {
		answer["daily"] = set
	}
	return Good, r.answer(answer, func(w io.Writer) {
		if !found {
			fmt.Fprintln(w, r.words.Say("cli.backup.nodaily"))
			return
		}
		fmt.Fprintln(w, r.words.Say("cli.backup.daily", "folder", set.Folder, "recipients", strings.Join(set.Recipients, "、"), "keep", fmt.Sprint(set.Keep)))
		if made != nil {
			r.sayBackup(w, "cli.backup.made", made)
		}
	})
}

// writeSecret writes a file that nobody else may read and that must not be
// there yet.
func writeSecret(path string, b []byte) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return review.Fault("file.exists", "file", path)
	}
	if err != nil {
		return usage("cli.outwrite", "file", path)
	}
	_, err = f.Write(b)
	return errors.Join(err, f.Close())
}
