package typeset

import (
	"os"
	"path/filepath"
	"testing"
)

// slip is an approval slip of the usual shape.
func slip() []Block {
	rows := []Row{{Header: true, Cells: []Cell{{Text: "环节", Style: CellLabel}, {Text: "人员", Style: CellLabel}, {Text: "意见", Style: CellLabel}, {Text: "时间", Style: CellLabel}}}}
	for _, r := range [][]string{
		{"承办人", "崔继国", "已核查，财产查控完毕，拟终结本次执行程序。", "2021-01-22 10:05"},
		{"合议庭", "崔继国、高原、周永增", "一致同意终结本次执行程序。", "2021-01-22 15:40"},
		{"执行局长", "李喆玥", "同意。申请执行人已约谈，笔录附卷。", "2021-01-25 08:50"},
		{"分管副院长", "淼垚犇", "同意，报院长签发。", "2021-01-25 09:12"},
	} {
		rows = append(rows, Row{Cells: []Cell{{Text: r[0], Style: CellLabel}, {Text: r[1], Style: CellText}, {Text: r[2], Style: CellText}, {Text: r[3], Style: CellText}}})
	}
	return []Block{
		NewPage{NoNumber: true, Mark: "审签笺 审签码 7K3F-92QD"},
		Paragraph{Style: SlipTitle, Text: "执行裁定书审签笺", Source: -1},
		Table{Columns: []float64{1, 3, 1, 3}, Rows: []Row{
			{MinHeight: 9, Cells: []Cell{{Text: "案号", Style: CellLabel}, {Text: "（2020）豫0192执3427号之一", Style: CellText}, {Text: "案由", Style: CellLabel}, {Text: "民间借贷纠纷", Style: CellText}}},
			{MinHeight: 9, Cells: []Cell{{Text: "当事人", Style: CellLabel}, {Text: "申请执行人古晓平；被执行人古小莉，身份证号码410184198105170028", Style: CellText, Span: 3}}},
			{MinHeight: 9, Cells: []Cell{{Text: "核查结果", Style: CellLabel}, {Text: "问题2项，均已答复：\n1. 未见报告财产令（373号规定第一条第一项）。答复：被执行人下落不明，已公告送达。\n2. 立案至裁定不足三个月。答复：系申请执行人书面同意。", Style: CellText, Span: 3}}},
		}},
		Space{4},
		Table{Columns: []float64{1.2, 2, 4, 1.8}, RepeatHeader: true, Rows: rows},
		Space{4},
		FieldBox{Field: "president", Label: "院长意见", Height: 50},
		Paragraph{Style: Small, Text: "签名即表示签名人已阅看本文书全部页面和上列核查问题及答复。定稿件指纹见电子签名。", Source: -1},
		HiddenField{Field: "court"},
	}
}

// TestWritesPagesToLookAt writes sample papers to $TYPESET_OUT for the eye.
func TestWritesPagesToLookAt(t *testing.T) {
	dir := os.Getenv("TYPESET_OUT")
	if dir == "" {
		t.Skip("TYPESET_OUT is not set")
	}
	save := func(name string, d Document) {
		r := mustTypeset(t, d)
		if err := os.WriteFile(filepath.Join(dir, name+".pdf"), r.PDF, 0o600); err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %d pages, %d bytes, %v", name, r.Pages, len(r.PDF), r.Fields)
	}
	d := zhengzhou().document()
	d.Blocks = append(d.Blocks, slip()...)
	save("zhengzhou", d)
	save("korla", korla().document())
	d = zhengzhou().document()
	d.Layout = Online
	save("online", d)
}

func TestWritesSignatureBoxesToLookAt(t *testing.T) {
	dir := os.Getenv("TYPESET_OUT")
	if dir == "" {
		t.Skip("TYPESET_OUT is not set")
	}
	for name, b := range signatureBoxes() {
		pdf, err := testKit(t).PreviewAppearance(b, 363, 136)
		if err != nil {
			t.Fatal(name, err)
		}
		if err := os.WriteFile(filepath.Join(dir, "box-"+name+".pdf"), pdf, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
