package signing

import (
	"time"

	"shenqian/signing/cms"
	"shenqian/signing/fault"
	"shenqian/signing/keys"
	"shenqian/signing/pdffile"
	"shenqian/signing/tsp"
)

// signature is one filled signature field.
type signature struct {
	field    *sigField
	object   *pdffile.Indirect // that holds the signature dictionary
	direct   bool              // within the field, not an object of its own
	revision int               // the revision that the dictionary came with
	view     pdffile.View      // the document as that revision left it
	info     *cms.SignerInfo
	claimed  time.Time
	holds    bool         // fits its own bytes
	stamp    bool         // a document time-stamp (ISO 32000-2, 12.8.5)
	token    *tsp.Token   // of a document time-stamp
	stamps   []*tsp.Token // within the signature
	proofs   []*proof     // the time-stamps that count, earliest first
	judged   time.Time    // as of when its own certificate is judged; zero for its own time
	// unbelieved says why a time-stamp does not count.
	unbelieved error
	report     SignatureReport
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
			s.report = SignatureReport{Field: f.name, Verdict: Valid, Kind: "signature", Level: NoLevel, TimeSource: "none", Covers: "part"}
			key := [2]int{f.field.Number, -1 - j}
			switch ref := f.value().(type) {
			case pdffile.Reference:
				if in := v.DefinedIn(ref.Number); in >= 0 {
					s.object, s.revision = v.Lookup(ref.Number), in
					s.view = d.file.At(in)
					key = [2]int{ref.Number, in}
				}
			case pdffile.Dict:
				in := v.DefinedIn(f.field.Number)
				s.object, s.direct, s.revision = f.field, true, in
				s.view = d.file.At(in)
				key = [2]int{-f.field.Number, in}
			}
			if !seen[key] {
				seen[key] = true
				d.sigs = append(d.sigs, s)
			}
		}
	}
	return nil
}

// dict is the signature dictionary; nil if there is none.
func (s *signature) dict() pdffile.Dict {
	dict, _ := s.object.Value.(pdffile.Dict)
	if s.direct {
		dict, _ = dict["V"].(pdffile.Dict)
	}
	return dict
}

// contents is where the signature itself stands.
func (s *signature) contents(r *pdffile.Reader) (pdffile.Span, error) {
	if s.direct {
		return r.ValueSpan(s.object, "V", "Contents")
	}
	return r.ValueSpan(s.object, "Contents")
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
	if s.holds && !s.stamp {
		d.checkStamps(s)
	}
}

func (d *document) checkBytes(s *signature) error {
	if s.object == nil || s.object.Container != 0 {
		return fault.New("verify.dictionary")
	}
	dict := s.dict()
	if dict == nil {
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
	name := s.view.Name(dict["SubFilter"])
	switch name {
	case subFilter, subFilterPKCS7, subFilterGB:
	case subFilterStamp:
		return d.checkStamp(s, der, b[:from], b[to:d.end(s)])
	default:
		return fault.New("verify.subfilter", "name", string(name))
	}
	s.info, err = cms.VerifyDetached(der, b[:from], b[to:d.end(s)])
	if err != nil {
		return err
	}
	if s.report.Form, err = formOf(name, s.info); err != nil {
		return err
	}
	if s.info.Baseline && s.report.Form == PAdES {
		s.report.Level = LevelB
	}
	return nil
}

// checkStamp checks a document time-stamp. Its authority's certificate may lie
// in the validation data alone.
func (d *document) checkStamp(s *signature, der []byte, content ...[]byte) error {
	s.stamp, s.report.Kind, s.report.Form = true, "timestamp", TimeStamp
	t, err := tsp.Verify(der, d.held().certificates(len(d.file.Revisions)), content...)
	if t != nil {
		s.info = t.Signer
	}
	if err != nil {
		return err
	}
	s.token, s.claimed = t, t.Time
	s.report.Time, s.report.TimeSource = t.Time.Format(time.RFC3339), "timestamp"
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
		s.report.ClaimedTime = s.report.Time
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
