package ordeal

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"time"

	"shenqian/signing/trust"
)

// A court travels to another process as its data with its people's keys
// beside them.
const (
	courtFolder = "court"
	keyFolder   = "keys"
	clockFile   = "now"
	passphrase  = "ordeal"
)

// pack lays the keys and the clock beside the court's data in root.
func (o *office) pack(root string) error {
	dir := filepath.Join(root, keyFolder)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	for name, k := range o.Keys {
		b, err := trust.EncodePKCS12(k, passphrase)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, name+".p12"), b, 0o600); err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join(root, clockFile), []byte(o.now.Load().Format(time.RFC3339)), 0o600)
}

// takeUp is the office of the court in root.
func takeUp(root string) (*office, error) {
	o, err := newOffice(time.Time{})
	if err != nil {
		return nil, err
	}
	files, err := filepath.Glob(filepath.Join(root, keyFolder, "*.p12"))
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		k, err := o.shop.LoadCredential(f, func() ([]byte, error) { return []byte(passphrase), nil })
		if err != nil {
			return nil, err
		}
		o.Keys[strings.TrimSuffix(filepath.Base(f), ".p12")] = k
	}
	return o, o.at(root)
}

// at sets the clock to the time of the court in root.
func (o *office) at(root string) error {
	b, err := os.ReadFile(filepath.Join(root, clockFile))
	if err != nil {
		return err
	}
	now, err := time.Parse(time.RFC3339, string(b))
	o.now.Store(&now)
	return err
}

// with opens the court in root for the time of f.
func (o *office) with(ctx context.Context, root string, f func(c *Court) error) (err error) {
	if err := o.at(root); err != nil {
		return err
	}
	c := &Court{Dir: filepath.Join(root, courtFolder), office: o}
	if c.App, err = o.Open(ctx, c.Dir); err != nil {
		return err
	}
	if err := f(c); err != nil {
		_ = c.Close() // the first error counts
		return err
	}
	return c.Close()
}
