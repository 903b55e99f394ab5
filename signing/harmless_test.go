package signing

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"

	"shenqian/signing/pdffile"
	"shenqian/signing/tsp"
)

// stamped adds a document time-stamp in an invisible field of its own. more
// may change the field and the page.
func stamped(t *testing.T, pdf []byte, more func(field, page pdffile.Dict)) []byte {
	t.Helper()
	return stampedBy(t, pdf, more, func(content []byte) []byte { return token(t, content) })
}

func stampedBy(t *testing.T, pdf []byte, more func(field, page pdffile.Dict), get func(content []byte) []byte) []byte {
	t.Helper()
	const room = 6000
	file, err := pdffile.Open(pdf)
	if err != nil {
		t.Fatal(err)
	}
	u, err := pdffile.NewUpdate(file, 4*room)
	if err != nil {
		t.Fatal(err)
	}
	v := file.Latest()
	e := edits{view: v, dicts: map[int]pdffile.Dict{}}
	form, page := e.edit(v.Lookup(oForm)), e.edit(v.Lookup(oPage))
	field, value := u.Reserve(), u.Reserve()
	ref := pdffile.Reference{Number: field}
	form["Fields"] = append(form["Fields"].(pdffile.Array)[:2:2], ref)
	page["Annots"] = append(page["Annots"].(pdffile.Array)[:2:2], ref)
	zero := int64(0)
	d := pdffile.Dict{
		"Type": pdffile.Name("Annot"), "Subtype": pdffile.Name("Widget"), "FT": pdffile.Name("Sig"), "F": int64(132),
		"T": pdffile.String("stamp"), "P": pdffile.Reference{Number: oPage}, "V": pdffile.Reference{Number: value},
		"Rect": pdffile.Array{zero, zero, zero, zero},
	}
	if more != nil {
		more(d, page)
	}
	u.Put(oForm, pdffile.Format(form))
	u.Put(oPage, pdffile.Format(page))
	u.Put(field, pdffile.Format(d))
	head := "<</Type/DocTimeStamp/Filter/Adobe.PPKLite/SubFilter/ETSI.RFC3161/ByteRange"
	at := u.Place(value, head+strings.Repeat(" ", 50)+"/Contents<"+strings.Repeat("0", 2*room)+">>>") + len(head)
	b := u.Close()
	from := at + 50 + len("/Contents")
	to := from + 2*room + 2
	copy(b[at:], fmt.Sprintf("[0 %d %d %d]", from, to, len(b)-to))
	hex.Encode(b[from+1:], get(append(bytes.Clone(b[:from]), b[to:]...)))
	return b
}

// stampedWith is stamped with a token that the caller gets.
func stampedWith(t *testing.T, pdf []byte, get func(content []byte) []byte) []byte {
	t.Helper()
	return stampedBy(t, pdf, nil, get)
}

// token asks the test authority for a time-stamp.
func token(t *testing.T, content []byte) []byte {
	t.Helper()
	tok, err := tsp.Ask(t.Context(), []tsp.Authority{authority(t, "tsa")}, false, 0, content)
	if err != nil {
		t.Fatal(err)
	}
	return tok.DER
}

func TestADocumentTimestampMayFollow(t *testing.T) {
	signed := mustSign(t, paper("裁定"), request("president"))
	out := stamped(t, signed, nil)
	r := mustVerify(t, out)
	if r.Verdict != Valid || !r.Trusted || len(r.Signatures) != 2 {
		t.Fatalf("%+v", r)
	}
	if c := r.Signatures[0].ChangesAfter; len(c) != 1 || c[0].Kind != "timestamp" || !c[0].Permitted {
		t.Errorf("%+v", c)
	}
	if s := r.Signatures[1]; s.Kind != "timestamp" || s.TimeSource != "timestamp" || s.Signer != "Test TSA" || !s.AddsOnlySignature {
		t.Errorf("%+v", s)
	}
	for name, f := range map[string]func(field, page pdffile.Dict){
		"a visible field": func(field, _ pdffile.Dict) { field["Rect"] = pdffile.Array{int64(0), int64(0), int64(9), int64(9)} },
		"an action":       func(field, _ pdffile.Dict) { field["AA"] = pdffile.Dict{} },
		"another page":    func(_, page pdffile.Dict) { page["Rotate"] = int64(90) },
		"an annotation": func(_, page pdffile.Dict) {
			page["Annots"] = append(page["Annots"].(pdffile.Array), pdffile.Dict{"Subtype": pdffile.Name("Square")})
		},
		"one less": func(_, page pdffile.Dict) { page["Annots"] = page["Annots"].(pdffile.Array)[1:] },
	} {
		if r := mustVerify(t, stamped(t, signed, f)); r.Verdict != Modified {
			t.Errorf("%s: %s", name, r.Verdict)
		}
	}
	bad := bytes.Clone(out)
	bad[bytes.LastIndex(bad, []byte("/T <"))+5] ^= 1
	if r := mustVerify(t, bad); r.Verdict == Valid {
		t.Error("a changed file keeps its time-stamp")
	}
}

func TestHarmlessFilesStayValid(t *testing.T) {
	signed := mustSign(t, paper("裁定"), request("president"))
	same := func(pdf []byte, n int) []byte { return edited(t, pdf, n, func(pdffile.Dict) {}) }
	req := request("president")
	req.Appearance = evilForm(func(pdffile.ObjectWriter) {})
	drawn := mustSign(t, paper("裁定"), req)
	certified := request("president")
	certified.Certify = 2
	for name, b := range map[string][]byte{
		"as signed":                 signed,
		"signed with an appearance": drawn,
		"a second signer":           mustSign(t, signed, request("court")),
		"a second signer, visible":  mustSign(t, drawn, request("court")),
		"certified, then signed":    mustSign(t, mustSign(t, paper("裁定"), certified), request("court")),
		"an object written again":   same(signed, oPage),
		"the form written again":    same(signed, oForm),
		"the field written again":   same(signed, oPresident),
		"an update without objects": updated(t, signed, func(*pdffile.Update, pdffile.View) {}),
		"stamped":                   stamped(t, signed, nil),
		"signed after a stamp":      mustSign(t, stamped(t, signed, nil), request("court")),
		"edited before the signature": mustSign(t, edited(t, paper("裁定"), oInfo, func(d pdffile.Dict) {
			d["Title"] = pdffile.String("title")
		}), request("president")),
		"without a last line end": mustSign(t, bytes.TrimSpace(paper("裁定")), request("president")),
		"an object stream's file": mustSign(t, baseForms(t)["stream"], request("president")),
	} {
		if r := mustVerify(t, b); r.Verdict != Valid || !r.Trusted {
			t.Errorf("%s: %s (%s)", name, r.Verdict, r.Reason)
		}
	}
}
