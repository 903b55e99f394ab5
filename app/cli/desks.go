package cli

import (
	"fmt"
	"io"
	"os"

	"shenqian/app"
	"shenqian/app/backup"
)

// deskKeyFile writes the file with which another machine becomes a desk of the
// court.
func deskKeyFile(r *run) (int, error) {
	if r.flag("out") == "" {
		return 0, usage("cli.out")
	}
	a, err := r.open(false)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	pass, err := r.passphrase()
	if err != nil {
		return 0, err
	}
	to, err := backup.ForPassphrase(string(pass))
	if err != nil {
		return 0, err
	}
	b, err := a.DeskKey(to)
	if err != nil {
		return 0, err
	}
	if err := writeNew(r.flag("out"), b); err != nil {
		return 0, err
	}
	if err := os.Chmod(r.flag("out"), 0o600); err != nil {
		return 0, err
	}
	return Good, r.answer(map[string]string{"file": r.flag("out"), "court": a.Court().Name}, func(w io.Writer) {
		fmt.Fprintln(w, r.words.Say("cli.desk.key", "file", r.flag("out")))
	})
}

// deskJoin makes this machine a desk of the court in --data.
func deskJoin(r *run) (int, error) {
	b, err := app.ReadFileFully(r.args[0])
	if err != nil {
		return 0, err
	}
	pass, err := r.passphrase()
	if err != nil {
		return 0, err
	}
	with, err := backup.WithPassphrase(string(pass))
	if err != nil {
		return 0, err
	}
	court, err := app.Join(r.ctx, r.config, b, with)
	if err != nil {
		return 0, err
	}
	return Good, r.answer(map[string]string{"court": court}, func(w io.Writer) {
		fmt.Fprintln(w, r.words.Say("cli.desk.joined", "court", court))
	})
}
