package pdftext

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	"github.com/klauspost/compress/zstd"

	"shenqian/signing/pdffile"
	"shenqian/signing/typeset"
)

// kit is the fonts that the program ships.
var kit = sync.OnceValues(func() (*typeset.Kit, error) {
	z, err := zstd.NewReader(nil)
	if err != nil {
		return nil, err
	}
	defer z.Close()
	file := func(name string) typeset.FontFile {
		b, e := os.ReadFile(filepath.Join("..", "..", "packaging", "fonts", name+".ttf.zst"))
		if e == nil {
			b, e = z.DecodeAll(b, nil)
		}
		if e != nil {
			err = e
		}
		return typeset.FontFile{Name: name, Data: b}
	}
	f := typeset.Fonts{
		Song: file("NotoSerifSC-Bold"), SongRegular: file("NotoSerifSC-Regular"), FangSong: file("FandolFang-Regular"),
		Kai: file("LXGWWenKai-Light"), Hei: file("NotoSansSC-Regular"), Latin: file("LiberationSerif-Regular"),
		LatinBold: file("LiberationSerif-Bold"),
	}
	if err != nil {
		return nil, err
	}
	return typeset.NewKit(f)
})

func testKit(t testing.TB) *typeset.Kit {
	t.Helper()
	k, err := kit()
	if err != nil {
		t.Fatal(err)
	}
	return k
}

var testTime = time.Date(2021, 1, 25, 9, 30, 0, 0, time.FixedZone("CST", 8*3600))

// ruling is a ruling with everything that a paper of ours may hold.
func ruling() typeset.Document {
	b := []typeset.Block{
		typeset.Paragraph{Style: typeset.CourtName, Text: "示范市示范区人民法院", Source: -1},
		typeset.Paragraph{Style: typeset.DocumentName, Text: "执行裁定书", Source: -1},
		typeset.Paragraph{Style: typeset.CaseNumber, Text: "（2020）示0192执3427号之一", Source: -1},
	}
	for _, s := range []string{
		"申请执行人：古晓平，女，汉族，1982年5月24日出生，住示范市，电话0531-12345678，邮箱a.b@c.cn。",
		"被执行人：喆玥堃昇淼垚犇翀旻祎㛃䶮𬶋，男，住行唐县〇八号“甲”‘乙’《丙〈丁〉》——戊……己·庚，护照号 E 1234 Wang Xiao Ming。",
		"本院在执行过程中，依法扣划被执行人银行存款400，000元，3022.46元已发还申请执行人，100％，￥12元，37℃，§5，①②Ⅲ、№7。" + strings.Repeat("查明被执行人名下无可供执行的财产，", 30),
		"终结本次执行程序。",
	} {
		b = append(b, typeset.Paragraph{Style: typeset.Body, Text: s, Source: -1})
	}
	for _, s := range []string{"审判长崔继国", "审判员高原"} {
		b = append(b, typeset.Paragraph{Style: typeset.Signatory, Text: s, Label: 3, Source: -1})
	}
	b = append(
		b,
		typeset.Paragraph{Style: typeset.DateLine, Text: "二〇二一年一月二十五日", Source: -1},
		typeset.Paragraph{Style: typeset.Signatory, Text: "书记员张燕涛", Label: 3, Source: -1},
		typeset.SealField{Field: "seal", Label: "院印"}, typeset.Stamp{Text: "本件与原本核对无异"},
		typeset.NewPage{NoNumber: true, Mark: "审签笺 审签码 7K3F-92QD"},
		typeset.Table{Columns: []float64{1, 3, 1, 3}, Rows: []typeset.Row{{Cells: []typeset.Cell{
			{Text: "案号", Style: typeset.CellLabel},
			{Text: "（2020）示0192执3427号之一", Style: typeset.CellText},
			{Text: "答复", Style: typeset.CellLabel},
			{Text: "被执行人车辆下落不明，无法扣押，已告知申请执行人，并记入笔录附卷。" + strings.Repeat("同意报院长签发。", 9), Style: typeset.CellText},
		}}}},
		typeset.FieldBox{Field: "president", Label: "院长意见", Height: 50},
		typeset.HiddenField{Field: "court"},
	)
	return typeset.Document{Title: "执行裁定书", Subject: "终结本次执行程序", Producer: "Shenqian", Created: testTime, Blocks: b, PageMark: "审签码 7K3F-92QD"}
}

func typesetPaper(t testing.TB, d typeset.Document) []byte {
	t.Helper()
	r, err := testKit(t).Typeset(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	return r.PDF
}

func mustExtract(t testing.TB, pdf []byte) *Document {
	t.Helper()
	d, err := Extract(pdf)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// bare is text without white space.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// tool gives a PDF to an outside program and returns what it prints.
func tool(t *testing.T, pdf []byte, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Fatal(name + " is missing; packaging/setup test installs it")
	}
	file := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	for i, a := range args {
		if a == "FILE" {
			args[i] = file
		}
	}
	out, err := exec.Command(name, args...).Output()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return string(out)
}

// pageOf is a file of one page with its own content and resources; more are
// further objects, from 6 on.
func pageOf(content, resources, page string, more ...string) []byte {
	f := pdffile.NewFile(6)
	root, pages, pg, stream, info := f.Reserve(), f.Reserve(), f.Reserve(), f.Reserve(), f.Reserve()
	f.Put(root, "<</Type/Catalog/Pages 2 0 R>>")
	f.Put(pages, "<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 595 842]>>")
	f.Put(pg, "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<<"+resources+">>"+page+">>")
	f.Deflate(stream, "", []byte(content))
	f.Put(info, "<<>>")
	for _, m := range more {
		n := f.Reserve()
		if dict, data, ok := strings.Cut(m, "|"); ok {
			f.Stream(n, dict, []byte(data))
		} else {
			f.Put(n, m)
		}
	}
	return f.Close(root, info)
}
