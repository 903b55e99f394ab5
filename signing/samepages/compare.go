// Package samepages proves that two files show the same pages: the one that
// went to another system to be sealed, and the one that came back.
//
// The returned file may be an update of the sent one or written anew, with
// other object numbers, compression and cross-references. So nothing is
// compared as it stands in the file; compared is what a reader makes of it
// (ISO 32000-1):
//   - the pages in their order, their boxes and rotation (7.7.3.3, 14.11.2);
//   - their content, operator by operator (7.8.2), with what each operator
//     calls up: fonts with programs and ToUnicode, images, forms, patterns,
//     graphics states, layers (7.8.3). A resource's name may change, and a
//     save and restore around everything may come or go;
//   - annotations (12.5), actions (12.6), layers (8.11), outlines, attached
//     files and all else that the catalog names.
//
// The other system may add signatures, signature fields and stamps, which are
// reported with their places, and validation data, metadata and structure.
// A seal drawn into the content of a page is a difference: from then on nobody
// could tell it from the page. The structure tree, the fields' default looks,
// and objects that nothing shown refers to are not compared.
package samepages

import (
	"shenqian/signing/fault"
	"shenqian/signing/pdffile"
)

// Report is what the comparison found.
type Report struct {
	// Differences keep the returned file from being the sent one; with none,
	// both show the same pages.
	Differences []Difference
	// Fields are the signature fields that were added or signed, Stamps the
	// stamps that were added.
	Fields, Stamps []Addition
}

// Same reports whether both files show the same pages.
func (r *Report) Same() bool { return len(r.Differences) == 0 }

// Difference is one thing that is not as it was sent.
type Difference struct {
	Page  int // from 1, 0 for the file as a whole
	Fault *fault.Error
}

// Addition is a signature field or a stamp that the other system added.
type Addition struct {
	Page int // from 1, 0 if no page lists it
	// Rect is in points of the page: left, bottom, right, top.
	Rect  [4]float64
	Field string // full name of a signature field
	// Signed: the field has a signature now; whether that holds is for package
	// signing to say.
	Signed bool
	// Hidden: its flags keep it from being shown or printed.
	Hidden bool
}

// most bounds the differences: one tells enough.
const most = 50

// Compare compares the latest revisions of both files. The error is for a file
// that cannot be read.
func Compare(sent, returned []byte) (*Report, error) {
	a, err := pdffile.Open(sent)
	if err != nil {
		return nil, err
	}
	b, err := pdffile.Open(returned)
	if err != nil {
		return nil, fault.Wrap(err, "pdf.differs-unreadable")
	}
	c := &comparison{report: &Report{}, sent: sent, returned: returned, forms: map[[2]int]bool{}}
	if c.a, err = newSide(a.Latest()); err != nil {
		return nil, err
	}
	if c.b, err = newSide(b.Latest()); err != nil {
		return nil, fault.Wrap(err, "pdf.differs-unreadable")
	}
	c.equal = newEqual(c.a, c.b)
	if len(c.a.pages) != len(c.b.pages) {
		c.differ(0, fault.New("pdf.differs-pages", "sent", itoa(len(c.a.pages)), "returned", itoa(len(c.b.pages))))
	} else {
		for i := range c.a.pages {
			c.page(i)
		}
	}
	c.catalog()
	c.form()
	return c.report, c.equal.err
}

// side is one of the two files.
type side struct {
	pdffile.View
	pages  []pdffile.Page
	number map[int]int // of a page's object: its place
}

func newSide(v pdffile.View) (*side, error) {
	pages, err := v.Pages()
	if err != nil {
		return nil, err
	}
	s := &side{v, pages, map[int]int{}}
	for i, p := range pages {
		s.number[p.Number] = i + 1
	}
	return s, nil
}

type comparison struct {
	a, b           *side
	equal          *equal
	report         *Report
	sent, returned []byte
	texts          *texts
	forms          map[[2]int]bool // form XObjects found to be the same
}

func (c *comparison) differ(page int, f *fault.Error) {
	if len(c.report.Differences) < most {
		c.report.Differences = append(c.report.Differences, Difference{page, f})
	}
}

// unlike compares the entries of two dictionaries but for some, and names the
// keys that differ.
func (c *comparison) unlike(a, b pdffile.Dict, but map[pdffile.Name]bool) (keys []pdffile.Name) {
	for _, k := range keysOf(a, b) {
		if !but[k] && !c.equal.objects(a[k], b[k], 0) {
			keys = append(keys, k)
		}
	}
	return keys
}

// catalogFree are the entries of the catalog (7.7.2) that show nothing, or that
// are compared by themselves.
var catalogFree = set("Type", "Version", "Extensions", "Pages", "Metadata", "PieceInfo", "StructTreeRoot", "MarkInfo", "Lang",
	"AcroForm", "DSS", "Perms", "SpiderInfo", "PageLayout", "PageMode", "ViewerPreferences", "OutputIntents")

func (c *comparison) catalog() {
	for _, k := range c.unlike(c.a.Catalog(), c.b.Catalog(), catalogFree) {
		switch k {
		case "OCProperties":
			c.differ(0, fault.New("pdf.differs-layers"))
		case "OpenAction", "AA", "Names":
			c.differ(0, fault.New("pdf.differs-action", "key", string(k)))
		default:
			c.differ(0, fault.New("pdf.differs-catalog", "key", string(k)))
		}
	}
}

// pageFree are the entries of a page (7.7.3.3) that show nothing, or that are
// compared by themselves.
var pageFree = set("Type", "Parent", "Contents", "Resources", "Annots", "Metadata", "PieceInfo", "LastModified", "StructParents",
	"Tabs", "Thumb", "ID", "MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox", "Rotate")

func (c *comparison) page(i int) {
	a, b := &c.a.pages[i], &c.b.pages[i]
	if !sameBoxes(c.a, c.b, a, b) {
		c.differ(i+1, fault.New("pdf.differs-box", "page", itoa(i+1)))
	}
	for _, k := range c.unlike(a.Dict, b.Dict, pageFree) {
		if k == "AA" {
			c.differ(i+1, fault.New("pdf.differs-page-action", "page", itoa(i+1)))
		} else {
			c.differ(i+1, fault.New("pdf.differs-drawing", "page", itoa(i+1)))
		}
	}
	if f := c.content(i); f != nil {
		c.differ(i+1, f)
	}
	c.annotations(i)
}
