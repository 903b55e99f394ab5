package app_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shenqian/app"
	"shenqian/review"
)

const plainRuling = `山东省云湖市人民法院
执行裁定书
（2023）鲁9901执112号
申请执行人：孟庆安，男，1971年3月8日出生，汉族，住山东省云湖市府前街18号。
被执行人：段志成，男，1969年11月20日出生，汉族，住山东省云湖市柳沟镇段家村。
申请执行人孟庆安与被执行人段志成民间借贷纠纷一案，本院作出的（2022）鲁9901民初1088号民事判决书已经发生法律效力。孟庆安向本院申请强制执行268500元，本院于2023年2月6日立案执行。
2023年2月9日，向段志成发出执行通知书、报告财产令。2023年2月12日、5月14日，通过网络执行查控系统查询其银行存款、车辆、不动产、证券。2023年3月15日到其住所地走访。2023年4月3日，对其发出限制消费令。2023年5月30日，本院约谈申请执行人，告知执行情况、财产调查措施、被执行人的财产情况、终结本次执行程序的依据及法律后果，申请执行人同意。
本案执行到位0元，尚未执行到位268500元。
本院认为，未发现被执行人有可供执行的财产。依照《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第五百一十七条规定，裁定如下：
终结本次执行程序。
被执行人负有继续向申请执行人履行债务的义务。
申请执行人发现被执行人有可供执行财产的，可以申请恢复执行。
本裁定送达后立即生效。
审判长　林知夏
审判员　郑文博
审判员　陶㛃
二〇二三年六月八日
书记员　许安宁
`

func TestAPaperThatIsNotWhatItShouldBeGetsASentence(t *testing.T) {
	swap := func(old, new string) string { return strings.ReplaceAll(plainRuling, old, new) }
	tests := map[string]struct {
		file string
		data string
		code string // of the error
		rule string // or of a finding, or of what could not be checked
	}{
		"a poem":                          {"诗.txt", "床前明月光，疑是地上霜。\n举头望明月，低头思故乡。", "", "T01"},
		"a judgment":                      {"判决书.txt", "山东省云湖市人民法院\n民事判决书\n（2022）鲁9901民初1088号\n原告：孟庆安，男。\n被告：段志成，男。\n判决如下：被告段志成于本判决生效之日起十日内偿还原告孟庆安268500元。\n审判员　林知夏\n二〇二二年九月一日\n书记员　许安宁", "", "T01"},
		"another language":                {"a.txt", "This is not a ruling. It has no court, no number and no date.", "", "T01"},
		"a table":                         {"表.txt", strings.Repeat("案号,标的,到位\n（2023）鲁9901执1号,1,2\n", 200), "", "T01"},
		"without a head":                  {"无首部.txt", plainRuling[strings.Index(plainRuling, "申请执行人孟"):], "", "T01"},
		"without an end":                  {"无尾部.txt", plainRuling[:strings.Index(plainRuling, "本院认为")], "", "T01"},
		"nothing but a signature":         {"落款.txt", plainRuling[strings.Index(plainRuling, "审判长"):], "", "T01"},
		"a court nobody knows":            {"a.txt", swap("鲁9901执", "鲁ZZ99执"), "", "T05"},
		"a province nobody knows":         {"a.txt", swap("鲁9901执112", "火9901执112"), "", "T05"},
		"before there was a law on it":    {"a.txt", swap("二〇二三年六月八日", "一九九三年六月八日"), "", "I03"},
		"long before":                     {"a.txt", swap("二〇二三年六月八日", "〇〇〇一年一月一日"), "", "I03"},
		"after every law that is known":   {"a.txt", swap("二〇二三年六月八日", "九九九九年十二月三十一日"), "", "D02"},
		"of no day":                       {"a.txt", swap("二〇二三年六月八日", "二〇二三年十三月四十日"), "", "T02"},
		"an empty file":                   {"空.txt", "", "intake.empty", ""},
		"white space only":                {"空.txt", " 　\n\t\r\n", "intake.empty", ""},
		"binary called text":              {"a.txt", "\x00\x01\x02\x03PK\x00\xff\xfe\xfd", "*", ""},
		"a docx that is none":             {"a.docx", "PK\x03\x04 and no more", "*", ""},
		"a case file that is a list":      {"a.json", `[1,2,3]`, "*", ""},
		"a case file that is not closed":  {"a.json", `{"案号":"（2023）鲁9901执1号"`, "*", ""},
		"an amount that is a word":        {"a.json", `{"案号":"（2023）鲁9901执1号","应执行标的金额":"很多"}`, "*", ""},
		"an amount beyond all":            {"a.json", `{"案号":"（2023）鲁9901执1号","应执行标的金额":1e400}`, "*", ""},
		"an amount of three decimals":     {"a.json", `{"案号":"（2023）鲁9901执1号","应执行标的金额":1.005}`, "*", ""},
		"a day that the calendar lacks":   {"a.json", `{"案号":"（2023）鲁9901执1号","立案日期":"2023-02-29"}`, "*", ""},
		"a party that is a number":        {"a.json", `{"案号":"（2023）鲁9901执1号","当事人":7}`, "*", ""},
		"a yes that is a word":            {"a.json", `{"案号":"（2023）鲁9901执1号","是否有财产":"也许"}`, "*", ""},
		"a number of a case that is none": {"a.json", `{"案号":"鲁执1"}`, "*", ""},
		"deep as a well":                  {"a.json", `{"案号":"（2023）鲁9901执1号","约谈":` + strings.Repeat("[", 100000) + strings.Repeat("]", 100000) + `}`, "*", ""},
	}
	w, err := app.NewWorkshop(app.Config{})
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range tests {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), c.file)
			if err := os.WriteFile(path, []byte(c.data), 0o600); err != nil {
				t.Fatal(err)
			}
			got, err := checkOne(w, path)
			if c.code != "" {
				var said *review.Error
				if !errors.As(err, &said) || c.code != "*" && said.Code != c.code {
					t.Fatalf("%v, want %s", err, c.code)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if c.rule != "" && !speaks(got, c.rule) {
				t.Errorf("%s is silent: %v", c.rule, got.Findings)
			}
		})
	}
}

