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

// ReadText decodes a text file: UTF-8, UTF-16 of either order with or without
// a byte order mark, or GB18030. Line ends become LF; nothing else changes.
func ReadText(b []byte) (*Document, error) {
	if len(b) > maxFile {
		return nil, review.Fault("intake.large")
	}
	s, err := Decode(b)
	if err != nil {
		return nil, err
	}
	return finish(s, nil)
}

// Decode turns bytes into text by the encoding that ReadText tells.
func Decode(b []byte) (string, error) {
	var dec *encoding.Decoder
	switch {
	case bytes.HasPrefix(b, []byte("\xEF\xBB\xBF")):
		b = b[3:]
	case bytes.HasPrefix(b, []byte("\xFF\xFE")), bytes.HasPrefix(b, []byte("\xFE\xFF")):
		dec = unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM).NewDecoder()
	default:
		if order, ok := unmarked(b); ok {
			dec = unicode.UTF16(order, unicode.IgnoreBOM).NewDecoder()
		}
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

// unmarked tells UTF-16 without a mark. No other text has zero bytes, and a
// text of some lines has them: every line end and every digit is one. The
// order is right if nearly all becomes Chinese or ASCII by it; by the wrong
// one, nearly all becomes something else.
func unmarked(b []byte) (unicode.Endianness, bool) {
	if len(b)%2 != 0 || bytes.IndexByte(b, 0) < 0 {
		return unicode.LittleEndian, false
	}
	usual := func(high, low byte) bool {
		r := rune(high)<<8 | rune(low)
		return r >= ' ' && r < 0x7f || r == '\n' || r == '\r' || r == '\t' || r >= 0x2010 && r <= 0x2027 ||
			r >= 0x3000 && r <= 0x303f || r >= 0x3400 && r <= 0x9fff || r >= 0xd800 && r <= 0xdfff || r >= 0xff00 && r <= 0xffef
	}
	little, big := 0, 0
	for i := 0; i < len(b); i += 2 {
		if usual(b[i+1], b[i]) {
			little++
		}
		if usual(b[i], b[i+1]) {
			big++
		}
	}
	n := len(b) / 2
	switch {
	case little > big && little*20 >= n*19:
		return unicode.LittleEndian, true
	case big > little && big*20 >= n*19:
		return unicode.BigEndian, true
	}
	return unicode.LittleEndian, false
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
