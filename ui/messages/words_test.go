package messages

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
)

func read(t *testing.T, name string) map[string]string {
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	m := map[string]string{}
	if err := json.Unmarshal(b, &m); err != nil {
		t.Fatal(name, err)
	}
	return m
}

// Both languages say the same things, with the same places to fill.
func TestLanguagesAgree(t *testing.T) {
	zh, en := read(t, "zh-Hans.json"), read(t, "en.json")
	places := regexp.MustCompile(`\{\w+\}`)
	for k, v := range zh {
		if _, ok := en[k]; !ok {
			t.Errorf("%s has no English", k)
			continue
		}
		a, b := places.FindAllString(v, -1), places.FindAllString(en[k], -1)
		slices.Sort(a)
		slices.Sort(b)
		if !slices.Equal(slices.Compact(a), slices.Compact(b)) {
			t.Errorf("%s: places %v and %v", k, a, b)
		}
	}
	for k := range en {
		if _, ok := zh[k]; !ok {
			t.Errorf("%s has no Chinese", k)
		}
	}
}

// Every code the window's sources name has a sentence, and every sentence of
// the window is used.
func TestCodes(t *testing.T) {
	zh := read(t, "zh-Hans.json")
	used := map[string]bool{}
	code := regexp.MustCompile(`"(ui\.[a-z][A-Za-z.]*)"`)
	for _, pattern := range []string{"../*.go", "../*/*.go"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range names {
			b, err := os.ReadFile(n)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range code.FindAllStringSubmatch(string(b), -1) {
				used[m[1]] = true
				if prefix := m[1][len(m[1])-1] == '.'; !prefix && zh[m[1]] == "" {
					t.Errorf("%s: no sentence for %s", n, m[1])
				}
			}
		}
	}
	for k := range zh {
		ok := used[k]
		for p := range used {
			ok = ok || p[len(p)-1] == '.' && len(k) > len(p) && k[:len(p)] == p
		}
		if !ok {
			t.Errorf("%s is said nowhere", k)
		}
	}
}
