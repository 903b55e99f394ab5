package signing

import (
	"shenqian/signing/cms"
	"shenqian/signing/fault"
	"shenqian/signing/pdffile"
)

// end is where the signed bytes end.
func (d *document) end(s *signature) int {
	r, _ := s.dict()["ByteRange"].(pdffile.Array)
	return int(r[2].(int64) + r[3].(int64))
}

// byteRange checks that the signature covers its revision from the first
// byte to the last and leaves out its own /Contents, to the byte, and nothing
// else (12.8.1). Whoever may choose another gap may put content into it.
func (d *document) byteRange(s *signature, dict pdffile.Dict) (from, to int, err error) {
	bad := fault.New("verify.byte-range", "field", s.report.Field)
	list, _ := dict["ByteRange"].(pdffile.Array)
	if len(list) != 4 {
		return 0, 0, bad
	}
	var n [4]int64
	for i, o := range list {
		v, ok := o.(int64)
		if !ok || v < 0 || v > int64(len(d.file.Bytes())) {
			return 0, 0, bad
		}
		n[i] = v
	}
	gap, err := s.contents(d.file)
	if err != nil {
		return 0, 0, bad
	}
	if n[0] != 0 || n[1] != int64(gap.Start) || n[2] != int64(gap.End) {
		return 0, 0, bad
	}
	// Nothing protects the bytes of the gap, so they may be nothing but the
	// digits of the signature: no literal string, and no white space.
	digits := d.file.Bytes()[gap.Start:gap.End]
	if digits[0] != '<' || len(digits)%2 != 0 || !allHex(digits[1:len(digits)-1]) {
		return 0, 0, fault.New("verify.contents")
	}
	rev := d.file.Revisions[s.revision]
	end := n[2] + n[3]
	last := s.revision == len(d.file.Revisions)-1
	switch {
	case end < int64(rev.EOF) || end > int64(rev.Length):
		return 0, 0, bad
	case end == int64(len(d.file.Bytes())):
		s.report.Covers = "file"
	case last && end < int64(rev.Length):
		// White space came after; harmless, yet not what was signed.
		s.report.Covers = "revision"
		s.report.fail(Modified, fault.New("verify.modified-appended", "field", s.report.Field))
	default:
		s.report.Covers = "revision"
	}
	return int(n[1]), int(n[2]), nil
}

func allHex(b []byte) bool {
	for _, c := range b {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') && (c < 'A' || c > 'F') {
			return false
		}
	}
	return true
}

// unpad cuts the zeros behind the signature. Anything else there is no
// part of the signature, and nothing would protect it.
func unpad(o pdffile.Object) ([]byte, error) {
	b, _ := o.(pdffile.String)
	n := cms.Length(b)
	if n < 4 || b[0] != 0x30 {
		return nil, fault.New("verify.contents")
	}
	for _, c := range b[n:] {
		if c != 0 {
			return nil, fault.New("verify.contents")
		}
	}
	return b[:n], nil
}
