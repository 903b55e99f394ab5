package cli

import (
	"fmt"
	"io"
	"strconv"
	"time"

	"shenqian/app"
)

// bench prints the benchmark table: ratios against raw limits of the same run.
func bench(r *run) (int, error) {
	seconds := 2.0
	if v := r.flag("seconds"); v != "" {
		s, err := strconv.ParseFloat(v, 64)
		if err != nil || s <= 0 || s > 600 {
			return 0, usage("cli.seconds")
		}
		seconds = s
	}
	w, err := app.NewWorkshop(r.config)
	if err != nil {
		return 0, err
	}
	rows, err := w.Bench(r.ctx, time.Duration(seconds*float64(time.Second)))
	if err != nil {
		return 0, err
	}
	return Good, r.answer(rows, func(out io.Writer) {
		for _, b := range rows {
			if b.Missing != "" {
				fmt.Fprintf(out, "%-46s %s\n", r.words.Say("bench."+b.Name), r.words.Say("bench.missing", "program", b.Missing))
				continue
			}
			fmt.Fprintf(out, "%-46s %10.1f/s", r.words.Say("bench."+b.Name), b.PerSecond)
			if b.Ratio > 0 {
				fmt.Fprintf(out, "  %.2f × %s", b.Ratio, r.words.Say("bench."+b.Against))
			}
			fmt.Fprintln(out)
		}
	})
}
