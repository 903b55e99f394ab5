package signing

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"shenqian/signing/fault"
)

var (
	codeForm  = regexp.MustCompile(`"((?:pdf|key|sign|verify|checkpoint|bundle)\.[a-z0-9-]+)"((?:, "[a-z]+", [^,]+)*)`)
	argForm   = regexp.MustCompile(`"([a-z]+)", `)
	placeForm = regexp.MustCompile(`\{([a-z]+)\}`)
)

func TestEveryCodeHasASentenceInBothLanguages(t *testing.T) {
	sentences := map[string]map[string]string{}
	for _, lang := range []string{"zh-Hans", "en"} {
		b, err := fault.Messages.ReadFile("messages/" + lang + ".json")
		if err != nil {
			t.Fatal(err)
		}
		m := map[string]string{}
		if err := json.Unmarshal(b, &m); err != nil {
			t.Fatal(err)
		}
		sentences[lang] = m
	}
	for code := range sentences["en"] {
		if sentences["zh-Hans"][code] == "" {
			t.Errorf("%s has no Chinese sentence", code)
		}
		a, b := placeForm.FindAllString(sentences["en"][code], -1), placeForm.FindAllString(sentences["zh-Hans"][code], -1)
		if len(a) != len(b) {
			t.Errorf("%s: the sentences have different places", code)
		}
	}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.HasPrefix(path, "typeset") {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, m := range codeForm.FindAllStringSubmatch(string(b), -1) {
			given := map[string]bool{}
			for _, a := range argForm.FindAllStringSubmatch(m[2], -1) {
				given[a[1]] = true
			}
			for lang, s := range sentences {
				if s[m[1]] == "" {
					t.Errorf("%s: %s has no sentence in %s", path, m[1], lang)
				}
				for _, p := range placeForm.FindAllStringSubmatch(s[m[1]], -1) {
					// {why} is the sentence of the error's cause.
					if m[2] != "" && p[1] != "why" && !given[p[1]] {
						t.Errorf("%s: %s in %s asks for {%s}", path, m[1], lang, p[1])
					}
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
