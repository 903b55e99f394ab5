package app

import (
	"context"
	"sync"

	"shenqian/app/preview"
)

// engine is PDFium, started when it is first asked for: what it reads in a
// public copy is held against what our own reader reads.
type engine struct {
	mu     sync.Mutex
	reader *preview.Reader
}

// text is what stands on the pages.
func (e *engine) text(ctx context.Context, pdf []byte) (string, error) {
	r, err := e.open(ctx)
	if err != nil {
		return "", err
	}
	return r.Text(ctx, pdf)
}

func (e *engine) open(ctx context.Context) (*preview.Reader, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.reader == nil {
		r, err := preview.Open(ctx, preview.Options{CacheDir: preview.CacheDir()})
		if err != nil {
			return nil, err
		}
		e.reader = r
	}
	return e.reader, nil
}

func (e *engine) close() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.reader == nil {
		return nil
	}
	r := e.reader
	e.reader = nil
	return r.Close()
}
