package cli

import (
	"fmt"
	"io"

	"shenqian/app"
)

// examineAll says what is wrong and what to do. The answer is no if anything
// is; what only wants attention is said.
func examineAll(r *run) (int, error) {
	report, err := app.Doctor(r.ctx, r.config, nil, nil)
	if err != nil {
		return 0, err
	}
	status := Good
	if !report.Good {
		status = No
	}
	return status, r.answer(report, func(w io.Writer) {
		for _, l := range report.Lines {
			fmt.Fprintln(w, r.words.Say("doctor.line", "state", r.words.Say("doctor.state."+string(l.State)), "name", l.Name, "text", l.Text))
			if l.Cure != "" && l.State != app.Well {
				fmt.Fprintln(w, "        → "+l.Cure)
			}
		}
		fmt.Fprintln(w, report.Summary(r.words))
	})
}
