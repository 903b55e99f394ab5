package review

import (
	"fmt"
	"strings"
	"testing"
)

// paperOf makes a paper of a course and a disposition.
func paperOf(course string) *Paper {
	r := []rune(course)
	text := course + "\n终结本次执行程序。\n二〇二六年十一月二十日"
	n := len([]rune(text))
	return NewPaper(text, []Part{{Role: PartCourse, Start: 0, End: len(r)}, {Role: PartDisposition, Start: len(r) + 1, End: len(r) + 10}, {Role: PartDate, Start: len(r) + 11, End: n}})
}

func TestWhatChangedIsToldSentenceBySentence(t *testing.T) {
	const was = "一、发出执行通知书。二、查询存款，未发现财产。三、到住所地走访。四、限制消费。"
	for _, c := range []struct{ is, want string }{
		{was, ""},
		{strings.Replace(was, "二、查询存款，", "二、2026年5月14日查询存款，", 1), "二、「→2026年5月14日」查询存款，未发现财产。"},
		{strings.Replace(was, "三、到住所地走访。", "", 1), "－ 三、到住所地走访。"},
		{was + "五、约谈申请执行人。", "＋ 五、约谈申请执行人。"},
		{strings.Replace(was, "三、到住所地走访。", "三、移送公安机关。", 1), "＋ 三、移送公安机关。|－ 三、到住所地走访。"},
		{strings.Replace(was, "。三", "。\n　三", 1), ""}, // white space is no change
	} {
		d := DeltaOf(paperOf(was), paperOf(c.is), nil, nil)
		var got []string
		for _, x := range d.Changes {
			got = append(got, x.Marked())
			if x.Start >= 0 && paperOf(c.is).Slice(x.Start, x.End) != x.New {
				t.Errorf("%q stands elsewhere", x.New)
			}
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%q, not %q", strings.Join(got, "|"), c.want)
		}
	}
}

func TestADeltaSaysWhichChangeCuredAndWhichCausedAFinding(t *testing.T) {
	old, new := paperOf("一、发出执行通知书。二、查询存款400，000元。"), paperOf("一、发出执行通知书。二、查询存款400000元。三、拍卖车辆。")
	at := func(p *Paper, s string) (int, int) {
		i := len([]rune(p.Text[:strings.Index(p.Text, s)]))
		return i, i + len([]rune(s))
	}
	var grouped, sixty, auction Finding
	grouped.Rule, grouped.Code = "T06", "T06.grouped"
	grouped.Start, grouped.End = at(old, "400，000元")
	sixty = Finding{Rule: "D06", Code: "D06.missing", Start: -1, End: -1}
	auction.Rule, auction.Code = "E02", "E02.lack"
	auction.Start, auction.End = at(new, "拍卖车辆")
	d := DeltaOf(old, new, []Finding{grouped, sixty}, []Finding{auction, sixty})
	got := ""
	for _, c := range d.Changes {
		got += fmt.Sprint(c.Cured, c.Caused)
	}
	if got != "[T06] [][] [E02]" || len(d.Cured) != 1 || len(d.Caused) != 1 || d.Wording {
		t.Errorf("%s %+v", got, d)
	}
}

func FuzzADeltaHoldsEveryPaper(f *testing.F) {
	f.Add("一、查询。二、走访。", "一、查询。三、拍卖；")
	f.Add("", "。；\n")
	f.Fuzz(func(t *testing.T, a, b string) {
		old, new := paperOf(strings.ToValidUTF8(a, "")), paperOf(strings.ToValidUTF8(b, ""))
		for _, c := range DeltaOf(old, new, nil, nil).Changes {
			if c.Old == "" && c.New == "" || c.Marked() == "" {
				t.Errorf("%+v", c)
			}
		}
		if n := len(DeltaOf(old, old, nil, nil).Changes); n > 0 {
			t.Errorf("%d changes to itself", n)
		}
	})
}
