package typeset

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"shenqian/signing/fault"
	"shenqian/signing/pdfa"
)

func TestEveryProfileIsWhatItClaims(t *testing.T) {
	data := Attachment{Name: "案件信息.json", MIME: "application/json", Description: "案件信息", Data: []byte(`{"case_number":"（2020）豫0192执3427号之一"}`)}
	more := Attachment{Name: "清单.csv", MIME: "text/csv", Data: []byte("a,b\n")}
	for _, tt := range []struct {
		profile     Profile
		attachments []Attachment
		claim       string
	}{
		{"", nil, "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A<"},
		{PDFA2A, nil, "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A<"},
		{PDFA2U, nil, "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>U<"},
		{PDFA3U, nil, "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>U<"},
		{PDFA3U, []Attachment{more, data}, "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>U<"},
	} {
		d := zhengzhou().document()
		d.Profile, d.Attachments = tt.profile, tt.attachments
		pdf := mustTypeset(t, d).PDF
		if !bytes.Contains(pdf, []byte(tt.claim)) {
			t.Errorf("%q claims something else", tt.profile)
		}
		if found, err := pdfa.Check(pdf); err != nil || len(found) > 0 {
			t.Errorf("%q: %v %v", tt.profile, err, found)
		}
		judge(t, pdf, "qpdf", "--check", "FILE")
		if !bytes.Equal(pdf, mustTypeset(t, d).PDF) {
			t.Errorf("%q: other bytes the second time", tt.profile)
		}
		back, err := AttachmentsOf(pdf)
		if err != nil || len(back) != len(tt.attachments) {
			t.Fatalf("%d of %d files come back: %v", len(back), len(tt.attachments), err)
		}
		for _, a := range tt.attachments {
			if !slices.ContainsFunc(back, func(b Attachment) bool {
				return a.Name == b.Name && a.MIME == b.MIME && a.Description == b.Description && bytes.Equal(a.Data, b.Data)
			}) {
				t.Errorf("%s does not come back", a.Name)
			}
		}
		if tt.attachments == nil {
			continue
		}
		dir := t.TempDir()
		in := filepath.Join(dir, "in.pdf")
		if err := os.WriteFile(in, pdf, 0o600); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command("pdfdetach", "-saveall", "-o", dir, in).CombinedOutput(); err != nil {
			t.Fatalf("%v %s", err, out)
		}
		for _, a := range tt.attachments {
			if b, err := os.ReadFile(filepath.Join(dir, a.Name)); err != nil || !bytes.Equal(b, a.Data) {
				t.Errorf("%s: %v %q", a.Name, err, b)
			}
		}
	}
}

func TestAttachmentsAreRefusedWhereTheyMayNotBe(t *testing.T) {
	a := Attachment{Name: "a.json", MIME: "application/json"}
	for name, d := range map[string]Document{
		"by part 2":      {Profile: PDFA2U, Attachments: []Attachment{a}},
		"by the default": {Attachments: []Attachment{a}},
		"without a name": {Profile: PDFA3U, Attachments: []Attachment{{MIME: "text/csv"}}},
		"without a kind": {Profile: PDFA3U, Attachments: []Attachment{{Name: "a"}}},
		"twice":          {Profile: PDFA3U, Attachments: []Attachment{a, a}},
	} {
		var f *fault.Error
		d.Blocks = zhengzhou().blocks
		if _, err := testKit(t).Typeset(t.Context(), d); !errors.As(err, &f) || f.Code != "typeset.attachment" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := ParseProfile("1b"); err == nil {
		t.Error("1b")
	}
}
