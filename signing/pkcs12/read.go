package pkcs12

import (
	"crypto"
	"crypto/x509/pkix"
	"sync"

	"github.com/emmansun/gmsm/smx509"

	"shenqian/signing/fault"
)

// reader is one file being read.
type reader struct {
	work
	passphrase func() ([]byte, error)
	verified   bool // the MAC has shown that the passphrase is right
	old        bool // something is encrypted in a way that is not read here
	parts      int
	contents   Contents
}

// Read opens a file. passphrase is called once, and only if the file needs
// one.
func Read(data []byte, passphrase func() ([]byte, error)) (*Contents, error) {
	return newReader(passphrase, mostIterations).read(data)
}

func newReader(passphrase func() ([]byte, error), iterations int) *reader {
	return &reader{work: work{iterations}, passphrase: sync.OnceValues(passphrase)}
}

func (r *reader) read(data []byte) (*Contents, error) {
	if err := r.file(data); err != nil {
		return nil, err
	}
	if r.old {
		return nil, fault.New("key.old-pkcs12")
	}
	return &r.contents, nil
}

func (r *reader) file(data []byte) error {
	var p pfx
	if len(data) > mostBytes {
		return fault.New("key.unreadable")
	}
	if err := read(data, &p); err != nil {
		return err
	}
	if p.Version != 3 || !p.AuthSafe.Type.Equal(oidData) {
		return fault.New("key.unreadable")
	}
	var safe []byte
	if err := read(p.AuthSafe.Content.Bytes, &safe); err != nil {
		return err
	}
	if len(p.Mac.Mac.Algorithm.Algorithm) > 0 {
		pass, err := r.passphrase()
		if err != nil {
			return err
		}
		if err := p.Mac.check(safe, pass, &r.work); err != nil {
			return err
		}
		r.verified = true
	}
	var infos []contentInfo
	if err := read(safe, &infos); err != nil {
		return err
	}
	for _, info := range infos {
		if err := r.safe(info); err != nil {
			return err
		}
	}
	return nil
}

// safe is one entry of the AuthenticatedSafe.
func (r *reader) safe(info contentInfo) error {
	switch {
	case info.Type.Equal(oidData):
		var der []byte
		if err := read(info.Content.Bytes, &der); err != nil {
			return err
		}
		return r.bags(der, 0)
	case info.Type.Equal(oidEncryptedData):
		var e encryptedData
		if err := read(info.Content.Bytes, &e); err != nil {
			return err
		}
		der, err := r.decrypt(e.Info.Algorithm, e.Info.Content)
		if err != nil || der == nil {
			return err
		}
		return r.encrypted(r.bags(der, 0))
	}
	return fault.New("key.cipher", "name", info.Type.String())
}

// decrypt returns nothing for what is encrypted in an old way: it only counts
// the work that a reader of old files would have.
func (r *reader) decrypt(alg pkix.AlgorithmIdentifier, data []byte) ([]byte, error) {
	if isOld(alg) {
		r.old = true
		n, err := oldIterations(alg)
		if err != nil {
			return nil, err
		}
		return nil, r.spend(n)
	}
	pass, err := r.passphrase()
	if err != nil {
		return nil, err
	}
	return decrypt(alg, data, pass, &r.work)
}

// encrypted explains an error in what was decrypted. Without a MAC, nonsense
// there comes of a wrong passphrase whose padding happened to be right.
func (r *reader) encrypted(err error) error {
	if err != nil && !r.verified {
		return fault.Wrap(err, "key.wrong-passphrase")
	}
	return err
}

func (r *reader) bags(der []byte, depth int) error {
	var bags []bag
	if err := read(der, &bags); err != nil {
		return err
	}
	for _, b := range bags {
		if r.parts++; r.parts > mostParts || depth > mostDepth {
			return fault.New("key.unreadable")
		}
		if err := r.bag(b, depth); err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) bag(b bag, depth int) error {
	der := b.Value.Bytes
	switch {
	case b.ID.Equal(oidSafeBag):
		return r.bags(der, depth+1)
	case b.ID.Equal(oidCertBag):
		return r.certificate(der)
	case b.ID.Equal(oidKeyBag):
		return r.key(der)
	case b.ID.Equal(oidShroudedBag):
		var s shrouded
		if err := read(der, &s); err != nil {
			return err
		}
		plain, err := r.decrypt(s.Algorithm, s.Data)
		if err != nil || plain == nil {
			return err
		}
		return r.encrypted(r.key(plain))
	}
	return nil
}

func (r *reader) certificate(der []byte) error {
	var b certBag
	if err := read(der, &b); err != nil {
		return err
	}
	if !b.ID.Equal(oidX509) {
		return nil
	}
	c, err := smx509.ParseCertificate(b.Value)
	if err != nil {
		return fault.Wrap(err, "key.unreadable")
	}
	r.contents.Certificates = append(r.contents.Certificates, c)
	return nil
}

func (r *reader) key(der []byte) error {
	k, err := privateKey(der)
	if err != nil {
		return err
	}
	r.contents.Keys = append(r.contents.Keys, k)
	return nil
}

// privateKey reads a PrivateKeyInfo (RFC 5958, 2).
func privateKey(der []byte) (crypto.Signer, error) {
	if len(der) > mostKeyBytes {
		return nil, fault.New("key.unreadable")
	}
	k, err := smx509.ParsePKCS8PrivateKey(der)
	if err != nil {
		return nil, fault.Wrap(err, "key.unreadable")
	}
	signer, ok := k.(crypto.Signer)
	if !ok {
		return nil, fault.New("key.kind")
	}
	return signer, nil
}

// ReadEncryptedKey opens an EncryptedPrivateKeyInfo (RFC 5958, 3), which PEM
// files also hold.
func ReadEncryptedKey(der []byte, passphrase func() ([]byte, error)) (crypto.Signer, error) {
	return newReader(passphrase, mostIterations).readKey(der)
}

func (r *reader) readKey(der []byte) (crypto.Signer, error) {
	var s shrouded
	if err := read(der, &s); err != nil {
		return nil, err
	}
	plain, err := r.decrypt(s.Algorithm, s.Data)
	switch {
	case r.old:
		return nil, fault.New("key.old-encryption")
	case err != nil:
		return nil, err
	}
	k, err := privateKey(plain)
	return k, r.encrypted(err)
}
