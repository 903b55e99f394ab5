package samepages

import (
	"strings"
	"testing"

	"shenqian/signing/pdffile"
)

func mustCompare(t *testing.T, sent, returned []byte) *Report {
	t.Helper()
	r, err := Compare(sent, returned)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestAPaperIsTheSameHoweverItIsWritten(t *testing.T) {
	ours := mustPaper(t)
	sealed := sign(t, ours, "seal")
	for name, sent := range map[string][]byte{"typeset": ours, "built": newParts().build()} {
		sealed := sign(t, sent, "seal")
		for how, returned := range map[string][]byte{
			"unchanged":              sent,
			"signed":                 sealed,
			"qpdf":                   rewrite(t, sent, "qpdf", "--object-streams=generate", "--stream-data=uncompress"),
			"qpdf linearized":        rewrite(t, sent, "qpdf", "--linearize"),
			"mutool":                 rewrite(t, sent, "mutool", "clean"),
			"mutool, garbage":        rewrite(t, sent, "mutool", "clean", "-gggg", "-z"),
			"signed, then qpdf":      rewrite(t, sealed, "qpdf", "--object-streams=generate", "--stream-data=uncompress"),
			"signed, then mutool":    rewrite(t, sealed, "mutool", "clean", "-gggg"),
			"qpdf, then signed":      sign(t, rewrite(t, sent, "qpdf", "--object-streams=generate"), "seal"),
			"qpdf decoded, unsigned": rewrite(t, sent, "qpdf", "--qdf", "--object-streams=disable"),
		} {
			r := mustCompare(t, sent, returned)
			if !r.Same() {
				t.Errorf("%s, %s: %+v", name, how, r.Differences[0].Fault)
			}
		}
	}
	r := mustCompare(t, ours, sealed)
	if len(r.Fields) != 1 || len(r.Stamps) != 0 {
		t.Fatalf("%+v", r)
	}
	f := r.Fields[0]
	if f.Page != 2 || f.Field != "seal" || !f.Signed || f.Hidden || f.Rect[2]-f.Rect[0] < 119 || f.Rect[2]-f.Rect[0] > 120 {
		t.Errorf("%+v", f)
	}
}

func TestWhatASealingSystemMayAdd(t *testing.T) {
	sent := newParts().build()
	for name, change := range map[string]func(p *parts){
		"wrapped content": func(p *parts) { p.first = "q " + p.first + "\nQ q Q" },
		"numbers and space": func(p *parts) {
			p.first = "q\n/G gs BT /F 16.0 Tf +100 700. Td <00 0100020003> Tj ET /X Do Q /Im Do BI /W 1 /H 1 /BPC 8 /CS /G ID A EI"
		},
		"renamed resources": func(p *parts) {
			p.first = "q /Z gs BT /T 16 Tf 100 700 Td <000100020003> Tj ET /M Do Q /N Do BI /W 1 /H 1 /BPC 8 /CS /G ID A EI"
			p.second = "BT /T 16 Tf 100 700 Td <0002> Tj ET"
			p.resources = "/Font<</T 8 0 R>>/XObject<</M 12 0 R/N 11 0 R>>/ExtGState<</Z 13 0 R>>"
		},
		"boxes said again": func(p *parts) { p.page = "/MediaBox[0 0 595 842]/CropBox[595 842 0 0]/Rotate 360" },
		"metadata and DSS": func(p *parts) { p.catalog = "/Metadata 7 0 R/DSS<<>>/Extensions<<>>" },
		"what is not used": func(p *parts) { p.resources += "/Properties<</P<<>>>>" },
		"a stamp": func(p *parts) {
			p.annots += " 17 0 R"
			p.more = []string{"/Type/Annot/Subtype/Stamp/T(someone)/F 4/Rect[300 100 420 220]/AP<</N 14 0 R>>"}
		},
		"a signed field": func(p *parts) {
			p.annots += " 17 0 R"
			p.more = []string{"/Type/Annot/Subtype/Widget/F 132/Parent 18 0 R/Rect[300 100 420 220]/AP<</N 12 0 R>>", "/FT/Sig/T(court)/Kids[17 0 R]/V<</Type/Sig>>"}
		},
	} {
		p := newParts()
		change(p)
		r := mustCompare(t, sent, p.build())
		if !r.Same() {
			t.Errorf("%s: %+v", name, r.Differences)
		}
		rect := [4]float64{300, 100, 420, 220}
		switch name {
		case "a stamp":
			if len(r.Stamps) != 1 || r.Stamps[0] != (Addition{Page: 1, Rect: rect}) {
				t.Errorf("%+v", r)
			}
		case "a signed field":
			if len(r.Fields) != 1 || r.Fields[0] != (Addition{Page: 1, Rect: rect, Field: "court", Signed: true}) {
				t.Errorf("%+v", r)
			}
		default:
			if len(r.Stamps)+len(r.Fields) > 0 {
				t.Errorf("%s: %+v", name, r)
			}
		}
	}
}

func TestEveryOtherChangeIsADifference(t *testing.T) {
	sent := newParts().build()
	swapFirst := func(old, with string) func(*parts) { return func(p *parts) { p.first = replace(p.first, old, with) } }
	annot := func(dict string) func(*parts) {
		return func(p *parts) { p.annots += " 17 0 R"; p.more = []string{dict} }
	}
	for name, c := range map[string]struct {
		code   string
		change func(p *parts)
	}{
		"a digit":                   {"pdf.differs-text", swapFirst("<000100020003>", "<000200020003>")},
		"a digit by ToUnicode":      {"pdf.differs-font", func(p *parts) { p.unicode = replace(p.unicode, "<0034>", "<0039>") }},
		"another font":              {"pdf.differs-font", func(p *parts) { p.font = replace(p.font, "/Encoding", "/Name/Y/Encoding") }},
		"a white rectangle":         {"pdf.differs-content", func(p *parts) { p.first += " 1 g 90 690 100 30 re f" }},
		"a seal in the content":     {"pdf.differs-content", func(p *parts) { p.first = "q " + p.first + " Q q 100 0 0 100 300 100 cm /Im Do Q" }},
		"an operand":                {"pdf.differs-content", swapFirst("100 700", "100 701")},
		"a changed image":           {"pdf.differs-image", func(p *parts) { p.image = "\x11" }},
		"a changed inline image":    {"pdf.differs-content", swapFirst("ID A", "ID B")},
		"a changed form":            {"pdf.differs-content", func(p *parts) { p.form += " 5 5 5 5 re f" }},
		"a moved form":              {"pdf.differs-drawing", func(p *parts) { p.formDict += "/Matrix[1 0 0 1 5 5]" }},
		"transparency":              {"pdf.differs-drawing", func(p *parts) { p.state = "/ca 0" }},
		"default colours":           {"pdf.differs-drawing", func(p *parts) { p.resources += "/ColorSpace<</DefaultGray/DeviceGray>>" }},
		"a crop":                    {"pdf.differs-box", func(p *parts) { p.page = "/CropBox[0 0 595 700]" }},
		"a rotation":                {"pdf.differs-box", func(p *parts) { p.pages += "/Rotate 90" }},
		"units":                     {"pdf.differs-drawing", func(p *parts) { p.page = "/UserUnit 2" }},
		"a dropped page":            {"pdf.differs-pages", func(p *parts) { p.kids = "3 0 R" }},
		"a duplicated page":         {"pdf.differs-pages", func(p *parts) { p.kids = "3 0 R 4 0 R 4 0 R" }},
		"pages in other order":      {"pdf.differs-text", func(p *parts) { p.kids = "4 0 R 3 0 R" }},
		"a covering annotation":     {"pdf.differs-added", annot("/Type/Annot/Subtype/Square/Rect[90 690 300 730]/IC[1 1 1]")},
		"free text":                 {"pdf.differs-added", annot("/Type/Annot/Subtype/FreeText/Rect[90 690 300 730]")},
		"a stamp that acts":         {"pdf.differs-added", annot("/Type/Annot/Subtype/Stamp/Rect[90 690 300 730]/A<</S/URI/URI(x)>>")},
		"a stamp on a layer":        {"pdf.differs-added", annot("/Type/Annot/Subtype/Stamp/Rect[90 690 300 730]/OC<<>>")},
		"a text field":              {"pdf.differs-added", annot("/Type/Annot/Subtype/Widget/FT/Tx/T(x)/Rect[90 690 300 730]")},
		"an unsigned drawing field": {"pdf.differs-added", annot("/Type/Annot/Subtype/Widget/FT/Sig/T(x)/Rect[90 690 300 730]/AP<</N 12 0 R>>")},
		"a removed link":            {"pdf.differs-annotation", func(p *parts) { p.annots = "9 0 R" }},
		"a link elsewhere":          {"pdf.differs-annotation", func(p *parts) { p.link = replace(p.link, "4 0 R", "3 0 R") }},
		"a field moved, signed":     {"pdf.differs-annotation", func(p *parts) { p.widget = replace(p.widget, "[300", "[30") + "/V<</Type/Sig>>" }},
		"a field drawn, unsigned":   {"pdf.differs-annotation", func(p *parts) { p.widget = replace(p.widget, "14 0 R", "12 0 R") }},
		"a script":                  {"pdf.differs-action", func(p *parts) { p.catalog = "/OpenAction<</S/JavaScript/JS(x)>>" }},
		"an attached file":          {"pdf.differs-action", func(p *parts) { p.catalog = "/Names<</EmbeddedFiles<</Names[]>>>>" }},
		"a page's script":           {"pdf.differs-page-action", func(p *parts) { p.page = "/AA<<>>" }},
		"layers":                    {"pdf.differs-layers", func(p *parts) { p.catalog = "/OCProperties<</D<<>>>>" }},
		"anything else":             {"pdf.differs-catalog", func(p *parts) { p.catalog = "/Unheard<<>>" }},
		"forms drawn anew":          {"pdf.differs-form", func(p *parts) { p.extra = "/NeedAppearances true" }},
		"broken content":            {"pdf.differs-unread", func(p *parts) { p.first += " (" }},
	} {
		p := newParts()
		c.change(p)
		r := mustCompare(t, sent, p.build())
		if r.Same() || r.Differences[0].Fault.Code != c.code {
			t.Errorf("%s: %+v", name, r.Differences)
		}
		if updated := update(t, sent, p.build()); name != "broken content" {
			if r := mustCompare(t, sent, updated); r.Same() || r.Differences[0].Fault.Code != c.code {
				t.Errorf("%s, as an update: %+v", name, r.Differences)
			}
		}
	}
	r := mustCompare(t, sent, func() []byte { p := newParts(); swapFirst("<0001", "<0002")(p); return p.build() }())
	if f := r.Differences[0]; f.Page != 1 || f.Fault.Args["was"] != "40元" || f.Fault.Args["is"] != "00元" {
		t.Errorf("%+v", f)
	}
}

func replace(s, old, with string) string {
	if !strings.Contains(s, old) {
		panic("no " + old)
	}
	return strings.Replace(s, old, with, 1)
}

// update writes every object of changed as an update of sent.
func update(t *testing.T, sent, changed []byte) []byte {
	t.Helper()
	base, err := pdffile.Open(sent)
	if err != nil {
		t.Fatal(err)
	}
	is, err := pdffile.Open(changed)
	if err != nil {
		t.Fatal(err)
	}
	u, err := pdffile.NewUpdate(base, 1<<12)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range is.Latest().Numbers() {
		for base.Latest().Lookup(n) == nil && u.Reserve() < n {
		}
		switch o := is.Latest().Lookup(n).Value.(type) {
		case *pdffile.Stream:
			dict := pdffile.Dict{}
			for k, v := range o.Dict {
				if k != "Length" {
					dict[k] = v
				}
			}
			d := pdffile.Format(dict)
			u.Stream(n, d[2:len(d)-2], o.Raw)
		default:
			u.Put(n, pdffile.Format(o))
		}
	}
	return u.Close()
}

func TestAFileThatCannotBeReadIsNotTheSame(t *testing.T) {
	sent := newParts().build()
	if _, err := Compare(sent, []byte("%PDF-1.7 nothing")); err == nil {
		t.Error("a broken file was compared")
	}
	if _, err := Compare(nil, sent); err == nil {
		t.Error("a broken file was compared")
	}
}

// FuzzCompare: a file is the same as itself, and if one is the same as another,
// then the other way round too.
func FuzzCompare(f *testing.F) {
	p := newParts()
	f.Add(p.first, p.resources, p.widget, p.catalog)
	f.Add("/OC /P BDC (a) Tj EMC /Pattern cs /X scn /X sh", "/Properties<</P 13 0 R>>/Pattern<</X 12 0 R>>", "/Parent 9 0 R/Kids[9 0 R]", "/Outlines 1 0 R")
	sent := p.build()
	f.Fuzz(func(t *testing.T, first, resources, widget, catalog string) {
		p := newParts()
		p.first, p.resources, p.widget, p.catalog = first, resources, widget, catalog
		changed := p.build()
		self, err := Compare(changed, changed)
		if err != nil {
			return
		}
		for _, d := range self.Differences {
			if d.Fault.Code != "pdf.differs-unread" {
				t.Errorf("a file differs from itself: %v", d.Fault)
			}
		}
		there, err1 := Compare(sent, changed)
		back, err2 := Compare(changed, sent)
		if err1 == nil && err2 == nil && len(there.Fields)+len(there.Stamps)+len(back.Fields)+len(back.Stamps) == 0 && there.Same() != back.Same() {
			t.Errorf("there %+v, back %+v", there.Differences, back.Differences)
		}
	})
}
