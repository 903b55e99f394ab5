package fonts

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// maxFont is more than any font of ours and less than would fill the memory.
const maxFont = 128 << 20

// Load returns the font file name, for example FangSong. The bytes are shared
// and must not be changed.
func (s *Set) Load(name string) ([]byte, error) {
	f, err := s.File(name)
	if err != nil {
		return nil, err
	}
	return f.Data, nil
}

// File is Load with the path and the SHA-256 of what was found.
func (s *Set) File(name string) (*File, error) {
	s.mu.Lock()
	load := s.files[name]
	if load == nil {
		load = sync.OnceValues(func() (*File, error) { return s.find(name) })
		s.files[name] = load
	}
	s.mu.Unlock() // files of other names need not wait for this one
	return load()
}

func (s *Set) find(name string) (*File, error) {
	for _, d := range s.dirs {
		for _, ext := range []string{plain, packed} {
			f, err := d.read(name, ext)
			if errors.Is(err, fs.ErrNotExist) {
				continue
			}
			return f, err
		}
	}
	return nil, &Error{Code: "fonts.missing", Args: map[string]string{"name": name}}
}

func (d dir) read(name, ext string) (*File, error) {
	path := filepath.Join(d.path, name+ext)
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if err == nil && ext == packed {
		b, err = unpack(b)
	}
	if err != nil {
		return nil, &Error{Code: "fonts.unreadable", Args: map[string]string{"path": path}, Err: err}
	}
	sum := sha256.Sum256(b)
	f := &File{Name: name, Path: path, Data: b, SHA256: hex.EncodeToString(sum[:])}
	if d.own && d.sums[name+plain] != f.SHA256 {
		return nil, &Error{Code: "fonts.changed", Args: map[string]string{"path": path, "sha256": f.SHA256}}
	}
	return f, nil
}

func unpack(b []byte) ([]byte, error) {
	z, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxFont))
	if err != nil {
		return nil, err
	}
	defer z.Close()
	return z.DecodeAll(b, nil)
}

// parseSums reads a list as sha256sum writes it.
func parseSums(b []byte) (map[string]string, error) {
	sums := map[string]string{}
	in := bufio.NewScanner(bytes.NewReader(b))
	for in.Scan() {
		sum, name, ok := strings.Cut(in.Text(), "  ")
		if !ok || len(sum) != 2*sha256.Size {
			return nil, fmt.Errorf("line %q", in.Text())
		}
		sums[name] = sum
	}
	return sums, in.Err()
}
