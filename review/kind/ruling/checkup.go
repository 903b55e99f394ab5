package ruling

import (
	"slices"
	"strings"

	"shenqian/review"
	"shenqian/review/law"
)

// Rule is one line of domain.md §2.2, as mended by practice.md 15–26. Check
// returns the first thing that is wrong, or met, or what is not known.
type Rule struct {
	ID    string
	Words bool // reads the paper, not only the case file
	// Most is the strongest it may be, whatever its basis allows; empty: no
	// limit of its own.
	Most review.Severity
	// Asks names the fact that it wants to know. What such rules do not know
	// makes one line for the whole paper (practice.md 1).
	Asks  string
	Check func() Result
}

// Reading is a paper and its day, as the rules of every kind see them.
type Reading struct {
	In      review.CheckupInput
	Paper   *review.Paper // never nil
	On      review.Date
	Book    *law.Book
	Profile law.Profile
	HasLaw  bool
	// Number is the case's as it was entered; Entered is false for a paper that
	// stands alone.
	Number  review.CaseNumber
	Entered bool
	// Panel and Minutes are what is known of the 合议庭.
	Panel   []review.PanelMember
	Minutes *Minutes

	said    *Words
	dates   []review.PrintedDate
	amounts []review.PrintedAmount
}

// Said is what the ruling says of itself.
func (r *Reading) Said() Words {
	if r.said == nil {
		w := Say(r.Paper)
		r.said = &w
	}
	return *r.said
}

// Dates are all in the text, in order.
func (r *Reading) Dates() []review.PrintedDate {
	if r.dates == nil {
		r.dates = review.FindDates(r.Paper.Text)
	}
	return r.dates
}

// Amounts are all in the text, in order.
func (r *Reading) Amounts() []review.PrintedAmount {
	if r.amounts == nil {
		r.amounts = review.FindAmounts(r.Paper.Text)
	}
	return r.amounts
}

// NewReading begins a reading.
func NewReading(in review.CheckupInput, book *law.Book) *Reading {
	r := &Reading{In: in, Paper: in.Paper, On: in.On, Book: book}
	if r.Paper == nil {
		r.Paper = review.NewPaper("", nil)
	}
	r.Profile, r.HasLaw = book.Profile(in.On)
	return r
}

// Result of one rule. A zero Code with Met or NotApplicable says nothing more.
type Result struct {
	Outcome  review.Outcome
	Severity review.Severity
	Code     string
	Args     map[string]string
	Basis    string
	Quote    string
	At       Place
	Stop     bool
	// Data says that the words are met and the rest is for the case file.
	Data string
}

// Met is the result of a rule that is met.
var Met = Result{Outcome: review.Met}

// MetBy is Met with what shows it: a sum, a count of days.
func MetBy(sentence string, args ...string) Result {
	res := Met
	res.Code, res.Args = sentence, pairs(args)
	return res
}

// Run runs the rules. A lone paper has no case file: what its words can't tell
// is then not checked, where on the desk it would be unknown. A lone case file
// has no paper.
func (r *Reading) Run(c *review.Checkup, rules []Rule) *review.Checkup {
	c.Date, c.LawProfile = r.On.String(), r.Profile.ID
	c.NotChecked, c.Findings = []review.NotChecked{}, []review.Finding{}
	c.Passed = []review.Passed{}
	if v := review.SettingsVersion(r.In.Settings); v != "" {
		c.RulePack += "+" + v
	}
	skip := func(id, code string, args map[string]string) {
		c.NotChecked = append(c.NotChecked, review.NotChecked{Rule: id, Code: code, Args: args})
	}
	var open unknowns
	for _, rule := range rules {
		if rule.Words && r.In.Paper == nil {
			skip(rule.ID, "lack.paper", nil)
			continue
		}
		res := rule.Check().atMost(rule.Most)
		switch {
		case res.Outcome == review.Unknown && rule.Asks != "" && r.Entered:
			open.add(rule)
		case res.Outcome == review.Unknown && rule.Asks != "":
			skip(rule.ID, "U01.alone", map[string]string{"fact": rule.Asks})
		case !r.Entered && res.Data != "":
			skip(rule.ID, res.Data, nil)
		case !r.Entered && res.Outcome == review.Unknown:
			skip(rule.ID, res.Code, res.Args)
		case res.Outcome == review.Met:
			c.Met++
			c.Passed = append(c.Passed, review.Passed{Rule: rule.ID, Code: res.Code, Args: res.Args})
		case res.Outcome != review.NotApplicable:
			c.Findings = append(c.Findings, r.finding(rule.ID, res))
		}
	}
	if f, any := open.finding(); any {
		c.Findings = append(c.Findings, f)
	}
	review.SortFindings(c.Findings)
	return c
}

