package pkcs12

import (
	"crypto"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha1" //nolint:gosec // a name for the pair of key and certificate, no protection
	"crypto/sha256"
	"crypto/x509/pkix"
	"encoding/asn1"

	"github.com/emmansun/gmsm/pkcs"
	"github.com/emmansun/gmsm/smx509"

	"shenqian/signing/fault"
)

const (
	writeSalt       = 16
	writeIterations = 2048 // what openssl and others write
)

// Write makes a file of a key, its certificate and those above it, encrypted
// with AES-256-CBC, under a MAC with SHA-256.
func Write(key crypto.Signer, passphrase string, leaf *smx509.Certificate, chain []*smx509.Certificate) ([]byte, error) {
	out, err := write(key, []byte(passphrase), leaf, chain)
	if err != nil {
		return nil, fault.Wrap(err, "key.kind")
	}
	return out, nil
}

func write(key crypto.Signer, passphrase []byte, leaf *smx509.Certificate, chain []*smx509.Certificate) ([]byte, error) {
	pkcs8, err := smx509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return nil, err
	}
	mark, err := localKeyID(leaf)
	if err != nil {
		return nil, err
	}
	certs, err := certSafe(leaf, chain, mark, passphrase)
	if err != nil {
		return nil, err
	}
	alg, data, err := encryption().Encrypt(rand.Reader, passphrase, pkcs8)
	if err != nil {
		return nil, err
	}
	k, err := newBag(oidShroudedBag, shrouded{*alg, data}, mark)
	if err != nil {
		return nil, err
	}
	keys, err := dataOf([]bag{k})
	if err != nil {
		return nil, err
	}
	safe, err := asn1.Marshal([]contentInfo{certs, keys})
	if err != nil {
		return nil, err
	}
	return sealed(safe, passphrase)
}

func encryption() pkcs.PBESEncrypter {
	return pkcs.NewPBESEncrypter(pkcs.AES256CBC, pkcs.NewPBKDF2Opts(pkcs.SHA256, writeSalt, writeIterations))
}

// sealed is the PFX around the safes.
func sealed(safe, passphrase []byte) ([]byte, error) {
	auth, err := dataOf(safe)
	if err != nil {
		return nil, err
	}
	p := pfx{Version: 3, AuthSafe: auth}
	p.Mac.Mac.Algorithm = pkix.AlgorithmIdentifier{Algorithm: functions[1].digest, Parameters: asn1.NullRawValue}
	p.Mac.Salt, p.Mac.Iterations = make([]byte, writeSalt), writeIterations
	if _, err := rand.Read(p.Mac.Salt); err != nil {
		return nil, err
	}
	mac := hmac.New(sha256.New, macKey(sha256.New, p.Mac.Salt, bmpString(passphrase), writeIterations))
	mac.Write(safe)
	p.Mac.Mac.Digest = mac.Sum(nil)
	return asn1.Marshal(p)
}

// certSafe is the encrypted list of certificates, the key's own marked.
func certSafe(leaf *smx509.Certificate, chain []*smx509.Certificate, mark asn1.RawValue, passphrase []byte) (contentInfo, error) {
	var bags []bag
	for i, c := range append([]*smx509.Certificate{leaf}, chain...) {
		b, err := newBag(oidCertBag, certBag{oidX509, c.Raw}, mark)
		if err != nil {
			return contentInfo{}, err
		}
		if i > 0 {
			b.Attributes = asn1.RawValue{}
		}
		bags = append(bags, b)
	}
	der, err := asn1.Marshal(bags)
	if err != nil {
		return contentInfo{}, err
	}
	alg, data, err := encryption().Encrypt(rand.Reader, passphrase, der)
	if err != nil {
		return contentInfo{}, err
	}
	var e encryptedData
	e.Info.Type, e.Info.Algorithm, e.Info.Content = oidData, *alg, data
	inner, err := asn1.Marshal(e)
	return contentInfo{oidEncryptedData, wrapped(inner)}, err
}

func newBag(id asn1.ObjectIdentifier, v any, mark asn1.RawValue) (bag, error) {
	der, err := asn1.Marshal(v)
	return bag{ID: id, Value: wrapped(der), Attributes: mark}, err
}

// dataOf is v as content of type data: octets as they are, else its DER.
func dataOf(v any) (contentInfo, error) {
	octets, ok := v.([]byte)
	if !ok {
		var err error
		if octets, err = asn1.Marshal(v); err != nil {
			return contentInfo{}, err
		}
	}
	der, err := asn1.Marshal(octets)
	return contentInfo{oidData, wrapped(der)}, err
}

// wrapped is [0] EXPLICIT.
func wrapped(der []byte) asn1.RawValue {
	return asn1.RawValue{Class: asn1.ClassContextSpecific, IsCompound: true, Bytes: der}
}

// localKeyID is the attribute that says which certificate is the key's.
func localKeyID(leaf *smx509.Certificate) (asn1.RawValue, error) {
	sum := sha1.Sum(leaf.Raw) //nolint:gosec // as above
	der, err := asn1.MarshalWithParams([]struct {
		ID     asn1.ObjectIdentifier
		Values [][]byte `asn1:"set"`
	}{{oidLocalKeyID, [][]byte{sum[:]}}}, "set")
	return asn1.RawValue{FullBytes: der}, err
}
