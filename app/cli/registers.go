package cli

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"shenqian/app"
	"shenqian/review"
)

// register is one of the ledgers (台账) of a period: this year's so far unless
// --from and --to say otherwise.
func register(r *run) (int, error) {
	kind, err := r.registerKind(r.args[0])
	if err != nil {
		return 0, err
	}
	from, to, err := r.days()
	if err != nil {
		return 0, err
	}
	out := r.flag("out")
	ext := strings.ToLower(filepath.Ext(out))
	if out != "" && ext != ".xlsx" && ext != ".pdf" {
		return 0, usage("cli.register.out", "file", out)
	}
	a, err := r.open(false)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	today := review.DateOf(a.Now())
	if to.IsZero() {
		to = today
	}
	if from.IsZero() {
		from = review.Date{Year: to.Year, Month: 1, Day: 1}
	}
	reg, err := a.ReadRegister(r.ctx, kind, from, to)
	if err != nil {
		return 0, err
	}
	if out != "" {
		if err := r.writeRegister(a, reg, out, ext); err != nil {
			return 0, err
		}
	}
	return Good, r.answer(reg, func(w io.Writer) {
		if out != "" {
			fmt.Fprintln(w, r.words.Say("cli.register", "title", reg.Title, "count", fmt.Sprint(len(reg.Entries)), "file", out))
			return
		}
		for _, e := range reg.Entries {
			fmt.Fprintln(w, strings.Join([]string{fmt.Sprint(e.Number), e.On.String(), e.CaseNumber, e.Recipient, e.How, e.Reason, e.By, e.Remark}, "\t"))
		}
		if reg.Online != nil {
			fmt.Fprintln(w, reg.Online.Text+"\n"+reg.Online.Basis)
		}
	})
}

func (r *run) writeRegister(a *app.App, reg *app.Register, out, ext string) error {
	if ext == ".pdf" {
		s, err := a.RegisterPDF(r.ctx, reg)
		if err != nil {
			return err
		}
		return writeNew(out, s.PDF)
	}
	b, err := a.RegisterSheet(reg)
	if err != nil {
		return err
	}
	return writeNew(out, b)
}

// registerKind takes a ledger by its id or by its name.
func (r *run) registerKind(name string) (app.RegisterKind, error) {
	var names []string
	for _, k := range app.RegisterKinds() {
		said := r.words.Say("register.name." + string(k))
		if name == string(k) || name == said {
			return k, nil
		}
		names = append(names, string(k)+"（"+said+"）")
	}
	return "", usage("cli.register.kind", "kind", name, "kinds", strings.Join(names, "、"))
}

// infobaseSheet writes what is to be entered in the 终本案件信息库.
func infobaseSheet(r *run) (int, error) {
	out := r.flag("sheet")
	if strings.ToLower(filepath.Ext(out)) != ".xlsx" {
		return 0, usage("cli.xlsx", "file", out)
	}
	if len(r.args) > 1 {
		return 0, usage("cli.onecase")
	}
	a, err := r.open(false)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	id, err := a.Find(r.ctx, r.args[0])
	if err != nil {
		return 0, err
	}
	b, err := a.InfobaseSheet(r.ctx, id)
	if err != nil {
		return 0, err
	}
	if err := writeNew(out, b); err != nil {
		return 0, err
	}
	return Good, r.answer(map[string]string{"case_number": r.args[0], "file": out}, func(w io.Writer) {
		fmt.Fprintln(w, r.words.Say("cli.written", "file", out))
	})
}

// writeQueue writes a queue as .xlsx.
func (r *run) writeQueue(a *app.App, items []app.QueueItem, out string) error {
	if strings.ToLower(filepath.Ext(out)) != ".xlsx" {
		return usage("cli.xlsx", "file", out)
	}
	b, err := a.QueueSheet(items)
	if err != nil {
		return err
	}
	return writeNew(out, b)
}

// serveList records the services of a list.
func serveList(r *run) (int, error) {
	columns, err := r.columns()
	if err != nil {
		return 0, err
	}
	if len(r.args) > 1 || len(r.given("party", "how", "on", "proof", "void")) > 0 {
		return 0, usage("cli.onelist")
	}
	a, err := r.open(true)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	report, err := a.ServeList(r.ctx, r.args[0], columns)
	if err != nil {
		return 0, err
	}
	status := Good
	if report.Failed() {
		status = No
	}
	return status, r.answer(report.Items, func(w io.Writer) {
		for _, it := range report.Items {
			line := []string{r.words.Say("cli.rows", "sheet", it.Sheet, "rows", fmt.Sprint(it.Row)), it.CaseNumber, it.Party}
			switch {
			case it.Error != "":
				fmt.Fprintln(w, "✗ "+strings.Join(append(line, it.Error), "\t"))
			case it.Already:
				fmt.Fprintln(w, "✓ "+strings.Join(append(line, r.words.Say("cli.already")), "\t"))
			default:
				fmt.Fprintln(w, "✓ "+strings.Join(append(line, r.stateName(it.State)), "\t"))
			}
		}
	})
}

// isList says whether an argument names a list rather than a case.
func isList(arg string) bool {
	switch strings.ToLower(filepath.Ext(arg)) {
	case ".xlsx", ".xlsm", ".xls", ".et", ".csv", ".tsv":
		return true
	}
	return false
}
