// Package pdfa checks a PDF against ISO 19005-2:2011 (PDF/A-2) or ISO
// 19005-3:2012 (PDF/A-3), whichever it claims, clause by clause, for what a
// court paper may contain: text in embedded TrueType or CFF fonts, drawings,
// seals, signature fields, a structure tree. The clauses of both parts are the
// same but for 6.8: part 3 takes embedded files along.
//
// Every rule is one small function with its clause number in the list rules.
// Levels: the rules of level B for all, of level U where the metadata claim U
// or A, of level A where they claim A. The checker is stricter than the
// standard where a court paper has no use for what it allows: embedded files
// (6.8) are refused altogether under part 2, which would have them PDF/A.
package pdfa

import (
	"slices"

	"shenqian/signing/pdffile"
)

// Finding is one breach of one rule.
type Finding struct {
	Clause string `json:"clause"`
	// Object is the number of the object at fault, 0 for the file itself.
	Object int `json:"object"`
	// Text is the code of the sentence that says what is wrong.
	Text string `json:"text"`
}

// Check lists what keeps a file from being PDF/A-2, or PDF/A-3 where it claims
// that. The error is for a file
// that cannot be read at all.
func Check(pdf []byte) ([]Finding, error) {
	r, err := pdffile.Open(pdf)
	if err != nil {
		return nil, err
	}
	c := &checker{b: pdf, r: r, v: r.Latest(), seen: map[Finding]bool{}, programs: map[*pdffile.Stream][]byte{}}
	c.numbers = c.v.Numbers()
	slices.Sort(c.numbers)
	c.readMetadata()
	c.readPages()
	for _, rule := range rules {
		c.clause, c.text = rule.clause, rule.text
		rule.run(c)
	}
	return c.findings, nil
}

// rule is one requirement. text is the code of its sentence.
type rule struct {
	clause, text string
	run          func(*checker)
}

// wholes are the rules about what an update of ours leaves alone: the head of
// the file, its metadata and its output intent.
var wholes = []string{"pdf.a-header", "pdf.a-metadata", "pdf.a-xmp", "pdf.a-info", "pdf.a-claim", "pdf.a-intent"}

// most bounds the findings: a paper that breaks one rule on every page need
// not say so ten thousand times.
const most = 200

type checker struct {
	b       []byte
	r       *pdffile.Reader
	v       pdffile.View
	numbers []int // of all objects in force, in order; or of an update's
	update  bool  // only the last revision is looked at

	programs map[*pdffile.Stream][]byte // of fonts; several rules look into each

	part    int
	level   string // A, B or U
	xmp     *metadata
	pages   []*page
	drawn   []annotation         // of an update
	fonts   map[int]*fontUse     // by the font object's number
	devices map[pdffile.Name]int // where each device space is first used
	badOps  []int                // objects whose content has unknown or wrong operators
	deepest map[int]int          // q nesting by object
	noRes   []int                // forms that draw without resources of their own

	clause, text string
	findings     []Finding
	seen         map[Finding]bool
}

// fail notes that an object breaks the rule being run.
func (c *checker) fail(object int) {
	f := Finding{c.clause, object, c.text}
	if len(c.findings) < most && !c.seen[f] {
		c.seen[f] = true
		c.findings = append(c.findings, f)
	}
}

// each runs f for every object in force.
func (c *checker) each(f func(n int, o *pdffile.Indirect)) {
	for _, n := range c.numbers {
		f(n, c.v.Lookup(n))
	}
}

// dicts runs f for every dictionary, also those within other objects.
func (c *checker) dicts(f func(n int, d pdffile.Dict)) {
	c.each(func(n int, o *pdffile.Indirect) {
		todo := []pdffile.Object{o.Value}
		for len(todo) > 0 {
			o := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			switch o := o.(type) {
			case pdffile.Array:
				todo = append(todo, o...)
			case *pdffile.Stream:
				todo = append(todo, o.Dict)
			case pdffile.Dict:
				f(n, o)
				for _, e := range o {
					todo = append(todo, e)
				}
			}
		}
	})
}

// streams runs f for every stream.
func (c *checker) streams(f func(n int, s *pdffile.Stream)) {
	c.each(func(n int, o *pdffile.Indirect) {
		if s, ok := o.Value.(*pdffile.Stream); ok {
			f(n, s)
		}
	})
}

func number(o pdffile.Object) int {
	if ref, ok := o.(pdffile.Reference); ok {
		return ref.Number
	}
	return 0
}

var rules = slices.Concat(fileRules, graphicsRules, fontRules, annotationRules, metadataRules, structureRules)
