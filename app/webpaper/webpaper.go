// Package webpaper writes a paper that goes online as a web page of its own:
// one file, no script, nothing from outside, readable on a telephone and aloud.
// Court and title are the heading, signatories, date and clerk the foot, to the
// right and one below the other (《关于在中国裁判文书网站平台公布的裁判文书的格式要求
// 及技术处理规范》, 2013).
//
// The words are written as they are, one paragraph for each line. The same
// lines give the same bytes.
package webpaper

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"strings"

	"shenqian/app/docx"
)

//go:embed page.html
var source string

//go:embed page.css
var style string

var page = template.Must(template.New("page").Parse(source))

// view is what the page's template takes.
type view struct {
	Title  string
	Policy string
	Style  template.CSS
	Head   []docx.Line // court, title, 案号
	Body   []docx.Line
	Foot   []docx.Line // signatories, date, clerk
	Date   string      // of the ruling, for machines
}

// Write makes the page. title is its metadata's and names no person; date is
// the day of the ruling, 2026-11-24. A character that no file can hold is
// refused as in a word processor's file.
func Write(title, date string, lines []docx.Line) ([]byte, error) {
	if err := docx.Writable(lines); err != nil {
		return nil, err
	}
	v := view{Title: title, Style: template.CSS(style), Policy: "default-src 'none'; style-src '" + hash(style) + "'; base-uri 'none'; form-action 'none'", Date: date}
	first, last := len(lines), 0
	for i, l := range lines {
		switch l.Style {
		case docx.Body, docx.Plain:
			first, last = min(first, i), i+1
		}
	}
	if first > last { // no body: all is heading
		first, last = len(lines), len(lines)
	}
	v.Head, v.Body, v.Foot = lines[:first], lines[first:last], lines[last:]
	var b bytes.Buffer
	err := page.Execute(&b, v)
	return b.Bytes(), err
}

// hash is the source expression for the one style sheet (CSP 3, 2.3.1).
func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// Kind is how the template calls a line's style.
func (v view) Kind(l docx.Line) string {
	return map[docx.Style]string{docx.Title: "title", docx.Number: "number", docx.Signatory: "signatory", docx.Date: "date"}[l.Style]
}

// Heading says whether a line is of the heading: the court's or the paper's.
func (v view) Heading(l docx.Line) bool { return l.Style == docx.Title }

// Day says whether a line is the date.
func (v view) Day(l docx.Line) bool { return l.Style == docx.Date && v.Date != "" }

// Office is a signatory's office, Name what follows.
func (v view) Office(l docx.Line) string { o, _ := cut(l); return o }
func (v view) Name(l docx.Line) string   { _, n := cut(l); return n }

func cut(l docx.Line) (office, name string) {
	runes := []rune(l.Text)
	if l.Office <= 0 || l.Office >= len(runes) {
		return "", l.Text
	}
	return strings.TrimSpace(string(runes[:l.Office])), strings.TrimSpace(string(runes[l.Office:]))
}
