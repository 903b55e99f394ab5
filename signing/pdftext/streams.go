package pdftext

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"

	"shenqian/signing/pdffile"
)

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
