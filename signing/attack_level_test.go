package signing

import (
	"bytes"
	"encoding/hex"
	"encoding/pem"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/emmansun/gmsm/smx509"

	"shenqian/signing/keys"
	"shenqian/signing/pdffile"
	"shenqian/signing/revocation"
	"shenqian/signing/tsp"
)

func archived(t testing.TB) []byte {
	t.Helper()
	r, err := SignLevel(t.Context(), paper("裁定"), pkiRequest(t, "rsa", "president"), LevelA, everything(t))
	return mustReach(t, r, err)
}

// inDSS rewrites the validation data, and whatever else f wants, in an update.
func inDSS(t *testing.T, pdf []byte, f func(u *pdffile.Update, v pdffile.View, dss pdffile.Dict)) []byte {
	t.Helper()
	return updated(t, pdf, func(u *pdffile.Update, v pdffile.View) {
		ref := v.Catalog()["DSS"].(pdffile.Reference)
		d := edits{view: v, dicts: map[int]pdffile.Dict{}}.edit(v.Lookup(ref.Number))
		f(u, v, d)
		u.Put(ref.Number, pdffile.Format(d))
	})
}

func TestValidationDataThatGrowLetNothingElseIn(t *testing.T) {
	pdf := archived(t)
	more := func(u *pdffile.Update, d pdffile.Dict) {
		n := u.Reserve()
		u.Stream(n, "", []byte("certificate"))
		d["Certs"] = append(d["Certs"].(pdffile.Array), pdffile.Reference{Number: n})
	}
	type change = func(u *pdffile.Update, v pdffile.View, d pdffile.Dict)
	for name, tt := range map[string]struct {
		want Verdict
		f    change
	}{
		"a certificate more": {Valid, func(u *pdffile.Update, _ pdffile.View, d pdffile.Dict) { more(u, d) }},
		"nothing more":       {Valid, func(*pdffile.Update, pdffile.View, pdffile.Dict) {}},
		"a certificate less": {Modified, func(_ *pdffile.Update, _ pdffile.View, d pdffile.Dict) { d["Certs"] = d["Certs"].(pdffile.Array)[1:] }},
		"no answers":         {Modified, func(_ *pdffile.Update, _ pdffile.View, d pdffile.Dict) { delete(d, "OCSPs") }},
		"no entries":         {Modified, func(_ *pdffile.Update, _ pdffile.View, d pdffile.Dict) { d["VRI"] = pdffile.Dict{} }},
		"an entry emptied":   {Modified, func(_ *pdffile.Update, _ pdffile.View, d pdffile.Dict) { emptyOne(d) }},
		"a stranger":         {Modified, func(_ *pdffile.Update, _ pdffile.View, d pdffile.Dict) { d["AA"] = pdffile.Dict{} }},
		"a stranger within":  {Modified, func(_ *pdffile.Update, _ pdffile.View, d pdffile.Dict) { strangerWithin(d) }},
		"content beside": {Modified, func(u *pdffile.Update, _ pdffile.View, d pdffile.Dict) {
			more(u, d)
			u.Stream(oContent, "", []byte("evil"))
		}},
		"a loose object":      {Modified, func(u *pdffile.Update, _ pdffile.View, d pdffile.Dict) { more(u, d); u.Put(u.Reserve(), "<</Evil 1>>") }},
		"an answer rewritten": {Modified, func(u *pdffile.Update, v pdffile.View, d pdffile.Dict) { rewriteFirst(u, v, d, "OCSPs") }},
		"the page as a piece": {Modified, func(u *pdffile.Update, _ pdffile.View, d pdffile.Dict) {
			d["Certs"] = append(d["Certs"].(pdffile.Array), pdffile.Reference{Number: oContent})
			u.Stream(oContent, "", []byte("evil"))
		}},
	} {
		if r := trusted(t, inDSS(t, pdf, tt.f)); r.Verdict != tt.want {
			t.Errorf("%s: %s (%s), want %s", name, r.Verdict, r.Reason, tt.want)
		}
	}
}

func emptyOne(d pdffile.Dict) {
	for k := range d["VRI"].(pdffile.Dict) {
		d["VRI"].(pdffile.Dict)[k] = pdffile.Dict{}
		return
	}
}

