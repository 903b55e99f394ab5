package cli

import (
	"fmt"
	"io"
	"math"
	"path/filepath"
	"strconv"
	"strings"

	"shenqian/app"
	"shenqian/review"
	"shenqian/review/index"
)

// reportExtract takes in what the court's system exported.
func reportExtract(r *run) (int, error) {
	columns, err := r.columns()
	if err != nil {
		return 0, err
	}
	at, err := app.ParseMoment(r.flag("at"))
	if err != nil {
		return 0, err
	}
	of := r.flag("of")
	if of == "" {
		of = app.ExtractCases
	}
	a, err := r.open(true)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	x, err := a.TakeExtract(r.ctx, r.args[0], app.ExtractRequest{Of: of, Court: r.flag("court"), Query: r.flag("query"), Drawn: at, Columns: columns})
	if err != nil {
		return 0, err
	}
	return Good, r.answer(x, func(w io.Writer) {
		fmt.Fprintln(w, r.words.Say("cli.extract", "of", r.words.Say("extract."+x.Of), "count", strconv.Itoa(x.Count), "courts", strings.Join(x.Courts, "、"), "file", r.args[0]))
	})
}

// reportNumber records a number that a goal is held against.
func reportNumber(r *run) (int, error) {
	at, err := app.ParseMoment(r.flag("at"))
	if err != nil {
		return 0, err
	}
	share, err := strconv.ParseFloat(strings.TrimSuffix(r.args[1], "%"), 64)
	if err != nil || math.IsNaN(share) || math.IsInf(share, 0) {
		return 0, usage("cli.percent", "text", r.args[1])
	}
	a, err := r.open(true)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	id := r.args[0]
	for _, n := range a.Numbers() { // by its name, too
		if r.words.Say("number."+n) == id {
			id = n
		}
	}
	n := app.NationalRate{ID: id, Hundredths: int64(math.Round(share * 100))}
	if err := a.SetNumber(r.ctx, n, r.flag("source"), at); err != nil {
		return 0, err
	}
	return Good, r.answer(n, func(w io.Writer) {
		fmt.Fprintln(w, r.words.Say("cli.number.entered", "name", r.words.Say("number."+n.ID), "percent", r.args[1]))
	})
}

// reportIndices reckons the indices of a period; with --of it lists the cases
// behind one.
func reportIndices(r *run) (int, error) {
	from, to, err := r.days()
	if err != nil {
		return 0, err
	}
	out := r.flag("out")
	kind := strings.ToLower(filepath.Ext(out))
	if out != "" && kind != ".xlsx" && kind != ".pdf" {
		return 0, usage("cli.report.out", "file", out)
	}
	a, err := r.open(false)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	if to.IsZero() {
		to = review.DateOf(a.Now())
	}
	if from.IsZero() {
		from = review.Date{Year: to.Year, Month: 1, Day: 1}
	}
	rep, err := a.Indices(r.ctx, index.Period{From: from, To: to})
	if err != nil {
		return 0, err
	}
	if id := r.flag("of"); id != "" {
		rows, err := a.Behind(rep, id, r.flag("court"))
		if err != nil {
			return 0, err
		}
		return Good, r.answer(rows, func(w io.Writer) {
			for _, row := range rows {
				mark := "  "
				if row.Counts {
					mark = "✓ "
				}
				fmt.Fprintln(w, mark+strings.Join([]string{row.Number, row.Filed.String(), row.Closed.String(), row.Manner, row.Place}, "\t"))
			}
		})
	}
	if out != "" {
		b, err := a.IndexSheet(rep)
		if kind == ".pdf" {
			b, err = a.IndexPDF(r.ctx, rep)
		}
		if err != nil {
			return 0, err
		}
		if err := writeNew(out, b); err != nil {
			return 0, err
		}
	}
	if err := r.draft(func() ([]byte, error) { return a.AssessmentDraft(r.ctx, rep, r.flags["plan"]) }); err != nil {
		return 0, err
	}
	return Good, r.answer(rep, func(w io.Writer) { r.indices(w, a, rep) })
}

func (r *run) indices(w io.Writer, a *app.App, rep *app.IndexReport) {
	fmt.Fprintln(w, r.words.Say("cli.indices", "from", rep.From.Arabic(), "to", rep.To.Arabic()))
	show := func(figures []app.IndexFigure) {
		for _, f := range figures {
			fmt.Fprintln(w, strings.TrimRight(strings.Join([]string{f.Name, f.Text, f.Exact, a.GoalWords(f), a.GapWords(f)}, "\t"), "\t"))
		}
	}
	show(rep.Figures)
	for _, c := range rep.Courts {
		fmt.Fprintln(w, "\n"+c.Court)
		show(c.Figures)
	}
	fmt.Fprintln(w)
	for _, x := range rep.Extracts {
		fmt.Fprintln(w, a.ExtractWords(x))
	}
}
