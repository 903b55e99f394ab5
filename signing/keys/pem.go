package keys

import (
	"crypto"
	"crypto/x509"
	"encoding/pem"

	"github.com/emmansun/gmsm/smx509"

	"shenqian/signing/fault"
	"shenqian/signing/pkcs12"
)

// loadPEM reads one private key (PKCS#8 plain or encrypted, PKCS#1, SEC 1)
// and any number of certificates from one file.
func loadPEM(data []byte, passphrase func() ([]byte, error)) (*Credential, error) {
	var signer crypto.Signer
	var certs []*smx509.Certificate
	for {
		var block *pem.Block
		if block, data = pem.Decode(data); block == nil {
			break
		}
		switch block.Type {
		case "CERTIFICATE":
			c, err := smx509.ParseCertificate(block.Bytes)
			if err != nil {
				return nil, fault.Wrap(err, "key.unreadable")
			}
			certs = append(certs, c)
		case "EC PARAMETERS", "SM2 PARAMETERS": // openssl writes them before the key, which repeats them
		default:
			if signer != nil {
				return nil, fault.New("key.several")
			}
			k, err := privateKey(block, passphrase)
			if err != nil {
				return nil, err
			}
			signer = k
		}
	}
	switch {
	case signer == nil && len(certs) > 0:
		return nil, fault.New("key.no-key")
	case signer == nil:
		return nil, fault.New("key.unreadable")
	}
	return Assemble(signer, certs)
}

func privateKey(block *pem.Block, passphrase func() ([]byte, error)) (crypto.Signer, error) {
	var key any
	var err error
	if len(block.Bytes) > mostKey {
		return nil, fault.New("key.unreadable")
	}
	switch block.Type {
	case "PRIVATE KEY":
		key, err = smx509.ParsePKCS8PrivateKey(block.Bytes)
	case "ENCRYPTED PRIVATE KEY":
		return pkcs12.ReadEncryptedKey(block.Bytes, func() ([]byte, error) { return ask(passphrase) })
	case "RSA PRIVATE KEY":
		if block.Headers["DEK-Info"] != "" {
			return nil, fault.New("key.old-encryption")
		}
		key, err = x509.ParsePKCS1PrivateKey(block.Bytes)
	case "EC PRIVATE KEY", "SM2 PRIVATE KEY": // openssl names the second so
		if block.Headers["DEK-Info"] != "" {
			return nil, fault.New("key.old-encryption")
		}
		key, err = smx509.ParseTypedECPrivateKey(block.Bytes)
	default:
		return nil, fault.New("key.unreadable")
	}
	if err != nil {
		return nil, fault.Wrap(err, "key.unreadable")
	}
	signer, ok := key.(crypto.Signer)
	if !ok {
		return nil, fault.New("key.kind")
	}
	return signer, nil
}
