//go:build cgo

package softtoken

import (
	_ "embed"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

//go:embed testdata/skf.c
var skfSource []byte

// CompileSKF compiles a UKey in software and returns its library. What it
// holds lies in the folder that SOFTSKF names (testdata/skf.c says how). wide
// gives it the 64-bit ULONG of some vendors.
func CompileSKF(dir string, wide bool) (string, error) {
	source, library := filepath.Join(dir, "skf.c"), filepath.Join(dir, "libskf.so")
	args := []string{"-shared", "-fPIC", "-O1", "-o"}
	if wide {
		library = filepath.Join(dir, "libskfwide.so")
		args = append([]string{"-DWIDE"}, args...)
	}
	if err := os.WriteFile(source, skfSource, 0o600); err != nil {
		return "", err
	}
	out, err := exec.Command("gcc", append(args, library, source, "-lcrypto")...).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("gcc (packaging/setup test installs libssl-dev): %w: %s", err, out)
	}
	return library, nil
}
