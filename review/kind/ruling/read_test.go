package ruling_test

import (
	"os"
	"strings"
	"testing"
	"unicode"

	"shenqian/review"
	"shenqian/review/kind/ruling"
)

func outline(p *review.Paper) string {
	var b strings.Builder
	for _, q := range p.Parts {
		b.WriteString(string(q.Role) + "\t" + p.Slice(q.Start, q.Start+q.Label) + "|" + p.Slice(q.Start+q.Label, q.End) + "\n")
	}
	return b.String()
}

func sample(t testing.TB, name string) string {
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// whole fails unless the parts are in order and hold every visible rune.
func whole(t *testing.T, p *review.Paper) {
	t.Helper()
	at := 0
	for _, q := range p.Parts {
		if q.Start < at || q.End <= q.Start || !blankRunes(p.Slice(at, q.Start)) {
			t.Fatalf("between %d and %d: %q; part %+v", at, q.Start, p.Slice(min(at, q.Start), max(at, q.Start)), q)
		}
		at = q.End
	}
	if !blankRunes(p.Slice(at, p.Len())) {
		t.Fatalf("left out: %q", p.Slice(at, p.Len()))
	}
}

func blankRunes(s string) bool { return squeeze(s) == "" }

func TestSampleRulingsAreReadIntoTheirParts(t *testing.T) {
	for _, n := range []string{"zhengzhou-2021-56-days", "korla-2023-amounts"} {
		p := ruling.Read(sample(t, n+".txt"))
		whole(t, p)
		golden := "testdata/" + n + ".outline"
		got := outline(p)
		if os.Getenv("UPDATE") != "" {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if want := sample(t, n+".outline"); got != want {
			t.Errorf("%s:\n%s", n, got)
		}
	}
}

func TestRulingsOfManyShapesAreReadIntoTheirParts(t *testing.T) {
	const body = `申请执行人张三与被执行人李四民间借贷纠纷一案，本院于2018年3月1日立案执行。
本院在执行过程中，采取了以下措施：一、2018年3月5日发出执行通知书。二、查询存款、车辆。
本院认为，被执行人无可供执行的财产。依照《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第五百一十九条规定，裁定如下：
终结本次执行程序。
本裁定送达后立即生效。
`
	cases := []struct{ name, head, tail, want string }{
		{
			"spaced out as typed in a word processor",
			"山东省济南市历下区人民法院\n执 行 裁 定 书\n（2018）鲁0102执1234号\n申请执行人：张三，男，1970年1月1日出生，汉族，住济南市历下区。\n被执行人：李四，女，1971年2月2日出生，汉族，住济南市历下区。\n",
			"审  判  长   贺  成\n审  判  员   欧阳明\n人民陪审员   喆玥\n二〇一八年六月九日\n法 官 助 理   王五\n书  记  员   赵六\n",
			"court title number party party cause course course course reasoning basis disposition effect signatory:贺  成 signatory:欧阳明 signatory:喆玥 date signatory:王五 signatory:赵六",
		},
		{
			"roles without a colon, agent, sole judge",
			"执行裁定书\n（2018）鲁0102执1234号之二\n申请执行人张三，男，1970年1月1日出生。\n委托诉讼代理人：王律，山东某律师事务所律师。\n被执行人（担保人）：李四，男，住历下区。公民身份号码370102197001011234。\n",
			"审判员　孙七\n二○一八年六月九日\n书记员　赵六",
			"title number party party party cause course course course reasoning basis disposition effect signatory:孙七 date signatory:赵六",
		},
		{
			"a heading of a website above, an attachment below",
			"张三与李四民间借贷纠纷首次执行执行裁定书\n发布日期：2018-07-01\n山东省济南市历下区人民法院\n执行裁定书\n案号：（2018）鲁0102执1234号\n申请执行人：张三。\n被执行人：李四。\n",
			"执行员甲乙\n2018年6月9日\n代书记员丙丁\n附：相关法律条文",
			"other other court title number party party cause course course course reasoning basis disposition effect signatory:甲乙 date signatory:丙丁 other",
		},
		{
			"colons behind the offices, a presiding judge last, a remark behind the clerk",
			"执行裁定书\n（2018）鲁0102执1234号\n申请执行人：张三。\n被执行人：李四。\n",
			"审判员：王五\n审判员：赵六\n审判长：孙七\n二O一八年六月九日\n书记员：周八（兼）\n",
			"title number party party cause course course course reasoning basis disposition effect signatory:：王五 signatory:：赵六 signatory:：孙七 date signatory:：周八（兼）",
		},
		{
			"no closing block at all",
			"青岛海事法院\n执行裁定书\n（2018）鲁72执12号\n申请执行人：某公司。\n法定代表人：张三，董事长。\n被执行人：某船。\n", "",
			"court title number party party party cause course course course reasoning basis disposition effect",
		},
	}
	for _, c := range cases {
		p := ruling.Read(c.head + body + c.tail)
		whole(t, p)
		var got []string
		for _, q := range p.Parts {
			s := string(q.Role)
			if q.Role == review.PartSignatory {
				s += ":" + strings.TrimSpace(p.Slice(q.Start+q.Label, q.End))
			}
			got = append(got, s)
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%s:\n got %s\nwant %s\n%s", c.name, g, c.want, outline(p))
		}
	}
}

func TestOneParagraphReadsLikeManyLines(t *testing.T) {
	text := sample(t, "zhengzhou-2021-56-days.txt")
	a := outline(ruling.Read(text))
	lines := strings.NewReplacer("。", "。\n").Replace(strings.TrimSpace(text))
	b := outline(ruling.Read(lines))
	if strings.Count(a, "signatory") != strings.Count(b, "signatory") || strings.Count(a, "disposition") != strings.Count(b, "disposition") {
		t.Errorf("with line ends:\n%s", b)
	}
}

func FuzzReadKeepsEveryCharacter(f *testing.F) {
	for _, n := range []string{"zhengzhou-2021-56-days.txt", "korla-2023-amounts.txt"} {
		f.Add(sample(f, n))
	}
	f.Add("审判长")
	f.Add("裁定如下：一、终结本次执行程序；二、本裁定。审判员")
	f.Fuzz(func(t *testing.T, s string) {
		whole(t, ruling.Read(strings.ToValidUTF8(s, "")))
	})
}

func TestReadingTimeGrowsWithTheTextOnly(t *testing.T) {
	for _, unit := range []string{"审判员", "一、", "依照《", "申请执行人：", "裁定如下：", "本裁定送达", "本院认为", "（2018）", "二〇一八年"} {
		text := strings.Repeat(unit, 20000)
		whole(t, ruling.Read(text))
	}
}

// The day is often left open until the president approves.
func TestAnOpenDateIsADateNotPartOfAName(t *testing.T) {
	for _, date := range []string{"二〇二六年十一月　　日", "二〇二六年　月　日", "年　月　日", "2026年11月  日", "二〇二六年××月××日"} {
		p := ruling.Read("山东省云湖市人民法院\n执行裁定书\n（2021）鲁9901执9号\n" + "申请执行人甲某与被执行人乙某买卖合同纠纷一案，本院于2021年5月8日立案。裁定如下：\n终结本次执行程序。\n本裁定送达后立即生效。\n审判长　丙\n审判员　丁\n审判员　戊\n" + date + "\n书记员　己")
		whole(t, p)
		c := ruling.Say(p)
		if len(c.Panel) != 3 || c.Panel[2].Name != "戊" || c.Clerk != "己" {
			t.Errorf("%s: %v %s", date, c.Panel, c.Clerk)
		}
		if q, ok := p.First(review.PartDate); !ok || p.Of(q) != date {
			t.Errorf("%s: the slot is %q", date, p.Of(q))
		}
	}
}
