package app_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"shenqian/app"
	"shenqian/review"
	"shenqian/review/mask"
)

const (
	uploadTitle  = "（2026）鲁9901执801号之一执行裁定书"
	uploadRuling = `山东省云湖市人民法院
执行裁定书
（2026）鲁9901执801号之一
申请执行人：云湖市启明建材有限公司，住所地山东省云湖市北关街道启明路8号。
被执行人：赵𬶋，男，1980年1月2日出生，汉族，住山东省云湖市清河镇前街村12号，公民身份号码370999198001020011，联系电话13900000001。
申请执行人云湖市启明建材有限公司与被执行人赵𬶋买卖合同纠纷一案，本院作出的（2025）鲁9901民初77号民事判决书已经发生法律效力。a < b & c，所谓“<script>alert(1)</script>”及&lt;p&gt;仍照原样。
本院认为，被执行人暂无可供执行的财产，本案不具备继续执行的条件。依照《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第五百一十七条规定，裁定如下：
终结本次执行程序。
本裁定送达后立即生效。
审判长　林知夏
审判员　郑文博
人民陪审员　苏岚
二〇二六年十一月二十四日
书记员　许安宁`
)

func uploaded(t *testing.T, text string) (*app.Workshop, *mask.Result, map[string][]byte) {
	t.Helper()
	w, err := app.NewWorkshop(app.Config{})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "裁定书.txt")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	res, err := w.MaskFile(t.Context(), path, app.MaskRequest{Profile: mask.Practice2024})
	if err != nil {
		t.Fatal(err)
	}
	files, err := w.OnlineFiles(text, res, uploadTitle)
	if err != nil {
		t.Fatal(err)
	}
	return w, res, files
}

