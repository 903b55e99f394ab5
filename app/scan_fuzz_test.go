package app

import (
	"testing"

	"shenqian/signing/typeset"
)

// No picture, however it was made, may end the program.
func FuzzScanPages(f *testing.F) {
	f.Add([]byte("II*\x00\x08\x00\x00\x00\x00\x00"))
	f.Add([]byte("MM\x00*\x00\x00\x00\x08\x00\x01\x01\x00\x00\x03\x00\x00\x00\x01\x00\x02\x00\x00\x00\x00\x00\x00"))
	f.Add([]byte("\x89PNG\r\n\x1a\n"))
	f.Add([]byte("\xff\xd8\xff\xe0"))
	f.Fuzz(func(t *testing.T, b []byte) {
		pdf, err := typeset.Scans(typeset.Document{}, scanPages(t.Context(), b))
		if err == nil && len(pdf) == 0 {
			t.Error("no error and no file")
		}
	})
}
