package review

import (
	"slices"
	"strings"

	"shenqian/review/canon"
)

// Outcome is what a rule says of a paper.
type Outcome string

const (
	Met           Outcome = "met"
	Unmet         Outcome = "unmet"
	Unknown       Outcome = "unknown" // 待核: a fact nobody entered; never a violation
	NotApplicable Outcome = "not_applicable"
)

// Severity is what an unmet rule does.
type Severity string

const (
	Block Severity = "block" // submission needs 强制提交说明
	Warn  Severity = "warn"  // the 承办人 answers, the president reads the answer
	Info  Severity = "info"
)

// Basis is a norm or a practice that a rule rests on.
type Basis struct {
	Text string // 法〔2016〕373号第一条第（四）项
	Read bool   // someone has read the wording; false is shown as 待核
}

func (b Basis) String() string {
	if b.Read {
		return b.Text
	}
	return b.Text + "（待核）"
}

// Finding is one rule's result on one paper. Code and Args say what was found
// in any language: Text and Fix are the catalogue's "finding.CODE.text" and
// "finding.CODE.fix", filled in for whoever reads.
type Finding struct {
	Rule     string            `json:"rule"`
	Outcome  Outcome           `json:"outcome"`
	Severity Severity          `json:"severity"`
	Text     string            `json:"text"`
	Basis    string            `json:"basis"` // norm and article, always Chinese
	Quote    string            `json:"quote"` // the sentence or field it points to
	Fix      string            `json:"fix"`   // what would cure it
	Start    int               `json:"start"` // runes of the paper's text; -1 if it points to no sentence
	End      int               `json:"end"`
	Code     string            `json:"code"`
	Args     map[string]string `json:"args,omitempty"`
	Stop     bool              `json:"stop,omitempty"` // can't be overridden
	// Raised is what the court rests it on that this finding blocks, where the
	// program would have warned.
	Raised string `json:"raised,omitempty"`
}

// Key tells one finding from another of the same paper: an answer given to a
// finding holds as long as the key does. The day it was checked on, and days
// counted up to it, are left out: they change with every showing.
func (f Finding) Key() string {
	args := map[string]string{}
	for k, v := range f.Args {
		if k != "on" && k != "days" {
			args[k] = v
		}
	}
	b, err := canon.Marshal([]any{f.Rule, f.Outcome, f.Code, args, f.Quote})
	if err != nil { // strings always encode
		panic(err)
	}
	return string(HashOf(b))
}

// FindingsHash binds the findings to a submission. Texts and places are left
// out: they follow from the rest.
func FindingsHash(fs []Finding) Hash {
	keys := make([]string, len(fs))
	for i, f := range fs {
		keys[i] = string(f.Severity) + " " + f.Key()
	}
	slices.Sort(keys)
	return HashOf([]byte(strings.Join(keys, "\n")))
}

// NeedsAnswer says whether the 承办人 must answer before submission.
func (f Finding) NeedsAnswer() bool { return f.Severity != Info }

// Blocks says whether submission needs 强制提交说明. Unknown never does.
func (f Finding) Blocks() bool { return f.Severity == Block && f.Outcome == Unmet }

// NotChecked is a rule that could not run, and why.
type NotChecked struct {
	Rule string            `json:"rule"`
	Why  string            `json:"why"` // the catalogue's "finding.CODE.text"
	Code string            `json:"-"`
	Args map[string]string `json:"-"`
}

// Passed is a rule that is met and, where it says more, what shows it.
type Passed struct {
	Rule string            `json:"rule"`
	Text string            `json:"text"` // the catalogue's "rule.RULE" and CODE
	Code string            `json:"-"`
	Args map[string]string `json:"-"`
}

// Checkup 核查 is the result of all rules on one paper on one date.
type Checkup struct {
	CaseNumber string       `json:"case_number"`
	Kind       string       `json:"kind"`
	Date       string       `json:"date"`
	LawProfile string       `json:"law_profile"`
	RulePack   string       `json:"rule_pack"` // version and hash of the rules
	Met        int          `json:"met"`
	Passed     []Passed     `json:"passed"` // the rules that are met
	NotChecked []NotChecked `json:"not_checked"`
	Findings   []Finding    `json:"findings"`
}

// Blocked says whether any finding blocks.
func (c *Checkup) Blocked() bool {
	for _, f := range c.Findings {
		if f.Blocks() {
			return true
		}
	}
	return false
}

// SortFindings puts what needs a mind first: unmet before unknown, blocking
// before warning before information; within one of these the rules' order.
func SortFindings(fs []Finding) {
	rank := func(f Finding) int {
		n := map[Severity]int{Block: 0, Warn: 2, Info: 4}[f.Severity]
		if f.Outcome != Unmet {
			n++
		}
		return n
	}
	slices.SortStableFunc(fs, func(a, b Finding) int { return rank(a) - rank(b) })
}