func strangerWithin(d pdffile.Dict) {
	for _, e := range d["VRI"].(pdffile.Dict) {
		e.(pdffile.Dict)["AA"] = pdffile.Dict{}
		return
	}
}

func rewriteFirst(u *pdffile.Update, v pdffile.View, d pdffile.Dict, list pdffile.Name) {
	u.Stream(v.Array(d[list])[0].(pdffile.Reference).Number, "", []byte("other"))
}

// revokedKey is the credential of a signer whose certificate was revoked.
func revokedKey(t *testing.T) *keys.Credential {
	t.Helper()
	c, err := keys.Load(bytes.Join([][]byte{pkiFile(t, "revoked.key"), pkiFile(t, "revoked.crt"), pkiFile(t, "chain.pem")}, nil), nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func pkiCert(t testing.TB, name string) *smx509.Certificate {
	t.Helper()
	block, _ := pem.Decode(pkiFile(t, name+".crt"))
	c, err := smx509.ParseCertificate(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// withPieces adds validation data that nobody checked.
func withPieces(t *testing.T, pdf []byte, crls ...[]byte) []byte {
	t.Helper()
	return updated(t, pdf, func(u *pdffile.Update, v pdffile.View) {
		w := newDSSWriter(u, v)
		for _, name := range []string{"int", "root", "tsa"} {
			w.add("Certs", pkiCert(t, name).Raw)
		}
		for _, der := range append(crls, pkiFile(t, "root.crl")) {
			w.add("CRLs", der)
		}
		ref := v.Trailer()["Root"].(pdffile.Reference)
		if err := w.write(v.Lookup(ref.Number)); err != nil {
			t.Fatal(err)
		}
	})
}

func TestARevokedSignerIsNotHiddenByOlderAnswers(t *testing.T) {
	key := revokedKey(t)
	s, err := SignLevel(t.Context(), paper("裁定"), Request{Field: "president", Key: key, Time: now(t)}, LevelT, everything(t))
	stamped := mustReach(t, s, err)
	before, after := pkiFile(t, "before.crl"), pkiFile(t, "int.crl")
	told := withPieces(t, stamped, after)
	ask := func(_, _ *smx509.Certificate) []revocation.Evidence {
		e, err := revocation.ParseCRL(after)
		if err != nil {
			t.Fatal(err)
		}
		return []revocation.Evidence{e}
	}
	for name, tt := range map[string]struct {
		pdf []byte
		ask func(_, _ *smx509.Certificate) []revocation.Evidence
	}{
		"told by the file":            {told, nil},
		"and an older list with it":   {withPieces(t, told, before), nil},
		"an older list, and one asks": {withPieces(t, stamped, before), ask},
		"nothing, and one asks":       {stamped, ask},
	} {
		r, err := Verify(tt.pdf, Options{Trust: anchors(t), At: now(t), Evidence: tt.ask})
		if err != nil || r.Verdict != Valid || r.Trusted || r.Reason != "verify.revoked" || r.Signatures[0].Revocation != StandingRevoked || r.Signatures[0].Level.Reaches(LevelLT) {
			t.Errorf("%s: %v %+v", name, err, r)
		}
	}
	// Taking the answer out of the validation data is a change of its own.
	hidden := inDSS(t, told, func(u *pdffile.Update, _ pdffile.View, d pdffile.Dict) {
		n := u.Reserve()
		u.Stream(n, "", before)
		d["CRLs"] = pdffile.Array{pdffile.Reference{Number: n}}
	})
	if r := trusted(t, hidden); r.Verdict != Modified || r.Trusted || r.Signatures[0].Revocation != StandingRevoked {
		t.Errorf("hidden: %+v", r)
	}
	// Nobody helps such a file to a higher level.
	r, err := Extend(t.Context(), stamped, LevelLT, everything(t), now(t))
	if err != nil || r.Reached != LevelT || faultCode(r.Short) != "verify.revoked" {
		t.Errorf("%v %+v", err, r.Short)
	}
}

func TestASignatureProvedBeforeTheRevocationStands(t *testing.T) {
	w := &witness{}
	list, err := revocation.ParseCRL(pkiFile(t, "int.crl"))
	if err != nil {
		t.Fatal(err)
	}
	w.items = []revocation.Evidence{list}
	cert, issuer := pkiCert(t, "revoked"), pkiCert(t, "int")
	a, err := list.About(cert, issuer, nil)
	if err != nil {
		t.Fatal(err)
	}
	for at, want := range map[time.Time]Standing{
		a.Since.Add(-time.Second): StandingGood, a.Since: StandingRevoked, a.Since.Add(time.Second): StandingRevoked,
	} {
		if s := w.one(cert, issuer, at); s.is != want {
			t.Errorf("%s: %s, want %s", at.Sub(a.Since), s.is, want)
		}
	}
}

// tokenOver replaces the time-stamp within a B-T signature.
func tokenOver(t *testing.T, pdf []byte, change func(der []byte) []byte) []byte {
	t.Helper()
	m := contents.FindSubmatchIndex(pdf)
	der := make([]byte, (m[3]-m[2])/2)
	if _, err := hex.Decode(der, pdf[m[2]:m[3]]); err != nil {
		t.Fatal(err)
	}
	out := bytes.Clone(pdf)
	hex.Encode(out[m[2]:m[3]], change(der))
	return out
}

func TestATokenThatDoesNotFitMakesTheSignatureInvalid(t *testing.T) {
	s, err := SignLevel(t.Context(), paper("裁定"), pkiRequest(t, "rsa", "president"), LevelT, everything(t))
	good := mustReach(t, s, err)
	flipped := tokenOver(t, good, func(der []byte) []byte {
		i := bytes.Index(der, []byte("Test TSA"))
		der[i] ^= 1
		return der
	})
	if r := trusted(t, flipped); r.Verdict != Invalid {
		t.Errorf("a changed token: %+v", r)
	}
	// A token over another signature: the authority is asked about other bytes.
	p, err := shared.Get()
	if err != nil {
		t.Fatal(err)
	}
	req := pkiRequest(t, "rsa", "president")
	signer, err := newSigner(req.Key)
	if err != nil {
		t.Fatal(err)
	}
	pdf, err := sign(paper("裁定"), req, signer, func([]byte) []byte {
		tok, err := tsp.Ask(t.Context(), []tsp.Authority{asked{"tsa", func(q []byte) ([]byte, error) { return p.Stamp("tsa", q) }}}, false, 0, []byte("another signature"))
		if err != nil {
			t.Fatal(err)
		}
		return tok.DER
	})
	if err != nil {
		t.Fatal(err)
	}
	if r := trusted(t, pdf); r.Verdict != Invalid || r.Signatures[0].Level != LevelB {
		t.Errorf("another's token: %+v", r)
	}
}

// Any flipped bit of an archived file costs the verdict; of a signature with
// a time-stamp, the verdict or the level.
func TestNoFlippedBitOfARaisedFileKeepsVerdictAndLevel(t *testing.T) {
	s, err := SignLevel(t.Context(), paper("裁定"), pkiRequest(t, "rsa", "president"), LevelT, everything(t))
	for name, pdf := range map[string][]byte{"B-T": mustReach(t, s, err), "B-LTA": archived(t)} {
		before := trusted(t, pdf).Signatures[0].Level
		digits := make([]bool, len(pdf))
		for _, m := range contents.FindAllSubmatchIndex(pdf, -1) {
			for i := m[2]; i < m[3]; i++ {
				digits[i] = true
			}
		}
		free := unprotected(t, pdf, "int", "root")
		if name == "B-LTA" { // the validation data hold the authority's own too
			free = unprotected(t, pdf, "int", "root", "tsa")
		}
		step := 7
		if testing.Short() {
			step = 61
		}
		for i := 0; i < len(pdf); i += step {
			b := bytes.Clone(pdf)
			if b[i] ^= 1 << (i % 8); digits[i] && bytes.EqualFold(b[i:i+1], pdf[i:i+1]) {
				continue
			}
			r := trusted(t, b)
			if r.Verdict == Valid && r.Trusted && r.Signatures[0].Level == before && !free(i) {
				t.Errorf("%s: byte %d of %d changed, and nothing is noticed", name, i, len(pdf))
			}
		}
	}
}

// unprotected are the digits of certificates that the last token carries and
// that it does not need: no signature covers them before a later time-stamp.
func unprotected(t *testing.T, pdf []byte, names ...string) func(i int) bool {
	last := contents.FindAllSubmatchIndex(pdf, -1)
	from := last[len(last)-1][2]
	var spans [][2]int
	for _, name := range names {
		digits := hex.EncodeToString(pkiCert(t, name).Raw)
		if at := bytes.LastIndex(pdf, []byte(digits)); at > from {
			spans = append(spans, [2]int{at, at + len(digits)})
		}
	}
	return func(i int) bool {
		for _, s := range spans {
			if i >= s[0] && i < s[1] {
				return true
			}
		}
		return false
	}
}

func TestAnAuthoritysCertificateMayLieInTheValidationDataAlone(t *testing.T) {
	signed := mustSign(t, paper("裁定"), pkiRequest(t, "rsa", "president"))
	bare := stampedWith(t, signed, func(content []byte) []byte {
		p, err := shared.Get()
		if err != nil {
			t.Fatal(err)
		}
		data := writeTemp(t, "data", content)
		if out, err := exec.Command("openssl", "ts", "-query", "-data", data, "-sha256", "-out", data+".q").CombinedOutput(); err != nil {
			t.Fatal(err, string(out)) // without -cert: the token comes without certificates
		}
		q, err := os.ReadFile(data + ".q")
		if err != nil {
			t.Fatal(err)
		}
		answer, err := p.Stamp("tsa", q)
		if err != nil {
			t.Fatal(err)
		}
		return tokenIn(t, answer)
	})
	if r := trusted(t, bare); r.Verdict != Invalid {
		t.Errorf("without its certificate nobody can check a token: %+v", r.Verdict)
	}
	r := trusted(t, withPieces(t, bare))
	if r.Verdict != Valid || !r.Trusted || r.Signatures[0].Level != LevelT || r.Signatures[1].Signer != "Test TSA" {
		t.Errorf("%+v", r)
	}
}

// tokenIn takes the token out of an answer: behind the status, to the end.
func tokenIn(t *testing.T, answer []byte) []byte {
	t.Helper()
	i := bytes.Index(answer, []byte{0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02})
	if i < 4 {
		t.Fatal("no token")
	}
	return answer[i-4:]
}

func TestHonestFilesAreRaisedWithoutAFalseAlarm(t *testing.T) {
	certified := pkiRequest(t, "rsa", "president")
	certified.Certify = 2
	for name, pdf := range map[string][]byte{
		"certified":              mustSign(t, paper("裁定"), certified),
		"two signers":            mustSign(t, mustSign(t, paper("裁定"), pkiRequest(t, "rsa", "president")), pkiRequest(t, "ec", "court")),
		"certified, then signed": mustSign(t, mustSign(t, paper("裁定"), certified), pkiRequest(t, "ec", "court")),
		"two families":           mustSign(t, mustSign(t, paper("裁定"), pkiRequest(t, "rsa", "president")), pkiRequest(t, "sm2", "court")),
	} {
		b := mustExtend(t, pdf, LevelA, everything(t))
		b = mustExtend(t, b, LevelA, everything(t))
		r := trusted(t, b)
		if r.Verdict != Valid || !r.Trusted {
			t.Errorf("%s: %+v", name, r)
		}
		for _, s := range r.Signatures {
			if s.Kind == "signature" && s.Level != LevelA {
				t.Errorf("%s: %s is %s (%s)", name, s.Field, s.Level, s.LevelReason)
			}
		}
	}
	// A signer may come after the archive, and the archive after him.
	b := mustExtend(t, mustSign(t, archived(t), pkiRequest(t, "ec", "court")), LevelA, everything(t))
	if r := trusted(t, b); r.Verdict != Valid || !r.Trusted || r.Signatures[0].Level != LevelA {
		t.Errorf("signed after: %+v", r)
	}
}

func TestUncheckedValidationDataGiveNoLevel(t *testing.T) {
	s, err := SignLevel(t.Context(), paper("裁定"), pkiRequest(t, "rsa", "president"), LevelT, everything(t))
	stamped := mustReach(t, s, err)
	r := trusted(t, withPieces(t, stamped, pkiFile(t, "sm2.crl"), []byte("a list")))
	if s := r.Signatures[0]; r.Verdict != Valid || s.Level != LevelT || s.LevelReason != "verify.level-evidence" {
		t.Errorf("%+v", r)
	}
	if s := trusted(t, withPieces(t, stamped, pkiFile(t, "int.crl"))).Signatures[0]; s.Level != LevelLT {
		t.Errorf("%+v", s)
	}
}
