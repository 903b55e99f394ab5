package pdftext

import (
	"bytes"
	"encoding/xml"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"shenqian/signing/pdffile"
)

// gatherer collects the strings of a document, each once, in a fixed order.
type gatherer struct {
	view  pdffile.View
	seen  map[string]bool
	found []string
}

// gather reads all objects in force. Those that nothing refers to are read as
// well: a crawler that looks at bytes sees them.
func gather(v pdffile.View, marked []string) ([]string, error) {
	g := &gatherer{view: v, seen: map[string]bool{}}
	g.add(marked...)
	g.object(v.Trailer()["Info"])
	ns := v.Numbers()
	slices.Sort(ns)
	for _, n := range ns {
		o := v.Lookup(n).Value
		g.object(o)
		if s, ok := o.(*pdffile.Stream); ok {
			if err := g.stream(s); err != nil {
				return nil, err
			}
		}
	}
	return g.found, g.validation()
}

func (g *gatherer) add(texts ...string) {
	for _, s := range texts {
		if s = strings.TrimSpace(s); s != "" && !g.seen[s] {
			g.seen[s] = true
			g.found = append(g.found, s)
		}
	}
}

func (g *gatherer) object(o pdffile.Object) { g.add(textsOf(o)...) }

// textsOf are the strings and the telling names within an object, without
// following references.
func textsOf(o pdffile.Object) (out []string) {
	switch o := o.(type) {
	case pdffile.String:
		return stringTexts(o)
	case pdffile.Name:
		return nameTexts(o)
	case *pdffile.Stream:
		return textsOf(o.Dict)
	case pdffile.Array:
		for _, e := range o {
			out = append(out, textsOf(e)...)
		}
	case pdffile.Dict:
		for _, k := range sorted(o) {
			out = append(out, nameTexts(k)...)
			out = append(out, textsOf(o[k])...)
		}
	}
	return out
}

// nameTexts: a name of plain ASCII is the format's or a writer's, any other is
// somebody's word.
func nameTexts(n pdffile.Name) []string {
	if s := string(n); !ascii(s) {
		return stringTexts(pdffile.String(s))
	}
	return nil
}

// stringTexts reads a string in every way a reader could: as a text string, as
// UTF-8 without a mark, or as DER.
func stringTexts(s pdffile.String) []string {
	var out []string
	if len(s) > 8 && s[0] == 0x30 {
		out, _ = derTexts(s)
	}
	text := s.Text()
	if readable(text) {
		out = append(out, text)
	}
	if utf8.Valid(s) && !ascii(string(s)) && string(s) != text {
		out = append(out, string(s))
	}
	return out
}

func ascii(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r > unicode.MaxASCII }) < 0
}

// readable tells text from identifiers, hashes and other bytes.
func readable(s string) bool {
	for _, r := range s {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r >= 0x7F && r < 0xA0 {
			return false
		}
	}
	return s != ""
}

// stream reads streams of text: metadata, scripts, forms in XML.
func (g *gatherer) stream(s *pdffile.Stream) error {
	if g.view.Name(s.Dict["Type"]) != "Metadata" && g.view.Name(s.Dict["Subtype"]) != "XML" {
		return nil
	}
	b, err := g.view.Decode(s)
	if err != nil {
		return err
	}
	text := strings.ToValidUTF8(string(b), "�")
	if bytes.HasPrefix(b, []byte{0xFE, 0xFF}) {
		text = pdffile.String(b).Text()
	}
	texts, ok := xmlTexts(text)
	if !ok {
		texts = append(texts, text)
	}
	g.add(texts...)
	return nil
}

func xmlTexts(s string) (out []string, ok bool) {
	d := xml.NewDecoder(strings.NewReader(s))
	for {
		t, err := d.Token()
		if err != nil {
			return out, err == io.EOF
		}
		switch t := t.(type) {
		case xml.CharData:
			out = append(out, string(t))
		case xml.Comment:
			out = append(out, string(t))
		case xml.StartElement:
			for _, a := range t.Attr {
				out = append(out, a.Value)
			}
		}
	}
}

// validation reads what a signature may rest on and what may be a stream: the
// certificates of the document security store, scripts and XML forms.
func (g *gatherer) validation() error {
	c := g.view.Catalog()
	dss, form := g.view.Dict(c["DSS"]), g.view.Dict(c["AcroForm"])
	lists := []pdffile.Object{dss["Certs"], dss["CRLs"], dss["OCSPs"], form["XFA"]}
	for _, n := range g.view.Numbers() {
		if js := g.view.Lookup(n).Dict()["JS"]; js != nil {
			lists = append(lists, pdffile.Array{js})
		}
	}
	for _, o := range lists {
		list := g.view.Array(o)
		if list == nil {
			list = pdffile.Array{o}
		}
		for _, e := range list {
			s, ok := g.view.Resolve(e).(*pdffile.Stream)
			if !ok {
				continue
			}
			b, err := g.view.Decode(s)
			if err != nil {
				return err
			}
			g.add(stringTexts(b)...)
		}
	}
	return nil
}
