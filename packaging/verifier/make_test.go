//go:build !js

package main

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestThePageSpeaksBothLanguagesAndSaysNothingItself(t *testing.T) {
	own := map[string][]string{}
	for _, l := range languages {
		b, err := files.ReadFile("messages/" + l + ".json")
		if err != nil {
			t.Fatal(err)
		}
		m := map[string]string{}
		if err := json.Unmarshal(b, &m); err != nil {
			t.Fatal(l, err)
		}
		own[l] = slices.Sorted(maps.Keys(m))
	}
	if !slices.Equal(own[languages[0]], own[languages[1]]) {
		t.Error("the catalogues differ in their codes")
	}
	all, err := catalogues()
	if err != nil {
		t.Fatal(err)
	}
	code := regexp.MustCompile(`"((?:page|verify)\.[a-zA-Z0-9.-]+)"`)
	var sources []byte
	if err := fs.WalkDir(files, "page", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := files.ReadFile(path)
		sources = append(sources, b...)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if han := regexp.MustCompile(`\p{Han}`).Find(sources); han != nil {
		t.Errorf("text within the page itself: %s", han)
	}
	used := code.FindAllSubmatch(sources, -1)
	if len(used) < 30 {
		t.Fatalf("only %d codes found: the test shows nothing", len(used))
	}
	for _, m := range used {
		// A code that ends with a point is the beginning of several.
		if c := string(m[1]); !strings.HasSuffix(c, ".") && all["en"][c] == "" {
			t.Errorf("no text for %s", c)
		}
	}
	for _, c := range own["en"] {
		if strings.HasPrefix(c, "verify.") {
			continue // in place of signing's
		}
		if !bytes.Contains(sources, []byte(`"`+c+`"`)) && !bytes.Contains(sources, []byte(`"`+c[:strings.LastIndexByte(c, '.')+1]+`"`)) {
			t.Errorf("nothing says %s", c)
		}
	}
}

func TestThePolicyPermitsItsOwnScriptAndNothingElse(t *testing.T) {
	page, err := assemble([]byte("program"))
	if err != nil {
		t.Fatal(err)
	}
	policy := regexp.MustCompile(`Content-Security-Policy" content="([^"]+)"`).FindSubmatch(page)
	if policy == nil {
		t.Fatal("no policy")
	}
	script := page[bytes.LastIndex(page, []byte("<script>"))+len("<script>") : bytes.LastIndex(page, []byte("</script>"))]
	for _, want := range []string{"default-src 'none'", "connect-src 'none'", "form-action 'none'", "script-src " + hash(string(script)) + " 'wasm-unsafe-eval';"} {
		if !bytes.Contains(policy[1], []byte(want)) {
			t.Errorf("the policy lacks %q: %s", want, policy[1])
		}
	}
	for _, bad := range []string{"unsafe-inline", "'unsafe-eval'", "http:", "https:", "data:", "blob:", "*"} {
		if bytes.Contains(policy[1], []byte(bad)) {
			t.Errorf("the policy permits %q", bad)
		}
	}
	again, err := assemble([]byte("program"))
	if err != nil || !bytes.Equal(page, again) {
		t.Error("the same program makes another page")
	}
	if i := regexp.MustCompile(`(?i)(src|href)\s*=`).FindIndex(page[:bytes.Index(page, []byte(`id="words"`))]); i != nil {
		t.Error("the page refers to something outside")
	}
}
