package typeset

import (
	"strings"
	"time"

	"shenqian/signing/pdffile"
)

// Metadata: the information dictionary (ISO 32000-1, 14.3.3) and the XMP packet
// (ISO 19005-2, 6.6) say the same, as 6.6.3 asks.

func (d *Document) info() string {
	date := pdfDate(d.Created)
	s := "<</Title" + pdffile.Text(d.Title)
	if d.Subject != "" {
		s += "/Subject" + pdffile.Text(d.Subject)
	}
	if d.Producer != "" {
		s += "/Producer" + pdffile.Text(d.Producer)
	}
	return s + "/CreationDate(" + date + ")/ModDate(" + date + ")>>"
}

// pdfDate is a date of ISO 32000-1 §7.9.4.
func pdfDate(t time.Time) string { return t.Format("D:20060102150405-07'00'") }

var escapeXML = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// xmp returns the packet with the part and the conformance level that it claims:
// "A", "U" or "B".
func (d *Document) xmp(part, level string) []byte {
	date := d.Created.Format("2006-01-02T15:04:05-07:00")
	var b strings.Builder
	b.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"` +
		` xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">` + "\n")
	alt := func(name, value string) {
		if value != "" {
			b.WriteString("<dc:" + name + `><rdf:Alt><rdf:li xml:lang="x-default">` + escapeXML.Replace(value) +
				"</rdf:li></rdf:Alt></dc:" + name + ">\n")
		}
	}
	alt("title", d.Title)
	alt("description", d.Subject)
	b.WriteString("<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>\n" +
		"<xmp:CreateDate>" + date + "</xmp:CreateDate><xmp:ModifyDate>" + date + "</xmp:ModifyDate>\n")
	if d.Producer != "" {
		b.WriteString("<pdf:Producer>" + escapeXML.Replace(d.Producer) + "</pdf:Producer>\n")
	}
	b.WriteString("<pdfaid:part>" + part + "</pdfaid:part><pdfaid:conformance>" + level + "</pdfaid:conformance>\n" +
		"</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return []byte(b.String())
}
