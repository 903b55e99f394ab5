package desk

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"

	"shenqian/app"
	"shenqian/review"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// dropped takes in what was dropped on the window.
func (d *Desk) dropped(us []fyne.URI) {
	if d.top() != nil || d.locked != nil {
		return
	}
	var paths []string
	for _, u := range us {
		paths = append(paths, u.Path())
	}
	if len(paths) == 1 && signedPDF(paths[0]) {
		d.verify(paths[0], false)
		return
	}
	if d.court == nil || d.court.Session() == nil {
		return
	}
	d.importPaths(paths)
}

// importFiles asks for a folder or a file to take in.
func (d *Desk) importFiles() {
	if d.court == nil || d.court.Session() == nil || !d.holds(review.RoleClerk, review.RoleJudge) {
		return
	}
	var m *kit.Modal
	m = d.dialog(d.say("ui.import.title"), 520, []fyne.CanvasObject{kit.NewText(d.say("ui.import.text"))},
		d.button("ui.cancel", func() { m.Hide() }),
		d.button("ui.import.file", func() {
			m.Hide()
			d.chooseFile([]string{".json", ".txt", ".docx", ".doc", ".wps", ".xlsx", ".csv", ".zip", ".pdf", ".jpg", ".png", ".tif", ".tiff"}, "", func(p string) { d.importPaths([]string{p}) })
		}),
		d.button("ui.import.folder", func() {
			m.Hide()
			d.chooseFolder(func(p string) { d.importPaths([]string{p}) })
		}).Primary())
}

// importPaths takes files and folders in, with progress, and says what became
// of each.
func (d *Desk) importPaths(paths []string) {
	var r *app.ImportReport
	d.work(work{label: d.say("ui.import.working"), act: true, stop: true}, func(ctx context.Context, tell app.Progress) (err error) {
		r, err = d.court.Import(ctx, paths, tell)
		return err
	}, func(err error) {
		d.refreshQueue(false)
		if r != nil && len(r.Items) > 0 {
			d.imported(r, err)
		} else {
			d.fail(err)
		}
		if d.open != nil {
			d.noticed(d.open.id)
		}
	})
}

// imported is the report: failures first, then what was taken.
func (d *Desk) imported(r *app.ImportReport, err error) {
	var bad, fine []fyne.CanvasObject
	for _, it := range r.Items {
		name := kit.NewText(filepath.Base(it.File)).Bold()
		if it.Error != "" {
			bad = append(bad, kit.NewBox(kit.NewColumn(2, name, kit.NewText("！　"+it.Error).In(theme.Block)), theme.BlockSoft, "", 10, 6).Barred(theme.Block))
			continue
		}
		what := d.say("ui.import.as." + it.As)
		if it.Type != "" {
			what += "（" + it.Type + "）"
		}
		line := []fyne.CanvasObject{name, caption("✓ " + what + "　" + it.CaseNumber)}
		for _, u := range it.Unknown {
			line = append(line, caption(d.say("ui.import.unknown", "field", u)))
		}
		fine = append(fine, kit.NewBox(kit.NewColumn(1, line...), theme.Surface, theme.Line, 10, 5))
	}
	head := []fyne.CanvasObject{kit.NewText(d.say("ui.import.summary", "good", itoa(len(fine)), "bad", itoa(len(bad)))).Sized(base.SizeNameSubHeadingText)}
	if canceled(err) {
		head = append(head, d.notice(d.say("ui.import.canceled")))
	} else if err != nil {
		head = append(head, d.warning(d.words.Explain(err)))
	}
	var m *kit.Modal
	m = d.dialog(d.say("ui.import.report"), 620, append(head, append(bad, fine...)...), d.button("ui.ok", func() { m.Hide() }).Primary())
}
