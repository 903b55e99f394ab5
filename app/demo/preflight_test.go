package demo_test

import (
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

// preflightJars are PDFBox's checker of PDF/A and what it calls, as Debian
// installs them.
var preflightJars = []string{"preflight", "pdfbox2", "xmpbox", "fontbox2", "commons-logging", "commons-io", "javax.activation", "jaxb-api"}

// onlyInPart1 is what ISO 19005-1 asks for and ISO 19005-2 does not: the number
// of the part (6.7.11), no transparency and no blend mode (6.4), a CIDSet for each subset (6.3.5).
var onlyInPart1 = regexp.MustCompile(`^(7\.11\.2 : .*part must be 1|2\.2\.1 : .*transparency.*|3\.1\.11 : .*CIDSet entry is missing.*|4\.1\.3 : .*BlendMode.*)$`)

var complaint = regexp.MustCompile(`(?m)^\d+(\.\d+)+ : .*$`)

// preflight gives a file to PDFBox, which judges by PDF/A-1b: our papers are
// 2a, and all that it may say of them is what the parts differ in.
func preflight(t *testing.T, file string) {
	t.Helper()
	class := make([]string, len(preflightJars))
	for i, j := range preflightJars {
		class[i] = "/usr/share/java/" + j + ".jar"
	}
	// Its status is not 0 where there are complaints.
	out, _ := exec.Command("java", "-cp", strings.Join(class, ":"), "org.apache.pdfbox.preflight.Validator_A1b", file).CombinedOutput()
	said := complaint.FindAllString(string(out), -1)
	part := false
	for _, s := range said {
		if !onlyInPart1.MatchString(s) {
			t.Errorf("%s: preflight: %s", file, s)
		}
		part = part || strings.Contains(s, "part must be 1")
	}
	if !part {
		t.Errorf("%s: preflight did not judge it:\n%s", file, out)
	}
}
