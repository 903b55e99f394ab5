package intake_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"

	"shenqian/app/intake"
	"shenqian/review"
)

func code(err error) string {
	var e *review.Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

// docx packs a body, and other parts, into a word-processor file.
func docx(t testing.TB, body string, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	add := func(name, text string) {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	const ns = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"`
	add("word/document.xml", `<?xml version="1.0"?><w:document `+ns+`><w:body>`+body+`</w:body></w:document>`)
	for i := 0; i+1 < len(parts); i += 2 {
		add(parts[i], parts[i+1])
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

func TestAWordFileGivesTheSameTextAsThePublishedOne(t *testing.T) {
	for _, n := range []string{"korla-2023-amounts", "zhengzhou-2021-56-days"} {
		d, err := os.ReadFile("testdata/" + n + ".docx")
		if err != nil {
			t.Fatal(err)
		}
		p, err := os.ReadFile("testdata/" + n + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		word, err := intake.ReadDocx(d)
		if err != nil || len(word.Notes) > 0 {
			t.Fatal(n, err, word)
		}
		plain, err := intake.ReadText(p)
		if err != nil || squeeze(word.Text) != squeeze(plain.Text) {
			t.Errorf("%s: %v\n%s\n%s", n, err, word.Text, plain.Text)
		}
	}
}

func TestWhatAWordFileHidesIsNoted(t *testing.T) {
	run := func(s string) string { return `<w:r><w:t>` + s + `</w:t></w:r>` }
	for name, c := range map[string]struct{ body, text, note string }{
		"deletion":     {`<w:p>` + run("甲") + `<w:del><w:r><w:delText>乙</w:delText></w:r></w:del></w:p>`, "甲", "deleted:乙"},
		"insertion":    {`<w:p><w:ins>` + run("甲") + `</w:ins></w:p>`, "甲", "inserted:"},
		"hidden text":  {`<w:p>` + run("甲") + `<w:r><w:rPr><w:vanish/></w:rPr><w:t>乙</w:t></w:r></w:p>`, "甲", "hidden:乙"},
		"not hidden":   {`<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>甲</w:t></w:r></w:p>`, "甲", ""},
		"white text":   {`<w:p><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>甲</w:t></w:r></w:p>`, "甲", "white:甲"},
		"field":        {`<w:p><w:r><w:instrText>DATE</w:instrText></w:r>` + run("甲") + `</w:p>`, "甲", "field:DATE"},
		"simple field": {`<w:p><w:fldSimple w:instr="INCLUDETEXT x">` + run("甲") + `</w:fldSimple></w:p>`, "甲", "field:INCLUDETEXT x"},
		"comment":      {`<w:p>` + run("甲") + `<w:r><w:commentReference w:id="0"/></w:r></w:p>`, "甲", "comment:"},
		"altChunk":     {`<w:p>` + run("甲") + `</w:p><w:altChunk/>`, "甲", "foreign:altChunk"},
		"footnote":     {`<w:p>` + run("甲") + `<w:r><w:footnoteReference w:id="1"/></w:r></w:p>`, "甲", "footnote:"},
		"text box once": {
			`<w:p>` + run("甲") + `<mc:AlternateContent><mc:Choice><w:txbxContent><w:p>` + run("乙") + `</w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p>` + run("乙") + `</w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:p>`,
			"甲\n乙", "textbox:",
		},
		"automatic numbers":           {`<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>` + run("甲") + `</w:p>`, "甲", "numbered:"},
		"struck text":                 {`<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>甲</w:t></w:r></w:p>`, "甲", "struck:甲"},
		"a picture":                   {`<w:p>` + run("甲") + `<w:r><w:drawing/></w:r></w:p>`, "甲", "picture:"},
		"moved text":                  {`<w:p><w:moveFrom>` + run("甲") + `</w:moveFrom><w:moveTo>` + run("甲") + `</w:moveTo></w:p>`, "甲", "deleted:"},
		"tabs of a style are no text": {`<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="1"/></w:tabs></w:pPr>` + run("甲") + `</w:p>`, "甲", ""},
	} {
		t.Run(name, func(t *testing.T) {
			d, err := intake.ReadDocx(docx(t, c.body))
			if err != nil {
				t.Fatal(err)
			}
			var notes []string
			for _, n := range d.Notes {
				notes = append(notes, n.Code+":"+n.Detail)
			}
			if strings.TrimSpace(d.Text) != c.text || c.note == "" && len(notes) > 0 || c.note != "" && !strings.Contains(strings.Join(notes, "|"), c.note) {
				t.Errorf("%q %q", d.Text, notes)
			}
		})
	}
	d, err := intake.ReadDocx(docx(t, `<w:p>`+run("甲")+`</w:p>`, "word/header1.xml", `<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p>`+run("内部材料")+`</w:p></w:hdr>`))
	if err != nil || len(d.Notes) != 1 || d.Notes[0].Detail != "内部材料" {
		t.Errorf("header: %+v %v", d, err)
	}
}

func TestHostileFilesAreRefused(t *testing.T) {
	for name, c := range map[string]struct {
		file []byte
		want string
	}{
		"not a zip":        {[]byte("PK\x03\x04"), "intake.docx"},
		"no document":      {docxWithout(t), "intake.docx"},
		"inflates forever": {docx(t, `<w:p>`, "x", ""), "intake.docx"},
		"a huge part":      {docx(t, strings.Repeat(" ", 30<<20)), "intake.bomb"},
		"nested deeply":    {docx(t, strings.Repeat("<w:p>", 5000)+strings.Repeat("</w:p>", 5000)), "intake.bomb"},
		"a DTD":            {docxRaw(t, `<!DOCTYPE x [<!ENTITY a "b">]><w/>`), "intake.docx"},
		"an entity":        {docx(t, `<w:p><w:r><w:t>&lol;</w:t></w:r></w:p>`), "intake.docx"},
		"zero bytes":       {[]byte("\x00\x01\x02\x03\x00\x05"), "intake.binary"},
		"two of a name":    {docx(t, `<w:p/>`, "word/document.xml", "<x/>"), "intake.twice"},
		"no text":          {docx(t, `<w:p/>`), "intake.empty"},
		"control codes":    {[]byte("甲\x01"), "intake.binary"},
	} {
		t.Run(name, func(t *testing.T) {
			read := intake.ReadDocx
			if name == "control codes" || name == "zero bytes" {
				read = intake.ReadText
			}
			if _, err := read(c.file); code(err) != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

func docxRaw(t *testing.T, main string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("word/document.xml")
	if err == nil {
		_, err = w.Write([]byte(main))
	}
	if err != nil || z.Close() != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func docxWithout(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	if _, err := z.Create("mimetype"); err != nil || z.Close() != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestTextFilesOfEveryUsualEncodingAreRead(t *testing.T) {
	const want = "执行裁定书\n𬶋㛃〇，号"
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(want)
	if err != nil {
		t.Fatal(err)
	}
	little, big := []byte{}, []byte{}
	for _, u := range utf16.Encode([]rune(want)) {
		little = append(little, byte(u), byte(u>>8))
		big = append(big, byte(u>>8), byte(u))
	}
	for name, b := range map[string][]byte{
		"UTF-8": []byte(want), "UTF-8 with a mark": []byte("\uFEFF" + want), "GB18030": []byte(gb),
		"UTF-16, low byte first": append([]byte{0xff, 0xfe}, little...), "the same without a mark": little,
		"UTF-16, high byte first": append([]byte{0xfe, 0xff}, big...), "the same unmarked": big,
		"Windows line ends": []byte(strings.ReplaceAll(want, "\n", "\r\n")),
	} {
		if d, err := intake.ReadText(b); err != nil || d.Text != want {
			t.Errorf("%s: %v %v", name, d, err)
		}
	}
	if _, err := intake.ReadText([]byte("\xff\xff\xff")); code(err) != "intake.encoding" {
		t.Error(err)
	}
}

func TestAFileIsWhatItsContentSays(t *testing.T) {
	for _, c := range []struct {
		name, head string
		want       intake.Format
	}{
		{"a.txt", "%PDF-1.7", intake.PDF},
		{"a.docx", "PK\x03\x04", intake.Docx},
		{"a.zip", "PK\x03\x04", intake.Zip},
		{"a.doc", "\xD0\xCF\x11\xE0", intake.Legacy},
		{"a.wps", "\xD0\xCF\x11\xE0", intake.Legacy},
		{"a.doc", `{\rtf1`, intake.Legacy},
		{"a.json", "{", intake.JSON},
		{"a.jpg", "\xff\xd8\xff\xe0", intake.Image},
		{"a.txt", "执行", intake.Text},
		{"a.exe", "MZ", intake.Unknown},
	} {
		if got := intake.Sniff(c.name, []byte(c.head)); got != c.want {
			t.Errorf("%s: %s", c.name, got)
		}
	}
}

func TestAnOldWordFileGoesThroughLibreOffice(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Fatal("soffice is missing; packaging/setup test installs it")
	}
	dir := t.TempDir()
	profile := "-env:UserInstallation=file://" + filepath.ToSlash(filepath.Join(dir, "profile"))
	cmd := exec.Command(office, "--headless", profile, "--convert-to", "doc", "--outdir", dir, "testdata/korla-2023-amounts.docx")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	b, err := os.ReadFile(filepath.Join(dir, "korla-2023-amounts.doc"))
	if err != nil {
		t.Fatal(err)
	}
	d, err := intake.ReadRuling(context.Background(), "a.doc", b)
	if err != nil || !strings.Contains(d.Text, "审判员德里格尔桑") {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir)
	if _, err := intake.ReadRuling(context.Background(), "a.doc", b); code(err) != "intake.nooffice" {
		t.Error(err)
	}
}

func FuzzDocxNeverPanics(f *testing.F) {
	f.Add([]byte(`<w:p><w:r><w:t>甲</w:t></w:r></w:p>`))
	f.Fuzz(func(t *testing.T, body []byte) {
		if d, err := intake.ReadDocx(docx(t, string(body))); err == nil && strings.TrimSpace(d.Text) == "" {
			t.Error("an empty text was taken")
		}
	})
}
