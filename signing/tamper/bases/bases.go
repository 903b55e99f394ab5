// Package bases makes the files that tampering is tried on: one for each kind
// of key, level and form of file, and beside each what honest hands may do to
// it afterwards. It calls openssl and qpdf.
package bases

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"shenqian/signing"
	"shenqian/signing/fault"
	"shenqian/signing/keys"
	"shenqian/signing/pdffile"
	"shenqian/signing/testpki"
	"shenqian/signing/trust"
	"shenqian/signing/tsp"
)

// Base is a signed file and what may honestly become of it.
type Base struct {
	Name string
	PDF  []byte
	// Harmless files come from PDF by permitted steps and must stay valid.
	Harmless []Harmless
}

// Harmless is a file in which nothing was tampered with.
type Harmless struct {
	Name string
	PDF  []byte
}

// Court is a test authority, with what it takes to sign, stamp and verify.
type Court struct {
	pki *testpki.PKI
	// Roots are the PEM files of the anchors, Trust the same.
	Roots [][]byte
	Trust *trust.Pool
	// Stranger is somebody whom the anchors do not know.
	Stranger *keys.Credential
	// At is when everything is signed: just after the authority was made.
	At time.Time
}

// Found makes the authority in a folder.
func Found(dir string) (*Court, error) {
	p, err := testpki.Make(dir, "http://authority.test")
	if err != nil {
		return nil, err
	}
	c := &Court{pki: p}
	for _, name := range []string{"root.crt", "sm2root.crt"} {
		b, err := p.File(name)
		if err != nil {
			return nil, err
		}
		c.Roots = append(c.Roots, b)
	}
	if c.Trust, err = trust.NewPool(c.Roots...); err != nil {
		return nil, err
	}
	k, err := c.key("rsa")
	if err != nil {
		return nil, err
	}
	c.At = k.Certificate.NotBefore.Add(time.Minute)
	a, err := trust.NewTrainingAuthority(nil, "示范人民法院", c.At)
	if err != nil {
		return nil, err
	}
	c.Stranger, err = a.Issue("President rsa", "院长", c.At.AddDate(-1, 0, 0), c.At.AddDate(1, 0, 0))
	return c, err
}

// key loads a signer: rsa, rsa3072, ec or sm2.
func (c *Court) key(kind string) (*keys.Credential, error) {
	var all []byte
	for _, name := range []string{"signer-" + kind + ".key", "signer-" + kind + ".crt", "chain.pem"} {
		if name == "chain.pem" && kind == "sm2" {
			continue
		}
		b, err := c.pki.File(name)
		if err != nil {
			return nil, err
		}
		all = append(all, b...)
	}
	return keys.Load(all, nil)
}

// Fetch carries what is asked of the authority's addresses to it.
func (c *Court) Fetch(_ context.Context, address string, query []byte) ([]byte, error) {
	return c.pki.Fetch(strings.TrimPrefix(address, "http://authority.test/"), query)
}

// String and Stamp make the court its own time-stamp authority.
func (c *Court) String() string { return "tsa" }

func (c *Court) Stamp(_ context.Context, request []byte) ([]byte, error) {
	return c.pki.Stamp("tsa", request)
}

func (c *Court) sources() signing.Sources {
	return signing.Sources{Stamps: []tsp.Authority{c}, Revocation: c, Certificates: c.Trust.Anchors()}
}

// Sign signs a field with a kind of key at a level.
func (c *Court) Sign(pdf []byte, kind, field string, level signing.Level, more func(*signing.Request)) ([]byte, error) {
	k, err := c.key(kind)
	if err != nil {
		return nil, err
	}
	req := signing.Request{Field: field, Key: k, Time: c.At, Name: "院长", Reason: "同意签发", Location: "示范市"}
	if more != nil {
		more(&req)
	}
	return reached(signing.SignLevel(context.Background(), pdf, req, level, c.sources()))
}

// Extend raises a file's level.
func (c *Court) Extend(pdf []byte, level signing.Level) ([]byte, error) {
	return reached(signing.Extend(context.Background(), pdf, level, c.sources(), c.At))
}

func reached(r *signing.Result, err error) ([]byte, error) {
	var short *fault.Error
	if err == nil && r.Short != nil && !(errors.As(r.Short, &short) && short.Code == "sign.form-level") { // no level is none too low
		err = r.Short
	}
	if err != nil {
		return nil, err
	}
	return r.PDF, nil
}

// qpdf rewrites a file.
func qpdf(pdf []byte, args ...string) ([]byte, error) {
	dir, err := os.MkdirTemp("", "bases")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	in, out := filepath.Join(dir, "in.pdf"), filepath.Join(dir, "out.pdf")
	if err := os.WriteFile(in, pdf, 0o600); err != nil {
		return nil, err
	}
	if said, err := exec.Command("qpdf", slices.Concat(args, []string{in, out})...).CombinedOutput(); err != nil {
		return nil, fmt.Errorf("qpdf: %w: %s", err, said)
	}
	return os.ReadFile(out)
}

// Seal is an appearance: a rectangle that fills the field.
type Seal struct{}

// WriteForm draws it.
func (Seal) WriteForm(w pdffile.ObjectWriter, width, height float64) (int, error) {
	n := w.Reserve()
	w.Stream(n, fmt.Sprintf("/Type/XObject/Subtype/Form/BBox[0 0 %g %g]/Resources<<>>", width, height),
		fmt.Appendf(nil, "1 0 0 RG 1 1 %g %g re S", width-2, height-2))
	return n, nil
}
