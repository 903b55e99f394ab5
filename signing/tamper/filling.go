package tamper

import (
	"maps"

	"shenqian/signing/pdffile"
)

const filling = "form filling"

// textField is a text field of the form that is its own widget.
func (t *target) textField() int {
	for _, o := range t.view.Array(t.view.Dict(t.view.Catalog()["AcroForm"])["Fields"]) {
		r, ok := o.(pdffile.Reference)
		if d := t.view.Dict(o); ok && d["FT"] == pdffile.Name("Tx") && d["Subtype"] == pdffile.Name("Widget") {
			return r.Number
		}
	}
	return 0
}

// certified reports whether the form may be filled in after the signature.
func (t *target) certified() bool { return t.view.Dict(t.view.Catalog()["Perms"])["DocMDP"] != nil }

// filledWith fills in a text field and does something more.
func filledWith(name string, f func(t *target, u *pdffile.Update, d pdffile.Dict)) attack {
	return attack{filling, name, NotValid, func(t *target) []byte {
		return t.edit(t.textField(), func(u *pdffile.Update, d pdffile.Dict) {
			n := u.Reserve()
			u.Stream(n, "/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<<>>", []byte("BT ET"))
			d["V"], d["AP"] = pdffile.String("900000"), pdffile.Dict{"N": ref(n)}
			f(t, u, d)
		})
	}}
}

// onState is the state in which a button is on.
func onState(button pdffile.Dict) pdffile.Name {
	ap, _ := button["AP"].(pdffile.Dict)
	states, _ := ap["N"].(pdffile.Dict)
	for s := range states {
		if s != "Off" {
			return s
		}
	}
	return "Off"
}

// chosenWith turns the first of the form's radio buttons on and does something
// more.
func chosenWith(name string, f func(t *target, u *pdffile.Update, field pdffile.Dict, buttons []pdffile.Dict)) attack {
	return attack{filling, "a radio button " + name, NotValid, func(t *target) []byte {
		n := t.radio()
		return t.edit(n, func(u *pdffile.Update, d pdffile.Dict) {
			kids := t.view.Array(d["Kids"])
			var buttons []pdffile.Dict
			for _, k := range kids {
				buttons = append(buttons, maps.Clone(t.view.Dict(k)))
			}
			d["V"], buttons[0]["AS"] = onState(buttons[0]), onState(buttons[0])
			f(t, u, d, buttons)
			for i, k := range kids {
				u.Put(k.(pdffile.Reference).Number, pdffile.Format(buttons[i]))
			}
		})
	}}
}

// radio is a field of radio buttons, which have no names of their own.
func (t *target) radio() int {
	for _, o := range t.view.Array(t.view.Dict(t.view.Catalog()["AcroForm"])["Fields"]) {
		r, ok := o.(pdffile.Reference)
		if d := t.view.Dict(o); ok && d["FT"] == pdffile.Name("Btn") && len(t.view.Array(d["Kids"])) > 1 {
			return r.Number
		}
	}
	return 0
}

var fillings = []attack{
	{filling, "where nobody permitted it", NotValid, func(t *target) []byte {
		if t.certified() {
			return nil
		}
		return t.set(t.textField(), "V", pdffile.String("900000"))
	}},
	filledWith("and moved", func(_ *target, _ *pdffile.Update, d pdffile.Dict) { d["Rect"] = ints(0, 0, 595, 842) }),
	filledWith("and shown otherwise", func(_ *target, _ *pdffile.Update, d pdffile.Dict) { d["F"] = int64(2) }),
	filledWith("with an action", func(_ *target, _ *pdffile.Update, d pdffile.Dict) { d["AA"] = pdffile.Dict{"K": script} }),
	filledWith("with a value that is the page", func(t *target, _ *pdffile.Update, d pdffile.Dict) { d["V"] = ref(t.page) }),
	filledWith("with other content", func(t *target, u *pdffile.Update, _ pdffile.Dict) { u.Stream(t.content, "", []byte(overpaint)) }),
	filledWith("drawn by the page's content", func(t *target, u *pdffile.Update, d pdffile.Dict) {
		u.Stream(t.content, "/Subtype/Form/BBox[0 0 9 9]", []byte(overpaint))
		d["AP"] = pdffile.Dict{"N": ref(t.content)}
	}),
	filledWith("with another name", func(_ *target, _ *pdffile.Update, d pdffile.Dict) { d["T"] = pdffile.String("other") }),
	filledWith("of another kind", func(_ *target, _ *pdffile.Update, d pdffile.Dict) { d["FT"] = pdffile.Name("Btn") }),
	filledWith("with a drawing for pressing it", func(t *target, _ *pdffile.Update, d pdffile.Dict) {
		ap, ok := d["AP"].(pdffile.Dict)
		if ok {
			ap["D"] = ref(t.page)
		}
	}),
	chosenWith("with two on", func(_ *target, _ *pdffile.Update, _ pdffile.Dict, buttons []pdffile.Dict) {
		for _, b := range buttons {
			b["AS"] = onState(b)
		}
	}),
	chosenWith("that shows another value", func(_ *target, _ *pdffile.Update, field pdffile.Dict, buttons []pdffile.Dict) {
		field["V"] = onState(buttons[1])
	}),
	chosenWith("that shows nothing", func(_ *target, _ *pdffile.Update, _ pdffile.Dict, buttons []pdffile.Dict) {
		buttons[0]["AS"] = pdffile.Name("Off")
	}),
	chosenWith("with a value that is no button's", func(_ *target, _ *pdffile.Update, field pdffile.Dict, _ []pdffile.Dict) {
		field["V"] = pdffile.Name("Other")
	}),
	chosenWith("with a drawing that was not signed", func(_ *target, u *pdffile.Update, _ pdffile.Dict, buttons []pdffile.Dict) {
		n := u.Reserve()
		u.Stream(n, "/Type/XObject/Subtype/Form/BBox[0 0 20 20]/Resources<<>>", []byte(overpaint))
		buttons[0]["AP"] = pdffile.Dict{"N": pdffile.Dict{onState(buttons[0]): ref(n)}}
	}),
	chosenWith("with a button moved", func(_ *target, _ *pdffile.Update, _ pdffile.Dict, buttons []pdffile.Dict) {
		buttons[0]["Rect"] = ints(0, 0, 595, 842)
	}),
	chosenWith("with a button less", func(_ *target, _ *pdffile.Update, field pdffile.Dict, _ []pdffile.Dict) {
		kids, _ := field["Kids"].(pdffile.Array)
		field["Kids"] = kids[:1]
	}),
	chosenWith("with a button that has an action", func(_ *target, _ *pdffile.Update, _ pdffile.Dict, buttons []pdffile.Dict) {
		buttons[0]["A"] = script
	}),
	chosenWith("made one that nobody fills", func(_ *target, _ *pdffile.Update, field pdffile.Dict, _ []pdffile.Dict) {
		field["Ff"] = int64(49153)
	}),
	filledWith("beside a loose object", func(_ *target, u *pdffile.Update, _ pdffile.Dict) { u.Put(u.Reserve(), "<</Evil 1>>") }),
}
