package backup

import (
	"archive/tar"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"strings"
	"time"

	"filippo.io/age"

	"shenqian/review"
)

// Format is the number of the form of backups that this program writes, and
// the highest that it reads.
const Format = 1

// Manifest says what is in a backup.
type Manifest struct {
	Format  int       `json:"format"`
	Program string    `json:"program"` // version of the program that wrote it
	Court   string    `json:"court"`
	At      time.Time `json:"at"`
	Origin  string    `json:"origin"`  // of the journal
	Entries int64     `json:"entries"` // rows of the journal
	Files   int       `json:"files"`
	// Demonstration: the data is a demonstration's, whose key is no secret.
	Demonstration bool `json:"demonstration,omitempty"`
}

// The members before the parts of the data.
const (
	manifestName   = "backup.json"
	checkpointName = "checkpoint"
	keyName        = "sealing.key"
	endName        = "end"
	smallest       = 1 << 20 // no member before the data is longer
)

// Writer writes a backup.
type Writer struct {
	sealed io.WriteCloser
	tar    *tar.Writer
	at     time.Time
}

// NewWriter begins a backup on out, for those who hold the recipients' keys.
func NewWriter(out io.Writer, to []age.Recipient, m Manifest, checkpoint string, key []byte) (*Writer, error) {
	sealed, err := age.Encrypt(out, to...)
	var path *fs.PathError
	if errors.As(err, &path) { // the file's fault, not the recipient's
		return nil, err
	}
	if err != nil {
		return nil, review.FaultFrom(err, "backup.recipient")
	}
	w := &Writer{sealed, tar.NewWriter(sealed), m.At}
	m.Format = Format
	b, err := json.Marshal(m)
	if err != nil {
		return nil, err
	}
	for _, f := range []struct {
		name    string
		content []byte
	}{{manifestName, b}, {checkpointName, []byte(checkpoint)}, {keyName, key}} {
		if err := w.Put(f.name, int64(len(f.content)), bytes.NewReader(f.content)); err != nil {
			return nil, err
		}
	}
	return w, nil
}

// Put adds a part of the data.
func (w *Writer) Put(name string, size int64, content io.Reader) error {
	if err := w.tar.WriteHeader(&tar.Header{Name: name, Size: size, Mode: 0o600, ModTime: w.at, Format: tar.FormatPAX}); err != nil {
		return err
	}
	_, err := io.CopyN(w.tar, content, size)
	return err
}

// Close ends the backup. One that was not closed is not whole, and is refused.
func (w *Writer) Close() error {
	err := w.Put(endName, 0, strings.NewReader(""))
	return errors.Join(err, w.tar.Close(), w.sealed.Close())
}

// Reader reads a backup from its beginning.
type Reader struct {
	Manifest   Manifest
	Checkpoint string
	Key        []byte
	plain      io.Reader
	tar        *tar.Reader
	ended      bool
}

// NewReader opens a backup. What is read from it was authenticated.
func NewReader(in io.Reader, with ...age.Identity) (*Reader, error) {
	plain, err := age.Decrypt(in, with...)
	if err != nil {
		var none *age.NoIdentityMatchError
		if errors.As(err, &none) {
			return nil, review.FaultFrom(err, "backup.otherkey")
		}
		return nil, review.FaultFrom(err, "backup.notabackup")
	}
	r := &Reader{plain: plain, tar: tar.NewReader(plain)}
	manifest, err := r.small(manifestName)
	if err != nil {
		return nil, err
	}
	// The number first: later forms may have other members.
	if err := json.Unmarshal(manifest, &r.Manifest); err != nil {
		return nil, review.FaultFrom(err, "backup.damaged", "where", manifestName)
	}
	if r.Manifest.Format < 1 || r.Manifest.Format > Format {
		return nil, review.Fault("backup.newer", "program", r.Manifest.Program)
	}
	checkpoint, err := r.small(checkpointName)
	if err != nil {
		return nil, err
	}
	r.Checkpoint = string(checkpoint)
	r.Key, err = r.small(keyName)
	return r, err
}

func (r *Reader) small(name string) ([]byte, error) {
	h, err := r.tar.Next()
	if err != nil || h.Name != name || h.Size > smallest || h.Typeflag != tar.TypeReg {
		return nil, review.FaultFrom(err, "backup.damaged", "where", name)
	}
	b, err := io.ReadAll(r.tar)
	if err != nil {
		return nil, review.FaultFrom(err, "backup.damaged", "where", name)
	}
	return b, nil
}

// Next is the next part of the data; io.EOF after the last. A part may be used
// only if Next after it gives no other error.
func (r *Reader) Next() (name string, content io.Reader, err error) {
	h, err := r.tar.Next()
	switch {
	case errors.Is(err, io.EOF) && r.ended:
		// Only now does age say whether the file was cut.
		if n, err := io.Copy(io.Discard, r.plain); err != nil || n > 0 {
			return "", nil, review.FaultFrom(err, "backup.damaged", "where", endName)
		}
		return "", nil, io.EOF
	case err != nil:
		return "", nil, review.FaultFrom(err, "backup.damaged", "where", endName)
	case r.ended || h.Typeflag != tar.TypeReg:
		return "", nil, review.Fault("backup.damaged", "where", h.Name)
	case h.Name == endName:
		r.ended = true
		return r.Next()
	}
	return h.Name, damaged{r.tar, h.Name}, nil
}

// damaged tells a part that can't be read to its end from a disk that is full.
type damaged struct {
	r    io.Reader
	name string
}

func (d damaged) Read(p []byte) (int, error) {
	n, err := d.r.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = review.FaultFrom(err, "backup.damaged", "where", d.name)
	}
	return n, err
}
