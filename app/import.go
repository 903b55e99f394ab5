package app

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"shenqian/app/intake"
	"shenqian/review"
)

// ImportReport says what became of each file.
type ImportReport struct {
	Items []ImportItem `json:"items"`
}

// ImportItem is one file's fate. A file that could not be taken has an Error,
// a plain sentence; nothing of it is kept.
type ImportItem struct {
	File       string   `json:"file"`
	CaseNumber string   `json:"case_number,omitempty"`
	Kind       string   `json:"kind,omitempty"`
	As         string   `json:"as,omitempty"` // ruling, casefile, attachment; passed_over for what a folder holds besides
	Type       string   `json:"type,omitempty"`
	Draft      int      `json:"draft,omitempty"`
	Unknown    []string `json:"unknown,omitempty"` // fields of the case file that have no place
	// Changes is what a ruling changes that takes the place of an earlier draft.
	Changes *Redraft `json:"changes,omitempty"`
	Error   string   `json:"error,omitempty"`
	Code    string   `json:"code,omitempty"`
}

// Failed says whether any file could not be taken.
func (r *ImportReport) Failed() bool {
	return slices.ContainsFunc(r.Items, func(i ImportItem) bool { return i.Error != "" })
}

const (
	maxImportFiles = 5000
	maxImportFile  = 64 << 20
)

// Progress is told how far a long task is.
type Progress func(done, total int, label string)

// Import takes in files and folders: case files (.json), rulings (.txt,
// .docx, .doc, .wps) and attachments (.pdf, .jpg, .png, .tiff). A ruling and a
// case file of one 案号 make one matter; a ruling that comes again becomes the
// next draft. Attachments belong to the 案号 in their name or, in a folder, to
// its one case.
func (a *App) Import(ctx context.Context, paths []string, progress Progress) (*ImportReport, error) {
	files, err := collect(paths)
	if err != nil {
		return nil, err
	}
	report := &ImportReport{Items: []ImportItem{}}
	im := &importer{app: a, folders: map[string][]string{}}
	for i, f := range files {
		if err := ctx.Err(); err != nil {
			return report, err
		}
		if progress != nil {
			progress(i, len(files), filepath.Base(f.path))
		}
		item, err := im.take(ctx, f)
		if err != nil {
			if fatal(err) {
				return report, err
			}
			item.Error, item.Code = a.Words.Explain(err), Code(err)
		}
		report.Items = append(report.Items, item)
	}
	if progress != nil {
		progress(len(files), len(files), "")
	}
	return report, nil
}

// fatal says that no further file would fare better.
func fatal(err error) bool {
	switch Code(err) {
	case "session.needed", "session.expired", "role.maynot", "storage.write":
		return true
	}
	return errors.Is(err, context.Canceled)
}

// found is a file to import; order puts case files before rulings before
// attachments, so that each finds its matter.
type found struct {
	path  string
	named bool // given by name, not found in a folder
	order int
}

