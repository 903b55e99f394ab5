package sheets_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"shenqian/app/sheets"
	"shenqian/review"
)

func plain(b []byte) (string, error) { return string(b), nil }

func code(err error) string {
	var e *review.Error
	if errors.As(err, &e) {
		return e.Code
	}
	return fmt.Sprint(err)
}

// book packs sheet data, as XML, into a workbook.
func book(t testing.TB, rows string, change ...string) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	day := `yyyy"年"m"月"d"日"`
	if _, err := f.NewStyle(&excelize.Style{CustomNumFmt: &day}); err != nil { // style 1
		t.Fatal(err)
	}
	if _, err := f.NewStyle(&excelize.Style{NumFmt: 31}); err != nil { // style 2, kept for Chinese dates
		t.Fatal(err)
	}
	buf, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	r, err := zip.NewReader(bytes.NewReader(buf.Bytes()), int64(buf.Len()))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, part := range r.File {
		w, err := z.Create(part.Name)
		if err != nil {
			t.Fatal(err)
		}
		in, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if _, err := b.ReadFrom(in); err != nil {
			t.Fatal(err)
		}
		text := b.String()
		if part.Name == "xl/worksheets/sheet1.xml" {
			text = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` + rows + `</sheetData></worksheet>`
		}
		if _, err := w.Write([]byte(strings.NewReplacer(change...).Replace(text))); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestCellsAreReadAsTheUserSeesThem(t *testing.T) {
	for name, c := range map[string]struct{ cell, text, fault string }{
		"text":                           {`<c r="A1" t="inlineStr"><is><t> 甲 </t></is></c>`, "甲", ""},
		"a number kept as text":          {`<c r="A1" t="inlineStr"><is><t>370999199001010011</t></is></c>`, "370999199001010011", ""},
		"a whole number":                 {`<c r="A1"><v>50000</v></c>`, "50000", ""},
		"money with a binary remainder":  {`<c r="A1"><v>33456.779999999999</v></c>`, "33456.78", ""},
		"a large number without powers":  {`<c r="A1"><v>1.23456789E+9</v></c>`, "1234567890", ""},
		"an id that lost its last digit": {`<c r="A1"><v>3.7099919900101E+17</v></c>`, "3.7099919900101E+17", sheets.Digits},
		"an old id of fifteen digits":    {`<c r="A1"><v>370999900101001</v></c>`, "370999900101001", ""},
		"a date in a court's format":     {`<c r="A1" s="1"><v>43260</v></c>`, "2018-06-09", ""},
		"a date in a Chinese format":     {`<c r="A1" s="2"><v>43260</v></c>`, "2018-06-09", ""},
		"a date with a time of day":      {`<c r="A1" s="1"><v>43260.9</v></c>`, "2018-06-09", ""},
		"a date of ISO 8601":             {`<c r="A1" t="d"><v>2018-06-09T00:00:00</v></c>`, "2018-06-09", ""},
		"a number that is no date":       {`<c r="A1"><v>43260</v></c>`, "43260", ""},
		"yes":                            {`<c r="A1" t="b"><v>1</v></c>`, "是", ""},
		"no":                             {`<c r="A1" t="b"><v>0</v></c>`, "否", ""},
		"a formula with its value":       {`<c r="A1"><f>1+2</f><v>3</v></c>`, "3", ""},
		"a formula of text":              {`<c r="A1" t="str"><f>"a"</f><v>甲</v></c>`, "甲", ""},
		"a formula whose value is empty": {`<c r="A1" t="str"><f>""</f><v></v></c>`, "", ""},
		"a formula never reckoned":       {`<c r="A1"><f>1+2</f></c>`, "=1+2", sheets.Formula},
		"an error value":                 {`<c r="A1" t="e"><v>#N/A</v></c>`, "#N/A", sheets.Failed},
	} {
		t.Run(name, func(t *testing.T) {
			b, err := sheets.Read("x.xlsx", book(t, `<row r="1">`+c.cell+`<c r="B1" t="inlineStr"><is><t>x</t></is></c></row>`), plain)
			if err != nil {
				t.Fatal(err)
			}
			if got := b.Sheets[0].Rows[0].Cells[0]; got != (sheets.Cell{Text: c.text, Fault: c.fault}) {
				t.Errorf("%+v", got)
			}
		})
	}
}

func TestBrokenAndHostileListsAreRefused(t *testing.T) {
	row := `<row r="1"><c r="A1"><v>1</v></c></row>`
	good := book(t, row)
	for name, c := range map[string]struct {
		file []byte
		want string
	}{
		"cut short":            {good[:len(good)-40], "sheet.broken"},
		"no zip":               {[]byte("PK\x03\x04"), "sheet.broken"},
		"a password":           {append([]byte("\xD0\xCF\x11\xE0"), "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"...), "sheet.locked"},
		"an old workbook":      {[]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), "sheet.old"},
		"a sheet cut short":    {book(t, row+`<row r="2"><c r="A2"`, "</sheetData></worksheet>", ""), "sheet.broken"},
		"too many rows":        {book(t, strings.Repeat(`<row><c><v>1</v></c></row>`, 200_000)), "sheet.long"},
		"a row beyond the end": {book(t, `<row r="99999999"><c r="A99999999"><v>1</v></c></row>`), "sheet.broken"},
		"a cell far right":     {book(t, `<row r="1"><c r="XFD1"><v>1</v></c></row>`), "sheet.wide"},
		"nothing":              {book(t, ``), "sheet.empty"},
		"a huge part":          {book(t, strings.Repeat(" ", 130<<20)), "intake.bomb"},
		"quotes not paired":    {[]byte("案号,承办人\n\"甲,乙\n"), "sheet.quotes"},
		"too many lines":       {[]byte(strings.Repeat("1,2\n", 200_000)), "sheet.long"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := sheets.Read("x", c.file, plain); code(err) != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

func TestTextListsOfEveryUsualFormAreRead(t *testing.T) {
	for name, text := range map[string]string{
		"commas":             "案号,承办人\n1,\"甲\n乙\"\n",
		"semicolons":         "案号;承办人\r\n1;\"甲\n乙\"\r\n",
		"tabs":               "案号\t承办人\n1\t\"甲\n乙\"\n",
		"old line ends":      "案号,承办人\r1,\"甲\r乙\"\r",
		"a separator named":  "sep=;\n案号;承办人\n1;\"甲\n乙\"\n",
		"kept from rounding": "案号,承办人\n\"=\"\"1\"\"\",\"甲\n乙\"\n",
	} {
		t.Run(name, func(t *testing.T) {
			b, err := sheets.Read("x.csv", []byte(text), plain)
			if err != nil {
				t.Fatal(err)
			}
			r := b.Sheets[0].Rows
			if len(r) != 2 || r[0].At(1).Text != "承办人" || r[1].At(0).Text != "1" || r[1].At(1).Text != "甲\n乙" {
				t.Errorf("%+v", r)
			}
		})
	}
	b, err := sheets.Read("x.csv", []byte("案号,证件\n1,3.70999E+17\n"), plain)
	if err != nil || b.Sheets[0].Rows[1].At(1).Fault != sheets.Digits {
		t.Errorf("%+v %v", b, err)
	}
}

func TestWhatIsWrittenIsReadBackAndNothingOfItIsReckoned(t *testing.T) {
	due := review.Amount(3345678)
	file, err := sheets.Write(sheets.Page{
		Name: "送达", Title: "送达台账", Program: "审签台", Header: []string{"序号", "受送达人", "日期", "金额"}, Foot: "第&P页",
		Rows: [][]any{{1, `=cmd|'/c calc'!A1`, review.Date{Year: 2026, Month: 11, Day: 24}, &due}, {2, "@甲", review.Date{}, (*review.Amount)(nil)}},
	})
	if err != nil {
		t.Fatal(err)
	}
	b, err := sheets.Read("x.xlsx", file, plain)
	if err != nil {
		t.Fatal(err)
	}
	rows := b.Sheets[0].Rows
	var got []string
	for _, r := range rows[1:] {
		for i := range 4 {
			got = append(got, r.At(i).Text+r.At(i).Fault)
		}
	}
	want := "序号 受送达人 日期 金额 1 =cmd|'/c calc'!A1 2026-11-24 33456.78 2 @甲  "
	if strings.Join(got, " ") != want {
		t.Errorf("%q", strings.Join(got, " "))
	}
}

func FuzzReadNeverPanics(f *testing.F) {
	f.Add(book(f, `<row r="1"><c r="A1"><v>1</v></c></row>`))
	f.Add([]byte("案号,承办人\n1,2\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		got, err := sheets.Read("x", b, plain)
		if (got == nil) == (err == nil) {
			t.Errorf("%v %v", got, err)
		}
	})
}
