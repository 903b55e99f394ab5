package sheets

import (
	"encoding/csv"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"

	"shenqian/review"
)

// readCSV reads text with separators (RFC 4180): commas, semicolons or tabs,
// whichever the first lines have most of outside quotes.
func readCSV(name, text string, most limit) (*Book, error) {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	skipped := 0
	separator := separatorOf(text)
	if first, rest, ok := strings.Cut(text, "\n"); ok && strings.HasPrefix(first, "sep=") && len(first) == 5 {
		text, skipped, separator = rest, 1, rune(first[4]) // a spreadsheet program's own first line
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord = separator, -1
	s := Sheet{Name: name}
	cells := 0
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return &Book{Sheets: []Sheet{s}}, nil
		}
		var pe *csv.ParseError
		if errors.As(err, &pe) {
			return nil, review.FaultFrom(err, "sheet.quotes", "row", strconv.Itoa(pe.StartLine+skipped))
		}
		if err != nil {
			return nil, review.FaultFrom(err, "sheet.broken")
		}
		line, _ := r.FieldPos(0)
		row := Row{Number: line + skipped, Cells: make([]Cell, len(record))}
		some := false
		for i, v := range record {
			row.Cells[i] = textCell(v)
			some = some || row.Cells[i].Text != ""
		}
		if !some {
			continue
		}
		cells += len(record)
		switch {
		case len(record) > maxColumns:
			return nil, review.Fault("sheet.wide", "sheet", name, "row", strconv.Itoa(row.Number), "most", strconv.Itoa(maxColumns))
		case len(s.Rows) == most.rows || cells > most.cells:
			return nil, most.exceeded()
		}
		s.Rows = append(s.Rows, row)
	}
}

// separatorOf counts in the first lines; a comma if there is none at all.
func separatorOf(text string) rune {
	var counts [3]int
	quoted, lines := false, 0
	for _, c := range text {
		switch {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '\n':
			lines++
		default:
			if i := strings.IndexRune(separators, c); i >= 0 {
				counts[i]++
			}
		}
		if lines == 20 {
			break
		}
	}
	most := 0
	for i, n := range counts {
		if n > counts[most] {
			most = i
		}
	}
	return rune(separators[most])
}

const separators = ",;\t"

var (
	asText  = regexp.MustCompile(`^="([^"]*)"$`)             // how programs keep a long number from being rounded
	rounded = regexp.MustCompile(`^[0-9]\.[0-9]+E\+[0-9]+$`) // what is left of one that was
)

func textCell(v string) Cell {
	v = strings.TrimSpace(v)
	if m := asText.FindStringSubmatch(v); m != nil {
		return Cell{Text: strings.TrimSpace(m[1])}
	}
	if rounded.MatchString(v) {
		return Cell{Text: v, Fault: Digits}
	}
	return Cell{Text: unmarked(v)}
}
