package trust

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/pem"
	"io"
	"math/big"
	"slices"
	"time"

	"github.com/emmansun/gmsm/smx509"

	"shenqian/signing/fault"
	"shenqian/signing/keys"
	"shenqian/signing/pkcs12"
)

// TrainingUnit stands in the subject of every training certificate (OU), so
// that what a demonstration signed can never pass for the real thing.
const TrainingUnit = "演示/Training"

const trainingBits = 2048

var oidTitle = asn1.ObjectIdentifier{2, 5, 4, 12}

// Authority issues the certificates of a demonstration court.
type Authority struct {
	key   *rsa.PrivateKey
	cert  *smx509.Certificate
	court string
	rand  io.Reader
}

// NewTrainingAuthority makes an authority for a court. A demonstration signs
// cases on their own dates, some long past, so it is valid for twenty years
// either side of at.
func NewTrainingAuthority(random io.Reader, court string, at time.Time) (*Authority, error) {
	if random == nil {
		random = rand.Reader
	}
	key, err := rsa.GenerateKey(random, trainingBits)
	if err != nil {
		return nil, fault.Wrap(err, "key.generate")
	}
	a := &Authority{key: key, court: court, rand: random}
	t := &smx509.Certificate{
		Subject:               a.name(court+" 演示证书签发", ""),
		NotBefore:             at.AddDate(-20, 0, 0),
		NotAfter:              at.AddDate(20, 0, 0),
		BasicConstraintsValid: true,
		IsCA:                  true,
		MaxPathLenZero:        true,
		KeyUsage:              smx509.KeyUsageCertSign | smx509.KeyUsageCRLSign,
	}
	a.cert, err = a.create(t, t, key.Public())
	if err != nil {
		return nil, err
	}
	return a, nil
}

// Certificate is the authority's own certificate, the anchor to trust.
func (a *Authority) Certificate() *smx509.Certificate { return a.cert }

// PEM is the authority's certificate as a PEM file.
func (a *Authority) PEM() []byte { return EncodePEM(a.cert) }

// Issue makes a key and a certificate for a person or for the court itself.
func (a *Authority) Issue(commonName, title string, notBefore, notAfter time.Time) (*keys.Credential, error) {
	key, err := rsa.GenerateKey(a.rand, trainingBits)
	if err != nil {
		return nil, fault.Wrap(err, "key.generate")
	}
	cert, err := a.create(&smx509.Certificate{
		Subject:               a.name(commonName, title),
		NotBefore:             notBefore,
		NotAfter:              notAfter,
		BasicConstraintsValid: true,
		KeyUsage:              smx509.KeyUsageDigitalSignature | smx509.KeyUsageContentCommitment,
	}, a.cert, key.Public())
	if err != nil {
		return nil, err
	}
	return &keys.Credential{Signer: key, Certificate: cert, Chain: []*smx509.Certificate{a.cert}}, nil
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

func (a *Authority) create(t, parent *smx509.Certificate, pub any) (*smx509.Certificate, error) {
	serial := make([]byte, 16)
	if _, err := io.ReadFull(a.rand, serial); err != nil {
		return nil, fault.Wrap(err, "key.generate")
	}
	serial[0] &= 0x7F
	serial[0] |= 0x40 // positive and always sixteen bytes long
	t.SerialNumber = new(big.Int).SetBytes(serial)
	der, err := smx509.CreateCertificate(a.rand, t, parent, pub, a.key)
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

// EncodePEM writes certificates one after the other.
func EncodePEM(certs ...*smx509.Certificate) []byte {
	var out []byte
	for _, c := range certs {
		out = append(out, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Raw})...)
	}
	return out
}

// EncodePKCS12 writes a credential as a PKCS#12 file with AES and SHA-256.
func EncodePKCS12(c *keys.Credential, passphrase string) ([]byte, error) {
	return pkcs12.Write(c.Signer, passphrase, c.Certificate, c.Chain)
}
