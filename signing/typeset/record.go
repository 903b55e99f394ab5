package typeset

import (
	"shenqian/signing/pdffile"
)

// A document's Record lies in the catalogue's page-piece dictionary
// (ISO 32000-1 §14.5), where an application keeps what is its own: under
// /Shenqian, with the required /LastModified, its /Private is a text string.
// PDF/A allows it, and no viewer shows it.

const pieceName = "Shenqian"

func (d *Document) pieceInfo() string {
	if d.Record == "" {
		return ""
	}
	return "/PieceInfo<</" + pieceName + "<</LastModified(" + pdfDate(d.Created) + ")/Private" + pdffile.Text(d.Record) + ">>>>"
}

// Record is the Record of a file, "" if it has none.
func Record(pdf []byte) (string, error) {
	r, err := pdffile.Open(pdf)
	if err != nil {
		return "", err
	}
	v := r.Latest()
	piece := v.Dict(v.Dict(v.Dict(v.Catalog()["PieceInfo"])[pieceName]))
	return v.String(piece["Private"]).Text(), nil
}
