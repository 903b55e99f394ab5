package typeset

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// judge gives a PDF to an outside program and returns what it prints.
func judge(t *testing.T, pdf []byte, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Fatal(name + " is missing; packaging/setup test installs it")
	}
	file := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	for i, a := range args {
		if a == "FILE" {
			args[i] = file
		}
	}
	out, err := exec.Command(name, args...).Output()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
	return string(out)
}

// bare is text without any white space.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// plain is a document without page numbers and marks: only its text.
func plain(b *builder) Document {
	d := b.document()
	d.PageMark = ""
	d.Blocks = append([]Block{NewPage{NoNumber: true}}, d.Blocks...)
	return d
}

const rare = "喆玥堃昇淼垚犇翀旻祎㛃䶮𬶋"

func papers() map[string]*builder {
	names := &builder{}
	names.add(CourtName, "鲁南"+rare+"人民法院")
	names.add(Body, "申请执行人："+rare+"，住行唐县〇八号“甲”‘乙’《丙〈丁〉》——戊……己·庚，电话0531-12345678，邮箱a.b@c.cn（x86/64）[1]{2}<3>；100％，￥3022.46元，37℃，§5，①②Ⅲ、№7。")
	names.add(Signatory, "审判长"+"翀旻", 3)
	return map[string]*builder{"zhengzhou": zhengzhou(), "korla": korla(), "rare": names}
}

func TestExtractedTextEqualsTheSource(t *testing.T) {
	online := plain(zhengzhou())
	online.Layout = Online
	published := mustTypeset(t, online)
	for name, b := range papers() {
		r := mustTypeset(t, plain(b))
		if name == "zhengzhou" {
			if got := bare(judge(t, published.PDF, "pdftotext", "-raw", "FILE", "-")); got != bare(b.source.String()) {
				t.Errorf("the published layout has other text: %s", got)
			}
		}
		want := bare(b.source.String())
		for tool, args := range map[string][]string{
			"pdftotext": {"-raw", "-enc", "UTF-8", "FILE", "-"},
			"mutool":    {"draw", "-q", "-F", "text", "FILE"},
		} {
			t.Run(name+"/"+tool, func(t *testing.T) {
				if got := bare(judge(t, r.PDF, tool, args...)); got != want {
					t.Errorf("got  %s\nwant %s", got, want)
				}
			})
		}
	}
}

func TestOutsideJudgesFindTheFileSound(t *testing.T) {
	d := zhengzhou().document()
	d.Blocks = append(d.Blocks, slip()...)
	r := mustTypeset(t, d)
	if s := judge(t, r.PDF, "qpdf", "--check", "FILE"); !strings.Contains(s, "No syntax or stream encoding errors") {
		t.Error(s)
	}
	for i, line := range strings.Split(strings.TrimSpace(judge(t, r.PDF, "pdffonts", "FILE")), "\n") {
		if i > 1 && !strings.Contains(line, "yes yes yes") {
			t.Errorf("font not embedded as a subset with Unicode: %s", line)
		}
	}
	info := judge(t, r.PDF, "pdfinfo", "FILE")
	for _, want := range []string{"执行裁定书", "Tagged:          yes", "A4"} {
		if !strings.Contains(info, want) {
			t.Errorf("pdfinfo doesn't say %q:\n%s", want, info)
		}
	}
	tags := judge(t, r.PDF, "pdfinfo", "-struct-text", "FILE")
	for _, want := range []string{"H1", "Table", "TH", "TD", "Form", "不服本裁定的"} {
		if !strings.Contains(tags, want) {
			t.Errorf("the structure has no %s", want)
		}
	}
	if s := judge(t, r.PDF, "mutool", "info", "FILE"); strings.Contains(s, "warning") || strings.Contains(s, "error") {
		t.Error(s)
	}
}

// TestEverythingDrawnIsMarked: ISO 19005-2, 6.7.3.2 by way of ISO 32000-1,
// 14.8.2: what isn't in the structure tree is an artifact, and nothing else.
func TestEverythingDrawnIsMarked(t *testing.T) {
	d := zhengzhou().document()
	d.Blocks = append(d.Blocks, slip()...)
	r := mustTypeset(t, d)
	if _, err := exec.LookPath("qpdf"); err != nil {
		t.Fatal("qpdf is missing; packaging/setup test installs it")
	}
	plain := judge(t, r.PDF, "qpdf", "--qdf", "--object-streams=disable", "FILE", "-")
	pages := 0
	for _, part := range strings.Split(plain, "\nstream\n")[1:] {
		content, _, _ := strings.Cut(part, "\nendstream")
		if !strings.Contains(content, " Tf ET") {
			continue
		}
		pages++
		depth, ids := 0, 0
		for _, line := range strings.Split(content, "\n") {
			switch {
			case strings.HasSuffix(line, " BDC"):
				depth++
				if strings.Contains(line, "/MCID ") {
					if !strings.Contains(line, "/MCID "+strconv.Itoa(ids)+">>") {
						t.Errorf("page %d: %s, want id %d", pages, line, ids)
					}
					ids++
				}
			case line == "EMC":
				depth--
			case strings.HasSuffix(line, " Tj ET") || strings.HasSuffix(line, " l S"):
				if depth != 1 {
					t.Errorf("page %d: drawn at depth %d: %q", pages, depth, line)
				}
			}
		}
		if depth != 0 {
			t.Errorf("page %d: %d marks are left open", pages, depth)
		}
	}
	if pages != r.Pages {
		t.Errorf("%d pages looked at, want %d", pages, r.Pages)
	}
}
