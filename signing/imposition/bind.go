package imposition

import (
	"time"

	"shenqian/signing/fault"
	"shenqian/signing/pdffile"
)

// Paper is a file and how many copies of it are wanted, 0 meaning one.
type Paper struct {
	PDF    []byte
	Copies int
}

// Drawing draws itself as a form XObject, as typeset's appearances do.
type Drawing interface {
	WriteForm(w pdffile.ObjectWriter, width, height float64) (int, error)
}

// Binding says how papers are put together.
type Binding struct {
	Title, Producer string
	Created         time.Time
	Duplex          bool                   // every copy begins on an odd page
	Number          func(page int) Drawing // nil: pages get no number
}

// mostPages is far more than a court prints at once.
const mostPages = 50_000

const deflateLevel = 6

// Bind makes one file of the papers and says how many pages it has, blank
// ones included.
func Bind(papers []Paper, b Binding) (pdf []byte, pages int, err error) {
	out := &volume{w: pdffile.NewFile(deflateLevel), binding: b}
	catalog, info := out.w.Reserve(), out.w.Reserve()
	out.tree = out.w.Reserve()
	for _, p := range papers {
		if err := out.paper(p); err != nil {
			return nil, 0, err
		}
	}
	if len(out.kids) == 0 {
		return nil, 0, fault.New("pdf.no-page")
	}
	w := out.w
	w.Put(out.tree, pdffile.Format(pdffile.Dict{"Type": pdffile.Name("Pages"), "Kids": refs(out.kids), "Count": int64(len(out.kids))}))
	w.Put(catalog, pdffile.Format(pdffile.Dict{"Type": pdffile.Name("Catalog"), "Pages": ref(out.tree)}))
	date := b.Created.Format("D:20060102150405-07'00'")
	w.Put(info, "<</Title"+pdffile.Text(b.Title)+"/Producer"+pdffile.Text(b.Producer)+"/CreationDate("+date+")/ModDate("+date+")>>")
	return w.Close(catalog, info), len(out.kids), nil
}

// Pages counts the pages of a file.
func Pages(pdf []byte) (int, error) {
	r, err := pdffile.Open(pdf)
	if err != nil {
		return 0, err
	}
	ps, err := r.Latest().Pages()
	return len(ps), err
}

// volume is the file that is being made.
type volume struct {
	w       *pdffile.File
	binding Binding
	tree    int
	kids    []int
}

func (o *volume) paper(p Paper) error {
	r, err := pdffile.Open(p.PDF)
	if err != nil {
		return err
	}
	v := r.Latest()
	if v.Catalog()["OCProperties"] != nil {
		return fault.New("pdf.layers")
	}
	pages, err := v.Pages()
	if err != nil {
		return err
	}
	copies := max(p.Copies, 1)
	if len(o.kids)+(len(pages)+1)*copies > mostPages {
		return fault.New("pdf.too-large", "what", "pages")
	}
	c := &copier{v: v, w: o.w, as: map[int]int{}}
	dicts := make([]pdffile.Dict, len(pages))
	for i := range pages {
		dicts[i] = c.page(&pages[i])
	}
	for range copies {
		if o.binding.Duplex && len(o.kids)%2 == 1 {
			o.add(blank(dicts[0]))
		}
		for _, d := range dicts {
			if err := o.number(d); err != nil {
				return err
			}
		}
	}
	return c.rest()
}

func (o *volume) add(d pdffile.Dict) {
	n := o.w.Reserve()
	d["Type"], d["Parent"] = pdffile.Name("Page"), ref(o.tree)
	o.w.Put(n, pdffile.Format(d))
	o.kids = append(o.kids, n)
}

// blank is the empty back of a leaf, of the same size as the page behind it.
func blank(like pdffile.Dict) pdffile.Dict {
	return pdffile.Dict{"MediaBox": like["MediaBox"], "Resources": pdffile.Dict{}}
}

func ref(n int) pdffile.Reference { return pdffile.Reference{Number: n} }

func refs(ns []int) pdffile.Array {
	a := make(pdffile.Array, len(ns))
	for i, n := range ns {
		a[i] = ref(n)
	}
	return a
}
