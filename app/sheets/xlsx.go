package sheets

import (
	"archive/zip"
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"shenqian/review"
)

// readXLSX reads the sheets of an Office Open XML workbook (ECMA-376
// SpreadsheetML). The library trusts the sizes that the archive states and
// stops at some broken parts without a word or with a panic, so the archive is
// looked through first, and what it can't read is refused whole.
func readXLSX(b []byte, most limit) (book *Book, err error) {
	if err := vet(b); err != nil {
		return nil, err
	}
	defer func() {
		if p := recover(); p != nil { // a broken file in a foreign reader's hands
			book, err = nil, review.Fault("sheet.broken")
		}
	}()
	// Equal limits keep the library from writing parts to temporary files.
	f, err := excelize.OpenReader(bytes.NewReader(b), excelize.Options{UnzipSizeLimit: maxTotal, UnzipXMLSizeLimit: maxTotal})
	if err != nil {
		return nil, review.FaultFrom(err, "sheet.broken")
	}
	defer f.Close()
	r := xlsxReader{file: f, most: most, dates: map[int]bool{}}
	if props, err := f.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		r.from1904 = *props.Date1904
	}
	book = &Book{}
	for _, name := range f.GetSheetList() {
		s, err := r.sheet(name)
		if err != nil {
			return nil, err
		}
		book.Sheets = append(book.Sheets, *s)
	}
	return book, nil
}

// vet holds what the archive states against the limits. The library reads no
// part beyond what is stated.
func vet(b []byte) error {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return review.FaultFrom(err, "sheet.broken")
	}
	if len(z.File) > maxParts {
		return review.Fault("intake.bomb", "what", strconv.Itoa(len(z.File)))
	}
	var total uint64
	for _, f := range z.File {
		if f.UncompressedSize64 > maxPart {
			return review.Fault("intake.bomb", "what", f.Name)
		}
		if total += f.UncompressedSize64; total > maxTotal {
			return review.Fault("intake.bomb", "what", f.Name)
		}
	}
	return nil
}

type xlsxReader struct {
	file        *excelize.File
	from1904    bool
	dates       map[int]bool // styles that show a date
	rows, cells int
	most        limit
}

// sheet streams the raw values first, so that the limits hold before the
// library unfolds the sheet, which it does to tell types, styles and merges.
func (r *xlsxReader) sheet(name string) (*Sheet, error) {
	s := &Sheet{Name: name}
	visible, err := r.file.GetSheetVisible(name)
	if err != nil {
		return nil, review.FaultFrom(err, "sheet.broken")
	}
	s.Hidden = !visible
	rows, err := r.file.Rows(name)
	if err != nil && strings.HasSuffix(err.Error(), "is not a worksheet") {
		return s, nil // a chart
	}
	if err != nil {
		return nil, review.FaultFrom(err, "sheet.broken")
	}
	for number := 1; rows.Next(); number++ {
		values, err := rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return nil, review.FaultFrom(err, "sheet.broken")
		}
		if len(values) == 0 {
			continue
		}
		r.rows, r.cells = r.rows+1, r.cells+len(values)
		switch {
		case r.rows > r.most.rows || r.cells > r.most.cells:
			return nil, r.most.exceeded()
		case len(values) > maxColumns:
			return nil, review.Fault("sheet.wide", "sheet", name, "row", strconv.Itoa(number), "most", strconv.Itoa(maxColumns))
		}
		row := Row{Number: number, Cells: make([]Cell, len(values))}
		for i, v := range values {
			row.Cells[i].Text = v
		}
		s.Rows = append(s.Rows, row)
	}
	if err := rows.Close(); err != nil {
		return nil, review.FaultFrom(err, "sheet.broken")
	}
	if err := r.merged(s); err != nil {
		return nil, err
	}
	for _, row := range s.Rows {
		for i := range row.Cells {
			if row.Cells[i], err = r.cell(name, row.Place(i), row.Cells[i].Text); err != nil {
				return nil, review.FaultFrom(err, "sheet.broken")
			}
		}
	}
	return s, nil
}

