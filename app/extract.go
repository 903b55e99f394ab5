package app

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"shenqian/app/intake"
	"shenqian/app/sheets"
	"shenqian/review"
	"shenqian/storage"
)

// What the indices are reckoned from is an extract: a list of all cases, or of
// all petitions, that a court's system exported. It is kept as it came, with when
// it was drawn and by which query, as a signed entry; a later one about the same
// court takes its place in what is reckoned from then on, and nothing of the
// earlier is lost.

// Extract is the entry: payload of storage.ExtractEntry, its subject what it is
// of.
type Extract struct {
	Of     string        `json:"of"`     // cases, petitions or number
	Courts []string      `json:"courts"` // those it is about
	Count  int           `json:"count"`
	Source string        `json:"source"` // the file's name, or where a number stands
	Query  string        `json:"query"`  // how the system was asked
	Drawn  time.Time     `json:"drawn"`  // when
	File   review.Hash   `json:"file,omitempty"`
	Lines  review.Hash   `json:"lines,omitempty"` // the same as index.EncodeCases has it
	By     string        `json:"by"`              // id of who took it in
	Name   string        `json:"name"`
	Number *NationalRate `json:"number,omitempty"`
}

// NationalRate is a number that the court was told, for a goal that is held
// against it.
type NationalRate struct {
	ID         string `json:"id"`         // index.Goal.Below
	Hundredths int64  `json:"hundredths"` // of a per cent
}

// What an extract is of.
const (
	ExtractCases     = "cases"
	ExtractPetitions = "petitions"
	ExtractNumber    = "number"
)

// ExtractRequest is what is known of an extract beside its rows.
type ExtractRequest struct {
	Of      string
	Court   string // of all rows, where no column tells it; "" for this court
	Query   string
	Drawn   time.Time
	Columns map[string]string // title → field, the user's own
}

var extractRoles = []review.Role{review.RoleClerk, review.RoleDirector, review.RoleAdmin, review.RolePresident}

// TakeExtract takes in an extract, all of it or, if one row is not good, none.
func (a *App) TakeExtract(ctx context.Context, path string, r ExtractRequest) (*Extract, error) {
	switch {
	case strings.TrimSpace(r.Query) == "":
		return nil, review.Fault("extract.query")
	case r.Drawn.IsZero() || r.Drawn.After(a.Now()):
		return nil, review.Fault("extract.drawn")
	}
	b, err := readFile(path)
	if err != nil {
		return nil, err
	}
	if r.Court == "" {
		r.Court = a.Court().Name
	}
	x := &Extract{Of: r.Of, Source: filepath.Base(path), Query: strings.TrimSpace(r.Query), Drawn: r.Drawn.In(Zone).Truncate(time.Second)}
	var lines []byte
	switch r.Of {
	case ExtractCases:
		lines, err = a.readCases(path, b, r, x)
	case ExtractPetitions:
		lines, err = a.readPetitions(path, b, r, x)
	default:
		return nil, review.Fault("extract.of", "of", r.Of)
	}
	if err != nil {
		return nil, err
	}
	return x, a.recordExtract(ctx, x, b, lines)
}

// recordExtract signs and keeps an extract with its files.
func (a *App) recordExtract(ctx context.Context, x *Extract, files ...[]byte) error {
	s := a.Session()
	if s == nil {
		return review.Fault("session.needed")
	}
	now := a.Now()
	if _, _, err := s.roleFor(review.DateOf(now), extractRoles...); err != nil {
		return err
	}
	x.By, x.Name = s.Person.ID, s.Person.Name
	err := a.store.Update(ctx, func(tx *storage.Tx) (err error) {
		if len(files) == 2 {
			if x.File, err = tx.PutBlob(files[0]); err != nil {
				return err
			}
			if x.Lines, err = tx.PutBlob(files[1]); err != nil {
				return err
			}
		}
		return s.appendDesk(tx, storage.ExtractEntry, x.Of, x, now)
	})
	if err == nil {
		a.changed("")
	}
	return err
}

// SetNumber records a number that a goal is held against, with where it stands.
func (a *App) SetNumber(ctx context.Context, n NationalRate, source string, drawn time.Time) error {
	switch {
	case strings.TrimSpace(source) == "":
		return review.Fault("extract.source")
	case n.Hundredths <= 0 || n.Hundredths > 10000:
		return review.Fault("extract.percent")
	case drawn.IsZero() || drawn.After(a.Now()):
		return review.Fault("extract.drawn")
	}
	known := false
	for _, d := range a.indices {
		known = known || d.Goal != nil && d.Goal.Below == n.ID
	}
	if !known {
		return review.Fault("extract.number", "id", n.ID)
	}
	return a.recordExtract(ctx, &Extract{Of: ExtractNumber, Courts: []string{}, Source: strings.TrimSpace(source), Drawn: drawn.In(Zone).Truncate(time.Second), Number: &n})
}

// Extracts are all that were taken in, the latest first.
func (a *App) Extracts(ctx context.Context) (out []Extract, err error) {
	es, err := a.store.Entries(ctx, storage.ExtractEntry, "")
	if err != nil {
		return nil, err
	}
	for _, e := range slices.Backward(es) {
		var x Extract
		if err := e.Decode(&x); err != nil {
			return nil, err
		}
		out = append(out, x)
	}
	return out, nil
}

// ParseMoment reads a time of this zone, 2018-06-10T08:00, or the beginning of a
// day.
func ParseMoment(s string) (time.Time, error) {
	for _, form := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04", time.DateOnly} {
		if t, err := time.ParseInLocation(form, strings.TrimSpace(s), Zone); err == nil {
			return t, nil
		}
	}
	return time.Time{}, review.Fault("extract.at", "text", s)
}

// standingExtracts are those that are reckoned from: of each court the latest.
func standingExtracts(all []Extract, of string) (out []Extract) {
	told := map[string]bool{}
	for _, x := range all { // the latest first
		if x.Of != of || of != ExtractNumber && !slices.ContainsFunc(x.Courts, func(c string) bool { return !told[c] }) {
			continue
		}
		out = append(out, x)
		for _, c := range x.Courts {
			told[c] = true
		}
	}
	return out
}

// lists reads a list's tables by a vocabulary.
func (a *App) lists(path string, b []byte, f listFields, columns map[string]string, has func(field string) bool) ([]*sheets.Table, error) {
	book, err := sheets.ReadExtract(path, b, intake.Decode)
	if err != nil {
		return nil, err
	}
	given := map[string]string{}
	for title, field := range columns {
		if !has(field) {
			return nil, review.Fault("list.nofield", "title", title, "field", field)
		}
		given[sheets.PlainTitle(title)] = field
	}
	tables, err := a.tables(book, f, given)
	if err != nil {
		return nil, err
	}
	for _, t := range tables {
		if len(t.Rows) > 0 {
			return tables, nil
		}
	}
	return nil, review.Fault("sheet.norows")
}
