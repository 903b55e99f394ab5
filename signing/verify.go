package signing

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"github.com/emmansun/gmsm/smx509"

	"shenqian/signing/cms"
	"shenqian/signing/fault"
	"shenqian/signing/keys"
	"shenqian/signing/pdffile"
	"shenqian/signing/revocation"
	"shenqian/signing/trust"
)

// Options say whom to believe and as of when.
type Options struct {
	// Trust are the anchors; without any nobody is trusted.
	Trust *trust.Pool
	// At is the time at which certificates must be valid. Zero means the
	// time that each signature claims.
	At time.Time
	// Evidence finds what a file lacks to tell whether a certificate still
	// stands: from a cache, or by asking. Nil is offline. It is asked only
	// about certificates that chain to an anchor.
	Evidence func(cert, issuer *smx509.Certificate) []revocation.Evidence
}

// Verify says what became of a PDF since it was signed. The verdict on a bad
// file is a report, not an error.
func Verify(pdf []byte, o Options) (*Report, error) {
	r := &Report{Signatures: []SignatureReport{}}
	if err := verify(pdf, o, r); err != nil {
		r.Verdict, r.Trusted = Malformed, false
		r.Reason, r.ReasonArgs = code(err)
	}
	return r, nil
}

// FrozenHash is the SHA-256 of the file's first revision: of the whole file
// as long as nothing was appended to it.
func FrozenHash(pdf []byte) (string, error) {
	file, err := pdffile.Open(pdf)
	if err != nil {
		return "", err
	}
	return sum(pdf[:file.Revisions[0].Length]), nil
}

func sum(b []byte) string {
	s := sha256.Sum256(b)
	return hex.EncodeToString(s[:])
}

// document is a file under verification.
type document struct {
	file *pdffile.Reader
	sigs []*signature
	// judged holds what each revision changed, once somebody asked.
	judged map[int][]Change
	// hashes are those of the file up to the end of a revision.
	hashes map[int]string
	// firstRef is the earliest revision that refers to an object number.
	firstRef map[int]int
	evidence *evidence
}

// hash is the SHA-256 of the file as it stood after revision j.
func (d *document) hash(j int) string {
	if _, ok := d.hashes[j]; !ok {
		d.hashes[j] = sum(d.file.Bytes()[:d.file.Revisions[j].Length])
	}
	return d.hashes[j]
}

func verify(pdf []byte, o Options, r *Report) error {
	file, err := pdffile.Open(pdf)
	if err != nil {
		return err
	}
	return newDocument(file).verify(o, r)
}

func newDocument(file *pdffile.Reader) *document {
	return &document{file: file, judged: map[int][]Change{}, hashes: map[int]string{}}
}

func (d *document) verify(o Options, r *Report) error {
	file, pdf := d.file, d.file.Bytes()
	r.FrozenSHA256 = d.hash(0)
	if err := d.collect(); err != nil {
		return err
	}
	if len(d.sigs) == 0 {
		// A signature may have been cut out of the chain of revisions; its
		// bytes then lie where nothing should.
		for _, rev := range file.Revisions[1:] {
			if len(rev.Stray) > 0 {
				return fault.New("pdf.stray")
			}
		}
		// Bytes behind the last good end may be the rest of a signed revision
		// that was cut short.
		if len(bytes.TrimSpace(pdf[file.Tail:])) > 0 {
			return fault.New("pdf.tail")
		}
		r.Verdict, r.Reason = Unsigned, "verify.unsigned"
		return nil
	}
	for _, s := range d.sigs {
		d.check(s)
		if s.holds {
			d.held().within(s)
		}
	}
	d.prove(o)
	r.Verdict, r.Trusted = Valid, true
	for _, s := range d.sigs {
		d.judgeAfter(s)
		d.trust(s, o)
		d.rate(s, o)
		if Worse(r.Verdict, s.report.Verdict) != r.Verdict {
			r.Verdict, r.Reason, r.ReasonArgs = s.report.Verdict, s.report.Reason, s.report.ReasonArgs
		}
		// An unknown time-stamp authority takes nothing from a signer.
		r.Trusted = r.Trusted && (s.report.Trusted || s.stamp && len(d.sigs) > 1)
		r.Signatures = append(r.Signatures, s.report)
	}
	r.explain()
	return nil
}

// explain chooses the sentence for a file whose signatures are all valid: why
// its signers are not trusted, or what could not be found out about them.
func (r *Report) explain() {
	if r.Verdict != Valid {
		r.Trusted = false
		return
	}
	for _, s := range r.Signatures {
		if s.Kind == "timestamp" && len(r.Signatures) > 1 {
			continue
		}
		switch {
		case !s.Trusted:
			r.Reason, r.ReasonArgs = s.TrustReason, s.TrustArgs
			return
		case s.Revocation == StandingUnknown && r.Reason == "":
			r.Reason, r.ReasonArgs = s.RevocationReason, s.RevocationArgs
		}
	}
}

// notPermitted are the codes for the kinds of changes that are not permitted.
var notPermitted = map[string]string{
	"object":   "verify.modified-object",
	"deleted":  "verify.modified-deleted",
	"trailer":  "verify.modified-trailer",
	"stray":    "verify.modified-stray",
	"appended": "verify.modified-appended",
}

// judgeAfter lists what came after a signature and what it means.
func (d *document) judgeAfter(s *signature) {
	s.report.ChangesAfter = []Change{}
	for j := s.revision + 1; j < len(d.file.Revisions); j++ {
		s.report.ChangesAfter = append(s.report.ChangesAfter, d.judge(j)...)
	}
	if d.file.Tail < len(d.file.Bytes()) {
		s.report.ChangesAfter = append(s.report.ChangesAfter, Change{Kind: "appended", Revision: len(d.file.Revisions)})
	}
	for _, c := range s.report.ChangesAfter {
		if !c.Permitted {
			s.report.fail(Modified, fault.New(notPermitted[c.Kind], "field", s.report.Field))
		}
	}
	s.report.AddsOnlySignature = d.addsOnly(s.revision)
}

// describe copies what the certificate says into the report.
func (s *signature) describe() {
	if s.info == nil || s.info.Certificate == nil {
		return
	}
	c := s.info.Certificate
	s.report.Signer = c.Subject.CommonName
	s.report.Fingerprint = keys.Fingerprint(c)
	s.report.Algorithm = s.info.Algorithm
	if s.info.Form == cms.GBT35275 {
		s.report.Algorithm += " (" + string(GBT35275) + ")"
	}
	s.report.Training = trust.IsTraining(c)
}