// repack changes a part of a .docx, or adds it.
func repack(t *testing.T, b []byte, name string, change func(string) string) []byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	put := func(name, text string) {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	there := false
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == name {
			there = true
			put(name, change(string(text)))
			continue
		}
		put(f.Name, string(text))
	}
	if !there {
		put(name, change(""))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestWhatIsHiddenIsFoundWhereverItStandsInAnUploadFile(t *testing.T) {
	w, res, files := uploaded(t, uploadRuling)
	word, page := files[uploadTitle+".docx"], files[uploadTitle+".html"]
	for name, b := range files {
		if err := w.Clean(res, "upload/"+name, b); err != nil {
			t.Fatalf("%s as it was made: %v", name, err)
		}
	}
	put := func(old, with string) func(string) string {
		return func(s string) string { return strings.Replace(s, old, with, 1) }
	}
	only := func(s string) func(string) string { return func(string) string { return s } }
	html := func(old, with string) []byte {
		b := bytes.Replace(page, []byte(old), []byte(with), 1)
		if bytes.Equal(b, page) {
			t.Fatalf("%q is not in the page", old)
		}
		return b
	}
	const docx, web = uploadTitle + ".docx", uploadTitle + ".html"
	for what, c := range map[string]struct {
		name, where string
		file        []byte
	}{
		"a comment":               {docx, "word/comments.xml", repack(t, word, "word/comments.xml", only(`<w:comments xmlns:w="w"><w:comment w:id="1"><w:p><w:r><w:t>赵𬶋的电话</w:t></w:r></w:p></w:comment></w:comments>`))},
		"a comment's author":      {docx, "word/comments.xml", repack(t, word, "word/comments.xml", only(`<w:comments xmlns:w="w"><w:comment w:id="1" w:author="赵𬶋"/></w:comments>`))},
		"the properties":          {docx, "docProps/core.xml", repack(t, word, "docProps/core.xml", put("<dc:title>", "<dc:creator>赵𬶋</dc:creator><dc:title>"))},
		"a custom property":       {docx, "docProps/custom.xml", repack(t, word, "docProps/custom.xml", only(`<Properties><property name="启明建材"/></Properties>`))},
		"custom XML":              {docx, "customXml/item1.xml", repack(t, word, "customXml/item1.xml", only(`<a><b>13900000001</b></a>`))},
		"hidden text":             {docx, "word/document.xml", repack(t, word, "word/document.xml", put("<w:sectPr>", `<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>赵</w:t></w:r><w:r><w:t>𬶋</w:t></w:r></w:p><w:sectPr>`))},
		"a deletion":              {docx, "word/document.xml", repack(t, word, "word/document.xml", put("<w:sectPr>", `<w:p><w:del w:author="x"><w:r><w:delText>370999198001020011</w:delText></w:r></w:del></w:p><w:sectPr>`))},
		"an attribute":            {docx, "word/document.xml", repack(t, word, "word/document.xml", put("<w:sectPr>", `<w:p w:alt="云湖市启明建材有限公司"/><w:sectPr>`))},
		"an XML comment":          {docx, "word/styles.xml", repack(t, word, "word/styles.xml", put("<w:docDefaults>", "<!-- 赵𬶋 --><w:docDefaults>"))},
		"an instruction":          {docx, "word/settings.xml", repack(t, word, "word/settings.xml", put("<w:compat>", "<?note 赵𬶋?><w:compat>"))},
		"the name of a part":      {docx, docx, repack(t, word, "word/赵𬶋.xml", only("<a/>"))},
		"the name of the file":    {"赵𬶋" + docx, "文件名", word},
		"a page's comment":        {web, web, html("<main>", "<main><!-- 赵𬶋 -->")},
		"a page's attribute":      {web, web, html("<main>", `<main data-who="赵𬶋">`)},
		"a page's title":          {web, web, html("<title>", "<title>启明建材")},
		"a page's hidden element": {web, web, html("</article>", `<p hidden>370999198001020011</p></article>`)},
		"an entity":               {web, web, html("</article>", `<p>&#36213;&#x2CD8B;</p></article>`)},
	} {
		err := w.Clean(res, "upload/"+c.name, c.file)
		var f *review.Error
		if !errors.As(err, &f) || f.Code != "upload.residue" || strings.TrimPrefix(f.Args["where"], "upload/") != c.where {
			t.Errorf("%s: %v", what, err)
		}
	}
	for what, c := range map[string]struct {
		name, code string
		file       []byte
	}{
		"a part that is no XML": {docx, "upload.unreadable", repack(t, word, "word/media/image1.png", only("\x89PNG"))},
		"a cut file":            {docx, "upload.unreadable", word[:len(word)-9]},
		"the judge left out":    {docx, "upload.missing", repack(t, word, "word/document.xml", put("林知夏", ""))},
		"the clerk changed":     {web, "upload.missing", html("许安宁", "许某")},
	} {
		if err := w.Clean(res, "upload/"+c.name, c.file); app.Code(err) != c.code {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestAnUploadFileCarriesNothingButTheText(t *testing.T) {
	_, _, files := uploaded(t, uploadRuling)
	_, _, again := uploaded(t, uploadRuling)
	for name, b := range files {
		if !bytes.Equal(b, again[name]) {
			t.Errorf("%s: the same ruling gives other bytes", name)
		}
	}
	page := string(files[uploadTitle+".html"])
	for _, bad := range []string{"<script", "src=", "href=", "http:", "https:", "url(", "@import"} {
		if strings.Contains(page, bad) {
			t.Errorf("the page holds %q", bad)
		}
	}
	if !strings.Contains(page, "&lt;script&gt;alert(1)&lt;/script&gt;") || !strings.Contains(page, `lang="zh-CN"`) || !strings.Contains(page, "default-src &#39;none&#39;") {
		t.Errorf("the page is not what it should be:\n%s", page)
	}
	r, err := zip.NewReader(bytes.NewReader(files[uploadTitle+".docx"]), int64(len(files[uploadTitle+".docx"])))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		for _, bad := range []string{"creator", "lastModifiedBy", "rsid", "w:ins", "w:del", "comment", "header", "footerReference", "院印", "核对无异"} {
			if strings.Contains(string(b), bad) && !(bad == "header" && strings.Contains(string(b), `w:header="`)) {
				t.Errorf("%s holds %q", f.Name, bad)
			}
		}
		if f.Name == "docProps/core.xml" && !strings.Contains(string(b), "2026-11-23T16:00:00Z") {
			t.Errorf("the day is not the ruling's: %s", b)
		}
		if strings.Contains(f.Name, "header") || strings.Contains(f.Name, "footer") {
			t.Errorf("there is %s", f.Name)
		}
	}
}

func TestAWordProcessorReadsTheUploadFile(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Fatal("soffice is missing; packaging/setup test installs it")
	}
	_, res, files := uploaded(t, uploadRuling)
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.docx"), files[uploadTitle+".docx"], 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(office, "--headless", "-env:UserInstallation=file://"+filepath.ToSlash(filepath.Join(dir, "profile")),
		"--convert-to", "txt:Text (encoded):UTF8", "--outdir", dir, filepath.Join(dir, "a.docx"))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	got, err := os.ReadFile(filepath.Join(dir, "a.txt"))
	if err != nil {
		t.Fatal(err)
	}
	squeeze := func(s string) string { return strings.Join(strings.Fields(strings.TrimPrefix(s, "\uFEFF")), "") }
	if squeeze(string(got)) != squeeze(res.Text) {
		t.Errorf("read as\n%s\nwant\n%s", got, res.Text)
	}
}

func TestACharacterThatNoUploadFileCanHoldIsRefused(t *testing.T) {
	w, err := app.NewWorkshop(app.Config{})
	if err != nil {
		t.Fatal(err)
	}
	for _, odd := range []string{"\x01", "\v", "\uFFFF"} {
		text := strings.Replace(uploadRuling, "暂无", "暂"+odd+"无", 1)
		_, p := w.Recognise(text)
		res, err := mask.Mask(mask.Input{Paper: p}, mask.Practice2024)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.OnlineFiles(text, res, uploadTitle); app.Code(err) != "word.character" {
			t.Errorf("%q: %v", odd, err)
		}
	}
	// One for private use is written as it stands: nothing is repaired unseen.
	text := strings.Replace(uploadRuling, "暂无", "暂\uE123无", 1)
	_, res, files := uploaded(t, text)
	if !strings.Contains(res.Text, "\uE123") || !bytes.Contains(files[uploadTitle+".html"], []byte("\uE123")) {
		t.Error("a private-use character is gone")
	}
}
