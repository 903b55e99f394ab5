package sheets_test

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"shenqian/app/sheets"
)

// formulas are texts that some spreadsheet program takes for one.
var formulas = []string{
	`=1+1`, `+86`, `-2`, `@SUM(1)`, `＝1`, `＋1`, `－1`, `＠甲`, "\t=1", "\r=1", "\t甲", "\r甲", ` =1`, `　=1`, `"=1`, `'=1`, `“=1”`, `「＝1」`,
	"\u00a0=1", "\u200b=1", "\uFEFF=1", "\n=1", `=cmd|'/c calc'!A1`, `=HYPERLINK("http://evil","甲")`, `'"  ＠1`,
}

var plainWords = []string{"", "甲", "张某", "（2026）鲁9901执1号", "1-2", "a=b", "—", "——无", "'甲", "“甲”公司", " 甲 "}

func TestNoCellOfAnyTableIsAFormula(t *testing.T) {
	page := sheets.Page{Name: "表", Title: "=1+1", Program: "审签台", Header: []string{"=HEAD()", "乙"}}
	for _, s := range append(append([]string{}, formulas...), plainWords...) {
		page.Rows = append(page.Rows, []any{s, "x"})
	}
	x, err := sheets.Write(page)
	if err != nil {
		t.Fatal(err)
	}
	c, err := sheets.CSV(page)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(c, []byte("\uFEFF'=HEAD()")) {
		t.Errorf("the first bytes are %q", c[:20])
	}
	f, err := excelize.OpenReader(bytes.NewReader(x))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(bytes.NewReader(c))
	records, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if title, err := f.GetCellValue("表", "A1"); err != nil || title != "'=1+1" {
		t.Errorf("title %q %v", title, err)
	}
	if head, err := f.GetCellValue("表", "A2"); err != nil || head != "'=HEAD()" {
		t.Errorf("header %q %v", head, err)
	}
	for i, row := range page.Rows {
		in := row[0].(string)
		want := in
		if i < len(formulas) {
			want = "'" + in
		}
		place, err := excelize.CoordinatesToCellName(1, i+3)
		if err != nil {
			t.Fatal(err)
		}
		got, err := f.GetCellValue("表", place)
		formula, ferr := f.GetCellFormula("表", place)
		kind, terr := f.GetCellType("表", place)
		if err != nil || ferr != nil || terr != nil || formula != "" || in != "" && kind != excelize.CellTypeSharedString && kind != excelize.CellTypeInlineString {
			t.Errorf("%q in the workbook: formula %q, type %v; %v %v %v", in, formula, kind, err, ferr, terr)
		}
		lines := strings.NewReplacer("\r\n", "\n", "\r", "\n")
		if lines.Replace(got) != lines.Replace(want) {
			t.Errorf("%q is %q in the workbook, want %q", in, got, want)
		}
		if got := records[i+1][0]; lines.Replace(got) != lines.Replace(want) {
			t.Errorf("%q is %q in the text, want %q", in, got, want)
		}
	}
}

func FuzzNoCellBeginsAFormula(f *testing.F) {
	for _, s := range formulas {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		b, err := sheets.CSV(sheets.Page{Header: []string{"列"}, Rows: [][]any{{s}}})
		if err != nil {
			t.Fatal(err)
		}
		cell := strings.TrimSuffix(strings.TrimPrefix(string(b), "\uFEFF列\n"), "\n")
		if bare := strings.TrimLeft(cell, " \t\r\n\"“”‘　"); bare != "" && strings.ContainsAny(string([]rune(bare)[0]), "=+-@＝＋－＠") {
			t.Errorf("%q is written %q", s, cell)
		}
	})
}
