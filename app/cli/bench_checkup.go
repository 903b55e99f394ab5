package cli

import (
	"fmt"
	"io"
	"strconv"

	"shenqian/app"
	"shenqian/review/kind/termination/quality"
)

// The aims of the check-up: recall of faults in the words and in the case file,
// and false findings per clean ruling.
const (
	aimWords, aimData     = 0.98, 0.999
	aimBlocks, aimWarning = 0.005, 0.3
	plantedEach           = 100
)

// benchCheckup prints how good the check-up is on the program's own rulings;
// the answer is no where it falls short of an aim.
func benchCheckup(r *run) (int, error) {
	n := plantedEach
	if v := r.flag("n"); v != "" {
		var err error
		if n, err = strconv.Atoi(v); err != nil || n < 1 || n > 100000 {
			return 0, usage("cli.count")
		}
	}
	q, err := app.BenchCheckup(r.ctx, n)
	if err != nil {
		return 0, err
	}
	status := Good
	for _, s := range q.Sets {
		if s.Words.Rate < aimWords || s.Data.Rate < aimData || s.Blocks > aimBlocks || s.Warnings > aimWarning {
			status = No
		}
	}
	return status, r.answer(q, func(out io.Writer) {
		for _, s := range q.Sets {
			fmt.Fprintln(out, r.words.Say("bench.quality."+s.Set, "templates", strconv.Itoa(s.Templates), "rulings", strconv.Itoa(s.Clean)))
			fmt.Fprintf(out, "  %-5s %28s   %s\n", r.words.Say("bench.quality.rule"), r.words.Say("bench.quality.recall"), r.words.Say("bench.quality.false"))
			for _, l := range s.Lines {
				fmt.Fprintf(out, "  %-5s %s   %s\n", l.Rule, share(l.Recall), share(l.False))
			}
			fmt.Fprintf(out, "  %s %s\n  %s %s\n", r.words.Say("bench.quality.words"), share(s.Words), r.words.Say("bench.quality.data"), share(s.Data))
			fmt.Fprintf(out, "  %s %.4f, %.4f\n\n", r.words.Say("bench.quality.vain"), s.Blocks, s.Warnings)
		}
		fmt.Fprintf(out, "%s %.0f/s\n", r.words.Say("bench.quality.speed"), q.PerSecond)
	})
}

// share is a rate with its interval: 0.9950 [0.9721–0.9991] 199/200.
func share(r quality.Rate) string {
	if r.N == 0 {
		return fmt.Sprintf("%30s", "—")
	}
	return fmt.Sprintf("%6.4f [%6.4f–%6.4f] %5d/%-5d", r.Rate, r.Low, r.High, r.Hits, r.N)
}
