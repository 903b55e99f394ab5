package app

import (
	"context"

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
	Spare   []mask.Place  // what he decided to keep; without words, whatever stands there
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
		Paper: p, Parties: words.PartyList(), Keep: keep(words), Hide: r.Hide, Spare: worded(p, r.Spare), Cause: either(r.Cause, words.CauseName()), Ground: r.Ground, On: existing(printed.Date),
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
	p := d.issued()
	return mask.Mask(mask.Input{
		Paper: p, Parties: d.Facts.PartyList(), Keep: append(keep(d.Facts), a.Court().Public...), Hide: r.Hide, Spare: worded(p, r.Spare),
		Cause: either(r.Cause, d.Facts.CauseName()), Ground: r.Ground, On: on,
	}, a.profile(r.Profile))
}

// worded puts in the words that stand at places given by their offsets alone.
func worded(p *review.Paper, places []mask.Place) (out []mask.Place) {
	for _, x := range places {
		if x.Words == "" && 0 <= x.Start && x.Start < x.End && x.End <= p.Len() {
			x.Words = p.Slice(x.Start, x.End)
		}
		out = append(out, x)
	}
	return out
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

// goesOnline says why papers of a kind have no public copy, nil if they may.
func (w *Workshop) goesOnline(kind string) error {
	k, err := w.Kind(kind)
	if err != nil {
		return err
	}
	name := w.Words.Say("kind." + kind)
	switch k.About().Public {
	case review.Inside:
		return review.Fault("publish.inside", "kind", name)
	case review.PublicNotice:
		return review.Fault("publish.notice", "kind", name)
	}
	return nil
}

// PublishRequest is what the clerk decides at the making of a public copy.
type PublishRequest struct {
	MaskRequest
	// Doubts is what the clerk answers to the places a person must look at,
	// where no masking that holds has answered them.
	Doubts string
	// Court is the court's own certificate.
	Court *Credential
}

// Publish makes the public copy: typeset from the masked text, certified with
// the court's certificate, and, as it is to go out, read back and searched.
func (a *App) Publish(ctx context.Context, id string, r PublishRequest) (*review.Matter, error) {
	if err := a.goesOnline(kindOf(id)); err != nil {
		return nil, err
	}
	d, err := a.loadPaper(ctx, id)
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
	res, publication, err := a.publicText(d, r)
	if err != nil {
		return nil, err
	}
	pdf, err := a.publicCopy(ctx, d, res)
	if err != nil {
		return nil, err
	}
	sidecar, files, err := a.sidecar(ctx, d, res)
	if err != nil {
		return nil, err
	}
	signed, err := a.sign(ctx, pdf, signing.Request{
		Key: r.Court, Time: a.Now(), Name: a.Court().Name, Location: a.Court().Name, Reason: a.reason(r.Court, "reason.publish"), Certify: 2,
	})
	if err != nil {
		return nil, err
	}
	read, err := pdftext.Extract(signed.PDF)
	if err != nil {
		return nil, err
	}
	if err := a.searchCopy(ctx, res, a.publicName(d), signed.PDF, read); err != nil {
		return nil, err
	}
	with, err := a.uploadOf(d, res, read, anchorOf(a.publicName(d)))
	if err != nil {
		return nil, err
	}
	a.made.uploads.put(review.HashOf(signed.PDF), with)
	publication.File, publication.Disclosure = review.HashOf(signed.PDF), sidecar
	return a.do(ctx, id, step{
		event: review.Event{Kind: review.EventPublish, Text: m.Version.Text, Signed: publication.File, Publication: publication},
		roles: desk, files: append(files, signed.PDF), signed: signed,
	})
}

// publicName is a public copy's file name: 案号 and 文种 and nothing else
// (practice.md 13).
func (a *App) publicName(d *Dossier) string {
	return fileName(a.title(d.Paper, numberOf(d.ID))) + ".pdf"
}

// issued is the paper with the date of its approval: what was sealed and
// served. A paper that was not approved is as it was written.
func (d *Dossier) issued() *review.Paper {
	if d.Matter.Frozen == nil {
		return d.Paper
	}
	return d.dated(d.Matter.Frozen.On)
}

// dated is the paper with another 落款日期, if it has one.
func (d *Dossier) dated(on review.Date) *review.Paper {
	slot, ok := d.Paper.First(review.PartDate)
	if !ok {
		return d.Paper
	}
	p := d.Paper
	return d.Kind.Read(p.Slice(0, slot.Start) + on.Chinese() + p.Slice(slot.End, p.Len()))
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
