package sheets

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"shenqian/review"
)

// Vocabulary says which field a column's title means. Key is the field that
// every list must have, by whose column the header is found.
type Vocabulary interface {
	Field(title string) (field string, ok bool)
	Key() string
}

// Table is what stands under a sheet's header.
type Table struct {
	Sheet   string
	Columns []Column // those with a field
	Unknown []string // titles without one
	Rows    []Row
}

// Column is a column of the table.
type Column struct {
	Index int
	Title string // as it stands
	Unit  string // of money, from the title: 万
	Field string
}

// headerWithin is how many rows from the top the header must stand.
const headerWithin = 30

// Table finds the header and the rows under it; nil if no row near the top has
// the key's column. Titles above the header may be merged, the header and what
// is under it may not: which row a merged cell belongs to can't be known.
func (s *Sheet) Table(v Vocabulary) (*Table, error) {
	i, err := s.header(v)
	if i < 0 || err != nil {
		return nil, err
	}
	return s.under(i, v)
}

// Titles are those of the header's columns; nil without a header.
func (s *Sheet) Titles(v Vocabulary) ([]string, error) {
	i, err := s.header(v)
	if i < 0 || err != nil {
		return nil, err
	}
	var out []string
	for _, c := range s.Rows[i].Cells {
		if c.Text != "" {
			out = append(out, PlainTitle(c.Text))
		}
	}
	return out, nil
}

func (s *Sheet) header(v Vocabulary) (int, error) {
	for i, row := range s.Rows {
		if i == headerWithin {
			break
		}
		for _, c := range row.Cells {
			if f, ok := v.Field(PlainTitle(c.Text)); !ok || f != v.Key() {
				continue
			}
			for _, m := range s.merged {
				if m.top <= row.Number && row.Number <= m.bottom {
					return -1, review.Fault("sheet.mergedheader", "sheet", s.Name, "area", m.name, "row", strconv.Itoa(row.Number))
				}
			}
			return i, nil
		}
	}
	return -1, nil
}

func (s *Sheet) under(header int, v Vocabulary) (*Table, error) {
	row := s.Rows[header]
	t := &Table{Sheet: s.Name, Rows: s.Rows[header+1:]}
	for i, c := range row.Cells {
		if c.Text == "" {
			continue
		}
		f, ok := v.Field(PlainTitle(c.Text))
		if !ok {
			t.Unknown = append(t.Unknown, c.Text)
			continue
		}
		if j := slices.IndexFunc(t.Columns, func(o Column) bool { return o.Field == f }); j >= 0 {
			o := t.Columns[j]
			return nil, review.Fault("sheet.columntwice", "sheet", s.Name, "first", row.Place(o.Index), "title", o.Title, "second", row.Place(i), "other", c.Text, "field", f)
		}
		t.Columns = append(t.Columns, Column{Index: i, Title: c.Text, Unit: unitOf(c.Text), Field: f})
	}
	if len(t.Columns) < 2 {
		return nil, review.Fault("sheet.fewcolumns", "sheet", s.Name, "row", strconv.Itoa(row.Number), "titles", strings.Join(t.Unknown, "、"))
	}
	for _, m := range s.merged {
		for _, c := range t.Columns {
			if m.bottom > row.Number && m.left <= c.Index+1 && c.Index+1 <= m.right {
				return nil, review.Fault("sheet.mergedrow", "sheet", s.Name, "area", m.name)
			}
		}
	}
	return t, nil
}

var (
	bracketed = regexp.MustCompile(`[（(［\[【][^）)］\]】]*[）)］\]】]$`)
	inUnits   = regexp.MustCompile(`[（(［\[【/](?:单位[:：]?)?(?:人民币)?(亿|千万|百万|万)元[）)］\]】]?$`)
)

// PlainTitle is a column's title without spaces, line breaks, marks and the
// note in brackets at its end.
func PlainTitle(s string) string {
	s = strings.Join(strings.Fields(s), "")
	s = strings.Trim(s, "*＊:：")
	for {
		short := strings.TrimSuffix(bracketed.ReplaceAllString(s, ""), "/万元")
		if short == s || short == "" {
			return s
		}
		s = strings.Trim(short, "*＊:：")
	}
}

// unitOf is 万 of 「标的额（万元）」, "" for yuan.
func unitOf(title string) string {
	if m := inUnits.FindStringSubmatch(strings.Join(strings.Fields(title), "")); m != nil {
		return m[1]
	}
	return ""
}
