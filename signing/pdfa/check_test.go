package pdfa

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"shenqian/signing/pdffile"
)

func TestAGoodPaperHasNoFindings(t *testing.T) {
	findings, err := Check(newGood().build())
	if err != nil || len(findings) != 0 {
		t.Fatal(err, findings)
	}
}

// inFile swaps a piece of the finished file for one of the same length.
func inFile(old, with string) func(g *good) {
	return func(g *good) {
		g.after = func(b []byte) []byte {
			if !bytes.Contains(b, []byte(old)) || len(old) != len(with) {
				panic(old)
			}
			return bytes.Replace(b, []byte(old), []byte(with), 1)
		}
	}
}

// attached makes the paper one of part 3 with an embedded file, and then swaps
// a piece of it.
func attached(old, with string) func(g *good) {
	return func(g *good) {
		swapBytes(&g.xmp, `part="2"`, `part="3"`)
		g.root += "/AF[20 0 R]/Names<</EmbeddedFiles<</Names[(a) 20 0 R]>>>>"
		g.extra = "/Type/Filespec/AFRelationship/Data/F(a)/UF(a)/EF<</F 7 0 R>>"
		g.blankDict = "/Type/EmbeddedFile/Subtype/application#2Fjson"
		for _, s := range []*string{&g.root, &g.extra, &g.blankDict} {
			*s = strings.Replace(*s, old, with, 1)
		}
	}
}

func TestPart3TakesFilesAlong(t *testing.T) {
	g := newGood()
	attached("", "")(g)
	if findings, err := Check(g.build()); err != nil || len(findings) != 0 {
		t.Fatal(err, findings)
	}
	swapBytes(&g.xmp, `part="3"`, `part="2"`)
	if findings, err := Check(g.build()); err != nil || !slices.ContainsFunc(findings, func(f Finding) bool { return f.Text == "pdf.a-embedded-file" }) {
		t.Fatal(err, findings)
	}
}

