package intake

import (
	"archive/zip"
	"bytes"
	"path/filepath"
	"strings"

	"shenqian/app/sheets"
)

// Format is what a file is, by its content first and its name second.
type Format string

const (
	Text    Format = "text"
	Docx    Format = "docx"
	Legacy  Format = "legacy" // .doc, .wps, .rtf: needs LibreOffice
	JSON    Format = "json"
	PDF     Format = "pdf"
	Image   Format = "image"
	Sheet   Format = "sheet" // .xlsx, and .xls, which reading refuses with advice
	CSV     Format = "csv"
	Zip     Format = "zip"
	Unknown Format = "unknown"
)

// Sniff tells the format of a file.
func Sniff(name string, head []byte) Format {
	ext := strings.ToLower(filepath.Ext(name))
	switch {
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return PDF
	case bytes.HasPrefix(head, []byte("\x89PNG\r\n\x1a\n")), bytes.HasPrefix(head, []byte("\xff\xd8\xff")),
		bytes.HasPrefix(head, []byte("II*\x00")), bytes.HasPrefix(head, []byte("MM\x00*")):
		return Image
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return packed(ext, head)
	case bytes.HasPrefix(head, []byte("\xD0\xCF\x11\xE0")) && sheets.LooksLikeList(name, head):
		return Sheet
	case bytes.HasPrefix(head, []byte("\xD0\xCF\x11\xE0")), bytes.HasPrefix(head, []byte(`{\rtf`)):
		return Legacy
	}
	switch ext {
	case ".json":
		return JSON
	case ".txt", ".text":
		return Text
	case ".docx", ".docm":
		return Docx // not a zip: reading it says so
	case ".doc", ".wps", ".rtf":
		return Legacy
	case ".pdf":
		return PDF
	case ".xlsx", ".xlsm", ".xls", ".et":
		return Sheet // not a zip: reading it says so
	case ".csv", ".tsv":
		return CSV
	case ".zip":
		return Zip
	}
	return Unknown
}

// packed tells the kinds of zip by what is in them; of one that is broken only
// the name is left.
func packed(ext string, b []byte) Format {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err == nil {
		return PackedFormat(z)
	}
	switch ext {
	case ".docx", ".docm", "":
		return Docx
	case ".xlsx", ".xlsm":
		return Sheet
	case ".zip":
		return Zip
	}
	return Unknown
}

// PackedFormat is what a zip is: a word-processor file, a workbook, or files
// packed together.
func PackedFormat(z *zip.Reader) Format {
	office, word, cells := false, false, false
	for _, f := range z.File {
		word = word || f.Name == "word/document.xml"
		cells = cells || strings.HasPrefix(f.Name, "xl/")
		office = office || f.Name == "[Content_Types].xml" || f.Name == "mimetype"
	}
	switch {
	case word:
		return Docx
	case office && cells:
		return Sheet
	case office: // some other program's file, of no use here
		return Unknown
	}
	return Zip
}
