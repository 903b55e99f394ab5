package cli

import (
	"fmt"
	"io"
	"time"

	"filippo.io/age"

	"shenqian/app"
	"shenqian/review"
)

// journalVerify checks the journal, and holds it against papers that came out
// of the court: files, folders of them, or "size:root" from a printed slip.
func journalVerify(r *run) (int, error) {
	var papers []app.Paper
	for _, arg := range r.args {
		var with []age.Identity
		if app.IsBackup(arg) {
			var err error
			if with, err = r.identities(); err != nil {
				return 0, err
			}
		}
		ps, err := app.ReadPapers(arg, with...)
		if err != nil {
			return 0, err
		}
		papers = append(papers, ps...)
	}
	a, err := r.open(false)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	report, err := a.CheckJournal(r.ctx, papers...)
	if err != nil {
		return 0, err
	}
	status := Good
	if !report.Good {
		status = No
	}
	return status, r.answer(report, func(w io.Writer) { r.sayJournal(w, report) })
}

func (r *run) sayJournal(w io.Writer, report *app.JournalReport) {
	code := "cli.journal.good"
	if !report.Good {
		code = "cli.journal.bad"
	}
	say := func(code string, args ...string) { fmt.Fprintln(w, r.words.Say(code, args...)) }
	say(code, "entries", fmt.Sprint(report.Entries), "head", report.Head, "reason", report.Reason)
	if report.Login != "" {
		say("cli.journal.login", "row", fmt.Sprint(report.Wrong), "login", report.Login)
	}
	if report.Closed > 0 {
		say("cli.journal.closed", "count", fmt.Sprint(report.Closed))
	}
	for _, p := range report.Papers {
		code := "cli.journal.agrees"
		switch {
		case !p.Agrees:
			code = "cli.journal.disagrees"
		case p.Size == 0:
			code = "cli.journal.made"
		}
		say(code, "file", p.File, "size", fmt.Sprint(p.Size), "row", fmt.Sprint(p.Row), "reason", p.Reason)
	}
	switch {
	case report.Anchored == report.Entries:
		say("cli.journal.anchored", "size", fmt.Sprint(report.Anchored))
	case report.Good:
		say("cli.journal.unanchored", "from", fmt.Sprint(report.Anchored+1), "to", fmt.Sprint(report.Entries))
	}
	for _, row := range report.Doubtful {
		say("cli.journal.doubtful", "row", fmt.Sprint(row))
	}
}

// journalCheckpoint writes the signed checkpoint of the journal as it is now,
// to be kept outside the court.
func journalCheckpoint(r *run) (int, error) {
	a, err := r.open(false)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	signed, c, err := a.Checkpoint(r.ctx, 0)
	switch {
	case err != nil:
		return 0, err
	case signed == "":
		return 0, review.Fault("journal.nolog")
	}
	answer := map[string]any{"origin": c.Origin, "size": c.Size, "root": c.RootText(), "checkpoint": signed}
	if out := r.flag("out"); out != "" {
		if err := writeNew(out, []byte(signed)); err != nil {
			return 0, err
		}
		answer["file"] = out
	}
	return Good, r.answer(answer, func(w io.Writer) {
		if out := r.flag("out"); out != "" {
			fmt.Fprintln(w, out)
			return
		}
		fmt.Fprint(w, signed)
	})
}

// userRevoke reports a person's certificates, or one of them, as trusted no
// more.
func userRevoke(r *run) (int, error) {
	a, err := r.open(true)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	by, err := r.credential(&a.Workshop)
	if err != nil {
		return 0, err
	}
	since := a.Now()
	if v := r.flag("since"); v != "" {
		if since, err = instant(v); err != nil {
			return 0, err
		}
	}
	p, err := a.Person(r.ctx, r.args[0])
	if err != nil {
		return 0, err
	}
	var keys []string
	if path := r.flag("cert"); path != "" {
		fp, err := a.CertificateFingerprint(path)
		if err != nil {
			return 0, err
		}
		keys = []string{fp}
	} else {
		today := review.DateOf(a.Now())
		for _, k := range p.Keys {
			if p.Bound(k.Fingerprint, today) {
				keys = append(keys, k.Fingerprint)
			}
		}
	}
	if len(keys) == 0 {
		return 0, review.Fault("keyreport.none", "name", p.Name)
	}
	for _, k := range keys {
		if err := a.ReportKey(r.ctx, by, k, r.flag("reason"), since); err != nil {
			return 0, err
		}
	}
	return Good, r.answer(map[string]any{"person": p.ID, "keys": keys}, func(w io.Writer) {
		fmt.Fprintln(w, r.words.Say("cli.revoked", "name", p.Name, "count", fmt.Sprint(len(keys))))
	})
}

// instant reads a day, which means its first moment, or a time of RFC 3339.
func instant(text string) (time.Time, error) {
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		return t, nil
	}
	var d review.Date
	if err := d.UnmarshalText([]byte(text)); err != nil {
		return time.Time{}, err
	}
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, app.Zone), nil
}
