package ordeal

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"time"

	"shenqian/app"
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
func (c *Court) pack(root string) error {
	dir := filepath.Join(root, keyFolder)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	for name, k := range c.Keys {
		b, err := trust.EncodePKCS12(k, passphrase)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, name+".p12"), b, 0o600); err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join(root, clockFile), []byte(c.now.Load().Format(time.RFC3339)), 0o600)
}

// unpack is the court in root, its data not yet opened.
func unpack(root string) (*Court, error) {
	b, err := os.ReadFile(filepath.Join(root, clockFile))
	if err != nil {
		return nil, err
	}
	now, err := time.Parse(time.RFC3339, string(b))
	if err != nil {
		return nil, err
	}
	c := &Court{Dir: filepath.Join(root, courtFolder), Keys: map[string]*app.Credential{}}
	c.now.Store(&now)
	w, err := app.NewWorkshop(app.Config{})
	if err != nil {
		return nil, err
	}
	files, err := filepath.Glob(filepath.Join(root, keyFolder, "*.p12"))
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		k, err := w.LoadCredential(f, func() ([]byte, error) { return []byte(passphrase), nil })
		if err != nil {
			return nil, err
		}
		c.Keys[strings.TrimSuffix(filepath.Base(f), ".p12")] = k
	}
	return c, nil
}

// with opens the court in root for the time of f.
func with(ctx context.Context, root string, f func(c *Court) error) error {
	c, err := unpack(root)
	if err != nil {
		return err
	}
	if c.App, err = c.Open(ctx, c.Dir); err != nil {
		return err
	}
	if err := f(c); err != nil {
		_ = c.Close() // the first error counts
		return err
	}
	return c.Close()
}
