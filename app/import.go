package app

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"

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
	As         string   `json:"as,omitempty"` // ruling, casefile, caselist, attachment; passed_over for what a folder holds besides
	Type       string   `json:"type,omitempty"`
	Draft      int      `json:"draft,omitempty"`
	Unknown    []string `json:"unknown,omitempty"` // fields of the case file, or columns of the list, that have no place
	Sheet      string   `json:"sheet,omitempty"`   // of a case from a list
	Rows       []int    `json:"rows,omitempty"`
	// Columns are a list's, by what they were taken for.
	Columns map[string]string `json:"columns,omitempty"`
	// Added are the fields that the list filled; Differences those on which it
	// and the case file disagree, which only ImportOptions.Overwrite settles.
	Added       []string     `json:"added,omitempty"`
	Differences []Difference `json:"differences,omitempty"`
	// Changes is what a ruling changes that takes the place of an earlier draft.
	Changes *Redraft `json:"changes,omitempty"`
	Error   string   `json:"error,omitempty"`
	Code    string   `json:"code,omitempty"`
}

// Failed says whether any file could not be taken.
func (r *ImportReport) Failed() bool {
	return slices.ContainsFunc(r.Items, func(i ImportItem) bool { return i.Error != "" })
}

const maxImportFile = 64 << 20

// Progress is told how far a long task is.
type Progress func(done, total int, label string)

// ImportOptions say how to take in what comes.
type ImportOptions struct {
	// Overwrite lets a case list replace what a case file already says, and a
	// ruling one of the same number between wholly other parties.
	Overwrite bool
	// Columns are the user's own: title of a list's column → field. They are
	// remembered for lists with the same titles.
	Columns  map[string]string
	Progress Progress
}

// Import takes in files and folders: case files (.json), rulings (.txt,
// .docx, .doc, .wps), case lists (.xlsx, .csv), attachments (.pdf, .jpg, .png,
// .tiff) and any of them packed in a .zip. A ruling and a case file of one 案号
// make one matter; a ruling that comes again becomes the next draft.
// Attachments belong to the 案号 in their name or, in a folder, to its one case.
func (a *App) Import(ctx context.Context, paths []string, progress Progress) (*ImportReport, error) {
	return a.ImportWith(ctx, paths, ImportOptions{Progress: progress})
}

// ImportWith is Import with options.
func (a *App) ImportWith(ctx context.Context, paths []string, o ImportOptions) (*ImportReport, error) {
	found, err := collect(paths)
	if err != nil {
		return nil, err
	}
	defer found.close()
	report := &ImportReport{Items: []ImportItem{}}
	im := &importer{app: a, options: o, folders: map[string][]string{}}
	for i, f := range found.files {
		if err := ctx.Err(); err != nil {
			return report, err
		}
		im.tell = func(label string) {
			if o.Progress != nil {
				o.Progress(i, len(found.files), label)
			}
		}
		im.tell(filepath.Base(f.path))
		items, err := im.take(ctx, f)
		report.Items = append(report.Items, items...)
		if err != nil {
			return report, err
		}
	}
	if o.Progress != nil {
		o.Progress(len(found.files), len(found.files), "")
	}
	return report, nil
}

// endsImport: what stops all files, not only the one at hand.
func endsImport(err error) bool {
	switch Code(err) {
	case "session.needed", "session.expired", "role.maynot":
		return true
	}
	return storeFailed(err) || errors.Is(err, context.Canceled)
}

// importer remembers, for one import, which matters each folder held.
type importer struct {
	app     *App
	options ImportOptions
	folders map[string][]string
	tell    func(label string)
}

// take says what became of one file: an item, or for a list one for itself
// and one for each case. An error ends the import.
func (im *importer) take(ctx context.Context, f found) ([]ImportItem, error) {
	item := ImportItem{File: f.path}
	b, err := f.read()
	var more []ImportItem
	if err == nil {
		more, err = im.takeAs(ctx, f, b, &item)
	}
	if err != nil {
		if endsImport(err) {
			return more, err
		}
		item.Error, item.Code = im.app.Words.Explain(err), Code(err)
	}
	return append([]ImportItem{item}, more...), nil
}

func (im *importer) takeAs(ctx context.Context, f found, b []byte, item *ImportItem) ([]ImportItem, error) {
	switch intake.Sniff(f.path, b) {
	case intake.JSON:
		item.As = "casefile"
		return nil, im.caseFile(ctx, f.path, b, item)
	case intake.Sheet, intake.CSV:
		item.As = "caselist"
		return im.caseList(ctx, f.path, b, item)
	case intake.PDF, intake.Image:
		item.As = "attachment"
		return nil, im.attachment(ctx, f, b, item)
	case intake.Zip:
		return nil, review.Fault("zip.inside")
	case intake.Unknown:
		if !f.named {
			item.As = "passed_over"
			return nil, nil
		}
		return nil, review.Fault("intake.unknown")
	default:
		item.As = "ruling"
		return nil, im.ruling(ctx, f.path, b, item)
	}
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
	k, err := im.app.kindOfCaseFile(b)
	if err != nil {
		return err
	}
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
	d, files := review.Draft{Source: filepath.Base(path), File: review.HashOf(b), Facts: review.HashOf(b)}, [][]byte{b}
	text, err := im.app.compose(ctx, k, f, id)
	if err != nil {
		return err
	}
	if text != nil {
		d.Text, files = review.HashOf(text), append(files, text)
	}
	return im.app.takeDraft(ctx, id, d, files, nil, item)
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
	if err := otherParties(before, k.Prefill(p), n); err != nil && !im.options.Overwrite {
		return err
	}
	text := []byte(doc.Text)
	d, files := review.Draft{Source: filepath.Base(path), File: review.HashOf(b), Text: review.HashOf(text), Notes: doc.Notes}, [][]byte{b, text}
	facts, holder, err := im.app.waiting(ctx, k, n)
	if err != nil {
		return err
	}
	if facts != nil {
		d.Facts, files = review.HashOf(facts), append(files, facts)
	}
	if err = im.app.takeDraft(ctx, id, d, files, yields(holder), item); err != nil {
		return err
	}
	item.Changes, err = im.app.redraft(ctx, id, before)
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
func (a *App) takeDraft(ctx context.Context, id string, d review.Draft, files [][]byte, then func(*review.Matter) (string, step), item *ImportItem) error {
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
		roles: desk, files: files, then: then,
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
