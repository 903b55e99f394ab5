package app

import (
	"bytes"
	"context"
	"image"
	_ "image/jpeg" // a court's own seal may be a JPEG or a PNG
	_ "image/png"

	"shenqian/review"
	"shenqian/signing"
	"shenqian/signing/keys"
	"shenqian/signing/typeset"
)

var custodian = []review.Role{review.RoleCustodian}

// SealRequest is what the custodian decides at the stamping.
type SealRequest struct {
	Copies int    // 0: as many as the clerk asked for
	Reason string // of sealing again, which recalls the earlier copy
	Own    *Credential
	// Court is the court's own certificate, for sealing here.
	Court *Credential
	// Picture is the court's own seal, PNG or JPEG; without one a seal is drawn,
	// which only a demonstration may do.
	Picture []byte
	// Scan is a picture of the page stamped by hand.
	Scan []byte

	signed *Signed // what was sealed here
}

// sealable loads a matter whose copy waits for the seal.
func (a *App) sealable(ctx context.Context, id string, r *SealRequest) (*Dossier, []byte, error) {
	d, err := a.Load(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	c := d.Matter.ServiceCopy
	if c == nil {
		return nil, nil, review.Fault("seal.notcollated")
	}
	if r.Copies == 0 {
		r.Copies = c.Copies
	}
	if r.Own == nil {
		return nil, nil, review.Fault("key.needed")
	}
	pdf, err := a.store.Blob(ctx, c.File)
	return d, pdf, err
}

func (a *App) sealed(ctx context.Context, id string, d *Dossier, way review.SealWay, r SealRequest, file []byte) (*review.Matter, error) {
	e := review.Event{
		Kind: review.EventSeal, Way: way, Text: d.Matter.Version.Text, Frozen: d.Matter.ServiceCopy.File, Copies: r.Copies, Reason: r.Reason,
	}
	var files [][]byte
	if file != nil {
		e.Signed, files = review.HashOf(file), append(files, file)
	}
	if len(r.Scan) > 0 {
		e.Scan, files = review.HashOf(r.Scan), append(files, r.Scan)
	}
	return a.do(ctx, id, step{event: e, roles: custodian, cred: r.Own, files: files, signed: r.signed})
}

// SealByHand enters in the 用印登记簿 a copy printed and stamped by hand.
func (a *App) SealByHand(ctx context.Context, id string, r SealRequest) (*review.Matter, error) {
	d, _, err := a.sealable(ctx, id, &r)
	if err != nil {
		return nil, err
	}
	return a.sealed(ctx, id, d, review.SealByHand, r, nil)
}

// Seal stamps with the court's own certificate: the copy's bytes stay as they
// are, the seal and the signature are added over the date.
func (a *App) Seal(ctx context.Context, id string, r SealRequest) (*review.Matter, error) {
	d, pdf, err := a.sealable(ctx, id, &r)
	if err != nil {
		return nil, err
	}
	if err := a.courtKey(r.Court); err != nil {
		return nil, err
	}
	seal, err := a.sealPicture(r.Picture)
	if err != nil {
		return nil, err
	}
	kit, err := a.Kit()
	if err != nil {
		return nil, err
	}
	signed, err := a.sign(ctx, pdf, signing.Request{
		Field: sealField, Key: r.Court, Time: a.Now(), Name: a.Court().Name, Location: a.Court().Name,
		Reason: a.reason(r.Court, "reason.seal"), Appearance: kit.SealAppearance(seal),
	})
	if err != nil {
		return nil, err
	}
	r.signed = signed
	return a.sealed(ctx, id, d, review.SealByKey, r, signed.PDF)
}

// sealPicture is the seal to be drawn.
func (a *App) sealPicture(picture []byte) (typeset.CourtSeal, error) {
	s := typeset.CourtSeal{Court: a.Court().Name}
	if len(picture) > 0 {
		m, _, err := image.Decode(bytes.NewReader(picture))
		if err != nil {
			return s, review.FaultFrom(err, "seal.picture")
		}
		s.Picture = m
		return s, nil
	}
	if !a.Court().Demonstration {
		return s, review.Fault("seal.nopicture")
	}
	s.Mark = a.Words.Paper("copy.sealmark")
	return s, nil
}

// courtKey says whether the credential is the court's own and may sign today.
// A person's certificate never seals nor signs for the public: it may carry
// the person's identity number.
func (a *App) courtKey(c *Credential) error {
	if c == nil {
		return review.Fault("court.keyneeded")
	}
	now := a.Now()
	if err := c.Usable(now, keys.Document); err != nil {
		return err
	}
	court := review.Person{Keys: a.Court().Keys}
	if !court.Bound(keys.Fingerprint(c.Certificate), review.DateOf(now)) {
		return review.Fault("court.keynotbound", "certificate", c.Certificate.Subject.CommonName)
	}
	return nil
}

// RefuseSeal is 退签: back to the clerk, with a reason.
func (a *App) RefuseSeal(ctx context.Context, id, reason string) (*review.Matter, error) {
	return a.do(ctx, id, step{event: review.Event{Kind: review.EventSealBack, Reason: reason}, roles: custodian})
}
