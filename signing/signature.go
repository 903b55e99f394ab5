package signing

import (
	"time"

	"shenqian/signing/cms"
	"shenqian/signing/fault"
	"shenqian/signing/keys"
	"shenqian/signing/pdffile"
)

// signature is one filled signature field.
type signature struct {
	field    *sigField
	object   *pdffile.Indirect // the signature dictionary
	revision int               // the revision that the dictionary came with
	view     pdffile.View      // the document as that revision left it
	info     *cms.SignerInfo
	claimed  time.Time
	holds    bool // fits its own bytes
	stamp    bool // a document time-stamp (ISO 32000-2, 12.8.5)
	report   SignatureReport
}

// collect finds every signature of every revision: one that a later revision
// took away was given all the same.
func (d *document) collect() error {
	seen := map[[2]int]bool{}
	for j := range d.file.Revisions {
		v := d.file.At(j)
		fields, err := sigFields(v)
		if err != nil {
			return err
		}
		for _, f := range fields {
			if f.value() == nil {
				continue
			}
			s := &signature{field: f, revision: j, view: v}
			s.report = SignatureReport{Field: f.name, Verdict: Valid, Kind: "signature", Level: "none", TimeSource: "none", Covers: "part"}
			key := [2]int{f.field.Number, -1 - j}
			if ref, ok := f.value().(pdffile.Reference); ok {
				if in := v.DefinedIn(ref.Number); in >= 0 {
					s.object, s.revision = v.Lookup(ref.Number), in
					s.view = d.file.At(in)
					key = [2]int{ref.Number, in}
				}
			}
			if !seen[key] {
				seen[key] = true
				d.sigs = append(d.sigs, s)
			}
		}
	}
	return nil
}

// check holds a signature against its own bytes.
func (d *document) check(s *signature) {
	if err := d.checkBytes(s); err != nil {
		s.report.fail(Invalid, err)
	} else {
		s.holds = true
	}
	s.describe()
	if s.holds {
		if err := keys.MaySign(s.info.Certificate, keys.Document); err != nil {
			s.holds = false
			s.report.fail(Invalid, err)
		}
	}
}

func (d *document) checkBytes(s *signature) error {
	if s.object == nil || s.object.Container != 0 {
		return fault.New("verify.dictionary")
	}
	dict, ok := s.object.Value.(pdffile.Dict)
	if !ok {
		return fault.New("verify.dictionary")
	}
	d.stated(s, dict)
	if s.object.Start < d.file.Revisions[s.revision].Start {
		return fault.New("verify.dictionary")
	}
	from, to, err := d.byteRange(s, dict)
	if err != nil {
		return err
	}
	b := d.file.Bytes()
	der, err := unpad(dict["Contents"])
	if err != nil {
		return err
	}
	switch s.view.Name(dict["SubFilter"]) {
	case subFilter, "adbe.pkcs7.detached":
	case "ETSI.RFC3161":
		return d.checkStamp(s, der, b[:from], b[to:d.end(s)])
	default:
		return fault.New("verify.subfilter", "name", string(s.view.Name(dict["SubFilter"])))
	}
	s.info, err = cms.VerifyDetached(der, b[:from], b[to:d.end(s)])
	if err != nil {
		return err
	}
	if s.info.Baseline && s.view.Name(dict["SubFilter"]) == subFilter {
		s.report.Level = "B-B"
	}
	return nil
}

// checkStamp checks a document time-stamp.
func (d *document) checkStamp(s *signature, der []byte, content ...[]byte) error {
	info, at, err := cms.VerifyTimestamp(der, content...)
	s.info, s.stamp, s.report.Kind = info, true, "timestamp"
	if err != nil {
		return err
	}
	s.claimed = at
	s.report.Time, s.report.TimeSource = at.Format(time.RFC3339), "timestamp"
	return nil
}

// stated copies what the signature dictionary says; the signature covers it.
func (d *document) stated(s *signature, dict pdffile.Dict) {
	s.report.StatedName = s.view.String(dict["Name"]).Text()
	s.report.Statement = s.view.String(dict["Reason"]).Text()
	s.report.Location = s.view.String(dict["Location"]).Text()
	if t, ok := claimedTime(s.view.String(dict["M"])); ok {
		s.claimed = t
		s.report.Time, s.report.TimeSource = t.Format(time.RFC3339), "claimed"
	}
	for _, o := range s.view.Array(dict["Reference"]) {
		if ref := s.view.Dict(o); s.view.Name(ref["TransformMethod"]) == "DocMDP" {
			s.report.Certifies = s.view.Int(s.view.Dict(ref["TransformParams"])["P"], 2)
		}
	}
	if s.revision > 0 {
		s.report.RevisionSHA256 = d.hash(s.revision - 1)
	}
}

// end is where the signed bytes end.
func (d *document) end(s *signature) int {
	r, _ := s.object.Dict()["ByteRange"].(pdffile.Array)
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
	gap, err := d.file.ValueSpan(s.object, "Contents")
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

// unpad cuts the zeros behind the signature's DER. Anything else there is no
// part of the signature, and nothing would protect it.
func unpad(o pdffile.Object) ([]byte, error) {
	b, _ := o.(pdffile.String)
	bad := fault.New("verify.contents")
	if len(b) < 4 || b[0] != 0x30 {
		return nil, bad
	}
	head, n := 2, int(b[1])
	if n == 0x80 || n > 0x83 {
		return nil, bad
	}
	if n > 0x80 {
		head += n - 0x80
		n = 0
		for _, c := range b[2:min(head, len(b))] {
			n = n<<8 | int(c)
		}
	}
	if head+n > len(b) {
		return nil, bad
	}
	for _, c := range b[head+n:] {
		if c != 0 {
			return nil, bad
		}
	}
	return b[:head+n], nil
}
