// Package later is what rulings about an earlier ruling have in common: their
// case file, which ruling they deal with, and the rules on that.
package later

import (
	"regexp"

	"shenqian/review"
	"shenqian/review/kind/casefile"
	"shenqian/review/kind/ruling"
	"shenqian/review/law"
)

// CaseFile 案件信息 of a ruling about an earlier one. The parties and all else
// of the case are in the earlier ruling's case file.
type CaseFile struct {
	Paper      string               `json:"文书种类,omitempty" desc:"文书种类" enum:"补正裁定书,撤销终本裁定书"`
	Number     review.CaseNumber    `json:"案号" desc:"本裁定的案号，如（2018）鲁0102执1234号之二"`
	Court      string               `json:"法院" desc:"执行法院全称"`
	EarlierNo  review.CaseNumber    `json:"原裁定案号" desc:"所补正或者撤销的裁定的案号"`
	Cause      string               `json:"案由,omitempty" desc:"执行依据的案由"`
	Reason     string               `json:"理由,omitempty" desc:"补正或者撤销的理由"`
	Parties    []review.Party       `json:"当事人,omitempty" desc:"申请执行人、被执行人及其他当事人"`
	Panel      []review.PanelMember `json:"合议庭,omitempty" desc:"合议庭成员"`
	Minutes    *ruling.Minutes      `json:"评议笔录,omitempty" desc:"合议庭评议笔录"`
	Undertaker string               `json:"承办人,omitempty" desc:"承办人姓名"`
	ClerkName  string               `json:"书记员,omitempty" desc:"书记员姓名"`
}

func (c *CaseFile) CaseNumber() review.CaseNumber                      { return c.Number }
func (c *CaseFile) CourtName() string                                  { return c.Court }
func (c *CaseFile) PartyList() []review.Party                          { return c.Parties }
func (c *CaseFile) PanelMembers() []review.PanelMember                 { return c.Panel }
func (c *CaseFile) Series() string                                     { return "" }
func (c *CaseFile) Clerk() string                                      { return c.ClerkName }
func (c *CaseFile) ApplicantView() string                              { return "" }
func (c *CaseFile) FiledOn() review.Date                               { return review.Date{} }
func (c *CaseFile) LimitEnds() review.Date                             { return review.Date{} }
func (c *CaseFile) CauseName() string                                  { return c.Cause }
func (c *CaseFile) InCharge() string                                   { return c.Undertaker }
func (c *CaseFile) Found() []review.FoundAsset                         { return nil }
func (c *CaseFile) Unrest() []string                                   { return nil }
func (c *CaseFile) Amounts() (due, realised, remaining *review.Amount) { return nil, nil, nil }

// Kind is a kind of ruling about an earlier one; the folder of each kind gives
// what is its own.
type Kind struct {
	Name     string // id
	Title    string // of the schema
	LinkKind string
	RuleDate string // version of its rules
	Basis    string // id of the provision it rests on
	Book     *law.Book
	// Disposes finds what the 主文 of this kind says.
	Disposes *regexp.Regexp
	// Own are the rules of this kind alone.
	Own func(*Reading) []ruling.Rule
}

// Reading is a paper of such a kind, as its rules see it.
type Reading struct {
	*ruling.Reading
	Facts *CaseFile
}

func (k *Kind) ID() string   { return k.Name }
func (k *Kind) Link() string { return k.LinkKind }

// About: a ruling about an earlier one goes as that one did.
func (k *Kind) About() review.About {
	return review.About{Basis: []string{k.Basis}, Signs: review.RolePresident, Public: review.PublicByLaw, Volume: review.MainVolume}
}

// RulePack is the version of the rules, and a hash over them and the law.
func (k *Kind) RulePack() string {
	return ruling.Pack(k.RuleDate, k.bare(), k.Book)
}

// Rules are the ids of the rules.
func (k *Kind) Rules() []string { return ruling.IDs(k.bare()) }

// bare are the rules over nothing.
func (k *Kind) bare() []ruling.Rule {
	return k.rules(&Reading{Reading: ruling.NewReading(review.CheckupInput{}, k.Book)})
}

// Recognises says whether the 主文 is of this kind.
func (k *Kind) Recognises(p *review.Paper) bool {
	return k.Disposes.MatchString(ruling.Squeeze(p.Join(review.PartDisposition)))
}

func (k *Kind) Schema() ([]byte, error) { return casefile.Schema(k.Name, k.Title, CaseFile{}) }

func (k *Kind) ReadFacts(data []byte) (review.Facts, []string, error) {
	c := &CaseFile{}
	unknown, err := casefile.Decode(data, c)
	if err != nil {
		return nil, nil, err
	}
	return c, unknown, nil
}

func (k *Kind) Read(text string) *review.Paper { return ruling.Read(text) }

