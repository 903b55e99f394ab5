package signing

import (
	"shenqian/signing/fault"
	"shenqian/signing/pdfa"
	"shenqian/signing/pdffile"
)

// A file that is PDF/A (ISO 19005-2 or -3) must be so when it was signed,
// stamped or given validation data. Checking a paper of a few pages whole costs
// some ten RSA signatures, checking what an update brought about a twentieth of
// one: so every update is checked by itself, before it is handed out, and the
// file is checked whole before and after where one file is signed or extended.

// PDFA is what became of a file's claim to be PDF/A.
type PDFA string

// A file that claims none has an empty one. In a batch only the updates are
// checked, and nothing is said of the whole.
const (
	// PDFAKept: as a whole it conformed before, and conforms.
	PDFAKept PDFA = "kept"
	// PDFABroken: it claimed to be PDF/A and was not. It was signed as it is.
	PDFABroken PDFA = "broken"
)

// keeps checks what an update added to a file. If the file conformed before and
// would not any more, that is an error.
func keeps(before *pdffile.Reader, after []byte) error {
	if pdfa.Part(before.Latest()) == 0 {
		return nil
	}
	r, err := before.Extended(after)
	if err != nil {
		return err
	}
	if len(pdfa.CheckUpdate(r)) == 0 {
		return nil
	}
	_, err = kept(before.Bytes(), after)
	return err
}

// kept checks a file as a whole, before and after.
func kept(before, after []byte) (PDFA, error) {
	file, err := pdffile.Open(before)
	if err != nil {
		return "", err
	}
	if pdfa.Part(file.Latest()) == 0 {
		return "", nil
	}
	if was, err := pdfa.Check(before); err != nil || len(was) > 0 {
		return PDFABroken, err
	}
	is, err := pdfa.Check(after)
	switch {
	case err != nil:
		return "", err
	case len(is) > 0:
		return "", fault.Wrap(&fault.Error{Code: is[0].Text}, "sign.pdfa", "clause", is[0].Clause)
	}
	return PDFAKept, nil
}

// asPDFA fills in what became of the claim of the file that was signed.
func (r *Result) asPDFA(before []byte, err error) (*Result, error) {
	if err != nil {
		return nil, err
	}
	if r.PDFA, err = kept(before, r.PDF); err != nil {
		return nil, err
	}
	return r, nil
}