// damages breaks each rule at least once.
var damages = map[string][]func(g *good){
	"pdf.a-header": {inFile("%PDF-1.7\n%", "%PDF-2.0\n%"), inFile("\xE2\xE3\xCF\xD3", "abcd")},
	"pdf.a-id":     {inFile("/ID[<", "/IX[<")},
	"pdf.a-tail":   {func(g *good) { g.after = func(b []byte) []byte { return append(b, "\n\n"...) } }},
	"pdf.a-hex":    {func(g *good) { swap(&g.info, "<FEFF88C15B9A4E66>", "<FEFF88C15B9A4E660>") }},
	"pdf.a-external": {
		func(g *good) { g.contentDict = "/F(other.bin)" },
	},
	"pdf.a-stream-ends": {func(g *good) {
		g.blank = "x"
		g.after = func(b []byte) []byte {
			return bytes.Replace(b, []byte("/Length 1>>\nstream\nx\nendstream"), []byte("/Length 2>>\nstream\nx\nendstream"), 1)
		}
	}},
	"pdf.a-filter": {func(g *good) { g.blankDict += "/Filter/LZWDecode" }, func(g *good) { g.blankDict += "/Filter[/Crypt]" }},
	"pdf.a-names":  {func(g *good) { swap(&g.descriptor, "/FontName/AAAAAA+Test", "/FontName/AAAAAA+T#FF") }},
	"pdf.a-object-lines": {
		inFile("20 0 obj\n<<>>\nendobj", "20 0 obj <<>>\nendobj"), inFile("20 0 obj\n<<>>\nendobj", "20 0 obj\n<<>> endobj"),
	},
	"pdf.a-permissions": {func(g *good) { g.root += "/Perms<</Other 20 0 R>>" }},
	"pdf.a-limits": {
		func(g *good) { g.info += "/X(" + strings.Repeat("x", 32768) + ")" },
		func(g *good) { g.extra = "/X 2147483648" },
		func(g *good) { swap(&g.page, "[0 0 595 842]", "[0 0 2 842]") },
		func(g *good) { g.content = []byte(strings.Repeat("q ", 29) + strings.Repeat("Q ", 29)) },
	},
	"pdf.a-operators": {
		func(g *good) { g.content = append(g.content, "zz\n"...) },
		func(g *good) { g.content = append(g.content, "Q\n"...) },
	},
	"pdf.a-resources": {
		func(g *good) { swap(&g.page, "/Resources", "/Resaurces") },
		func(g *good) { swap(&g.blankDict, "/Resources<<>>", ""); g.blank = "0 0 9 9 re f" },
	},
	"pdf.a-intent": {
		func(g *good) { copy(g.profile[36:], "xxxx") },
		func(g *good) { g.profile[8] = 5 },
		func(g *good) { copy(g.profile[16:], "GRAY") },
		func(g *good) { swap(&g.root, "[14 0 R]", "[14 0 R 14 0 R]") },
	},
	"pdf.a-device-colour": {
		func(g *good) { swap(&g.root, "/OutputIntents", "/NoIntents") },
		func(g *good) { g.content = append(g.content, "0 0 0 1 k\n"...) },
	},
	"pdf.a-graphics-state": {func(g *good) { g.state += "/TR/Identity" }, func(g *good) { g.state += "/RI/Other" }},
	"pdf.a-image":          {func(g *good) { swap(&g.blankDict, "/Subtype/Form", "/Subtype/Image/Interpolate true") }},
	"pdf.a-form-xobject":   {func(g *good) { g.blankDict += "/Ref<<>>" }, func(g *good) { swap(&g.blankDict, "/Form", "/PS") }},
	"pdf.a-blend-mode":     {func(g *good) { swap(&g.state, "/Normal", "/Other") }},
	"pdf.a-blend-space": {func(g *good) {
		swap(&g.root, "/OutputIntents", "/NoIntents")
		swap(&g.state, "/ca 1", "/ca .5")
	}},
	"pdf.a-font-type":  {func(g *good) { g.extra = "/Type/Font/Subtype/Other" }},
	"pdf.a-cid-system": {func(g *good) { swap(&g.cid, "/CIDSystemInfo", "/CIDSystem") }},
	"pdf.a-cid-to-gid": {func(g *good) { swap(&g.cid, "/CIDToGIDMap/Identity", "") }},
	"pdf.a-cmap":       {func(g *good) { swap(&g.font, "/Identity-H", "/UniGB-UTF16-H") }},
	"pdf.a-embedded": {
		func(g *good) { swap(&g.descriptor, "/FontFile2 11 0 R", "") },
		func(g *good) { g.program = g.program[:40] },
	},
	"pdf.a-glyphs": {func(g *good) { swapBytes(&g.content, "<00010002>", "<00010003>") }},
	"pdf.a-cidset": {func(g *good) {
		swap(&g.descriptor, "/FontFile2", "/CIDSet 20 0 R/FontFile2")
		g.after = func(b []byte) []byte {
			return rebuilt(b, func(u *pdffile.Update) { u.Stream(oExtra, "", []byte{0xC0}) })
		}
	}},
	"pdf.a-widths": {
		func(g *good) { swap(&g.cid, "[500 600]", "[500 603]") },
		func(g *good) { swap(&g.cid, "/W[1[500 600]]", "/W[1 2 500]") },
		func(g *good) { swap(&g.cid, "/W[1[500 600]]", "") },
	},
	"pdf.a-encoding": {func(g *good) {
		g.font = "/Type/Font/Subtype/TrueType/BaseFont/AAAAAA+Test/FontDescriptor 10 0 R/Encoding/WinAnsiEncoding"
	}},
	"pdf.a-tounicode": {
		func(g *good) { swap(&g.font, "/ToUnicode 12 0 R", "") },
		func(g *good) { swapBytes(&g.toUnicode, "<672C>", "<FFFE>") },
		func(g *good) { swapBytes(&g.toUnicode, "<0002>", "<0003>") },
		func(g *good) {
			swapBytes(&g.xmp, `conformance="A"`, `conformance="U"`)
			swap(&g.font, "/ToUnicode 12 0 R", "")
		},
	},
	"pdf.a-notdef": {func(g *good) { swapBytes(&g.content, "<00010002>", "<00010000>") }},
	"pdf.a-annotation-type": {
		func(g *good) { swap(&g.widget, "/Subtype/Widget", "/Subtype/Movie") },
	},
	"pdf.a-annotation-flags": {
		func(g *good) { swap(&g.widget, "/F 132", "") },
		func(g *good) { swap(&g.widget, "/F 132", "/F 134") },
		func(g *good) { swap(&g.widget, "/F 132", "/F 128") },
	},
	"pdf.a-appearance": {
		func(g *good) { swap(&g.widget, "/AP<</N 7 0 R>>", "") },
		func(g *good) { swap(&g.widget, "/N 7 0 R", "/N 7 0 R/D 7 0 R") },
	},
	"pdf.a-field-action":     {func(g *good) { g.widget += "/AA<<>>" }},
	"pdf.a-need-appearances": {func(g *good) { g.form += "/NeedAppearances true" }},
	"pdf.a-xfa":              {func(g *good) { g.form += "/XFA[]" }},
	"pdf.a-signature": {func(g *good) {
		g.extra = "/Type/Sig/Filter/Adobe.PPKLite/ByteRange[0 1 2 3]/Contents<00>"
		g.widget += "/V 20 0 R"
	}},
	"pdf.a-action": {
		func(g *good) { g.root += "/OpenAction<</S/JavaScript/JS(x)>>" },
		func(g *good) { g.root += "/OpenAction<</S/Launch>>" },
		func(g *good) { g.root += "/OpenAction<</S/Named/N/Print>>" },
		func(g *good) { g.root += "/Names<</JavaScript<<>>>>" },
	},
	"pdf.a-trigger":  {func(g *good) { g.root += "/AA<<>>" }, func(g *good) { g.page += "/AA<<>>" }},
	"pdf.a-metadata": {func(g *good) { swap(&g.root, "/Metadata 13 0 R", "") }},
	"pdf.a-xmp": {
		func(g *good) { swapBytes(&g.xmp, "</rdf:RDF>", "</rdf:RDX>") },
		func(g *good) { swapBytes(&g.xmp, `id="W5M0`, `encoding="UTF-8" id="W5M0`) },
	},
	"pdf.a-info": {
		func(g *good) { swapBytes(&g.xmp, "裁定书</rdf:li>", "决定书</rdf:li>") },
		func(g *good) { swap(&g.info, "093000", "093001") },
	},
	"pdf.a-claim": {
		func(g *good) { swapBytes(&g.xmp, `part="2"`, `part="1"`) },
		func(g *good) { swapBytes(&g.xmp, `conformance="A"`, `conformance="C"`) },
	},
	"pdf.a-marked":        {func(g *good) { swap(&g.root, "true", "false") }},
	"pdf.a-structure":     {func(g *good) { swap(&g.root, "/StructTreeRoot 16 0 R", "") }},
	"pdf.a-role":          {func(g *good) { swap(&g.element, "/S/P/", "/S/Absatz/") }},
	"pdf.a-language":      {func(g *good) { swap(&g.root, "(zh-CN)", "(zh_CN)") }, func(g *good) { swap(&g.root, "/Lang(zh-CN)", "") }},
	"pdf.a-embedded-file": {func(g *good) { g.root += "/Names<</EmbeddedFiles<<>>>>" }, func(g *good) { g.extra = "/EF<<>>" }},
	"pdf.a-attachment": {
		attached(`/AFRelationship/Data`, ``), attached(`/UF(a)`, ``), attached(`/F(a)`, ``), attached(`/Data`, `/Other`),
		attached(`/AF[20 0 R]`, ``), attached(`/application#2Fjson`, `/json`),
	},
	"pdf.a-layers":       {func(g *good) { g.root += "/OCProperties<</OCGs[]/D<<>>>>" }},
	"pdf.a-presentation": {func(g *good) { g.page += "/PresSteps<<>>" }},
	"pdf.a-requirements": {func(g *good) { g.root += "/Requirements[]" }},
}