func checkOne(w *app.Workshop, path string) (*review.Checkup, error) {
	got := w.CheckFiles(context.Background(), []string{path})
	return got[0].Checkup, got[0].Err
}

func speaks(c *review.Checkup, rule string) bool {
	for _, f := range c.Findings {
		if f.Rule == rule {
			return true
		}
	}
	for _, n := range c.NotChecked {
		if n.Rule == rule && n.Code != "" {
			return true
		}
	}
	return false
}

// docxOf packs paragraphs as a word processor would.
func docxOf(t *testing.T, paragraphs []string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	add := func(name, body string) {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(body)); err != nil {
			t.Fatal(err)
		}
	}
	add("[Content_Types].xml", `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`)
	add("_rels/.rels", `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`)
	var body strings.Builder
	body.WriteString(`<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`)
	for _, p := range paragraphs {
		body.WriteString("<w:p><w:r><w:t>" + p + "</w:t></w:r></w:p>")
	}
	body.WriteString(`</w:body></w:document>`)
	add("word/document.xml", body.String())
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A docx of forty megabytes is read, or refused with a sentence.
func TestADocxOfFortyMegabytesIsReadOrRefused(t *testing.T) {
	w, err := app.NewWorkshop(app.Config{})
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(plainRuling), "\n")
	long := append([]string{}, lines[:6]...)
	for n := 0; n < 40<<20; n += len(lines[6]) {
		long = append(long, lines[6])
	}
	long = append(long, lines[7:]...)
	path := filepath.Join(t.TempDir(), "长.docx")
	if err := os.WriteFile(path, docxOf(t, long), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := checkOne(w, path)
	var said *review.Error
	if err != nil && !errors.As(err, &said) {
		t.Fatal(err)
	}
	if err == nil && c.CaseNumber != "（2023）鲁9901执112号" {
		t.Error(c.CaseNumber)
	}
}
