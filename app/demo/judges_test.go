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

	"golang.org/x/crypto/cryptobyte"
	tag "golang.org/x/crypto/cryptobyte/asn1"

	"shenqian/app"
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

// outsideJudgesAgree gives every paper to programs that others wrote, and to
// our checker of ISO 19005-2. Each signature goes to the judges of its
// algorithm; that the script names it keeps any paper from being let off.
func outsideJudgesAgree(t *testing.T, result *demo.Result, a *app.App) {
	_, cases := plans(t)
	judged := map[string]int{}
	for _, p := range result.Papers {
		pdf, err := os.ReadFile(p.File)
		if err != nil {
			t.Fatal(err)
		}
		c := cases[p.CaseNumber]
		algorithm := "rsa"
		switch {
		case p.What == "sample":
			continue
		case p.What == "copy" && c.hand:
			printed(t, a, p, pdf)
			algorithm = "hand"
		case (p.What == "original" || p.What == "opinion") && c.key != "":
			algorithm = c.key
		}
		kind := p.What + " " + algorithm
		if judged[kind]++; judged[kind] == 1 { // it takes seconds
			preflight(t, p.File)
		}
		if s := judge(t, "qpdf", "--check", p.File); !strings.Contains(s, "No syntax or stream encoding errors") {
			t.Errorf("%s: qpdf:\n%s", p.File, s)
		}
		switch algorithm {
		case "rsa", "ecdsa":
			judgeCommon(t, result, p, pdf, algorithm)
		case "sm2":
			judgeSM2(t, result, p, pdf)
		}
		if p.What == "original" && (p.Frozen == "" || review.HashOf(pdf[:frozenLength(pdf)]) != p.Frozen) {
			t.Errorf("%s: revision 1 has not the frozen hash", p.CaseNumber)
		}
		findings, err := pdfa.Check(pdf)
		if err != nil || len(findings) > 0 {
			t.Errorf("%s: PDF/A: %+v %v", p.File, findings, err)
		}
	}
	for what, least := range map[string]int{
		"original rsa": 10, "original ecdsa": 3, "original sm2": 4, "opinion rsa": 1, "opinion sm2": 1,
		"copy rsa": 20, "copy hand": 1, "public rsa": 20,
	} {
		if judged[what] < least {
			t.Errorf("%d papers of the kind %q, at least %d expected", judged[what], what, least)
		}
	}
}

// printed: a copy stamped by hand is the file that was printed, unsigned.
func printed(t *testing.T, a *app.App, p demo.Paper, pdf []byte) {
	t.Helper()
	if c := load(t, a, p.CaseNumber).Matter.ServiceCopy; c == nil || c.File != review.HashOf(pdf) {
		t.Errorf("%s: not what was printed", p.File)
	}
	if s, _ := exec.Command("pdfsig", p.File).CombinedOutput(); strings.Contains(string(s), "Signature Validation") {
		t.Errorf("%s: pdfsig:\n%s", p.File, s)
	}
}

// judgeCommon is for the algorithms that everybody knows.
func judgeCommon(t *testing.T, result *demo.Result, p demo.Paper, pdf []byte, algorithm string) {
	t.Helper()
	if s := judge(t, "pdfsig", p.File); !strings.Contains(s, "Signature is Valid") || !strings.Contains(s, "Total document signed") {
		t.Errorf("%s: pdfsig:\n%s", p.File, s)
	}
	// mutool ends with 1 for a certificate it does not know.
	s, _ := exec.Command("mutool", "sign", "-v", p.File).CombinedOutput()
	if !strings.Contains(string(s), "unchanged since signing") {
		t.Errorf("%s: mutool:\n%s", p.File, s)
	}
	f := split(t, pdf)
	judge(t, "openssl", "cms", "-verify", "-cades", "-inform", "DER", "-in", f.cms, "-content", f.content, "-binary",
		"-CAfile", result.Trust, "-purpose", "any", "-no_check_time", "-out", f.discard, "-signer", f.signer)
	want := map[string]string{"rsa": "Public Key Algorithm: rsaEncryption", "ecdsa": "NIST CURVE: P-256"}[algorithm]
	if s := judge(t, "openssl", "x509", "-in", f.signer, "-noout", "-text"); !strings.Contains(s, want) {
		t.Errorf("%s: not signed with %s:\n%s", p.File, algorithm, s)
	}
}

