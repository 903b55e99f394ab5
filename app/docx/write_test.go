package docx_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"shenqian/app/docx"
	"shenqian/app/intake"
	"shenqian/review"
)

func lines(text string) []docx.Line {
	var out []docx.Line
	for i, t := range strings.Split(text, "\n") {
		out = append(out, docx.Line{Style: docx.Style(i % 6), Text: t})
	}
	return out
}

func TestWhatIsWrittenReadsBackAsItIs(t *testing.T) {
	for _, text := range []string{
		"山东省云湖市人民法院\n执行裁定书", "\n\n前有空行", "后有空行\n\n", "  空格\t制表　　全角  ", "<w:p>&amp;\"'</w:t>",
		"𬶋、㐂、〇、·、—、…“”", "一\u00a0二\u2011三\u200b四\uFEFF五", " ",
	} {
		b, err := docx.Write("题", lines(text+"末"))
		if err != nil {
			t.Fatal(err)
		}
		d, err := intake.ReadDocx(b)
		if err != nil {
			t.Fatal(err)
		}
		if d.Text != text+"末" || len(d.Notes) != 0 {
			t.Errorf("%q came back as %q with %v", text+"末", d.Text, d.Notes)
		}
		again, err := docx.Write("题", lines(text+"末"))
		if err != nil || !bytes.Equal(b, again) {
			t.Errorf("%q: not the same bytes twice", text)
		}
	}
}

func TestACharacterThatNoFileCanHoldIsRefused(t *testing.T) {
	for _, text := range []string{"甲\v乙", "甲\f乙", "甲\x00", "甲\xff", "甲\uFFFF", "甲\r"} {
		_, err := docx.Write("题", []docx.Line{{Text: text}})
		var f *review.Error
		if !errors.As(err, &f) || f.Code != "word.character" {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func FuzzWrittenTextReadsBack(f *testing.F) {
	f.Add("甲\n　乙\t丙")
	f.Fuzz(func(t *testing.T, text string) {
		b, err := docx.Write(text, lines(text))
		if err != nil {
			return
		}
		d, err := intake.ReadDocx(b)
		if strings.TrimSpace(text) == "" {
			if err == nil {
				t.Error("an empty text was taken")
			}
			return
		}
		if err != nil || d.Text != text || len(d.Notes) != 0 {
			t.Errorf("%q came back as %q, %v", text, d, err)
		}
	})
}

func TestAWordProcessorReadsTheSameWords(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Fatal("soffice is missing; packaging/setup test installs it")
	}
	text := "山东省云湖市人民法院\n执行裁定书\n（2026）鲁9901执1号\n申请执行人：赵𬶋，男，1980年1月2日出生。\n　　本院认为，“暂无”可供执行的财产——不具备继续执行的条件。\n审判长　林知夏\n二〇二六年十一月二十日"
	b, err := docx.Write("执行裁定书", lines(text))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.docx"), b, 0o600); err != nil {
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
	if s := strings.TrimRight(strings.TrimPrefix(strings.ReplaceAll(string(got), "\r\n", "\n"), "\uFEFF"), "\n"); s != text {
		t.Errorf("LibreOffice reads\n%s\nnot\n%s", s, text)
	}
}
