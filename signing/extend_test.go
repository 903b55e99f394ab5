package signing

import (
	"bytes"
	"context"
	"crypto/sha1"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"shenqian/signing/pdffile"
	"shenqian/signing/tsp"
)

// network carries what is asked of http://authority.test to the test
// authority, and counts.
type network struct {
	t     testing.TB
	fail  func(path string) bool
	asked map[string]int
}

func (n *network) Fetch(_ context.Context, address string, query []byte) ([]byte, error) {
	path := strings.TrimPrefix(address, "http://authority.test/")
	if n.asked == nil {
		n.asked = map[string]int{}
	}
	n.asked[path]++
	if n.fail != nil && n.fail(path) {
		return nil, errDown
	}
	p, err := shared.Get()
	if err != nil {
		n.t.Fatal(err)
	}
	return p.Fetch(path, query)
}

// everything is a test authority that answers.
func everything(t testing.TB) Sources {
	return Sources{Stamps: []tsp.Authority{authority(t, "tsa")}, Revocation: &network{t: t}, Certificates: anchors(t).Anchors()}
}

// now is when the tests extend: a little after the authority was made.
func now(t testing.TB) time.Time { return pkiRequest(t, "rsa", "").Time }

func mustExtend(t testing.TB, pdf []byte, level Level, from Sources) []byte {
	t.Helper()
	r, err := Extend(t.Context(), pdf, level, from, now(t))
	out := mustReach(t, r, err)
	if !bytes.HasPrefix(out, pdf) {
		t.Fatal("extending changed bytes that were there")
	}
	return out
}

// hybrid is paper with an object that only readers of cross-reference streams
// find (ISO 32000-1, 7.5.8.4).
func hybrid(t testing.TB) []byte {
	t.Helper()
	pdf := paper("裁定")
	at := bytes.LastIndex(pdf, []byte("xref\n0 "))
	id := pdffile.Format(func() pdffile.Object {
		f, err := pdffile.Open(pdf)
		if err != nil {
			t.Fatal(err)
		}
		return f.Latest().Trailer()["ID"]
	}())
	table := pdf[at+len("xref\n0 10\n") : bytes.LastIndex(pdf, []byte("trailer"))]
	b := bytes.Clone(pdf[:at])
	container := len(b)
	b = append(b, "10 0 obj\n<</Type/ObjStm/N 1/First 5/Length 18>>\nstream\n11 0 <</Hidden 1>>\nendstream\nendobj\n"...)
	stream := len(b)
	rows := []byte{1, byte(container >> 8), byte(container), 0, 2, 0, 10, 0, 1, byte(stream >> 8), byte(stream), 0}
	b = fmt.Appendf(b, "12 0 obj\n<</Type/XRef/W[1 2 1]/Index[10 3]/Size 13/Length %d/Root 1 0 R/Info 9 0 R/ID%s>>\nstream\n%s\nendstream\nendobj\n", len(rows), id, rows)
	x := len(b)
	return fmt.Appendf(b, "xref\n0 10\n%strailer\n<</Size 13/Root 1 0 R/Info 9 0 R/ID%s/XRefStm %d>>\nstartxref\n%d\n%%%%EOF\n", table, id, stream, x)
}

func TestEveryFormOfFileIsRaisedLevelByLevel(t *testing.T) {
	forms := baseForms(t)
	forms["hybrid"] = hybrid(t)
	for name, pdf := range forms {
		for _, kind := range []string{"rsa", "sm2"} {
			t.Run(name+" "+kind, func(t *testing.T) {
				b := mustSign(t, pdf, pkiRequest(t, kind, "president"))
				for _, level := range []Level{LevelT, LevelLT, LevelA, LevelA} {
					b = mustExtend(t, b, level, everything(t))
					r := trusted(t, b)
					s := r.Signatures[0]
					if r.Verdict != Valid || !r.Trusted || s.Level != level || s.TimeSource != "timestamp" || s.LevelReason != "" {
						t.Fatalf("%s: %+v", level, r)
					}
					if level.Reaches(LevelLT) && s.Revocation != StandingGood {
						t.Errorf("%s: revocation %s", level, s.Revocation)
					}
				}
				if kind == "rsa" {
					judgeLevels(t, b)
				}
			})
		}
	}
}

// judgeLevels asks the outside judges about an archived file: they know the
// signature, and that what came after leaves it alone.
func judgeLevels(t *testing.T, pdf []byte) {
	t.Helper()
	f := writeTemp(t, "lta.pdf", pdf)
	if out := tool(t, "qpdf", "--check", f); !strings.Contains(out, "No syntax or stream encoding errors") {
		t.Errorf("qpdf: %s", out)
	}
	if out := tool(t, "pdfsig", "-nocert", f); strings.Count(out, "Signature is Valid") != 1 {
		t.Errorf("pdfsig: %s", out)
	}
	// mutool knows neither validation data nor time-stamps, and calls both edits.
	if out := tool(t, "mutool", "sign", "-v", f); !strings.Contains(out, "The signature is valid") {
		t.Errorf("mutool: %s", out)
	}
	opensslJudge(t, pdf)
}

func TestSigningAtAnyLevelReachesItInOneGo(t *testing.T) {
	for _, level := range []Level{LevelB, LevelT, LevelLT, LevelA} {
		for _, kind := range []string{"rsa", "rsa3072", "ec", "sm2"} {
			r, err := SignLevel(t.Context(), paper("裁定"), pkiRequest(t, kind, "president"), level, everything(t))
			pdf := mustReach(t, r, err)
			if s := trusted(t, pdf).Signatures[0]; s.Level != level || !s.Trusted {
				t.Errorf("%s %s: %+v", kind, level, s)
			}
		}
	}
}

