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
		if hiddenSignature(o) {
			return nil, fault.New("pdf.text-signature")
		}
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
