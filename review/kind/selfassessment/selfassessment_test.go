package selfassessment

import (
	"encoding/json"
	"testing"

	"shenqian/review"
	"shenqian/review/law"
)

func TestPointsAreExact(t *testing.T) {
	for in, want := range map[string]string{`23.5`: "23.5", `"18.75分"`: "18.75", `20`: "20", `0.05`: "0.05", `1.10`: "1.1", `null`: "0"} {
		var p Points
		if err := json.Unmarshal([]byte(in), &p); err != nil || p.String() != want {
			t.Errorf("%s is %v %v", in, p, err)
		}
	}
	for _, in := range []string{`1.234`, `-1`, `1e2`, `"一"`, `""`, `"1."`, `1234567`} {
		var p Points
		if err := json.Unmarshal([]byte(in), &p); err == nil {
			t.Errorf("%s is taken for %v", in, p)
		}
	}
	if Points(-150).String() != "-1.5" {
		t.Error(Points(-150).String())
	}
}

func TestACourtIsOfTheLevelItsNameSays(t *testing.T) {
	for court, want := range map[string]string{
		"山东省高级人民法院": "高院", "山东省云州市中级人民法院": "中院", "济南铁路运输中级法院": "中院", "青岛海事法院": "中院", "云湖市人民法院": "基层", "铁路运输法院": "基层", "": "", "执行局": "",
	} {
		if got := levelOf(court).Level; got != want {
			t.Errorf("%s is %s", court, got)
		}
	}
}

// What is attached is told from what the index says by its SHA-256.
func TestAnAttachedFileIsTheOneOfTheIndex(t *testing.T) {
	book, err := law.Load()
	if err != nil {
		t.Fatal(err)
	}
	k := New(book)
	proof, other := review.HashOf([]byte("甲")), review.HashOf([]byte("乙"))
	for want, sum := range map[string]review.Hash{"": proof, "P19I.not": other, "P19I.open": ""} {
		f := &CaseFile{Evidence: []Evidence{{No: "1", File: "a.pdf", Sum: sum}}}
		c := k.Checkup(review.CheckupInput{Paper: review.NewPaper("", nil), Facts: f, Attached: []review.Attachment{{Name: "a.pdf", File: proof}}})
		got := ""
		for _, x := range c.Findings {
			if x.Rule == "P19I" {
				got = x.Code
			}
		}
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// What is read as points is written the same way again.
func FuzzPoints(f *testing.F) {
	for _, s := range []string{`23.5`, `"18.75分"`, `0`, `1e9`, `"-1"`, `null`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		var p, again Points
		if json.Unmarshal(b, &p) != nil {
			return
		}
		out, err := json.Marshal(p)
		if err != nil || p < 0 || json.Unmarshal(out, &again) != nil || again != p {
			t.Errorf("%q is %v, again %v %v", b, p, again, err)
		}
	})
}
