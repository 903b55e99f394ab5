package pdfa

import (
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"strings"

	"shenqian/signing/pdffile"
)

// good is a PDF/A-2a file in parts, so that a test can damage one of them.
type good struct {
	root, page, form, widget, blank, font, cid, descriptor, info string
	intent, parents, element, state                              string
	content, toUnicode, xmp, program, profile                    []byte
	contentDict, programDict, blankDict                          string
	extra                                                        string // one more object
	// after works on the finished file.
	after func(b []byte) []byte
}

// Object numbers of good, in order.
const (
	oRoot = 1 + iota
	oPages
	oPage
	oContent
	oForm
	oWidget
	oBlank
	oFont
	oCID
	oDescriptor
	oProgram
	oToUnicode
	oXMP
	oIntent
	oProfile
	oTree
	oParents
	oElement
	oState
	oExtra
	oInfo
)

func newGood() *good {
	return &good{
		root: "/Type/Catalog/Pages 2 0 R/AcroForm 5 0 R/Metadata 13 0 R/OutputIntents[14 0 R]/MarkInfo<</Marked true>>" +
			"/StructTreeRoot 16 0 R/Lang(zh-CN)",
		page: "/Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[6 0 R]/StructParents 0" +
			"/Resources<</Font<</F1 8 0 R>>/ExtGState<</G1 19 0 R>>>>",
		form:      "/SigFlags 3/Fields[6 0 R]",
		widget:    "/Type/Annot/Subtype/Widget/FT/Sig/T(president)/F 132/Rect[0 0 0 0]/P 3 0 R/AP<</N 7 0 R>>",
		blankDict: "/Type/XObject/Subtype/Form/BBox[0 0 0 0]/Resources<<>>",
		font:      "/Type/Font/Subtype/Type0/BaseFont/AAAAAA+Test/Encoding/Identity-H/DescendantFonts[9 0 R]/ToUnicode 12 0 R",
		cid: "/Type/Font/Subtype/CIDFontType2/BaseFont/AAAAAA+Test/CIDToGIDMap/Identity/DW 1000/W[1[500 600]]" +
			"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor 10 0 R",
		descriptor: "/Type/FontDescriptor/FontName/AAAAAA+Test/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 800" +
			"/Descent -200/CapHeight 700/StemV 80/FontFile2 11 0 R",
		info:    "/Title" + pdffile.Text("裁定书") + "/CreationDate(D:20261124093000+08'00')",
		intent:  "/Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/DestOutputProfile 15 0 R",
		parents: "/Nums[0[18 0 R]]",
		element: "/Type/StructElem/S/P/P 16 0 R/Pg 3 0 R/K 0",
		state:   "/Type/ExtGState/ca 1/BM/Normal",
		content: []byte("/P<</MCID 0>>BDC\nq\n/G1 gs\n0 0 0 rg\nBT\n/F1 12 Tf\n100 700 Td\n<00010002>Tj\nET\nQ\nEMC\n"),
		toUnicode: []byte("/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n" +
			"1 beginbfrange <0001> <0001> <7EC8> endbfrange 1 beginbfchar <0002> <672C> endbfchar endcmap end end"),
		xmp: []byte("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF " +
			"xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\" " +
			"xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" " +
			"xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" pdfaid:part=\"2\" pdfaid:conformance=\"A\">" +
			"<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">裁定书</rdf:li></rdf:Alt></dc:title>" +
			"<xmp:CreateDate>2026-11-24T09:30:00+08:00</xmp:CreateDate></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"w\"?>"),
		program: testFont(), profile: testProfile(),
	}
}

func (g *good) build() []byte {
	f := pdffile.NewFile(6)
	for range oInfo {
		f.Reserve()
	}
	put := func(n int, dict string) { f.Put(n, "<<"+dict+">>") }
	put(oRoot, g.root)
	put(oPages, "/Type/Pages/Count 1/Kids[3 0 R]")
	put(oPage, g.page)
	f.Deflate(oContent, g.contentDict, g.content)
	put(oForm, g.form)
	put(oWidget, g.widget)
	f.Stream(oBlank, g.blankDict, []byte(g.blank))
	put(oFont, g.font)
	put(oCID, g.cid)
	put(oDescriptor, g.descriptor)
	f.Deflate(oProgram, g.programDict+fmt.Sprintf("/Length1 %d", len(g.program)), g.program)
	f.Deflate(oToUnicode, "", g.toUnicode)
	f.Stream(oXMP, "/Type/Metadata/Subtype/XML", g.xmp)
	put(oIntent, g.intent)
	f.Deflate(oProfile, "/N 3", g.profile)
	put(oTree, "/Type/StructTreeRoot/K[18 0 R]/ParentTree 17 0 R")
	put(oParents, g.parents)
	put(oElement, g.element)
	put(oState, g.state)
	put(oExtra, g.extra)
	put(oInfo, g.info)
	b := f.Close(oRoot, oInfo)
	if g.after != nil {
		b = g.after(b)
	}
	return b
}

// testFont is a TrueType program of three empty glyphs, 1000, 500 and 600
// units wide.
func testFont() []byte {
	be := binary.BigEndian
	head := make([]byte, 54)
	be.PutUint16(head[18:], 1000)
	hhea := make([]byte, 36)
	be.PutUint16(hhea[34:], 3)
	maxp := make([]byte, 32)
	be.PutUint16(maxp[4:], 3)
	hmtx := make([]byte, 12)
	for i, w := range []uint16{1000, 500, 600} {
		be.PutUint16(hmtx[4*i:], w)
	}
	tables := map[string][]byte{"head": head, "hhea": hhea, "maxp": maxp, "hmtx": hmtx, "loca": make([]byte, 8), "glyf": make([]byte, 4)}
	out := make([]byte, 12+16*len(tables))
	copy(out, "\x00\x01\x00\x00")
	be.PutUint16(out[4:], uint16(len(tables)))
	for i, name := range slices.Sorted(maps.Keys(tables)) {
		e := out[12+16*i:]
		copy(e, name)
		be.PutUint32(e[8:], uint32(len(out)))
		be.PutUint32(e[12:], uint32(len(tables[name])))
		out = append(out, tables[name]...)
	}
	return out
}

// testProfile is the head of an RGB display profile.
func testProfile() []byte {
	p := make([]byte, 132)
	binary.BigEndian.PutUint32(p, uint32(len(p)))
	p[8] = 2
	copy(p[12:], "mntrRGB XYZ ")
	copy(p[36:], "acsp")
	return p
}

func swap(s *string, old, with string) {
	if !strings.Contains(*s, old) {
		panic("no " + old)
	}
	*s = strings.Replace(*s, old, with, 1)
}

func swapBytes(b *[]byte, old, with string) {
	s := string(*b)
	swap(&s, old, with)
	*b = []byte(s)
}
