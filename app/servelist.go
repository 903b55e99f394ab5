package app

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"shenqian/app/intake"
	"shenqian/app/sheets"
	"shenqian/review"
)

// ServeReport says what became of each row of a list of services.
type ServeReport struct {
	Items []ServeItem `json:"items"`
}

// ServeItem is one row's fate.
type ServeItem struct {
	Sheet      string       `json:"sheet"`
	Row        int          `json:"row"`
	CaseNumber string       `json:"case_number"`
	Party      string       `json:"party"`
	State      review.State `json:"state,omitempty"`
	Already    bool         `json:"already,omitempty"` // was recorded before; the same again changes nothing
	Error      string       `json:"error,omitempty"`
	Code       string       `json:"code,omitempty"`
}

// Failed says whether any row could not be done.
func (r *ServeReport) Failed() bool {
	return slices.ContainsFunc(r.Items, func(i ServeItem) bool { return i.Error != "" })
}

// The columns of a list of services.
const (
	servedCase  = numberField
	servedParty = "受送达人"
	servedHow   = "送达方式"
	servedOn    = "送达日期"
	servedProof = "凭证"
)

// serveFields is the vocabulary of such a list.
type serveFields struct{ own map[string]string }

var serveNames = map[string]string{
	servedCase: servedCase, "执行案号": servedCase, "案件号": servedCase,
	servedParty: servedParty, "受送达人姓名": servedParty, "受送达人名称": servedParty, "送达对象": servedParty, "当事人": servedParty,
	servedHow: servedHow, "方式": servedHow,
	servedOn: servedOn, "送达时间": servedOn, "签收日期": servedOn, "签收时间": servedOn, "公告日期": servedOn,
	servedProof: servedProof, "送达回证": servedProof, "回证": servedProof, "凭证文件": servedProof, "送达凭证": servedProof,
}

func (f *serveFields) Key() string               { return servedCase }
func (f *serveFields) use(own map[string]string) { f.own = own }

func (f *serveFields) Field(title string) (string, bool) {
	if own, ok := f.own[title]; ok {
		return own, true
	}
	field, ok := serveNames[title]
	return field, ok
}

// ServeList records the services of a list: 案号, 受送达人, 送达方式, 送达日期 and,
// beside the list, the files of 凭证. Each row is a step of its own: one that is
// refused is named, the others are done.
func (a *App) ServeList(ctx context.Context, path string, columns map[string]string) (*ServeReport, error) {
	b, err := readFile(path)
	if err != nil {
		return nil, err
	}
	book, err := sheets.Read(path, b, intake.Decode)
	if err != nil {
		return nil, err
	}
	given := map[string]string{}
	for title, field := range columns {
		if serveNames[field] != field {
			return nil, review.Fault("serve.nofield", "title", title, "field", field)
		}
		given[sheets.PlainTitle(title)] = field
	}
	tables, err := a.tables(book, &serveFields{}, given)
	if err != nil {
		return nil, err
	}
	for _, t := range tables {
		for _, must := range []string{servedParty, servedHow, servedOn} {
			if !slices.ContainsFunc(t.Columns, func(c sheets.Column) bool { return c.Field == must }) {
				return nil, review.Fault("serve.column", "sheet", t.Sheet, "column", must)
			}
		}
	}
	report := &ServeReport{Items: []ServeItem{}}
	for _, t := range tables {
		for _, row := range t.Rows {
			if err := ctx.Err(); err != nil {
				return report, err
			}
			item := ServeItem{Sheet: t.Sheet, Row: row.Number}
			req, number, err := serveRow(t, row, filepath.Dir(path))
			item.CaseNumber, item.Party = number, req.Party
			var id string
			if err == nil {
				id, err = a.Find(ctx, number)
			}
			if err == nil {
				var m *review.Matter
				if m, err = a.Serve(ctx, id, req); err == nil {
					item.State = m.State
				}
			}
			switch {
			case err != nil && endsImport(err):
				return report, err
			case Code(err) == "serve.twice":
				item.Already = true
			case err != nil:
				item.Error, item.Code = a.Words.Explain(err), Code(err)
			}
			report.Items = append(report.Items, item)
		}
	}
	if len(report.Items) == 0 {
		return nil, review.Fault("sheet.norows")
	}
	return report, nil
}

func serveRow(t *sheets.Table, row sheets.Row, dir string) (r ServeRequest, number string, err error) {
	proof := ""
	for _, c := range t.Columns {
		cell, place := row.At(c.Index), row.Place(c.Index)
		if cell.Fault != "" {
			err = first(err, review.Fault("sheet.cell."+cell.Fault, "place", place, "title", c.Title, "text", cell.Text))
			continue
		}
		switch c.Field {
		case servedCase:
			number = cell.Text
		case servedParty:
			r.Party = cell.Text
		case servedHow:
			r.How = cell.Text
		case servedProof:
			proof = cell.Text
		case servedOn:
			if derr := r.On.UnmarshalText([]byte(cell.Text)); derr != nil {
				err = first(err, review.FaultFrom(derr, "serve.cell", "place", place, "title", c.Title, "text", cell.Text))
			}
		}
	}
	switch {
	case err != nil:
	case number == "":
		err = review.Fault("list.nonumber")
	case proof != "":
		r.Proof, err = proofBeside(dir, proof)
	}
	return r, number, err
}

// proofBeside reads a 送达回证 that a list names: a scan beside the list or in a
// folder beside it, and no other file of this computer.
func proofBeside(dir, name string) ([]byte, error) {
	local := filepath.FromSlash(strings.ReplaceAll(name, `\`, "/"))
	if !filepath.IsLocal(local) {
		return nil, review.Fault("serve.proofplace", "file", name)
	}
	b, err := readFile(filepath.Join(dir, local))
	if err != nil {
		return nil, err
	}
	if f := intake.Sniff(name, b); f != intake.PDF && f != intake.Image {
		return nil, review.Fault("serve.proofformat", "file", name)
	}
	return b, nil
}
