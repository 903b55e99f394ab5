package sheets

import (
	"bytes"
	"encoding/csv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A cell whose text begins with one of these is taken for a formula: by every
// spreadsheet program that opens a .csv, and by one in which a person goes into
// the cell of an .xlsx and out again. The full-width forms are those that
// Chinese input methods write, and that a program folds.
const formulaSigns = "=+-@＝＋－＠"

// What may stand before such a sign and be passed over: quotes here, blanks and
// what can't be seen by unicode.
const quotes = "'\"`´‘’“”„«»「」『』〝〞＇＂｀"

// plainText puts an apostrophe before a text that could be taken for a
// formula. The apostrophe is the mark of a text in every spreadsheet; it is
// written out, so that it outlives the way through .csv and back.
func plainText(s string) string {
	if strings.HasPrefix(s, "\t") || strings.HasPrefix(s, "\r") {
		return "'" + s
	}
	rest := strings.TrimLeftFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || strings.ContainsRune(quotes, r)
	})
	if first, n := utf8.DecodeRuneInString(rest); n > 0 && strings.ContainsRune(formulaSigns, first) {
		return "'" + s
	}
	return s
}

// unmarked takes the apostrophe off that plainText put before a text.
func unmarked(s string) string {
	if rest, ok := strings.CutPrefix(s, "'"); ok && plainText(rest) == s {
		return rest
	}
	return s
}

// CSV is a page's header and rows as comma-separated text (RFC 4180) in UTF-8
// with the mark that makes spreadsheet programs read it so. Lines end in LF
// alone: the library would else change the line ends within cells. The title
// and what else is of the page alone is left out.
func CSV(p Page) ([]byte, error) {
	b := bytes.NewBufferString("\uFEFF")
	w := csv.NewWriter(b)
	line := make([]string, len(p.Header))
	write := func(cells []any) error {
		for i := range line {
			line[i] = ""
			if i < len(cells) {
				line[i] = plainText(inWords(cells[i]))
			}
		}
		return w.Write(line)
	}
	header := make([]any, len(p.Header))
	for i, h := range p.Header {
		header[i] = h
	}
	for _, row := range append([][]any{header}, p.Rows...) {
		if err := write(row); err != nil {
			return nil, writeFault(err)
		}
	}
	w.Flush()
	return b.Bytes(), writeFault(w.Error())
}
