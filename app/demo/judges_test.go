package demo_test

import (
	"bytes"
	"encoding/hex"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"shenqian/app/demo"
	"shenqian/review"
	"shenqian/signing/pdfa"
)

// judge runs an outside program, which packaging/setup test installs.
func judge(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Errorf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

var byteRange = regexp.MustCompile(`/ByteRange\s*\[\s*0\s+(\d+)\s+(\d+)\s+(\d+)\s*\]`)

// outsideJudgesAgree gives every Original to programs that others wrote, and
// to our checker of ISO 19005-2.
func outsideJudgesAgree(t *testing.T, result *demo.Result) {
	dir := t.TempDir()
	for _, p := range result.Papers {
		if p.What != "original" {
			continue
		}
		pdf, err := os.ReadFile(p.File)
		if err != nil {
			t.Fatal(err)
		}
		if s := judge(t, "pdfsig", p.File); !strings.Contains(s, "Signature is Valid") || !strings.Contains(s, "Total document signed") {
			t.Errorf("%s: pdfsig:\n%s", p.CaseNumber, s)
		}
		if s := judge(t, "qpdf", "--check", p.File); !strings.Contains(s, "No syntax or stream encoding errors") {
			t.Errorf("%s: qpdf:\n%s", p.CaseNumber, s)
		}
		// mutool ends with 1 for a certificate it does not know.
		s, _ := exec.Command("mutool", "sign", "-v", p.File).CombinedOutput()
		if !strings.Contains(string(s), "unchanged since signing") {
			t.Errorf("%s: mutool:\n%s", p.CaseNumber, s)
		}
		m := byteRange.FindSubmatch(pdf)
		if m == nil {
			t.Fatalf("%s: no ByteRange", p.CaseNumber)
		}
		from, _ := strconv.Atoi(string(m[1]))
		to, _ := strconv.Atoi(string(m[2]))
		der, err := hex.DecodeString(string(pdf[from+1 : to-1]))
		if err != nil {
			t.Fatal(err)
		}
		cms, content := filepath.Join(dir, "cms.der"), filepath.Join(dir, "content")
		if err := os.WriteFile(cms, der, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(content, append(bytes.Clone(pdf[:from]), pdf[to:]...), 0o600); err != nil {
			t.Fatal(err)
		}
		judge(t, "openssl", "cms", "-verify", "-cades", "-inform", "DER", "-in", cms, "-content", content, "-binary",
			"-CAfile", result.Trust, "-purpose", "any", "-no_check_time", "-out", os.DevNull)
		if p.Frozen == "" || review.HashOf(pdf[:frozenLength(pdf)]) != p.Frozen {
			t.Errorf("%s: revision 1 has not the frozen hash", p.CaseNumber)
		}
		findings, err := pdfa.Check(pdf)
		if err != nil || len(findings) > 0 {
			t.Errorf("%s: PDF/A: %+v %v", p.CaseNumber, findings, err)
		}
	}
}

// frozenLength is where the first revision ends.
func frozenLength(pdf []byte) int {
	end := []byte("%%EOF\n")
	return bytes.Index(pdf, end) + len(end)
}
