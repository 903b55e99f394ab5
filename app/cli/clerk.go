package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"shenqian/app"
	"shenqian/review"
)

// attach files a scan, or a folder of scans by the types their names tell.
func attach(r *run) (int, error) {
	if info, err := os.Stat(r.args[1]); err == nil && info.IsDir() {
		return r.attachFolder()
	}
	b, err := app.ReadFileFully(r.args[1])
	if err != nil {
		return 0, err
	}
	kind := r.flag("type")
	types := app.AttachmentTypes()
	switch {
	case kind == "":
		kind = app.AttachmentType(baseName(r.args[1]))
	case !slices.Contains(types, kind):
		return 0, usage("cli.attachtype", "type", kind, "types", strings.Join(types, "、"))
	}
	a, id, err := r.oneCase(true, r.args[0])
	if err != nil {
		return 0, err
	}
	defer a.Close()
	if err := a.Attach(r.ctx, id, baseName(r.args[1]), kind, b); err != nil {
		return 0, err
	}
	return Good, r.answer(map[string]string{"case_number": r.args[0], "type": kind, "hash": string(review.HashOf(b))}, func(w io.Writer) {
		fmt.Fprintln(w, r.words.Say("cli.attached", "type", kind))
	})
}

func (r *run) attachFolder() (int, error) {
	if r.has("type") {
		return 0, usage("cli.attachfolder")
	}
	a, id, err := r.oneCase(true, r.args[0])
	if err != nil {
		return 0, err
	}
	defer a.Close()
	report, err := a.AttachFolder(r.ctx, id, r.args[1])
	if err != nil {
		return 0, err
	}
	status := Good
	if report.Failed() {
		status = No
	}
	return status, r.answer(report.Items, func(w io.Writer) {
		for _, it := range report.Items {
			if it.Error != "" {
				fmt.Fprintf(w, "✗ %s\t%s\n", it.File, it.Error)
				continue
			}
			fmt.Fprintf(w, "✓ %s\t%s\t%s\n", it.File, r.words.Say("import."+it.As), it.Type)
		}
	})
}

// oneCase opens the court and finds the one case that a command is about.
func (r *run) oneCase(write bool, text string) (*app.App, string, error) {
	a, err := r.open(write)
	if err != nil {
		return nil, "", err
	}
	id, err := a.Find(r.ctx, text)
	if err != nil {
		_ = a.Close() // the first error counts
		return nil, "", err
	}
	return a, id, nil
}

// redraft says how a ruling differs from the draft it takes the place of.
func (r *run) redraft(w io.Writer, c *app.Redraft) {
	if c == nil {
		return
	}
	code := "cli.redraft"
	if c.Wording {
		code = "cli.redraft.wording"
	}
	fmt.Fprintln(w, "  "+r.words.Say(code, "count", fmt.Sprint(len(c.Changes)), "touches", c.Touches))
	for _, one := range c.Changes {
		fmt.Fprintf(w, "  - %s\n  + %s\n", one.Old, one.New)
	}
	for _, l := range []struct {
		code    string
		answers []review.Answer
	}{{"cli.redraft.kept", c.Kept}, {"cli.redraft.lapsed", c.Lapsed}} {
		for _, a := range l.answers {
			fmt.Fprintln(w, "  "+r.words.Say(l.code, "rule", a.Rule, "text", a.Text))
		}
	}
}

// made writes one new file and answers with it.
func (r *run) made(path string, data []byte) (int, error) {
	if err := r.outFree(path); err != nil {
		return 0, err
	}
	if err := writeNew(path, data); err != nil {
		return 0, err
	}
	return Good, r.answer(map[string]any{"file": path, "sha256": review.HashOf(data)}, func(w io.Writer) { fmt.Fprintln(w, path) })
}

// outFree says whether a file may be written: nothing of a clerk's is written
// over.
func (r *run) outFree(path string) error {
	if _, err := os.Lstat(path); err == nil {
		return usage("cli.outexists", "file", path)
	}
	if info, err := os.Stat(filepath.Dir(path)); err != nil || !info.IsDir() {
		return usage("cli.outwrite", "file", path)
	}
	return nil
}

// outFile is where --out says; a folder gets the name that the paper has.
func (r *run) outFile(name string) (string, error) {
	out := r.flag("out")
	if out == "" {
		return "", usage("cli.out")
	}
	if info, err := os.Stat(out); err == nil && info.IsDir() {
		return filepath.Join(out, name), nil
	}
	return out, nil
}

