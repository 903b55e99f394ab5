package pdftext

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"shenqian/signing/fault"
	"shenqian/signing/pdffile"
)

// gatherer collects the strings of a document, each once in each sort of place,
// in a fixed order.
type gatherer struct {
	view  pdffile.View
	seen  map[String]bool
	known map[*pdffile.Stream]bool // streams that were read, or hold no text
	doc   *Document
}

// gather reads all objects in force. Those that nothing refers to are read as
// well: a crawler that looks at bytes sees them.
func gather(v pdffile.View, d *Document, e *extractor) error {
	g := &gatherer{view: v, seen: map[String]bool{}, known: e.read, doc: d}
	g.add(Structure, e.marked...)
	info := v.Trailer()["Info"]
	if _, indirect := info.(pdffile.Reference); !indirect {
		g.object(Info, info)
	}
	ns := v.Numbers()
	slices.Sort(ns)
	for _, n := range ns {
		g.know(v.Lookup(n).Value)
	}
	if err := g.validation(); err != nil {
		return err
	}
	for _, n := range ns {
		o := v.Lookup(n).Value
		place := g.place(o)
		if n == numberOf(info) {
			place = Info
		}
		g.object(place, o)
		if hiddenSignature(o) {
			return fault.New("pdf.text-signature")
		}
		if s, ok := o.(*pdffile.Stream); ok {
			if err := g.stream(place, s); err != nil {
				return err
			}
		}
	}
	return nil
}

func (g *gatherer) add(place Place, texts ...string) {
	for _, s := range texts {
		one := String{place, strings.TrimSpace(s)}
		if one.Text != "" && !g.seen[one] {
			g.seen[one] = true
			g.doc.Strings = append(g.doc.Strings, one)
		}
	}
}

func (g *gatherer) object(place Place, o pdffile.Object) {
	texts, certified := textsOf(o)
	g.add(place, texts...)
	g.add(Certificate, certified...)
}

// place is the sort of thing that an object is.
func (g *gatherer) place(o pdffile.Object) Place {
	var d pdffile.Dict
	switch o := o.(type) {
	case pdffile.Dict:
		d = o
	case *pdffile.Stream:
		d = o.Dict
	}
	switch name := g.view.Name(d["Type"]); {
	case name == "Metadata" || g.view.Name(d["Subtype"]) == "XML":
		return Metadata
	case name == "EmbeddedFile" || name == "Filespec" || d["EF"] != nil:
		return Attachment
	case d["ByteRange"] != nil:
		return Signature
	case name == "StructElem" || name == "StructTreeRoot":
		return Structure
	case name == "Annot" || d["FT"] != nil || name == "" && d["Rect"] != nil && d["Subtype"] != nil:
		return Annotation
	case d["Title"] != nil && d["Parent"] != nil || name == "Outlines":
		return Outline
	case g.view.Name(d["Subtype"]) == "Image":
		return Picture
	}
	return Elsewhere
}

// textsOf are the strings and the telling names within an object, without
// following references; certified is what DER among them holds.
func textsOf(o pdffile.Object) (out, certified []string) {
	more := func(o pdffile.Object) {
		texts, ders := textsOf(o)
		out, certified = append(out, texts...), append(certified, ders...)
	}
	switch o := o.(type) {
	case pdffile.String:
		return stringTexts(o)
	case pdffile.Name:
		return nameTexts(o), nil
	case *pdffile.Stream:
		return textsOf(o.Dict)
	case pdffile.Array:
		for _, e := range o {
			more(e)
		}
	case pdffile.Dict:
		for _, k := range sorted(o) {
			out = append(out, nameTexts(k)...)
			more(o[k])
		}
	}
	return out, certified
}

// nameTexts: a name of plain ASCII is the format's or a writer's, any other is
// somebody's word.
func nameTexts(n pdffile.Name) []string {
	if s := string(n); !ascii(s) {
		out, _ := stringTexts(pdffile.String(s))
		return out
	}
	return nil
}

// stringTexts reads a string in every way a reader could: as a text string, as
// UTF-8 without a mark, or as DER.
func stringTexts(s pdffile.String) (out, certified []string) {
	if len(s) > 8 && s[0] == 0x30 {
		certified, _ = derTexts(s)
	}
	text := s.Text()
	if readable(text) {
		out = append(out, text)
	}
	if utf8.Valid(s) && !ascii(string(s)) && string(s) != text {
		out = append(out, string(s))
	}
	return out, certified
}

// hiddenSignature reports whether o holds a signature that is no DER: then
// nobody can say which names its certificates bear.
func hiddenSignature(o pdffile.Object) bool {
	switch o := o.(type) {
	case pdffile.Array:
		return slices.ContainsFunc(o, hiddenSignature)
	case pdffile.Dict:
		if s, ok := o["Contents"].(pdffile.String); ok && o["ByteRange"] != nil && len(bytes.Trim(s, "\x00")) > 0 {
			if _, ok := derTexts(s); !ok {
				return true
			}
		}
		for _, e := range o {
			if hiddenSignature(e) {
				return true
			}
		}
	}
	return false
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
