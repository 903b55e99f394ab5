package intake

import (
	"bytes"
	"path/filepath"
	"strings"
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
		if ext == ".docx" || ext == ".docm" || ext == "" {
			return Docx
		}
		return Unknown
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
	}
	return Unknown
}
