package app

import (
	"bytes"
	"os"
	"path/filepath"
)

// VerifierPage is the environment variable that names the page on which a
// bundle is checked, for a packager whose layout is none of those known here.
const VerifierPage = "SHENQIAN_VERIFIER"

const verifierFile = "verifier.html"

// verifierPage is that page, nil if it is not there: it is looked for where
// VerifierPage says, beside the program, in ../share/shenqian, and in build of
// the source tree above the program or the working folder.
func (w *Workshop) verifierPage() []byte {
	var places, up []string
	if at := os.Getenv(VerifierPage); at != "" {
		places = append(places, at)
	}
	if exe, err := os.Executable(); err == nil {
		if real, err := filepath.EvalSymlinks(exe); err == nil {
			exe = real
		}
		at := filepath.Dir(exe)
		places = append(places, filepath.Join(at, verifierFile), filepath.Join(at, "..", "share", "shenqian", verifierFile))
		up = append(up, at)
	}
	if wd, err := os.Getwd(); err == nil {
		up = append(up, wd)
	}
	for _, at := range up {
		for range 8 {
			if _, err := os.Stat(filepath.Join(at, "packaging", "verifier")); err == nil {
				places = append(places, filepath.Join(at, "build", verifierFile))
			}
			at = filepath.Dir(at)
		}
	}
	for _, p := range places {
		if b, err := readFile(p); err == nil && bytes.Contains(b, []byte(`id="program"`)) {
			return b
		}
	}
	return nil
}
