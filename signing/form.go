package signing

import (
	"shenqian/signing/cms"
	"shenqian/signing/fault"
	"shenqian/signing/pdffile"
)

// Form is the syntax of a signature.
type Form string

// The forms. A file's signatures may be of different forms.
const (
	// PAdES is CMS with the attributes of CAdES (EN 319 142-1): SubFilter
	// ETSI.CAdES.detached. It alone has levels.
	PAdES Form = "PAdES"
	// GBT35275 is SM2's own message syntax (GB/T 35275-2017): SubFilter
	// GBT35275.detached. ISO 32000-1, 12.8.3.1 has a reader refuse a SubFilter
	// that it does not know, so that nobody takes it for a PAdES signature and
	// calls it broken. Only SM2 keys sign so.
	GBT35275 Form = "GB/T 35275"
	// PKCS7 is CMS under adbe.pkcs7.detached (ISO 32000-1, 12.8.3.3). It is
	// verified and never written.
	PKCS7 Form = "PKCS#7"
	// TimeStamp is a document time-stamp (ISO 32000-2, 12.8.5).
	TimeStamp Form = "RFC 3161"
)

const (
	subFilter      = "ETSI.CAdES.detached"
	subFilterGB    = "GBT35275.detached"
	subFilterPKCS7 = "adbe.pkcs7.detached"
	subFilterStamp = "ETSI.RFC3161"
)

// ParseForm reads the name of a form in which can be signed; none is PAdES.
func ParseForm(name string) (Form, error) {
	switch name {
	case "", "pades":
		return PAdES, nil
	case "gbt35275":
		return GBT35275, nil
	}
	return "", fault.New("sign.form", "form", name)
}

// subFilter is the name under which a signature of the form is written.
func (f Form) subFilter() string {
	if f == GBT35275 {
		return subFilterGB
	}
	return subFilter
}

func (f Form) syntax() cms.Form {
	if f == GBT35275 {
		return cms.GBT35275
	}
	return cms.CAdES
}

// formOf says which form a signature is of. What SubFilter promises must be
// what the signature is: a national one under the name of CAdES would be
// broken for everybody else. Others write it under adbe.pkcs7.detached.
func formOf(name pdffile.Name, i *cms.SignerInfo) (Form, error) {
	is := i.Form
	switch {
	case i.Encapsulated && name != subFilterPKCS7:
		return "", fault.New("verify.not-detached")
	case is == cms.GBT35275 && (name == subFilterGB || name == subFilterPKCS7):
		return GBT35275, nil
	case is == cms.CAdES && name == subFilter:
		return PAdES, nil
	case is == cms.CAdES && name == subFilterPKCS7:
		return PKCS7, nil
	}
	return "", fault.New("verify.form", "name", string(name), "form", is.String())
}
