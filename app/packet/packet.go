package packet

import (
	"archive/tar"
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"filippo.io/age"

	"shenqian/review"
)

// Format is the number of the form that this program writes, and the highest
// that it reads.
const Format = 1

// Limits of a packet.
const (
	MostBytes    = 256 << 20 // of the whole file
	mostManifest = 4 << 20
	mostEntries  = 32 << 20
	mostLines    = 50_000
	mostFiles    = 5_000
	mostFile     = 64 << 20
)

// Which way a packet goes.
const (
	Out  = "out"  // from the court to a device
	Back = "back" // from the device to the court
)

// Manifest says what is in a packet.
type Manifest struct {
	Format  int         `json:"format"`
	Program string      `json:"program"`
	Way     string      `json:"way"`
	Court   string      `json:"court"`
	Packet  string      `json:"packet"`
	Until   review.Date `json:"until"`
	At      time.Time   `json:"at"`
	// Demonstration: the court is one.
	Demonstration bool `json:"demonstration,omitempty"`
	// Return is the public key for the way back, Matters what goes out, Absent
	// the files that the entries name and that stay at the court.
	Return  string        `json:"return,omitempty"`
	Matters []Matter      `json:"matters,omitempty"`
	Absent  []review.Hash `json:"absent,omitempty"`
}

// Matter is what a paper is made with on the device, so that its bytes are
// those that the court would make on the same day.
type Matter struct {
	review.PacketMatter
	// Proof is the C2SP proof that the last act that the paper states lies under
	// the court's checkpoint, which is in it.
	Proof string `json:"proof,omitempty"`
	// Seeds of the commitment to the text, for each day.
	Seeds map[string][]byte `json:"seeds,omitempty"`
}

// Entry is a signed act as it stands in the journal that it comes from.
type Entry struct {
	Type      string `json:"type"`
	Subject   string `json:"subject"`
	Body      []byte `json:"body"`
	Kind      string `json:"signer_kind"`
	Key       string `json:"signer_key"`
	Signature []byte `json:"signature"`
}

// Content is all of a packet.
type Content struct {
	Manifest Manifest
	Entries  []Entry
	Files    map[review.Hash][]byte
}

// The members of the tar.
const (
	manifestName = "packet.json"
	entriesName  = "entries"
	filesFolder  = "files/"
	endName      = "end"
)

