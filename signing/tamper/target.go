package tamper

import (
	"bytes"
	"maps"
	"slices"
	"time"

	"shenqian/signing/keys"
	"shenqian/signing/pdffile"
)

// target is the signed file and the places where it can be attacked.
type target struct {
	pdf      []byte
	file     *pdffile.Reader
	view     pdffile.View
	root     int
	info     int
	form     int // 0 if the form is no object of its own
	page     int // the first page
	content  int // its first content stream
	font     int // its first font
	fields   []field
	sigs     []sig
	stranger *keys.Credential
	at       time.Time
	err      error // an attack that could not be built
}

// field is a signature field that is its own widget.
type field struct {
	number int
	name   string
	dict   pdffile.Dict
}

// sig is a filled signature field, in order of the revisions.
type sig struct {
	field
	value    *pdffile.Indirect
	revision int // that the value came with
	contents pdffile.Span
	stamp    bool
}

func open(pdf []byte, stranger *keys.Credential, at time.Time) (*target, error) {
	file, err := pdffile.Open(pdf)
	if err != nil {
		return nil, err
	}
	t := &target{pdf: pdf, file: file, view: file.Latest(), stranger: stranger, at: at}
	number := func(o pdffile.Object) int {
		ref, _ := o.(pdffile.Reference)
		return ref.Number
	}
	trailer, catalog := t.view.Trailer(), t.view.Catalog()
	t.root, t.info, t.form = number(trailer["Root"]), number(trailer["Info"]), number(catalog["AcroForm"])
	pages := t.view.Dict(catalog["Pages"])
	for depth := 0; depth < 16 && len(t.view.Array(pages["Kids"])) > 0; depth++ {
		t.page = number(t.view.Array(pages["Kids"])[0])
		pages = t.view.Dict(pdffile.Reference{Number: t.page})
	}
	t.content = number(pages["Contents"])
	if list := t.view.Array(pages["Contents"]); len(list) > 0 {
		t.content = number(list[0])
	}
	named := t.view.Dict(t.view.Dict(pages["Resources"])["Font"])
	for _, name := range slices.Sorted(maps.Keys(named)) {
		t.font = number(named[name])
		break
	}
	t.fieldsOf(catalog)
	return t, nil
}

func (t *target) fieldsOf(catalog pdffile.Dict) {
	for _, o := range t.view.Array(t.view.Dict(catalog["AcroForm"])["Fields"]) {
		ref, ok := o.(pdffile.Reference)
		d := t.view.Dict(o)
		if !ok || t.view.Name(d["FT"]) != "Sig" {
			continue
		}
		f := field{ref.Number, t.view.String(d["T"]).Text(), d}
		t.fields = append(t.fields, f)
		value, ok := d["V"].(pdffile.Reference)
		if !ok {
			continue
		}
		s := sig{field: f, value: t.view.Lookup(value.Number), revision: t.view.DefinedIn(value.Number)}
		span, err := t.file.ValueSpan(s.value, "Contents")
		if err != nil {
			continue
		}
		s.contents = span
		s.stamp = t.view.Name(s.value.Dict()["SubFilter"]) == "ETSI.RFC3161"
		t.sigs = append(t.sigs, s)
	}
	slices.SortFunc(t.sigs, func(a, b sig) int { return a.revision - b.revision })
}

// first is the first signature of a person, last the last signature of all.
func (t *target) first() sig {
	for _, s := range t.sigs {
		if !s.stamp {
			return s
		}
	}
	return t.sigs[0]
}

func (t *target) last() sig { return t.sigs[len(t.sigs)-1] }

// empty is a visible signature field that nobody signed.
func (t *target) empty() (field, bool) {
	for _, f := range t.fields {
		r := t.view.Array(f.dict["Rect"])
		if f.dict["V"] == nil && len(r) == 4 && !pdffile.Equal(r[0], r[2]) {
			return f, true
		}
	}
	return field{}, false
}

// upTo is the file as revision j left it.
func (t *target) upTo(j int) []byte {
	return bytes.Clone(t.pdf[:t.file.Revisions[j].Length])
}

// flip returns a copy of the file with one byte changed.
func (t *target) flip(i int, bit byte) []byte {
	b := bytes.Clone(t.pdf)
	b[i] ^= bit
	return b
}

// swap puts a piece of the same length in place of the last such piece.
func (t *target) swap(old, with string) []byte {
	i := bytes.LastIndex(t.pdf, []byte(old))
	if i < 0 || len(old) != len(with) {
		return nil
	}
	b := bytes.Clone(t.pdf)
	copy(b[i:], with)
	return b
}

// update appends an honest incremental update with dishonest objects.
func (t *target) update(f func(u *pdffile.Update)) []byte {
	return t.updateOf(t.pdf, func(u *pdffile.Update, _ pdffile.View) { f(u) })
}

func (t *target) updateOf(pdf []byte, f func(u *pdffile.Update, v pdffile.View)) []byte {
	file, err := pdffile.Open(pdf)
	if err != nil {
		t.err = err
		return nil
	}
	u, err := pdffile.NewUpdate(file, 4<<10)
	if err != nil {
		t.err = err
		return nil
	}
	f(u, file.Latest())
	return u.Close()
}

// edit rewrites one dictionary in an update.
func (t *target) edit(n int, f func(u *pdffile.Update, d pdffile.Dict)) []byte {
	if n == 0 || t.view.Lookup(n).Dict() == nil {
		return nil
	}
	return t.update(func(u *pdffile.Update) { t.rewrite(u, n, f) })
}

// rewrite puts a dictionary, changed, into an update. A stream keeps its data.
func (t *target) rewrite(u *pdffile.Update, n int, f func(u *pdffile.Update, d pdffile.Dict)) {
	o := t.view.Lookup(n)
	d := maps.Clone(o.Dict())
	f(u, d)
	if s, ok := o.Value.(*pdffile.Stream); ok {
		delete(d, "Length")
		text := pdffile.Format(d)
		u.Stream(n, text[2:len(text)-2], s.Raw)
		return
	}
	u.Put(n, pdffile.Format(d))
}

// set is edit of one key.
func (t *target) set(n int, key pdffile.Name, value pdffile.Object) []byte {
	return t.edit(n, func(_ *pdffile.Update, d pdffile.Dict) { d[key] = value })
}

func ints(n ...int64) pdffile.Array {
	a := make(pdffile.Array, len(n))
	for i, v := range n {
		a[i] = v
	}
	return a
}

func ref(n int) pdffile.Reference { return pdffile.Reference{Number: n} }

const overpaint = "1 g 0 0 595 842 re f 0 g"
