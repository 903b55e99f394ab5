package trust

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509/pkix"
	"encoding/asn1"
	"io"
	"math/big"
	"slices"
	"time"

	"github.com/emmansun/gmsm/sm2"
	"github.com/emmansun/gmsm/smx509"

	"shenqian/signing/fault"
	"shenqian/signing/keys"
)

// TrainingUnit stands in the subject of every training certificate (OU), so
// that what a demonstration signed can never pass for the real thing.
const TrainingUnit = "演示/Training"

const trainingBits = 2048

var oidTitle = asn1.ObjectIdentifier{2, 5, 4, 12}

// Kind is a kind of key.
type Kind string

// The kinds that the authority issues.
const (
	RSA   Kind = "rsa"
	ECDSA Kind = "ecdsa" // on P-256
	SM2   Kind = "sm2"
)

// Authority issues the certificates of a demonstration court. SM2 ones have
// an issuer of their own with an SM2 key: programs that know only one family
// of algorithms could not verify a chain of both.
type Authority struct {
	common, sm2 issuer
	court       string
	rand        io.Reader
}

type issuer struct {
	key  crypto.Signer
	cert *smx509.Certificate
}

// NewTrainingAuthority makes an authority for a court. A demonstration signs
// cases on their own dates, some long past, so it is valid for twenty years
// either side of at.
func NewTrainingAuthority(random io.Reader, court string, at time.Time) (*Authority, error) {
	if random == nil {
		random = rand.Reader
	}
	a := &Authority{court: court, rand: random}
	var err error
	if a.common, err = a.found(RSA, court+" 演示证书签发", at); err != nil {
		return nil, err
	}
	if a.sm2, err = a.found(SM2, court+" 演示国密证书签发", at); err != nil {
		return nil, err
	}
	return a, nil
}

func (a *Authority) found(kind Kind, commonName string, at time.Time) (issuer, error) {
	key, err := a.generate(kind)
	if err != nil {
		return issuer{}, err
	}
	t := &smx509.Certificate{
		Subject:               a.name(commonName, ""),
		NotBefore:             at.AddDate(-20, 0, 0),
		NotAfter:              at.AddDate(20, 0, 0),
		BasicConstraintsValid: true,
		IsCA:                  true,
		MaxPathLenZero:        true,
		KeyUsage:              smx509.KeyUsageCertSign | smx509.KeyUsageCRLSign,
	}
	cert, err := a.create(t, issuer{key, t}, key.Public())
	return issuer{key, cert}, err
}

func (a *Authority) generate(kind Kind) (crypto.Signer, error) {
	var key crypto.Signer
	var err error
	switch kind {
	case RSA:
		key, err = rsa.GenerateKey(a.rand, trainingBits)
	case ECDSA:
		key, err = ecdsa.GenerateKey(elliptic.P256(), a.rand)
	case SM2:
		key, err = sm2.GenerateKey(a.rand)
	default:
		return nil, fault.New("key.kind")
	}
	if err != nil {
		return nil, fault.Wrap(err, "key.generate")
	}
	return key, nil
}

func (a *Authority) of(kind Kind) issuer {
	if kind == SM2 {
		return a.sm2
	}
	return a.common
}

// Certificate is the certificate above RSA and ECDSA ones, the anchor to trust.
func (a *Authority) Certificate() *smx509.Certificate { return a.CertificateFor(RSA) }

// CertificateFor is the certificate above those of a kind.
func (a *Authority) CertificateFor(kind Kind) *smx509.Certificate { return a.of(kind).cert }

// PEM is Certificate as a PEM file.
func (a *Authority) PEM() []byte { return a.PEMFor(RSA) }

// PEMFor is CertificateFor as a PEM file.
func (a *Authority) PEMFor(kind Kind) []byte { return EncodePEM(a.of(kind).cert) }

// Issue makes an RSA key and a certificate for a person or for the court itself.
func (a *Authority) Issue(commonName, title string, notBefore, notAfter time.Time) (*keys.Credential, error) {
	return a.IssueFor(RSA, commonName, title, notBefore, notAfter)
}

// IssueFor is Issue with a key of another kind.
func (a *Authority) IssueFor(kind Kind, commonName, title string, notBefore, notAfter time.Time) (*keys.Credential, error) {
	key, err := a.generate(kind)
	if err != nil {
		return nil, err
	}
	from := a.of(kind)
	cert, err := a.create(&smx509.Certificate{
		Subject:               a.name(commonName, title),
		NotBefore:             notBefore,
		NotAfter:              notAfter,
		BasicConstraintsValid: true,
		KeyUsage:              smx509.KeyUsageDigitalSignature | smx509.KeyUsageContentCommitment,
	}, from, key.Public())
	if err != nil {
		return nil, err
	}
	return &keys.Credential{Signer: key, Certificate: cert, Chain: []*smx509.Certificate{from.cert}}, nil
}

func (a *Authority) name(commonName, title string) pkix.Name {
	n := pkix.Name{
		Country: []string{"CN"}, Organization: []string{a.court},
		OrganizationalUnit: []string{TrainingUnit}, CommonName: commonName,
	}
	if title != "" {
		n.ExtraNames = []pkix.AttributeTypeAndValue{{Type: oidTitle, Value: title}}
	}
	return n
}

func (a *Authority) create(t *smx509.Certificate, from issuer, pub any) (*smx509.Certificate, error) {
	serial := make([]byte, 16)
	if _, err := io.ReadFull(a.rand, serial); err != nil {
		return nil, fault.Wrap(err, "key.generate")
	}
	serial[0] &= 0x7F
	serial[0] |= 0x40 // positive and always sixteen bytes long
	t.SerialNumber = new(big.Int).SetBytes(serial)
	der, err := smx509.CreateCertificate(a.rand, t, from.cert, pub, from.key)
	if err != nil {
		return nil, fault.Wrap(err, "key.generate")
	}
	c, err := smx509.ParseCertificate(der)
	if err != nil {
		return nil, fault.Wrap(err, "key.generate")
	}
	return c, nil
}

// IsTraining reports whether a certificate is marked as a demonstration's.
func IsTraining(c *smx509.Certificate) bool {
	return slices.Contains(c.Subject.OrganizationalUnit, TrainingUnit) ||
		slices.Contains(c.Issuer.OrganizationalUnit, TrainingUnit)
}