// judgeSM2: no reader of PDF knows SM2, and openssl not within CMS. It can
// hash what is signed, and verify the signature over the signed attributes
// with the signer's standard identity (GM/T 0009).
func judgeSM2(t *testing.T, result *demo.Result, p demo.Paper, pdf []byte) {
	t.Helper()
	f := split(t, pdf)
	attributes, digest, signature := signedAttributes(t, f.cms)
	sum := judge(t, "openssl", "dgst", "-sm3", "-r", f.content)
	if !strings.HasPrefix(sum, hex.EncodeToString(digest)+" ") {
		t.Errorf("%s: messageDigest is %x, the file's is %s", p.File, digest, sum)
	}
	write(t, f.attributes, attributes)
	write(t, f.signature, signature)
	const identity = "distid:1234567812345678"
	certificates := judge(t, "openssl", "pkcs7", "-inform", "DER", "-in", f.cms, "-print_certs")
	first, _, _ := strings.Cut(certificates, "-----END CERTIFICATE-----")
	write(t, f.signer, []byte(first+"-----END CERTIFICATE-----\n"))
	write(t, f.public, []byte(judge(t, "openssl", "x509", "-in", f.signer, "-noout", "-pubkey")))
	if s := judge(t, "openssl", "dgst", "-sm3", "-sigopt", identity, "-verify", f.public, "-signature", f.signature, f.attributes); !strings.Contains(s, "Verified OK") {
		t.Errorf("%s: openssl: %s", p.File, s)
	}
	judge(t, "openssl", "verify", "-vfyopt", identity, "-no_check_time", "-CAfile", result.TrustSM2, f.signer)
}

// parts are the files that a signed PDF is split into, and those beside them.
type parts struct{ cms, content, signer, public, attributes, signature, discard string }

func split(t *testing.T, pdf []byte) parts {
	t.Helper()
	dir := t.TempDir()
	in := func(name string) string { return filepath.Join(dir, name) }
	f := parts{in("cms.der"), in("content"), in("signer.pem"), in("public.pem"), in("attributes.der"), in("signature.der"), os.DevNull}
	m := byteRange.FindSubmatch(pdf)
	if m == nil {
		t.Fatal("no ByteRange")
	}
	from, _ := strconv.Atoi(string(m[1]))
	to, _ := strconv.Atoi(string(m[2]))
	der, err := hex.DecodeString(string(pdf[from+1 : to-1]))
	if err != nil {
		t.Fatal(err)
	}
	write(t, f.cms, der)
	write(t, f.content, append(bytes.Clone(pdf[:from]), pdf[to:]...))
	return f
}

func write(t *testing.T, file string, b []byte) {
	t.Helper()
	if err := os.WriteFile(file, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

// signedAttributes takes from a CMS (RFC 5652, 5.3) what its signature covers,
// as the SET OF that is signed (5.4), the digest named in it, the signature.
func signedAttributes(t *testing.T, file string) (set, digest, signature []byte) {
	t.Helper()
	der, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	in := cryptobyte.String(der)
	zero := tag.Tag(0).ContextSpecific().Constructed()
	var info, wrapped, data, infos, signer, attributes cryptobyte.String
	if !in.ReadASN1(&info, tag.SEQUENCE) || !info.SkipASN1(tag.OBJECT_IDENTIFIER) || !info.ReadASN1(&wrapped, zero) ||
		!wrapped.ReadASN1(&data, tag.SEQUENCE) || !data.SkipASN1(tag.INTEGER) || !data.SkipASN1(tag.SET) ||
		!data.SkipASN1(tag.SEQUENCE) || !data.SkipASN1(zero) || !data.ReadASN1(&infos, tag.SET) ||
		!infos.ReadASN1(&signer, tag.SEQUENCE) || !signer.SkipASN1(tag.INTEGER) || !signer.SkipASN1(tag.SEQUENCE) ||
		!signer.SkipASN1(tag.SEQUENCE) || !signer.ReadASN1Element(&attributes, zero) || !signer.SkipASN1(tag.SEQUENCE) ||
		!signer.ReadASN1Bytes(&signature, tag.OCTET_STRING) {
		t.Fatal("no SignedData")
	}
	set = bytes.Clone(attributes)
	set[0] = byte(tag.SET)
	// messageDigest, its SET and the OCTET STRING of an SM3 in it.
	mark := []byte("\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x09\x04\x31\x22\x04\x20")
	at := bytes.Index(set, mark) + len(mark)
	if at < len(mark) {
		t.Fatal("no messageDigest")
	}
	return set, set[at : at+32], signature
}

// frozenLength is where the first revision ends.
func frozenLength(pdf []byte) int {
	end := []byte("%%EOF\n")
	return bytes.Index(pdf, end) + len(end)
}
