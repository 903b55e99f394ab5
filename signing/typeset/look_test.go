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

// TestWritesPagesToLookAt writes sample papers, to $TYPESET_OUT for the eye.
func TestWritesPagesToLookAt(t *testing.T) {
	dir := os.Getenv("TYPESET_OUT")
	if dir == "" {
		dir = t.TempDir()
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
	d = zhengzhou().document()
	d.Blocks = append(d.Blocks, SealField{Field: "seal", Label: "院印"}, Stamp{"本件与原本核对无异"})
	save("service", d)
	save("korla", korla().document())
	b := &builder{}
	b.add(CourtName, "新疆维吾尔自治区伊犁哈萨克自治州塔城地区和布克赛尔蒙古自治县人民法院")
	b.add(DocumentName, "执行裁定书")
	b.add(CaseNumber, "（2018）新4226执恢1234号之二")
	for _, s := range []string{
		"申请执行人：" + rare + "，女，汉族，1982年5月24日出生，公民身份号码370102198205241234，住行唐县。",
		"被执行人：山东鲁能物矿钢结构制造加工（集团）有限公司，统一社会信用代码91370100MA3C4D5E6F，住所地济南市历下区经十路17703号。",
		"本院依据已经发生法律效力的（2017）鲁0102民初8901号民事判决书、（2018）鲁01民终2345号民事判决书，向被执行人发出执行通知。查封车牌号鲁A·3K572小型轿车一辆；冻结账户6222021602012345678内存款3022.46元（已扣划）；“三查”未果——被执行人“下落不明”……",
		"依照《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第五百一十九条、《最高人民法院关于严格规范终结本次执行程序的规定（试行）》第一条、第二条的规定，裁定如下：",
		"终结本次执行程序。",
		"本裁定送达后立即生效。",
	} {
		b.add(Body, s)
	}
	b.add(Heading, "一、基本情况")
	b.add(Subheading, "（一）案件受理情况")
	b.add(Body, "百日会战期间，全市法院共排查终本案件3456件，占94.7%。")
	b.add(Signatory, "审　判　长　　淼　垚", 5)
	b.add(Signatory, "代理审判员高原", 5)
	b.add(Signatory, "人民陪审员阿卜杜热西提·买买提", 5)
	b.add(DateLine, "二〇一八年十二月三十一日")
	b.add(Signatory, "书记员张燕涛", 3)
	save("rare", b.document())
	tab := Table{Columns: []float64{1, 2, 4}, RepeatHeader: true, Rows: []Row{{Header: true, Cells: []Cell{{Text: "序号", Style: CellLabel}, {Text: "核查项目", Style: CellLabel}, {Text: "问题与答复", Style: CellLabel}}}}}
	for i := range 14 {
		c := "被执行人名下车辆查封后未处置。答复：经查车辆下落不明，无法扣押，已告知申请执行人。"
		if i == 6 {
			for range 4 {
				c += c
			}
		}
		tab.Rows = append(tab.Rows, Row{Cells: []Cell{{Text: string(rune('1' + i%9)), Style: CellNumber}, {Text: "财产处置", Style: CellText}, {Text: c, Style: CellText}}})
	}
	save("table", Document{Blocks: []Block{NewPage{NoNumber: true}, Paragraph{Style: SlipTitle, Text: "核查问题清单", Source: -1}, tab}, Created: testTime})
	d = zhengzhou().document()
	d.Layout = Online
	save("online", d)
}

func TestWritesSignatureBoxesToLookAt(t *testing.T) {
	dir := os.Getenv("TYPESET_OUT")
	if dir == "" {
		dir = t.TempDir()
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
