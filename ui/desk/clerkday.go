package desk

import (
	"context"
	"net/url"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"shenqian/app"
	"shenqian/review"
	"shenqian/ui/kit"
)

// What the clerk does besides: Word and back, printing and forms, the archive.

// moreOfCase is the menu of these, under a button of the side pane.
func (d *Desk) moreOfCase(o *opened, at fyne.CanvasObject) {
	items := []*fyne.MenuItem{fyne.NewMenuItem(d.say("ui.case.word"), func() { d.word(o) })}
	items = append(items, fyne.NewMenuItem(d.say("ui.case.print"), func() { d.print(o) }))
	if s := o.matter().State; s == review.StateServed || s == review.StateRevoked {
		items = append(items, fyne.NewMenuItem(d.say("ui.case.archive"), func() { d.archive(o) }))
	}
	d.menu(at, items...)
}

// caseButton opens that menu.
func (d *Desk) caseButton(o *opened) fyne.CanvasObject {
	var b *kit.Button
	b = d.button("ui.case.more", func() { d.moreOfCase(o, b) })
	return b
}

// word writes the draft as .docx, opens it with the system's word processor,
// and takes what is saved there as the next draft until it is cancelled.
func (d *Desk) word(o *opened) {
	name, file, err := d.court.Word(context.Background(), o.id)
	if err != nil {
		d.fail(err)
		return
	}
	d.chooseFolder(func(dir string) {
		path := filepath.Join(dir, name)
		if err := writeNew(path, file); err != nil {
			d.fail(err)
			return
		}
		d.openOutside(path)
		if !answerable(o.matter().State) || o.matter().State == review.StateRoute || o.matter().State == review.StatePresident {
			d.said(d.say("ui.export.done", "file", path), false)
			return
		}
		d.said(d.say("ui.word.watching", "file", path), false)
		d.work(work{label: d.say("ui.word.label", "number", o.number()), stop: true}, func(ctx context.Context, _ app.Progress) error {
			return d.court.WatchDraft(ctx, o.id, path, func(it app.ImportItem, err error) {
				d.onMain(func() { d.wordSaved(it, err) })
			})
		}, d.fail)
	})
}

// wordSaved says what became of a draft that was saved.
func (d *Desk) wordSaved(it app.ImportItem, err error) {
	switch {
	case err != nil:
		d.fail(err)
	case it.Error != "":
		d.said(it.Error, true)
	default:
		d.said(d.say("ui.word.taken", "number", it.CaseNumber, "draft", itoa(it.Draft)), false)
		d.reload()
	}
}

// openOutside opens a file with the program that the system has for it; where
// there is none, the file is there all the same.
func (d *Desk) openOutside(path string) {
	_ = d.fyne.OpenURL(&url.URL{Scheme: "file", Path: filepath.ToSlash(path)})
}

// print makes one file for the printer, and counts it.
func (d *Desk) print(o *opened) {
	requests := []app.PrintRequest{
		{What: review.PrintCopy}, {What: review.PrintOriginal}, {What: review.PrintForm, Form: app.ServiceForm}, {What: review.PrintForm, Form: app.InterviewForm},
	}
	names := []string{d.say("ui.print.copy"), d.say("ui.print.original"), d.say("ui.print.service"), d.say("ui.print.interview")}
	pick, copies, reason, wrong := widget.NewSelect(names, nil), kit.NewEntry(), kit.NewEntry(), kit.NewColumn(0)
	pick.SetSelectedIndex(0)
	copies.SetPlaceHolder(d.say("ui.print.copies.hint"))
	var m *kit.Modal
	m = d.dialog(d.say("ui.case.print"), 480, []fyne.CanvasObject{
		kit.NewText(o.number()).Bold(), labelled(d.say("ui.print.what"), pick), labelled(d.say("ui.print.copies"), copies), labelled(d.say("ui.print.reason"), reason), wrong,
	}, d.button("ui.cancel", func() { m.Hide() }), d.button("ui.print.do", func() {
		q := requests[max(pick.SelectedIndex(), 0)]
		q.Reason = strings.TrimSpace(reason.Text)
		if s := strings.TrimSpace(copies.Text); s != "" {
			n, err := number(s)
			if err != nil {
				wrong.Set(d.warning(d.words.Explain(err)))
				m.Fit()
				return
			}
			q.Copies = n
		}
		what := names[max(pick.SelectedIndex(), 0)]
		d.chooseFolder(func(dir string) {
			path := filepath.Join(dir, o.number()+"-"+what+"-"+d.say("ui.print.file")+".pdf")
			d.stay(m, wrong, "ui.print.done", o, func(ctx context.Context) error {
				_, err := d.court.Print(ctx, []string{o.id}, q, func(pdf []byte) error { return writeNew(path, pdf) })
				if err == nil {
					d.onMain(func() { d.openOutside(path) })
				}
				return err
			})
		})
	}).Primary())
}

// archive makes 正卷 and 副卷.
func (d *Desk) archive(o *opened) {
	d.chooseFolder(func(dir string) {
		out := filepath.Join(dir, o.number())
		var made *app.Archived
		d.work(work{label: d.say("ui.archive.working"), act: true}, func(ctx context.Context, _ app.Progress) (err error) {
			made, err = d.court.Archive(ctx, o.id, out)
			return err
		}, func(err error) {
			if err != nil {
				d.fail(err)
				return
			}
			lines := []fyne.CanvasObject{kit.NewText(d.say("ui.archive.done", "folder", out))}
			for _, v := range made.Volumes {
				lines = append(lines, kit.NewText(d.say("ui.archive.volume", "name", v.Name, "papers", itoa(len(v.Papers)), "pages", itoa(v.Pages))))
			}
			for _, s := range made.Missing {
				lines = append(lines, d.notice(s))
			}
			var m *kit.Modal
			m = d.dialog(d.say("ui.case.archive"), 520, lines, d.button("ui.close", func() { m.Hide() }).Primary())
		})
	})
}
