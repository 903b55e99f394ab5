// Package preview turns the pages of a PDF into pictures with PDFium, which
// runs as WebAssembly: the same code on every system, and no way to the disk.
//
// A Reader has one goroutine that owns PDFium, which may serve only one caller
// at a time. Pages asked for by hash are kept, so that turning back costs
// nothing; a request whose context has ended by its turn is not served, so
// that the page someone looks at now never waits for those he has left.
package preview

import (
	"context"
	"image"
	"io"
	"os"
	"path/filepath"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"shenqian/review"
)

// Options says what a Reader is made with.
type Options struct {
	// CacheDir keeps PDFium compiled for this machine; "" compiles each time.
	CacheDir string
	// Font stands in for fonts a file does not embed.
	Font []byte
	// Pages is how many pictures are kept; 0 for a sensible number.
	Pages int
}

// CacheDir is where a user's programs keep PDFium compiled; "" if he has no
// such place.
func CacheDir() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	dir = filepath.Join(dir, "shenqian", "pdfium")
	if os.MkdirAll(dir, 0o700) != nil {
		return ""
	}
	return dir
}

// Limits against files that are not papers of a court.
const (
	MaxPages = 2000
	MaxWidth = 6000 // pixels
	maxSide  = 8000 // pixels
	maxBytes = 256 << 20
	kept     = 16
)

// Size is a page's size in points.
type Size struct{ Width, Height float64 }

// Reader draws pages. It may be used by goroutines.
type Reader struct {
	jobs   chan job
	quit   chan struct{}
	done   chan struct{}
	cache  wazero.CompilationCache
	pool   pdfium.Pool
	engine *engine
}

// job is a piece of work for the goroutine that owns PDFium.
type job struct {
	ctx context.Context
	do  func(*engine)
	end chan struct{}
}

// Open starts PDFium. The first time on a machine it is compiled, which takes
// seconds; after that it takes a tenth of one.
func Open(ctx context.Context, o Options) (*Reader, error) {
	r := &Reader{jobs: make(chan job), quit: make(chan struct{}), done: make(chan struct{})}
	config := wazero.NewRuntimeConfig().WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling)
	if o.CacheDir != "" {
		// A cache that can't be kept costs time, not the window.
		if cache, err := wazero.NewCompilationCacheWithDir(o.CacheDir); err == nil {
			r.cache = cache
			config = config.WithCompilationCache(cache)
		}
	}
	var err error
	// What PDFium prints goes nowhere: a window has no console, and on Windows
	// the lack of one would keep it from starting.
	r.pool, err = webassembly.Init(webassembly.Config{
		MinIdle: 1, MaxIdle: 1, MaxTotal: 1, RuntimeConfig: config, Stdout: io.Discard, Stderr: io.Discard,
		FSConfig: wazero.NewFSConfig().WithFSMount(newFontFS(o.Font), "/"),
	})
	if err != nil {
		return nil, review.FaultFrom(err, "preview.start")
	}
	instance, err := r.pool.GetInstance(0)
	if err != nil {
		_ = r.pool.Close() // the first error counts
		return nil, review.FaultFrom(err, "preview.start")
	}
	n := o.Pages
	if n <= 0 {
		n = kept
	}
	r.engine = &engine{pdf: instance, pictures: newPictures(n)}
	go r.run()
	if err := ctx.Err(); err != nil {
		return nil, r.closeAfter(err)
	}
	return r, nil
}

func (r *Reader) closeAfter(err error) error {
	_ = r.Close() // the first error counts
	return err
}

func (r *Reader) run() {
	defer close(r.done)
	for {
		select {
		case <-r.quit:
			r.engine.forget()
			return
		case j := <-r.jobs:
			if j.ctx.Err() == nil {
				j.do(r.engine)
			}
			close(j.end)
		}
	}
}

// ask has the owner of PDFium do something and waits for it.
func (r *Reader) ask(ctx context.Context, do func(*engine)) error {
	j := job{ctx: ctx, do: do, end: make(chan struct{})}
	select {
	case r.jobs <- j:
	case <-ctx.Done():
		return ctx.Err()
	case <-r.done:
		return review.Fault("preview.closed")
	}
	select {
	case <-j.end:
		return ctx.Err()
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Pages are the sizes of the pages of a PDF; hash names its bytes.
func (r *Reader) Pages(ctx context.Context, hash string, pdf []byte) ([]Size, error) {
	var out []Size
	var fault error
	if err := r.ask(ctx, func(e *engine) { out, fault = e.sizes(hash, pdf) }); err != nil {
		return nil, err
	}
	return out, fault
}

// Page is a page, from 1, as a picture width pixels wide. The picture is
// shared and must not be changed.
func (r *Reader) Page(ctx context.Context, hash string, pdf []byte, page, width int) (image.Image, error) {
	var out image.Image
	var fault error
	if err := r.ask(ctx, func(e *engine) { out, fault = e.page(hash, pdf, page, width) }); err != nil {
		return nil, err
	}
	return out, fault
}

// Text is what PDFium reads on the pages of a PDF.
func (r *Reader) Text(ctx context.Context, pdf []byte) (string, error) {
	var out string
	var fault error
	if err := r.ask(ctx, func(e *engine) { out, fault = e.text(pdf) }); err != nil {
		return "", err
	}
	return out, fault
}

// Close ends PDFium; what is asked after it fails.
func (r *Reader) Close() error {
	close(r.quit)
	<-r.done
	err := r.engine.pdf.Close()
	if e := r.pool.Close(); err == nil {
		err = e
	}
	if r.cache != nil {
		if e := r.cache.Close(context.Background()); err == nil {
			err = e
		}
	}
	return err
}
