package cli

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"shenqian/app"
)

// importFiles takes in files and folders. --map 列名=字段, given as often as
// needed, says what a list's columns mean; --overwrite lets a list replace what
// case files already say.
func importFiles(r *run) (int, error) {
	columns, err := r.columns()
	if err != nil {
		return 0, err
	}
	a, err := r.open(true)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	report, err := a.ImportWith(r.ctx, r.args, app.ImportOptions{Overwrite: r.has("overwrite"), Columns: columns})
	if err != nil {
		return 0, err
	}
	status := Good
	if report.Failed() {
		status = No
	}
	// One file gives one object; several, a folder or a list, an array.
	var v any = report.Items
	if info, err := os.Stat(r.args[0]); err == nil && len(r.args) == 1 && !info.IsDir() && len(report.Items) == 1 {
		v = report.Items[0]
	}
	return status, r.answer(v, func(w io.Writer) { r.printImport(w, report) })
}

func (r *run) printImport(w io.Writer, report *app.ImportReport) {
	differ := false
	for _, it := range report.Items {
		where := it.File
		if len(it.Rows) > 0 {
			where += "\t" + r.words.Say("cli.rows", "sheet", it.Sheet, "rows", strings.Trim(fmt.Sprint(it.Rows), "[]"))
		}
		if it.Error != "" {
			fmt.Fprintln(w, strings.Join(slices.DeleteFunc([]string{"✗ " + where, it.CaseNumber, it.Error}, func(s string) bool { return s == "" }), "\t"))
			continue
		}
		fmt.Fprintf(w, "✓ %s\t%s\t%s\n", where, it.CaseNumber, r.words.Say("import."+it.As))
		r.redraft(w, it.Changes)
		for _, u := range it.Unknown {
			fmt.Fprintln(w, r.words.Say("cli.unknown", "field", u))
		}
		for _, d := range it.Differences {
			differ = true
			fmt.Fprintln(w, r.words.Say("cli.difference", "field", d.Field, "old", orNone(d.Old), "new", orNone(d.New)))
		}
	}
	switch {
	case differ && r.has("overwrite"):
		fmt.Fprintln(w, r.words.Say("cli.overwritten"))
	case differ:
		fmt.Fprintln(w, r.words.Say("cli.overwritehint"))
	}
}

func orNone(s string) string {
	if s == "" {
		return "—"
	}
	return s
}

// columns reads --map.
func (r *run) columns() (map[string]string, error) {
	out := map[string]string{}
	for _, v := range r.flags["map"] {
		title, field, ok := strings.Cut(v, "=")
		title, field = strings.TrimSpace(title), strings.TrimSpace(field)
		if !ok || title == "" || field == "" {
			return nil, usage("cli.map", "value", v)
		}
		out[title] = field
	}
	return out, nil
}
