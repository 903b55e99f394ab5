package app

import (
	"slices"
	"strconv"
	"strings"

	"shenqian/app/sheets"
	"shenqian/review"
	"shenqian/review/index"
)

// The columns of extracts, and other names that courts' systems have for them.
const (
	extractCourt = "法院"

	caseFiled    = "立案日期"
	caseClosed   = "结案日期"
	caseManner   = "结案方式"
	caseDue      = "期限届满日"
	caseDeducted = "扣除天数"
	caseAssets   = "是否有财产"
	caseOwed     = "执行标的"
	caseRealised = "到位金额"

	petitionNumber     = "信访编号"
	petitionCase       = "案号"
	petitionRegistered = "登记日期"
	petitionFinished   = "办结日期"
)

var caseColumns = extractFields{key: numberField, names: map[string]string{
	numberField: numberField, "执行案号": numberField, "案件号": numberField,
	extractCourt: extractCourt, "执行法院": extractCourt, "法院名称": extractCourt, "经办法院": extractCourt,
	caseFiled: caseFiled, "立案时间": caseFiled,
	caseClosed: caseClosed, "结案时间": caseClosed, "报结日期": caseClosed,
	caseManner: caseManner, "结案方式名称": caseManner, "执行结案方式": caseManner,
	caseDue: caseDue, "执行期限届满日期": caseDue, "执行期限届满日": caseDue, "期限届满日期": caseDue, "审限届满日": caseDue,
	caseDeducted: caseDeducted, "扣除期限天数": caseDeducted, "扣除审限天数": caseDeducted,
	caseAssets: caseAssets, "有无财产": caseAssets, "是否有可供执行财产": caseAssets, "有财产可供执行": caseAssets, "是否有财产可供执行": caseAssets,
	caseOwed: caseOwed, "执行标的金额": caseOwed, "应执行标的金额": caseOwed, "申请执行标的": caseOwed, "申请执行标的金额": caseOwed,
	caseRealised: caseRealised, "实际到位金额": caseRealised, "执行到位金额": caseRealised,
}}

var petitionColumns = extractFields{key: petitionNumber, names: map[string]string{
	petitionNumber: petitionNumber, "信访号": petitionNumber, "编号": petitionNumber, "信访件编号": petitionNumber,
	extractCourt: extractCourt, "被反映法院": extractCourt, "责任法院": extractCourt, "办理法院": extractCourt,
	petitionCase: petitionCase, "执行案号": petitionCase,
	petitionRegistered: petitionRegistered, "登记时间": petitionRegistered, "交办日期": petitionRegistered, "来访日期": petitionRegistered,
	petitionFinished: petitionFinished, "办结时间": petitionFinished, "化解日期": petitionFinished,
}}

// extractFields is the vocabulary of an extract.
type extractFields struct {
	key   string
	names map[string]string
	own   map[string]string
}

func (f *extractFields) Key() string               { return f.key }
func (f *extractFields) use(own map[string]string) { f.own = own }
func (f *extractFields) has(field string) bool     { return f.names[field] == field }

func (f *extractFields) Field(title string) (string, bool) {
	if own, ok := f.own[title]; ok {
		return own, true
	}
	field, ok := f.names[title]
	return field, ok
}

// extractRow reads a row's cells, and keeps the first thing that is wrong.
type extractRow struct {
	cells map[string]sheets.Cell
	place map[string]string
	title map[string]string
	unit  map[string]string
	err   error
}

func rowCells(t *sheets.Table, row sheets.Row) *extractRow {
	r := &extractRow{map[string]sheets.Cell{}, map[string]string{}, map[string]string{}, map[string]string{}, nil}
	for _, c := range t.Columns {
		cell := row.At(c.Index)
		if cell.Fault != "" {
			r.err = first(r.err, review.Fault("sheet.cell."+cell.Fault, "place", row.Place(c.Index), "title", c.Title, "text", cell.Text))
			continue
		}
		if cell.Text = strings.TrimSpace(cell.Text); cell.Text != "" {
			r.cells[c.Field], r.place[c.Field], r.title[c.Field], r.unit[c.Field] = cell, row.Place(c.Index), c.Title, c.Unit
		}
	}
	return r
}

func (r *extractRow) text(field string) string { return r.cells[field].Text }

// read has a cell read; what can't be is traced to it.
func (r *extractRow) read(field string, read func(text string) error) {
	text := r.text(field)
	if text == "" || r.err != nil {
		return
	}
	if err := read(text); err != nil {
		r.err = review.FaultFrom(err, "list.cell", "place", r.place[field], "title", r.title[field], "text", text)
	}
}

