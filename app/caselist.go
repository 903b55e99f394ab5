package app

import (
	"context"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"shenqian/app/intake"
	"shenqian/app/sheets"
	"shenqian/review"
)

// caseList takes in a list of cases. The whole list is read before any case is
// touched; then each case is a step of its own, done or refused by itself.
func (im *importer) caseList(ctx context.Context, path string, b []byte, item *ImportItem) ([]ImportItem, error) {
	a := im.app
	book, err := sheets.Read(path, b, intake.Decode)
	if err != nil {
		return nil, err
	}
	fields, err := newCaseFields(a.Kinds()[0])
	if err != nil {
		return nil, err
	}
	given := map[string]string{}
	for title, field := range im.options.Columns {
		if !fields.has(field) {
			return nil, review.Fault("list.nofield", "title", title, "field", field)
		}
		given[sheets.PlainTitle(title)] = field
	}
	tables, err := a.tables(book, fields, given)
	if err != nil {
		return nil, err
	}
	item.Columns = map[string]string{}
	var out []ImportItem
	for _, t := range tables {
		for _, c := range t.Columns {
			item.Columns[c.Title] = c.Field
		}
		item.Unknown = append(item.Unknown, t.Unknown...)
		for _, c := range casesOf(t, fields) {
			if err := ctx.Err(); err != nil {
				return out, err
			}
			im.tell(c.text)
			one := ImportItem{File: path, As: "casefile", CaseNumber: c.number.String(), Sheet: t.Sheet, Rows: c.rows}
			if err := im.listed(ctx, path, c, &one); err != nil {
				if endsImport(err) {
					return out, err
				}
				one.Error, one.Code = a.Words.Explain(err), Code(err)
			}
			out = append(out, one)
		}
	}
	if len(out) == 0 {
		return nil, review.Fault("sheet.norows")
	}
	return out, nil
}

// listFields is a vocabulary that takes the user's own columns.
type listFields interface {
	sheets.Vocabulary
	use(own map[string]string)
}

// tables are those of a book's sheets that have a header. Hidden sheets are
// left alone: nobody would see what came from them.
func (a *App) tables(book *sheets.Book, f listFields, given map[string]string) ([]*sheets.Table, error) {
	memory, err := a.columnMemory()
	if err != nil {
		return nil, err
	}
	headers := map[int][]string{}
	f.use(memory.keys(f.Key(), given))
	for i := range book.Sheets {
		if book.Sheets[i].Hidden {
			continue
		}
		titles, err := book.Sheets[i].Titles(f)
		if err != nil {
			return nil, err
		}
		if titles != nil {
			headers[i] = titles
		}
	}
	if len(headers) == 0 {
		return nil, noHeader(book, f.Key())
	}
	for _, title := range slices.Sorted(maps.Keys(given)) {
		if !slices.ContainsFunc(slices.Collect(maps.Values(headers)), func(titles []string) bool { return slices.Contains(titles, title) }) {
			return nil, review.Fault("list.nocolumn", "title", title)
		}
	}
	var out []*sheets.Table
	for _, i := range slices.Sorted(maps.Keys(headers)) {
		own, err := memory.columns(headers[i], given)
		if err != nil {
			return nil, err
		}
		f.use(own)
		t, err := book.Sheets[i].Table(f)
		if err != nil {
			return nil, err
		}
		if t != nil {
			out = append(out, t)
		}
	}
	return out, nil
}

func noHeader(book *sheets.Book, key string) error {
	var names []string
	for _, s := range book.Sheets {
		names = append(names, s.Name)
	}
	return review.Fault("sheet.noheader", "sheets", strings.Join(names, "、"), "key", key)
}

// listed takes in one case of a list: a new case file, or what the one at hand
// lacks.
func (im *importer) listed(ctx context.Context, path string, c *listedCase, item *ImportItem) error {
	if c.err != nil {
		return c.err
	}
	k, b, unknown, err := c.caseFile(im.app.Workshop)
	if err != nil {
		return err
	}
	item.Kind, item.Unknown = k.ID(), unknown
	id, err := im.app.listedAs(ctx, k.ID(), c.number)
	if err != nil {
		return err
	}
	item.CaseNumber = numberOf(id)
	_, m, err := im.app.events(ctx, id)
	if err != nil {
		return err
	}
	old := []byte(`{"` + numberField + `":"` + numberOf(id) + `"}`)
	if m.Draft != nil && m.Draft.Facts != "" {
		if old, err = im.app.store.Blob(ctx, m.Draft.Facts); err != nil {
			return err
		}
	}
	merged, err := mergeCaseFiles(k, old, b, im.options.Overwrite)
	if err != nil {
		return err
	}
	item.Differences = merged.differences
	if m.Draft != nil && m.Draft.Facts != "" {
		item.Added = merged.added
	}
	if !merged.changed {
		item.Draft = m.Drafts
		return nil
	}
	h := review.HashOf(merged.file)
	err = im.app.takeDraft(ctx, id, review.Draft{Source: filepath.Base(path), File: h, Facts: h}, [][]byte{merged.file}, nil, item)
	if err == nil {
		im.remember(path, id)
	}
	return err
}

// listedAs finds the matter that a list's 案号 means. A list names the case, a
// ruling bears the number of the case with 之一 and so on.
func (a *App) listedAs(ctx context.Context, kind string, n review.CaseNumber) (string, error) {
	exact := MatterID(kind, n)
	papers, err := a.papersOf(ctx, n.Case())
	if err != nil {
		return "", err
	}
	in := slices.DeleteFunc(papers, func(id string) bool { return kindOf(id) != kind })
	switch {
	case n.Suffix != "" || len(in) == 0 || slices.Contains(in, exact):
		return exact, nil
	case len(in) == 1:
		return in[0], nil
	}
	return "", review.Fault("matter.many", "text", n.String())
}
