package app_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"shenqian/app"
	"shenqian/review"
)

// rooms are the catalogues, and the folders whose code speaks through them.
var rooms = []string{"../app/messages", "../review/messages", "../storage/messages", "../signing/fault/messages", "../packaging/fonts/messages"}

func catalogue(t *testing.T, language string) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, r := range rooms {
		for k, v := range decode(t, filepath.Join(r, language+".json")) {
			if _, twice := all[k]; twice {
				t.Errorf("%s stands in two catalogues", k)
			}
			all[k] = v
		}
	}
	return all
}

func decode(t *testing.T, path string) map[string]string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	m := map[string]string{}
	if err := json.Unmarshal(b, &m); err != nil {
		t.Fatal(path, err)
	}
	return m
}

var places = regexp.MustCompile(`\{[a-z_]+\}`)

func TestBothLanguagesSayTheSameThings(t *testing.T) {
	zh, en := catalogue(t, "zh-Hans"), catalogue(t, "en")
	for k, v := range zh {
		e, ok := en[k]
		if !ok || e == "" {
			t.Errorf("%s is missing in English", k)
			continue
		}
		a, b := places.FindAllString(v, -1), places.FindAllString(e, -1)
		slices.Sort(a)
		slices.Sort(b)
		if !strings.HasPrefix(k, "slip.") && !slices.Equal(slices.Compact(a), slices.Compact(b)) {
			t.Errorf("%s has the places %v in Chinese, %v in English", k, a, b)
		}
	}
	for k := range en {
		if _, ok := zh[k]; !ok {
			t.Errorf("%s is missing in Chinese", k)
		}
	}
}

var (
	faults   = regexp.MustCompile(`(?:Fault|FaultFrom|fault\.New|fault\.Wrap)\((?:err, |nil, )?"([a-z0-9.-]+)"`)
	says     = regexp.MustCompile(`(?:Say|Paper|usage)\("([a-z0-9.-]+)"[,)]`)
	findings = regexp.MustCompile(`(?:unmet|unknown|early)\((?:"[a-z0-9-]+", )?"([A-Z][0-9]{2}\.[a-z]+)"`)
)

func TestEnglishCountsOneAsOne(t *testing.T) {
	c, err := app.NewCatalogue(app.English)
	if err != nil {
		t.Fatal(err)
	}
	for count, want := range map[string]string{"1": "1 warning", "2": "2 warnings", "0": "0 warnings"} {
		if got := c.Say("queue.warns", "count", count); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := c.Explain(review.Fault("submit.unanswered", "count", "1", "rule", "I02")); got != "1 finding (I02 and so on) has no answer; answer it, then submit." {
		t.Error(got)
	}
}

// A place is {name} or {name|one|many}, and nothing else.
func TestEveryPlaceOfEverySentenceIsWellFormed(t *testing.T) {
	place := regexp.MustCompile(`\{\w+(\|[^{|}]+\|[^{|}]+)?\}`)
	for _, lang := range []string{"zh-Hans", "en"} {
		for k, s := range catalogue(t, lang) {
			if strings.ContainsAny(place.ReplaceAllString(s, ""), "{}") {
				t.Errorf("%s %s: %q", lang, k, s)
			}
		}
	}
}

func TestEveryCodeInTheProgramHasASentence(t *testing.T) {
	zh := catalogue(t, "zh-Hans")
	seen := 0
	for _, dir := range []string{"../app", "../review", "../storage", "../signing"} {
		err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
			if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			b, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			var codes []string
			for _, re := range []*regexp.Regexp{faults, says} {
				for _, m := range re.FindAllStringSubmatch(string(b), -1) {
					codes = append(codes, m[1])
				}
			}
			for _, m := range findings.FindAllStringSubmatch(string(b), -1) {
				codes = append(codes, "finding."+m[1]+".text", "finding."+m[1]+".fix")
			}
			for _, c := range codes {
				seen++
				if strings.HasSuffix(c, ".") { // a prefix that code completes
					continue
				}
				if zh[c] == "" {
					t.Errorf("%s: %s has no sentence", path, c)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if seen < 200 {
		t.Fatalf("only %d codes seen: the test shows nothing", seen)
	}
}
