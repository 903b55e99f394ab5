package cms

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"shenqian/signing/keys"
)

// openssl cannot verify an SM2 signature within CMS, but it can check the
// signature over the signed attributes with the signer's standard identity.
func TestOpenSSLAcceptsTheSM2Signature(t *testing.T) {
	if _, err := exec.LookPath("openssl"); err != nil {
		t.Fatal("openssl is missing; packaging/setup test installs it")
	}
	dir := t.TempDir()
	run := func(args ...string) {
		t.Helper()
		cmd := exec.Command("openssl", args...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("openssl %v: %v %s", args, err, out)
		}
	}
	run("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:SM2", "-out", "k.pem")
	run("req", "-x509", "-new", "-sm3", "-sigopt", "distid:1234567812345678", "-key", "k.pem", "-subj", "/CN=SM2", "-out", "c.pem")
	run("pkey", "-in", "k.pem", "-pubout", "-out", "p.pem")
	var pem []byte
	for _, n := range []string{"k.pem", "c.pem"} {
		b, err := os.ReadFile(filepath.Join(dir, n))
		if err != nil {
			t.Fatal(err)
		}
		pem = append(pem, b...)
	}
	c, err := keys.Load(pem, nil)
	if err != nil {
		t.Fatal(err)
	}
	der, err := SignDetached(c, Options{}, []byte("content"))
	if err != nil {
		t.Fatal(err)
	}
	if info, err := VerifyDetached(der, []byte("content")); err != nil || info.Algorithm != "SM2/SM3" {
		t.Fatal(err, info)
	}
	m, err := parse(der)
	if err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string][]byte{"attrs": m.signed, "sig": m.signature} {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	run("dgst", "-sm3", "-verify", "p.pem", "-sigopt", "distid:1234567812345678", "-signature", "sig", "attrs")
}