// Seal writes a packet for one key.
func Seal(c Content, to age.Recipient) ([]byte, error) {
	c.Manifest.Format = Format
	manifest, err := json.Marshal(c.Manifest)
	if err != nil {
		return nil, err
	}
	var lines bytes.Buffer
	e := json.NewEncoder(&lines)
	for _, one := range c.Entries {
		if err := e.Encode(one); err != nil {
			return nil, err
		}
	}
	var out bytes.Buffer
	sealed, err := age.Encrypt(&out, to)
	if err != nil {
		return nil, review.FaultFrom(err, "packet.device")
	}
	t := tar.NewWriter(sealed)
	put := func(name string, b []byte) error {
		if err := t.WriteHeader(&tar.Header{Name: name, Size: int64(len(b)), Mode: 0o600, ModTime: c.Manifest.At, Format: tar.FormatPAX}); err != nil {
			return err
		}
		_, err := t.Write(b)
		return err
	}
	names := make([]string, 0, len(c.Files))
	total := 0
	for h, b := range c.Files {
		names = append(names, string(h))
		total += len(b)
		if len(b) > mostFile {
			return nil, tooLarge(h.Short(), mostFile)
		}
	}
	slices.Sort(names)
	switch {
	case len(manifest) > mostManifest:
		return nil, tooLarge(manifestName, mostManifest)
	case lines.Len() > mostEntries || len(c.Entries) > mostLines:
		return nil, tooLarge(entriesName, mostEntries)
	case len(names) > mostFiles || total > MostBytes-mostManifest-mostEntries-(1<<20):
		return nil, tooLarge(filesFolder, MostBytes)
	}
	err = errors.Join(put(manifestName, manifest), put(entriesName, lines.Bytes()))
	for _, n := range names {
		err = errors.Join(err, put(filesFolder+n, c.Files[review.Hash(n)]))
	}
	if err := errors.Join(err, put(endName, nil), t.Close(), sealed.Close()); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func tooLarge(what string, most int) error {
	return review.Fault("packet.large", "what", what, "most", strconv.Itoa(most>>20))
}

// Open reads a whole packet. What it gives was authenticated and is within the
// limits; who made it, and whether its acts may stand, it can't tell.
func Open(file []byte, with ...age.Identity) (*Content, error) {
	if len(file) > MostBytes {
		return nil, tooLarge(manifestName, MostBytes)
	}
	plain, err := age.Decrypt(bytes.NewReader(file), with...)
	if err != nil {
		var none *age.NoIdentityMatchError
		if errors.As(err, &none) {
			return nil, review.FaultFrom(err, "packet.otherkey")
		}
		return nil, review.FaultFrom(err, "packet.damaged", "where", "age")
	}
	r := &reader{tar: tar.NewReader(plain)}
	c := &Content{Files: map[review.Hash][]byte{}}
	manifest, err := r.member(manifestName, mostManifest)
	if err != nil {
		return nil, err
	}
	// The number first: later forms may have other members.
	if err := json.Unmarshal(manifest, &c.Manifest); err != nil {
		return nil, damaged(err, manifestName)
	}
	if c.Manifest.Format < 1 || c.Manifest.Format > Format {
		return nil, review.Fault("packet.newer", "program", c.Manifest.Program)
	}
	lines, err := r.member(entriesName, mostEntries)
	if err != nil {
		return nil, err
	}
	if c.Entries, err = readEntries(lines); err != nil {
		return nil, err
	}
	if err := r.files(c.Files); err != nil {
		return nil, err
	}
	// Only now does age say whether the file was cut.
	if n, err := io.Copy(io.Discard, plain); err != nil || n > 1<<20 {
		return nil, damaged(err, endName)
	}
	return c, nil
}

func damaged(err error, where string) error {
	return review.FaultFrom(err, "packet.damaged", "where", where)
}

func readEntries(lines []byte) (out []Entry, err error) {
	s := bufio.NewScanner(bytes.NewReader(lines))
	s.Buffer(nil, mostEntries)
	for s.Scan() {
		if len(out) >= mostLines {
			return nil, tooLarge(entriesName, mostEntries)
		}
		var e Entry
		if err := json.Unmarshal(s.Bytes(), &e); err != nil {
			return nil, damaged(err, entriesName)
		}
		out = append(out, e)
	}
	if err := s.Err(); err != nil {
		return nil, damaged(err, entriesName)
	}
	return out, nil
}

type reader struct {
	tar   *tar.Reader
	taken int64
}

// member is the next member, which must have that name and no more bytes.
func (r *reader) member(name string, most int64) ([]byte, error) {
	h, err := r.tar.Next()
	if err != nil || h.Name != name || h.Typeflag != tar.TypeReg {
		return nil, damaged(err, name)
	}
	return r.content(h, most)
}

func (r *reader) content(h *tar.Header, most int64) ([]byte, error) {
	if r.taken += h.Size; h.Size < 0 || h.Size > most || r.taken > MostBytes {
		return nil, tooLarge(h.Name, int(most))
	}
	b := make([]byte, h.Size)
	if _, err := io.ReadFull(r.tar, b); err != nil {
		return nil, damaged(err, h.Name)
	}
	return b, nil
}

// files reads the files up to the end.
func (r *reader) files(into map[review.Hash][]byte) error {
	for {
		h, err := r.tar.Next()
		if err != nil || h.Typeflag != tar.TypeReg {
			return damaged(err, endName)
		}
		if h.Name == endName {
			if _, err := r.tar.Next(); !errors.Is(err, io.EOF) {
				return damaged(err, endName)
			}
			return nil
		}
		name, ok := strings.CutPrefix(h.Name, filesFolder)
		if !ok || len(name) != 64 {
			return damaged(nil, "files")
		}
		if len(into) >= mostFiles {
			return tooLarge(filesFolder, MostBytes)
		}
		b, err := r.content(h, mostFile)
		if err != nil {
			return err
		}
		if _, twice := into[review.Hash(name)]; twice || review.HashOf(b) != review.Hash(name) {
			return damaged(nil, review.Hash(name).Short())
		}
		into[review.Hash(name)] = b
	}
}
