// Package sheets reads and writes spreadsheets: case lists and lists of
// services as courts keep them (.xlsx, .csv), registers and field sheets as
// courts file them. It alone knows the library that does the .xlsx.
//
// A spreadsheet from outside is hostile like any other file: parts, sizes,
// rows and columns are limited before anything is read, and what a program
// has already lost from a cell (digits beyond the fifteenth, a formula that
// was never reckoned) is said, never guessed.
package sheets

import "strconv"

// Limits of one list.
const (
	MaxRows    = 20_000 // rows with something in them, on all sheets
	maxColumns = 300
	maxCells   = 1_000_000
	MaxExtract = 200_000 // rows of what a court's system exports as a whole
	maxExtract = 3_000_000
	maxMerged  = 5_000
	maxParts   = 2_000
	maxPart    = 128 << 20 // bytes of one part after inflation
	maxTotal   = 256 << 20 // bytes of all parts after inflation
	maxFile    = 64 << 20
)

// limit is how much a list may hold.
type limit struct{ rows, cells int }

// Book is a file's sheets.
type Book struct{ Sheets []Sheet }

// Sheet is the cells of one sheet.
type Sheet struct {
	Name   string
	Hidden bool
	Rows   []Row // those with something in them
	merged []area
}

// Row is a row with its number as the user's program shows it.
type Row struct {
	Number int
	Cells  []Cell
}

// Cell is what a cell holds, as text: a date as 2018-06-09, a number without
// grouping. Fault says why it can't be relied on: Digits, Formula, Failed.
type Cell struct{ Text, Fault string }

// What can be wrong with a cell.
const (
	Digits  = "digits"  // a number of more digits than a spreadsheet keeps
	Formula = "formula" // a formula without its value
	Failed  = "failed"  // an error value, #N/A
)

// area is a rectangle of merged cells; columns and rows from 1.
type area struct {
	left, top, right, bottom int
	name                     string // A2:B3
}

// At is the cell of a column from 0; beyond the row's end it is empty.
func (r Row) At(column int) Cell {
	if column < len(r.Cells) {
		return r.Cells[column]
	}
	return Cell{}
}

// Place names a cell as the user's program does: B7.
func (r Row) Place(column int) string { return columnName(column) + strconv.Itoa(r.Number) }

func columnName(column int) string {
	s := ""
	for n := column + 1; n > 0; n = (n - 1) / 26 {
		s = string(rune('A'+(n-1)%26)) + s
	}
	return s
}
