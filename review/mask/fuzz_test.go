package mask_test

import (
	"strings"
	"testing"

	"shenqian/review"
	"shenqian/review/kind/ruling"
	"shenqian/review/mask"
)

// silent returns a word that was hidden in one place and stands in another
// where nothing says why: no kept word, no doubt. What is hidden for its place
// (an address, a deletion with its lead-in) is no such word.
func silent(text string, r *mask.Result) string {
	runes := []rune(text)
	told := make([]bool, len(runes))
	mark := func(start, end int) {
		for i := max(0, start); i < end && i < len(told); i++ {
			told[i] = true
		}
	}
	for _, h := range r.Masked {
		mark(h.Start, h.End)
	}
	for _, h := range append(r.Kept, r.Spared...) {
		mark(h.Start, h.End)
	}
	for _, d := range r.Doubts {
		mark(d.Start, d.End)
	}
	for _, h := range r.Masked {
		switch h.Class {
		case "name", "org", "family", "minor", "victim", "id", "email":
		default:
			continue
		}
		w := []rune(h.Original)
		if len(w) < 3 || h.Replacement == "" && h.Class != "email" || strings.ContainsAny(h.Original, " \n\t　") {
			continue
		}
		for i := 0; i+len(w) <= len(runes); i++ {
			if runes[i] == w[0] && string(runes[i:i+len(w)]) == h.Original && !some(told[i:i+len(w)]) {
				return string(runes[max(0, i-10):min(len(runes), i+len(w)+10)])
			}
		}
	}
	return ""
}

func some(b []bool) bool {
	for _, x := range b {
		if x {
			return true
		}
	}
	return false
}

func FuzzMask(f *testing.F) {
	f.Add(loanHead, "段志成", "林知夏", true)
	f.Add(paper(loanHead, loanBody+"（公民身份号码：370102 19710308 123X，电话（0531）88990011）"), "孟庆安", "张伟东", false)
	f.Add(paper("申请执行人四川鼎固建筑有限公司，住所地云湖市。\n被执行人：程序，男，住云湖市清河镇于家庄村5号。", "鼎固公司、鼎固建筑称程序、成序未履行，查封军A12345、鲁B12345，坐落于云湖市文昌路9号3号楼。"), "阿卜杜·买买提", "程序", true)
	f.Add("（（，，。公民身份号码", "于本", "审判员", true)
	f.Add("被执行人四川四川，男，住四，村民委员会称，某某，使使012345使", "四川", "四川", true)
	f.Fuzz(func(t *testing.T, text, party, keep string, now bool) {
		if len(text) > 1<<14 || len(party) > 100 || len(keep) > 100 {
			return
		}
		p := mask.Rule2016
		if now {
			p = mask.Practice2024
		}
		paper := ruling.Read(text)
		r, err := mask.Mask(mask.Input{Paper: paper, Parties: []review.Party{{Role: review.Debtor, Name: party}}, Keep: []string{keep}}, p)
		if err != nil {
			t.Fatal(err)
		}
		runes, last := []rune(text), 0
		for _, h := range r.Masked {
			if h.Start < last || h.End <= h.Start || h.End > len(runes) || string(runes[h.Start:h.End]) != h.Original {
				t.Fatalf("bad hit %+v", h)
			}
			last = h.End
		}
		for _, h := range r.Kept {
			if h.Start < 0 || h.End > len(runes) || string(runes[h.Start:h.End]) != h.Original || h.Replacement != h.Original {
				t.Fatalf("bad kept %+v", h)
			}
			for _, m := range r.Masked {
				if m.Start < h.End && h.Start < m.End {
					t.Fatalf("%+v is hidden within the kept %+v", m, h)
				}
			}
		}
		var all strings.Builder
		at := 0
		for _, part := range paper.Parts {
			all.WriteString(r.Part(at, part.Start) + r.Part(part.Start, part.End))
			at = part.End
		}
		all.WriteString(r.Part(at, len(runes)))
		if all.String() != r.Text {
			t.Fatalf("parts make %q, not %q", all.String(), r.Text)
		}
		if m := r.Missing(r.Text); len(m) > 0 {
			t.Fatalf("missing %q", m)
		}
		if s := silent(text, r); s != "" {
			t.Fatalf("left without a word in %q", s)
		}
		r.Residue(party + keep)
	})
}
