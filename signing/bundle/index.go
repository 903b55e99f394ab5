package bundle

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"slices"
	"strings"
)

// The page of a bundle: to find a document in it, to hand it over, to check it.
// One file, nothing from outside; all of it stands there without a script, which
// only searches. Every ruling has an anchor, its file's name without ending,
// that stays when the copy is recalled: links are to be made to the anchor.

//go:embed index.html
var indexSource string

//go:embed index.css
var indexStyle string

//go:embed index.js
var indexScript string

// VerifierName is the page that checks a bundle, if it lies in it.
const VerifierName = "verifier.html"

var index = template.Must(template.New("index").Parse(indexSource))

// indexView is what the page's template takes.
type indexView struct {
	Manifest
	Policy   string
	Style    template.CSS
	Script   template.JS
	Entries  []entry
	Verifier bool
	Uploads  bool   // there is an upload set at all
	Table    string // of its fields, "" for none
}

// entry is a ruling with those that correct or revoke it.
type entry struct {
	Item
	Anchor     string
	PDF        template.HTMLAttr
	Docx, HTML template.HTMLAttr // "" for none
	After      []entry
}

// indexOf writes the page; others are the paths of what lies beside it.
func indexOf(m Manifest, others []string) ([]byte, error) {
	v := indexView{
		Manifest: m, Style: template.CSS(indexStyle), Script: template.JS(indexScript), Verifier: slices.Contains(others, VerifierName),
		Policy: "default-src 'none'; style-src '" + sourceHash(indexStyle) + "'; script-src '" + sourceHash(indexScript) + "'; base-uri 'none'; form-action 'none'",
	}
	there := map[string]bool{}
	for _, name := range others {
		there[name] = true
		if strings.HasPrefix(name, "upload/") {
			if v.Uploads = true; strings.HasSuffix(name, ".xlsx") {
				v.Table = name
			}
		}
	}
	v.Entries = nested(m.Items, func(it Item) entry {
		e := entry{Item: it, Anchor: anchor(it.File), PDF: link(it.File)}
		for _, end := range []struct {
			to     *template.HTMLAttr
			ending string
		}{{&e.Docx, ".docx"}, {&e.HTML, ".html"}} {
			if name := "upload/" + e.Anchor + end.ending; there[name] {
				*end.to = link(name)
			}
		}
		return e
	})
	var b bytes.Buffer
	err := index.Execute(&b, v)
	return b.Bytes(), err
}

// TableLink is where the table of fields is.
func (v indexView) TableLink() template.HTMLAttr { return link(v.Table) }

// link is a path as an address (RFC 3987), in its attribute: what is not of
// ASCII stands as it is, which a person can read and which is a third as long;
// of the rest nothing is left that ends the attribute. A path in a bundle has no
// colon, so it is never taken for another scheme.
func link(path string) template.HTMLAttr {
	var b strings.Builder
	for _, c := range []byte(path) {
		switch {
		case c >= 0x80, c >= '0' && c <= '9', c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', strings.IndexByte("-_.~/()", c) >= 0:
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return template.HTMLAttr(`href="` + b.String() + `"`)
}

func anchor(file string) string { return strings.TrimSuffix(file, ".pdf") }

// Gone is the anchor of a copy that was recalled.
func (w Withdrawal) Anchor() string { return anchor(w.File) }

// nested puts what corrects or revokes a ruling below it, however many steps
// away; what goes round in a circle stands by itself.
func nested(items []Item, make func(Item) entry) []entry {
	byFile := map[string]Item{}
	for _, it := range items {
		byFile[it.File] = it
	}
	root := func(it Item) string {
		seen := map[string]bool{it.File: true}
		at := it
		for at.Corrects != "" {
			next, ok := byFile[at.Corrects]
			if !ok {
				break
			}
			if seen[next.File] {
				return it.File
			}
			seen[next.File] = true
			at = next
		}
		return at.File
	}
	var out []entry
	place := map[string]int{}
	for _, it := range items {
		if root(it) == it.File {
			place[it.File] = len(out)
			out = append(out, make(it))
		}
	}
	for _, it := range items {
		if r := root(it); r != it.File {
			e := &out[place[r]]
			e.After = append(e.After, make(it))
		}
	}
	return out
}

// sourceHash is the source expression for an inline script or style (CSP 3,
// 2.3.1).
func sourceHash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}