func TestValidationDataAreFiledUnderTheHashOfTheContentsAsStored(t *testing.T) {
	r, err := SignLevel(t.Context(), paper("裁定"), pkiRequest(t, "rsa", "president"), LevelLT, everything(t))
	pdf := mustReach(t, r, err)
	file, err := pdffile.Open(pdf)
	if err != nil {
		t.Fatal(err)
	}
	v := file.Latest()
	dss := v.Dict(v.Catalog()["DSS"])
	keys := v.Dict(dss["VRI"])
	stored := contents.FindSubmatch(pdf)
	want := storedHash(t, stored[1])
	entry := v.Dict(keys[pdffile.Name(want)])
	if len(keys) != 1 || len(v.Array(entry["Cert"])) == 0 || len(v.Array(entry["OCSP"])) == 0 || len(v.Array(entry["CRL"])) == 0 {
		t.Errorf("no entry under %s: %s", want, pdffile.Format(dss))
	}
	for _, list := range []pdffile.Name{"Certs", "OCSPs", "CRLs"} {
		if len(v.Array(dss[list])) == 0 {
			t.Errorf("no %s", list)
		}
	}
	// What is embedded is what openssl would accept.
	p, err := shared.Get()
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range v.Array(dss["OCSPs"]) {
		der, err := v.Decode(v.Resolve(o).(*pdffile.Stream))
		if err != nil {
			t.Fatal(err)
		}
		if out := tool(t, "openssl", "ocsp", "-respin", writeTemp(t, "ocsp", der), "-issuer", p.Dir+"/int.crt", "-cert", p.Dir+"/signer-rsa.crt", "-CAfile", p.Dir+"/root.crt", "-verify_other", p.Dir+"/int.crt"); !strings.Contains(out, "Response verify OK") || !strings.Contains(out, ": good") {
			t.Error(out)
		}
	}
}

func TestARenewedArchiveOutlivesTheFirstAuthority(t *testing.T) {
	r, err := SignLevel(t.Context(), paper("裁定"), pkiRequest(t, "rsa", "president"), LevelA, everything(t))
	once := mustReach(t, r, err)
	from := everything(t)
	from.Stamps = []tsp.Authority{authority(t, "tsa2")}
	renewed := mustExtend(t, once, LevelA, from)
	later := now(t).AddDate(8, 0, 0) // the first authority's certificate has expired
	for name, tt := range map[string]struct {
		pdf     []byte
		trusted bool
	}{"once": {once, false}, "renewed": {renewed, true}} {
		r, err := Verify(tt.pdf, Options{Trust: anchors(t), At: later})
		if err != nil || r.Verdict != Valid || r.Trusted != tt.trusted {
			t.Errorf("%s: %v %+v", name, err, r)
		}
		if s := r.Signatures[0]; tt.trusted && s.Level != LevelA || !tt.trusted && s.Level != LevelB {
			t.Errorf("%s: %s %s", name, s.Level, s.LevelReason)
		}
	}
}

func TestAStepThatFailsLeavesTheLevelReachedBefore(t *testing.T) {
	req := pkiRequest(t, "rsa", "president")
	down := func(paths ...string) func(string) bool {
		return func(p string) bool {
			for _, q := range paths {
				if p == q {
					return true
				}
			}
			return false
		}
	}
	for name, tt := range map[string]struct {
		fail func(string) bool
		want Level
		code string
	}{
		"OCSP alone":        {down("ocsp"), LevelA, ""},
		"lists of the CA":   {down("int.crl"), LevelT, "sign.evidence"}, // the authority's certificate has no OCSP
		"the list of roots": {down("root.crl"), LevelT, "sign.evidence"},
		"everything":        {func(string) bool { return true }, LevelT, "sign.evidence"},
	} {
		from := everything(t)
		from.Revocation = &network{t: t, fail: tt.fail}
		r, err := SignLevel(t.Context(), paper("裁定"), req, LevelA, from)
		if err != nil || r.Reached != tt.want || faultCode(r.Short) != tt.code {
			t.Errorf("%s: %v, reached %s, short %v", name, err, r.Reached, r.Short)
			continue
		}
		if s := trusted(t, r.PDF).Signatures[0]; s.Level != tt.want {
			t.Errorf("%s: level %s", name, s.Level)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	r, err := SignLevel(ctx, paper("裁定"), req, LevelT, everything(t))
	if err != nil || r.Reached != LevelB || !errors.Is(r.Short, context.Canceled) {
		t.Errorf("cancelled: %v %+v", err, r)
	}
}

func TestOnlyWhatHoldsIsExtended(t *testing.T) {
	signed := mustSign(t, paper("裁定"), pkiRequest(t, "rsa", "president"))
	for want, pdf := range map[string][]byte{
		"verify.unsigned":        paper("裁定"),
		"verify.modified-object": edited(t, signed, oInfo, func(d pdffile.Dict) { d["Title"] = pdffile.String("evil") }),
		"pdf.header":             []byte("x"),
	} {
		if r, err := Extend(t.Context(), pdf, LevelT, everything(t), now(t)); faultCode(err) != want || r != nil {
			t.Errorf("%v, want %s", err, want)
		}
	}
	if _, err := Extend(t.Context(), signed, LevelB, everything(t), now(t)); faultCode(err) != "sign.level" {
		t.Error(err)
	}
}

// storedHash is the hash that names a signature, of its contents in hexadecimal.
func storedHash(t *testing.T, digits []byte) string {
	t.Helper()
	b := make([]byte, hex.DecodedLen(len(digits)))
	if _, err := hex.Decode(b, digits); err != nil {
		t.Fatal(err)
	}
	return strings.ToUpper(fmt.Sprintf("%x", sha1.Sum(b)))
}
