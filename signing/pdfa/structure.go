package pdfa

import (
	"regexp"
	"slices"
	"strings"

	"shenqian/signing/pdffile"
)

// 6.7 to 6.11: logical structure, embedded files, layers, and the rest.
var structureRules = []rule{
	{"6.7.2.2", "pdf.a-marked", marked},
	{"6.7.3.3", "pdf.a-structure", structureTree},
	{"6.7.3.4", "pdf.a-role", roles},
	{"6.7.4", "pdf.a-language", language},
	{"6.8", "pdf.a-embedded-file", noEmbeddedFiles},
	{"6.8", "pdf.a-attachment", attachments},
	{"6.9", "pdf.a-layers", layers},
	{"6.10", "pdf.a-presentation", noPresentations},
	{"6.11", "pdf.a-requirements", noRequirements},
}

func (c *checker) root() int { return number(c.v.Trailer()["Root"]) }

func marked(c *checker) {
	if yes, _ := c.v.Resolve(c.v.Dict(c.v.Catalog()["MarkInfo"])["Marked"]).(bool); c.level == "A" && !yes {
		c.fail(c.root())
	}
}

func structureTree(c *checker) {
	if c.level != "A" {
		return
	}
	tree := c.v.Dict(c.v.Catalog()["StructTreeRoot"])
	if tree == nil || tree["K"] == nil || tree["ParentTree"] == nil {
		c.fail(c.root())
	}
}

// standardRoles are the structure types of ISO 32000-1, 14.8.4.
var standardRoles = strings.Fields(`Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private
	P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link
	Annot Ruby RB RT RP Warichu WT WP Figure Formula Form`)

func roles(c *checker) {
	if c.level != "A" {
		return
	}
	roleMap := c.v.Dict(c.v.Dict(c.v.Catalog()["StructTreeRoot"])["RoleMap"])
	c.dicts(func(n int, d pdffile.Dict) {
		if c.v.Name(d["Type"]) != "StructElem" {
			return
		}
		role := c.v.Name(d["S"])
		for range 16 {
			if slices.Contains(standardRoles, string(role)) {
				return
			}
			role = c.v.Name(roleMap[role])
		}
		c.fail(n)
	})
}

var languageForm = regexp.MustCompile(`^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$`)

func language(c *checker) {
	lang := c.v.String(c.v.Catalog()["Lang"])
	if lang != nil && !languageForm.MatchString(lang.Text()) || lang == nil && c.level == "A" {
		c.fail(c.root())
	}
}

func noEmbeddedFiles(c *checker) {
	if c.part == 3 {
		return
	}
	if c.v.Dict(c.v.Catalog()["Names"])["EmbeddedFiles"] != nil {
		c.fail(c.root())
	}
	c.dicts(func(n int, d pdffile.Dict) {
		if d["EF"] != nil {
			c.fail(n)
		}
	})
}

// attachments: an embedded file says what kind it is, has both of its names and
// a relation to the document or to a part of it that lists it (ISO 19005-3, 6.8).
func attachments(c *checker) {
	if c.part != 3 {
		return
	}
	listed := map[int]bool{}
	c.dicts(func(_ int, d pdffile.Dict) {
		for _, o := range c.v.Array(d["AF"]) {
			listed[number(o)] = true
		}
	})
	c.dicts(func(n int, d pdffile.Dict) {
		if d["EF"] == nil {
			return
		}
		files := c.v.Dict(d["EF"])
		relation := c.v.Name(d["AFRelationship"])
		if c.v.String(d["F"]) == nil || c.v.String(d["UF"]) == nil || !listed[n] || len(files) == 0 ||
			!slices.Contains([]pdffile.Name{"Source", "Data", "Alternative", "Supplement", "Unspecified"}, relation) {
			c.fail(n)
		}
		for _, o := range files {
			s, ok := c.v.Resolve(o).(*pdffile.Stream)
			if !ok || !strings.Contains(string(c.v.Name(s.Dict["Subtype"])), "/") {
				c.fail(n)
			}
		}
	})
}

func layers(c *checker) {
	oc := c.v.Dict(c.v.Catalog()["OCProperties"])
	if oc == nil {
		return
	}
	names := map[string]bool{}
	for _, o := range append(pdffile.Array{oc["D"]}, c.v.Array(oc["Configs"])...) {
		d := c.v.Dict(o)
		name := c.v.String(d["Name"]).Text()
		if name == "" || names[name] || d["AS"] != nil {
			c.fail(c.root())
		}
		names[name] = true
	}
}

func noPresentations(c *checker) {
	if c.v.Dict(c.v.Catalog()["Names"])["AlternatePresentations"] != nil {
		c.fail(c.root())
	}
	for _, p := range c.pages {
		if p.dict["PresSteps"] != nil {
			c.fail(p.number)
		}
	}
}

func noRequirements(c *checker) {
	if c.v.Catalog()["Requirements"] != nil {
		c.fail(c.root())
	}
}
