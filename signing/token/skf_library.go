package token

/*
#include <stdlib.h>
#include "skf.h"
*/
import "C"

import (
	"fmt"
	"strconv"
	"strings"
	"unsafe"

	"shenqian/signing/fault"
)

// Results of GM/T 0016-2012, annex A.
const (
	sarRemoved     = 0x0A000023
	sarPINWrong    = 0x0A000024
	sarPINLocked   = 0x0A000025
	sarPINInvalid  = 0x0A000026
	sarPINLength   = 0x0A000027
	sarNotLoggedIn = 0x0A00002D
)

// skf is a vendor's library with the functions that signing needs.
type skf struct {
	*loaded
	call map[string]unsafe.Pointer
}

var skfFunctions = []string{
	"SKF_EnumDev", "SKF_ConnectDev", "SKF_DisConnectDev", "SKF_EnumApplication", "SKF_OpenApplication", "SKF_CloseApplication",
	"SKF_EnumContainer", "SKF_OpenContainer", "SKF_CloseContainer", "SKF_VerifyPIN", "SKF_ExportCertificate", "SKF_ECCSignData", "SKF_RSASignData",
}

// openSKFLibrary loads a library; one that is loaded is not loaded again.
func openSKFLibrary(path string) (*skf, error) {
	l, err := load(path)
	if err != nil {
		return nil, err
	}
	s := &skf{l, map[string]unsafe.Pointer{}}
	for _, name := range skfFunctions {
		if s.call[name] = l.function(name); s.call[name] == nil {
			return nil, fault.New("key.token-module", "module", path)
		}
	}
	return s, nil
}

// saidSKF turns a result into what people are told.
func saidSKF(result C.uint32_t) error {
	switch result {
	case 0:
		return nil
	case sarRemoved:
		return fault.New("key.token-gone")
	case sarPINLocked:
		return fault.New("key.pin-locked")
	case sarPINWrong, sarPINInvalid, sarPINLength:
		return fault.New("key.pin-wrong")
	}
	return fault.New("key.token-failed", "code", fmt.Sprintf("SKF 0x%08X", uint32(result)))
}

// mostNames bounds a list of names, in bytes.
const mostNames = 64 << 10

// names reads a list of names that each end with a zero, the list with two.
func names(list func(buffer *C.char, size *C.uint64_t) C.uint32_t) ([]string, error) {
	var size C.uint64_t
	if err := saidSKF(list(nil, &size)); err != nil {
		return nil, err
	}
	n := uint32(size)
	switch {
	case n == 0:
		return nil, nil
	case n > mostNames:
		return nil, fault.New("key.token-failed", "code", "SKF "+strconv.FormatUint(uint64(n), 10))
	}
	buffer := (*C.char)(C.calloc(1, C.size_t(n)+2))
	defer C.free(unsafe.Pointer(buffer))
	size = C.uint64_t(n)
	if err := saidSKF(list(buffer, &size)); err != nil {
		return nil, err
	}
	var out []string
	for _, name := range strings.Split(C.GoStringN(buffer, C.int(n)), "\x00") {
		if name == "" {
			break
		}
		out = append(out, name)
	}
	return out, nil
}

func (s *skf) devices() ([]string, error) {
	return names(func(b *C.char, n *C.uint64_t) C.uint32_t { return C.skf_devices(s.call["SKF_EnumDev"], b, n) })
}

// within lists the applications of a device, or the containers of an
// application.
func (s *skf) within(function string, of unsafe.Pointer) ([]string, error) {
	return names(func(b *C.char, n *C.uint64_t) C.uint32_t { return C.skf_list(s.call[function], of, b, n) })
}

func (s *skf) connect(name string) (device unsafe.Pointer, err error) {
	n := C.CString(name)
	defer C.free(unsafe.Pointer(n))
	err = saidSKF(C.skf_connect(s.call["SKF_ConnectDev"], n, &device))
	return device, err
}

// open opens an application of a device, or a container of an application.
func (s *skf) open(function string, in unsafe.Pointer, name string) (out unsafe.Pointer, err error) {
	n := C.CString(name)
	defer C.free(unsafe.Pointer(n))
	err = saidSKF(C.skf_open(s.call[function], in, n, &out))
	return out, err
}

func (s *skf) close(function string, what unsafe.Pointer) {
	if what != nil {
		C.skf_close(s.call[function], what) // nothing can be done if it fails
	}
}

// login shows the user's PIN to an application.
func (s *skf) login(app unsafe.Pointer, pin []byte) error {
	p := C.CString(string(pin))
	defer C.free(unsafe.Pointer(p))
	var left C.uint64_t
	result := C.skf_pin(s.call["SKF_VerifyPIN"], app, p, &left)
	if result == sarPINWrong && uint32(left) > 0 {
		return fault.New("key.pin-wrong-left", "left", strconv.FormatUint(uint64(uint32(left)), 10))
	}
	return saidSKF(result)
}

// mostCertificate bounds a certificate, in bytes.
const mostCertificate = 64 << 10

// certificate reads a container's certificate, for signing or for encryption;
// nil if it holds none.
func (s *skf) certificate(container unsafe.Pointer, sign bool) ([]byte, error) {
	buffer := make([]byte, mostCertificate)
	size, flag := C.uint64_t(len(buffer)), C.number(0)
	if sign {
		flag = 1
	}
	result := C.skf_certificate(s.call["SKF_ExportCertificate"], container, flag, (*C.uchar)(&buffer[0]), &size)
	switch n := uint32(size); {
	case result == sarRemoved:
		return nil, saidSKF(result)
	case result != 0 || n > mostCertificate: // each vendor has a result of its own for none
		return nil, nil
	default:
		return buffer[:n], nil
	}
}

// signECC signs a digest with SM2; the two numbers have 64 bytes each, though
// only half of them is used.
func (s *skf) signECC(container unsafe.Pointer, digest []byte) ([]byte, C.uint32_t) {
	rs := make([]byte, 128)
	result := C.skf_sign_ecc(s.call["SKF_ECCSignData"], container, (*C.uchar)(&digest[0]), C.number(len(digest)), (*C.uchar)(&rs[0]))
	return rs, result
}

// mostRSA is the length of an RSA signature with 4096 bits; the standard ends
// at 2048.
const mostRSA = 512

func (s *skf) signRSA(container unsafe.Pointer, info []byte) ([]byte, C.uint32_t) {
	sig := make([]byte, mostRSA)
	size := C.uint64_t(len(sig))
	result := C.skf_sign_rsa(s.call["SKF_RSASignData"], container, (*C.uchar)(&info[0]), C.number(len(info)), (*C.uchar)(&sig[0]), &size)
	return sig[:min(uint32(size), mostRSA)], result
}
