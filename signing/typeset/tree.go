package typeset

import (
	"fmt"
	"strconv"
	"strings"

	"shenqian/signing/pdffile"
)

// tree is the structure tree (ISO 32000-1, 14.7 and 14.8): Document over
// headings, paragraphs, tables and form fields in reading order. Page numbers,
// rules and repeated table headers are artifacts and have no place in it.
type tree struct {
	elems []elem
	marks [][]int // page from 0 → marked-content id → element
}

type elem struct {
	kind   string
	parent int
	kids   []int
	parts  [][2]int // page from 0, marked-content id
	span   int      // of a table cell
	object int      // annotation
	page   int      // of the annotation
	alt    string
	key    int // parent-tree key of the annotation
}

const documentElem = 0

func newTree() tree { return tree{elems: []elem{{kind: "Document", parent: -1}}} }

func (t *tree) add(kind string, parent int) int {
	n := len(t.elems)
	t.elems = append(t.elems, elem{kind: kind, parent: parent})
	t.elems[parent].kids = append(t.elems[parent].kids, n)
	return n
}

// mark gives element e a piece of content on a page and returns its id.
func (t *tree) mark(e, page int) int {
	for len(t.marks) <= page {
		t.marks = append(t.marks, nil)
	}
	id := len(t.marks[page])
	t.marks[page] = append(t.marks[page], e)
	t.elems[e].parts = append(t.elems[e].parts, [2]int{page, id})
	return id
}

// annotation makes e the element of an annotation. The parent tree's keys of
// annotations follow those of the pages.
func (t *tree) annotation(e, object, page, key int, alt string) {
	x := &t.elems[e]
	x.object, x.page, x.key, x.alt = object, page, key, alt
}

// write writes the tree and returns the number of its root. page holds the
// page objects, next is the first unused key of the parent tree.
func (t *tree) write(w pdffile.ObjectWriter, page []int, next int) int {
	root := w.Reserve()
	ids := make([]int, len(t.elems))
	for i := range t.elems {
		ids[i] = w.Reserve()
	}
	var nums strings.Builder
	for p := range page {
		fmt.Fprintf(&nums, "%d[", p)
		if p < len(t.marks) {
			for i, e := range t.marks[p] {
				if i > 0 {
					nums.WriteByte(' ')
				}
				nums.WriteString(pdffile.Ref(ids[e]))
			}
		}
		nums.WriteByte(']')
	}
	for i := range t.elems {
		e := &t.elems[i]
		parent := root
		if e.parent >= 0 {
			parent = ids[e.parent]
		}
		w.Put(ids[i], e.body(parent, ids, page))
		if e.object != 0 {
			fmt.Fprintf(&nums, "%d %s ", e.key, pdffile.Ref(ids[i]))
		}
	}
	w.Put(root, "<</Type/StructTreeRoot/K "+pdffile.Ref(ids[documentElem])+
		"/ParentTree<</Nums["+nums.String()+"]>>/ParentTreeNextKey "+strconv.Itoa(next)+">>")
	return root
}

func (e *elem) body(parent int, ids, page []int) string {
	var b strings.Builder
	b.WriteString("<</Type/StructElem/S/" + e.kind + "/P " + pdffile.Ref(parent))
	if e.alt != "" {
		b.WriteString("/Alt" + pdffile.Text(e.alt))
	}
	switch {
	case e.kind == "TH" && e.span > 1:
		fmt.Fprintf(&b, "/A<</O/Table/Scope/Column/ColSpan %d>>", e.span)
	case e.kind == "TH":
		b.WriteString("/A<</O/Table/Scope/Column>>")
	case e.span > 1:
		fmt.Fprintf(&b, "/A<</O/Table/ColSpan %d>>", e.span)
	}
	switch {
	case e.object != 0:
		b.WriteString("/K<</Type/OBJR/Obj " + pdffile.Ref(e.object) + "/Pg " + pdffile.Ref(page[e.page]) + ">>")
	case len(e.parts) > 0:
		own := e.parts[0][0]
		b.WriteString("/Pg " + pdffile.Ref(page[own]) + "/K[")
		for i, p := range e.parts {
			if p[0] != own {
				fmt.Fprintf(&b, "<</Type/MCR/Pg %s/MCID %d>>", pdffile.Ref(page[p[0]]), p[1])
				continue
			}
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(strconv.Itoa(p[1]))
		}
		b.WriteByte(']')
	case len(e.kids) > 0:
		kids := make([]int, len(e.kids))
		for i, k := range e.kids {
			kids[i] = ids[k]
		}
		b.WriteString("/K[" + pdffile.Refs(kids) + "]")
	}
	return b.String() + ">>"
}
