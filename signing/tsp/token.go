package tsp

import (
	"bytes"
	"encoding/asn1"
	"math/big"
	"strings"
	"time"

	"github.com/emmansun/gmsm/smx509"
	"golang.org/x/crypto/cryptobyte"
	tag "golang.org/x/crypto/cryptobyte/asn1"

	"shenqian/signing/cms"
	"shenqian/signing/fault"
)

// Token is a time-stamp token, its signature checked.
type Token struct {
	DER []byte
	// Time is what the authority states; the true time is at most Accuracy
	// away from it.
	Time     time.Time
	Accuracy time.Duration
	Policy   asn1.ObjectIdentifier
	Serial   *big.Int
	Nonce    *big.Int // nil without one
	// Signer is the authority.
	Signer *cms.SignerInfo

	hash    asn1.ObjectIdentifier
	imprint []byte
}

// Latest is the latest time that the token can stand for: what it is over
// existed then for certain.
func (t *Token) Latest() time.Time { return t.Time.Add(t.Accuracy) }

// Verify checks a token over the content, given in parts: form, imprint, the
// authority's signature and that its certificate is for time-stamps. more are
// certificates that the authority's may be found among if the token does not
// carry it. With an error it still returns what could be read, or nil.
// Whether the authority is to be believed is another question.
func Verify(der []byte, more []*smx509.Certificate, content ...[]byte) (*Token, error) {
	t, err := verify(der, more)
	if err != nil {
		return t, err
	}
	newHash, _ := cms.Hash(t.hash)
	if newHash == nil {
		return t, fault.New("verify.algorithm", "name", t.hash.String())
	}
	h := newHash()
	for _, part := range content {
		h.Write(part)
	}
	if !bytes.Equal(h.Sum(nil), t.imprint) {
		return t, fault.New("verify.digest")
	}
	return t, nil
}

var oidTSTInfo = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 1, 4}

func verify(der []byte, more []*smx509.Certificate) (*Token, error) {
	signer, content, err := cms.VerifyEncapsulated(der, oidTSTInfo, more)
	if err != nil {
		if signer == nil {
			return nil, err
		}
		return &Token{Signer: signer}, err
	}
	t := &Token{DER: der, Signer: signer}
	if !signer.Bound || !t.read(content) {
		return t, fault.New("verify.timestamp")
	}
	return t, mayStamp(signer.Certificate)
}

// read reads a TSTInfo (2.4.2).
func (t *Token) read(der []byte) bool {
	in := cryptobyte.String(der)
	var info, mi, alg, accuracy, skip cryptobyte.String
	var version int
	var ordering, has bool
	t.Serial = new(big.Int)
	if !in.ReadASN1(&info, tag.SEQUENCE) || !in.Empty() || !info.ReadASN1Integer(&version) || version != 1 ||
		!info.ReadASN1ObjectIdentifier(&t.Policy) || !info.ReadASN1(&mi, tag.SEQUENCE) ||
		!mi.ReadASN1(&alg, tag.SEQUENCE) || !alg.ReadASN1ObjectIdentifier(&t.hash) ||
		!mi.ReadASN1Bytes(&t.imprint, tag.OCTET_STRING) || !mi.Empty() ||
		!info.ReadASN1Integer(t.Serial) || !readTime(&info, &t.Time) ||
		!info.ReadOptionalASN1(&accuracy, &has, tag.SEQUENCE) || has && !t.readAccuracy(accuracy) ||
		!readBoolean(&info, &ordering) {
		return false
	}
	if info.PeekASN1Tag(tag.INTEGER) {
		t.Nonce = new(big.Int)
		if !info.ReadASN1Integer(t.Nonce) {
			return false
		}
	}
	return info.ReadOptionalASN1(&skip, &has, contextual(0).Constructed()) &&
		info.ReadOptionalASN1(&skip, &has, contextual(1).Constructed()) && info.Empty()
}

func contextual(n uint8) tag.Tag { return tag.Tag(n).ContextSpecific() }

// readBoolean reads a BOOLEAN DEFAULT FALSE; some authorities write the
// default out.
func readBoolean(in *cryptobyte.String, out *bool) bool {
	return !in.PeekASN1Tag(tag.BOOLEAN) || in.ReadASN1Boolean(out)
}

// readTime reads a GeneralizedTime in UTC, with fractions of a second if the
// authority states them.
func readTime(in *cryptobyte.String, out *time.Time) bool {
	var b cryptobyte.String
	if !in.ReadASN1(&b, tag.GeneralizedTime) || !strings.HasSuffix(string(b), "Z") {
		return false
	}
	t, err := time.Parse("20060102150405Z", string(b)) // takes fractions too
	*out = t
	return err == nil
}

// readAccuracy reads seconds, and milliseconds and microseconds of 1 to 999.
func (t *Token) readAccuracy(in cryptobyte.String) bool {
	var n int64
	if in.PeekASN1Tag(tag.INTEGER) {
		if !in.ReadASN1Integer(&n) || n < 0 || n > mostAccuracy {
			return false
		}
		t.Accuracy = time.Duration(n) * time.Second
	}
	for i, unit := range []time.Duration{time.Millisecond, time.Microsecond} {
		if at := contextual(uint8(i)); in.PeekASN1Tag(at) {
			if !in.ReadASN1Int64WithTag(&n, at) || n < 1 || n > 999 {
				return false
			}
			t.Accuracy += time.Duration(n) * unit
		}
	}
	return in.Empty()
}

// mostAccuracy is in seconds: a token that may be a day off says nothing.
const mostAccuracy = 86400
