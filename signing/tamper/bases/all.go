package bases

import (
	"bytes"
	"fmt"
	"maps"

	"shenqian/signing"
	"shenqian/signing/pdffile"
)

// sign is one step in the making of a base.
type sign struct {
	key, field string
	level      signing.Level
	certify    int
	seal       bool
	form       signing.Form
}

// made says how a base is made from an unsigned file.
type made struct {
	name  string
	paper func() ([]byte, error)
	signs []sign
}

func plain() ([]byte, error) { return Paper(), nil }

// rewritten is the paper as qpdf writes it.
func rewritten(args ...string) func() ([]byte, error) {
	return func() ([]byte, error) { return qpdf(Paper(), args...) }
}

var all = []made{
	{"B-B RSA", plain, []sign{{key: "rsa", field: "president", seal: true}}},
	{"B-B ECDSA", plain, []sign{{key: "ec", field: "president"}}},
	{"B-B SM2", plain, []sign{{key: "sm2", field: "president"}}},
	{"SM2 by GB/T 35275", plain, []sign{{key: "sm2", field: "president", form: signing.GBT35275}}},
	{"certified P=2", plain, []sign{{key: "rsa", field: "president", certify: 2}}},
	{"B-T", plain, []sign{{key: "rsa", field: "president", level: signing.LevelT}}},
	{"B-LT", plain, []sign{{key: "ec", field: "president", level: signing.LevelLT}}},
	{"B-LTA", plain, []sign{{key: "rsa", field: "president", level: signing.LevelA, seal: true}}},
	{"object streams", rewritten("--object-streams=generate"), []sign{{key: "rsa", field: "president"}}},
	{"linearized", rewritten("--linearize", "--object-streams=disable"), []sign{{key: "rsa", field: "president"}}},
	{"hybrid", Hybrid, []sign{{key: "rsa", field: "president"}}},
	{"two signers", plain, []sign{{key: "rsa", field: "president", seal: true}, {key: "ec", field: "court"}}},
	{"RSA then SM2, certified", plain, []sign{{key: "rsa", field: "president", certify: 2}, {key: "sm2", field: "court"}}},
}

// All makes every base.
func (c *Court) All() ([]Base, error) {
	var out []Base
	for _, m := range all {
		b, err := c.base(m)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", m.name, err)
		}
		out = append(out, b)
	}
	return out, nil
}

func (c *Court) base(m made) (b Base, err error) {
	b.Name = m.name
	if b.PDF, err = m.paper(); err != nil {
		return b, err
	}
	if b.PDF, err = c.signAll(b.PDF, m.signs); err != nil {
		return b, err
	}
	b.Harmless, err = c.harmless(b.PDF, m)
	return b, err
}

func (c *Court) signAll(pdf []byte, signs []sign) (_ []byte, err error) {
	for _, s := range signs {
		if s.level == "" {
			s.level = signing.LevelB
		}
		if pdf, err = c.Sign(pdf, s.key, s.field, s.level, func(r *signing.Request) {
			r.Certify, r.Form = s.certify, s.form
			if s.seal {
				r.Appearance = Seal{}
			}
		}); err != nil {
			return nil, err
		}
	}
	return pdf, nil
}

// harmless are honest steps after the signature, and honest steps before it.
func (c *Court) harmless(pdf []byte, m made) ([]Harmless, error) {
	out := []Harmless{{"as signed", pdf}}
	var failed error
	add := func(name string, b []byte, err error) {
		if err != nil && failed == nil {
			failed = fmt.Errorf("%s: %w", name, err)
		}
		out = append(out, Harmless{name, b})
	}
	then := func(name string, f func(b []byte) ([]byte, error)) {
		b, err := f(pdf)
		add(name, b, err)
	}
	further := func(key, field string, level signing.Level, seal bool) func(b []byte) ([]byte, error) {
		return func(b []byte) ([]byte, error) {
			return c.Sign(b, key, field, level, func(r *signing.Request) {
				if seal {
					r.Appearance = Seal{}
				}
			})
		}
	}
	then("a further signer", further("ec", "clerk", signing.LevelB, false))
	then("a further signer, visible", further("rsa3072", "clerk", signing.LevelB, true))
	then("a further signer with an SM2 key", further("sm2", "clerk", signing.LevelB, true))
	then("a further signer with a time-stamp", further("rsa", "clerk", signing.LevelT, false))
	if !c.national(m) { // revocation of SM2 certificates is not told in openssl's OCSP
		then("validation data", func(b []byte) ([]byte, error) { return c.Extend(b, signing.LevelLT) })
		then("validation data and an archive time-stamp", func(b []byte) ([]byte, error) { return c.Extend(b, signing.LevelA) })
		then("a further signer, then an archive", func(b []byte) ([]byte, error) {
			b, err := further("ec", "clerk", signing.LevelB, true)(b)
			if err != nil {
				return nil, err
			}
			return c.Extend(b, signing.LevelA)
		})
	}
	then("a document time-stamp", func(b []byte) ([]byte, error) { return c.Extend(b, signing.LevelT) })
	if m.signs[0].certify == 2 {
		then("a text filled in", filledIn("sum"))
		then("a box ticked", filledIn("paid"))
		then("a radio button chosen", chosen("Cash"))
		then("another chosen afterwards", func(b []byte) ([]byte, error) {
			b, err := chosen("Cash")(b)
			if err == nil {
				b, err = chosen("Transfer")(b)
			}
			return b, err
		})
		then("a choice made that shows twice", picked)
		then("filled in, then signed", func(b []byte) ([]byte, error) {
			b, err := filledIn("sum")(b)
			if err == nil {
				b, err = further("ec", "clerk", signing.LevelB, true)(b)
			}
			return b, err
		})
	}
	then("an update without objects", func(b []byte) ([]byte, error) { return updated(b, nil) })
	then("a page written again as it was", func(b []byte) ([]byte, error) { return updated(b, pageAgain) })
	for name, change := range map[string]func(*pdffile.Update, pdffile.View){"a title changed": retitled, "an update": nil} {
		p, err := m.paper()
		if err == nil {
			p, err = updated(p, change)
		}
		if err == nil {
			p, err = c.signAll(p, m.signs)
		}
		add(name+" before signing", p, err)
	}
	for name, args := range map[string][]string{
		"qpdf's copy":            {"--object-streams=disable"},
		"qpdf's compressed copy": {"--object-streams=generate", "--recompress-flate"},
		"qpdf's linearized copy": {"--linearize"},
	} {
		p, err := qpdf(Paper(), args...)
		if err == nil {
			p, err = c.signAll(p, m.signs)
		}
		add(name+" signed", p, err)
	}
	p, err := c.signAll(bytes.TrimSpace(Paper()), m.signs)
	add("signed without a last line end", p, err)
	return out, failed
}

