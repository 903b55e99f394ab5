package app

import (
	"strconv"

	"shenqian/review"
)

// KindEntry is a kind of paper as the register of kinds tells it.
type KindEntry struct {
	ID       string           `json:"id"`
	Name     string           `json:"name"`
	RulePack string           `json:"rule_pack"`
	DK       string           `json:"dk,omitempty"` // its number in the directive's register
	Form     string           `json:"form"`         // ruling, order, document, letter
	Basis    []string         `json:"basis"`        // what nobody has read is 待核
	Verified bool             `json:"verified"`     // all of the basis was read
	Due      string           `json:"deadline,omitempty"`
	Signs    review.Role      `json:"signs"`
	Signer   string           `json:"signer"`
	Public   review.Publicity `json:"public"`
	Volume   review.Volume    `json:"volume"`
	Composes bool             `json:"composes"` // its text is written from the case file
}

// Register lists the kinds with what they rest on and by when they are due.
func (w *Workshop) Register() []KindEntry {
	out := []KindEntry{}
	today := review.DateOf(w.Now())
	for _, k := range w.Kinds() {
		about := k.About()
		e := KindEntry{
			ID: k.ID(), Name: w.Words.Say("kind." + k.ID()), RulePack: k.RulePack(), DK: about.DK, Form: string(about.Form),
			Basis: []string{}, Verified: true, Due: w.deadline(about.Deadline), Signs: about.Signs, Signer: w.Words.Say("role." + string(about.Signs)),
			Public: about.Public, Volume: about.Volume,
		}
		if e.Form == "" {
			e.Form = "ruling"
		}
		_, e.Composes = k.(review.Composer)
		for _, id := range about.Basis {
			p, _ := w.law().Cite(id, today)
			e.Basis, e.Verified = append(e.Basis, p.Basis().String()), e.Verified && p.Read
		}
		out = append(out, e)
	}
	return out
}

// deadline says by when a kind is due, "" if nothing sets a day.
func (w *Workshop) deadline(d review.Deadline) string {
	if d.Code == "" {
		return ""
	}
	return w.Words.Say("deadline."+d.Code, "days", strconv.Itoa(d.Days), "on", d.On.Arabic())
}
