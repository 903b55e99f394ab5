package pdfa

import (
	"shenqian/signing/pdffile"
)

// walker reads the content of a page and of the forms it draws.
type walker struct {
	c     *checker
	page  *page
	forms map[int]bool
}

func (w *walker) form(n int, s *pdffile.Stream, outer pdffile.Dict) {
	if w.forms[n] {
		return
	}
	w.forms[n] = true
	if w.c.v.Dict(s.Dict["Group"])["S"] == pdffile.Name("Transparency") {
		w.page.blends = true
	}
	b, err := w.c.v.Decode(s)
	if err != nil {
		w.c.badOps = append(w.c.badOps, n)
		return
	}
	res := w.c.v.Dict(s.Dict["Resources"])
	if res == nil && len(b) > 0 { // 6.2.2: resources must be the form's own
		w.c.noRes = append(w.c.noRes, n)
		res = outer
	}
	w.run(n, b, res)
}

// operators of ISO 32000-1, table A.1.
var operators = func() map[string]bool {
	m := map[string]bool{}
	for _, op := range []string{
		"b", "B", "b*", "B*", "BDC", "BMC", "BT", "BX", "c", "cm", "CS", "cs", "d", "d0", "d1", "Do", "DP", "EI",
		"EMC", "ET", "EX", "f", "F", "f*", "G", "g", "gs", "h", "i", "j", "J", "K", "k", "l", "m", "M", "MP", "n", "q",
		"Q", "re", "RG", "rg", "ri", "s", "S", "SC", "sc", "SCN", "scn", "sh", "T*", "Tc", "Td", "TD", "Tf", "Tj", "TJ",
		"TL", "Tm", "Tr", "Ts", "Tw", "Tz", "v", "w", "W", "W*", "y", "'", "\"",
	} {
		m[op] = true
	}
	return m
}()

func (w *walker) run(n int, content []byte, res pdffile.Dict) {
	c := w.c
	var font *fontUse
	depth, mode := 0, int64(0)
	saved := []*fontUse{}
	err := pdffile.Content(content, func(op string, args []pdffile.Object) error {
		if !operators[op] {
			c.badOps = append(c.badOps, n)
		}
		last := pdffile.Object(nil)
		if len(args) > 0 {
			last = args[len(args)-1]
		}
		switch op {
		case "q":
			depth++
			c.deepest[n] = max(c.deepest[n], depth)
			saved = append(saved, font)
		case "Q":
			if depth--; depth < 0 {
				c.badOps = append(c.badOps, n)
				depth = 0
			} else {
				font, saved = saved[len(saved)-1], saved[:len(saved)-1]
			}
		case "g", "G":
			c.device("DeviceGray", n)
		case "rg", "RG":
			c.device("DeviceRGB", n)
		case "k", "K":
			c.device("DeviceCMYK", n)
		case "cs", "CS":
			name, _ := last.(pdffile.Name)
			w.space(name, res, n)
		case "Tr":
			mode, _ = last.(int64)
		case "Tf":
			if len(args) == 2 {
				font = c.font(c.v.Dict(res["Font"]), args[0])
			}
		case "Tj", "TJ", "'", "\"":
			if font != nil {
				font.show(c, last, mode != 3)
			}
		case "gs":
			name, _ := last.(pdffile.Name)
			w.state(c.v.Dict(c.v.Dict(res["ExtGState"])[name]))
		case "Do":
			name, _ := last.(pdffile.Name)
			o := c.v.Dict(res["XObject"])[name]
			if s, ok := c.v.Resolve(o).(*pdffile.Stream); ok {
				w.draw(number(o), s, res)
			}
		}
		return nil
	})
	if err != nil {
		c.badOps = append(c.badOps, n)
	}
}

func (w *walker) draw(n int, s *pdffile.Stream, res pdffile.Dict) {
	switch w.c.v.Name(s.Dict["Subtype"]) {
	case "Form":
		w.form(n, s, res)
	case "Image":
		if s.Dict["SMask"] != nil {
			w.page.blends = true
		}
		w.space(w.c.v.Name(s.Dict["ColorSpace"]), res, n)
	}
}

// space notes a device colour space named as such.
func (w *walker) space(name pdffile.Name, res pdffile.Dict, n int) {
	switch name {
	case "DeviceGray", "DeviceRGB", "DeviceCMYK":
		w.c.device(name, n)
	default:
		o := w.c.v.Resolve(w.c.v.Dict(res["ColorSpace"])[name])
		if a, ok := o.(pdffile.Array); ok && len(a) > 1 && w.c.v.Name(a[0]) == "Indexed" {
			o = w.c.v.Resolve(a[1])
		}
		if base, ok := o.(pdffile.Name); ok && base != name {
			w.space(base, nil, n)
		}
	}
}

func (w *walker) state(d pdffile.Dict) {
	for _, k := range []pdffile.Name{"ca", "CA"} {
		if a, ok := w.c.v.Number(d[k]); ok && a < 1 {
			w.page.blends = true
		}
	}
	if m := w.c.v.Name(d["BM"]); m != "" && m != "Normal" && m != "Compatible" {
		w.page.blends = true
	}
	if w.c.v.Dict(d["SMask"]) != nil {
		w.page.blends = true
	}
}

func (c *checker) device(name pdffile.Name, n int) {
	if _, ok := c.devices[name]; !ok {
		c.devices[name] = n
	}
}

func (c *checker) font(fonts pdffile.Dict, name pdffile.Object) *fontUse {
	key, _ := name.(pdffile.Name)
	o := fonts[key]
	d := c.v.Dict(o)
	if d == nil {
		return nil
	}
	n := number(o)
	at := n
	if n == 0 { // within its resources: each use is one of its own
		at = -1 - len(c.fonts)
	}
	f := c.fonts[at]
	if f == nil {
		f = &fontUse{number: n, dict: d, codes: map[int]bool{}}
		c.fonts[at] = f
	}
	return f
}

// show notes the codes of a text-showing operator: two bytes each in a
// composite font, else one.
func (f *fontUse) show(c *checker, o pdffile.Object, visible bool) {
	f.shown = f.shown || visible
	switch o := o.(type) {
	case pdffile.Array:
		for _, e := range o {
			f.show(c, e, visible)
		}
	case pdffile.String:
		if c.v.Name(f.dict["Subtype"]) != "Type0" {
			for _, b := range o {
				f.codes[int(b)] = true
			}
			return
		}
		for i := 0; i+1 < len(o); i += 2 {
			f.codes[int(o[i])<<8|int(o[i+1])] = true
		}
	}
}
