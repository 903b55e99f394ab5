package pdftext

import (
	"errors"
	"image"
	"slices"
	"strings"
	"testing"

	"shenqian/signing"
	"shenqian/signing/fault"
	"shenqian/signing/trust"
	"shenqian/signing/typeset"
)

func TestOurPapersReadAsOtherReadersReadThem(t *testing.T) {
	online := ruling()
	online.Layout = typeset.Online
	for name, doc := range map[string]typeset.Document{"ruling": ruling(), "online": online} {
		pdf := typesetPaper(t, doc)
		d := mustExtract(t, pdf)
		var drawn strings.Builder
		for n := range d.drawn {
			drawn.WriteString(d.Drawn(n + 1))
		}
		if got, want := bare(drawn.String()), bare(tool(t, pdf, "pdftotext", "-raw", "-enc", "UTF-8", "FILE", "-")); got != want {
			t.Errorf("%s, pdftotext:\n%s\n%s", name, got, want)
		}
		// mutool draws SIGN into empty signature fields.
		other := strings.ReplaceAll(bare(tool(t, pdf, "mutool", "draw", "-q", "-F", "text", "FILE")), "SIGN", "")
		if got := bare(drawn.String()); got != other {
			t.Errorf("%s, mutool:\n%s\n%s", name, got, other)
		}
		all := strings.Split(bare(d.Text()), "")
		want := strings.Split(bare(drawn.String()), "")
		slices.Sort(all)
		slices.Sort(want)
		if !slices.Equal(all, want) {
			t.Errorf("%s: the lines lose or add characters", name)
		}
	}
}

func TestLinesAreTheLinesOfThePage(t *testing.T) {
	d := mustExtract(t, typesetPaper(t, ruling()))
	text := d.Text()
	for _, want := range []string{
		"示范市示范区人民法院\n", "\n（2020）示0192执3427号之一\n", "\n审判长崔继国\n", "\n审判员高原\n",
		"\n本件与原本核对无异\n", "\n二〇二一年一月二十五日\n", "\n书记员张燕涛\n", "E 1234\nWang Xiao Ming",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	at := func(s string) int { return strings.Index(text, s) }
	if !(at("审判长") < at("审判员") && at("审判员") < at("二〇二一") && at("二〇二一") < at("书记员")) {
		t.Errorf("the signature block is out of order:\n%s", text)
	}
	if got := d.Page(1)[0]; got.Text != "示范市示范区人民法院" || got.Size != 22 || got.X < 100 || got.Y < 600 || got.Page != 1 {
		t.Errorf("%+v", got)
	}
	if len(d.Page(9)) != 0 || d.Drawn(9) != "" || d.Drawn(0) != "" {
		t.Error("a page that isn't there has text")
	}
}

func TestASignaturesWordsAndCertificatesAreRead(t *testing.T) {
	a, err := trust.NewTrainingAuthority(nil, "示范人民法院", testTime)
	if err != nil {
		t.Fatal(err)
	}
	key, err := a.Issue("淼垚犇", "院长", testTime, testTime.AddDate(1, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	look := testKit(t).Appearance(typeset.SignatureBox{
		Lines: []typeset.Paragraph{{Style: typeset.Remark, Text: "同意签发。", Source: -1}},
		Image: image.NewNRGBA(image.Rect(0, 0, 4, 4)),
	})
	pdf, err := signing.Sign(typesetPaper(t, ruling()), signing.Request{
		Field: "president", Key: key, Time: testTime, Name: "签名人某", Reason: "理由某", Location: "地点某", Appearance: look,
	})
	if err != nil {
		t.Fatal(err)
	}
	d := mustExtract(t, pdf)
	for _, want := range []string{"签名人某", "理由某", "地点某", "淼垚犇", "院长", "president", "院长意见", "执行裁定书", "终结本次执行程序", "Shenqian"} {
		if !slices.ContainsFunc(d.Strings, func(s String) bool { return strings.Contains(s.Text, want) }) {
			t.Errorf("no %s in %q", want, d.Strings)
		}
	}
	looks := 0
	for _, l := range d.Lines {
		if l.Appearance {
			looks++
			if l.Text != "同意签发。" || l.Y < 100 || l.X < 100 {
				t.Errorf("%+v", l)
			}
		}
	}
	if looks != 1 {
		t.Errorf("%d lines of appearances", looks)
	}
}

const helvetica = "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>"

func TestEveryWayOfShowingTextIsRead(t *testing.T) {
	const unicode = "|1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <01> <4E00> endbfchar" +
		" 2 beginbfrange <02> <04> <4E8C> <05> <06> [<4E09> <D869DEBB>] endbfrange"
	mapped := "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/X/ToUnicode 6 0 R>>>>"
	form := "/Type/XObject/Subtype/Form/BBox[0 0 100 100]/Resources<<" + helvetica + ">>|BT /F 10 Tf 5 5 Td (inner) Tj ET"
	for name, c := range map[string]struct {
		content, resources string
		more               []string
		want               []string
	}{
		"Tj":      {"BT /F 10 Tf 10 700 Td (a b) Tj ET", helvetica, nil, []string{"a b"}},
		"TJ gap":  {"BT /F 10 Tf 10 700 Td [(ab) -400 (cd) 20 (ef)] TJ ET", helvetica, nil, []string{"ab cdef"}},
		"quotes":  {"BT /F 10 Tf 12 TL 10 700 Td (a) Tj (b) ' 1 0 (c) \" ET", helvetica, nil, []string{"a", "b", "c"}},
		"T*, TD":  {"BT /F 10 Tf 10 700 Td (a) Tj 0 -20 TD (b) Tj T* (c) Tj ET", helvetica, nil, []string{"a", "b", "c"}},
		"Tm":      {"BT /F 1 Tf 10 0 0 10 50 600 Tm (b) Tj 10 0 0 10 50 700 Tm (a) Tj ET", helvetica, nil, []string{"a", "b"}},
		"cm q Q":  {"q 1 0 0 1 0 500 cm BT /F 10 Tf 0 0 Td (a) Tj ET Q BT /F 10 Tf 0 400 Td (b) Tj ET", helvetica, nil, []string{"a", "b"}},
		"Tc Tz":   {"BT /F 10 Tf 200 Tz 20 Tc 10 700 Td (ab) Tj ET", helvetica, nil, []string{"a b"}},
		"rise":    {"BT /F 10 Tf 10 700 Td (a) Tj 3 Ts (2) Tj ET", helvetica, nil, []string{"a2"}},
		"form":    {"/X Do BT /F 10 Tf 9 9 Td (last) Tj ET", helvetica + "/XObject<</X 6 0 R>>", []string{"/Matrix[1 0 0 1 100 600]" + form}, []string{"inner", "last"}},
		"pattern": {"/Pattern cs /X scn 0 0 m f", helvetica + "/Pattern<</X 6 0 R>>", []string{form}, []string{"inner"}},
		"mask":    {"/G gs", helvetica + "/ExtGState<</G<</SMask<</S/Alpha/G 6 0 R>>>>>>", []string{form}, []string{"inner"}},
		"gs font": {"/G gs BT 10 700 Td (a) Tj ET", helvetica + "/ExtGState<</G<</Font[6 0 R 10]>>>>", []string{"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"}, []string{"a"}},
		"unseen":  {"1 g 3 Tr BT /F 10 Tf -900 700 Td (a) Tj ET", helvetica, nil, []string{"a"}},
		"ranges":  {"BT /F 10 Tf 10 700 Td <010203040506> Tj ET", mapped, []string{unicode}, []string{"一二亍于三𪚻"}},
		"turned":  {"BT /F 10 Tf 0 10 -10 0 50 700 Tm (up) Tj ET BT /F 10 Tf 9 9 Td (a) Tj ET", helvetica, nil, []string{"a", "up"}},
		"unicode cmap": {
			"BT /F 10 Tf 10 700 Td <4E00D869DEBB> Tj ET",
			"/Font<</F<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/UniGB-UTF16-H/DescendantFonts[<</Subtype/CIDFontType0>>]>>>>", nil,
			[]string{"一𪚻"},
		},
		"vertical": {
			"BT /F 10 Tf 10 700 Td <4E004E8C> Tj ET BT /F 10 Tf 30 700 Td <4E09> Tj ET",
			"/Font<</F<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/UniGB-UCS2-V/DescendantFonts[<</Subtype/CIDFontType0>>]>>>>", nil,
			[]string{"三", "一二"},
		},
		"differences": {
			"BT /F 10 Tf 10 700 Td (ABC) Tj ET",
			"/Font<</F<</Type/Font/Subtype/Type1/BaseFont/X/Encoding<</Differences[65/one/uni4E00/u2A6BB]>>>>>>", nil,
			[]string{"1一𪚻"},
		},
		"ActualText for what no font explains": {
			"BT /F 10 Tf 10 700 Td /Span<</ActualText<FEFF4E004E8C>>>BDC <4142> Tj EMC ET",
			"/Font<</F<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</Subtype/CIDFontType0>>]>>>>", nil,
			[]string{"一二"},
		},
	} {
		d, err := Extract(pageOf(c.content, c.resources, "", c.more...))
		if err != nil {
			t.Errorf("%s: %v %v", name, err, errors.Unwrap(err))
			continue
		}
		var got []string
		for _, l := range d.Lines {
			got = append(got, l.Text)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestTextThatCannotBeReadIsAFault(t *testing.T) {
	font := func(s string) string { return "/Font<</F<<" + s + ">>>>" }
	const show = "BT /F 10 Tf 10 700 Td <0001> Tj ET"
	loop := "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>|/X Do"
	bomb := make([]string, 0, 23)
	for i := range 22 {
		next := itoa(7 + i)
		bomb = append(bomb, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X "+next+" 0 R>>>>|"+strings.Repeat("/X Do ", 8))
	}
	bomb = append(bomb, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]|")
	for name, c := range map[string]struct {
		content, resources, code string
		more                     []string
	}{
		"no ToUnicode":   {show, font("/Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<<>>]"), "pdf.text-font", nil},
		"unmapped code":  {show, font("/Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<<>>]/ToUnicode 6 0 R"), "pdf.text-font", []string{"|1 beginbfchar <0002> <4E00> endbfchar"}},
		"mapped to null": {show, font("/Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<<>>]/ToUnicode 6 0 R"), "pdf.text-font", []string{"|1 beginbfchar <0001> <0000> endbfchar"}},
		"other CMap":     {show, font("/Type/Font/Subtype/Type0/BaseFont/X/Encoding/GBK-EUC-H/DescendantFonts[<<>>]"), "pdf.text-font", nil},
		"symbols":        {"BT /F 10 Tf (a) Tj ET", font("/Type/Font/Subtype/Type1/BaseFont/Symbol"), "pdf.text-font", nil},
		"glyph names":    {"BT /F 10 Tf (A) Tj ET", font("/Type/Font/Subtype/Type1/BaseFont/X/Encoding<</Differences[65/g17]>>"), "pdf.text-font", nil},
		"no font":        {"BT (a) Tj ET", "", "pdf.text-font", nil},
		"no numbers":     {"BT /F 10 Tf 1 Td (a) Tj ET", helvetica, "pdf.text-operands", nil},
		"beyond numbers": {"1e9 0 0 1 0 0 cm BT /F 10 Tf (a) Tj ET", helvetica, "pdf.syntax", nil},
		"too far":        {"99999999999 0 0 1 0 0 cm BT /F 10 Tf (a) Tj ET", helvetica, "pdf.text-operands", nil},
		"form in itself": {"/X Do", "/XObject<</X 6 0 R>>", "pdf.text-recursion", []string{loop}},
		"form bomb":      {"/X Do", "/XObject<</X 6 0 R>>", "pdf.too-large", bomb},
		"CMap bomb": {show, font("/Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<<>>]/ToUnicode 6 0 R"), "pdf.too-large", []string{
			"|" + strings.Repeat("1 beginbfrange <0000> <FFFF> <0000> endbfrange ", 99),
		}},
	} {
		_, err := Extract(pageOf(c.content, c.resources, "", c.more...))
		var page *fault.Error
		if !errors.As(err, &page) || page.Code != "pdf.text-page" || page.Args["page"] != "1" {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var why *fault.Error
		if !errors.As(page.Err, &why) || why.Code != c.code {
			t.Errorf("%s: %v", name, page.Err)
		}
	}
}

func TestStringsHoldWhatACrawlerReads(t *testing.T) {
	d := mustExtract(t, pageOf(
		"/Span<</ActualText(actual)>>BDC EMC", "", "/Annots[6 0 R 7 0 R]",
		"<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents<FEFF6279 6CE8>/T(author)>>",
		"<</Type/Annot/Subtype/Widget/FT/Tx/T(field)/V(value)/TU(tip)/Rect[0 0 9 9]>>",
		"<</Title(outline)>>", "<</Type/StructElem/S/P/T(title)/Alt(alternative)/E(expanded)>>",
		"<</Type/Filespec/UF(\xef\xbb\xbf\xe9\x99\x84\xe4\xbb\xb6.docx)>>", "<</Nums[0<</P(label-)>>]>>",
		"<</S/URI/URI(http://a/\xe5\xbc\xa0)>>", "<</S/#E5#BC#A0#E4#B8#89>>",
		"/Type/Metadata/Subtype/XML|<x a=\"attribute\">element<!--comment--></x>",
		"/Type/Metadata/Subtype/XML|broken <x",
	))
	for _, want := range []string{
		"actual", "批注", "author", "field", "value", "tip", "outline", "title", "alternative", "expanded", "附件.docx", "label-",
		"http://a/张", "张三", "attribute", "element", "comment", "broken <x",
	} {
		if !slices.ContainsFunc(d.Strings, func(s String) bool { return s.Text == want }) {
			t.Errorf("no %q in %q", want, d.Strings)
		}
	}
}

func TestEveryStringSaysWhereItStands(t *testing.T) {
	d := mustExtract(t, pageOf("/Span<</ActualText(actual)>>BDC EMC", "", "/Annots[6 0 R]",
		"<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(note)>>",
		"<</Title(chapter)/Parent 8 0 R>>", "<</Type/StructElem/S/P/Alt(alternative)>>", "<</Type/Filespec/UF(file.docx)/EF<</F 10 0 R>>>>",
		"/Type/EmbeddedFile|anything", "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray|x", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]|never drawn",
		"/Type/Metadata/Subtype/XML|<x>meta</x>", "<</V<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>/Name(signer)>>>>", "<</ByteRange[0 1 2 3]/Contents<00>/Name(signer)>>",
	))
	for text, place := range map[string]Place{
		"actual": Structure, "note": Annotation, "chapter": Outline, "alternative": Structure, "file.docx": Attachment, "meta": Metadata, "signer": Signature,
	} {
		if !slices.Contains(d.Strings, String{place, text}) {
			t.Errorf("no %s in %s: %q", text, place, d.Strings)
		}
	}
	if want := []Place{Attachment, Picture, Elsewhere}; !slices.Equal(d.Unread, want) {
		t.Errorf("unread %v, want %v", d.Unread, want)
	}
}

func TestPageNumbersAreNotTheText(t *testing.T) {
	d := mustExtract(t, pageOf("BT /F 10 Tf 10 700 Td (word) Tj ET /Artifact<</Type/Pagination>>BDC BT /F 10 Tf 10 20 Td (- 7 -) Tj ET EMC"+
		" /Artifact BMC /Span BMC BT /F 10 Tf 10 600 Td (9 words) Tj ET EMC EMC BT /F 10 Tf 10 500 Td (8) Tj ET", "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>", ""))
	if got := d.Visible(); got != "word\n9 words\n8\n" {
		t.Errorf("visible %q", got)
	}
	if got := d.Body(); got != "word\n8\n" {
		t.Errorf("body %q", got)
	}
}

func TestAFontTellsNoCharactersThatNoPageShows(t *testing.T) {
	const unicode = "|1 begincodespacerange <00> <FF> endcodespacerange 3 beginbfchar <01> <4E00> <02> <4E8C> <03> <4E09> endbfchar"
	d := mustExtract(t, pageOf("BT /F 10 Tf 10 700 Td <0102> Tj ET", "/Font<</F 6 0 R>>", "",
		"<</Type/Font/Subtype/Type1/BaseFont/A/ToUnicode 7 0 R>>", unicode, "<</Type/Font/Subtype/Type1/BaseFont/B/ToUnicode 7 0 R>>"))
	if want := []IdleFont{{"A", "三"}, {"B", "一二三"}}; !slices.Equal(d.Idle, want) {
		t.Errorf("%v", d.Idle)
	}
	if d := mustExtract(t, typesetPaper(t, ruling())); len(d.Idle) > 0 || len(d.Unread) > 0 {
		t.Errorf("our own paper: %v %v", d.Idle, d.Unread)
	}
}

func TestASignatureWhoseNamesCannotBeReadIsAFault(t *testing.T) {
	for contents, fails := range map[string]bool{"<00000000>": false, "<3003020101 0000>": false, "<3080020101 0000>": true, "<DEADBEEF>": true} {
		_, err := Extract(pageOf("", "", "", "<</V<</Type/Sig/ByteRange[0 1 2 3]/Contents"+contents+">>>>"))
		var f *fault.Error
		if (err != nil) != fails || fails && (!errors.As(err, &f) || f.Code != "pdf.text-signature") {
			t.Errorf("%s: %v", contents, err)
		}
	}
}

func FuzzExtract(f *testing.F) {
	f.Add([]byte("BT /F 10 Tf 10 700 Td (a b) Tj [(a)-300(b)] TJ T* (x) ' 1 2 (y) \" ET"), []byte("1 beginbfchar <01> <4E00> endbfchar"))
	f.Add([]byte("/Span<</ActualText(x)>>BDC q 1 0 0 1 0 0 cm /X Do Q EMC /P scn /G gs"), []byte("1 beginbfrange <01> <02> [<4E00>] endbfrange usecmap"))
	f.Add([]byte("BI /W 1 /H 1 ID x EI BT /H 1 Tf <0001> Tj ET"), []byte("1 begincodespacerange <00> <FFFF> endcodespacerange"))
	f.Fuzz(func(t *testing.T, content, cmap []byte) {
		pdf := pageOf(
			string(content), "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/X/ToUnicode 6 0 R/Encoding/WinAnsiEncoding>>/H<</Type/Font"+
				"/Subtype/Type0/BaseFont/X/Encoding 6 0 R/ToUnicode 6 0 R/DescendantFonts[<</W[0 9 5]>>]>>>>/XObject<</X 7 0 R>>", "",
			"|"+string(cmap), "/Subtype/Form/BBox[0 0 9 9]|"+string(content),
		)
		d, err := Extract(pdf)
		if err != nil {
			return
		}
		n := 0
		for _, l := range d.Lines {
			n += len(bare(l.Text))
		}
		if n != len(bare(d.Drawn(1))) {
			t.Errorf("lines hold %d bytes of %d", n, len(bare(d.Drawn(1))))
		}
	})
}
