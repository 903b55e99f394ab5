package app

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"shenqian/review"
	"shenqian/signing"
	"shenqian/signing/keys"
)

// Many PDFs are signed into one folder. A file is there wholly or not at all,
// so what a run that was broken off has left is what it had finished: the next
// run takes that for signed and goes on with the rest.

// FileJob is one PDF of many: the file and where its signed form goes.
type FileJob struct{ In, Out string }

// SignedFile is what became of it.
type SignedFile struct {
	FileJob
	// Signed has no bytes: they are in the file. It is nil if there is an error
	// or Before.
	Signed *Signed
	Hash   review.Hash
	// Before: the signed file was there already, with these keys' signatures.
	Before bool
	Err    error
}

// errBefore ends an item that needs nothing more.
var errBefore = errors.New("signed before")

// SignFiles signs many PDFs, as many at a time as the keys allow. It calls done
// after each, from one goroutine at a time. When ctx ends, what was begun is
// finished and the rest has the error "sign.cancelled".
func (w *Workshop) SignFiles(ctx context.Context, jobs []FileJob, c *Credential, f FileRequest, done func(i int, s SignedFile)) ([]SignedFile, error) {
	from, err := w.sources(f.Authorities, nil)
	if err != nil {
		return nil, err
	}
	out, items := make([]SignedFile, len(jobs)), make([]signing.Item, len(jobs))
	for i, job := range jobs {
		out[i].FileJob = job
		items[i] = w.fileItem(&out[i], c, f)
	}
	settle := func(i int, err error) {
		o := &out[i]
		switch {
		case errors.Is(err, errBefore):
			o.Before = true
		case err != nil:
			o.Signed, o.Err = nil, err
		}
		if done != nil {
			done(i, *o)
		}
	}
	signing.SignBatch(ctx, c, items, signing.BatchOptions{Second: f.Second, Level: f.Level, From: from, Done: settle})
	return out, nil
}

func (w *Workshop) fileItem(o *SignedFile, c *Credential, f FileRequest) signing.Item {
	r := signing.Request{Field: f.Field, Time: w.Now(), Name: Describe(c).Name, Reason: w.stated(c, f.Reason)}
	if f.Certify {
		r.Certify = 2
	}
	if f.Second == nil {
		r.Form = f.Form
	}
	it := signing.Item{Request: r}
	wanted := []*Credential{c}
	if f.Second != nil {
		it.Second = signing.Second{Field: f.SecondField, Reason: w.stated(f.Second, f.Reason), Form: f.Form}
		wanted = append(wanted, f.Second)
	}
	var pdf []byte
	it.Open = func() (_ []byte, err error) {
		if pdf, err = readFile(o.In); err != nil {
			return nil, err
		}
		if o.Hash, err = w.signedBefore(o.FileJob, pdf, wanted); err != nil {
			return nil, err
		}
		return pdf, nil
	}
	it.Reached = func(s *signing.Result) {
		o.Signed = &Signed{Wanted: s.Wanted, Reached: s.Reached, Short: s.Short}
	}
	it.Save = func(signed []byte) error {
		pdf, o.Hash = nil, review.HashOf(signed)
		return placeNew(o.Out, signed)
	}
	return it
}

// signedBefore ends with errBefore if the signed file is there: it begins with
// the file, holds, and every key has signed what was added. Any other file
// that is there in its place stays, and is said.
func (w *Workshop) signedBefore(job FileJob, pdf []byte, by []*Credential) (review.Hash, error) {
	b, err := os.ReadFile(job.Out)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", nil
	case err != nil:
		return "", err
	}
	other := review.Fault("sign.otherfile", "file", job.Out)
	if len(b) <= len(pdf) || !bytes.HasPrefix(b, pdf) {
		return "", other
	}
	r, err := signing.Verify(b, signing.Options{At: w.Now()})
	if err != nil || r.Verdict != signing.Valid {
		return "", other
	}
	var earlier []string // the signatures the file had
	if was, err := signing.Verify(pdf, signing.Options{At: w.Now()}); err == nil {
		for _, s := range was.Signatures {
			earlier = append(earlier, s.Field)
		}
	}
	for _, c := range by {
		fp := keys.Fingerprint(c.Certificate)
		if !slices.ContainsFunc(r.Signatures, func(s signing.SignatureReport) bool {
			return s.Fingerprint == fp && !slices.Contains(earlier, s.Field)
		}) {
			return "", other
		}
	}
	return review.HashOf(b), errBefore
}

// placeNew writes a file wholly or not at all, and never over another.
func placeNew(path string, b []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".shenqian-*")
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	err = errors.Join(err, f.Sync(), f.Close(), os.Chmod(f.Name(), 0o644))
	if err == nil {
		err = os.Link(f.Name(), path)
		if errors.Is(err, fs.ErrExist) {
			err = review.Fault("sign.otherfile", "file", path)
		} else if err != nil { // a file system without links
			return os.Rename(f.Name(), path)
		}
	}
	return errors.Join(err, os.Remove(f.Name()))
}
