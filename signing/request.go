package signing

import (
	"time"

	"shenqian/signing/keys"
	"shenqian/signing/pdffile"
)

// Appearance draws what a signature shows within its field.
type Appearance interface {
	// WriteForm writes a form XObject of the field's size in points and
	// returns its object number.
	WriteForm(w pdffile.ObjectWriter, width, height float64) (int, error)
}

// Request says who signs where, when and why.
type Request struct {
	// Field is the full name of an empty signature field in the file. If it
	// is empty, Sign adds an invisible field to the first page.
	Field string
	Key   *keys.Credential
	// Form is PAdES if it is empty.
	Form Form
	// Time is the time the signer claims.
	Time                   time.Time
	Name, Reason, Location string
	// Appearance may be nil; the field then shows nothing.
	Appearance Appearance
	// Certify is 0 for an approval signature, or 2 for a certification after
	// which only forms may be filled and signatures added (DocMDP P=2). P=1
	// is never written: it would forbid raising the signature's level later.
	Certify int
	// second is set if another signature is to follow: its field, where "" asks
	// for a new one, whose name is put there.
	second *string
}