func (k *Kind) Prefill(p *review.Paper) review.Facts {
	w := ruling.Say(p)
	c := &CaseFile{Number: w.Number, Court: w.Court, Cause: w.Cause, Parties: w.Parties, Panel: w.Panel, ClerkName: w.Clerk}
	c.EarlierNo = earlierIn(p, w.Number)
	return c
}

// earlierIn is the first ruling of the same case that the text names, besides
// its own number: in the 主文 rather than before it, and one of several rulings
// (之一) rather than the case itself, which bears the number of the first.
func earlierIn(p *review.Paper, own review.CaseNumber) review.CaseNumber {
	var bare review.CaseNumber
	for _, text := range []string{p.Join(review.PartDisposition), p.Body()} {
		for _, n := range review.FindCaseNumbers(text) {
			switch {
			case n.Case() != own.Case() || n.CaseNumber == own:
			case n.Suffix != "":
				return n.CaseNumber
			case bare.Number == 0:
				bare = n.CaseNumber
			}
		}
	}
	return bare
}

// Earlier is what the case file says, else what the words say.
func (k *Kind) Earlier(f review.Facts, p *review.Paper) review.CaseNumber {
	if c, ok := f.(*CaseFile); ok && c != nil && c.EarlierNo.Number > 0 {
		return c.EarlierNo
	}
	if p == nil {
		return review.CaseNumber{}
	}
	return earlierIn(p, ruling.Say(p).Number)
}

func (k *Kind) Merge(entered, words review.Facts) review.Facts {
	e, ok := entered.(*CaseFile)
	if !ok || e == nil {
		return words
	}
	w, out := words.(*CaseFile), *e
	if out.Number.Number == 0 {
		out.Number = w.Number
	}
	if out.EarlierNo.Number == 0 {
		out.EarlierNo = w.EarlierNo
	}
	if len(out.Parties) == 0 {
		out.Parties = w.Parties
	}
	if len(out.Panel) == 0 {
		out.Panel = w.Panel
	}
	for _, s := range [][2]*string{{&out.Court, &w.Court}, {&out.Cause, &w.Cause}, {&out.ClerkName, &w.ClerkName}} {
		if *s[0] == "" {
			*s[0] = *s[1]
		}
	}
	return &out
}

// Clocks: the ruling goes online like any other; the rest runs for the one it
// deals with.
func (k *Kind) Clocks(m *review.Matter, _, _ review.Facts) []review.Clock {
	return m.Clocks(k.Book.Calendar(), review.ClockPublish)
}

// Debtors are those of its parties; what was found of theirs is in the case
// file of the ruling it deals with.
func (k *Kind) Debtors(f review.Facts, _ *review.Paper) []review.DebtorRecord {
	var out []review.DebtorRecord
	for _, p := range f.PartyList() {
		if p.Role == review.Debtor && p.Name != "" {
			out = append(out, review.DebtorRecordOf(p))
		}
	}
	return out
}

func (k *Kind) Route(f review.Facts, o review.Offices) []review.Step { return ruling.Route(f, o) }

// Checkup runs the rules of the kind, then those over any ruling's words.
func (k *Kind) Checkup(in review.CheckupInput) *review.Checkup {
	r := &Reading{Reading: ruling.NewReading(in, k.Book)}
	r.Facts = k.Prefill(r.Paper).(*CaseFile)
	if e, ok := in.Facts.(*CaseFile); ok && e != nil {
		r.Facts = k.Merge(e, r.Facts).(*CaseFile)
		r.Entered, r.Number, r.Minutes = true, e.Number, e.Minutes
	}
	r.Panel = r.Facts.Panel
	return r.Run(&review.Checkup{CaseNumber: r.Facts.Number.String(), Kind: k.Name, RulePack: k.RulePack()}, k.rules(r))
}

func (k *Kind) rules(r *Reading) []ruling.Rule {
	rules := append(k.Own(r), ruling.Rule{ID: "L01", Words: true, Check: func() ruling.Result { return r.earlierStands(k) }})
	rules = append(rules, ruling.Rule{ID: "J01", Check: r.PanelIsComplete})
	return append(rules, r.TextRules()...)
}

// L01: the ruling dealt with is one of this court's, and it was served: before
// that it is taken back (撤回签发), not corrected or revoked (design.md §4).
func (r *Reading) earlierStands(k *Kind) ruling.Result {
	n := k.Earlier(r.Facts, r.Paper)
	at := ruling.Place{}
	if q, ok := r.Paper.First(review.PartDisposition); ok {
		at = ruling.PlaceOf(q)
	}
	e := r.In.Earlier
	switch {
	case n.Number == 0:
		return r.Unmet("later-ruling", "L01.unnamed", at)
	case e == nil:
		return r.Unknown("later-ruling", "L01.none", at, "number", n.String())
	case e.Effective.IsZero():
		return r.Unmet("later-ruling", "L01.unserved", at, "number", n.String())
	case e.State == review.StateRevoked:
		return r.Unmet("later-ruling", "L01.revoked", at, "number", n.String())
	}
	return ruling.Met
}
