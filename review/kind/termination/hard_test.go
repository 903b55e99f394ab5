package termination_test

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"shenqian/review"
)

// hardCase is a line of testdata/hard/cases.txt.
type hardCase struct {
	line       int
	base, what string
	must, may  []string
	edits      [][2]string
}

func hardCases(t testing.TB) []hardCase {
	t.Helper()
	b, err := os.ReadFile("testdata/hard/cases.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []hardCase
	for i, line := range strings.Split(string(b), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, " | ")
		if len(f) < 3 {
			t.Fatalf("line %d: %q", i+1, line)
		}
		c := hardCase{line: i + 1, base: f[0], what: f[1]}
		want, may, _ := strings.Cut(strings.TrimRight(f[2], " |"), "(")
		for _, id := range strings.Fields(want) {
			if id != "-" {
				c.must = append(c.must, id)
			}
		}
		c.may = strings.Fields(strings.TrimRight(may, ") "))
		for _, e := range f[3:] {
			old, new, ok := strings.Cut(e, " ⇒ ")
			if !ok {
				old, new = strings.TrimSuffix(e, " ⇒"), ""
			}
			c.edits = append(c.edits, [2]string{unescape(t, i+1, old), unescape(t, i+1, strings.TrimRight(new, " "))})
		}
		out = append(out, c)
	}
	return out
}

// unescape reads \n and \u200b; a character that is no character, \ufffd, too.
func unescape(t testing.TB, line int, s string) string {
	t.Helper()
	u, err := strconv.Unquote(`"` + strings.ReplaceAll(s, `"`, `\"`) + `"`)
	if err != nil {
		t.Fatalf("line %d: %q: %v", line, s, err)
	}
	return u
}

// Each ruling is found exactly as faulty as it is: the rules that should speak
// do, and no other.
func TestHardRulingsAreFoundExactlyAsFaultyAsTheyAre(t *testing.T) {
	cases := hardCases(t)
	if len(cases) < 150 {
		t.Fatal(len(cases))
	}
	for _, c := range cases {
		base, one := strings.CutSuffix(c.base, "/1")
		base, withFile := strings.CutSuffix(base, "+")
		b, err := os.ReadFile("testdata/hard/" + base + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		text, file := string(b), ""
		for _, e := range c.edits {
			if !strings.Contains(text, e[0]) {
				t.Fatalf("line %d: nothing to replace: %q", c.line, e[0])
			}
			text = strings.Replace(text, e[0], e[1], strings.Count(text, e[0]))
		}
		if one {
			text = strings.ReplaceAll(text, "\n", "")
		}
		if withFile {
			f, err := os.ReadFile("testdata/hard/" + base + ".json")
			if err != nil {
				t.Fatal(err)
			}
			file = string(f)
		}
		var spoke []string
		said := ""
		for _, f := range check(t, text, file).Findings {
			if f.Outcome == review.Unmet && !slices.Contains(c.may, f.Rule) {
				spoke = append(spoke, f.Rule)
				said += " " + f.Code + " " + strings.ReplaceAll(f.Args["words"]+" "+f.Args["name"]+" "+f.Args["elements"], "\n", "")
			}
		}
		slices.Sort(spoke)
		slices.Sort(c.must)
		if !slices.Equal(slices.Compact(spoke), c.must) {
			t.Errorf("line %d, %s %s: %v, want %v;%s", c.line, c.base, c.what, spoke, c.must, said)
		}
	}
}
