package signing

import (
	"bytes"
	"context"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/pem"
	"math/big"
	"testing"
	"time"

	"github.com/emmansun/gmsm/smx509"

	"shenqian/signing/tsp"
)

// quickAuthority answers without a process of openssl for each stamp, whose
// work would be measured in place of ours: it takes one answer of the test
// authority, puts the imprint and the nonce of each request in, and signs it
// anew with the authority's key.
type quickAuthority struct {
	b       testing.TB
	delay   time.Duration
	key     *rsa.PrivateKey
	answers map[int]quickAnswer // by how long the nonce is in DER
}

// quickAnswer is an answer (RFC 3161, 2.4.2) with the parts that change.
type quickAnswer struct {
	der, imprint, nonce, content, attributes, signature []byte
}

type stampRequest struct {
	Version int
	Imprint struct {
		Algorithm pkix.AlgorithmIdentifier
		Hash      []byte
	}
	Policy asn1.ObjectIdentifier `asn1:"optional"`
	Nonce  *big.Int              `asn1:"optional"`
	Cert   bool                  `asn1:"optional"`
}

func quick(b testing.TB, delay time.Duration) *quickAuthority {
	b.Helper()
	p, err := shared.Get()
	if err != nil {
		b.Fatal(err)
	}
	text, err := p.File("tsa.key")
	if err != nil {
		b.Fatal(err)
	}
	block, _ := pem.Decode(text)
	key, err := smx509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		b.Fatal(err)
	}
	a := &quickAuthority{b: b, delay: delay, key: key.(*rsa.PrivateKey), answers: map[int]quickAnswer{}}
	for range 200 { // a nonce is as often as not a byte shorter
		q, err := tsp.NewRequest(tsp.SHA256, []byte("template")).DER()
		if err != nil {
			b.Fatal(err)
		}
		r := readStampRequest(b, q)
		if n := r.Nonce.BitLen() / 8; a.answers[n].der == nil {
			der, err := p.Stamp("tsa", q)
			if err != nil {
				b.Fatal(err)
			}
			a.answers[n] = readAnswer(b, r, der)
		}
	}
	return a
}

func readStampRequest(b testing.TB, der []byte) (r stampRequest) {
	if _, err := asn1.Unmarshal(der, &r); err != nil {
		b.Fatal(err)
	}
	return r
}

func readAnswer(b testing.TB, r stampRequest, der []byte) quickAnswer {
	b.Helper()
	var answer struct {
		Status asn1.RawValue
		Token  struct {
			Type asn1.ObjectIdentifier
			Data struct {
				Version int
				Digests asn1.RawValue
				Content struct {
					Type asn1.ObjectIdentifier
					Data []byte `asn1:"explicit,tag:0"`
				}
				Certificates asn1.RawValue `asn1:"optional,tag:0"`
				Signers      []struct {
					Version    int
					ID         asn1.RawValue
					Digest     pkix.AlgorithmIdentifier
					Attributes asn1.RawValue `asn1:"tag:0"`
					Algorithm  pkix.AlgorithmIdentifier
					Signature  []byte
				} `asn1:"set"`
			} `asn1:"explicit,tag:0"`
		}
	}
	if _, err := asn1.Unmarshal(der, &answer); err != nil {
		b.Fatal(err)
	}
	d := answer.Token.Data
	return quickAnswer{der, r.Imprint.Hash, r.Nonce.Bytes(), d.Content.Data, d.Signers[0].Attributes.FullBytes, d.Signers[0].Signature}
}

func (*quickAuthority) String() string { return "quick" }

// Stamp implements tsp.Authority.
func (a *quickAuthority) Stamp(_ context.Context, q []byte) ([]byte, error) {
	time.Sleep(a.delay)
	r := readStampRequest(a.b, q)
	t, ok := a.answers[r.Nonce.BitLen()/8]
	if !ok {
		return nil, errDown
	}
	content := bytes.Replace(bytes.Replace(t.content, t.imprint, r.Imprint.Hash, 1), t.nonce, r.Nonce.Bytes(), 1)
	before, after := sha256.Sum256(t.content), sha256.Sum256(content)
	attributes := bytes.Replace(t.attributes, before[:], after[:], 1)
	signed := append([]byte{asn1.TagSet | 0x20}, attributes[1:]...) // RFC 5652, 5.4
	sum := sha256.Sum256(signed)
	signature, err := rsa.SignPKCS1v15(rand.Reader, a.key, crypto.SHA256, sum[:])
	if err != nil {
		return nil, err
	}
	out := bytes.Replace(t.der, t.content, content, 1)
	out = bytes.Replace(out, t.attributes, attributes, 1)
	return bytes.Replace(out, t.signature, signature, 1), nil
}