func collect(paths []string) ([]found, error) {
	var out []found
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil {
			return nil, err
		}
		if !info.IsDir() {
			out = append(out, found{path: p, named: true})
			continue
		}
		err = filepath.WalkDir(p, func(path string, e fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case strings.HasPrefix(e.Name(), ".") && path != p || strings.HasPrefix(e.Name(), "~$"):
				if e.IsDir() {
					return filepath.SkipDir
				}
				return nil
			case !e.Type().IsRegular(): // no links, no devices
				return nil
			}
			if out = append(out, found{path: path}); len(out) > maxImportFiles {
				return review.Fault("import.many", "most", itoa(maxImportFiles))
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	for i := range out {
		switch intake.Sniff(out[i].path, nil) {
		case intake.JSON:
			out[i].order = 0
		case intake.Text, intake.Docx, intake.Legacy:
			out[i].order = 1
		default:
			out[i].order = 2
		}
	}
	slices.SortStableFunc(out, func(x, y found) int { return x.order - y.order })
	return out, nil
}

// importer remembers, for one import, which matters each folder held.
type importer struct {
	app     *App
	folders map[string][]string
}

func (im *importer) take(ctx context.Context, f found) (ImportItem, error) {
	item := ImportItem{File: f.path}
	b, err := readFile(f.path)
	if err != nil {
		return item, err
	}
	switch intake.Sniff(f.path, b) {
	case intake.JSON:
		item.As = "casefile"
		err = im.caseFile(ctx, f.path, b, &item)
	case intake.PDF, intake.Image:
		item.As = "attachment"
		err = im.attachment(ctx, f, b, &item)
	case intake.Unknown:
		if !f.named {
			item.As = "passed_over"
			return item, nil
		}
		err = review.Fault("intake.unknown")
	default:
		item.As = "ruling"
		err = im.ruling(ctx, f.path, b, &item)
	}
	return item, err
}

func readFile(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() { // a folder, or a device that never ends
		return nil, review.Fault("intake.notafile", "file", path)
	}
	if info.Size() > maxImportFile {
		return nil, review.Fault("intake.large")
	}
	return os.ReadFile(path)
}

func (im *importer) caseFile(ctx context.Context, path string, b []byte, item *ImportItem) error {
	k := im.app.kindOfCaseFile(b)
	f, unknown, err := k.ReadFacts(b)
	if err != nil {
		return err
	}
	n := f.CaseNumber()
	if n.Number == 0 {
		return review.Fault("casefile.nonumber")
	}
	item.CaseNumber, item.Kind, item.Unknown = n.String(), k.ID(), unknown
	id := MatterID(k.ID(), n)
	im.remember(path, id)
	return im.app.takeDraft(ctx, id, review.Draft{Source: filepath.Base(path), File: review.HashOf(b), Facts: review.HashOf(b)}, [][]byte{b}, item)
}

func (im *importer) ruling(ctx context.Context, path string, b []byte, item *ImportItem) error {
	doc, err := intake.ReadRuling(ctx, path, b)
	if err != nil {
		return err
	}
	k, p := im.app.Recognise(doc.Text)
	n := k.Prefill(p).CaseNumber()
	if n.Number == 0 {
		// A ruling that lost its head may still be told by its file's name.
		if f := review.FindCaseNumbers(filepath.Base(path)); len(f) == 1 {
			n = f[0].CaseNumber
		} else {
			return review.Fault("import.nonumber")
		}
	}
	item.CaseNumber, item.Kind = n.String(), k.ID()
	id := MatterID(k.ID(), n)
	im.remember(path, id)
	before, err := im.app.before(ctx, id)
	if err != nil {
		return err
	}
	text := []byte(doc.Text)
	err = im.app.takeDraft(ctx, id, review.Draft{
		Source: filepath.Base(path), File: review.HashOf(b), Text: review.HashOf(text), Notes: doc.Notes,
	}, [][]byte{b, text}, item)
	if err == nil {
		item.Changes, err = im.app.redraft(ctx, id, before)
	}
	return err
}

func (im *importer) remember(path, id string) {
	dir := filepath.Dir(path)
	if !slices.Contains(im.folders[dir], id) {
		im.folders[dir] = append(im.folders[dir], id)
	}
}

// takeDraft joins what came with what is there: a ruling keeps the case file
// that came before, and the other way round. The same again changes nothing.
func (a *App) takeDraft(ctx context.Context, id string, d review.Draft, files [][]byte, item *ImportItem) error {
	_, m, err := a.events(ctx, id)
	if err != nil {
		return err
	}
	if old := m.Draft; old != nil {
		if d.Text == "" {
			d.Text, d.Notes = old.Text, old.Notes
			if old.Text != "" {
				d.Source, d.File = old.Source, old.File
			}
		}
		if d.Facts == "" {
			d.Facts = old.Facts
		}
		if d.Text == old.Text && d.Facts == old.Facts {
			item.Draft = m.Drafts
			return nil
		}
	}
	m, err = a.do(ctx, id, step{
		event: review.Event{Kind: review.EventDraft, Draft: &d},
		roles: []review.Role{review.RoleClerk, review.RoleJudge}, files: files,
	})
	if err == nil {
		item.Draft = m.Drafts
	}
	return err
}

func (im *importer) attachment(ctx context.Context, f found, b []byte, item *ImportItem) error {
	var id string
	if n := review.FindCaseNumbers(filepath.Base(f.path)); len(n) > 0 {
		var err error
		if id, err = im.app.Find(ctx, n[0].CaseNumber.String()); err != nil {
			return err
		}
	} else if in := im.folders[filepath.Dir(f.path)]; len(in) == 1 {
		id = in[0]
	} else {
		if f.named && intake.Sniff(f.path, b) == intake.PDF {
			return review.Fault("intake.pdf")
		}
		return review.Fault("import.whose")
	}
	item.CaseNumber = id[len(kindOf(id))+1:]
	item.Type = AttachmentType(filepath.Base(f.path))
	err := im.app.Attach(ctx, id, filepath.Base(f.path), item.Type, b)
	if Code(err) == "attachment.twice" {
		return nil
	}
	return err
}