// unknowns are the rules whose facts nobody entered.
type unknowns struct{ rules, facts []string }

func (u *unknowns) add(rule Rule) {
	u.rules = append(u.rules, rule.ID)
	if !slices.Contains(u.facts, rule.Asks) {
		u.facts = append(u.facts, rule.Asks)
	}
}

// finding is U01, the line that names them all.
func (u *unknowns) finding() (review.Finding, bool) {
	return review.Finding{
		Rule: "U01", Outcome: review.Unknown, Severity: review.Info, Code: "U01.facts", Start: -1, End: -1,
		Args: map[string]string{"facts": strings.Join(u.facts, "、"), "rules": strings.Join(u.rules, "、")},
	}, len(u.rules) > 0
}

func (r *Reading) finding(id string, res Result) review.Finding {
	f := review.Finding{
		Rule: id, Outcome: res.Outcome, Severity: res.Severity, Basis: res.Basis, Quote: res.Quote,
		Code: res.Code, Args: res.Args, Start: -1, End: -1, Stop: res.Stop,
	}
	if f.Outcome == review.Unknown && f.Severity == review.Block {
		f.Severity = review.Warn // unknown is not a violation
	}
	f.Raise(r.In.Settings, r.On)
	if res.At.End > res.At.Start {
		s := sentenceAround(r.Paper, res.At)
		f.Start, f.End = s.Start, s.End
		if f.Quote == "" {
			f.Quote = r.Paper.Slice(s.Start, s.End)
		}
	}
	return f
}

// Cite gives the basis and the severity that a provision allows on the day.
func (r *Reading) Cite(id string) (basis string, most review.Severity) {
	p, in := r.Book.Cite(id, r.On)
	return p.Basis().String(), p.Severity(in)
}

// Unmet and Unknown build results on a provision; args are names and values.
func (r *Reading) Unmet(provision, code string, at Place, args ...string) Result {
	return r.result(review.Unmet, provision, code, at, args)
}

// Unknown is a fact nobody entered: never a violation.
func (r *Reading) Unknown(provision, code string, at Place, args ...string) Result {
	return r.result(review.Unknown, provision, code, at, args)
}

func (r *Reading) result(o review.Outcome, provision, code string, at Place, args []string) Result {
	basis, most := r.Cite(provision)
	return Result{Outcome: o, Severity: most, Code: code, Basis: basis, At: at, Args: pairs(args)}
}

// pairs are names and values as a map; none for no arguments, for a stored
// finding has none either.
func pairs(args []string) map[string]string {
	if len(args) < 2 {
		return nil
	}
	out := map[string]string{}
	for i := 0; i+1 < len(args); i += 2 {
		out[args[i]] = args[i+1]
	}
	return out
}

// Stopping marks what 强制提交说明 can't override (design.md §5).
func (res Result) Stopping() Result {
	res.Stop, res.Severity = true, review.Block
	return res
}

// atMost keeps a result from being stronger than its rule may be. What stops
// a paper was meant to.
func (res Result) atMost(most review.Severity) Result {
	switch {
	case res.Stop || most == "" || most == review.Block:
	case most == review.Info, res.Severity == review.Block:
		res.Severity = most
	}
	return res
}

// Warn keeps a result from blocking, where practice asks only for a warning.
func (res Result) Warn() Result {
	if res.Severity == review.Block {
		res.Severity = review.Warn
	}
	return res
}
