package samepages

import (
	"slices"

	"shenqian/signing/fault"
	"shenqian/signing/pdffile"
)

// operation is an operator with its operands.
type operation struct {
	op   string
	args []pdffile.Object
}

// drawing compares the content of a page, or of a form on it.
type drawing struct {
	*comparison
	page  int
	depth int
}

// content compares what two pages draw; nil if it is the same.
func (c *comparison) content(i int) *fault.Error {
	a, b := &c.a.pages[i], &c.b.pages[i]
	page := itoa(i + 1)
	before, err := c.a.Content(a)
	if err == nil {
		var after []byte
		if after, err = c.b.Content(b); err == nil {
			d := &drawing{c, i + 1, 0}
			return d.contents(before, after, c.a.Dict(a.Inherited("Resources")), c.b.Dict(b.Inherited("Resources")))
		}
	}
	return fault.Wrap(err, "pdf.differs-unread", "page", page)
}

func (d *drawing) contents(before, after []byte, resA, resB pdffile.Dict) *fault.Error {
	page := itoa(d.page)
	x, err := d.operations(before)
	if err != nil {
		return fault.Wrap(err, "pdf.differs-unread", "page", page)
	}
	y, err := d.operations(after)
	if err != nil {
		return fault.Wrap(err, "pdf.differs-unread", "page", page)
	}
	if len(x) != len(y) && d.depth == 0 {
		x, y = unwrapped(x), unwrapped(y)
	}
	for _, k := range []pdffile.Name{"DefaultGray", "DefaultRGB", "DefaultCMYK"} { // in force unnamed (8.6.5.6)
		if !d.equal.objects(d.a.Dict(resA["ColorSpace"])[k], d.b.Dict(resB["ColorSpace"])[k], 0) {
			return fault.New("pdf.differs-drawing", "page", page)
		}
	}
	for i := range max(len(x), len(y)) {
		if i >= len(x) || i >= len(y) || x[i].op != y[i].op || len(x[i].args) != len(y[i].args) {
			return d.changed()
		}
		if f := d.operation(x[i], y[i], resA, resB); f != nil {
			return f
		}
	}
	return nil
}

func (d *drawing) operations(b []byte) (ops []operation, err error) {
	err = pdffile.Content(b, func(op string, args []pdffile.Object) error {
		if d.equal.left--; d.equal.left < 0 {
			return fault.New("pdf.too-large", "what", "operators")
		}
		ops = append(ops, operation{op, slices.Clone(args)})
		return nil
	})
	return ops, err
}

// unwrapped takes off what a system adds around a page that it opens and
// leaves as it is: a save and restore around everything, or around nothing.
func unwrapped(ops []operation) []operation {
	var out []operation
	for _, o := range ops {
		if n := len(out); o.op == "Q" && n > 0 && out[n-1].op == "q" {
			out = out[:n-1]
			continue
		}
		out = append(out, o)
	}
	for wrapped(out) {
		out = out[1 : len(out)-1]
	}
	return out
}

func wrapped(ops []operation) bool {
	open := 0
	for i, o := range ops {
		switch o.op {
		case "q":
			open++
		case "Q":
			open--
		}
		if open <= 0 {
			return i > 0 && i == len(ops)-1 && open == 0 && o.op == "Q"
		}
	}
	return false
}
