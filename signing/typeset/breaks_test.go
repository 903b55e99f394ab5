package typeset

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"
)

// randomText is text as no clerk would write it: marks, numbers and letters in
// any order.
func randomText(r *rand.Rand, n int) string {
	pieces := []string{
		"，", "。", "、", "；", "：", "？", "！", "（", "）", "《", "》", "“", "”", "‘", "’", "〈", "〉", "【", "】", "——", "……", "·",
		"3022.46元", "2021年1月25日", "（2020）豫0192执3427号之一", "370102198001011234", "a.b@c.cn", " ", "　", "％", "￥", "第3项", "(一)", "<法>", "58，833元",
	}
	var b strings.Builder
	for utf8.RuneCountInString(b.String()) < n {
		if r.IntN(3) == 0 {
			b.WriteString(pieces[r.IntN(len(pieces))])
			continue
		}
		for range r.IntN(12) {
			b.WriteRune(rune(0x4E00 + r.IntN(0x5000)))
		}
	}
	return b.String()
}

func TestNoLineBeginsWithAClosingMarkOrEndsWithAnOpeningOne(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 400 {
		text := randomText(r, 300)
		lines := linesOf(t, text)
		for i, line := range lines {
			runes := []rune(line)
			if len(runes) == 0 {
				continue
			}
			first, last := runes[0], runes[len(runes)-1]
			if i > 0 && strings.ContainsRune("，。、；：？！）》”’〉】…％·", first) && !isDash(lines[i-1], first) {
				t.Errorf("line %q begins with %c, after %q", line, first, lines[i-1])
			}
			if i < len(lines)-1 && strings.ContainsRune("（《“‘〈【￥", last) {
				t.Errorf("line %q ends with %c", line, last)
			}
		}
		if got := strings.Join(lines, ""); got != bare(text) && bare(got) != bare(text) {
			t.Errorf("text is lost:\n%s\n%s", got, text)
		}
	}
}

// isDash: a row of dashes longer than the line may go on.
func isDash(before string, r rune) bool { return r == '…' && strings.HasSuffix(before, "……") }

func TestNoLineIsWiderThanTheTypeArea(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		c, err := testKit(t).compose(t.Context(), Document{Blocks: []Block{Paragraph{Text: randomText(r, 250), Source: 0}}})
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range c.sections[0].rows {
			for _, l := range row.lines {
				for _, g := range l.glyphs {
					// Half of a mark pressed into the line's end is empty.
					if right := l.x + g.x + g.width - textLeft; right > textWidth+halfWidth*g.size+0.5 {
						t.Fatalf("%c ends at %.1f of %.1f", g.r, right, textWidth)
					}
				}
			}
		}
	}
}

func TestFullLinesEndAtTheMargin(t *testing.T) {
	c, err := testKit(t).compose(t.Context(), zhengzhou().document())
	if err != nil {
		t.Fatal(err)
	}
	rows := c.sections[0].rows
	for i, row := range rows {
		if !row.body || i+1 >= len(rows) || rows[i+1].lines[0].elem != row.lines[0].elem || c.tree.elems[row.lines[0].elem].kind != "P" {
			continue
		}
		l := row.lines[0]
		last := l.edges[len(l.edges)-1]
		if d := textWidth - last; d > 0.05 || d < -0.05 {
			t.Errorf("line %d ends %.2f pt from the margin", i, d)
		}
	}
}

func TestTwentyEightCharactersFillALine(t *testing.T) {
	c, err := testKit(t).compose(t.Context(), Document{Blocks: []Block{Paragraph{Style: BodyNoIndent, Text: strings.Repeat("法", 28*22+1)}}})
	if err != nil {
		t.Fatal(err)
	}
	pages, err := c.paginate(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if n := len(pages[0].rows[0].lines[0].glyphs); n != 28 {
		t.Errorf("%d characters on a line", n)
	}
	if len(c.sections[0].rows) != 23 || len(pages) != 2 {
		t.Errorf("%d lines on %d pages, want 23 on 2", len(c.sections[0].rows), len(pages))
	}
}

func FuzzTypeset(f *testing.F) {
	f.Add("申请执行人：某某，于2021年1月25日申请执行3022.46元。", "审判长", "崔继国", uint8(4))
	f.Add("（2020）豫0192执3427号之一\n\n\t　", "", "　", uint8(0))
	f.Add("——……“”‘’《〈〉》（（））", "法官助理", "𬶋", uint8(7))
	f.Fuzz(func(t *testing.T, text, title, name string, style uint8) {
		if !utf8.ValidString(text) || !utf8.ValidString(title) || !utf8.ValidString(name) {
			t.Skip()
		}
		kit := testKit(t)
		if len(kit.Missing(text+title+name)) > 0 {
			t.Skip()
		}
		b := &builder{}
		b.add(Style(style)%styleCount, text)
		b.add(Signatory, title+name, utf8.RuneCountInString(title))
		b.add(DateLine, "二〇二一年一月二十五日")
		d := b.document()
		d.Blocks = append(d.Blocks, Table{Columns: []float64{1, 1, 8}, Rows: []Row{{Cells: []Cell{{Text: name}, {Text: text, Style: CellLabel}, {Text: text}}}}})
		c, err := kit.compose(t.Context(), d)
		if err != nil {
			t.Fatal(err)
		}
		var got strings.Builder
		for _, r := range c.sections[0].rows {
			if r.strip == nil {
				for _, l := range r.lines {
					for _, g := range l.glyphs {
						got.WriteRune(g.r)
					}
				}
			}
		}
		if bare(got.String()) != bare(b.source.String()) {
			t.Errorf("set %q of %q", got.String(), b.source.String())
		}
		r, err := kit.Typeset(t.Context(), d)
		if err != nil {
			t.Fatal(err)
		}
		at := 0
		for _, p := range r.Places {
			if p.Start != at || p.End < at {
				t.Fatalf("places %+v of %d runes", r.Places, b.runes)
			}
			at = p.End
		}
		if at != b.runes {
			t.Errorf("places end at %d of %d", at, b.runes)
		}
	})
}
