package signing

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"shenqian/signing/pdffile"
)

// forms of the same paper: a table, and what qpdf makes of it.
func baseForms(t *testing.T) map[string][]byte {
	t.Helper()
	table := paper("裁定书")
	out := map[string][]byte{"table": table}
	in := writeTemp(t, "in.pdf", table)
	for name, args := range map[string][]string{
		"stream":     {"--object-streams=generate"},
		"linearized": {"--linearize", "--object-streams=disable"},
		"linstream":  {"--linearize", "--object-streams=generate"},
	} {
		to := in + name
		tool(t, "qpdf", append(args, in, to)...)
		b, err := os.ReadFile(to)
		if err != nil {
			t.Fatal(err)
		}
		out[name] = b
	}
	return out
}

func TestOutsideJudgesAcceptEveryFormOfFile(t *testing.T) {
	for name, pdf := range baseForms(t) {
		for _, kind := range []string{"rsa", "rsa3072", "ec"} {
			t.Run(name+" "+kind, func(t *testing.T) {
				req := pkiRequest(t, kind, "president")
				one := mustSign(t, pdf, req)
				if r := mustVerify(t, one); r.Verdict != Valid {
					t.Fatalf("own verdict: %+v", r)
				}
				judge(t, one, 1)
				req.Field = "court"
				two := mustSign(t, one, req)
				if r := mustVerify(t, two); r.Verdict != Valid {
					t.Fatalf("own verdict: %+v", r)
				}
				judge(t, two, 2)
			})
		}
	}
}

func judge(t *testing.T, pdf []byte, signatures int) {
	t.Helper()
	f := writeTemp(t, "signed.pdf", pdf)
	if out := tool(t, "qpdf", "--check", f); !strings.Contains(out, "No syntax or stream encoding errors") {
		t.Errorf("qpdf: %s", out)
	}
	out := tool(t, "pdfsig", "-nocert", f)
	if strings.Count(out, "Signature is Valid") != signatures || strings.Count(out, "Total document signed") != 1 {
		t.Errorf("pdfsig: %s", out)
	}
	out = tool(t, "mutool", "sign", "-v", f)
	if strings.Count(out, "The document is unchanged since signing.") < 1 || strings.Contains(out, "invalid") {
		t.Errorf("mutool: %s", out)
	}
	opensslJudge(t, pdf)
}

// opensslJudge gives every signature to openssl as it stands in the file.
func opensslJudge(t *testing.T, pdf []byte) {
	t.Helper()
	file, err := pdffile.Open(pdf)
	if err != nil {
		t.Fatal(err)
	}
	d := &document{file: file, hashes: map[int]string{}}
	if err := d.collect(); err != nil {
		t.Fatal(err)
	}
	for _, s := range d.sigs {
		der, err := unpad(s.object.Dict()["Contents"])
		if err != nil {
			t.Fatal(err)
		}
		r := s.object.Dict()["ByteRange"].(pdffile.Array)
		content := bytes.Clone(pdf[:r[1].(int64)])
		content = append(content, pdf[r[2].(int64):r[2].(int64)+r[3].(int64)]...)
		if s.view.Name(s.object.Dict()["SubFilter"]) == "ETSI.RFC3161" {
			out := tool(t, "openssl", "ts", "-verify", "-token_in", "-in", writeTemp(t, "s.der", der), "-data", writeTemp(t, "content", content),
				"-CAfile", writeTemp(t, "root.pem", pkiFile(t, "root.crt")), "-untrusted", writeTemp(t, "chain.pem", pkiFile(t, "chain.pem")))
			if !strings.Contains(out, "Verification: OK") {
				t.Errorf("openssl ts: %s", out)
			}
			continue
		}
		out := tool(t, "openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", writeTemp(t, "s.der", der),
			"-content", writeTemp(t, "content", content), "-CAfile", writeTemp(t, "root.pem", pkiFile(t, "root.crt")),
			"-purpose", "any", "-cades", "-out", os.DevNull)
		if !strings.Contains(out, "CAdES Verification successful") && !strings.Contains(out, "CMS Verification successful") {
			t.Errorf("openssl: %s", out)
		}
	}
}
