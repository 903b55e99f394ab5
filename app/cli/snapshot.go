package cli

import (
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"shenqian/app"
	"shenqian/review"
	"shenqian/review/index"
)

// latest, as a list, is what stands in the system now.
const latest = "latest"

// reportSnapshot says what a signed report confirmed and by what that is proven;
// with --against it holds a later list against it.
func reportSnapshot(r *run) (int, error) {
	columns, err := r.columns()
	if err != nil {
		return 0, err
	}
	a, s, err := r.takeSnapshot(r.args[0])
	if err != nil {
		return 0, err
	}
	defer a.Close()
	status := Good
	if s.Check.Bad() {
		status = No
	}
	var c *app.Compared
	switch file := r.flag("against"); file {
	case "":
		return status, r.answer(s, func(w io.Writer) { r.snapshot(w, s) })
	case latest:
		c, err = a.CompareLatest(r.ctx, s)
	default:
		c, err = a.CompareFile(s, file, app.ExtractRequest{Court: r.flag("court"), Columns: columns})
	}
	if err != nil {
		return 0, err
	}
	if !c.Same() {
		status = No
	}
	return status, r.answer(c, func(w io.Writer) {
		r.snapshot(w, s)
		r.compared(w, c)
	})
}

// takeSnapshot is of a report here by its number, or of one in a signed PDF.
func (r *run) takeSnapshot(what string) (*app.App, *app.Snapshot, error) {
	if strings.EqualFold(filepath.Ext(what), ".pdf") {
		trusted, err := r.trusted()
		if err != nil {
			return nil, nil, err
		}
		a, err := r.open(false)
		if err != nil {
			return nil, nil, err
		}
		s, err := a.SnapshotFile(r.ctx, what, trusted)
		if err != nil {
			_ = a.Close() // the first error counts
		}
		return a, s, err
	}
	a, id, err := r.oneCase(false, what)
	if err != nil {
		return nil, nil, err
	}
	s, err := a.Snapshot(r.ctx, id)
	if err != nil {
		_ = a.Close() // the first error counts
	}
	return a, s, err
}

func (r *run) snapshot(w io.Writer, s *app.Snapshot) {
	if s.Row == 0 {
		fmt.Fprintln(w, r.words.Say("cli.snapshot.pdf", "number", s.Number, "signer", s.By, "file", s.File.Short()))
	} else {
		r.snapshotEntry(w, s)
	}
	fmt.Fprintln(w, r.words.Say("cli.snapshot."+string(s.Figure), "from", s.From.String(), "to", s.To.String(), "extracted", s.Extracted.String()))
	for _, c := range s.Courts {
		fmt.Fprintln(w, "  "+c.Court+"\t"+strconv.Itoa(c.Confirmed))
	}
	for _, l := range s.Lists {
		fmt.Fprintln(w, r.words.Say("cli.snapshot.list", "courts", strings.Join(l.Courts, "、"), "drawn", l.Drawn.In(app.Zone).Format("2006-01-02 15:04"), "row", strconv.FormatInt(l.Row, 10), "file", l.File.Short()))
	}
	if len(s.Lists) == 0 {
		fmt.Fprintln(w, r.words.Say("cli.snapshot.nolist"))
	}
}

// snapshotEntry says when it was signed, and where that is recorded.
func (r *run) snapshotEntry(w io.Writer, s *app.Snapshot) {
	check := "cli.snapshot.good"
	if !s.Check.Good() {
		check = "cli.snapshot.bad"
	}
	fmt.Fprintln(w, r.words.Say("cli.snapshot", "number", s.Number, "office", s.Office, "name", s.By, "at", s.At.In(app.Zone).Format("2006-01-02 15:04"), "row", strconv.FormatInt(s.Row, 10), "hash", review.Hash(s.Hash).Short(), "check", r.words.Say(check, "why", s.Check.Reason)))
	fmt.Fprintln(w, r.words.Say("cli.snapshot.file", "file", s.File.Short(), "data", s.Data.Short(), "key", review.Hash(s.SignedBy.Certificate).Short()))
}

func (r *run) compared(w io.Writer, c *app.Compared) {
	fmt.Fprintln(w, "\n"+r.words.Say("cli.snapshot.against", "source", c.Against.Source))
	for _, x := range c.Courts {
		code := "cli.snapshot.court"
		switch {
		case !x.Reported:
			code = "cli.snapshot.unreported"
		case c.Figure == index.ConfirmedEntered:
			code = "cli.snapshot.court.entered"
		}
		listed := "—"
		if x.Kept {
			listed = strconv.Itoa(x.Listed)
		}
		fmt.Fprintln(w, r.words.Say(code, "court", x.Court, "confirmed", strconv.Itoa(x.Confirmed), "listed", listed, "now", strconv.Itoa(x.Now), "finds", strconv.Itoa(len(x.Finds))))
		if !x.Kept {
			fmt.Fprintln(w, "  "+r.words.Say("cli.snapshot.notkept"))
		}
		if x.Unsure > 0 {
			fmt.Fprintln(w, "  "+r.words.Say("cli.snapshot.unsure", "count", strconv.Itoa(x.Unsure)))
		}
		for _, f := range x.Finds {
			fmt.Fprintln(w, "  ✗ "+strings.Join([]string{f.Number, r.words.Say("snapshot.why." + string(f.Why)), r.words.Say("cli.snapshot.case", "filed", dash(f.Filed.String()), "closed", dash(f.Closed.String()), "manner", dash(f.Manner)), f.Place}, "\t"))
		}
	}
	for _, court := range c.Untold {
		fmt.Fprintln(w, r.words.Say("cli.snapshot.untold", "court", court))
	}
	if c.Same() {
		fmt.Fprintln(w, r.words.Say("cli.snapshot.same"))
	}
}

// dash stands for what is not told.
func dash(s string) string {
	if s == "" {
		return "—"
	}
	return s
}
