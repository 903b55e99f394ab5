package network

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"time"

	"shenqian/review"
)

// freshFor is how long an answer about a certificate is not asked for again.
const freshFor = time.Hour

// Fetch asks an OCSP responder, or gets what lies at an address if query is
// nil. A young answer in the cache stands for a new one, and any for one that
// can't be had: whoever asked checks for what time it speaks.
func (c *Client) Fetch(ctx context.Context, address string, query []byte) ([]byte, error) {
	kept, at := c.kept(address, query)
	if age := c.Clock().Sub(at); kept != nil && age >= 0 && age < freshFor {
		return kept, nil
	}
	b, err := c.ask(ctx, address, "application/ocsp-request", query, mostAnswer)
	switch {
	case err != nil && kept != nil:
		return kept, nil
	case err != nil:
		return nil, err
	}
	c.keep(address, query, b)
	return b, nil
}

// Memory answers from the cache alone, and opens no connection.
func (c *Client) Memory() Memory { return Memory{c} }

// Memory is a client that asks nobody.
type Memory struct{ client *Client }

// Fetch is the answer in the cache, however old.
func (m Memory) Fetch(_ context.Context, address string, query []byte) ([]byte, error) {
	if b, _ := m.client.kept(address, query); b != nil {
		return b, nil
	}
	return nil, review.Fault("network.offline")
}

func (c *Client) path(address string, query []byte) string {
	h := sha256.New()
	// A hash takes every write.
	_, _ = h.Write([]byte(address + "\x00"))
	_, _ = h.Write(query)
	return filepath.Join(c.Cache, hex.EncodeToString(h.Sum(nil)))
}

func (c *Client) kept(address string, query []byte) ([]byte, time.Time) {
	if c.Cache == "" {
		return nil, time.Time{}
	}
	path := c.path(address, query)
	info, err := os.Stat(path)
	if err != nil || info.Size() > mostAnswer {
		return nil, time.Time{}
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, time.Time{}
	}
	return b, info.ModTime()
}

// keep writes an answer whole or not at all. A cache that can't be written
// costs time, nothing else.
func (c *Client) keep(address string, query, answer []byte) {
	if c.Cache == "" || os.MkdirAll(c.Cache, 0o700) != nil {
		return
	}
	f, err := os.CreateTemp(c.Cache, "new-")
	if err != nil {
		return
	}
	_, err = f.Write(answer)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if now := c.Clock(); err == nil {
		err = os.Chtimes(f.Name(), now, now)
	}
	if err == nil {
		err = os.Rename(f.Name(), c.path(address, query))
	}
	if err != nil {
		_ = os.Remove(f.Name()) // left behind, it would do no harm
	}
}
