package termination

import (
	"shenqian/review"
	"shenqian/review/kind/ruling"
	"shenqian/review/law"
)

// rules, in the order in which they are shown within one severity.
func (r *reading) rules() []ruling.Rule {
	return append([]ruling.Rule{
		{ID: "I06", Words: true, Check: r.disposesOfThisRoundOnly},
		{ID: "I03", Words: true, Check: r.citesTheArticleOfItsDate},
		{ID: "J01", Words: false, Check: r.PanelIsComplete},
		{ID: "H01", Words: true, Check: r.threeMonthsHavePassed},
		{ID: "I01", Words: true, Check: r.statesWhatItMust},
		{ID: "I02", Words: false, Check: r.amountsReconcile},
	}, r.TextRules()...)
}

// rulePack is raised whenever a rule changes what it says.
const rulePack = "2026-11-24"

// reading is what the rules of this kind see besides.
type reading struct {
	*ruling.Reading
	facts   *CaseFile // never nil; of a lone paper, what the words say
	entered *CaseFile // nil for a lone paper
	money   money
}

// Checkup runs every rule.
func (k *Kind) Checkup(in review.CheckupInput) *review.Checkup {
	r := &reading{Reading: ruling.NewReading(in, k.book)}
	r.facts = Prefill(r.Paper)
	if e, ok := in.Facts.(*CaseFile); ok && e != nil {
		r.entered = e
		r.facts = Merge(e, r.facts)
		r.Entered, r.Number, r.Minutes = true, e.Number, e.Minutes
	}
	r.Panel, r.money = r.facts.Panel, readAmounts(r.Paper)
	return r.Run(&review.Checkup{CaseNumber: r.facts.Number.String(), Kind: k.ID(), RulePack: k.RulePack()}, r.rules())
}

// RulePack names the rules and the law they read.
func (k *Kind) RulePack() string { return rulePack + "+" + k.book.Version() }

// Kind is 执行裁定书（终结本次执行程序用）.
type Kind struct{ book *law.Book }

// New returns the kind over a book of law.
func New(book *law.Book) *Kind { return &Kind{book: book} }

func (k *Kind) ID() string { return "termination" }

// Recognises says whether the text is of this kind: any ruling that is of no
// other kind is taken for one of these, and its rules say what is wrong.
func (k *Kind) Recognises(*review.Paper) bool { return true }

func (k *Kind) Read(text string) *review.Paper { return ruling.Read(text) }

// Clocks are all that a termination starts.
func (k *Kind) Clocks(m *review.Matter) []review.Clock {
	return m.Clocks(review.ClockInfobase, review.ClockPublish, review.ClockRequery, review.ClockRemoval)
}

func (k *Kind) Route(f review.Facts, o review.Offices) []review.Step { return ruling.Route(f, o) }

func (k *Kind) Prefill(p *review.Paper) review.Facts { return Prefill(p) }

func (k *Kind) Merge(entered, words review.Facts) review.Facts {
	e, ok := entered.(*CaseFile)
	if !ok || e == nil {
		return words
	}
	return Merge(e, words.(*CaseFile))
}
