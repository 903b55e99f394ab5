package termination

import (
	"shenqian/review"
	"shenqian/review/law"
)

// rule is one line of domain.md §2.2, as mended by practice.md 15–26. check
// returns the first thing that is wrong, or met, or what is not known.
type rule struct {
	id    string
	words bool // reads the paper, not only the case file
	check func(*reading) result
}

// rules, in the order in which they are shown within one severity.
var rules = []rule{
	{"I06", true, disposesOfThisRoundOnly},
	{"I03", true, citesTheArticleOfItsDate},
	{"J01", false, panelIsComplete},
	{"H01", true, threeMonthsHavePassed},
	{"I01", true, statesWhatItMust},
	{"I02", false, amountsReconcile},
	{"T01", true, headIsThere},
	{"T02", true, datesExist},
	{"T03", true, fileHidesNothing},
	{"T04", true, everyCharacterPrints},
	{"T05", true, numberIsTheCases},
	{"T06", true, amountsAreWrittenPlain},
}

// rulePack is raised whenever a rule changes what it says.
const rulePack = "2026-11-24"

// reading is a paper, its facts and its day, as the rules see them.
type reading struct {
	in      review.CheckupInput
	paper   *review.Paper
	facts   *CaseFile // never nil; of a lone paper, what the words say
	entered *CaseFile // nil for a lone paper
	on      review.Date
	book    *law.Book
	profile law.Profile
	hasLaw  bool
	money   money
}

// result of one rule. A zero code with Met or NotApplicable says nothing more.
type result struct {
	outcome  review.Outcome
	severity review.Severity
	code     string
	args     map[string]string
	basis    string
	quote    string
	at       place
	stop     bool
	// data says that the words are met and the rest is for the case file.
	data string
}

var met = result{outcome: review.Met}

// Checkup runs every rule. A lone paper has no case file: what its words can't
// tell is then not checked, where on the desk it would be unknown. A lone case
// file has no paper.
func (k *Kind) Checkup(in review.CheckupInput) *review.Checkup {
	r := &reading{in: in, paper: in.Paper, on: in.On, book: k.book}
	if r.paper == nil {
		r.paper = review.NewPaper("", nil)
	}
	r.facts = Prefill(r.paper)
	if e, ok := in.Facts.(*CaseFile); ok && e != nil {
		r.entered = e
		r.facts = Merge(e, r.facts)
	}
	r.profile, r.hasLaw = k.book.Profile(in.On)
	r.money = readAmounts(r.paper)

	c := &review.Checkup{
		CaseNumber: r.facts.Number.String(), Kind: k.ID(), Date: in.On.String(), LawProfile: r.profile.ID, RulePack: k.RulePack(),
		NotChecked: []review.NotChecked{}, Findings: []review.Finding{},
	}
	skip := func(id, code string, args map[string]string) {
		c.NotChecked = append(c.NotChecked, review.NotChecked{Rule: id, Code: code, Args: args})
	}
	for _, rule := range rules {
		if rule.words && in.Paper == nil {
			skip(rule.id, "lack.paper", nil)
			continue
		}
		res := rule.check(r)
		switch {
		case r.entered == nil && res.data != "":
			skip(rule.id, res.data, nil)
		case r.entered == nil && res.outcome == review.Unknown:
			skip(rule.id, res.code, res.args)
		case res.outcome == review.Met:
			c.Met++
		case res.outcome != review.NotApplicable:
			c.Findings = append(c.Findings, r.finding(rule.id, res))
		}
	}
	review.SortFindings(c.Findings)
	return c
}

func (r *reading) finding(id string, res result) review.Finding {
	f := review.Finding{
		Rule: id, Outcome: res.outcome, Severity: res.severity, Basis: res.basis, Quote: res.quote,
		Code: res.code, Args: res.args, Start: -1, End: -1, Stop: res.stop,
	}
	if f.Outcome == review.Unknown && f.Severity == review.Block {
		f.Severity = review.Warn // unknown is not a violation
	}
	if res.at.end > res.at.start {
		s := sentenceAround(r.paper, res.at)
		f.Start, f.End = s.start, s.end
		if f.Quote == "" {
			f.Quote = r.paper.Slice(s.start, s.end)
		}
	}
	return f
}

// cite gives the basis and the severity that a provision allows on the day.
func (r *reading) cite(id string) (basis string, most review.Severity) {
	p, in := r.book.Cite(id, r.on)
	return p.Basis().String(), p.Severity(in)
}

// unmet and unknown build results on a provision.
func (r *reading) unmet(provision, code string, at place, args ...string) result {
	return r.result(review.Unmet, provision, code, at, args)
}

func (r *reading) unknown(provision, code string, at place, args ...string) result {
	return r.result(review.Unknown, provision, code, at, args)
}

func (r *reading) result(o review.Outcome, provision, code string, at place, args []string) result {
	basis, most := r.cite(provision)
	res := result{outcome: o, severity: most, code: code, basis: basis, at: at}
	if len(args) > 1 { // no map for no arguments: a stored finding has none either
		res.args = map[string]string{}
	}
	for i := 0; i+1 < len(args); i += 2 {
		res.args[args[i]] = args[i+1]
	}
	return res
}

// stopping marks what 强制提交说明 can't override (design.md §5).
func (res result) stopping() result {
	res.stop, res.severity = true, review.Block
	return res
}

// warn keeps a result from blocking, where practice asks only for a warning.
func (res result) warn() result {
	if res.severity == review.Block {
		res.severity = review.Warn
	}
	return res
}

// RulePack names the rules and the law they read.
func (k *Kind) RulePack() string { return rulePack + "+" + k.book.Version() }

// Kind is 执行裁定书（终结本次执行程序用）.
type Kind struct{ book *law.Book }

// New returns the kind over a book of law.
func New(book *law.Book) *Kind { return &Kind{book: book} }

func (k *Kind) ID() string { return "termination" }

func (k *Kind) Read(text string) *review.Paper { return Read(text) }

func (k *Kind) Prefill(p *review.Paper) review.Facts { return Prefill(p) }

func (k *Kind) Merge(entered, words review.Facts) review.Facts {
	e, ok := entered.(*CaseFile)
	if !ok || e == nil {
		return words
	}
	return Merge(e, words.(*CaseFile))
}
