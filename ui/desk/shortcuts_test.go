package desk

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

// Each key does one thing on each screen, and nothing is decided by a bare key
// but on the masking screen, where Enter only marks a place.
func TestShortcuts(t *testing.T) {
	type key struct {
		name fyne.KeyName
		mod  fyne.KeyModifier
		on   place
	}
	seen := map[key]string{}
	main := map[string]bool{}
	for _, s := range shortcuts {
		for _, on := range []place{onDesk, onMask} {
			if s.where&on == 0 {
				continue
			}
			k := key{s.key, s.mod, on}
			if other, ok := seen[k]; ok {
				t.Errorf("%s: %s and %s", s.label, other, s.code)
			}
			seen[k] = s.code
		}
		if s.where == 0 {
			t.Errorf("%s holds nowhere", s.code)
		}
		if !s.also {
			if main[s.code] {
				t.Errorf("%s is twice in the help", s.code)
			}
			main[s.code] = true
		}
		if s.label == "" || s.do == nil {
			t.Errorf("%s: no label, or does nothing", s.code)
		}
		if s.mod == 0 && s.where != onMask && (s.key == fyne.KeyReturn || s.key == fyne.KeyEnter || s.key == fyne.KeySpace) {
			t.Errorf("%s is a bare %s", s.code, s.key)
		}
	}
	for _, s := range shortcuts {
		if s.also && !main[s.code] {
			t.Errorf("%s has only an extra key", s.code)
		}
	}
}

// One file knows Fyne's thread, and every entry is the kit's.
func TestThreadAndEntries(t *testing.T) {
	files, err := filepath.Glob("../*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	more, err := filepath.Glob("../*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range append(files, more...) {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		s := string(b)
		if strings.Contains(s, "fyne.Do") && filepath.Base(f) != "thread.go" {
			t.Errorf("%s: fyne.Do", f)
		}
		for _, bad := range []string{"widget.NewEntry", "widget.NewMultiLineEntry", "widget.NewPasswordEntry", "widget.NewTable", "dialog.New"} {
			if strings.Contains(s, bad) {
				t.Errorf("%s: %s", f, bad)
			}
		}
	}
}
