package app

import (
	"context"
	"slices"
	"strings"

	"shenqian/review"
	"shenqian/review/mask"
)

// MaskingRequest is what a person decided on the public text of one ruling.
type MaskingRequest struct {
	MaskRequest
	Answers []review.MaskAnswer
	// Doubts answers in words all that Answers leaves open, each as it stands.
	Doubts string
	// Looked is the tick for a text in which nothing is hidden.
	Looked bool
	// Seen is the masked text that was on the screen, by its hash; "" takes
	// whatever comes out.
	Seen review.Hash
}

// MaskedHash names a masked text.
func MaskedHash(res *mask.Result) review.Hash { return review.HashOf([]byte(res.Text)) }

// IssuedText is the text that is masked: the paper as it was issued.
func (d *Dossier) IssuedText() string { return d.issued().Text }

// AcceptMasking records what was decided: from then on the public copy is made
// by it, and of nothing else.
func (a *App) AcceptMasking(ctx context.Context, id string, r MaskingRequest) (*review.Matter, error) {
	if err := a.goesOnline(kindOf(id)); err != nil {
		return nil, err
	}
	d, err := a.Load(ctx, id)
	if err != nil {
		return nil, err
	}
	if s := d.Matter.State; s != review.StateServed {
		return nil, review.Fault("state.mask", "state", string(s))
	}
	res, err := a.Mask(d, r.MaskRequest)
	switch {
	case err != nil:
		return nil, err
	case !res.Publishable:
		return nil, review.Fault("publish.never", "why", a.MaskReason(res))
	case r.Seen != "" && r.Seen != MaskedHash(res):
		return nil, review.Fault("mask.stale")
	}
	answers := slices.Clone(r.Answers)
	open := Unanswered(res, answers)
	if words := strings.TrimSpace(r.Doubts); words != "" {
		for _, x := range open {
			answers = append(answers, Answered(res, x, words))
		}
		open = nil
	}
	if len(open) > 0 {
		return nil, review.Fault("mask.unanswered", "count", itoa(len(open)), "first", a.MaskDoubt(open[0]))
	}
	return a.do(ctx, id, step{roles: desk, event: review.Event{
		Kind: review.EventMask, Text: d.Matter.Version.Text,
		Masking: &review.Masking{
			Profile: string(res.Profile), Cause: r.Cause, Text: review.HashOf([]byte(d.IssuedText())), Masked: MaskedHash(res),
			Hidden: r.Hide, Spared: sparedOf(res), Answers: answers, Places: len(res.Masked), Looked: r.Looked,
		},
	}})
}

func sparedOf(res *mask.Result) (out []review.Spared) {
	for _, h := range res.Spared {
		out = append(out, review.Spared{Start: h.Start, End: h.End, Words: h.Original})
	}
	return out
}

// Answered is the answer to a doubt that leaves its place as it stands.
func Answered(res *mask.Result, x mask.Doubt, words string) review.MaskAnswer {
	a := review.MaskAnswer{Code: x.Code, Start: x.Start, End: x.End, Quote: x.Quote, Decided: review.MaskKept, Words: words}
	switch {
	case x.Start == x.End:
		a.Decided = review.MaskSeen
	case slices.ContainsFunc(res.Masked, func(h mask.Hit) bool { return h.Start < x.End && x.Start < h.End }):
		a.Decided = review.MaskHidden
	}
	return a
}

// Unanswered are the doubts that no answer speaks of. Doubts may be alike: each
// needs one of its own.
func Unanswered(res *mask.Result, answers []review.MaskAnswer) (out []mask.Doubt) {
	left := slices.Clone(answers)
	for _, x := range res.Doubts {
		i := slices.IndexFunc(left, func(a review.MaskAnswer) bool {
			return a.Code == x.Code && a.Start == x.Start && a.End == x.End && a.Quote == x.Quote
		})
		if i < 0 {
			out = append(out, x)
			continue
		}
		left = slices.Delete(left, i, i+1)
	}
	return out
}

