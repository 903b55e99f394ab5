package app

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"

	"shenqian/app/docx"
	"shenqian/review"
	"shenqian/review/mask"
)

// What can be read in a finished file, wherever it stands: R-Z for the files of
// the upload set (domain.md §3.4). Nothing here knows how the files were made.

// place is a part of a finished file and all the text in it: words, attribute
// values, comments, instructions, names that are not plain Latin.
type place struct{ where, text string }

// finished is what is in a finished file: what a reader sees, and every place.
type finished struct {
	words  string
	places []place
}

// most a part may unfold to, and a file have of them.
const (
	mostPart  = 64 << 20
	mostParts = 100
)

// readFinished takes all text out of a file by its name's ending.
func readFinished(name string, b []byte) (*finished, error) {
	switch path.Ext(name) {
	case ".docx", ".xlsx":
		return readPackage(name, b)
	case ".html":
		return readPage(name, b)
	case ".csv", ".txt":
		return &finished{words: string(b), places: []place{{name, string(b)}}}, nil
	}
	return nil, review.Fault("upload.unreadable", "file", name, "where", name)
}

// readPackage reads every part of a zip of XML, and the zip's own names and
// remarks. A part that is no XML can't be looked into and has no place in it.
func readPackage(name string, b []byte) (*finished, error) {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil || len(z.File) > mostParts {
		return nil, review.FaultFrom(err, "upload.unreadable", "file", name, "where", name)
	}
	out := &finished{}
	own := []string{z.Comment}
	for _, f := range z.File {
		own = append(own, f.Name, f.Comment, string(f.Extra))
		r, err := f.Open()
		if err != nil {
			return nil, review.FaultFrom(err, "upload.unreadable", "file", name, "where", f.Name)
		}
		part, err := io.ReadAll(io.LimitReader(r, mostPart+1))
		r.Close()
		if err != nil || len(part) > mostPart {
			return nil, review.FaultFrom(err, "upload.unreadable", "file", name, "where", f.Name)
		}
		words, rest, err := readXML(part, true)
		if err != nil {
			return nil, review.FaultFrom(err, "upload.unreadable", "file", name, "where", f.Name)
		}
		if f.Name == "word/document.xml" {
			out.words = words
		}
		out.places = append(out.places, place{f.Name, words + "\n" + listed(rest)})
	}
	out.places = append(out.places, place{name, listed(own)})
	return out, nil
}

// readPage reads an HTML page: what is shown, and title, attributes, comments.
func readPage(name string, b []byte) (*finished, error) {
	words, rest, err := readXML(b, false)
	if err != nil {
		return nil, review.FaultFrom(err, "upload.unreadable", "file", name, "where", name)
	}
	_, body, _ := strings.Cut(string(b), "<body>")
	body, _, _ = strings.Cut(body, "</body>")
	shown, _, err := readXML([]byte("<body>"+body+"</body>"), false)
	if err != nil {
		return nil, review.FaultFrom(err, "upload.unreadable", "file", name, "where", name)
	}
	return &finished{words: shown, places: []place{{name, words + "\n" + listed(rest)}}}, nil
}

// within a line: what these elements part is one word to a reader.
var inline = []string{"r", "t", "rPr", "span", "time", "b", "i", "u", "em", "strong", "a", "ins", "del", "delText", "instrText", "fldSimple", "hyperlink", "smartTag", "sdt", "sdtContent", "bookmarkStart", "bookmarkEnd", "proofErr"}

// readXML gives the words between the tags, as they follow one another, and
// whatever else can be read.
func readXML(b []byte, strict bool) (words string, rest []string, err error) {
	d := xml.NewDecoder(bytes.NewReader(b))
	if d.Strict = strict; !strict {
		d.AutoClose, d.Entity = xml.HTMLAutoClose, xml.HTMLEntity
	}
	var w strings.Builder
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return w.String(), rest, nil
		}
		if err != nil {
			return "", nil, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			rest = append(rest, odd(t.Name.Local))
			for _, a := range t.Attr {
				rest = append(rest, odd(a.Name.Local), a.Value)
			}
			if t.Name.Local == "tab" {
				w.WriteByte('\t')
			}
		case xml.EndElement:
			if !slices.Contains(inline, t.Name.Local) {
				w.WriteByte('\n')
			}
		case xml.CharData:
			w.Write(t)
		case xml.Comment:
			rest = append(rest, string(t))
		case xml.ProcInst:
			rest = append(rest, t.Target+" "+string(t.Inst))
		case xml.Directive:
			rest = append(rest, string(t))
		}
	}
}

// odd is a name of an element if it could be more than that.
func odd(name string) string {
	for _, r := range name {
		if r > unicode.MaxASCII {
			return name
		}
	}
	return ""
}

// listed puts texts one below the other, each once, so that no two of them are
// read as one: a line's end alone does not part digits.
func listed(texts []string) string {
	seen := map[string]bool{"": true}
	for s := range fixedTexts() {
		seen[s] = true
	}
	var b strings.Builder
	for _, s := range texts {
		if !seen[s] {
			seen[s] = true
			b.WriteString(s + "。\n")
		}
	}
	return b.String()
}

// fixedTexts are the attributes of a file without a word in it: measures and
// names of styles, in which a short name could be seen.
var fixedTexts = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	b, err := docx.WriteOnline("", time.Unix(0, 0), nil)
	if err != nil {
		return out
	}
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return out
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return out
		}
		part, err := io.ReadAll(r)
		r.Close()
		if _, rest, xerr := readXML(part, true); err == nil && xerr == nil {
			for _, s := range rest {
				out[s] = true
			}
		}
	}
	return out
})

// clean says whether a finished file of the upload set holds nothing that was
// to be hidden, in any of its places and in its name, and all that was to stand.
func (w *Workshop) clean(res *mask.Result, name string, r *finished) error {
	r.places = append(r.places, place{w.Words.Say("upload.filename"), path.Base(name)})
	if err := w.noResidue(res, name, r.places); err != nil {
		return err
	}
	if gone := res.Missing(r.words); len(gone) > 0 {
		return review.Fault("upload.missing", "file", name, "words", strings.Join(gone, "、"))
	}
	return nil
}

// noResidue looks through all places at once, and if there is anything, for
// the place. The masked text itself, which each file has, is looked through once.
func (w *Workshop) noResidue(res *mask.Result, name string, places []place) error {
	var all strings.Builder
	text := bare(res.Text)
	for _, p := range places {
		if bare(p.text) != text || len(res.Residue(p.text)) > 0 {
			all.WriteString(p.text + "。\n")
		}
	}
	hits := res.Residue(all.String())
	if len(hits) == 0 {
		return nil
	}
	where := name
	for _, p := range places {
		if len(res.Residue(p.text)) > 0 {
			where = p.where
			break
		}
	}
	return review.Fault("upload.residue", "file", name, "where", where, "class", w.MaskClass(hits[0].Class), "count", itoa(len(hits)))
}

// bare is a text without white space and what can't be seen.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, s)
}
