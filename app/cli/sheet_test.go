package cli_test

import (
	"archive/zip"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// sheet FILE.xlsx FROM.txt [MERGE…] makes a workbook of lines whose cells are
// parted by |. "date:43260" is a cell with a date, "number:1.5" one with a
// number, "=1+1→2" a formula with its value.
func sheet(ts *testscript.TestScript, neg bool, args []string) {
	f := excelize.NewFile()
	defer f.Close()
	day := "yyyy\"年\"m\"月\"d\"日\""
	style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &day})
	ts.Check(err)
	for i, line := range strings.Split(strings.TrimSuffix(ts.ReadFile(args[1]), "\n"), "\n") {
		for j, v := range strings.Split(line, "|") {
			place, err := excelize.CoordinatesToCellName(j+1, i+1)
			ts.Check(err)
			kind, rest, _ := strings.Cut(v, ":")
			switch {
			case kind == "date":
				n, err := strconv.Atoi(rest)
				ts.Check(err)
				ts.Check(f.SetCellInt("Sheet1", place, int64(n)))
				ts.Check(f.SetCellStyle("Sheet1", place, place, style))
			case kind == "number":
				ts.Check(f.SetCellDefault("Sheet1", place, rest))
			case strings.HasPrefix(v, "="):
				formula, value, _ := strings.Cut(strings.TrimPrefix(v, "="), "→")
				ts.Check(f.SetCellDefault("Sheet1", place, value))
				ts.Check(f.SetCellFormula("Sheet1", place, formula))
			default:
				ts.Check(f.SetCellStr("Sheet1", place, v))
			}
		}
	}
	for _, m := range args[2:] {
		from, to, _ := strings.Cut(m, ":")
		ts.Check(f.MergeCell("Sheet1", from, to))
	}
	ts.Check(f.SaveAs(ts.MkAbs(args[0])))
}

// pack FILE.zip FOLDER [gbk] packs a folder as programs do that name files in
// UTF-8, or in GBK without saying so.
func pack(ts *testscript.TestScript, neg bool, args []string) {
	out, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	z := zip.NewWriter(out)
	root := ts.MkAbs(args[1])
	ts.Check(filepath.WalkDir(root, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		name, err := filepath.Rel(root, path)
		ts.Check(err)
		h := &zip.FileHeader{Name: filepath.ToSlash(name), Method: zip.Deflate}
		if len(args) > 2 {
			h.Name, err = simplifiedchinese.GBK.NewEncoder().String(h.Name)
			ts.Check(err)
			h.NonUTF8 = true
		}
		w, err := z.CreateHeader(h)
		ts.Check(err)
		_, err = w.Write([]byte(ts.ReadFile(path)))
		return err
	}))
	ts.Check(z.Close())
	ts.Check(out.Close())
}

// cells FILE.xlsx prints a workbook's first sheet, cells parted by |, and
// fails if any cell of it is a formula.
func cells(ts *testscript.TestScript, neg bool, args []string) {
	f, err := excelize.OpenFile(ts.MkAbs(args[0]))
	ts.Check(err)
	defer f.Close()
	name := f.GetSheetList()[0]
	rows, err := f.GetRows(name)
	ts.Check(err)
	var out strings.Builder
	for i, row := range rows {
		for j := range row {
			place, err := excelize.CoordinatesToCellName(j+1, i+1)
			ts.Check(err)
			if formula, err := f.GetCellFormula(name, place); err != nil || formula != "" {
				ts.Fatalf("%s is a formula: %s %v", place, formula, err)
			}
		}
		out.WriteString(strings.Join(row, "|") + "\n")
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(out.String()), 0o644))
}
