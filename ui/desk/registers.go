package desk

import (
	"context"
	"os"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"shenqian/app"
	"shenqian/review"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// registers shows the court's ledgers by period, and writes them as a
// spreadsheet or for printing.
func (d *Desk) registers() { d.registersOf(app.RegisterSeals) }

// registersOf begins with one of them.
func (d *Desk) registersOf(first app.RegisterKind) {
	kinds := app.RegisterKinds()
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = d.words.Say("register.title." + string(k))
	}
	pick, from, to := widget.NewSelect(names, nil), kit.NewEntry(), kit.NewEntry()
	now := review.DateOf(d.court.Now())
	from.SetText(review.Date{Year: now.Year, Month: 1, Day: 1}.String())
	to.SetText(now.String())
	rows, count, wrong := kit.NewColumn(6), kit.NewText("").Bold().Lines(1), kit.NewColumn(0)
	var read *app.Register
	var m *kit.Modal
	show := func() {
		kind, first, last := kinds[max(pick.SelectedIndex(), 0)], from.Text, to.Text
		d.work(work{label: d.say("ui.working")}, func(ctx context.Context, _ app.Progress) (err error) {
			var a, b review.Date
			if err = a.UnmarshalText([]byte(first)); err == nil {
				err = b.UnmarshalText([]byte(last))
			}
			if err == nil {
				read, err = d.court.ReadRegister(ctx, kind, a, b)
			}
			return err
		}, func(err error) {
			wrong.Set()
			if err != nil {
				read = nil
				wrong.Set(d.warning(d.words.Explain(err)))
			} else {
				count.Set(d.say("ui.registers.count", "count", itoa(len(read.Entries))))
				if o := read.Online; o != nil {
					wrong.Set(caption(o.Text), caption(o.Basis))
				}
				rows.Set(d.registerLines(read)...)
			}
			m.Fit()
		})
	}
	pick.OnChanged = func(string) {
		if m != nil {
			show()
		}
	}
	pick.SetSelectedIndex(slices.Index(kinds, first))
	list := kit.NewScroll(rows)
	body := []fyne.CanvasObject{
		labelled(d.say("ui.registers.kind"), pick), beside(labelled(d.say("ui.registers.from"), from), labelled(d.say("ui.registers.to"), to)),
		kit.NewFlow(8, count, d.button("ui.registers.show", show)),
		kit.NewBox(container.New(tall{260}, list), theme.Surface, theme.Line, 8, 6), wrong,
	}
	write := func(make func(context.Context) ([]byte, error), ending string) func() {
		return func() {
			if r := read; r != nil {
				d.saveMade(r.Title+"_"+r.From.String()+"_"+r.To.String()+ending, make)
			}
		}
	}
	m = d.dialog(d.say("ui.more.registers"), 760, body, d.button("ui.close", func() { m.Hide() }),
		d.button("ui.registers.pdf", write(func(ctx context.Context) ([]byte, error) {
			s, err := d.court.RegisterPDF(ctx, read)
			if err != nil {
				return nil, err
			}
			return s.PDF, nil
		}, ".pdf")),
		d.button("ui.registers.xlsx", write(func(context.Context) ([]byte, error) { return d.court.RegisterSheet(read) }, ".xlsx")).Primary())
	show()
}

// registerLines are the entries, two lines each.
func (d *Desk) registerLines(r *app.Register) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, e := range r.Entries[:min(len(r.Entries), boardMost)] {
		head := itoa(e.Number) + "　" + e.On.String() + "　" + e.CaseNumber
		rest := ""
		for _, s := range []string{e.Parties, e.Recipient, e.How, e.Reason, e.By} {
			if s != "" {
				if rest != "" {
					rest += "　"
				}
				rest += s
			}
		}
		if e.Copies > 0 {
			rest += "　" + d.say("ui.registers.copies", "copies", itoa(e.Copies))
		}
		out = append(out, kit.NewColumn(0, kit.NewText(head), caption(rest)))
	}
	if len(out) == 0 {
		out = append(out, muted(d.say("ui.registers.none")))
	}
	return out
}

// saveMade writes something made in the background where the user says, never
// over a file that is there.
func (d *Desk) saveMade(name string, make func(context.Context) ([]byte, error)) {
	d.chooseFolder(func(dir string) {
		path := filepath.Join(dir, name)
		d.work(work{label: d.say("ui.working")}, func(ctx context.Context, _ app.Progress) error {
			b, err := make(ctx)
			if err != nil {
				return err
			}
			return writeNew(path, b)
		}, func(err error) {
			if err != nil {
				d.fail(err)
				return
			}
			d.said(d.say("ui.export.done", "file", path), false)
		})
	})
}

// writeNew writes a file that must not be there yet.
func writeNew(path string, b []byte) error {
	out, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if os.IsExist(err) {
		return review.Fault("ui.export.exists", "file", path)
	}
	if err != nil {
		return err
	}
	if _, err = out.Write(b); err != nil {
		_ = out.Close() // the first error counts
		return err
	}
	return out.Close()
}
