package app

import (
	"context"
	"path/filepath"

	"filippo.io/age"

	"shenqian/app/backup"
	"shenqian/review"
)

// What the window shows of backups, beside MakeDaily.

// BackUpNow makes a backup as the daily ones are made, whether or not there is
// one of today.
func (a *App) BackUpNow(ctx context.Context) (*BackupReport, error) {
	d, found, err := a.Daily()
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, review.Fault("backup.notset")
	}
	return a.makeDaily(ctx, d)
}

// LastBackup is the newest backup in the folder that was set, "" if there is
// none.
func (a *App) LastBackup() (file string, err error) {
	d, found, err := a.Daily()
	if err != nil || !found {
		return "", err
	}
	made, err := madeIn(d.Folder)
	if err != nil || len(made) == 0 {
		return "", err
	}
	return filepath.Join(d.Folder, dailyName(made[len(made)-1])), nil
}

// TryBackup shows that a backup restores: by the file of its key, or, without
// one, by its passphrase.
func (a *App) TryBackup(ctx context.Context, file, keyFile, passphrase string) (*RestoreReport, error) {
	var with []age.Identity
	if keyFile != "" {
		b, err := ReadFileFully(keyFile)
		if err != nil {
			return nil, err
		}
		if with, err = backup.With(string(b)); err != nil {
			return nil, err
		}
	} else {
		i, err := backup.WithPassphrase(passphrase)
		if err != nil {
			return nil, err
		}
		with = []age.Identity{i}
	}
	return a.TestBackup(ctx, a.config, RestoreRequest{File: file, With: with})
}
