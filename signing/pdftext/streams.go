package pdftext

import (
	"bytes"
	"encoding/xml"
	"io"
	"slices"
	"strings"

	"shenqian/signing/pdffile"
)

// stream reads streams of text: metadata, scripts, forms in XML. What is none,
// and is not known to hold none, is noted as unread.
func (g *gatherer) stream(place Place, s *pdffile.Stream) error {
	if place != Metadata {
		if !g.known[s] {
			g.doc.Unread = append(g.doc.Unread, place)
		}
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
	g.add(Metadata, texts...)
	return nil
}

// wordless are the entries under which streams stand that hold no text, or none
// that another part does not read: fonts and their tables (9.8, 9.10), colour
// profiles (14.11.5), functions (7.10).
var wordless = []pdffile.Name{
	"FontFile", "FontFile2", "FontFile3", "ToUnicode", "Encoding", "CIDSet", "CIDToGIDMap", "DestOutputProfile", "Function", "TR", "TR2", "BG", "UCR", "HT",
}

// know takes up the streams that an object shows to hold no text.
func (g *gatherer) know(o pdffile.Object) {
	put := func(o pdffile.Object) {
		if s, ok := g.view.Resolve(o).(*pdffile.Stream); ok {
			g.known[s] = true
		}
	}
	switch o := o.(type) {
	case *pdffile.Stream:
		if t := g.view.Name(o.Dict["Type"]); t == "XRef" || t == "ObjStm" {
			g.known[o] = true
		}
		g.know(o.Dict)
	case pdffile.Array:
		if len(o) == 2 && g.view.Name(o[0]) == "ICCBased" {
			put(o[1])
		}
		for _, e := range o {
			g.know(e)
		}
	case pdffile.Dict:
		for k, e := range o {
			if slices.Contains(wordless, k) {
				put(e)
			}
			g.know(e)
		}
	}
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
			g.known[s] = true
			texts, certified := stringTexts(b)
			g.add(Elsewhere, texts...)
			g.add(Certificate, certified...)
		}
	}
	return nil
}
