package typeset

import (
	"image"
	"image/color"
	_ "image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shenqian/signing"
	"shenqian/signing/fault"
	"shenqian/signing/pdfa"
	"shenqian/signing/trust"
)

var demonstration = CourtSeal{Court: "示范市示范区人民法院", Mark: "演示用章"}

// panel is a ruling of n lines of text and a panel of so many members.
func panel(lines int, members ...string) Document {
	b := &builder{}
	b.add(CourtName, "示范市示范区人民法院")
	b.add(DocumentName, "执行裁定书")
	b.add(CaseNumber, "（2020）示0192执3427号之一")
	for range lines {
		b.add(Body, "终结本次执行程序。本裁定送达后立即生效。")
	}
	for _, m := range members {
		label, _, _ := strings.Cut(m, " ")
		b.add(Signatory, strings.ReplaceAll(m, " ", ""), len([]rune(label)))
	}
	b.add(DateLine, "二〇二一年一月二十五日")
	b.add(Signatory, "法官助理刘晓璐", 4)
	b.add(Signatory, "书记员张燕涛", 3)
	return b.document()
}

func sealed(d Document) Document {
	d.Blocks = append(d.Blocks, SealField{Field: "seal", Label: "院印"}, Stamp{"本件与原本核对无异"})
	return d
}

// signSeal signs the field "seal" for the court.
func signSeal(t *testing.T, pdf []byte, look signing.Appearance) []byte {
	t.Helper()
	a, err := trust.NewTrainingAuthority(nil, "示范人民法院", testTime)
	if err != nil {
		t.Fatal(err)
	}
	key, err := a.Issue("示范人民法院", "院印", testTime, testTime.AddDate(1, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	out, err := signing.Sign(pdf, signing.Request{Field: "seal", Key: key, Time: testTime, Appearance: look})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// scan is a court's own seal on white paper.
func scan() image.Image {
	m := image.NewNRGBA(image.Rect(0, 0, 60, 60))
	for i := range m.Pix {
		m.Pix[i] = 255
	}
	for i := range 60 {
		m.Set(i, 30, color.NRGBA{200, 0, 0, 255})
	}
	return m
}

func TestASealedPaperIsPDFAAndReadsAsItsOriginal(t *testing.T) {
	original := mustTypeset(t, panel(3, "审判长 崔继国"))
	copy := mustTypeset(t, sealed(panel(3, "审判长 崔继国")))
	want := judge(t, original.PDF, "pdftotext", "-raw", "FILE", "-")
	for name, s := range map[string]CourtSeal{"drawn": demonstration, "scan": {Picture: scan()}} {
		pdf := signSeal(t, copy.PDF, testKit(t).SealAppearance(s))
		found, err := pdfa.Check(pdf)
		if err != nil || len(found) > 0 {
			t.Errorf("%s: %v %+v", name, err, found)
		}
		got := judge(t, pdf, "pdftotext", "-raw", "FILE", "-")
		if bare(strings.Replace(got, "本件与原本核对无异", "", 1)) != bare(want) {
			t.Errorf("%s: the seal disturbs the text:\n%s", name, got)
		}
		if s := judge(t, pdf, "qpdf", "--check", "FILE"); !strings.Contains(s, "No syntax or stream encoding errors") {
			t.Error(s)
		}
		if s := judge(t, pdf, "mutool", "info", "FILE"); strings.Contains(s, "warning") || strings.Contains(s, "error") {
			t.Error(s)
		}
	}
}

// inkOf draws a page at 100 dots per inch and returns its pixels.
func inkOf(t *testing.T, pdf []byte, page string) image.Image {
	t.Helper()
	out := judge(t, pdf, "pdftoppm", "-r", "100", "-png", "-f", page, "-l", page, "FILE")
	m, _, err := image.Decode(strings.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestTheDateStaysBlackBelowTheSeal(t *testing.T) {
	doc := sealed(panel(3, "审判长 崔继国"))
	r := mustTypeset(t, doc)
	date := r.Places[len(r.Places)-3]
	before := inkOf(t, r.PDF, "1")
	after := inkOf(t, signSeal(t, r.PDF, testKit(t).SealAppearance(demonstration)), "1")
	const scale = 100.0 / 72
	black, red := 0, 0
	for y := int((pageHeight - date.Rect[3]) * scale); y < int((pageHeight-date.Rect[1])*scale); y++ {
		for x := int(date.Rect[0] * scale); x < int(date.Rect[2]*scale); x++ {
			was := color.GrayModel.Convert(before.At(x, y)).(color.Gray).Y
			is := color.NRGBAModel.Convert(after.At(x, y)).(color.NRGBA)
			if was < 60 {
				black++
				if is.R > 80 || is.G > 80 {
					t.Fatalf("ink at %d, %d became %v", x, y, is)
				}
			}
			if is.R > 150 && is.G < 80 {
				red++
			}
		}
	}
	if black < 100 || red < 50 {
		t.Errorf("%d black and %d red points: the seal is not over the date", black, red)
	}
}

func TestNamesOfAnyCourtFitTheSeal(t *testing.T) {
	for n := 2; n <= mostSealed; n++ {
		court := string([]rune(strings.Repeat("示", n))[:n-2]) + "法院"
		if _, err := testKit(t).PreviewSeal(CourtSeal{Court: court, Mark: "演示用章"}, 0); err != nil {
			t.Errorf("%d: %v", n, err)
		}
	}
	for court, code := range map[string]string{
		"": "typeset.seal.name", strings.Repeat("示", mostSealed+1): "typeset.seal.name", "示范\uE000法院": "typeset.noglyph",
	} {
		_, err := testKit(t).PreviewSeal(CourtSeal{Court: court, Mark: "演示用章"}, 42)
		if e, ok := err.(*fault.Error); !ok || e.Code != code {
			t.Errorf("%q: %v", court, err)
		}
	}
}

func TestWritesSealsToLookAt(t *testing.T) {
	dir := os.Getenv("TYPESET_OUT")
	if dir == "" {
		dir = t.TempDir()
	}
	save := func(name string, pdf []byte) {
		if err := os.WriteFile(filepath.Join(dir, name+".pdf"), pdf, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, court := range map[string]string{
		"seal-06": "示范人民法院", "seal-10": "示范市示范区人民法院", "seal-19": "示范省示范市示范经济综合实验区人民法院",
		"seal-26": "示范省示范市示范自治州示范经济技术综合开发区人民法院",
	} {
		pdf, err := testKit(t).PreviewSeal(CourtSeal{Court: court, Mark: "演示用章"}, 0)
		if err != nil {
			t.Fatal(err)
		}
		save(name, pdf)
	}
	three := []string{"审判长 崔继国", "审判员 高原", "人民陪审员 周永增"}
	for name, d := range map[string]Document{
		"sealed-one": panel(4, three[:1]...), "sealed-three": panel(4, three...),
		"sealed-seven": panel(3, append(three, "审判员 喆玥", "审判员 堃昇", "审判员 淼垚", "审判员 犇翀")...),
		"sealed-many":  panel(3, strings.Split(strings.Repeat("审判员 高原,", 13)+"人民陪审员 阿卜杜热西提·买买提", ",")...), "sealed-alone": panel(4),
		"sealed-page": panel(13, three...), "sealed-top": panel(17, three[:1]...), "sealed-full": panel(11, three[:1]...),
	} {
		save(name, signSeal(t, mustTypeset(t, sealed(d)).PDF, testKit(t).SealAppearance(demonstration)))
	}
}
