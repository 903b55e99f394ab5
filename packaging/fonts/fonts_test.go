package fonts

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestEveryShippedFontIsTrueTypeAndMatchesItsChecksum(t *testing.T) {
	s, err := Find("")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{SongBold, Song, FangSong, Kai, Hei, HeiBold, Window, WindowBold, Latin, LatinBold} {
		f, err := s.File(name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if !bytes.HasPrefix(f.Data, []byte{0, 1, 0, 0}) {
			t.Errorf("%s is not a TrueType font with glyf outlines", name)
		}
	}
}

func TestTheCourtsOwnFontIsFoundFirst(t *testing.T) {
	own := t.TempDir()
	if err := os.WriteFile(filepath.Join(own, FangSong+plain), []byte("court"), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := Find(own)
	if err != nil {
		t.Fatal(err)
	}
	b, err := s.Load(FangSong)
	if err != nil || string(b) != "court" {
		t.Fatalf("got %.10q, %v", b, err)
	}
	if b, err = s.Load(Latin); err != nil || len(b) < 100_000 {
		t.Fatalf("a font the court doesn't have comes from the program: %d bytes, %v", len(b), err)
	}
}

func TestAChangedFontIsRefused(t *testing.T) {
	at := t.TempDir()
	for name, text := range map[string]string{
		sumsFile:       "0000000000000000000000000000000000000000000000000000000000000000  " + Latin + plain + "\n",
		Latin + plain:  "something else",
		"Unlisted.ttf": "not in the list",
	} {
		if err := os.WriteFile(filepath.Join(at, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s := &Set{files: map[string]func() (*File, error){}}
	if err := s.add(at, true); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{Latin, "Unlisted"} {
		var e *Error
		if _, err := s.Load(name); !errors.As(err, &e) || e.ErrorCode() != "fonts.changed" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestEveryErrorHasASentenceInBothLanguages(t *testing.T) {
	for _, lang := range []string{"zh-Hans", "en"} {
		b, err := Messages.ReadFile("messages/" + lang + ".json")
		if err != nil {
			t.Fatal(err)
		}
		var m map[string]string
		if err := json.Unmarshal(b, &m); err != nil {
			t.Fatal(err)
		}
		for _, code := range []string{"fonts.none", "fonts.sums", "fonts.missing", "fonts.unreadable", "fonts.changed"} {
			if m[code] == "" {
				t.Errorf("%s: no sentence for %s", lang, code)
			}
		}
	}
}
