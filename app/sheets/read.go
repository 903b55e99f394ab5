package sheets

import (
	"bytes"
	"path/filepath"
	"strconv"
	"strings"

	"shenqian/review"
)

// compound is how the files of older programs begin, and those with a password.
var compound = []byte("\xD0\xCF\x11\xE0")

// Read reads a list: .xlsx by its content, anything else as text with
// separators, which decode has turned into UTF-8.
func Read(name string, b []byte, decode func([]byte) (string, error)) (*Book, error) {
	return read(name, b, decode, limit{MaxRows, maxCells})
}

// ReadExtract is Read for what a court's system exports: all of its cases.
func ReadExtract(name string, b []byte, decode func([]byte) (string, error)) (*Book, error) {
	return read(name, b, decode, limit{MaxExtract, maxExtract})
}

func read(name string, b []byte, decode func([]byte) (string, error), most limit) (*Book, error) {
	var book *Book
	var err error
	switch {
	case len(b) > maxFile:
		return nil, review.Fault("intake.large")
	case bytes.HasPrefix(b, compound) && bytes.Contains(b, wide("EncryptedPackage")):
		return nil, review.Fault("sheet.locked")
	case bytes.HasPrefix(b, compound):
		return nil, review.Fault("sheet.old")
	case bytes.HasPrefix(b, []byte("PK")):
		book, err = readXLSX(b, most)
	default:
		text, derr := decode(b)
		if derr != nil {
			return nil, derr
		}
		book, err = readCSV(filepath.Base(name), text, most)
	}
	if err != nil {
		return nil, err
	}
	rows := 0
	for _, s := range book.Sheets {
		rows += len(s.Rows)
	}
	switch {
	case rows == 0:
		return nil, review.Fault("sheet.empty")
	case rows > most.rows:
		return nil, most.exceeded()
	}
	return book, nil
}

func (l limit) exceeded() error { return review.Fault("sheet.long", "most", strconv.Itoa(l.rows)) }

// wide is s as compound files write names: UTF-16, low byte first.
func wide(s string) []byte {
	var out []byte
	for _, r := range s {
		out = append(out, byte(r), 0)
	}
	return out
}

// LooksLikeList says whether a compound file holds a spreadsheet, as far as
// its directory tells.
func LooksLikeList(name string, b []byte) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".xls", ".xlsx", ".xlsm", ".et":
		return true
	}
	return bytes.Contains(b, wide("Workbook"))
}
