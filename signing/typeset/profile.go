package typeset

import (
	"crypto/md5" //nolint:gosec // a checksum, which the format wants so
	"fmt"
	"slices"

	"shenqian/signing/fault"
	"shenqian/signing/pdffile"
)

// Profile is the part and conformance level of ISO 19005 that a document is
// made to and claims (6.6.4).
type Profile string

// The profiles. All have a structure tree; only A claims it. Parts 2 and 3
// differ in 6.8 alone: part 3 takes any file along.
const (
	PDFA2A Profile = "2a" // also what an empty one means
	PDFA2U Profile = "2u"
	PDFA3U Profile = "3u"
)

// ParseProfile reads the name of a profile; an empty one is 2a.
func ParseProfile(name string) (Profile, error) {
	if name == "" {
		return PDFA2A, nil
	}
	if p := Profile(name); slices.Contains([]Profile{PDFA2A, PDFA2U, PDFA3U}, p) {
		return p, nil
	}
	return "", fault.New("typeset.profile", "profile", name)
}

// claim is what the metadata say: part and conformance.
func (p Profile) claim() (part, level string) {
	switch p {
	case PDFA2U:
		return "2", "U"
	case PDFA3U:
		return "3", "U"
	}
	return "2", "A"
}

// Attachment is a file that goes within the document, such as the data that a
// paper was made from. Only PDFA3U takes any (ISO 19005-3, 6.8).
type Attachment struct {
	Name        string // of the file, without a folder
	MIME        string // such as "application/json"
	Description string // may be empty
	Data        []byte
}

// mayAttach refuses attachments where no part of the standard takes them, and
// two of one name, of which a reader would find one.
func (d *Document) mayAttach() error {
	for i, a := range d.Attachments {
		if d.Profile != PDFA3U || a.Name == "" || a.MIME == "" ||
			slices.ContainsFunc(d.Attachments[:i], func(b Attachment) bool { return a.Name == b.Name }) {
			return fault.New("typeset.attachment", "name", a.Name)
		}
	}
	return nil
}

// writeAttachments writes the files and their specifications (ISO 32000-1,
// 7.11; ISO 19005-3, 6.8: the kind of the stream, both names, and the relation
// to the document) and returns their entries in the catalog.
func (d *Document) writeAttachments(w pdffile.ObjectWriter) string {
	if len(d.Attachments) == 0 {
		return ""
	}
	sorted := slices.SortedFunc(slices.Values(d.Attachments), func(a, b Attachment) int {
		return slices.Compare([]byte(pdffile.Text(a.Name)), []byte(pdffile.Text(b.Name)))
	})
	var specs []int
	names := ""
	for _, a := range sorted {
		file, spec := w.Reserve(), w.Reserve()
		sum := md5.Sum(a.Data) //nolint:gosec // as above
		putDeflated(w, file, "/Type/EmbeddedFile/Subtype"+pdffile.Format(pdffile.Name(a.MIME))+
			fmt.Sprintf("/Params<</Size %d/CheckSum<%x>/ModDate(%s)>>", len(a.Data), sum, pdfDate(d.Created)), a.Data)
		body := "<</Type/Filespec/AFRelationship/Data/F" + pdffile.Text(a.Name) + "/UF" + pdffile.Text(a.Name)
		if a.Description != "" {
			body += "/Desc" + pdffile.Text(a.Description)
		}
		w.Put(spec, body+"/EF<</F "+pdffile.Ref(file)+"/UF "+pdffile.Ref(file)+">>>>")
		specs = append(specs, spec)
		names += pdffile.Text(a.Name) + " " + pdffile.Ref(spec) + " "
	}
	return "/AF[" + pdffile.Refs(specs) + "]/Names<</EmbeddedFiles<</Names[" + names + "]>>>>"
}