// wordFile writes the draft at hand for a word processor.
func wordFile(r *run) (int, error) {
	a, id, err := r.oneCase(false, r.args[0])
	if err != nil {
		return 0, err
	}
	defer a.Close()
	name, b, err := a.Word(r.ctx, id)
	if err != nil {
		return 0, err
	}
	path, err := r.outFile(name)
	if err != nil {
		return 0, err
	}
	return r.made(path, b)
}

// formFile writes a form: form KIND CASE.
func formFile(r *run) (int, error) {
	a, id, err := r.oneCase(false, r.args[1])
	if err != nil {
		return 0, err
	}
	defer a.Close()
	name, b, err := a.Form(r.ctx, id, r.form(a.Words, r.args[0]), r.flag("party"))
	if err != nil {
		return 0, err
	}
	path, err := r.outFile(name)
	if err != nil {
		return 0, err
	}
	return r.made(path, b)
}

// form is a kind of form by its id or by its name in Chinese.
func (r *run) form(words *app.Catalogue, name string) app.FormKind {
	for _, k := range app.FormKinds {
		if name != "" && strings.Contains(words.Paper("form."+string(k)+".title"), name) {
			return k
		}
	}
	return app.FormKind(name)
}

// printPapers makes one print-ready file of the cases, or sends it to a
// printer, or both; what is printed is counted.
func printPapers(r *run) (int, error) {
	copies, err := r.count("copies")
	if err != nil {
		return 0, err
	}
	out, printer := r.flag("out"), r.flag("printer")
	if out == "" && printer == "" {
		return 0, usage("cli.printout")
	}
	if out != "" {
		if err := r.outFree(out); err != nil {
			return 0, err
		}
	}
	a, err := r.open(true)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	ids, err := r.found(a)
	if err != nil {
		return 0, err
	}
	q := app.PrintRequest{
		What: review.PrintWhat(r.flag("what")), Copies: copies, Form: r.form(a.Words, r.flag("form")), Party: r.flag("party"), Reason: r.flag("reason"),
	}
	entries, err := a.Print(r.ctx, ids, q, func(pdf []byte) error {
		if out != "" {
			if err := writeNew(out, pdf); err != nil {
				return err
			}
		}
		if printer != "" {
			return app.SendToPrinter(r.ctx, printer, pdf)
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	return Good, r.answer(map[string]any{"file": out, "printer": printer, "prints": entries}, func(w io.Writer) { r.prints(w, entries) })
}

// printRegister lists what was printed, of all cases or of those named.
func printRegister(r *run) (int, error) {
	a, err := r.open(false)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	ids, err := r.found(a)
	if err != nil {
		return 0, err
	}
	entries, err := a.Prints(r.ctx, ids...)
	if err != nil {
		return 0, err
	}
	return Good, r.answer(entries, func(w io.Writer) { r.prints(w, entries) })
}

func (r *run) prints(w io.Writer, entries []app.PrintEntry) {
	for _, e := range entries {
		what := r.words.Say("cli.print." + string(e.What))
		if e.Form != "" {
			what = r.words.Say("form." + e.Form + ".title")
		}
		fmt.Fprintln(w, r.words.Say("cli.printed", "number", e.CaseNumber, "what", what, "copies", fmt.Sprint(e.Copies),
			"pages", fmt.Sprint(e.Pages), "by", e.By, "at", e.At.In(app.Zone).Format("2006-01-02 15:04"), "reason", e.Reason))
	}
}

// archive makes the 正卷 and 副卷.
func archive(r *run) (int, error) {
	if r.flag("out") == "" {
		return 0, usage("cli.out")
	}
	a, id, err := r.oneCase(true, r.args[0])
	if err != nil {
		return 0, err
	}
	defer a.Close()
	done, err := a.Archive(r.ctx, id, r.flag("out"))
	if err != nil {
		return 0, err
	}
	return Good, r.answer(done, func(w io.Writer) {
		for _, v := range done.Volumes {
			fmt.Fprintln(w, r.words.Say("cli.volume", "volume", v.Name, "papers", fmt.Sprint(len(v.Papers)), "pages", fmt.Sprint(v.Pages)))
		}
		for _, m := range done.Missing {
			fmt.Fprintln(w, r.words.Say("cli.lacks", "what", m))
		}
	})
}
