package typeset

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// oddPapers are rulings as nobody likes to get them.
func oddPapers() map[string]*builder {
	headless := &builder{}
	headless.add(Body, "申请执行人：古晓平，女，住河南省新郑市。")
	headless.add(Body, "终结本次执行程序。")

	crowd := &builder{}
	crowd.add(CourtName, "济南市历下区人民法院")
	crowd.add(DocumentName, "执行裁定书")
	crowd.add(CaseNumber, "（2018）鲁0102执1234号")
	crowd.add(Body, "申请执行人："+strings.Repeat("王某某、李某、阿卜杜热西提·买买提、赵𬶋、", 60)+"共二百四十人。")
	crowd.add(Body, "被执行人："+strings.Repeat("山东鲁能物矿钢结构制造加工集团", 4)+"有限公司，法定代表人："+strings.Repeat("阿卜杜热西提", 10)+"。")
	crowd.add(Body, "车辆鲁Y·90D05、京N12345，第264条第一款第六项，（２０２４）鲁９９０１执１号，２６８５００元，二〇一八年六月九日。")
	sign(crowd)

	long := &builder{}
	long.add(CourtName, "济南市历下区人民法院")
	long.add(DocumentName, "执行裁定书")
	long.add(CaseNumber, "（2018）鲁0102执1234号")
	for range 110 {
		long.add(Body, "本院在执行过程中，通过执行网络查控系统向金融机构、证券机构、网络支付机构发出查询通知，未发现可供执行的财产。")
	}
	sign(long)

	solid := &builder{}
	solid.add(CaseNumber, "（2018）鲁0102执1234号")
	solid.add(Body, strings.Repeat("查明被执行人名下无可供执行的财产", 190)[:3*3000])
	sign(solid)

	gaps := &builder{}
	gaps.add(CourtName, "　济南市 历下区  人民法院　")
	gaps.add(CaseNumber, "（2018） 鲁0102执\t1234号")
	gaps.add(Body, "申请执行人：\t\t王　某　，　男 ，   1990年 3月 21日出生 ，汉 族                                                                ，住    济南市　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　历下区。")
	gaps.add(Body, "\t\t\t")
	gaps.add(Body, "a b c d "+strings.Repeat("word ", 40)+strings.Repeat("9", 120))
	sign(gaps)

	return map[string]*builder{"headless": headless, "crowd": crowd, "long": long, "solid": solid, "gaps": gaps}
}

func sign(b *builder) {
	b.add(Signatory, "审判长"+strings.Repeat("阿卜杜热西提", 10), 3)
	b.add(Signatory, "审判员高原", 3)
	b.add(DateLine, "二〇一八年六月九日")
	b.add(Signatory, "书记员张燕涛", 3)
}

func TestOddPapersToLookAt(t *testing.T) {
	dir := os.Getenv("TYPESET_OUT")
	if dir == "" {
		dir = t.TempDir()
	}
	for name, b := range oddPapers() {
		r := mustTypeset(t, b.document())
		t.Log(name, r.Pages)
		if err := os.WriteFile(filepath.Join(dir, "odd-"+name+".pdf"), r.PDF, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// rightEnds are where the inked lines of a paper end, from the left margin.
func rightEnds(t *testing.T, b *builder) (ends []float64, texts []string) {
	t.Helper()
	c, err := testKit(t).compose(t.Context(), b.document())
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range c.sections[0].rows {
		for _, l := range r.lines {
			if n := len(l.glyphs); n > 0 {
				g := l.glyphs[n-1]
				ends = append(ends, l.x+g.x+g.width-textLeft)
				var s strings.Builder
				for _, g := range l.glyphs {
					s.WriteRune(g.r)
				}
				texts = append(texts, s.String())
			}
		}
	}
	return ends, texts
}

func TestOddPapersKeepTheirTextWithinTheMargins(t *testing.T) {
	for name, b := range oddPapers() {
		ends, texts := rightEnds(t, b)
		for i, end := range ends {
			// Half of a mark pressed into the line's end is empty.
			if end > textWidth+halfWidth*16+0.5 {
				t.Errorf("%s: %q ends %.1f pt beyond the margin", name, texts[i], end-textWidth)
			}
		}
		if got := strings.Join(texts, ""); bare(got) != bare(b.source.String()) {
			t.Errorf("%s: text is lost", name)
		}
	}
}

func TestANameTooLongForTheBlockLeavesTheOthersInPlace(t *testing.T) {
	for _, n := range []int{3, 17, 20, 23, 60} {
		b := &builder{}
		b.add(Body, "终结本次执行程序。")
		b.add(Signatory, "审判长"+strings.Repeat("买", n), 3)
		b.add(Signatory, "审判员高原", 3)
		b.add(Signatory, "审判员周永增", 3)
		ends, texts := rightEnds(t, b)
		i := slices.Index(texts, "审判员高原")
		if i < 0 {
			t.Fatalf("%q", texts)
		}
		for j := 1; j < len(ends); j++ {
			if d := ends[j] - ends[i]; d > 1 || d < -1 {
				t.Errorf("a name of %d: %q ends %.1f pt from %q", n, texts[j], d, texts[i])
			}
		}
	}
}

func TestARunOfSpacesIsNoHoleInALine(t *testing.T) {
	k := testKit(t)
	v := &k.looks[Ruling][Body]
	for _, gap := range []string{strings.Repeat(" ", 200), strings.Repeat("　", 40), strings.Repeat("\t", 90)} {
		items, err := k.itemize([]rune("汉族"+gap+"住济南市"), 0, v)
		if err != nil {
			t.Fatal(err)
		}
		width, stretch := 0.0, 0.0
		for _, it := range items[2 : len(items)-4] {
			width, stretch = width+it.advance, stretch+it.stretch
		}
		if width > blankRoom*v.width+tolerance || stretch > 4 {
			t.Errorf("%d spaces are %.1f pt wide and take %.0f shares", len([]rune(gap)), width, stretch)
		}
	}
}