func (r *xlsxReader) merged(s *Sheet) error {
	ms, err := r.file.GetMergeCells(s.Name, true)
	if err != nil {
		return review.FaultFrom(err, "sheet.broken")
	}
	if len(ms) > maxMerged {
		return review.Fault("intake.bomb", "what", strconv.Itoa(len(ms)))
	}
	for _, m := range ms {
		a := area{name: m.GetStartAxis() + ":" + m.GetEndAxis()}
		var e1, e2 error
		a.left, a.top, e1 = excelize.CellNameToCoordinates(m.GetStartAxis())
		a.right, a.bottom, e2 = excelize.CellNameToCoordinates(m.GetEndAxis())
		if e1 != nil || e2 != nil {
			return review.Fault("sheet.broken")
		}
		if a.left != a.right || a.top != a.bottom {
			s.merged = append(s.merged, a)
		}
	}
	return nil
}

// mostDigits is how many a spreadsheet keeps of a number.
const mostDigits = 1e15

// cell says a raw value as the user saw it. Of a formula the value counts that
// the user's program last reckoned.
func (r *xlsxReader) cell(sheet, place, raw string) (Cell, error) {
	if raw == "" {
		formula, err := r.file.GetCellFormula(sheet, place)
		if err != nil || formula == "" {
			return Cell{}, err
		}
		// A formula whose value is the empty text has a type.
		if t, err := r.file.GetCellType(sheet, place); err != nil || t == excelize.CellTypeFormula {
			return Cell{}, err
		}
		return Cell{Text: "=" + strings.TrimPrefix(formula, "="), Fault: Formula}, nil
	}
	n, nerr := strconv.ParseFloat(raw, 64)
	if nerr != nil && !strings.HasPrefix(raw, "#") && raw != "TRUE" && raw != "FALSE" && !isoTime.MatchString(raw) {
		return Cell{Text: unmarked(strings.TrimSpace(raw))}, nil
	}
	t, err := r.file.GetCellType(sheet, place)
	if err != nil {
		return Cell{}, err
	}
	switch {
	case t == excelize.CellTypeError:
		return Cell{Text: raw, Fault: Failed}, nil
	case t == excelize.CellTypeBool:
		if raw == "TRUE" || raw == "1" {
			return Cell{Text: "是"}, nil
		}
		return Cell{Text: "否"}, nil
	case t == excelize.CellTypeDate:
		day, _, _ := strings.Cut(raw, "T")
		return Cell{Text: day}, nil
	case nerr != nil || t != excelize.CellTypeUnset && t != excelize.CellTypeNumber:
		return Cell{Text: unmarked(strings.TrimSpace(raw))}, nil
	case n >= mostDigits || n <= -mostDigits:
		return Cell{Text: raw, Fault: Digits}, nil
	}
	style, err := r.file.GetCellStyle(sheet, place)
	if err != nil {
		return Cell{}, err
	}
	if r.showsDate(style) {
		if at, err := excelize.ExcelDateToTime(n, r.from1904); err == nil {
			return Cell{Text: at.Format(time.DateOnly)}, nil
		}
	}
	// Fifteen digits are all a spreadsheet means: 33456.779999999999 is 33456.78.
	n, err = strconv.ParseFloat(strconv.FormatFloat(n, 'g', 15, 64), 64)
	return Cell{Text: strconv.FormatFloat(n, 'f', -1, 64)}, err
}

var (
	isoTime = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}(T|$)`)
	literal = regexp.MustCompile(`"[^"]*"|\[[^\]]*\]|\\.`)
)

// showsDate says whether a style prints a number as a day (ECMA-376 part 1,
// 18.8.30, with the formats that Chinese editions reserve).
func (r *xlsxReader) showsDate(style int) bool {
	if is, known := r.dates[style]; known {
		return is
	}
	is := false
	if s, err := r.file.GetStyle(style); err == nil && s != nil {
		n := s.NumFmt
		is = n >= 14 && n <= 17 || n == 22 || n >= 27 && n <= 31 || n == 36 || n >= 50 && n <= 54 || n == 57 || n == 58
		if s.CustomNumFmt != nil {
			is = strings.ContainsAny(strings.ToLower(literal.ReplaceAllString(*s.CustomNumFmt, "")), "yd")
		}
	}
	r.dates[style] = is
	return is
}
