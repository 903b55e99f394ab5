package cli

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"time"

	"shenqian/app"
	"shenqian/review/mask/quality"
)

// The aims of 技术处理: documents of templates not looked at in which anything
// is left, doubts a document, and seconds for a thousand rulings on one core.
// Nothing that must stand may be touched, and nothing may be left in texts
// marked by hand.
const (
	aimLeak, aimDoubts, aimThousand = 0.005, 2.0, 5.0
	maskedEach                      = 2000
)

// benchMasking prints how good 技术处理 is; the answer is no where it falls
// short of an aim.
func benchMasking(r *run) (int, error) {
	n := maskedEach
	if v := r.flag("n"); v != "" {
		var err error
		if n, err = strconv.Atoi(v); err != nil || n < 1 || n > 100000 {
			return 0, usage("cli.count", "flag", "n")
		}
	}
	q, err := app.BenchMasking(r.ctx, n, 2*time.Second)
	if err != nil {
		return 0, err
	}
	status := Good
	if q.Thousand > aimThousand || slices.ContainsFunc(q.Scores, short) {
		status = No
	}
	return status, r.answer(q, func(out io.Writer) {
		fmt.Fprintln(out, r.words.Say("bench.mask.head"))
		for _, s := range q.Scores {
			fmt.Fprintf(out, "%s\n  %s\n", r.words.Say("bench.mask.set."+s.Set, "n", strconv.Itoa(s.Docs), "templates", strconv.Itoa(q.Templates[s.Set]), "profile", s.Profile, "system", r.words.Say("bench.mask.system."+s.System)), maskRow(s))
		}
		for _, s := range q.Scores {
			if s.Set == "held" && s.System == "full" && s.Profile == "2024" {
				fmt.Fprintln(out, r.words.Say("bench.mask.classes"))
				for _, c := range s.Classes {
					fmt.Fprintf(out, "  %-12s %s %s\n", c.Class, share(c.Recall), share(c.Precision))
				}
			}
		}
		for _, s := range q.Scores {
			if s.Set != r.flag("show") { // what went wrong there, for whoever mends the rules
				continue
			}
			for _, m := range s.Misses {
				fmt.Fprintf(out, "%s %s\t%s %s\t%q\n", s.System, m.Document, m.What, m.Class, m.Quote)
			}
		}
		fmt.Fprintln(out, r.words.Say("bench.mask.speed", "seconds", fmt.Sprintf("%.2f", q.Thousand), "ratio", fmt.Sprintf("%.0f", 1/q.Speed[1].Ratio)))
	})
}

// short says whether the program misses an aim on a set that it answers for.
func short(s quality.Score) bool {
	if s.System != "text" && s.System != "full" || s.Set == "dev" {
		return false
	}
	switch s.Set {
	case "held":
		if s.Leaks.Rate >= aimLeak {
			return true
		}
	case "real":
		if s.Leaks.Hits > 0 {
			return true
		}
	}
	return s.Lost > 0 || s.Doubts > aimDoubts
}

func maskRow(s quality.Score) string {
	return fmt.Sprintf("%.4f [%.4f–%.4f]  %.4f  %.4f  %.4f  %.4f  %d  %.4f  %.2f", s.Leaks.Rate, s.Leaks.Low, s.Leaks.High, s.Silent.Rate, s.Entities.Rate, s.Mentions.Rate, s.Right.Rate, s.Lost, s.Alias.Rate, s.Doubts)
}
