package cli

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"shenqian/app"
)

// rollUpAssessments puts the self-assessments in a folder side by side.
func (r *run) rollUpAssessments(w *app.Workshop, req app.RollUpRequest) (int, error) {
	if r.has("draft") {
		return 0, usage("cli.rollup.nodraft")
	}
	out, err := w.RollUpAssessments(r.ctx, req)
	if err != nil {
		return 0, err
	}
	status := Good
	if !out.Whole() {
		status = No
	}
	return status, r.answer(out, func(o io.Writer) {
		r.rolledFiles(o, &out.RollUp)
		if out.Accepted == 0 {
			return
		}
		fmt.Fprintln(o, r.words.Say("cli.rollup.head", "from", out.From.Arabic(), "to", out.To.Arabic(), "accepted", strconv.Itoa(out.Accepted), "files", strconv.Itoa(len(out.Reports))))
		for _, c := range out.Courts {
			line := []string{c.Court, c.Own + "/" + c.Full, c.Rate}
			for _, f := range c.Cores {
				line = append(line, f.Rate)
			}
			fmt.Fprintln(o, strings.Join(line, "\t"))
		}
		for _, f := range out.Cores {
			fmt.Fprintln(o, r.words.Say("cli.rollup.core", "name", f.Name, "rate", f.Rate, "exact", strconv.Itoa(f.N)+"/"+strconv.Itoa(f.D), "courts", strconv.Itoa(f.Courts), "told", strconv.Itoa(f.Told)))
		}
		r.lowest(o, "cli.rollup.lowest", out.Lowest)
	})
}
