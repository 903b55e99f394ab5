package tamper

import (
	"bytes"
	"maps"
	"slices"

	"shenqian/signing/pdffile"
)

const evilAnnotation = "evil annotation"

// annotated puts an annotation on the page.
func annotated(name string, d pdffile.Dict, drawn bool) attack {
	return attack{evilAnnotation, name, NotValid, func(t *target) []byte {
		return t.edit(t.page, func(u *pdffile.Update, page pdffile.Dict) {
			a := maps.Clone(d)
			a["Type"] = pdffile.Name("Annot")
			if a["Rect"] == nil {
				a["Rect"] = ints(72, 700, 500, 780)
			}
			if drawn {
				n := u.Reserve()
				u.Stream(n, "/Type/XObject/Subtype/Form/BBox[0 0 428 80]/Resources<<>>", []byte(overpaint))
				a["AP"] = pdffile.Dict{"N": ref(n)}
			}
			n := u.Reserve()
			u.Put(n, pdffile.Format(a))
			page["Annots"] = append(clipped(t.view.Array(page["Annots"])), ref(n))
		})
	}}
}

func name(s string) pdffile.Dict { return pdffile.Dict{"Subtype": pdffile.Name(s)} }

var annotations = []attack{
	annotated("a text over the page", pdffile.Dict{"Subtype": pdffile.Name("FreeText"), "Contents": pdffile.String("900000"), "DA": pdffile.String("/F1 16 Tf")}, true),
	annotated("a stamp over the page", name("Stamp"), true),
	annotated("a white square", pdffile.Dict{"Subtype": pdffile.Name("Square"), "IC": ints(1, 1, 1)}, false),
	annotated("a redaction", name("Redact"), true),
	annotated("a note", pdffile.Dict{"Subtype": pdffile.Name("Text"), "Contents": pdffile.String("void")}, false),
	annotated("a link", pdffile.Dict{"Subtype": pdffile.Name("Link"), "A": pdffile.Dict{"S": pdffile.Name("URI"), "URI": pdffile.String("http://evil.test")}}, false),
	annotated("a watermark", name("Watermark"), true),
	annotated("a form field's widget", pdffile.Dict{
		"Subtype": pdffile.Name("Widget"), "FT": pdffile.Name("Tx"), "T": pdffile.String("sum"), "V": pdffile.String("900000"),
	}, true),
	annotated("something like a signature", pdffile.Dict{
		"Subtype": pdffile.Name("Widget"), "FT": pdffile.Name("Sig"), "T": pdffile.String("president"),
	}, true),
	annotated("an invisible one", pdffile.Dict{"Subtype": pdffile.Name("Text"), "F": int64(2), "Rect": ints(0, 0, 0, 0)}, false),
}

const widget = "signature's widget"

func widgetOf(t *target) int { return t.first().number }

func emptyOf(t *target) int {
	f, _ := t.empty()
	return f.number
}

