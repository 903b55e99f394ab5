package app_test

import (
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"io/fs"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/emmansun/gmsm/smx509"
	"github.com/zalando/go-keyring"

	"shenqian/app"
	"shenqian/review"
	"shenqian/signing/keys"
	"shenqian/signing/trust"
)

// inKeyring tells the test binary that it runs with a keychain of its own.
const inKeyring = "SHENQIAN_TEST_KEYRING"

// TestInARealKeychain runs the tests named …InTheKeychain of this package under
// a session bus with a gnome-keyring, which packaging/setup test installs.
func TestInARealKeychain(t *testing.T) {
	if os.Getenv(inKeyring) != "" {
		t.Skip("runs the others")
	}
	if testing.Short() {
		t.Skip("starts a session bus; the full run has it")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	home := t.TempDir()
	script := `eval "$(printf secret | gnome-keyring-daemon --unlock --components=secrets | sed 's/^/export /')"; exec "$0" -test.v -test.run InTheKeychain`
	cmd := exec.Command("dbus-run-session", "--", "sh", "-c", script, self)
	cmd.Env = append(os.Environ(), inKeyring+"=yes", "HOME="+home, "XDG_RUNTIME_DIR="+home, "XDG_DATA_HOME="+filepath.Join(home, "data"), "XDG_CONFIG_HOME="+filepath.Join(home, "config"))
	out, err := cmd.CombinedOutput()
	if err != nil || bytes.Count(out, []byte("--- PASS")) < 2 || bytes.Contains(out, []byte("--- SKIP")) {
		t.Fatalf("%v\n%s", err, out)
	}
}

func needKeychain(t *testing.T) {
	t.Helper()
	if os.Getenv(inKeyring) == "" {
		t.Skip("run by TestInARealKeychain")
	}
}

func TestAPassphraseIsKeptInTheKeychain(t *testing.T) {
	needKeychain(t)
	w, err := app.NewWorkshop(app.Config{})
	if err != nil {
		t.Fatal(err)
	}
	file := keyFile(t, "p@ss 口令")
	if _, ok := w.RememberedPassphrase(file); ok {
		t.Fatal("remembered before it was told")
	}
	if err := w.RememberPassphrase(file, []byte("wrong")); app.Code(err) != "key.wrong-passphrase" {
		t.Fatal(err)
	}
	if err := w.RememberPassphrase(file, []byte("p@ss 口令")); err != nil {
		t.Fatal(err)
	}
	moved := file + ".moved"
	if err := os.Rename(file, moved); err != nil {
		t.Fatal(err)
	}
	if p, ok := w.RememberedPassphrase(moved); !ok || string(p) != "p@ss 口令" {
		t.Fatalf("%q %v", p, ok)
	}
	if err := w.ForgetPassphrase(moved); err != nil {
		t.Fatal(err)
	}
	if _, ok := w.RememberedPassphrase(moved); ok {
		t.Fatal("remembered after it was forgotten")
	}
	if err := w.ForgetPassphrase(moved); app.Code(err) != "keychain.nothing" {
		t.Fatal(err)
	}
}

// A real court's data are sealed with a key that lies in the keychain alone.
func TestTheSealingKeyOfARealCourtIsInTheKeychain(t *testing.T) {
	needKeychain(t)
	config := app.Config{Data: filepath.Join(t.TempDir(), "data")}
	president := realCredential(t)
	today := review.DateOf(time.Now().In(app.Zone))
	people := []review.Person{{
		ID: "p1", Name: "院长", Terms: []review.Term{{Role: review.RolePresident, From: today}},
		Keys: []review.Binding{{Fingerprint: keys.Fingerprint(president.Certificate), From: today}},
	}}
	a, err := app.CreateCourt(t.Context(), config, app.Court{Name: "某法院"}, president, people)
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if secret, err := keyring.Get("shenqian-sealing", config.Data); err != nil || secret == "" {
		t.Fatal(err)
	}
	for _, dir := range []string{config.Data, os.Getenv("XDG_CONFIG_HOME")} {
		err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
			if err == nil && strings.HasSuffix(path, ".key") {
				t.Errorf("%s: a key in a file", path)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	b, err := app.Open(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if err := keyring.Delete("shenqian-sealing", config.Data); err != nil {
		t.Fatal(err)
	}
	if _, err := app.Open(t.Context(), config); app.Code(err) != "court.nokey" {
		t.Fatalf("opened without its key: %v", err)
	}
}

// realCredential is a certificate that no demonstration issued.
func realCredential(t *testing.T) *keys.Credential {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(7), Subject: pkix.Name{CommonName: "院长"}, KeyUsage: x509.KeyUsageDigitalSignature,
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().AddDate(1, 0, 0),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := smx509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return &keys.Credential{Signer: key, Certificate: cert}
}

func keyFile(t *testing.T, passphrase string) string {
	t.Helper()
	b, err := trust.EncodePKCS12(realCredential(t), passphrase)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "key.p12")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
