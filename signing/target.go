package signing

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"shenqian/signing/fault"
	"shenqian/signing/pdffile"
)

// target is the place in a document where a signature goes.
type target struct {
	view   pdffile.View
	field  *sigField // nil for a new field
	name   string
	lock   pdffile.Object
	page   int // of a new field
	taken  []*sigField
	signed bool // the document bears a signature already
	// reserved is an invisible field to be added empty, "" for none.
	reserved string
}

// findTarget finds the field and asks whether it may be signed.
func findTarget(file *pdffile.Reader, r Request) (*target, error) {
	v := file.Latest()
	if v.Catalog() == nil {
		return nil, fault.New("pdf.no-catalog")
	}
	fields, err := sigFields(v)
	if err != nil {
		return nil, err
	}
	t := &target{view: v, name: r.Field, taken: fields}
	for _, f := range fields {
		if f.value() != nil {
			t.signed = true
		}
		if r.Field != "" && f.name == r.Field && (t.field == nil || t.field.value() != nil) {
			t.field = f
		}
	}
	if err := t.permitted(r); err != nil {
		return nil, err
	}
	switch {
	case r.Field == "":
		err = t.newField("Signature")
	case t.field == nil:
		err = fault.New("sign.no-field", "field", r.Field)
	case t.field.value() != nil:
		err = fault.New("sign.filled", "field", r.Field)
	default:
		t.lock = t.field.field.Dict()["Lock"]
	}
	if err == nil && r.second != nil {
		err = t.findSecond(r.second)
	}
	return t, err
}

// permitted asks the signatures that are there: a certification with P=1
// forbids everything, one with P=2 new fields, and a lock its own fields.
func (t *target) permitted(r Request) error {
	p := certification(t.view)
	switch {
	case p == 1:
		return fault.New("sign.certified-final")
	case p != 0 && r.Field == "":
		return fault.New("sign.certified-no-new-field")
	case r.Certify != 0 && t.signed:
		return fault.New("sign.certify-first")
	}
	if r.Field != "" && lockedBy(t.view, t.taken, r.Field) {
		return fault.New("sign.locked", "field", r.Field)
	}
	return nil
}

// certification is the DocMDP level in force (12.8.2.2), 0 without one.
func certification(v pdffile.View) int64 {
	perms := v.Dict(v.Catalog()["Perms"])
	sig := v.Dict(perms["DocMDP"])
	if sig == nil {
		return 0
	}
	for _, o := range v.Array(sig["Reference"]) {
		ref := v.Dict(o)
		if v.Name(ref["TransformMethod"]) == "DocMDP" {
			return v.Int(v.Dict(ref["TransformParams"])["P"], 2)
		}
	}
	return 1 // it certifies and does not say what it leaves open
}

// lockedBy reports whether a signature in one of the fields closes the named
// field (12.8.2.4).
func lockedBy(v pdffile.View, fields []*sigField, name string) bool {
	for _, f := range fields {
		for _, o := range v.Array(v.Dict(f.value())["Reference"]) {
			ref := v.Dict(o)
			if v.Name(ref["TransformMethod"]) != "FieldMDP" {
				continue
			}
			p := v.Dict(ref["TransformParams"])
			listed, within := false, false
			for _, o := range v.Array(p["Fields"]) {
				text := v.String(o).Text()
				listed = listed || text == name
				within = within || strings.HasPrefix(name, text+".") // of a field named
			}
			switch v.Name(p["Action"]) {
			case "Include":
				if listed || within {
					return true
				}
			case "Exclude":
				if !listed {
					return true
				}
			default: // All, and whatever we do not know
				return true
			}
		}
	}
	return false
}

// newField chooses a free name and the first page.
func (t *target) newField(prefix string) error {
	t.name = t.freeName(prefix)
	return t.firstPage()
}

// freeName is the prefix with a number that no field has, nor any of but.
func (t *target) freeName(prefix string, but ...string) string {
	used := map[string]bool{}
	for _, f := range t.taken {
		used[f.name] = true
	}
	for _, name := range but {
		used[name] = true
	}
	for i := 1; ; i++ {
		if name := prefix + strconv.Itoa(i); !used[name] {
			return name
		}
	}
}

func (t *target) firstPage() error {
	var node pdffile.Object = t.view.Catalog()["Pages"]
	for range 64 {
		d := t.view.Dict(node)
		if ref, ok := node.(pdffile.Reference); ok && t.view.Name(d["Type"]) == "Page" {
			t.page = ref.Number
			return nil
		}
		kids := t.view.Array(d["Kids"])
		if len(kids) == 0 {
			break
		}
		node = kids[0]
	}
	return fault.New("pdf.no-page")
}

// emptyForm is what shows nothing.
func emptyForm(u *pdffile.Update, width, height float64) int {
	n := u.Reserve()
	u.Stream(n, fmt.Sprintf("/Type/XObject/Subtype/Form/BBox[0 0 %s %s]/Resources<<>>", pdffile.Format(width), pdffile.Format(height)), nil)
	return n
}

// write puts everything but the signature dictionary itself into the update
// and returns the number reserved for that.
func (t *target) write(u *pdffile.Update, r Request) (value int, err error) {
	var width, height float64
	if t.field != nil {
		width, height = t.field.rect(t.view)
	}
	form := 0
	if r.Appearance != nil && width > 0 && height > 0 {
		if form, err = r.Appearance.WriteForm(u, width, height); err != nil {
			return 0, err
		}
	} else {
		form = emptyForm(u, width, height)
	}
	value = u.Reserve()
	objects := edits{view: t.view, dicts: map[int]pdffile.Dict{}}
	ap := pdffile.Dict{"N": pdffile.Reference{Number: form}}
	if t.field != nil {
		objects.edit(t.field.field)["V"] = pdffile.Reference{Number: value}
		w := objects.edit(t.field.widget)
		w["AP"] = ap
		if w["F"] == nil {
			w["F"] = int64(132) // Print and Locked
		}
	} else if err := t.writeNewField(u, objects, t.name, "/V "+pdffile.Ref(value)+"/AP"+pdffile.Format(ap)); err != nil {
		return 0, err
	}
	if t.reserved != "" {
		blank := pdffile.Dict{"N": pdffile.Reference{Number: emptyForm(u, 0, 0)}} // PDF/A wants one already
		if err := t.writeNewField(u, objects, t.reserved, "/AP"+pdffile.Format(blank)); err != nil {
			return 0, err
		}
	}
	if err := t.writeForm(objects, r, value); err != nil {
		return 0, err
	}
	for _, n := range slices.Sorted(maps.Keys(objects.dicts)) {
		u.Put(n, pdffile.Format(objects.dicts[n]))
	}
	return value, nil
}
