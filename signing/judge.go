package signing

import (
	"slices"

	"shenqian/signing/pdffile"
)

// What a revision may do after a signature (ISO 32000-1, 12.8.2.2, table 254,
// read narrowly): fill a signature field that was empty, fill the form of a
// file certified so, and add validation data (ISO 32000-2, 12.8.4.3). Every object that the revision defines or sets
// free must be accounted for by one of these; the rest is not permitted,
// whether or not it can be seen.

// judge lists what revision j changed.
func (d *document) judge(j int) []Change {
	if done, ok := d.judged[j]; ok {
		return done
	}
	a := &audit{d: d, j: j, rev: d.file.Revisions[j], next: d.file.At(j), allowed: map[int]bool{}}
	if j > 0 {
		a.prev = d.file.At(j - 1)
		a.run()
	}
	d.judged[j] = a.changes
	return a.changes
}

// addsOnly reports whether a signature's own update holds nothing but it, its
// field's value and appearance, and invisible fields for it or one to follow.
func (d *document) addsOnly(j int) bool {
	if j == 0 {
		return true
	}
	a := &audit{d: d, j: j, rev: d.file.Revisions[j], prev: d.file.At(j - 1), next: d.file.At(j), allowed: map[int]bool{}, own: true}
	a.run()
	return !slices.ContainsFunc(a.changes, func(c Change) bool { return !c.Permitted })
}

// audit accounts for the objects of one revision.
type audit struct {
	d          *document
	j          int
	rev        *pdffile.Revision
	prev, next pdffile.View
	allowed    map[int]bool
	added      pdffile.Array // new invisible fields of time-stamps
	changes    []Change
	own        bool // asked about a signature's own update
}

func (a *audit) add(kind string, permitted bool, c Change) {
	c.Kind, c.Permitted, c.Revision = kind, permitted, a.j+1
	a.changes = append(a.changes, c)
}

func (a *audit) run() {
	if len(a.rev.Stray) > 0 || a.rev.Form == pdffile.Hybrid {
		a.add("stray", false, Change{})
	}
	if !a.sameTrailer() {
		a.add("trailer", false, Change{})
	}
	for _, s := range a.d.sigs {
		if s.revision == a.j {
			a.signed(s)
		}
	}
	if a.own {
		a.ownFields()
	}
	a.filled()
	a.annots()
	a.catalog()
	a.containers()
	for _, n := range a.rev.Numbers() {
		o, _ := a.rev.Defines(n)
		old := a.prev.Lookup(n)
		switch {
		case a.allowed[n]:
		case o == nil && old == nil:
		case o == nil:
			a.add("deleted", false, Change{Object: n})
		case old != nil && old.Generation == o.Generation && pdffile.Equal(old.Value, o.Value):
			// The same once more.
		default:
			a.add("object", false, Change{Object: n})
		}
	}
}

// sameTrailer: the document's roots must stay; only what describes the file's
// own structure may differ.
func (a *audit) sameTrailer() bool {
	p, n := a.prev.Trailer(), a.next.Trailer()
	for _, k := range []pdffile.Name{"Root", "Info"} {
		if !pdffile.Equal(p[k], n[k]) {
			return false
		}
	}
	// A smaller /Size hides objects from some readers and not from others.
	if a.rev.Size() < a.d.file.Revisions[a.j-1].Size() {
		return false
	}
	was, is := a.prev.Array(p["ID"]), a.next.Array(n["ID"])
	if len(was) > 0 && (len(is) == 0 || !pdffile.Equal(was[0], is[0])) {
		return false
	}
	return true
}

// signed accounts for a signature that came with this revision.
func (a *audit) signed(s *signature) {
	kind := "signature"
	if s.stamp {
		kind = "timestamp"
	}
	if !s.holds || s.object == nil {
		return
	}
	fields, err := sigFields(a.prev)
	if err != nil {
		return
	}
	i := slices.IndexFunc(fields, func(f *sigField) bool { return f.field.Number == s.field.field.Number })
	if i < 0 && s.stamp && a.newStamp(s) {
		a.add(kind, true, Change{Field: s.report.Field})
		return
	}
	if i < 0 || fields[i].value() != nil || a.forbidden(fields, fields[i].name, s.stamp) {
		return
	}
	before := fields[i]
	now := a.field(s)
	if now == nil || now.name != before.name || now.widget.Number != before.widget.Number {
		return
	}
	if now.field.Number != now.widget.Number && !onlyDiffer(before.field.Dict(), now.field.Dict(), "V") {
		return
	}
	if now.field.Number == now.widget.Number {
		if !onlyDiffer(before.widget.Dict(), now.widget.Dict(), "V", "AP", "F") {
			return
		}
	} else if !onlyDiffer(before.widget.Dict(), now.widget.Dict(), "AP", "F") {
		return
	}
	if before.widget.Dict()["F"] != nil && !pdffile.Equal(before.widget.Dict()["F"], now.widget.Dict()["F"]) {
		return
	}
	if !s.direct && !a.fresh(now.value()) {
		return
	}
	a.allowed[now.field.Number], a.allowed[now.widget.Number] = true, true
	a.claim(now.widget.Dict()["AP"])
	a.claim(now.value())
	a.add(kind, true, Change{Field: s.report.Field})
}

// field is the signature's field as this revision left it.
func (a *audit) field(s *signature) *sigField {
	fields, err := sigFields(a.next)
	if err != nil {
		return nil
	}
	for _, f := range fields {
		if f.field.Number == s.field.field.Number {
			ref, ok := f.value().(pdffile.Reference)
			if ok && !s.direct && ref.Number == s.object.Number {
				return f
			}
			if _, ok := f.value().(pdffile.Dict); ok && s.direct {
				return f
			}
		}
	}
	return nil
}

// forbidden asks the signatures before this revision whether the field may
// still be signed.
func (a *audit) forbidden(fields []*sigField, name string, stamp bool) bool {
	return !stamp && certification(a.prev) == 1 || lockedBy(a.prev, fields, name)
}

// onlyDiffer reports whether two dictionaries are equal but for some keys.
func onlyDiffer(a, b pdffile.Dict, except ...pdffile.Name) bool {
	for k, v := range a {
		if w, ok := b[k]; !slices.Contains(except, k) && (!ok || !pdffile.Equal(v, w)) {
			return false
		}
	}
	for k := range b {
		if _, ok := a[k]; !ok && !slices.Contains(except, k) {
			return false
		}
	}
	return true
}