var widgets = []attack{
	add(widget, "moved", widgetOf, "Rect", ints(10, 700, 210, 760)),
	add(widget, "made as large as the page", widgetOf, "Rect", ints(0, 0, 595, 842)),
	add(widget, "hidden", widgetOf, "F", int64(2)),
	add(widget, "without a drawing", widgetOf, "AP", nil),
	add(widget, "turned", widgetOf, "MK", pdffile.Dict{"R": int64(180)}),
	add(widget, "with an action", widgetOf, "A", script),
	add(widget, "with an action on entering", widgetOf, "AA", pdffile.Dict{"E": script}),
	add(widget, "named anew", widgetOf, "T", pdffile.String("other")),
	add(widget, "without its signature", widgetOf, "V", nil),
	add(widget, "on another layer", widgetOf, "OC", pdffile.Dict{"Type": pdffile.Name("OCG")}),
	{widget, "redrawn", NotValid, func(t *target) []byte {
		return t.edit(t.first().number, func(u *pdffile.Update, d pdffile.Dict) {
			n := u.Reserve()
			u.Stream(n, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<<>>", []byte("0 0 9 9 re f"))
			d["AP"] = pdffile.Dict{"N": ref(n)}
		})
	}},
	{widget, "redrawn in place", NotValid, func(t *target) []byte {
		r, ok := t.view.Dict(t.first().dict["AP"])["N"].(pdffile.Reference)
		if !ok {
			return nil
		}
		return t.update(func(u *pdffile.Update) {
			u.Stream(r.Number, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<<>>", []byte("0 0 9 9 re f"))
		})
	}},
	{widget, "off its page", NotValid, func(t *target) []byte { return t.set(t.page, "Annots", pdffile.Array{}) }},
	{widget, "on its page twice", NotValid, func(t *target) []byte {
		return t.edit(t.page, func(_ *pdffile.Update, d pdffile.Dict) {
			d["Annots"] = append(clipped(t.view.Array(d["Annots"])), ref(t.first().number))
		})
	}},
	{widget, "off the form", NotValid, func(t *target) []byte { return t.set(t.form, "Fields", pdffile.Array{}) }},
	{widget, "the form taken away", NotValid, func(t *target) []byte { return t.set(t.root, "AcroForm", nil) }},
	{widget, "another signature's value", NotValid, func(t *target) []byte {
		return t.set(emptyOf(t), "V", ref(t.first().value.Number))
	}},
	add(widget, "an empty field moved", emptyOf, "Rect", ints(0, 0, 595, 842)),
	add(widget, "an empty field locked", emptyOf, "Lock", pdffile.Dict{"Type": pdffile.Name("SigFieldLock"), "Action": pdffile.Name("All")}),
	{widget, "the signature's dictionary rewritten", NotValid, func(t *target) []byte {
		return t.edit(t.first().value.Number, func(_ *pdffile.Update, d pdffile.Dict) { d["Name"] = pdffile.String("somebody") })
	}},
	{widget, "the certification taken back", NotValid, func(t *target) []byte {
		if t.view.Catalog()["Perms"] == nil {
			return nil
		}
		return t.set(t.root, "Perms", nil)
	}},
}

const dss = "DSS abuse"

// withDSS writes validation data, new or grown by a piece, and something more.
func withDSS(label string, more func(t *target, u *pdffile.Update, root, d pdffile.Dict)) attack {
	return attack{dss, label, NotValid, func(t *target) []byte {
		return t.update(func(u *pdffile.Update) {
			root := maps.Clone(t.view.Lookup(t.root).Dict())
			d := maps.Clone(t.view.Dict(root["DSS"]))
			if d == nil {
				d = pdffile.Dict{"Type": pdffile.Name("DSS")}
			}
			piece := u.Reserve()
			u.Stream(piece, "", []byte("certificate"))
			d["Certs"] = append(clipped(t.view.Array(d["Certs"])), ref(piece))
			at, own := root["DSS"].(pdffile.Reference)
			if !own {
				at = ref(u.Reserve())
				root["DSS"] = at
			}
			was := maps.Clone(root)
			more(t, u, root, d)
			u.Put(at.Number, pdffile.Format(d))
			if !own || !pdffile.Equal(was, root) {
				u.Put(t.root, pdffile.Format(root))
			}
		})
	}}
}

// shrunk is validation data that lose something they had.
func shrunk(label string, key pdffile.Name, f func(t *target, d pdffile.Dict)) attack {
	return attack{dss, label, NotValid, func(t *target) []byte {
		r, ok := t.view.Catalog()["DSS"].(pdffile.Reference)
		if !ok || t.view.Dict(r)[key] == nil {
			return nil
		}
		return t.edit(r.Number, func(_ *pdffile.Update, d pdffile.Dict) { f(t, d) })
	}}
}

var validation = []attack{
	withDSS("with other pages", func(t *target, u *pdffile.Update, root, _ pdffile.Dict) {
		n := u.Reserve()
		u.Put(n, "<</Type/Pages/Count 0/Kids[]>>")
		root["Pages"] = ref(n)
	}),
	withDSS("with a script", func(_ *target, _ *pdffile.Update, root, _ pdffile.Dict) { root["OpenAction"] = script }),
	withDSS("with layers", func(_ *target, _ *pdffile.Update, root, _ pdffile.Dict) { root["OCProperties"] = pdffile.Dict{} }),
	withDSS("with attachments", func(_ *target, _ *pdffile.Update, root, _ pdffile.Dict) { root["Names"] = pdffile.Dict{} }),
	withDSS("with another form", func(_ *target, _ *pdffile.Update, root, _ pdffile.Dict) { root["AcroForm"] = pdffile.Dict{} }),
	withDSS("with other content", func(t *target, u *pdffile.Update, _, _ pdffile.Dict) { u.Stream(t.content, "", []byte(overpaint)) }),
	withDSS("with the page's content as a piece", func(t *target, u *pdffile.Update, _, d pdffile.Dict) {
		u.Stream(t.content, "", []byte(overpaint))
		d["Certs"] = append(clipped(t.view.Array(d["Certs"])), ref(t.content))
	}),
	withDSS("with a stranger's key", func(_ *target, _ *pdffile.Update, _, d pdffile.Dict) { d["AA"] = script }),
	withDSS("with a loose object", func(_ *target, u *pdffile.Update, _, _ pdffile.Dict) { u.Put(u.Reserve(), "<</Evil 1>>") }),
	withDSS("with an extension nobody knows", func(_ *target, _ *pdffile.Update, root, _ pdffile.Dict) {
		root["Extensions"] = pdffile.Dict{"EVIL": pdffile.Dict{"BaseVersion": pdffile.Name("1.7"), "ExtensionLevel": int64(1)}}
	}),
	shrunk("a certificate less", "Certs", func(t *target, d pdffile.Dict) { d["Certs"] = slices.Clone(t.view.Array(d["Certs"]))[1:] }),
	shrunk("no answers", "OCSPs", func(_ *target, d pdffile.Dict) { delete(d, "OCSPs") }),
	shrunk("no entries", "VRI", func(_ *target, d pdffile.Dict) { d["VRI"] = pdffile.Dict{} }),
	{dss, "a piece rewritten", NotValid, func(t *target) []byte {
		list := t.view.Array(t.view.Dict(t.view.Catalog()["DSS"])["Certs"])
		if len(list) == 0 {
			return nil
		}
		r, ok := list[0].(pdffile.Reference)
		if !ok {
			return nil
		}
		return t.update(func(u *pdffile.Update) { u.Stream(r.Number, "", []byte("another")) })
	}},
	{dss, "taken away", NotValid, func(t *target) []byte {
		if t.view.Catalog()["DSS"] == nil {
			return nil
		}
		return t.set(t.root, "DSS", nil)
	}},
	{dss, "a bit of a piece flipped", NotValid, func(t *target) []byte {
		list := t.view.Array(t.view.Dict(t.view.Catalog()["DSS"])["Certs"])
		if len(list) == 0 || !bytes.Contains(t.pdf, []byte("/DocTimeStamp")) {
			return nil
		}
		if r, ok := list[0].(pdffile.Reference); ok {
			return t.object(r.Number)
		}
		return nil
	}},
}
