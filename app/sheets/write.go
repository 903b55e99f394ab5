package sheets

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"shenqian/review"
)

// Page is a sheet to be written: a title, a header that stays in sight and is
// printed on every page, and rows. A cell is a string, an int, a review.Date,
// a *review.Amount or nil.
type Page struct {
	Name    string // of the tab
	Title   string
	Program string // who made it, for the file's properties
	Header  []string
	Rows    [][]any
	Made    time.Time
	Foot    string   // printed under every page, with &P and &N for page numbers
	Notes   []string // below the rows, across all columns
}

// A column is as wide as what is in it, within these.
const (
	narrowest = 6
	widest    = 46
)

// Write makes the .xlsx. Text is written as text, and marked as such where it
// could be taken for a formula, so that nothing in it, such as a name that
// begins with "=", is ever reckoned. Paper is A4, lying.
func Write(p Page) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	w := &writer{file: f, sheet: p.Name, widths: make([]float64, len(p.Header))}
	w.do(f.SetSheetName("Sheet1", p.Name))
	w.styles()
	w.head(p)
	for i, row := range p.Rows {
		for j, v := range row {
			w.cell(j, i+3, v)
		}
	}
	w.notes(p)
	for j, n := range w.widths {
		col := columnName(j)
		w.do(f.SetColWidth(p.Name, col, col, min(max(n+2, narrowest), widest)))
	}
	w.print(p)
	if w.err != nil {
		return nil, writeFault(w.err)
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		return nil, writeFault(err)
	}
	return b.Bytes(), nil
}

func writeFault(err error) error {
	if err == nil {
		return nil
	}
	return review.FaultFrom(err, "sheet.write")
}

// inWords is a cell's value as text.
func inWords(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case int:
		return strconv.Itoa(v)
	case review.Date:
		return v.String()
	case *review.Amount:
		if v != nil {
			return v.String()
		}
	}
	return ""
}

// text writes a cell of text; every text of a workbook goes through here.
func (w *writer) text(place, s string) {
	s = plainText(s)
	if len(utf16.Encode([]rune(s))) > excelize.TotalCellChars { // the library would cut it
		w.do(fmt.Errorf("%s is too long", place))
	}
	w.do(w.file.SetCellStr(w.sheet, place, s))
}

type writer struct {
	file                            *excelize.File
	sheet                           string
	widths                          []float64
	title, header, body, date, cash int
	err                             error
}

func (w *writer) do(err error) {
	if w.err == nil {
		w.err = err
	}
}

func (w *writer) styles() {
	var edges []excelize.Border
	for _, side := range []string{"left", "right", "top", "bottom"} {
		edges = append(edges, excelize.Border{Type: side, Color: "808080", Style: 1})
	}
	style := func(s excelize.Style) int {
		n, err := w.file.NewStyle(&s)
		w.do(err)
		return n
	}
	day, money := "yyyy-mm-dd", "0.00"
	w.title = style(excelize.Style{Font: &excelize.Font{Bold: true, Size: 16}, Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center"}})
	w.header = style(excelize.Style{
		Font: &excelize.Font{Bold: true}, Border: edges, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"EDEDED"}},
		Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true},
	})
	w.body = style(excelize.Style{Border: edges, Alignment: &excelize.Alignment{Vertical: "center", WrapText: true}})
	w.date = style(excelize.Style{Border: edges, CustomNumFmt: &day, Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center"}})
	w.cash = style(excelize.Style{Border: edges, CustomNumFmt: &money, Alignment: &excelize.Alignment{Vertical: "center"}})
}

func (w *writer) head(p Page) {
	last := columnName(len(p.Header)-1) + "1"
	w.text("A1", p.Title)
	w.do(w.file.MergeCell(w.sheet, "A1", last))
	w.do(w.file.SetCellStyle(w.sheet, "A1", last, w.title))
	w.do(w.file.SetRowHeight(w.sheet, 1, 30))
	for j, h := range p.Header {
		place := columnName(j) + "2"
		w.text(place, h)
		w.do(w.file.SetCellStyle(w.sheet, place, place, w.header))
		w.wide(j, h)
	}
	w.do(w.file.SetPanes(w.sheet, &excelize.Panes{Freeze: true, YSplit: 2, TopLeftCell: "A3", ActivePane: "bottomLeft"}))
}

// notes are sentences below the table.
func (w *writer) notes(p Page) {
	style, err := w.file.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}})
	w.do(err)
	for i, text := range p.Notes {
		row := len(p.Rows) + 3 + i
		first, last := fmt.Sprint("A", row), fmt.Sprint(columnName(len(p.Header)-1), row)
		w.text(first, text)
		w.do(w.file.MergeCell(w.sheet, first, last))
		w.do(w.file.SetCellStyle(w.sheet, first, last, style))
		w.do(w.file.SetRowHeight(w.sheet, row, 48))
	}
}

func (w *writer) cell(column, row int, v any) {
	place, style := fmt.Sprint(columnName(column), row), w.body
	switch v := v.(type) {
	case nil:
	case string:
		w.text(place, v)
		w.wide(column, v)
	case int:
		w.do(w.file.SetCellInt(w.sheet, place, int64(v)))
	case review.Date:
		if !v.IsZero() {
			w.do(w.file.SetCellValue(w.sheet, place, time.Date(v.Year, time.Month(v.Month), v.Day, 0, 0, 0, 0, time.UTC)))
			w.wide(column, v.String())
		}
		style = w.date
	case *review.Amount:
		if v != nil {
			w.do(w.file.SetCellFloat(w.sheet, place, float64(*v)/100, 2, 64))
			w.wide(column, v.String()+".00")
		}
		style = w.cash
	default:
		w.do(fmt.Errorf("a cell can't hold %T", v))
	}
	w.do(w.file.SetCellStyle(w.sheet, place, place, style))
}

// wide widens a column for the longest line of s; a Chinese character is as
// wide as two others.
func (w *writer) wide(column int, s string) {
	for line := range strings.SplitSeq(s, "\n") {
		n := 0.0
		for _, r := range line {
			if n++; r > 0x2e7f {
				n++
			}
		}
		w.widths[column] = max(w.widths[column], n)
	}
}

func (w *writer) print(p Page) {
	a4, lying, one, asNeeded := 9, "landscape", 1, 0
	yes := true
	w.do(w.file.SetPageLayout(w.sheet, &excelize.PageLayoutOptions{Size: &a4, Orientation: &lying, FitToWidth: &one, FitToHeight: &asNeeded}))
	w.do(w.file.SetSheetProps(w.sheet, &excelize.SheetPropsOptions{FitToPage: &yes}))
	w.do(w.file.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", RefersTo: "'" + strings.ReplaceAll(p.Name, "'", "''") + "'!$1:$2", Scope: p.Name,
	}))
	if p.Foot != "" {
		w.do(w.file.SetHeaderFooter(w.sheet, &excelize.HeaderFooterOptions{OddFooter: "&C" + p.Foot}))
	}
	at := p.Made.UTC().Format(time.RFC3339)
	w.do(w.file.SetDocProps(&excelize.DocProperties{Creator: p.Program, LastModifiedBy: p.Program, Title: p.Title, Created: at, Modified: at}))
}
