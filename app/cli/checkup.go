package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"shenqian/app"
	"shenqian/review"
)

// checked is what became of one of several papers.
type checked struct {
	File string `json:"file"`
	With string `json:"case_file,omitempty"` // that was read with it
	*review.Checkup
	Error string `json:"error,omitempty"`
}

// checkup checks files that stand alone, folders of them, or cases of the
// court. Of several, one that can't be read does not keep the others from
// being checked.
func checkup(r *run) (int, error) {
	paths, many, err := r.toCheck()
	if err != nil {
		return 0, err
	}
	var all []checked
	status, failed := Good, 0
	for _, c := range r.checkAll(paths) {
		switch {
		case r.ctx.Err() != nil:
			return 0, r.ctx.Err()
		case c.Err != nil && !many:
			return 0, c.Err
		case c.Err != nil:
			failed++
			all = append(all, checked{File: c.File, Error: r.explain(c.Err)})
			continue
		case c.Checkup.Blocked():
			status = No
		}
		all = append(all, checked{File: c.File, With: c.With, Checkup: r.words.Checkup(c.Checkup)})
	}
	var v any = all
	if !many {
		v = all[0].Checkup
	}
	err = r.answer(v, func(w io.Writer) {
		for _, c := range all {
			if c.Error != "" {
				fmt.Fprintf(w, "✗ %s\t%s\n", c.File, c.Error)
				continue
			}
			r.printCheckup(w, c.Checkup)
		}
	})
	if err == nil && failed > 0 {
		err = usage("cli.somefailed", "failed", fmt.Sprint(failed), "count", fmt.Sprint(len(all)))
	}
	return status, err
}

// toCheck lists what is to be checked, folders as the papers in them. A folder
// without any is a mistake, not an answer.
func (r *run) toCheck() (paths []string, many bool, err error) {
	many = len(r.args) > 1
	for _, arg := range r.args {
		info, err := os.Stat(arg)
		if err != nil || !info.IsDir() {
			paths = append(paths, arg)
			continue
		}
		many = true
		entries, err := os.ReadDir(arg)
		if err != nil {
			return nil, false, err
		}
		n := len(paths)
		for _, e := range entries {
			if !e.IsDir() && looksLikeFile(e.Name()) && !strings.EqualFold(filepath.Ext(e.Name()), ".pdf") {
				paths = append(paths, filepath.Join(arg, e.Name()))
			}
		}
		if len(paths) == n {
			return nil, false, usage("cli.emptyfolder", "folder", arg)
		}
	}
	return paths, many, nil
}

// checkAll checks files, and the court's cases by their numbers.
func (r *run) checkAll(args []string) (out []app.FileCheck) {
	w, err := app.NewWorkshop(r.config)
	if err != nil {
		return []app.FileCheck{{Err: err}}
	}
	var files []string
	for _, arg := range args {
		if _, err := os.Stat(arg); err == nil || strings.ContainsAny(arg, "/\\") || looksLikeFile(arg) {
			files = append(files, arg)
			continue
		}
		c, err := r.checkCase(arg)
		out = append(out, app.FileCheck{File: arg, Checkup: c, Err: err})
	}
	return append(out, w.CheckFiles(r.ctx, files)...)
}

func looksLikeFile(s string) bool {
	switch strings.ToLower(filepath.Ext(s)) {
	case ".json", ".txt", ".docx", ".doc", ".wps", ".pdf":
		return true
	}
	return false
}

func (r *run) checkCase(text string) (*review.Checkup, error) {
	a, err := r.open(false)
	if err != nil {
		return nil, err
	}
	defer a.Close()
	id, err := a.Find(r.ctx, text)
	if err != nil {
		return nil, err
	}
	d, err := a.Load(r.ctx, id)
	if err != nil {
		return nil, err
	}
	if d.Checkup == nil {
		return nil, review.Fault("submit.noruling")
	}
	return d.Checkup, nil
}

func (r *run) printCheckup(w io.Writer, c *review.Checkup) {
	fmt.Fprintln(w, r.words.Say("cli.checkup", "number", c.CaseNumber, "date", c.Date, "profile", c.LawProfile, "met", fmt.Sprint(c.Met), "findings", fmt.Sprint(len(c.Findings))))
	for _, f := range c.Findings {
		fmt.Fprintf(w, "  [%s] %s %s：%s\n", r.words.Say("severity."+string(f.Severity)), f.Rule, r.words.Say("outcome."+string(f.Outcome)), f.Text)
		for _, line := range [][2]string{{"cli.basis", f.Basis}, {"cli.quote", f.Quote}, {"cli.fix", f.Fix}} {
			if line[1] != "" {
				fmt.Fprintln(w, "      "+r.words.Say(line[0], "text", line[1]))
			}
		}
	}
	for _, p := range c.Passed {
		if p.Code != "" {
			fmt.Fprintln(w, "  "+r.words.Say("cli.passed", "rule", p.Rule, "text", p.Text))
		}
	}
	for _, n := range c.NotChecked {
		fmt.Fprintln(w, "  "+r.words.Say("cli.notchecked", "rule", n.Rule, "why", n.Why))
	}
}
