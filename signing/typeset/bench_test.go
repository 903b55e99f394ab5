package typeset

import (
	"fmt"
	"testing"
)

// BenchmarkTypesetRuling sets rulings that differ in names, numbers and
// amounts, as a batch does.
func BenchmarkTypesetRuling(b *testing.B) {
	kit := testKit(b)
	names := []rune("崔继国高原周永增刘晓璐张燕涛李喆玥堃昇淼垚犇翀旻祎㛃䶮𬶋王赵钱孙李周吴郑冯陈褚卫蒋沈韩杨")
	docs := make([]Document, 64)
	for i := range docs {
		d := zhengzhou().document()
		blocks := append([]Block(nil), d.Blocks...)
		name := string(names[i%40 : i%40+3])
		p := blocks[3].(Paragraph)
		p.Text = fmt.Sprintf("申请执行人：%s，女，汉族，1982年%d月%d日出生，公民身份号码3701021982%08d，住河南省新郑市。", name, i%12+1, i%28+1, i*7919)
		p.Source = -1
		blocks[3] = p
		blocks = append(blocks[:6:6], blocks[15:]...) // two pages
		d.Blocks = blocks
		docs[i] = d
	}
	r := mustTypeset(b, docs[0])
	b.SetBytes(int64(len(r.PDF)))
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		if _, err := kit.Typeset(b.Context(), docs[i%len(docs)]); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "docs/s")
	b.ReportMetric(float64(r.Pages), "pages")
}

// BenchmarkNewKit is what a start costs, without reading and decompressing.
func BenchmarkNewKit(b *testing.B) {
	f := Fonts{
		Song: fontFile(b, "NotoSerifSC-Bold"), SongRegular: fontFile(b, "NotoSerifSC-Regular"),
		FangSong: fontFile(b, "FandolFang-Regular"), Kai: fontFile(b, "LXGWWenKai-Light"),
		Hei: fontFile(b, "NotoSansSC-Regular"), Latin: fontFile(b, "LiberationSerif-Regular"),
		LatinBold: fontFile(b, "LiberationSerif-Bold"),
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := NewKit(f); err != nil {
			b.Fatal(err)
		}
	}
}
