package pdfa

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"
	"time"

	"shenqian/signing/pdffile"
)

// 6.6, metadata.
var metadataRules = []rule{
	{"6.6.2.1", "pdf.a-metadata", metadataPresent},
	{"6.6.2.1", "pdf.a-xmp", xmpReadable},
	{"6.6.3", "pdf.a-info", infoAgrees},
	{"6.6.4", "pdf.a-claim", claim},
}

// metadata is the document's XMP packet as far as the rules ask.
type metadata struct {
	header string
	values map[string]string // "namespace name" → text, of the first item
	err    error
}

const (
	nsID  = "http://www.aiim.org/pdfa/ns/id/ "
	nsDC  = "http://purl.org/dc/elements/1.1/ "
	nsXMP = "http://ns.adobe.com/xap/1.0/ "
	nsPDF = "http://ns.adobe.com/pdf/1.3/ "
)

func (c *checker) readMetadata() {
	c.level = "B"
	s, ok := c.v.Resolve(c.v.Catalog()["Metadata"]).(*pdffile.Stream)
	if !ok {
		return
	}
	b, err := c.v.Decode(s)
	c.xmp = &metadata{values: map[string]string{}, err: err}
	if err != nil {
		return
	}
	if i := bytes.Index(b, []byte("<?xpacket begin")); i >= 0 {
		c.xmp.header = string(b[i : i+max(0, bytes.Index(b[i:], []byte("?>")))])
	}
	c.xmp.read(b)
	switch c.xmp.values[nsID+"part"] {
	case "2":
		c.part = 2
	case "3":
		c.part = 3
	}
	if l := c.xmp.values[nsID+"conformance"]; l == "A" || l == "U" {
		c.level = l
	}
}

// read collects properties in both of their forms, elements and attributes.
// The first text within a property is its value.
func (m *metadata) read(b []byte) {
	d := xml.NewDecoder(bytes.NewReader(b))
	var path []string
	for {
		t, err := d.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			m.err = err
			return
		}
		switch t := t.(type) {
		case xml.StartElement:
			path = append(path, t.Name.Space+" "+t.Name.Local)
			for _, a := range t.Attr {
				if t.Name.Local == "Description" {
					m.set(a.Name.Space+" "+a.Name.Local, a.Value)
				}
			}
		case xml.EndElement:
			path = path[:max(0, len(path)-1)]
		case xml.CharData:
			if s := strings.TrimSpace(string(t)); s != "" {
				for _, p := range path {
					if !strings.HasPrefix(p, "http://www.w3.org/1999/02/22-rdf-syntax-ns# ") {
						m.set(p, s)
					}
				}
			}
		}
	}
}

func (m *metadata) set(key, value string) {
	if _, ok := m.values[key]; !ok {
		m.values[key] = value
	}
}

func metadataPresent(c *checker) {
	d := c.v.Dict(c.v.Catalog()["Metadata"])
	if c.xmp == nil || c.v.Name(d["Type"]) != "Metadata" || c.v.Name(d["Subtype"]) != "XML" {
		c.fail(number(c.v.Catalog()["Metadata"]))
	}
}

func xmpReadable(c *checker) {
	if c.xmp == nil {
		return
	}
	if c.xmp.err != nil || c.xmp.header == "" || strings.Contains(c.xmp.header, "bytes=") || strings.Contains(c.xmp.header, "encoding=") {
		c.fail(number(c.v.Catalog()["Metadata"]))
	}
}

// infoAgrees: part 2 lets readers ignore /Info. A court paper that says one
// thing there and another in XMP would still mislead, so they must agree.
func infoAgrees(c *checker) {
	info := c.v.Dict(c.v.Trailer()["Info"])
	if info == nil || c.xmp == nil {
		return
	}
	for key, prop := range map[pdffile.Name]string{
		"Title": nsDC + "title", "Author": nsDC + "creator", "Subject": nsDC + "description",
		"Creator": nsXMP + "CreatorTool", "Producer": nsPDF + "Producer", "Keywords": nsPDF + "Keywords",
	} {
		if s := c.v.String(info[key]); s != nil && s.Text() != c.xmp.values[prop] {
			c.fail(number(c.v.Trailer()["Info"]))
		}
	}
	for key, prop := range map[pdffile.Name]string{"CreationDate": nsXMP + "CreateDate", "ModDate": nsXMP + "ModifyDate"} {
		if s := c.v.String(info[key]); s != nil && !sameTime(s.Text(), c.xmp.values[prop]) {
			c.fail(number(c.v.Trailer()["Info"]))
		}
	}
}

func sameTime(pdf, xmp string) bool {
	pdf = strings.TrimSuffix(strings.Replace(strings.TrimPrefix(pdf, "D:"), "'", "", 1), "'")
	for _, form := range []string{"20060102150405Z0700", "20060102150405"} {
		a, err1 := time.Parse(form, pdf)
		b, err2 := time.Parse(time.RFC3339, xmp)
		if err1 == nil && err2 == nil {
			return a.Equal(b)
		}
	}
	return false
}

func claim(c *checker) {
	l := ""
	if c.xmp != nil {
		l = c.xmp.values[nsID+"conformance"]
	}
	if c.part == 0 || l != "A" && l != "B" && l != "U" {
		c.fail(number(c.v.Catalog()["Metadata"]))
	}
}
