package app

import (
	"context"
	"strings"

	"shenqian/review"
	"shenqian/review/mask"
	"shenqian/signing"
	"shenqian/signing/pdftext"
	"shenqian/signing/typeset"
)

// MaskRequest is how a paper is to be masked.
type MaskRequest struct {
	Profile mask.Profile  // "": the one in force today
	Cause   string        // of the enforcement's basis; "": as the case says
	Ground  review.Ground // why the judge marked it as not to be published
	Hide    []string      // what a person decided to hide besides
}

// MaskFile masks a ruling's file that stands alone.
func (w *Workshop) MaskFile(ctx context.Context, path string, r MaskRequest) (*mask.Result, error) {
	doc, err := w.readRuling(ctx, path)
	if err != nil {
		return nil, err
	}
	k, p := w.Recognise(doc.Text)
	printed, _ := p.PrintedDate()
	words := k.Prefill(p)
	return mask.Mask(mask.Input{
		Paper: p, Parties: words.PartyList(), Keep: keep(words), Hide: r.Hide, Cause: either(r.Cause, words.CauseName()), Ground: r.Ground, On: existing(printed.Date),
	}, w.profile(r.Profile))
}

func either(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// profile is the one asked for, else the one in force today.
func (w *Workshop) profile(p mask.Profile) mask.Profile {
	if p != "" {
		return p
	}
	p, _ = mask.ProfileOn(review.DateOf(w.Now())) // none was in force before: Mask says so
	return p
}

// keep are the words that stand in every public copy (practice.md 14).
func keep(f review.Facts) []string {
	out := []string{f.CourtName(), f.Clerk(), f.InCharge()}
	for _, m := range f.PanelMembers() {
		out = append(out, m.Name)
	}
	return out
}

// Mask is the masked text of a matter's paper.
func (a *App) Mask(d *Dossier, r MaskRequest) (*mask.Result, error) {
	if d.Paper == nil {
		return nil, review.Fault("submit.noruling")
	}
	on := a.checkedOn(d.Paper)
	if f := d.Matter.Frozen; f != nil {
		on = f.On
	}
	return mask.Mask(mask.Input{
		Paper: d.issued(), Parties: d.Facts.PartyList(), Keep: append(keep(d.Facts), a.Court().Public...), Hide: r.Hide,
		Cause: either(r.Cause, d.Facts.CauseName()), Ground: r.Ground, On: on,
	}, a.profile(r.Profile))
}

// MaskReason says why a paper must not go online, "" if it may.
func (w *Workshop) MaskReason(res *mask.Result) string {
	if res.Publishable {
		return ""
	}
	return w.Words.SayArgs("mask.reason."+res.Reason.Code, res.Reason.Args) + "（" + res.Reason.Basis + "）"
}

// MaskDoubt says what a person must decide.
func (w *Workshop) MaskDoubt(d mask.Doubt) string {
	return w.Words.SayArgs("mask.doubt."+d.Code, d.Args)
}

// MaskClass names a class of what is hidden.
func (w *Workshop) MaskClass(class string) string { return w.Words.Say("mask.class." + class) }

// PublishRequest is what the clerk decides at the making of a public copy.
type PublishRequest struct {
	MaskRequest
	// Doubts is what the clerk answers to the places a person must look at.
	Doubts string
	// Court is the court's own certificate.
	Court *Credential
}

// Publish makes the public copy: typeset from the masked text, read back and
// searched, certified with the court's certificate, read back again.
func (a *App) Publish(ctx context.Context, id string, r PublishRequest) (*review.Matter, error) {
	d, err := a.Load(ctx, id)
	if err != nil {
		return nil, err
	}
	m := d.Matter
	switch on, ok := m.Effective(); {
	case m.State != review.StateServed:
		return nil, review.Fault("state.publish", "state", string(m.State))
	case !ok || review.DateOf(a.Now()).Before(on):
		return nil, review.Fault("publish.notyet", "on", on.Arabic())
	}
	if err := a.courtKey(r.Court); err != nil {
		return nil, err
	}
	res, err := a.Mask(d, r.MaskRequest)
	switch {
	case err != nil:
		return nil, err
	case !res.Publishable:
		return nil, review.Fault("publish.never", "why", a.MaskReason(res))
	case len(res.Doubts) > 0 && strings.TrimSpace(r.Doubts) == "":
		return nil, review.Fault("publish.doubts", "count", itoa(len(res.Doubts)), "first", a.MaskDoubt(res.Doubts[0]))
	}
	pdf, err := a.publicCopy(ctx, d, res)
	if err != nil {
		return nil, err
	}
	if err := a.leaksNothing(res, pdf); err != nil {
		return nil, err
	}
	signed, err := a.sign(ctx, pdf, signing.Request{
		Key: r.Court, Time: a.Now(), Name: a.Court().Name, Location: a.Court().Name, Reason: a.reason(r.Court, "reason.publish"), Certify: 2,
	})
	if err != nil {
		return nil, err
	}
	if err := a.leaksNothing(res, signed.PDF); err != nil { // the certificate too
		return nil, err
	}
	if _, err := a.uploadOf(d, res, signed.PDF, a.publicName(d)); err != nil {
		return nil, err
	}
	return a.do(ctx, id, step{
		event: review.Event{
			Kind: review.EventPublish, Text: m.Version.Text, Signed: review.HashOf(signed.PDF),
			Publication: &review.Publication{File: review.HashOf(signed.PDF), Profile: string(res.Profile), Masked: len(res.Masked), Hidden: r.Hide, Doubts: strings.TrimSpace(r.Doubts)},
		},
		roles: desk, files: [][]byte{signed.PDF}, signed: signed,
	})
}

// issued is the paper with the date of its approval: what was sealed and
// served. A paper that was not approved is as it was written.
func (d *Dossier) issued() *review.Paper {
	slot, ok := d.Paper.First(review.PartDate)
	f := d.Matter.Frozen
	if !ok || f == nil {
		return d.Paper
	}
	p := d.Paper
	return d.Kind.Read(p.Slice(0, slot.Start) + f.On.Chinese() + p.Slice(slot.End, p.Len()))
}

// publicCopy typesets the masked text by the norm of 2013: no seal, no 核对戳.
func (a *App) publicCopy(ctx context.Context, d *Dossier, res *mask.Result) ([]byte, error) {
	kit, err := a.Kit()
	if err != nil {
		return nil, err
	}
	on := d.Matter.Frozen.On
	p := d.issued()
	r, err := kit.Typeset(ctx, typeset.Document{
		Title: a.title(p, numberOf(d.ID)), Producer: producer, Created: midnight(on),
		Layout: typeset.Online, Blocks: layOutAs(p, review.Date{}, res.Part),
	})
	if err != nil {
		return nil, err
	}
	return r.PDF, nil
}

// leaksNothing reads a public copy back, its words and all else that can be
// read in it, and refuses it if anything is there that should be gone, or
// anything gone that should be there.
func (a *App) leaksNothing(res *mask.Result, pdf []byte) error {
	doc, err := pdftext.Extract(pdf)
	if err != nil {
		return err
	}
	text := doc.Text()
	if hits := res.Residue(text + "\n" + strings.Join(doc.Strings, "\n")); len(hits) > 0 {
		return review.Fault("publish.residue", "count", itoa(len(hits)), "class", a.MaskClass(hits[0].Class))
	}
	if gone := res.Missing(text); len(gone) > 0 {
		return review.Fault("publish.missing", "words", strings.Join(gone, "、"))
	}
	return nil
}
