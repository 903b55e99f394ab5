// Package testpki is an authority for tests: its certificates, a time-stamp
// authority, an OCSP responder and revocation lists, all made and answered by
// openssl, so that what is checked here was not made here.
package testpki

import (
	_ "embed"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
)

//go:embed mkpki.sh
var script string

// PKI is an authority in a folder.
type PKI struct {
	Dir string
	// Fail, if set, says for which paths the server fails.
	Fail func(path string) bool
	// Wait, if set, is called before each answer.
	Wait func()

	mu sync.Mutex // openssl counts its tokens in a file
}

// Shared is the one authority of a package's tests, made when it is first
// asked for: to make one takes a second. Its certificates name
// http://authority.test as the place to ask.
type Shared struct {
	once sync.Once
	pki  *PKI
	err  error
}

// Get is the authority.
func (s *Shared) Get() (*PKI, error) {
	s.once.Do(func() {
		var dir string
		if dir, s.err = os.MkdirTemp("", "testpki"); s.err == nil {
			s.pki, s.err = Make(dir, "http://authority.test")
		}
	})
	return s.pki, s.err
}

// Run runs a package's tests, removes the authority and gives their status:
// what TestMain does.
func (s *Shared) Run(tests interface{ Run() int }) int {
	status := tests.Run()
	if s.pki != nil {
		_ = os.RemoveAll(s.pki.Dir) // a folder of the system's for what is temporary
	}
	return status
}

// Make makes an authority whose certificates name base as the place to ask.
func Make(dir, base string) (*PKI, error) {
	cmd := exec.Command("bash", "-s", dir, base)
	cmd.Stdin = strings.NewReader(script)
	if out, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("mkpki.sh: %w: %s", err, out)
	}
	return &PKI{Dir: dir}, nil
}

// File is one of the authority's files.
func (p *PKI) File(name string) ([]byte, error) {
	return os.ReadFile(filepath.Join(p.Dir, filepath.Base(name)))
}

// Stamp answers a time-stamp request in the name of tsa or tsa2.
func (p *PKI) Stamp(authority string, request []byte) ([]byte, error) {
	return p.answer(request, "ts", "-reply", "-config", "o.cnf", "-section", "t", "-signer", authority+".crt", "-inkey", authority+".key", "-chain", "chain.pem", "-queryfile", "{in}", "-out", "{out}")
}

// OCSP answers an OCSP request.
func (p *PKI) OCSP(request []byte) ([]byte, error) {
	return p.answer(request, "ocsp", "-index", "index.txt", "-CA", "int.crt", "-rsigner", "ocsp.crt", "-rkey", "ocsp.key", "-ndays", "7", "-reqin", "{in}", "-respout", "{out}")
}

func (p *PKI) answer(request []byte, args ...string) ([]byte, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	dir, err := os.MkdirTemp("", "testpki")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	in, out := filepath.Join(dir, "in"), filepath.Join(dir, "out")
	if err := os.WriteFile(in, request, 0o600); err != nil {
		return nil, err
	}
	for i, a := range args {
		args[i] = strings.NewReplacer("{in}", in, "{out}", out).Replace(a)
	}
	cmd := exec.Command("openssl", args...)
	cmd.Dir = p.Dir
	said, err := cmd.CombinedOutput()
	b, rerr := os.ReadFile(out)
	if rerr != nil {
		return nil, fmt.Errorf("openssl: %w: %s", errors.Join(err, rerr), said)
	}
	return b, nil
}

// Fetch answers as the server does, without one.
func (p *PKI) Fetch(path string, query []byte) ([]byte, error) {
	path = strings.Trim(path, "/")
	switch {
	case p.Fail != nil && p.Fail(path):
		return nil, errors.New("the authority fails")
	case path == "tsa" || path == "tsa2":
		return p.Stamp(path, query)
	case path == "ocsp":
		return p.OCSP(query)
	case strings.HasSuffix(path, ".crl") || strings.HasSuffix(path, ".cer"):
		return p.File(path)
	}
	return nil, errors.New("no such place")
}

// ServeHTTP serves /tsa, /tsa2, /ocsp, the lists and certificates.
func (p *PKI) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if p.Wait != nil {
		p.Wait()
	}
	q, err := io.ReadAll(r.Body)
	if err == nil {
		var b []byte
		if b, err = p.Fetch(r.URL.Path, q); err == nil {
			_, _ = w.Write(b) // whoever asked may have gone
			return
		}
	}
	http.Error(w, err.Error(), http.StatusServiceUnavailable)
}
