package signing

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"shenqian/signing/cms"
	"shenqian/signing/pdffile"
	"shenqian/signing/trust"
)

// others are files by other signers; testdata/others/PROVENANCE says which.
func others(t *testing.T) (map[string][]byte, *trust.Pool) {
	t.Helper()
	paths, err := filepath.Glob("testdata/others/*.pdf")
	if err != nil || len(paths) < 14 {
		t.Fatal(err, paths)
	}
	told, err := os.ReadFile("testdata/others/PROVENANCE")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, p := range paths {
		if out[filepath.Base(p)], err = os.ReadFile(p); err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(told, []byte("\n"+filepath.Base(p)+" ")) {
			t.Errorf("nobody says where %s comes from", p)
		}
	}
	root, err := os.ReadFile("testdata/others/root.pem")
	if err != nil {
		t.Fatal(err)
	}
	pool, err := trust.NewPool(root)
	if err != nil {
		t.Fatal(err)
	}
	return out, pool
}

var (
	rangeForm = regexp.MustCompile(`/ByteRange *\[ *0 +(\d+) +(\d+) +(\d+) *\]`)
	textForm  = regexp.MustCompile(`\(Ruling on|stream\r?\n`)
)

func TestOthersSignaturesAreValidAndTheirForgeriesAreNot(t *testing.T) {
	files, pool := others(t)
	for name, pdf := range files {
		check := func(what string, b []byte) *Report {
			r, err := Verify(b, Options{Trust: pool})
			if err != nil {
				t.Fatal(name, what, err)
			}
			return r
		}
		r := check("as it is", pdf)
		if r.Verdict != Valid || !r.Trusted || len(r.Signatures) != 1 || r.Signatures[0].Covers != "file" ||
			!strings.HasPrefix(r.Signatures[0].Signer, "Other ") || r.Signatures[0].Level != NoLevel {
			t.Errorf("%s: %s (%s) %+v", name, r.Verdict, r.Reason, r.Signatures)
			continue
		}
		m := rangeForm.FindSubmatch(pdf)
		var from, to, rest int
		if _, err := fmt.Sscan(string(bytes.Join(m[1:], []byte(" "))), &from, &to, &rest); err != nil {
			t.Fatal(name, err)
		}
		flip := func(at int) []byte { b := bytes.Clone(pdf); b[at] ^= 1; return b }
		last := to - 2 // the last digit of the signature that counts: zeros are padding
		for ; pdf[last] == '0'; last-- {
		}
		for what, b := range map[string][]byte{
			"a letter of the text":    flip(textForm.FindIndex(pdf)[1] + 2),
			"a byte of the signature": flip(last - 40),
			"the last digit":          flip(last),
			"a digit of the padding":  flip(to - 4),
			"the first digit":         flip(from + 1),
			"more at the end":         append(bytes.Clone(pdf), "\n1 0 obj\n<<>>\nendobj\n"...),
			"an update":               edited(t, pdf, 2, func(d pdffile.Dict) { d["X"] = int64(1) }),
		} {
			if r := check(what, b); r.Verdict == Valid || r.Trusted {
				t.Errorf("%s, %s: %s", name, what, r.Verdict)
			}
		}
		for at := 0; at < len(pdf); at += 1 + len(pdf)/150 {
			if at >= from && at < to && pdf[at] == '0' {
				continue
			}
			// Nothing binds the certificates that come along without
			// signing-certificate-v2 but the trust in them.
			whose := r.Signatures[0].Fingerprint
			if r := check("a bit", flip(at)); r.Verdict == Valid && (at < from || at >= to || r.Trusted && r.Signatures[0].Fingerprint != whose) {
				t.Errorf("%s: bit of byte %d: %s", name, at, r.Verdict)
			}
		}
	}
}

// What is more than ISO 32000 wants is taken under Adobe's name alone.
func TestASignatureWithItsContentIsNoPAdES(t *testing.T) {
	for name, want := range map[pdffile.Name]Form{subFilterPKCS7: PKCS7, subFilter: "", subFilterGB: ""} {
		if form, err := formOf(name, &cms.SignerInfo{Encapsulated: true}); form != want || (err == nil) != (want != "") {
			t.Errorf("%s: %q %v", name, form, err)
		}
	}
}
