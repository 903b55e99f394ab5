// Package token opens keys that never leave their token: through PKCS#11, and
// through SKF (GM/T 0016), the interface of Chinese UKeys. Vendors' libraries
// are loaded at run time.
//
// A key is named by an address in place of a file:
//
//	pkcs11:token=NAME;object=LABEL?module-path=/usr/lib/lib.so   (RFC 7512)
//	skf:module=/usr/lib/lib.so;device=NAME;app=NAME;container=NAME
//
// Every part but the library may be left out where that leaves no doubt. For
// PKCS#11 the library may also stand among the other parts, as module=, and
// slashes need no escape.
package token

import (
	"encoding/hex"
	"net/url"
	"slices"
	"strings"

	"shenqian/signing/fault"
)

// Address names a key in a token.
type Address struct {
	scheme string
	// Module is the path of the library.
	Module string
	// part are the other attributes, decoded.
	part map[string]string
}

const (
	schemePKCS11 = "pkcs11"
	schemeSKF    = "skf"
)

// attributes are the parts that an address may have, in the order in which
// they are written.
var attributes = map[string][]string{
	schemePKCS11: {"token", "serial", "manufacturer", "model", "slot-id", "object", "id", "type"},
	schemeSKF:    {"device", "app", "container"},
}

// IsAddress tells the address of a key in a token from the name of a file.
func IsAddress(s string) bool {
	scheme, _, ok := strings.Cut(s, ":")
	return ok && attributes[scheme] != nil
}

// ParseAddress reads an address. A PIN within is refused: others can read what
// stands in a command line or among settings.
func ParseAddress(s string) (*Address, error) {
	scheme, rest, _ := strings.Cut(s, ":")
	if attributes[scheme] == nil {
		return nil, fault.New("key.token-address", "address", s, "part", scheme)
	}
	a := &Address{scheme: scheme, part: map[string]string{}}
	path, query, _ := strings.Cut(rest, "?")
	for _, field := range append(strings.Split(path, ";"), strings.Split(query, "&")...) {
		if field == "" {
			continue
		}
		name, value, ok := strings.Cut(field, "=")
		value, err := url.PathUnescape(value)
		switch {
		case name == "pin-value" || name == "pin-source":
			return nil, fault.New("key.token-pin-in-address")
		case err != nil || !ok || strings.ContainsRune(value, 0):
			return nil, fault.New("key.token-address", "address", s, "part", field)
		case name == "module" || name == "module-path":
			a.Module = value
		case slices.Contains(attributes[scheme], name):
			a.part[name] = value
		default:
			return nil, fault.New("key.token-address", "address", s, "part", field)
		}
	}
	if a.Module == "" {
		return nil, fault.New("key.token-no-module", "address", s)
	}
	return a, nil
}

// String writes the address in the one form that ParseAddress reads and the
// keychain knows it by.
func (a *Address) String() string {
	var b strings.Builder
	b.WriteString(a.scheme + ":module=" + escape(a.Module))
	for _, name := range attributes[a.scheme] {
		if v := a.part[name]; v != "" {
			b.WriteString(";" + name + "=" + escape(v))
		}
	}
	return b.String()
}

// escape encodes what has a meaning in an address, and what can't be seen.
func escape(s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		if c <= ' ' || c == 0x7f || strings.IndexByte("%;?&=#", c) >= 0 {
			b.WriteString("%" + strings.ToUpper(hex.EncodeToString([]byte{c})))
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

// fits reports whether a part that the address names has this value.
func (a *Address) fits(name, value string) bool {
	want, named := a.part[name]
	return !named || want == value
}
