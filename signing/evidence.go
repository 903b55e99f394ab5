package signing

import (
	"slices"

	"github.com/emmansun/gmsm/smx509"
	"golang.org/x/crypto/cryptobyte"
	tag "golang.org/x/crypto/cryptobyte/asn1"

	"shenqian/signing/pdffile"
	"shenqian/signing/revocation"
)

// evidence is what a file holds to verify its signatures by when nobody can
// be asked any more (ISO 32000-2, 12.8.4.3): certificates, OCSP answers and
// revocation lists. All that any revision held counts: who takes an answer
// out of the last one hides nothing.
type evidence struct {
	certs []held[*smx509.Certificate]
	items []held[revocation.Evidence]
	// first is the first revision with validation data, -1 for none.
	first int
}

// held is a piece with the first revision that lists it.
type held[T any] struct {
	piece    T
	revision int
}

// mostEvidence bounds the pieces read from a file. A paper with ten signers
// and twenty years of renewals stays below it.
const mostEvidence = 2000

// held reads the evidence of all revisions, once.
func (d *document) held() *evidence {
	if d.evidence != nil {
		return d.evidence
	}
	d.evidence = &evidence{first: -1}
	seen := map[[2]int]bool{}
	for j := range d.file.Revisions {
		v := d.file.At(j)
		dss := v.Dict(v.Catalog()["DSS"])
		if dss == nil {
			continue
		}
		if d.evidence.first < 0 {
			d.evidence.first = j
		}
		r := evidenceReader{d.evidence, v, j, seen}
		r.read(dss, "Certs", "OCSPs", "CRLs")
		for _, entry := range v.Dict(dss["VRI"]) {
			r.read(v.Dict(entry), "Cert", "OCSP", "CRL")
		}
	}
	return d.evidence
}

type evidenceReader struct {
	to       *evidence
	view     pdffile.View
	revision int
	seen     map[[2]int]bool
}

// read adds what the three lists of a dictionary refer to. What cannot be
// read proves nothing, and may be what somebody else needs.
func (r evidenceReader) read(d pdffile.Dict, certs, ocsps, crls pdffile.Name) {
	r.each(d[certs], func(der []byte) {
		if c, err := smx509.ParseCertificate(der); err == nil {
			r.to.certs = append(r.to.certs, held[*smx509.Certificate]{c, r.revision})
		}
	})
	r.each(d[ocsps], func(der []byte) {
		if o, err := revocation.ParseOCSP(der); err == nil {
			r.to.items = append(r.to.items, held[revocation.Evidence]{o, r.revision})
		}
	})
	r.each(d[crls], func(der []byte) {
		if c, err := revocation.ParseCRL(der); err == nil {
			r.to.items = append(r.to.items, held[revocation.Evidence]{c, r.revision})
		}
	})
}

func (r evidenceReader) each(list pdffile.Object, add func(der []byte)) {
	for _, o := range r.view.Array(list) {
		ref, ok := o.(pdffile.Reference)
		if !ok {
			continue
		}
		key := [2]int{ref.Number, r.view.DefinedIn(ref.Number)}
		s, ok := r.view.Resolve(ref).(*pdffile.Stream)
		if !ok || r.seen[key] || len(r.to.certs)+len(r.to.items) >= mostEvidence {
			continue
		}
		r.seen[key] = true
		if der, err := r.view.Decode(s); err == nil {
			add(der)
		}
	}
}

// certificates are those that the evidence held after a revision.
func (e *evidence) certificates(upto int) (out []*smx509.Certificate) {
	for _, c := range e.certs {
		if c.revision <= upto {
			out = append(out, c.piece)
		}
	}
	return out
}

// within adds the evidence that a signature and its time-stamps carry: in the
// attribute of Adobe's form, and as revocation lists beside the certificates
// (RFC 5652, 5.1). Nothing but the issuers protects it, and nothing need.
func (e *evidence) within(s *signature) {
	if s.info.Archive != nil {
		e.archived(s.info.Archive, s.revision)
	}
	lists := s.info.CRLs
	for _, t := range s.stamps {
		lists = slices.Concat(lists, t.Signer.CRLs)
	}
	for _, der := range lists {
		if c, err := revocation.ParseCRL(der); err == nil && len(e.items) < mostEvidence {
			e.items = append(e.items, held[revocation.Evidence]{c, s.revision})
		}
	}
}

// archived adds the evidence that a signature of Adobe's form carries within
// (adbe-revocationInfoArchival): it counts from that signature's revision.
func (e *evidence) archived(der []byte, revision int) {
	in := cryptobyte.String(der)
	var seq cryptobyte.String
	if !in.ReadASN1(&seq, tag.SEQUENCE) {
		return
	}
	for !seq.Empty() {
		var wrapped, list cryptobyte.String
		var t tag.Tag
		if !seq.ReadAnyASN1(&wrapped, &t) || !wrapped.ReadASN1(&list, tag.SEQUENCE) {
			return
		}
		for !list.Empty() {
			var der cryptobyte.String
			if !list.ReadASN1Element(&der, tag.SEQUENCE) || len(e.items) >= mostEvidence {
				return
			}
			var piece revocation.Evidence
			var err error
			switch t {
			case tag.Tag(0).ContextSpecific().Constructed():
				piece, err = revocation.ParseCRL(der)
			case tag.Tag(1).ContextSpecific().Constructed():
				piece, err = revocation.ParseOCSP(der)
			default:
				return
			}
			if err == nil {
				e.items = append(e.items, held[revocation.Evidence]{piece, revision})
			}
		}
	}
}
