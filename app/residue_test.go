package app_test

import (
	"bytes"
	"crypto/rand"
	"strings"
	"testing"

	"shenqian/app"
	"shenqian/review/mask"
	"shenqian/signing"
	"shenqian/signing/pdffile"
	"shenqian/signing/trust"
)

// A public copy with the name of a party planted in it is refused, wherever the
// name stands, and the refusal says where.
func TestANamePlantedInAPublicCopyStopsTheExport(t *testing.T) {
	d := newDesk(t)
	d.toServed(t)
	dossier, err := d.Load(t.Context(), deskID)
	if err != nil {
		t.Fatal(err)
	}
	res, err := d.Mask(dossier, app.MaskRequest{Profile: mask.Practice2024})
	if err != nil {
		t.Fatal(err)
	}
	clean, err := d.PublicCopyOf(t.Context(), dossier, res)
	if err != nil {
		t.Fatal(err)
	}
	const file, name = "（2026）鲁9901执901号执行裁定书.pdf", "孟庆安"
	if err := d.SearchCopy(t.Context(), res, file, clean); err != nil {
		t.Fatal("a clean copy:", app.Code(err), err)
	}
	r, err := pdffile.Open(clean)
	if err != nil {
		t.Fatal(err)
	}
	v := r.Latest()
	number := func(o pdffile.Object) int { return o.(pdffile.Reference).Number }
	unicode := 0
	for _, n := range v.Numbers() {
		if s := v.Lookup(n).Dict()["ToUnicode"]; s != nil {
			unicode = number(s)
		}
	}
	cmap, err := v.Decode(v.Lookup(unicode).Value.(*pdffile.Stream))
	if err != nil {
		t.Fatal(err)
	}
	metadata, err := v.Decode(v.Resolve(v.Catalog()["Metadata"]).(*pdffile.Stream))
	if err != nil {
		t.Fatal(err)
	}
	text := pdffile.Text(name)
	for what, c := range map[string]struct {
		plant       func(u *pdffile.Update)
		code, where string
	}{
		"document information": {func(u *pdffile.Update) { u.Put(number(v.Trailer()["Info"]), "<</Title"+text+">>") }, "publish.residue", "residue.info"},
		"an XMP property": {func(u *pdffile.Update) {
			u.Stream(number(v.Catalog()["Metadata"]), "/Type/Metadata/Subtype/XML", bytes.Replace(metadata, []byte("</rdf:RDF>"), []byte("<x>"+name+"</x></rdf:RDF>"), 1))
		}, "publish.residue", "residue.metadata"},
		"an XMP property in references": {func(u *pdffile.Update) {
			u.Stream(number(v.Catalog()["Metadata"]), "/Type/Metadata/Subtype/XML", bytes.Replace(metadata, []byte("</rdf:RDF>"), []byte("<x>&#23391;&#x5E86;安</x></rdf:RDF>"), 1))
		}, "publish.residue", "residue.metadata"},
		"an outline":           {func(u *pdffile.Update) { u.Put(u.Reserve(), "<</Title"+text+"/Parent 1 0 R>>") }, "publish.residue", "residue.outline"},
		"a note":               {func(u *pdffile.Update) { u.Put(u.Reserve(), "<</Type/Annot/Subtype/Text/Contents"+text+">>") }, "publish.residue", "residue.annotation"},
		"an alternative text":  {func(u *pdffile.Update) { u.Put(u.Reserve(), "<</Type/StructElem/S/P/Alt"+text+">>") }, "publish.residue", "residue.structure"},
		"an attachment's name": {func(u *pdffile.Update) { u.Put(u.Reserve(), "<</Type/Filespec/UF"+text+">>") }, "publish.residue", "residue.attachment"},
		"an attachment":        {func(u *pdffile.Update) { u.Deflate(u.Reserve(), "/Type/EmbeddedFile", []byte(name)) }, "publish.unread", "residue.attachment"},
		"a picture": {func(u *pdffile.Update) {
			u.Stream(u.Reserve(), "/Type/XObject/Subtype/Image/Width 1/Height 1", []byte{0})
		}, "publish.unread", "residue.picture"},
		"a stream that no one draws": {func(u *pdffile.Update) { u.Stream(u.Reserve(), "", []byte("("+name+") Tj")) }, "publish.unread", "residue.elsewhere"},
		"a font's characters": {func(u *pdffile.Update) {
			u.Stream(unicode, "", bytes.Replace(cmap, []byte("endcmap"), []byte("1 beginbfchar <FFF0> <5B5F> endbfchar endcmap"), 1))
		}, "publish.glyphs", "孟"},
	} {
		u, err := pdffile.NewUpdate(r, 1<<16)
		if err != nil {
			t.Fatal(err)
		}
		c.plant(u)
		err = d.SearchCopy(t.Context(), res, file, u.Close())
		if app.Code(err) != c.code {
			t.Errorf("%s: %v", what, err)
			continue
		}
		where := c.where
		if strings.HasPrefix(where, "residue.") {
			where = d.Words.Say(where)
		}
		if said := d.Words.Explain(err); !strings.Contains(said, where) {
			t.Errorf("%s: it does not say where: %s", what, said)
		}
	}

	if err := d.SearchCopy(t.Context(), res, name+"案执行裁定书.pdf", clean); app.Code(err) != "publish.residue" || !strings.Contains(d.Words.Explain(err), d.Words.Say("residue.filename")) {
		t.Error("in the file name:", err)
	}
	open, err := d.Mask(dossier, app.MaskRequest{Profile: mask.Rule2016})
	if err != nil {
		t.Fatal(err)
	}
	leaking, err := d.PublicCopyOf(t.Context(), dossier, open)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.SearchCopy(t.Context(), res, file, leaking); app.Code(err) != "publish.residue" || !strings.Contains(d.Words.Explain(err), d.Words.Say("residue.page")) {
		t.Error("on the page:", err)
	}
	authority, err := trust.NewTrainingAuthority(rand.Reader, "云湖", d.now)
	if err != nil {
		t.Fatal(err)
	}
	person, err := authority.Issue(name, "", d.now.AddDate(-1, 0, 0), d.now.AddDate(1, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	signed, err := signing.Sign(clean, signing.Request{Key: person, Time: d.now, Certify: 2})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.SearchCopy(t.Context(), res, file, signed); app.Code(err) != "publish.residue" || !strings.Contains(d.Words.Explain(err), d.Words.Say("residue.certificate")) {
		t.Error("in a certificate:", err)
	}
}
