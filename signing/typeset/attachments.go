package typeset

import (
	"shenqian/signing/fault"
	"shenqian/signing/pdffile"
)

// AttachmentsOf reads the files within a document that stand in a relation to it
// (ISO 19005-3, 6.8: the catalogue's /AF), as writeAttachments puts them. A file
// from anywhere may hold any number of any size: both are limited.
func AttachmentsOf(pdf []byte) ([]Attachment, error) {
	r, err := pdffile.Open(pdf)
	if err != nil {
		return nil, err
	}
	v := r.Latest()
	specs := v.Array(v.Catalog()["AF"])
	if len(specs) > mostAttached {
		return nil, fault.New("typeset.attached")
	}
	var out []Attachment
	for _, s := range specs {
		spec := v.Dict(s)
		name := v.String(spec["UF"])
		if len(name) == 0 {
			name = v.String(spec["F"])
		}
		file, ok := v.Resolve(v.Dict(spec["EF"])["F"]).(*pdffile.Stream)
		if !ok {
			return nil, fault.New("typeset.attached")
		}
		data, err := v.Decode(file)
		if err != nil || len(data) > mostAttachedBytes {
			return nil, fault.New("typeset.attached")
		}
		out = append(out, Attachment{
			Name: name.Text(), MIME: string(v.Name(file.Dict["Subtype"])), Description: v.String(spec["Desc"]).Text(), Data: data,
		})
	}
	return out, nil
}

const (
	mostAttached      = 50
	mostAttachedBytes = 64 << 20
)
