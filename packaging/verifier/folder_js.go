package main

import (
	"errors"
	"io"
	"io/fs"
	"path"
	"sort"
	"strings"
	"syscall/js"
	"time"
)

// folder is the files that a person gave to the page, as a file system. A
// file's bytes are asked of the browser when it is opened and not kept: of a
// large bundle no more than one is held at once.
type folder struct {
	files  map[string]js.Value // File objects by path
	dirs   map[string][]string // what lies in a folder, by name
	opened func(name string)   // told of every file that is read
}

func newFolder(names []string, files []js.Value, opened func(string)) *folder {
	f := &folder{files: map[string]js.Value{}, dirs: map[string][]string{".": nil}, opened: opened}
	for i, name := range names {
		if name = path.Clean(strings.TrimPrefix(name, "/")); !fs.ValidPath(name) || name == "." {
			continue
		}
		if _, twice := f.files[name]; !twice {
			f.enter(name)
		}
		f.files[name] = files[i]
	}
	return f
}

// enter notes a name in its folder, and its folder in the one above.
func (f *folder) enter(name string) {
	dir := path.Dir(name)
	_, known := f.dirs[dir]
	f.dirs[dir] = append(f.dirs[dir], path.Base(name))
	if !known {
		f.enter(dir)
	}
}

// below is what lies under a folder.
func (f *folder) below(dir string) *folder {
	if dir == "." {
		return f
	}
	var names []string
	var files []js.Value
	for name, file := range f.files {
		if rest, ok := strings.CutPrefix(name, dir+"/"); ok {
			names, files = append(names, rest), append(files, file)
		}
	}
	return newFolder(names, files, f.opened)
}

func (f *folder) Open(name string) (fs.File, error) {
	if file, ok := f.files[name]; ok {
		return &openFile{name: name, file: file, opened: f.opened}, nil
	}
	if names, ok := f.dirs[name]; ok {
		sort.Strings(names)
		return &openDir{name: name, f: f, left: names}, nil
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// piece is how much of a file is read at once.
const piece = 4 << 20

// openFile reads a File of the browser piece by piece.
type openFile struct {
	name   string
	file   js.Value
	opened func(string)
	at     int64
	held   []byte
}

func (o *openFile) size() int64 { return int64(o.file.Get("size").Float()) }

func (o *openFile) Read(b []byte) (int, error) {
	if o.at == 0 && o.held == nil {
		o.opened(o.name)
	}
	if len(o.held) == 0 {
		size := o.size()
		if o.at >= size {
			return 0, io.EOF
		}
		end := min(o.at+piece, size)
		buffer, err := wait(o.file.Call("slice", float64(o.at), float64(end)).Call("arrayBuffer"))
		if err != nil {
			return 0, &fs.PathError{Op: "read", Path: o.name, Err: err}
		}
		o.held = bytesOf(js.Global().Get("Uint8Array").New(buffer))
		if int64(len(o.held)) != end-o.at { // it changed on the disk
			return 0, &fs.PathError{Op: "read", Path: o.name, Err: fs.ErrInvalid}
		}
		o.at = end
	}
	n := copy(b, o.held)
	o.held = o.held[n:]
	return n, nil
}

func (o *openFile) Close() error               { o.held = nil; return nil }
func (o *openFile) Stat() (fs.FileInfo, error) { return info{path.Base(o.name), o.size(), false}, nil }

// wait lets the page go on until a promise is kept. It must not be called on
// the page's own thread of events.
func wait(promise js.Value) (js.Value, error) {
	type end struct {
		value js.Value
		err   error
	}
	done := make(chan end, 1)
	good := js.FuncOf(func(_ js.Value, args []js.Value) any { done <- end{value: args[0]}; return nil })
	bad := js.FuncOf(func(_ js.Value, args []js.Value) any {
		done <- end{err: errors.New(args[0].Call("toString").String())}
		return nil
	})
	defer good.Release()
	defer bad.Release()
	promise.Call("then", good, bad)
	e := <-done
	return e.value, e.err
}

// openDir lists a folder.
type openDir struct {
	name string
	f    *folder
	left []string
}

func (o *openDir) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: o.name, Err: fs.ErrInvalid}
}
func (o *openDir) Close() error               { return nil }
func (o *openDir) Stat() (fs.FileInfo, error) { return info{path.Base(o.name), 0, true}, nil }

func (o *openDir) ReadDir(n int) ([]fs.DirEntry, error) {
	var out []fs.DirEntry
	for len(o.left) > 0 && (n <= 0 || len(out) < n) {
		name := path.Join(o.name, o.left[0])
		_, isFile := o.f.files[name]
		out = append(out, fs.FileInfoToDirEntry(info{o.left[0], 0, !isFile}))
		o.left = o.left[1:]
	}
	if n > 0 && len(out) == 0 {
		return nil, io.EOF
	}
	return out, nil
}

// info is what is known of a file without reading it.
type info struct {
	name string
	size int64
	dir  bool
}

func (i info) Name() string       { return i.name }
func (i info) Size() int64        { return i.size }
func (i info) ModTime() time.Time { return time.Time{} }
func (i info) IsDir() bool        { return i.dir }
func (i info) Sys() any           { return nil }
func (i info) Mode() fs.FileMode {
	if i.dir {
		return fs.ModeDir | 0o500
	}
	return 0o400
}
