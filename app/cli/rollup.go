package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"shenqian/app"
	"shenqian/review/inspection"
)

// reportRollUp adds up the signed reports in a folder.
func reportRollUp(r *run) (int, error) {
	w, err := app.NewWorkshop(r.config)
	if err != nil {
		return 0, err
	}
	req := app.RollUpRequest{Dir: r.args[0], Expected: r.flags["expect"]}
	if req.Trusted, err = r.trusted(); err != nil {
		return 0, err
	}
	if req.From, req.To, err = r.days(); err != nil {
		return 0, err
	}
	if len(req.Expected) == 1 { // a list of courts, one a line
		if b, err := os.ReadFile(req.Expected[0]); err == nil {
			req.Expected = nil
			for line := range strings.Lines(string(b)) {
				if c := strings.TrimSpace(line); c != "" {
					req.Expected = append(req.Expected, c)
				}
			}
		}
	}
	switch kind := r.flag("kind"); kind {
	case "", "selfinspection":
	case "selfassessment":
		return r.rollUpAssessments(w, req)
	default:
		return 0, usage("cli.rollup.kind", "kind", kind)
	}
	out, err := w.RollUpReports(r.ctx, req)
	if err != nil {
		return 0, err
	}
	if err := r.draft(func() ([]byte, error) { return w.RollUpDraft(out) }); err != nil {
		return 0, err
	}
	status := Good
	if !out.Whole() {
		status = No
	}
	return status, r.answer(out, func(o io.Writer) { r.rollUp(o, out) })
}

// draft writes a report's data, if asked for, for who writes the report.
func (r *run) draft(data func() ([]byte, error)) error {
	file := r.flag("draft")
	if file == "" {
		return nil
	}
	if strings.ToLower(filepath.Ext(file)) != ".json" {
		return usage("cli.rollup.draft", "file", file)
	}
	b, err := data()
	if err != nil {
		return err
	}
	return writeNew(file, b)
}

// rolledFiles says what became of each file, and who is missing.
func (r *run) rolledFiles(w io.Writer, out *app.RollUp) {
	for _, x := range out.Reports {
		if x.Error != "" {
			fmt.Fprintln(w, "✗ "+x.File+"\t"+x.Error)
			continue
		}
		fmt.Fprintln(w, "✓ "+x.File+"\t"+x.Court)
	}
	for _, c := range out.Missing {
		fmt.Fprintln(w, "✗ "+r.words.Say("cli.rollup.missing", "court", c))
	}
}

func (r *run) rollUp(w io.Writer, out *app.RollUp) {
	r.rolledFiles(w, out)
	if out.Accepted == 0 {
		return
	}
	fmt.Fprintln(w, r.words.Say("cli.rollup.head", "from", out.From.Arabic(), "to", out.To.Arabic(), "accepted", strconv.Itoa(out.Accepted), "files", strconv.Itoa(len(out.Reports))))
	row := func(s inspection.Sheet) {
		fmt.Fprintln(w, strings.Join([]string{
			s.Court, strconv.Itoa(s.Terminated), strconv.Itoa(s.Inspected), strconv.Itoa(s.Found[inspection.Qualified]),
			strconv.Itoa(s.Found[inspection.Irregular]), strconv.Itoa(s.Found[inspection.WithAssets]), s.Rate(),
		}, "\t"))
	}
	fmt.Fprintln(w, r.words.Say("cli.rollup.columns"))
	for _, s := range out.Sheets {
		row(s)
	}
	row(out.Total)
	if len(out.Levels) > 1 {
		r.lowest(w, "cli.rollup.lastof", out.Levels)
		return
	}
	fmt.Fprintln(w, r.words.Say("cli.rollup.last", "courts", ranked(out.Last)))
}

// lowest says who the last three of each level are.
func (r *run) lowest(w io.Writer, code string, levels []app.RankedLevel) {
	for _, l := range levels {
		fmt.Fprintln(w, r.words.Say(code, "level", l.Level, "courts", ranked(l.Courts)))
	}
}

func ranked(courts []app.RankedCourt) string {
	var out []string
	for _, c := range courts {
		out = append(out, c.Court+" "+c.Rate+"（"+c.Exact+"）")
	}
	return strings.Join(out, "、")
}
