package token

/*
#cgo linux LDFLAGS: -ldl
#include "library.h"
*/
import "C"

import (
	"unsafe"

	"shenqian/signing/fault"
)

// loaded is a vendor's library in memory.
type loaded struct{ handle unsafe.Pointer }

func load(path string) (*loaded, error) {
	if err := present(path); err != nil {
		return nil, err
	}
	name := C.CString(path)
	defer C.free(unsafe.Pointer(name))
	h := C.library_open(name)
	if h == nil {
		return nil, fault.New("key.token-module", "module", path)
	}
	return &loaded{h}, nil
}

// function is a function of the library, nil if it has none of that name.
func (l *loaded) function(name string) unsafe.Pointer {
	n := C.CString(name)
	defer C.free(unsafe.Pointer(n))
	return C.library_function(l.handle, n)
}

// interfaceOf says which of the two interfaces a library speaks. It stays
// loaded: some do not survive being taken out of memory.
func interfaceOf(path string) (string, error) {
	l, err := load(path)
	switch {
	case err != nil:
		return "", err
	case l.function("SKF_EnumDev") != nil:
		return schemeSKF, nil
	case l.function("C_GetFunctionList") != nil:
		return schemePKCS11, nil
	}
	return "", fault.New("key.token-module", "module", path)
}
