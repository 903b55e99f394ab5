package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"shenqian/app"
	"shenqian/signing"
)

func baseName(path string) string { return filepath.Base(path) }

func typesetFile(r *run) (int, error) {
	out := r.flag("out")
	if out == "" {
		return 0, usage("cli.out")
	}
	w, err := app.NewWorkshop(r.config)
	if err != nil {
		return 0, err
	}
	s, err := w.TypesetAs(r.ctx, r.args[0], r.flag("pdfa"), r.flag("attach"))
	if err != nil {
		return 0, err
	}
	if err := writeNew(out, s.PDF, r.args[0]); err != nil {
		return 0, err
	}
	return Good, r.answer(map[string]any{"file": out, "pages": s.Pages, "sha256": s.Hash}, func(w io.Writer) {
		fmt.Fprintln(w, r.words.Say("cli.typeset", "file", out, "pages", fmt.Sprint(s.Pages)))
	})
}

// writeNew writes a whole file or none, and never over its own input.
func writeNew(path string, data []byte, inputs ...string) error {
	for _, in := range inputs {
		a, errA := filepath.Abs(in)
		b, errB := filepath.Abs(path)
		if errA == nil && errB == nil && a == b {
			return usage("cli.overwrite", "file", path)
		}
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return usage("cli.outfolder", "folder", path)
	}
	if err := app.ReplaceFile(path, data, 0o644); err != nil {
		return usage("cli.outwrite", "file", path)
	}
	return nil
}

// sign signs any PDF.
// verified is a report whose reason is the sentence for people.
type verified struct {
	*signing.Report
	Reason string `json:"reason"`
	Code   string `json:"reason_code,omitempty"`
	// Bundle is what is in a folder of public copies.
	Bundle *app.BundleReport `json:"bundle,omitempty"`
	// Originals are the court's own papers that were held against it.
	Originals []heldOriginal `json:"originals,omitempty"`
}

func verify(r *run) (int, error) {
	trusted, err := r.trusted()
	if err != nil {
		return 0, err
	}
	w, err := app.NewWorkshop(r.config)
	if err != nil {
		return 0, err
	}
	status, failed := Good, 0
	var all []any
	for _, path := range r.args {
		view, err := r.verifyOne(w, path, trusted)
		switch {
		case err != nil && len(r.args) == 1:
			return 0, err
		case err != nil: // the others are verified all the same
			failed++
			all = append(all, unread{path, r.explain(err)})
			continue
		case view.Verdict != signing.Valid || len(trusted) > 0 && !view.Trusted || view.otherOriginals():
			status = No
		}
		all = append(all, view)
	}
	var v any = all
	if len(all) == 1 {
		v = all[0]
	}
	err = r.answer(v, func(w io.Writer) {
		for _, one := range all {
			if u, ok := one.(unread); ok {
				fmt.Fprintf(w, "✗ %s\t%s\n", u.File, u.Error)
				continue
			}
			rep := one.(*verified)
			fmt.Fprintf(w, "%s\t%s\n", rep.File, r.words.Say("verdict."+string(rep.Verdict)))
			if rep.Reason != "" {
				fmt.Fprintln(w, "  "+rep.Reason)
			}
			if rep.Bundle != nil {
				r.tellBundle(w, rep.Bundle)
				r.tellOriginals(w, rep.Originals)
			}
			for _, s := range rep.Signatures {
				fmt.Fprintln(w, "  "+r.words.Say("cli.signature", "field", s.Field, "signer", s.Signer, "algorithm", r.words.Algorithm(s.Algorithm), "level", string(s.Level), "time", shownTime(s)))
				for _, note := range []string{s.LevelReason, s.RevocationReason} {
					if note != "" && note != rep.Reason {
						fmt.Fprintln(w, "  "+note)
					}
				}
				if s.Training {
					fmt.Fprintln(w, "  "+r.words.Say("cli.training"))
				}
			}
		}
	})
	if err == nil && failed > 0 {
		err = usage("cli.somefailed", "failed", fmt.Sprint(failed), "count", fmt.Sprint(len(all)))
	}
	return status, err
}

// shownTime is the time as people here read it; a signer's own stays as he
// stated it.
func shownTime(s signing.SignatureReport) string {
	t, err := time.Parse(time.RFC3339, s.Time)
	if err != nil || s.TimeSource != "timestamp" {
		return s.Time
	}
	return t.In(app.Zone).Format(time.RFC3339)
}

// unread is a file that could not be verified.
type unread struct {
	File  string `json:"file"`
	Error string `json:"error"`
}

func (r *run) verifyOne(w *app.Workshop, path string, trusted [][]byte) (*verified, error) {
	if info, err := os.Stat(path); err == nil && info.IsDir() && app.IsBundle(path) {
		return r.verifyBundle(w, path, trusted)
	}
	if len(r.flags["original"]) > 0 {
		return nil, usage("cli.original.bundle", "file", path)
	}
	pdf, err := app.ReadFileFully(path)
	if err != nil {
		return nil, err
	}
	check := w.Verify
	if r.has("online") {
		check = func(pdf []byte, trusted [][]byte) (*signing.Report, error) {
			return w.VerifyOnline(r.ctx, pdf, trusted)
		}
	}
	report, err := check(pdf, trusted)
	if err != nil {
		return nil, err
	}
	report.File = path
	said := r.words.Report(report)
	return &verified{Report: said, Reason: said.Reason, Code: report.Reason}, nil
}

// export writes one artefact of cases: their Originals, service copies or
// public copies.
func export(r *run) (int, error) {
	what := app.Artefact(r.flag("artefact"))
	switch what {
	case "", app.Original, app.ServiceCopy, app.PublicCopy:
	default:
		return 0, usage("cli.artefact", "artefact", string(what))
	}
	dir := r.flag("out")
	if dir == "" {
		return 0, usage("cli.out")
	}
	a, err := r.open(false)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	type exported struct {
		CaseNumber string `json:"case_number"`
		File       string `json:"file"`
	}
	var files []exported
	for _, text := range r.args {
		id, err := a.Find(r.ctx, text)
		if err != nil {
			return 0, err
		}
		name, pdf, err := a.Artefact(r.ctx, id, what)
		if err != nil {
			return 0, err
		}
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return 0, err
		}
		path := filepath.Join(dir, name)
		if err := writeNew(path, pdf); err != nil {
			return 0, err
		}
		files = append(files, exported{text, path})
	}
	var v any = files
	if len(files) == 1 {
		v = files[0]
	}
	return Good, r.answer(v, func(w io.Writer) {
		for _, f := range files {
			fmt.Fprintln(w, f.File)
		}
	})
}
