//go:build cgo

package token

import (
	"crypto"
	"crypto/rsa"
	"io"
	"runtime"
	"sync"
	"unsafe"

	"github.com/emmansun/gmsm/sm2"
	"github.com/emmansun/gmsm/smx509"

	"shenqian/signing/fault"
	"shenqian/signing/keys"
)

// listSKF looks into the devices that the address leaves. Of a container's two
// certificates (GM/T 0015, double certificates) the one for encryption is
// shown, and may not sign.
func listSKF(a *Address) ([]Found, error) {
	s, err := openSKFLibrary(a.Module)
	if err != nil {
		return nil, err
	}
	devices, err := s.devices()
	if err != nil {
		return nil, err
	}
	var all []Found
	for _, name := range devices {
		if !a.fits("device", name) {
			continue
		}
		found, err := s.device(a, name)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

func (s *skf) device(a *Address, name string) (all []Found, err error) {
	device, err := s.connect(name)
	if err != nil {
		return nil, err
	}
	defer s.close("SKF_DisConnectDev", device)
	apps, err := s.within("SKF_EnumApplication", device)
	if err != nil {
		return nil, err
	}
	for _, app := range apps {
		if !a.fits("app", app) {
			continue
		}
		here := &Address{scheme: schemeSKF, Module: a.Module, part: map[string]string{"device": name, "app": app}}
		found, err := s.application(a, here, device)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

// application lists the containers of one application. here is its address.
func (s *skf) application(a, here *Address, device unsafe.Pointer) (all []Found, err error) {
	app, err := s.open("SKF_OpenApplication", device, here.part["app"])
	if err != nil {
		return nil, err
	}
	defer s.close("SKF_CloseApplication", app)
	containers, err := s.within("SKF_EnumContainer", app)
	if err != nil {
		return nil, err
	}
	for _, name := range containers {
		if !a.fits("container", name) {
			continue
		}
		here.part["container"] = name
		found, err := s.container(here, app)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

func (s *skf) container(here *Address, app unsafe.Pointer) (all []Found, err error) {
	c, err := s.open("SKF_OpenContainer", app, here.part["container"])
	if err != nil {
		return nil, err
	}
	defer s.close("SKF_CloseContainer", c)
	for _, sign := range []bool{true, false} {
		der, err := s.certificate(c, sign)
		if err != nil {
			return nil, err
		}
		cert, err := smx509.ParseCertificate(der)
		if err != nil {
			continue // none, or one of no use to anybody
		}
		f := Found{Address: here.String(), Token: here.part["device"], Certificate: cert, Problem: keys.MaySign(cert, keys.Document)}
		if !sign && f.Problem == nil {
			f.Problem = fault.New("key.usage", "name", cert.Subject.CommonName)
		}
		all = append(all, f)
	}
	return all, nil
}

// skfKey signs with a key in a container.
type skfKey struct {
	lost
	skf                    *skf
	mu                     sync.Mutex // a device does one thing at a time
	device, app, container unsafe.Pointer
	public                 crypto.PublicKey
	pin                    []byte
}

func openSKF(a *Address, cert *smx509.Certificate, pin func() ([]byte, error)) (crypto.Signer, error) {
	s, err := openSKFLibrary(a.Module)
	if err != nil {
		return nil, err
	}
	k := &skfKey{skf: s, public: cert.PublicKey}
	if err := k.open(a, pin); err != nil {
		k.close()
		return nil, err
	}
	runtime.SetFinalizer(k, (*skfKey).close)
	return k, nil
}

func (k *skfKey) open(a *Address, pin func() ([]byte, error)) (err error) {
	if k.device, err = k.skf.connect(a.part["device"]); err != nil {
		return err
	}
	if k.app, err = k.skf.open("SKF_OpenApplication", k.device, a.part["app"]); err != nil {
		return err
	}
	if k.container, err = k.skf.open("SKF_OpenContainer", k.app, a.part["container"]); err != nil {
		return err
	}
	if k.pin, err = pin(); err != nil {
		return err
	}
	return k.skf.login(k.app, k.pin)
}

func (k *skfKey) close() {
	k.skf.close("SKF_CloseContainer", k.container)
	k.skf.close("SKF_CloseApplication", k.app)
	k.skf.close("SKF_DisConnectDev", k.device)
}

// Public is the key of the certificate.
func (k *skfKey) Public() crypto.PublicKey { return k.public }

// Sign signs a message with SM2, if opts ask for that, or a digest with RSA.
// The device is handed the digest with the signer's identity in front
// (GB/T 32918.2), never the message.
func (k *skfKey) Sign(_ io.Reader, message []byte, opts crypto.SignerOpts) ([]byte, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if _, ok := k.public.(*rsa.PublicKey); ok {
		info, err := digestInfo(message, opts)
		if err != nil {
			return nil, err
		}
		sig, result := k.skf.signRSA(k.container, info)
		if result == sarNotLoggedIn && k.skf.login(k.app, k.pin) == nil { // some forget after a while
			sig, result = k.skf.signRSA(k.container, info)
		}
		if err := k.noting(saidSKF(result)); err != nil {
			return nil, err
		}
		return checked(k.public, message, sig, opts)
	}
	public, ok := ecdsaKey(k.public)
	if _, national := opts.(*sm2.SM2SignerOption); !national || !ok {
		return nil, fault.New("key.kind")
	}
	digest, err := sm2.CalculateSM2Hash(public, message, nil)
	if err != nil {
		return nil, fault.Wrap(err, "key.kind")
	}
	rs, result := k.skf.signECC(k.container, digest)
	if result == sarNotLoggedIn && k.skf.login(k.app, k.pin) == nil {
		rs, result = k.skf.signECC(k.container, digest)
	}
	if err := k.noting(saidSKF(result)); err != nil {
		return nil, err
	}
	sig, err := pair(rs)
	if err != nil {
		return nil, fault.Wrap(err, "key.token-wrong-signature")
	}
	return checked(k.public, digest, sig, opts)
}
