package app

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"shenqian/review"
	"shenqian/review/inspection"
	"shenqian/review/kind/selfinspection"
)

// openNamed is how many open cases a refusal names.
const openNamed = 5

// InspectionDraft is the case file of a 终本案件自查报告 (DK-08) as the recorded plans
// and results make it: one row a court. A plan that is not done makes none.
func (a *App) InspectionDraft(ctx context.Context, ids []string) ([]byte, error) {
	w := a.Words
	d := &selfInspectionDraft{Kind: w.Paper("kind.selfinspection"), Court: a.Court().Name}
	var sheets []inspection.Sheet
	var results []inspection.Result
	for _, id := range ids {
		in, err := a.Inspection(ctx, id)
		if err != nil {
			return nil, err
		}
		if err := allLookedAt(id, in); err != nil {
			return nil, err
		}
		p := in.Plan
		if len(sheets) == 0 {
			d.From, d.To = p.From, p.To
		}
		if p.From != d.From || p.To != d.To {
			return nil, review.Fault("inspection.otherperiod", "id", id, "from", p.From.String(), "to", p.To.String(), "wantfrom", d.From.String(), "wantto", d.To.String())
		}
		drawn, err := a.drawnOn(ctx, p.Extract)
		if err != nil {
			return nil, err
		}
		if d.Extracted.Before(drawn) {
			d.Extracted = drawn
		}
		d.method(w, p, drawn)
		sheets, results = append(sheets, in.Sheet), append(results, in.Results...)
		d.Rows = append(d.Rows, selfinspection.RowOf(in.Sheet))
		d.problems(w, p.Court, in.Results)
	}
	total, err := inspection.Total(w.Paper("rollup.total"), sheets)
	if err != nil {
		return nil, err
	}
	d.Total = selfinspection.RowOf(total)
	d.faults(w, total, results)
	d.mended(w, total, results, review.DateOf(a.Now()))
	return d.bytes()
}

// allLookedAt refuses a plan with cases that nobody has looked at.
func allLookedAt(id string, in *Inspection) error {
	if len(in.Open) == 0 {
		return nil
	}
	var names []string
	for _, n := range in.Open[:min(openNamed, len(in.Open))] {
		names = append(names, n.String())
	}
	if len(in.Open) > openNamed {
		names = append(names, "…")
	}
	return review.Fault("inspection.open", "id", id, "count", itoa(len(in.Open)), "numbers", strings.Join(names, "、"))
}

// drawnOn is the day on which the rows of a plan were drawn from the system.
func (a *App) drawnOn(ctx context.Context, lines review.Hash) (review.Date, error) {
	all, err := a.Extracts(ctx)
	if err != nil {
		return review.Date{}, err
	}
	i := slices.IndexFunc(all, func(x Extract) bool { return x.Lines == lines })
	if i < 0 {
		return review.Date{}, review.Fault("inspection.extractlost")
	}
	return review.DateOf(all[i].Drawn.In(Zone)), nil
}

func (d *selfInspectionDraft) method(w *Catalogue, p InspectionPlan, drawn review.Date) {
	args := []string{"court", p.Court, "on", drawn.Arabic(), "terminated", itoa(p.Terminated), "count", itoa(len(p.Cases))}
	if p.Seed == "" {
		d.Method = append(d.Method, w.Paper("inspection.method.all", args...))
		return
	}
	d.Method = append(d.Method, w.Paper("inspection.method.sample", args...))
	d.Draws = append(d.Draws, selfinspection.Draw{
		Court: p.Court, Of: p.Terminated, Size: len(p.Cases), List: p.List, Checkpoint: p.Checkpoint, Number: p.Number, Seed: p.Seed,
	})
}

// problems lists what was found, case by case.
func (d *selfInspectionDraft) problems(w *Catalogue, court string, results []inspection.Result) {
	for _, r := range results {
		if r.Outcome == inspection.Qualified {
			continue
		}
		p := selfinspection.Problem{
			Court: court, Case: r.Number, Judge: r.Judge, Class: selfinspection.Minor, Due: r.Due, Done: r.Done, How: r.How, Revived: r.Revived,
		}
		if r.Outcome == inspection.WithAssets {
			p.Class = selfinspection.Grave
		}
		for _, x := range r.Defects {
			p.Found = append(p.Found, defectWords(w, x))
		}
		d.Problems = append(d.Problems, p)
	}
}

// defectWords say a defect: the rule that is not met, and what was noted.
func defectWords(w *Catalogue, x inspection.Defect) string {
	if x.Rule == "other" {
		return x.Note
	}
	said := w.Paper("inspection.defect.rule", "rule", x.Rule, "name", w.Paper("rule."+x.Rule))
	if x.Note != "" {
		said += "（" + x.Note + "）"
	}
	return said
}

// faults counts the cases by what is wrong with them, the most frequent first.
func (d *selfInspectionDraft) faults(w *Catalogue, total inspection.Sheet, results []inspection.Result) {
	d.Faults = []string{w.Paper("inspection.faults", "irregular", itoa(total.Found[inspection.Irregular]), "withassets", itoa(total.Found[inspection.WithAssets]))}
	count := map[string]int{}
	for _, r := range results {
		seen := map[string]bool{}
		for _, x := range r.Defects {
			words := w.Paper("inspection.defect.rule", "rule", x.Rule, "name", w.Paper("rule."+x.Rule))
			if x.Rule == "other" {
				words = x.Note
			}
			if !seen[words] {
				count[words]++
			}
			seen[words] = true
		}
	}
	for _, words := range slices.SortedFunc(maps.Keys(count), func(x, y string) int { return cmp.Or(cmp.Compare(count[y], count[x]), cmp.Compare(x, y)) }) {
		d.Faults = append(d.Faults, w.Paper("inspection.fault", "words", words, "count", itoa(count[words])))
	}
}

// mended says what was put right by today.
func (d *selfInspectionDraft) mended(w *Catalogue, total inspection.Sheet, results []inspection.Result, today review.Date) {
	d.Mended = []string{w.Paper("inspection.mended", "on", today.Arabic(), "tomend", itoa(total.ToMend), "mended", itoa(total.Mended), "left", itoa(total.ToMend-total.Mended))}
	var revived []string
	for _, r := range results {
		if r.Revived.Number > 0 {
			revived = append(revived, r.Revived.String())
		}
	}
	if len(revived) > 0 {
		d.Mended = append(d.Mended, w.Paper("inspection.revivedcases", "count", itoa(len(revived)), "numbers", strings.Join(revived, "、")))
	}
}