func (r *extractRow) date(field string) (d review.Date) {
	r.read(field, func(s string) error {
		s, _, _ = strings.Cut(s, " ") // the time of day is no part of it
		return d.UnmarshalText([]byte(s))
	})
	return d
}

func (r *extractRow) money(field string) (m index.Money) {
	r.read(field, func(s string) error {
		if u := r.unit[field]; u != "" && plainNumber.MatchString(s) {
			s += u
		}
		m.Known = true
		return m.Amount.UnmarshalText([]byte(s))
	})
	return m
}

// readCases reads the rows of a list of cases.
func (a *App) readCases(path string, b []byte, r ExtractRequest, x *Extract) ([]byte, error) {
	f := caseColumns
	tables, err := a.lists(path, b, &f, r.Columns, f.has)
	if err != nil {
		return nil, err
	}
	var cases []index.Case
	seen := map[review.CaseNumber]string{}
	for _, t := range tables {
		for _, row := range t.Rows {
			c, err := caseRow(t, row, r.Court)
			if err != nil {
				return nil, err
			}
			if c == nil {
				continue
			}
			if place, twice := seen[c.Number]; twice {
				return nil, review.Fault("extract.twice", "number", c.Number.String(), "first", place, "second", c.Place)
			}
			seen[c.Number] = c.Place
			cases = append(cases, *c)
			x.court(c.Court)
		}
	}
	x.Count = len(cases)
	return index.EncodeCases(cases), nil
}

// court notes that an extract is about a court.
func (x *Extract) court(name string) {
	if i, found := slices.BinarySearch(x.Courts, name); !found {
		x.Courts = slices.Insert(x.Courts, i, name)
	}
}

func caseRow(t *sheets.Table, row sheets.Row, court string) (*index.Case, error) {
	r := rowCells(t, row)
	if r.err == nil && len(r.cells) == 0 {
		return nil, nil
	}
	c := &index.Case{Court: court, Place: t.Sheet + "!" + row.Place(0)}
	if named := r.text(extractCourt); named != "" {
		c.Court = named
	}
	r.read(numberField, func(s string) (err error) { c.Number, err = review.ParseCaseNumber(s); return err })
	c.Filed, c.Closed, c.Due = r.date(caseFiled), r.date(caseClosed), r.date(caseDue)
	r.read(caseManner, func(s string) (err error) { c.Manner, err = index.ParseManner(s); return err })
	if r.text(caseManner) == "" && c.Closed.IsZero() && has(t, caseManner) && has(t, caseClosed) {
		c.Manner = index.Open // both columns are there, and both cells are empty
	}
	r.read(caseDeducted, func(s string) (err error) {
		c.Deducted, err = strconv.Atoi(s)
		return err
	})
	r.read(caseAssets, func(s string) error {
		switch s {
		case "是", "有", "有财产":
			c.Assets = index.Yes
		case "否", "无", "无财产":
			c.Assets = index.No
		case "不明", "待查", "未知":
		default:
			return review.Fault("extract.assets")
		}
		return nil
	})
	c.Owed, c.Realised = r.money(caseOwed), r.money(caseRealised)
	if r.err == nil {
		r.err = c.Check()
	}
	return c, r.err
}

func has(t *sheets.Table, field string) bool {
	return slices.ContainsFunc(t.Columns, func(c sheets.Column) bool { return c.Field == field })
}

// readPetitions reads the rows of a list of petitions.
func (a *App) readPetitions(path string, b []byte, r ExtractRequest, x *Extract) ([]byte, error) {
	f := petitionColumns
	tables, err := a.lists(path, b, &f, r.Columns, f.has)
	if err != nil {
		return nil, err
	}
	var all []index.Petition
	seen := map[string]string{}
	for _, t := range tables {
		for _, row := range t.Rows {
			cells := rowCells(t, row)
			if cells.err == nil && len(cells.cells) == 0 {
				continue
			}
			p := index.Petition{
				Number: cells.text(petitionNumber), Court: r.Court, Case: cells.text(petitionCase),
				Registered: cells.date(petitionRegistered), Finished: cells.date(petitionFinished), Place: t.Sheet + "!" + row.Place(0),
			}
			if named := cells.text(extractCourt); named != "" {
				p.Court = named
			}
			if cells.err == nil {
				cells.err = p.Check()
			}
			if cells.err != nil {
				return nil, cells.err
			}
			if place, twice := seen[p.Number]; twice {
				return nil, review.Fault("extract.twice", "number", p.Number, "first", place, "second", p.Place)
			}
			seen[p.Number] = p.Place
			all = append(all, p)
			x.court(p.Court)
		}
	}
	x.Count = len(all)
	return index.EncodePetitions(all), nil
}
