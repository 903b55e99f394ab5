package intake

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"shenqian/review"
)

// ReadText decodes a text file: UTF-8, UTF-16 with a byte order mark, or
// GB18030. Line ends become LF; nothing else changes.
func ReadText(b []byte) (*Document, error) {
	if len(b) > maxFile {
		return nil, review.Fault("intake.large")
	}
	s, err := decode(b)
	if err != nil {
		return nil, err
	}
	return finish(s, nil)
}

func decode(b []byte) (string, error) {
	var dec *encoding.Decoder
	switch {
	case bytes.HasPrefix(b, []byte("\xEF\xBB\xBF")):
		b = b[3:]
	case bytes.HasPrefix(b, []byte("\xFF\xFE")), bytes.HasPrefix(b, []byte("\xFE\xFF")):
		dec = unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM).NewDecoder()
	}
	if dec == nil {
		if utf8.Valid(b) {
			return string(b), nil
		}
		dec = simplifiedchinese.GB18030.NewDecoder()
	}
	out, err := dec.Bytes(b)
	if err != nil || bytes.ContainsRune(out, utf8.RuneError) {
		return "", review.FaultFrom(err, "intake.encoding")
	}
	return string(out), nil
}

// finish checks what every text must be: not empty, not endless, and without
// characters that no text has.
func finish(s string, notes []review.FileNote) (*Document, error) {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	switch {
	case strings.TrimSpace(s) == "":
		return nil, review.Fault("intake.empty")
	case utf8.RuneCountInString(s) > maxRunes:
		return nil, review.Fault("intake.long")
	case strings.ContainsFunc(s, control):
		return nil, review.Fault("intake.binary")
	}
	return &Document{Text: s, Notes: notes}, nil
}

// control: the C0 controls but for tab, line feed, vertical tab, form feed.
func control(r rune) bool { return r < 0x20 && (r < '\t' || r > '\f') || r == 0x7f }
