package signing

import (
	"slices"

	"shenqian/signing/fault"
	"shenqian/signing/pdffile"
)

// sigFlags: signatures exist, and the file may only be appended to (12.7.2).
const sigFlags = 3

// catalog finds the catalog's object.
func (t *target) catalog() (*pdffile.Indirect, error) {
	ref, ok := t.view.Trailer()["Root"].(pdffile.Reference)
	if o := t.view.Lookup(ref.Number); ok && o.Dict() != nil {
		return o, nil
	}
	return nil, fault.New("pdf.no-catalog")
}

// writeForm sets /SigFlags where it isn't set, and /Perms for a certification.
// A file made for signing has its flags already, and its catalog stays.
func (t *target) writeForm(c edits, r Request, value int) error {
	root, err := t.catalog()
	if err != nil {
		return err
	}
	form := t.view.Dict(root.Dict()["AcroForm"])
	if t.view.Int(form["SigFlags"], 0)&sigFlags != sigFlags {
		c.within(root, "AcroForm")["SigFlags"] = int64(sigFlags)
	}
	if r.Certify != 0 {
		c.within(root, "Perms")["DocMDP"] = pdffile.Reference{Number: value}
	}
	return nil
}

// writeNewField adds an invisible field to the form and to the first page.
// entries are what it has beside: its value and what it shows.
func (t *target) writeNewField(u *pdffile.Update, c edits, name, entries string) error {
	root, err := t.catalog()
	if err != nil {
		return err
	}
	n := u.Reserve()
	u.Put(n, "<</Type/Annot/Subtype/Widget/FT/Sig/F 132/Rect[0 0 0 0]/T"+pdffile.Text(name)+
		"/P "+pdffile.Ref(t.page)+entries+">>")
	self := pdffile.Reference{Number: n}
	form := c.within(root, "AcroForm")
	form["Fields"] = append(slices.Clone(t.view.Array(form["Fields"])), self)
	d := c.edit(t.view.Lookup(t.page))
	d["Annots"] = append(slices.Clone(t.view.Array(d["Annots"])), self)
	return nil
}