func (c *Court) national(m made) bool {
	for _, s := range m.signs {
		if s.key == "sm2" {
			return true
		}
	}
	return false
}

func updated(pdf []byte, f func(u *pdffile.Update, v pdffile.View)) ([]byte, error) {
	file, err := pdffile.Open(pdf)
	if err != nil {
		return nil, err
	}
	u, err := pdffile.NewUpdate(file, 1<<10)
	if err != nil {
		return nil, err
	}
	if f != nil {
		f(u, file.Latest())
	}
	return u.Close(), nil
}

// filledIn fills in a field of Paper's form as viewers do.
func filledIn(name string) func(pdf []byte) ([]byte, error) {
	return func(pdf []byte) ([]byte, error) {
		return updated(pdf, func(u *pdffile.Update, v pdffile.View) {
			for _, o := range v.Array(v.Dict(v.Catalog()["AcroForm"])["Fields"]) {
				ref, ok := o.(pdffile.Reference)
				if !ok || v.String(v.Dict(o)["T"]).Text() != name {
					continue
				}
				d := maps.Clone(v.Dict(o))
				if d["FT"] == pdffile.Name("Btn") {
					d["V"], d["AS"] = pdffile.Name("Yes"), pdffile.Name("Yes")
				} else {
					n := u.Reserve()
					u.Stream(n, "/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<<>>", []byte("/Tx BMC BT ET EMC"))
					d["V"], d["AP"] = pdffile.String("100000"), pdffile.Dict{"N": pdffile.Reference{Number: n}}
				}
				u.Put(ref.Number, pdffile.Format(d))
			}
		})
	}
}

// chosen turns on one of Paper's radio buttons and the others off.
func chosen(state pdffile.Name) func(pdf []byte) ([]byte, error) {
	return func(pdf []byte) ([]byte, error) {
		return updated(pdf, func(u *pdffile.Update, v pdffile.View) {
			n := fieldNamed(v, v.Array(v.Dict(v.Catalog()["AcroForm"])["Fields"]), "how")
			d := maps.Clone(v.Dict(pdffile.Reference{Number: n}))
			d["V"] = state
			u.Put(n, pdffile.Format(d))
			for _, k := range v.Array(d["Kids"]) {
				w := maps.Clone(v.Dict(k))
				w["AS"] = pdffile.Name("Off")
				if v.Dict(v.Dict(w["AP"])["N"])[state] != nil {
					w["AS"] = state
				}
				u.Put(k.(pdffile.Reference).Number, pdffile.Format(w))
			}
		})
	}
}

// picked chooses in Paper's list and draws it in both of its places.
func picked(pdf []byte) ([]byte, error) {
	return updated(pdf, func(u *pdffile.Update, v pdffile.View) {
		above := fieldNamed(v, v.Array(v.Dict(v.Catalog()["AcroForm"])["Fields"]), "place")
		n := fieldNamed(v, v.Array(v.Dict(pdffile.Reference{Number: above})["Kids"]), "of")
		d := maps.Clone(v.Dict(pdffile.Reference{Number: n}))
		d["V"], d["I"] = pdffile.String("south"), pdffile.Array{int64(1)}
		u.Put(n, pdffile.Format(d))
		for _, k := range v.Array(d["Kids"]) {
			drawn := u.Reserve()
			u.Stream(drawn, "/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<<>>", []byte("/Tx BMC BT ET EMC"))
			w := maps.Clone(v.Dict(k))
			w["AP"] = pdffile.Dict{"N": pdffile.Reference{Number: drawn}}
			u.Put(k.(pdffile.Reference).Number, pdffile.Format(w))
		}
	})
}

func fieldNamed(v pdffile.View, fields pdffile.Array, name string) int {
	for _, o := range fields {
		if ref, ok := o.(pdffile.Reference); ok && v.String(v.Dict(o)["T"]).Text() == name {
			return ref.Number
		}
	}
	return 0
}

func pageAgain(u *pdffile.Update, v pdffile.View) {
	kids := v.Array(v.Dict(v.Catalog()["Pages"])["Kids"])
	ref, ok := kids[0].(pdffile.Reference)
	if ok {
		u.Put(ref.Number, pdffile.Format(v.Lookup(ref.Number).Value))
	}
}

func retitled(u *pdffile.Update, v pdffile.View) {
	if ref, ok := v.Trailer()["Info"].(pdffile.Reference); ok {
		u.Put(ref.Number, "<</Title(another)>>")
	}
}
