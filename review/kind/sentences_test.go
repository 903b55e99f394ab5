package kind_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Whatever a rule can say is said in both languages, and nothing is kept that
// no rule says.
func TestEveryFindingHasItsSentence(t *testing.T) {
	code := regexp.MustCompile(`"((?:passed\.)?[A-Z][0-9]{2}[A-Z]?\.[a-z]+)"`)
	used := map[string]bool{"T03.hidden": true} // its second half is a note's code
	err := filepath.WalkDir(".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		b, err := os.ReadFile(path)
		for _, m := range code.FindAllStringSubmatch(string(b), -1) {
			used[m[1]] = true
		}
		return err
	})
	if err != nil || len(used) < 100 {
		t.Fatal(len(used), err)
	}
	finding := regexp.MustCompile(`^(?:finding\.([A-Z][0-9]{2}[A-Z]?\.[a-z]+)\.(?:text|fix)|(passed\.[A-Z][0-9]{2}[A-Z]?\.[a-z]+))$`)
	for _, language := range []string{"zh-Hans", "en"} {
		b, err := os.ReadFile("../messages/" + language + ".json")
		if err != nil {
			t.Fatal(err)
		}
		var said map[string]string
		if err := json.Unmarshal(b, &said); err != nil {
			t.Fatal(err)
		}
		for c := range used {
			if said[c] == "" && (said["finding."+c+".text"] == "" || said["finding."+c+".fix"] == "") {
				t.Errorf("%s has no sentence for %s", language, c)
			}
		}
		for k := range said {
			if m := finding.FindStringSubmatch(k); m != nil && !used[m[1]+m[2]] {
				t.Errorf("%s: no rule says %s", language, k)
			}
		}
	}
}

// A rule is named where it is listed: what was checked, what could not be, what
// the court may set.
func TestEveryRuleHasItsName(t *testing.T) {
	for _, language := range []string{"zh-Hans", "en"} {
		b, err := os.ReadFile("../messages/" + language + ".json")
		if err != nil {
			t.Fatal(err)
		}
		var said map[string]string
		if err := json.Unmarshal(b, &said); err != nil {
			t.Fatal(err)
		}
		for _, k := range kinds(t) {
			if len(k.Rules()) == 0 {
				t.Errorf("%s has no rules", k.ID())
			}
			for _, id := range k.Rules() {
				if said["rule."+id] == "" {
					t.Errorf("%s: %s of %s has no name", language, id, k.ID())
				}
			}
		}
	}
}
