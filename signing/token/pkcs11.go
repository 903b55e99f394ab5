//go:build cgo

package token

import (
	"crypto"
	"crypto/rsa"
	"crypto/subtle"
	"errors"
	"io"
	"sync"

	"github.com/emmansun/gmsm/sm2"
	"github.com/emmansun/gmsm/smx509"
	"github.com/miekg/pkcs11"

	"shenqian/signing/fault"
)

// slot is a token that is open, with its one session.
type slot struct {
	m       *module
	mu      sync.Mutex // a session does one thing at a time
	session pkcs11.SessionHandle
	pin     []byte // for keys that want it before every signature
}

// pkcs11Key signs with a key of a token.
type pkcs11Key struct {
	lost
	slot   *slot
	handle pkcs11.ObjectHandle
	public crypto.PublicKey
	// always: the key wants the PIN before every signature
	// (CKA_ALWAYS_AUTHENTICATE).
	always bool
}

func openPKCS11(a *Address, cert *smx509.Certificate, pin func() ([]byte, error)) (crypto.Signer, error) {
	if sm2.IsSM2PublicKey(cert.PublicKey) { // no mechanism of the standard signs with it
		return nil, fault.New("key.token-sm2")
	}
	m, err := openModule(a.Module)
	if err != nil {
		return nil, err
	}
	id, info, err := m.token(a)
	if err != nil {
		return nil, err
	}
	s, err := m.login(id, info, pin)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	handles, err := m.find(s.session, pkcs11.NewAttribute(pkcs11.CKA_CLASS, pkcs11.CKO_PRIVATE_KEY), pkcs11.NewAttribute(pkcs11.CKA_ID, []byte(a.part["id"])))
	if err != nil {
		return nil, said(err)
	}
	if len(handles) != 1 {
		return nil, fault.New("key.token-no-key", "name", cert.Subject.CommonName)
	}
	k := &pkcs11Key{slot: s, handle: handles[0], public: cert.PublicKey}
	// A token that doesn't know the attribute doesn't ask for the PIN either.
	if at, err := m.GetAttributeValue(s.session, k.handle, []*pkcs11.Attribute{pkcs11.NewAttribute(pkcs11.CKA_ALWAYS_AUTHENTICATE, nil)}); err == nil {
		k.always = len(at[0].Value) > 0 && at[0].Value[0] != 0
	}
	return k, nil
}

// token finds the slot of an address that names one token.
func (m *module) token(a *Address) (uint, pkcs11.TokenInfo, error) {
	slots, err := m.GetSlotList(true)
	if err != nil {
		return 0, pkcs11.TokenInfo{}, said(err)
	}
	for _, id := range slots {
		info, err := m.GetTokenInfo(id)
		if err == nil && text(info.Label) == a.part["token"] && text(info.SerialNumber) == a.part["serial"] {
			return id, info, nil
		}
	}
	return 0, pkcs11.TokenInfo{}, fault.New("key.token-gone")
}

// login opens a token's session and logs in, once for all its keys. A further
// PIN is held against the first, so that a wrong one is told and costs none of
// the token's few tries.
func (m *module) login(id uint, info pkcs11.TokenInfo, ask func() ([]byte, error)) (*slot, error) {
	var pin []byte
	var err error
	own := info.Flags&pkcs11.CKF_PROTECTED_AUTHENTICATION_PATH != 0 // a keypad of its own
	if !own && info.Flags&pkcs11.CKF_LOGIN_REQUIRED != 0 {
		if pin, err = ask(); err != nil {
			return nil, err
		}
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if s := m.slots[id]; s != nil {
		if _, err := m.GetSessionInfo(s.session); err == nil {
			if subtle.ConstantTimeCompare(s.pin, pin) != 1 {
				return nil, fault.New("key.pin-wrong")
			}
			return s, nil
		}
		delete(m.slots, id) // it was pulled out in between
	}
	session, err := m.OpenSession(id, pkcs11.CKF_SERIAL_SESSION)
	if err != nil {
		return nil, said(err)
	}
	if info.Flags&pkcs11.CKF_LOGIN_REQUIRED != 0 {
		if err := m.Login(session, pkcs11.CKU_USER, string(pin)); err != nil && !errors.Is(err, pkcs11.Error(pkcs11.CKR_USER_ALREADY_LOGGED_IN)) {
			return nil, errors.Join(said(err), m.CloseSession(session))
		}
	}
	s := &slot{m: m, session: session, pin: pin}
	m.slots[id] = s
	return s, nil
}

// Public is the key of the certificate.
func (k *pkcs11Key) Public() crypto.PublicKey { return k.public }

// Sign signs a digest: PKCS #1 v1.5 for RSA, as ASN.1 for ECDSA.
func (k *pkcs11Key) Sign(_ io.Reader, digest []byte, opts crypto.SignerOpts) ([]byte, error) {
	mechanism, data := uint(pkcs11.CKM_ECDSA), digest
	_, isRSA := k.public.(*rsa.PublicKey)
	if isRSA {
		var err error
		if data, err = digestInfo(digest, opts); err != nil {
			return nil, err
		}
		mechanism = pkcs11.CKM_RSA_PKCS
	}
	sig, err := k.sign(mechanism, data)
	if err != nil {
		return nil, k.noting(said(err))
	}
	if !isRSA {
		if sig, err = pair(sig); err != nil {
			return nil, fault.Wrap(err, "key.token-wrong-signature")
		}
	}
	return checked(k.public, digest, sig, opts)
}

func (k *pkcs11Key) sign(mechanism uint, data []byte) ([]byte, error) {
	s := k.slot
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.m.SignInit(s.session, []*pkcs11.Mechanism{pkcs11.NewMechanism(mechanism, nil)}, k.handle); err != nil {
		return nil, err
	}
	if k.always { // between SignInit and Sign, and good for one signature
		if err := s.m.Login(s.session, pkcs11.CKU_CONTEXT_SPECIFIC, string(s.pin)); err != nil {
			return nil, err
		}
	}
	return s.m.Sign(s.session, data)
}
