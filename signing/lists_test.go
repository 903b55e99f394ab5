package signing

import (
	"encoding/hex"
	"slices"
	"testing"
	"time"

	"golang.org/x/crypto/cryptobyte"
	tag "golang.org/x/crypto/cryptobyte/asn1"

	"shenqian/signing/keys"
	"shenqian/signing/pdffile"
)

// withList puts a revocation list into a signature's message, beside its
// certificates (RFC 5652, 5.1), where nothing protects it.
func withList(t *testing.T, der, crl []byte) []byte {
	t.Helper()
	in := cryptobyte.String(der)
	var outer, wrapped, sd, oid, version, algs, content, certs, infos cryptobyte.String
	zero := tag.Tag(0).ContextSpecific().Constructed()
	if !in.ReadASN1(&outer, tag.SEQUENCE) || !outer.ReadASN1Element(&oid, tag.OBJECT_IDENTIFIER) || !outer.ReadASN1(&wrapped, zero) ||
		!wrapped.ReadASN1(&sd, tag.SEQUENCE) || !sd.ReadASN1Element(&version, tag.INTEGER) || !sd.ReadASN1Element(&algs, tag.SET) ||
		!sd.ReadASN1Element(&content, tag.SEQUENCE) || !sd.ReadASN1Element(&certs, zero) || !sd.ReadASN1Element(&infos, tag.SET) {
		t.Fatal("no signature")
	}
	var b cryptobyte.Builder
	b.AddASN1(tag.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddBytes(oid)
		b.AddASN1(zero, func(b *cryptobyte.Builder) {
			b.AddASN1(tag.SEQUENCE, func(b *cryptobyte.Builder) {
				for _, part := range [][]byte{version, algs, content, certs} {
					b.AddBytes(part)
				}
				b.AddASN1(tag.Tag(1).ContextSpecific().Constructed(), func(b *cryptobyte.Builder) { b.AddBytes(crl) })
				b.AddBytes(infos)
			})
		})
	})
	return b.BytesOrPanic()
}

func TestAListWithinTheSignatureCounts(t *testing.T) {
	lists := slices.Concat(pkiFile(t, "int.crl"), pkiFile(t, "root.crl"))
	for name, key := range map[string]*keys.Credential{"good": pkiKey(t, "rsa"), "revoked": revokedKey(t)} {
		want := Standing(name)
		r := Request{Field: "president", Key: key, Time: key.Certificate.NotBefore.Add(time.Minute)}
		signer, err := newSigner(r.Key)
		if err != nil {
			t.Fatal(err)
		}
		pdf, err := sign(paper("裁定"), r, signer, func([]byte) []byte { return nil }) // with room for more
		if err != nil {
			t.Fatal(err)
		}
		at := contents.FindSubmatchIndex(pdf)
		raw, err := hex.DecodeString(string(pdf[at[2]:at[3]]))
		if err != nil {
			t.Fatal(err)
		}
		der, err := unpad(pdffile.String(raw))
		if err != nil {
			t.Fatal(err)
		}
		before := trusted(t, pdf).Signatures[0]
		hex.Encode(pdf[at[2]:], withList(t, der, lists))
		rep := trusted(t, pdf)
		s := rep.Signatures[0]
		if rep.Verdict != Valid || s.Revocation != want || before.Revocation == want || s.Trusted != (want == StandingGood) {
			t.Errorf("%s: %s (%s), %s before and %s with the list", name, rep.Verdict, rep.Reason, before.Revocation, s.Revocation)
		}
	}
}
