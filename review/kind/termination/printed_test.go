package termination_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"shenqian/review"
)

// manners are what scanning, copying and other programs do to a text without
// changing what it says. Each may bring findings on its marks alone.
var manners = map[string]struct {
	change func(string) string
	may    []string
}{
	"one paragraph":             {func(s string) string { return strings.ReplaceAll(s, "\n", "") }, nil},
	"half-width marks":          {strings.NewReplacer("，", ",", "：", ":", "；", ";", "（", "(", "）", ")").Replace, []string{"T08"}},
	"spaces at figures":         {func(s string) string { return figures.ReplaceAllString(s, " $0 ") }, nil},
	"full-width figures":        {wide, nil},
	"paragraphs indented":       {func(s string) string { return "　　" + strings.ReplaceAll(s, "\n", "\n　　") }, nil},
	"empty lines":               {func(s string) string { return strings.ReplaceAll(s, "\n", "\n\n") }, nil},
	"lines ended as by Windows": {func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }, nil},
	"a heading of a website": {func(s string) string {
		return "孟庆安、段志成民间借贷纠纷首次执行执行裁定书\n发布日期：2024-03-01\n浏览：12次\n" + s
	}, nil},
	"a space after every stop": {strings.NewReplacer("，", "， ", "。", "。 ", "、", "、 ").Replace, nil},
}

var figures = regexp.MustCompile(`[0-9](?:[0-9,]*[0-9])?(?:\.[0-9]+)?`)

func wide(s string) string {
	return strings.Map(func(c rune) rune {
		if c >= '0' && c <= '9' {
			return c - '0' + '０'
		}
		return c
	}, s)
}

// However a ruling in order was scanned or copied, it stays in order; and
// whatever is found in it is found in every manner.
func TestAScanOrCopyOfARulingIsReadLikeIt(t *testing.T) {
	bases := map[string][]string{}
	for _, c := range hardCases(t) {
		if len(c.edits) == 0 && !strings.HasSuffix(c.base, "+") && !strings.Contains(c.base, "/") {
			bases[c.base] = c.must
		}
	}
	if len(bases) < 25 {
		t.Fatal(len(bases))
	}
	for base, must := range bases {
		b, err := os.ReadFile("testdata/hard/" + base + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		for name, m := range manners {
			for _, f := range check(t, m.change(string(b)), "").Findings {
				if f.Outcome == review.Unmet && !slices.Contains(must, f.Rule) && !slices.Contains(m.may, f.Rule) {
					t.Errorf("%s, %s: %s %s %v", base, name, f.Rule, f.Code, f.Args)
				}
			}
		}
	}
}
