package preview

import (
	"bytes"
	"io"
	"io/fs"
	"strings"
	"time"
)

// fontFS is all that PDFium sees of a disk: one font where it looks for the
// system's. Without it a paper whose font isn't embedded would show blank
// pages; with the real disk mounted a hostile file could reach it.
type fontFS map[string][]byte // name of a file → its bytes; folders follow from the names

func newFontFS(font []byte) fontFS {
	if font == nil {
		return fontFS{}
	}
	return fontFS{"usr/share/fonts/window.ttf": font}
}

// Open implements fs.FS.
func (f fontFS) Open(name string) (fs.File, error) {
	if b, ok := f[name]; ok {
		return &memFile{Reader: bytes.NewReader(b), node: node{base(name), int64(len(b)), false}}, nil
	}
	var inside []fs.DirEntry
	for path, b := range f {
		rest := path
		if name != "." {
			var ok bool
			if rest, ok = strings.CutPrefix(path, name+"/"); !ok {
				continue
			}
		}
		first, _, deeper := strings.Cut(rest, "/")
		inside = append(inside, node{first, int64(len(b)), deeper})
	}
	if len(inside) == 0 && name != "." {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return &memDir{node: node{base(name), 0, true}, inside: inside}, nil
}

func base(name string) string { return name[strings.LastIndexByte(name, '/')+1:] }

// node is a file or a folder, seen as its own entry and its own info.
type node struct {
	name string
	size int64
	dir  bool
}

func (n node) Name() string               { return n.name }
func (n node) Size() int64                { return n.size }
func (n node) ModTime() time.Time         { return time.Unix(0, 0) }
func (n node) IsDir() bool                { return n.dir }
func (n node) Sys() any                   { return nil }
func (n node) Type() fs.FileMode          { return n.Mode().Type() }
func (n node) Info() (fs.FileInfo, error) { return n, nil }
func (n node) Stat() (fs.FileInfo, error) { return n, nil }
func (n node) Close() error               { return nil }

func (n node) Mode() fs.FileMode {
	if n.dir {
		return fs.ModeDir | 0o555
	}
	return 0o444
}

type memFile struct {
	*bytes.Reader
	node
}

// Size is the node's: the Reader has one too.
func (f *memFile) Size() int64 { return f.node.size }

type memDir struct {
	node
	inside []fs.DirEntry
}

func (d *memDir) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.name, Err: fs.ErrInvalid}
}

func (d *memDir) ReadDir(n int) ([]fs.DirEntry, error) {
	if n <= 0 || n > len(d.inside) {
		if n > 0 && len(d.inside) == 0 {
			return nil, io.EOF
		}
		n = len(d.inside)
	}
	out := d.inside[:n]
	d.inside = d.inside[n:]
	return out, nil
}