func rebuilt(b []byte, f func(u *pdffile.Update)) []byte {
	r, err := pdffile.Open(b)
	if err != nil {
		panic(err)
	}
	u, err := pdffile.NewUpdate(r, 1000)
	if err != nil {
		panic(err)
	}
	f(u)
	return u.Close()
}

func TestEveryRuleFindsItsBreach(t *testing.T) {
	for code, list := range damages {
		if !slices.ContainsFunc(rules, func(r rule) bool { return r.text == code }) {
			t.Errorf("no rule %s", code)
		}
		for i, damage := range list {
			g := newGood()
			damage(g)
			findings, err := Check(g.build())
			if err != nil {
				t.Errorf("%s %d: %v", code, i, err)
				continue
			}
			if !slices.ContainsFunc(findings, func(f Finding) bool { return f.Text == code }) {
				t.Errorf("%s %d: not found, only %v", code, i, findings)
			}
		}
	}
	for _, r := range rules {
		if damages[r.text] == nil {
			t.Errorf("%s %s has no failing example", r.clause, r.text)
		}
	}
}

func TestAnOddFileDoesNotPanic(t *testing.T) {
	good := newGood().build()
	for i := range good {
		b := bytes.Clone(good)
		b[i] ^= 0x11
		_, _ = Check(b)
	}
}

func FuzzCheck(f *testing.F) {
	f.Add(newGood().build())
	f.Fuzz(func(_ *testing.T, b []byte) { _, _ = Check(b) })
}
