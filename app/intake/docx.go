package intake

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"shenqian/review"
)

// ReadDocx takes the text of a word-processor file (ECMA-376 WordprocessingML)
// as a reader sees it: insertions in, deletions out. Whatever makes that less
// than plain (tracked changes, comments, hidden text, fields, foreign parts,
// notes, text boxes, header text) comes back as a note.
func ReadDocx(b []byte) (*Document, error) {
	a, err := openArchive(b)
	if err != nil {
		return nil, err
	}
	if !a.has("word/document.xml") {
		return nil, review.Fault("intake.docx")
	}
	main, err := a.read("word/document.xml")
	if err != nil {
		return nil, err
	}
	r := &docxReader{}
	if err := r.read(main); err != nil {
		return nil, err
	}
	for name := range a.parts {
		if !strings.HasPrefix(name, "word/header") && !strings.HasPrefix(name, "word/footer") || !strings.HasSuffix(name, ".xml") {
			continue
		}
		part, err := a.read(name)
		if err != nil {
			return nil, err
		}
		h := &docxReader{}
		if err := h.read(part); err != nil {
			return nil, err
		}
		if t := strings.Join(strings.Fields(h.text.String()), ""); strings.Trim(t, "0123456789-—–第页共") != "" {
			r.note("header", t)
		}
	}
	if a.has("word/comments.xml") && !r.noted("comment") {
		part, err := a.read("word/comments.xml")
		if err != nil {
			return nil, err
		}
		if bytes.Contains(part, []byte(":comment ")) {
			r.note("comment", "")
		}
	}
	return finish(r.text.String(), r.notes)
}

// docxReader walks one part's elements.
type docxReader struct {
	text  strings.Builder
	notes []review.FileNote
	stack []string
	del   int // depth of deletions and fallbacks, whose text is not taken
	run   runStyle
	gone  strings.Builder // text of the deletion, insertion or hidden run at hand
	paras int
}

type runStyle struct{ hidden, white, struck bool }

func (r *docxReader) note(code, detail string) {
	if rs := []rune(detail); len(rs) > 80 {
		detail = string(rs[:80]) + "…"
	}
	if len(r.notes) < 200 {
		r.notes = append(r.notes, review.FileNote{Code: code, Detail: detail})
	}
}

func (r *docxReader) noted(code string) bool {
	for _, n := range r.notes {
		if n.Code == code {
			return true
		}
	}
	return false
}

func (r *docxReader) read(part []byte) error {
	d := xml.NewDecoder(bytes.NewReader(part))
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return review.FaultFrom(err, "intake.docx")
		}
		switch t := t.(type) {
		case xml.Directive: // a DTD has no place here
			return review.Fault("intake.docx")
		case xml.StartElement:
			if len(r.stack) >= maxDepth {
				return review.Fault("intake.bomb", "what", "XML")
			}
			r.stack = append(r.stack, t.Name.Local)
			r.start(t)
		case xml.EndElement:
			r.stack = r.stack[:max(0, len(r.stack)-1)]
			r.end(t.Name.Local)
		case xml.CharData:
			r.chars(string(t))
		}
	}
}

func (r *docxReader) inside(name string) bool {
	return len(r.stack) > 0 && r.stack[len(r.stack)-1] == name
}

func (r *docxReader) start(t xml.StartElement) {
	switch t.Name.Local {
	case "del", "moveFrom":
		r.del++
		r.gone.Reset()
	case "Fallback": // mc:Fallback repeats mc:Choice for older programs
		r.del++
	case "ins", "moveTo":
		r.gone.Reset()
		r.note("inserted", "")
	case "p":
		if r.paras++; r.paras > 1 {
			r.put("\n")
		}
	case "r":
		r.run = runStyle{}
	case "vanish", "webHidden":
		r.run.hidden = r.run.hidden || on(t)
	case "strike", "dstrike":
		r.run.struck = r.run.struck || on(t)
	case "numId": // Word draws the number; it is not in the text
		if v := attr(t, "val"); v != "0" && v != "" && !r.noted("numbered") {
			r.note("numbered", "")
		}
	case "drawing", "pict":
		r.note("picture", "")
	case "color":
		r.run.white = strings.EqualFold(attr(t, "val"), "FFFFFF")
	case "tab":
		if !r.within("tabs") {
			r.put("\t")
		}
	case "br", "cr":
		r.put("\n")
	case "noBreakHyphen":
		r.put("-")
	case "sym":
		r.note("symbol", attr(t, "font")+" "+attr(t, "char"))
	case "fldSimple":
		r.note("field", attr(t, "instr"))
	case "commentReference":
		r.note("comment", "")
	case "altChunk", "object", "control", "subDoc":
		r.note("foreign", t.Name.Local)
	case "footnoteReference", "endnoteReference":
		r.note("footnote", "")
	case "txbxContent":
		r.note("textbox", "")
	case "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tcPrChange", "trPrChange", "cellIns", "cellDel":
		if !r.noted("formatted") {
			r.note("formatted", "")
		}
	}
}

func (r *docxReader) within(name string) bool {
	for _, s := range r.stack[:max(0, len(r.stack)-1)] {
		if s == name {
			return true
		}
	}
	return false
}

func (r *docxReader) end(name string) {
	switch name {
	case "del", "moveFrom":
		r.note("deleted", r.gone.String())
		r.del--
	case "Fallback":
		r.del--
	}
}

func (r *docxReader) chars(s string) {
	switch {
	case r.inside("delText"):
		r.gone.WriteString(s)
	case r.inside("instrText"):
		if strings.TrimSpace(s) != "" {
			r.note("field", strings.TrimSpace(s))
		}
	case !r.inside("t"):
	case r.run.hidden:
		r.note("hidden", s)
	default:
		if r.run.white && strings.TrimSpace(s) != "" {
			r.note("white", s)
		}
		if r.run.struck && strings.TrimSpace(s) != "" {
			r.note("struck", s)
		}
		r.put(s)
	}
}

func (r *docxReader) put(s string) {
	if r.del == 0 && r.text.Len() < maxPart {
		r.text.WriteString(s)
	}
}

func attr(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// on reads a toggle: absent, "1", "true" and "on" are on.
func on(t xml.StartElement) bool {
	switch attr(t, "val") {
	case "0", "false", "off":
		return false
	}
	return true
}
