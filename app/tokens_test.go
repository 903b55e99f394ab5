package app

import "testing"

func TestKeysInOneTokenShareItsPIN(t *testing.T) {
	for _, c := range []struct {
		a, b string
		one  bool
	}{
		{"skf:module=/l.so;device=K;app=GM;container=rsa", "skf:module=/l.so;device=K;app=GM;container=sm2", true},
		{"skf:module=/l.so;device=K;app=GM;container=rsa", "skf:module=/l.so;device=K;app=other;container=rsa", false}, // an application has a PIN of its own
		{"skf:module=/l.so;device=K;app=GM;container=rsa", "skf:module=/l.so;device=J;app=GM;container=rsa", false},
		{"pkcs11:token=T;serial=1;object=a?module-path=/p.so", "pkcs11:module=/p.so;token=T;serial=1;id=b;type=cert", true},
		{"pkcs11:module=/p.so;token=T;serial=1", "pkcs11:module=/p.so;token=T;serial=2", false},
		{"pkcs11:module=/p.so;token=T", "/home/a.p12", false},
		{"/home/a.p12", "/home/a.p12", false},
	} {
		if OneToken(c.a, c.b) != c.one {
			t.Errorf("%s and %s", c.a, c.b)
		}
	}
	if l := TokenLibrary("skf:module=/l.so;device=K"); l != "/l.so" || TokenLibrary("a.p12") != "" {
		t.Error(l)
	}
}
