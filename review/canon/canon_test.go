package canon_test

import (
	"testing"

	"shenqian/review/canon"
)

func TestCanonicalFormIsUnique(t *testing.T) {
	for in, want := range map[string]string{
		`{"b":1, "a":[true,null,"甲\u4e59\n"]}`: `{"a":[true,null,"甲乙\n"],"b":1}`,
		`"<&>\u2028\u0001"`:                    "\"<&>\u2028\\u0001\"",
		`{}`:                                   `{}`,
		` [ ] `:                                `[]`,
	} {
		got, err := canon.Canonical([]byte(in))
		if err != nil || string(got) != want {
			t.Errorf("%s: got %s %v", in, got, err)
		}
	}
	for _, bad := range []string{`{"a":1,"a":2}`, `1.5`, `9007199254740992`, `{} {}`, `[`, ``} {
		if got, err := canon.Canonical([]byte(bad)); err == nil {
			t.Errorf("%s: became %s", bad, got)
		}
	}
}

func FuzzCanonicalIsStable(f *testing.F) {
	f.Add(`{"b":1,"a":[true,null,"甲"]}`)
	f.Fuzz(func(t *testing.T, s string) {
		once, err := canon.Canonical([]byte(s))
		if err != nil {
			return
		}
		twice, err := canon.Canonical(once)
		if err != nil || string(once) != string(twice) {
			t.Fatalf("%q → %q → %q %v", s, once, twice, err)
		}
	})
}
