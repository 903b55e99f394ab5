package app_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shenqian/app"
)

func TestAServiceCopyThatDiffersByOneCharacterIsRefused(t *testing.T) {
	w, err := app.NewWorkshop(app.Config{})
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile("demo/samples/korla-2023-amounts.txt")
	if err != nil {
		t.Fatal(err)
	}
	set := func(text string) []byte {
		t.Helper()
		path := filepath.Join(t.TempDir(), "ruling.txt")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := w.TypesetFile(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		return s.PDF
	}
	text := string(b)
	original := set(text)
	if err := w.SameRuling(original, set(text)); err != nil {
		t.Fatal(err)
	}
	for from, to := range map[string]string{"3,022.46": "3,022.64", "3，022.46": "3，022.64", "3022.46": "3022.64", "立即生效": "发生效力"} {
		changed := strings.Replace(text, from, to, 1)
		if changed == text {
			continue
		}
		if err := w.SameRuling(original, set(changed)); app.Code(err) != "copy.differs" {
			t.Errorf("%s → %s: %v", from, to, err)
		}
	}
	if err := w.SameRuling(original, set(text+"\n附：另有一行。")); app.Code(err) != "copy.differs" {
		t.Errorf("a line more: %v", err)
	}
}
