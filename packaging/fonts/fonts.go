// Package fonts finds the font files that papers are typeset with and the
// window is drawn with.
//
// The files lie beside the program, never inside it: FandolFang's licence keeps
// it apart from the program, and a court may put its own licensed 仿宋 and
// 小标宋 in the settings folder, where they are found first. A file is read,
// decompressed and checked only when it is asked for.
package fonts

import (
	"os"
	"path/filepath"
	"sync"
)

// The files this folder ships, by what they are used for.
const (
	SongBold    = "NotoSerifSC-Bold"    // titles, in place of 小标宋
	Song        = "NotoSerifSC-Regular" // public copies, rare characters
	FangSong    = "FandolFang-Regular"  // body
	Kai         = "LXGWWenKai-Light"    // slips, rare characters
	Hei         = "NotoSansSC-Regular"  // headings, rare characters in the window
	HeiBold     = "NotoSansSC-Bold"     // rare characters in the window
	Window      = "ShenqianWindowSC-Regular"
	WindowBold  = "ShenqianWindowSC-Bold"
	Latin       = "LiberationSerif-Regular" // digits and Latin letters
	LatinBold   = "LiberationSerif-Bold"
	sumsFile    = "SHA256SUMS"
	packed      = ".ttf.zst"
	plain       = ".ttf"
	sourceDepth = 8 // how far up the source tree's root may be
)

// Set is the folders with fonts in them, in the order they are tried. It may
// be shared by goroutines.
type Set struct {
	dirs []dir

	mu    sync.Mutex
	files map[string]func() (*File, error)
}

// dir is one folder; sums are its SHA-256 by file name, nil without a list.
type dir struct {
	path string
	own  bool // ours: a file that isn't in the list, or differs, is refused
	sums map[string]string
}

// File is one font file as it was found.
type File struct {
	Name   string // without extension
	Path   string
	Data   []byte // TrueType, decompressed; not to be changed
	SHA256 string // of Data, lower-case hexadecimal
}

// Folder is the environment variable that names a folder of ours elsewhere,
// for a packager whose layout is none of those that Find knows.
const Folder = "SHENQIAN_FONTS"

// Find looks for fonts in the settings folder (a court's own files; "" for
// none), in the folder that Folder names, beside the program, in ../share/shenqian/fonts, and in the source
// tree above the program or the working folder.
func Find(settingsDir string) (*Set, error) {
	var places []string
	var up []string
	if at := os.Getenv(Folder); at != "" {
		places = append(places, at)
	}
	if exe, err := os.Executable(); err == nil {
		if real, err := filepath.EvalSymlinks(exe); err == nil {
			exe = real
		}
		at := filepath.Dir(exe)
		places = append(places, filepath.Join(at, "fonts"), at, filepath.Join(at, "..", "share", "shenqian", "fonts"))
		up = append(up, at)
	}
	if wd, err := os.Getwd(); err == nil {
		up = append(up, wd)
	}
	for _, at := range up {
		for range sourceDepth {
			places = append(places, filepath.Join(at, "packaging", "fonts"))
			at = filepath.Dir(at)
		}
	}
	s := &Set{files: map[string]func() (*File, error){}}
	if settingsDir != "" {
		if err := s.add(settingsDir, false); err != nil {
			return nil, err
		}
	}
	for _, p := range places {
		if err := s.add(p, true); err != nil {
			return nil, err
		}
	}
	for _, d := range s.dirs {
		if d.own {
			return s, nil
		}
	}
	return nil, &Error{Code: "fonts.none", Args: map[string]string{"file": sumsFile}}
}

// add takes a folder in if it has fonts. A folder of ours is known by its list
// of checksums; anything else that lies beside the program is not looked at.
func (s *Set) add(path string, own bool) error {
	for _, d := range s.dirs {
		if d.path == path {
			return nil
		}
	}
	d := dir{path: path, own: own}
	if own {
		b, err := os.ReadFile(filepath.Join(path, sumsFile))
		if err != nil {
			return nil // not a folder of fonts
		}
		if d.sums, err = parseSums(b); err != nil {
			return &Error{Code: "fonts.sums", Args: map[string]string{"path": filepath.Join(path, sumsFile)}, Err: err}
		}
	}
	s.dirs = append(s.dirs, d)
	return nil
}
