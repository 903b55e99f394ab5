package typeset

import (
	"fmt"
	"strings"
	"testing"
)

func TestLongNumbersStayWhole(t *testing.T) {
	ids := []string{"370102198001011234", "91370100MA3C4D5E6F", "6222021602012345678", "3022.46元", "400，000元", "2021年", "15日", "4679号"}
	for lead := range 30 {
		text := strings.Repeat("某", lead) + "身份证号码370102198001011234，统一社会信用代码91370100MA3C4D5E6F，账户6222021602012345678存款3022.46元及400，000元，于2021年1月15日作出（2020）豫0192执3427号之一裁定，又有（2022）新2801执4679号。"
		for _, line := range linesOf(t, text) {
			for _, id := range ids {
				for cut := 1; cut < len([]rune(id)); cut++ {
					head := string([]rune(id)[:cut])
					if strings.HasSuffix(line, head) && strings.Contains(text, line+string([]rune(id)[cut:])) {
						t.Errorf("lead %d: %s is cut after %s", lead, id, head)
					}
				}
			}
		}
	}
}

// linesOf is the text of the lines of a body paragraph.
func linesOf(t testing.TB, text string) (out []string) {
	t.Helper()
	c, err := testKit(t).compose(t.Context(), Document{Blocks: []Block{Paragraph{Text: text, Source: 0}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range c.sections[0].rows {
		for _, l := range r.lines {
			var b strings.Builder
			for _, g := range l.glyphs {
				b.WriteRune(g.r)
			}
			out = append(out, b.String())
		}
	}
	return out
}

func TestSignaturesAreNeverAloneOnAPage(t *testing.T) {
	for n := range 60 {
		d := rulingOf(n * 14)
		c, err := testKit(t).compose(t.Context(), d)
		if err != nil {
			t.Fatal(err)
		}
		pages, err := c.paginate(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		signed := 0
		for i, p := range pages {
			body, sig := 0, 0
			for _, r := range p.rows {
				if r.body {
					body++
				} else {
					sig++
				}
			}
			if sig > 0 {
				signed++
				if body < 2 {
					t.Errorf("%d characters: page %d has %d body lines beside the signatures", n*14, i+1, body)
				}
			}
			last := p.rows[len(p.rows)-1]
			if bottom := last.y + last.height; bottom > textHeight+tolerance {
				t.Errorf("%d characters: page %d is overfull by %.1f pt", n*14, i+1, bottom-textHeight)
			}
		}
		if signed != 1 {
			t.Errorf("%d characters: signatures on %d pages", n*14, signed)
		}
	}
}

// rulingOf is a ruling whose middle paragraph has n characters.
func rulingOf(n int) Document {
	b := &builder{}
	b.add(CourtName, "济南市历下区人民法院")
	b.add(DocumentName, "执行裁定书")
	b.add(CaseNumber, "（2018）鲁0102执1234号")
	b.add(Body, "申请执行人：某某公司，住所地济南市历下区。")
	if n > 0 {
		b.add(Body, strings.Repeat("查明被执行人名下无可供执行的财产，", n/17+1)[:3*n])
	}
	b.add(Body, "终结本次执行程序。")
	b.add(Body, "本裁定送达后立即生效。")
	for _, s := range []string{"审判长崔继国", "审判员高原", "审判员周永增"} {
		b.add(Signatory, s, 3)
	}
	b.add(DateLine, "二〇一八年六月九日")
	b.add(Signatory, "书记员张燕涛", 3)
	return b.document()
}

func TestRulingsOfOneToSixPages(t *testing.T) {
	seen := map[int]bool{}
	for n := 0; n < 3200; n += 200 {
		r := mustTypeset(t, rulingOf(n))
		seen[r.Pages] = true
	}
	for p := 2; p <= 6; p++ {
		if !seen[p] {
			t.Errorf("no ruling of %d pages", p)
		}
	}
}

func TestPlacesCoverEveryCharacterOfTheSource(t *testing.T) {
	for name, b := range papers() {
		b.add(Body, "　 首尾有空格的一段　 \n第二行\n\n　末行 ")
		r := mustTypeset(t, b.document())
		at := 0
		for _, p := range r.Places {
			if p.Start != at {
				t.Errorf("%s: a place begins at %d, want %d", name, p.Start, at)
			}
			at = p.End
			if p.Page < 1 || p.Page > r.Pages || p.Rect[0] > p.Rect[2] || p.Rect[1] >= p.Rect[3] ||
				p.Rect[0] < textLeft-1 || p.Rect[2] > textLeft+textWidth+1 {
				t.Errorf("%s: odd place %+v", name, p)
			}
		}
		if at != b.runes {
			t.Errorf("%s: places end at %d of %d", name, at, b.runes)
		}
	}
}

func TestWhereCutsToTheWordsAskedFor(t *testing.T) {
	b := zhengzhou()
	r := mustTypeset(t, b.document())
	text := []rune(b.source.String())
	at := strings.Index(b.source.String(), "限制高消费")
	start := len([]rune(b.source.String()[:at]))
	got := r.Where(start, start+5)
	if len(got) != 1 || string(text[got[0].Start:got[0].End]) != "限制高消费" {
		t.Fatalf("got %+v", got)
	}
	if w := got[0].Rect[2] - got[0].Rect[0]; w < 5*15 || w > 5*18 {
		t.Errorf("five characters are %.1f pt wide", w)
	}
}

func TestTablesGoOnOverPagesWithTheirHeader(t *testing.T) {
	tab := Table{Columns: []float64{1, 3}, RepeatHeader: true, Rows: []Row{
		{Header: true, Cells: []Cell{{Text: "序号", Style: CellLabel}, {Text: "内容", Style: CellLabel}}},
	}}
	var want strings.Builder
	for i := range 60 {
		s := fmt.Sprintf("第%d项", i)
		if i == 20 {
			s += strings.Repeat("很长的一格会分到几页上。", 120)
		}
		want.WriteString(s)
		tab.Rows = append(tab.Rows, Row{Cells: []Cell{{Text: "", Style: CellText}, {Text: s, Style: CellText}}})
	}
	r := mustTypeset(t, Document{Blocks: []Block{NewPage{NoNumber: true}, tab}, Created: testTime})
	got := bare(judge(t, r.PDF, "pdftotext", "-raw", "FILE", "-"))
	if n := strings.Count(got, "序号内容"); n != r.Pages {
		t.Errorf("%d headers on %d pages", n, r.Pages)
	}
	if bare(strings.ReplaceAll(got, "序号内容", "")) != want.String() {
		t.Error("text of cells is lost or out of order")
	}
}