// MaskingFor is the masking that was recorded, if it holds for what is asked:
// for this text, while the law of the day calls for the same profile as on the
// day it was made, and if nothing else is asked for by name.
func (a *App) MaskingFor(d *Dossier, r MaskRequest) (*review.Masking, bool) {
	k := d.Matter.Masking
	if k == nil || d.Paper == nil || k.Text != review.HashOf([]byte(d.IssuedText())) {
		return nil, false
	}
	then, _ := mask.ProfileOn(review.DateOf(k.At))
	now, _ := mask.ProfileOn(review.DateOf(a.Now()))
	switch {
	case then != now,
		r.Profile != "" && string(r.Profile) != k.Profile,
		r.Cause != "" && r.Cause != k.Cause,
		len(r.Hide) > 0 && !slices.Equal(r.Hide, k.Hidden),
		r.Ground != "" || len(r.Spare) > 0:
		return nil, false
	}
	return k, true
}

// maskedAs is what was asked for when the masking was made.
func maskedAs(k *review.Masking) MaskRequest {
	r := MaskRequest{Profile: mask.Profile(k.Profile), Cause: k.Cause, Hide: k.Hidden}
	for _, s := range k.Spared {
		r.Spare = append(r.Spare, mask.Place{Start: s.Start, End: s.End, Words: s.Words})
	}
	return r
}

// publicText masks for the public copy: by the masking if one holds, which
// must come out as it was looked at; else as it is asked, with the doubts
// answered in words.
func (a *App) publicText(d *Dossier, r PublishRequest) (*mask.Result, *review.Publication, error) {
	k, holds := a.MaskingFor(d, r.MaskRequest)
	p := &review.Publication{Hidden: r.Hide, Doubts: strings.TrimSpace(r.Doubts), FourEyes: a.Court().FourEyes}
	if s := a.Session(); p.FourEyes && s != nil {
		switch {
		case !holds:
			return nil, nil, review.Fault("publish.foureyes.none")
		case k.Person == s.Person.ID:
			return nil, nil, review.Fault("publish.foureyes.same", "name", s.Person.Name)
		}
	}
	ask := r.MaskRequest
	if holds {
		ask = maskedAs(k)
	}
	res, err := a.Mask(d, ask)
	switch {
	case holds && (err != nil || MaskedHash(res) != k.Masked):
		return nil, nil, review.Fault("publish.masking.differs", "name", k.By, "on", review.DateOf(k.At).Arabic())
	case err != nil:
		return nil, nil, err
	case !res.Publishable:
		return nil, nil, review.Fault("publish.never", "why", a.MaskReason(res))
	}
	open := res.Doubts
	if holds {
		open = Unanswered(res, k.Answers)
		p.MaskedText, p.MaskedBy, p.Hidden, p.Spared = k.Masked, k.By, k.Hidden, k.Spared
		p.Doubts = strings.Trim(a.saidOf(k)+"；"+p.Doubts, "；")
	}
	if len(open) > 0 && strings.TrimSpace(r.Doubts) == "" {
		return nil, nil, review.Fault("publish.doubts", "count", itoa(len(open)), "first", a.MaskDoubt(open[0]))
	}
	p.Profile, p.Masked = string(res.Profile), len(res.Masked)
	return res, p, nil
}

// saidOf is a masking's answers as the register lists them.
func (a *App) saidOf(k *review.Masking) string {
	if len(k.Answers) == 0 {
		return ""
	}
	n := map[string]int{}
	for _, x := range k.Answers {
		n[x.Decided]++
	}
	said := a.Words.Paper("masking.said", "count", itoa(len(k.Answers)), "hidden", itoa(n[review.MaskHidden]), "kept", itoa(n[review.MaskKept]), "seen", itoa(n[review.MaskSeen]))
	return strings.Trim(said+"；"+k.Said(), "；")
}

// ToPublish are the rulings whose public copies are to be made: those that
// nobody has looked at, and those whose masking is recorded. Each comes in the
// order of the queue.
func (a *App) ToPublish(ctx context.Context) (open, masked []QueueItem, err error) {
	all, err := a.Queue(ctx, QueueFilter{State: review.StateServed})
	if err != nil {
		return nil, nil, err
	}
	for _, it := range all.Items {
		switch {
		case it.Published || it.Withheld || it.Withholding != "" || it.Revived != "":
		case it.Masked != "":
			masked = append(masked, it)
		default:
			open = append(open, it)
		}
	}
	return open, masked, nil
}
