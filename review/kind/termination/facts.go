package termination

import (
	"strings"

	"shenqian/review"
)

func (c *CaseFile) CaseNumber() review.CaseNumber      { return c.Number }
func (c *CaseFile) CourtName() string                  { return c.Court }
func (c *CaseFile) PartyList() []review.Party          { return c.Parties }
func (c *CaseFile) PanelMembers() []review.PanelMember { return c.Panel }
func (c *CaseFile) Series() string                     { return c.SeriesOf }
func (c *CaseFile) Clerk() string                      { return c.ClerkName }
func (c *CaseFile) ApplicantView() string              { return c.ApplicantSay }
func (c *CaseFile) FiledOn() review.Date               { return c.Filed }
func (c *CaseFile) LimitEnds() review.Date             { return c.LimitTo }
func (c *CaseFile) CauseName() string                  { return c.Cause }

func (c *CaseFile) Amounts() (due, realised, remaining *review.Amount) {
	return c.Due, c.Realised, c.Remaining
}

func (c *CaseFile) InCharge() string {
	if c.Undertaker != "" {
		return c.Undertaker
	}
	for _, m := range c.Panel {
		if m.InCharge {
			return m.Name
		}
	}
	return ""
}

// Prefill takes from the words what they say beyond doubt.
func Prefill(p *review.Paper) *CaseFile {
	c := &CaseFile{Court: squeeze(p.Join(review.PartCourt))}
	if n := review.FindCaseNumbers(p.Join(review.PartNumber)); len(n) > 0 {
		c.Number = n[0].CaseNumber
	}
	for _, q := range p.All(review.PartParty) {
		readParty(p.Of(q), &c.Parties)
	}
	cause := p.Join(review.PartCause, review.PartCourse)
	if m := causeName.FindStringSubmatch(cause); m != nil {
		c.Cause = m[1]
	}
	for _, n := range review.FindCaseNumbers(cause) {
		if !n.Enforcement() || n.Old {
			c.BasisDoc = &BasisDocument{Number: n.CaseNumber.String()}
			break
		}
	}
	c.Filed = dateBefore(p.Body(), filedWords)
	a := readAmounts(p)
	c.Due, c.Realised, c.Waived, c.Remaining = a.due.known(), a.realised.known(), a.waived.known(), a.remaining.known()
	for _, q := range p.All(review.PartSignatory) {
		office := squeeze(p.Slice(q.Start, q.Start+q.Label))
		name := strings.TrimLeft(squeeze(p.Slice(q.Start+q.Label, q.End)), "：:")
		switch {
		case strings.Contains(office, "书记员"):
			c.ClerkName = name
		case !strings.Contains(office, "助理") || strings.Contains(office, "助理审判员"):
			c.Panel = append(c.Panel, review.PanelMember{Name: name, Office: office, Presiding: office == "审判长" || office == "执行长"})
		}
	}
	return c
}

// Merge fills what entered does not know from words. Where both know, what
// was entered stands; the rules compare it with the words.
func Merge(entered, words *CaseFile) *CaseFile {
	out := *entered
	keep(&out.Number, words.Number)
	keep(&out.Court, words.Court)
	keep(&out.Cause, words.Cause)
	keep(&out.BasisDoc, words.BasisDoc)
	keep(&out.Filed, words.Filed)
	keep(&out.Due, words.Due)
	keep(&out.Realised, words.Realised)
	keep(&out.Waived, words.Waived)
	keep(&out.Remaining, words.Remaining)
	keep(&out.ClerkName, words.ClerkName)
	if len(out.Parties) == 0 {
		out.Parties = words.Parties
	}
	if len(out.Panel) == 0 {
		out.Panel = words.Panel
	}
	return &out
}

func keep[T comparable](have *T, words T) {
	var none T
	if *have == none {
		*have = words
	}
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }
