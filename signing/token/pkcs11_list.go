//go:build cgo

package token

import (
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	"github.com/emmansun/gmsm/smx509"
	"github.com/miekg/pkcs11"

	"shenqian/signing/fault"
	"shenqian/signing/keys"
)

// A library is loaded and initialized once in a process (PKCS #11, 5.4), so
// that what is open has to be known in one place.
var (
	openModules sync.Mutex
	modules     = map[string]*module{}
)

// module is a library with the tokens that are open. One session per token
// serves all its keys, one signature after the other.
type module struct {
	*pkcs11.Ctx
	mu    sync.Mutex // for slots
	slots map[uint]*slot
}

// present says whether the library is a file. The loader would look for a
// mere name in places of its own.
func present(path string) error {
	if info, err := os.Stat(path); err != nil || info.IsDir() || !filepath.IsAbs(path) {
		return fault.Wrap(err, "key.token-module", "module", path)
	}
	return nil
}

func openModule(path string) (*module, error) {
	openModules.Lock()
	defer openModules.Unlock()
	if m := modules[path]; m != nil {
		return m, nil
	}
	if err := present(path); err != nil {
		return nil, err
	}
	ctx := pkcs11.New(path)
	if ctx == nil {
		return nil, fault.New("key.token-module", "module", path)
	}
	if err := ctx.Initialize(); err != nil && !errors.Is(err, pkcs11.Error(pkcs11.CKR_CRYPTOKI_ALREADY_INITIALIZED)) {
		ctx.Destroy()
		return nil, fault.Wrap(err, "key.token-module", "module", path)
	}
	m := &module{Ctx: ctx, slots: map[uint]*slot{}}
	modules[path] = m
	return m, nil
}

// said turns what a library answers into what people are told.
func said(err error) error {
	var code pkcs11.Error
	if !errors.As(err, &code) {
		return err
	}
	switch code {
	case pkcs11.CKR_PIN_INCORRECT, pkcs11.CKR_PIN_INVALID, pkcs11.CKR_PIN_LEN_RANGE:
		return fault.Wrap(err, "key.pin-wrong")
	case pkcs11.CKR_PIN_LOCKED:
		return fault.Wrap(err, "key.pin-locked")
	case pkcs11.CKR_PIN_EXPIRED:
		return fault.Wrap(err, "key.pin-expired")
	case pkcs11.CKR_DEVICE_REMOVED, pkcs11.CKR_TOKEN_NOT_PRESENT, pkcs11.CKR_TOKEN_NOT_RECOGNIZED, pkcs11.CKR_DEVICE_ERROR,
		pkcs11.CKR_SESSION_HANDLE_INVALID, pkcs11.CKR_SESSION_CLOSED, pkcs11.CKR_SLOT_ID_INVALID:
		return fault.Wrap(err, "key.token-gone")
	}
	return fault.Wrap(err, "key.token-failed", "code", strings.TrimPrefix(err.Error(), "pkcs11: "))
}

// listPKCS11 looks into the tokens that the address leaves. Certificates are
// public: no PIN is needed.
func listPKCS11(a *Address) ([]Found, error) {
	m, err := openModule(a.Module)
	if err != nil {
		return nil, err
	}
	slots, err := m.GetSlotList(true)
	if err != nil {
		return nil, said(err)
	}
	var all []Found
	for _, id := range slots {
		info, err := m.GetTokenInfo(id)
		if err != nil || info.Flags&pkcs11.CKF_TOKEN_INITIALIZED == 0 {
			continue // an empty slot, or a token that nobody has set up
		}
		if !a.fits("token", text(info.Label)) || !a.fits("serial", text(info.SerialNumber)) || !a.fits("slot-id", strconv.FormatUint(uint64(id), 10)) ||
			!a.fits("manufacturer", text(info.ManufacturerID)) || !a.fits("model", text(info.Model)) {
			continue
		}
		found, err := m.certificates(id, info, a)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

// text takes the filling off a field of fixed length (PKCS #11, 3.2).
func text(s string) string { return strings.TrimRight(s, " \x00") }

// mostObjects bounds what is read from a token.
const mostObjects = 200

// certificates reads the certificates of one token.
func (m *module) certificates(slot uint, info pkcs11.TokenInfo, a *Address) ([]Found, error) {
	session, err := m.OpenSession(slot, pkcs11.CKF_SERIAL_SESSION)
	if err != nil {
		return nil, said(err)
	}
	defer m.CloseSession(session)
	handles, err := m.find(session,
		pkcs11.NewAttribute(pkcs11.CKA_CLASS, pkcs11.CKO_CERTIFICATE),
		pkcs11.NewAttribute(pkcs11.CKA_CERTIFICATE_TYPE, pkcs11.CKC_X_509))
	if err != nil {
		return nil, said(err)
	}
	var all []*smx509.Certificate
	var found []Found
	for _, h := range handles {
		at, err := m.GetAttributeValue(session, h, []*pkcs11.Attribute{
			pkcs11.NewAttribute(pkcs11.CKA_VALUE, nil), pkcs11.NewAttribute(pkcs11.CKA_LABEL, nil), pkcs11.NewAttribute(pkcs11.CKA_ID, nil),
		})
		if err != nil {
			return nil, said(err)
		}
		cert, err := smx509.ParseCertificate(at[0].Value)
		if err != nil {
			continue // of no use to anybody, and no reason to refuse its neighbours
		}
		all = append(all, cert)
		label, id := string(at[1].Value), string(at[2].Value)
		// Many a token names its objects by number alone.
		if !a.fits("object", label) && !a.fits("object", hex.EncodeToString(at[2].Value)) || !a.fits("id", id) || id == "" {
			continue
		}
		here := &Address{scheme: schemePKCS11, Module: a.Module, part: map[string]string{"token": text(info.Label), "serial": text(info.SerialNumber), "object": label, "id": id}}
		f := Found{Address: here.String(), Token: text(info.Label), Serial: text(info.SerialNumber), Certificate: cert, Problem: keys.MaySign(cert, keys.Document)}
		if f.Problem == nil && info.Flags&pkcs11.CKF_USER_PIN_LOCKED != 0 {
			f.Problem = fault.New("key.pin-locked")
		}
		found = append(found, f)
	}
	for i := range found {
		found[i].rest = all
	}
	return found, nil
}

// find lists the objects with some attributes.
func (m *module) find(session pkcs11.SessionHandle, template ...*pkcs11.Attribute) ([]pkcs11.ObjectHandle, error) {
	if err := m.FindObjectsInit(session, template); err != nil {
		return nil, err
	}
	var all []pkcs11.ObjectHandle
	for len(all) < mostObjects {
		some, _, err := m.FindObjects(session, 20)
		if err != nil {
			return nil, errors.Join(err, m.FindObjectsFinal(session))
		}
		if len(some) == 0 {
			break
		}
		all = append(all, some...)
	}
	return all, m.FindObjectsFinal(session)
}
