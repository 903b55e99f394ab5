package intake_test

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"shenqian/app/intake"
)

type entry struct {
	name, text string
	change     func(*zip.FileHeader)
}

func bundle(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range entries {
		h := &zip.FileHeader{Name: e.name, Method: zip.Deflate}
		if e.change != nil {
			e.change(h)
		}
		w, err := z.CreateHeader(h)
		if err == nil {
			_, err = w.Write([]byte(e.text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func open(b []byte) (*intake.Bundle, error) {
	return intake.OpenBundle(bytes.NewReader(b), int64(len(b)))
}

func TestABundleIsAFolder(t *testing.T) {
	gbk := func(s string) string {
		out, err := simplifiedchinese.GBK.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	unsaid := func(h *zip.FileHeader) { h.NonUTF8 = true }
	for name, b := range map[string][]byte{
		"UTF-8":           bundle(t, entry{"案件/裁定书.txt", "甲", nil}, entry{"__MACOSX/案件/._裁定书.txt", "x", nil}, entry{"案件/.DS_Store", "x", nil}),
		"UTF-8 unsaid":    bundle(t, entry{"案件/裁定书.txt", "甲", unsaid}),
		"GBK unsaid":      bundle(t, entry{gbk("案件/裁定书.txt"), "甲", unsaid}, entry{gbk("案件/~$裁定书.txt"), "x", unsaid}),
		"backward slants": bundle(t, entry{`案件\裁定书.txt`, "甲", nil}),
	} {
		t.Run(name, func(t *testing.T) {
			z, err := open(b)
			if err != nil {
				t.Fatal(err)
			}
			if len(z.Files) != 1 || z.Files[0].Path != "案件/裁定书.txt" {
				t.Fatalf("%+v", z.Files)
			}
			if text, err := z.Files[0].Read(); err != nil || string(text) != "甲" {
				t.Errorf("%q %v", text, err)
			}
		})
	}
}

func TestHostileBundlesAreRefused(t *testing.T) {
	many := make([]entry, 5001)
	for i := range many {
		many[i] = entry{name: strings.Repeat("a", i%50+1) + string(rune('A'+i%26)) + ".txt"}
	}
	for name, c := range map[string]struct {
		file []byte
		want string
	}{
		"no zip":              {[]byte("PK"), "zip.broken"},
		"no file":             {bundle(t, entry{name: "甲/"}), "zip.empty"},
		"a way up":            {bundle(t, entry{name: "../甲.txt"}), "zip.escape"},
		"a way up in Windows": {bundle(t, entry{name: `a\..\..\甲.txt`}), "zip.escape"},
		"from the root":       {bundle(t, entry{name: "/etc/甲.txt"}), "zip.escape"},
		"a drive":             {bundle(t, entry{name: "C:/甲.txt"}), "zip.escape"},
		"a password":          {bundle(t, entry{name: "甲.txt", change: func(h *zip.FileHeader) { h.Flags |= 1 }}), "zip.locked"},
		"folders in folders":  {bundle(t, entry{name: strings.Repeat("a/", 40) + "甲.txt"}), "zip.deep"},
		"too many":            {bundle(t, many...), "import.many"},
		"inflates":            {bundle(t, entry{name: "甲.txt", text: strings.Repeat("a", 8<<20)}), "intake.bomb"},
		"one too large":       {bundle(t, entry{name: "甲.txt", text: strings.Repeat("a", 65<<20)}), "zip.large"},
		"two of a name":       {bundle(t, entry{name: "甲.txt"}, entry{name: "甲.txt"}), "intake.twice"},
		"names in no script":  {bundle(t, entry{name: "\xff\xff.txt", change: func(h *zip.FileHeader) { h.NonUTF8 = true }}), "zip.name"},
		"a Word file":         {docx(t, "<w:p/>", "[Content_Types].xml", "<x/>"), "zip.office"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := open(c.file); code(err) != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

func TestAFileIsToldByItsContent(t *testing.T) {
	workbook := bundle(t, entry{name: "[Content_Types].xml"}, entry{name: "xl/workbook.xml"})
	old := append([]byte("\xD0\xCF\x11\xE0"), "W\x00o\x00r\x00k\x00b\x00o\x00o\x00k\x00"...)
	for name, c := range map[string]struct {
		file []byte
		want intake.Format
	}{
		"清册.xlsx": {workbook, intake.Sheet}, "清册.docx": {workbook, intake.Sheet}, "清册": {workbook, intake.Sheet},
		"清册.xls": {old, intake.Sheet}, "清册.doc": {old, intake.Sheet},
		"裁定书.zip": {docx(t, "<w:p/>"), intake.Docx}, "全部.dat": {bundle(t, entry{name: "甲.txt"}), intake.Zip},
		"幻灯.pptx": {bundle(t, entry{name: "[Content_Types].xml"}, entry{name: "ppt/presentation.xml"}), intake.Unknown},
		"坏.xlsx":  {[]byte("PK\x03\x04"), intake.Sheet}, "清册.csv": {[]byte("案号"), intake.CSV},
	} {
		if got := intake.Sniff(name, c.file); got != c.want {
			t.Errorf("%s is %s, want %s", name, got, c.want)
		}
	}
}

func FuzzBundlesNeverPanic(f *testing.F) {
	f.Add(bundle(f, entry{"案件/裁定书.txt", "甲", nil}))
	f.Fuzz(func(t *testing.T, b []byte) {
		z, err := open(b)
		if err != nil {
			return
		}
		for _, e := range z.Files {
			_, _ = e.Read() // refused or read; it must not panic
			if strings.HasPrefix(e.Path, "/") || strings.Contains("/"+e.Path+"/", "/../") {
				t.Errorf("%q escapes", e.Path)
			}
		}
	})
}
