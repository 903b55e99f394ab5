package cli

import (
	"fmt"
	"io"
	"strconv"
	"time"

	"shenqian/app"
	"shenqian/app/demo"
	"shenqian/review"
	"shenqian/review/kind/termination/quality"
	"shenqian/review/wilson"
)

// The aims of the check-up: recall of faults in the words and in the case file,
// and false findings per clean ruling.
const (
	aimWords, aimData     = 0.98, 0.999
	aimBlocks, aimWarning = 0.005, 0.3
	plantedEach           = 100
)

// checkupBench is what bench checkup answers.
type checkupBench struct {
	*app.CheckupQuality
	Samples []sampleFound `json:"samples"` // rulings of other courts, words alone
}

// sampleFound is what the check-up says of a ruling that nobody made for it.
type sampleFound struct {
	Name  string   `json:"name"`
	Rules []string `json:"rules"` // not met, each once
}

// benchCheckup prints how good the check-up is on the program's own rulings;
// the answer is no where it falls short of an aim.
func benchCheckup(r *run) (int, error) {
	n := plantedEach
	if v := r.flag("n"); v != "" {
		var err error
		if n, err = strconv.Atoi(v); err != nil || n < 1 || n > 100000 {
			return 0, usage("cli.count", "flag", "n")
		}
	}
	w, err := app.NewWorkshop(r.config)
	if err != nil {
		return 0, err
	}
	samples, err := checkSamples(w)
	if err != nil {
		return 0, err
	}
	q, err := app.BenchCheckup(r.ctx, n, 2*time.Second)
	if err != nil {
		return 0, err
	}
	status := Good
	for _, s := range q.Sets {
		if s.Words.Rate < aimWords || s.Data.Rate < aimData || s.Blocks > aimBlocks || s.Warnings > aimWarning {
			status = No
		}
	}
	return status, r.answer(checkupBench{q, samples}, func(out io.Writer) {
		for _, s := range q.Sets {
			r.printSet(out, s)
		}
		fmt.Fprintln(out, r.words.Say("bench.quality.speed", "seconds", fmt.Sprintf("%.2f", q.Thousand), "ratio", fmt.Sprintf("%.0f", 1/q.Speed[1].Ratio)))
		fmt.Fprintln(out, r.words.Say("bench.quality.samples"))
		for _, s := range samples {
			fmt.Fprintf(out, "  %s:", s.Name)
			for _, id := range s.Rules {
				fmt.Fprint(out, " ", id)
			}
			fmt.Fprintln(out)
		}
	})
}

func (r *run) printSet(out io.Writer, s *quality.Result) {
	fmt.Fprintln(out, r.words.Say("bench.quality."+s.Set, "templates", strconv.Itoa(s.Templates), "rulings", strconv.Itoa(s.Clean)))
	fmt.Fprintf(out, "  %s   %s   %s\n", r.words.Say("bench.quality.rule"), r.words.Say("bench.quality.recall"), r.words.Say("bench.quality.false"))
	for _, l := range s.Lines {
		fmt.Fprintf(out, "  %-5s %s   %s\n", l.Rule, share(l.Recall), share(l.False))
	}
	fmt.Fprintf(out, "  %s %s\n  %s %s\n", share(s.Words), r.words.Say("bench.quality.words"), share(s.Data), r.words.Say("bench.quality.data"))
	fmt.Fprintf(out, "  %.4f, %.4f %s\n\n", s.Blocks, s.Warnings, r.words.Say("bench.quality.vain"))
}

// checkSamples reads the rulings of other courts that the demonstration has.
func checkSamples(w *app.Workshop) ([]sampleFound, error) {
	samples, err := demo.Samples()
	if err != nil {
		return nil, err
	}
	k := w.Kinds()[0]
	var out []sampleFound
	for _, s := range samples {
		p := k.Read(s.Text)
		d, _ := p.PrintedDate()
		found := sampleFound{Name: s.Name}
		for _, f := range k.Checkup(review.CheckupInput{Paper: p, On: d.Date}).Findings {
			if f.Outcome == review.Unmet && (len(found.Rules) == 0 || found.Rules[len(found.Rules)-1] != f.Rule) {
				found.Rules = append(found.Rules, f.Rule)
			}
		}
		out = append(out, found)
	}
	return out, nil
}

// share is a rate with its interval: 0.9950 [0.9721–0.9991] 199/200.
func share(r wilson.Rate) string {
	if r.N == 0 {
		return fmt.Sprintf("%30s", "—")
	}
	return fmt.Sprintf("%6.4f [%6.4f–%6.4f] %5d/%-5d", r.Rate, r.Low, r.High, r.Hits, r.N)
}
