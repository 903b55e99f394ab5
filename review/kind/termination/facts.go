package termination

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"shenqian/review"
	"shenqian/review/kind/ruling"
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

// Found is the property of the case file.
func (c *CaseFile) Found() []review.FoundAsset {
	out := make([]review.FoundAsset, len(c.Assets))
	for i, a := range c.Assets {
		out[i] = review.FoundAsset{Name: a.name(), Disposed: yes(a.Disposed), Why: a.WhyNot}
	}
	return out
}

// Unrest are petitions and objections that are not decided.
func (c *CaseFile) Unrest() (out []string) {
	if c.Petition != "" {
		out = append(out, c.Petition)
	}
	if yes(c.Objection) {
		out = append(out, "有未审结的执行异议")
	}
	return out
}

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
	return fromWords(p, ruling.Say(p), readCourse(p), readAmounts(p, review.FindAmounts(p.Text)))
}

func fromWords(p *review.Paper, w ruling.Words, told *course, a money) *CaseFile {
	c := &CaseFile{Number: w.Number, Court: w.Court, Parties: w.Parties, Cause: w.Cause, Panel: w.Panel, ClerkName: w.Clerk}
	for _, q := range p.Parts {
		if q.Role == review.PartCause || q.Role == review.PartCourse {
			if c.BasisDoc = basisIn(p.Of(q)); c.BasisDoc != nil {
				break
			}
		}
	}
	c.Filed = told.filed(w.Number.Type == revivedType)
	c.Due, c.Realised, c.Waived, c.Remaining = a.due.known(), a.realised.known(), a.waived.known(), a.outstanding()
	c.told(told)
	return c
}

// basisIn is the first 案号 in s that is no enforcement's.
func basisIn(s string) *BasisDocument {
	for i := 0; ; {
		k := strings.Index(s[i:], "号")
		if k < 0 {
			return nil
		}
		// Around each 号 only: to look through the whole text is slow.
		i += k + len("号")
		from := max(0, i-numberMost)
		for !utf8.RuneStart(s[from]) {
			from++
		}
		for _, n := range review.FindCaseNumbers(s[from:i]) {
			if !n.Enforcement() || n.Old {
				return &BasisDocument{Number: n.CaseNumber.String()}
			}
		}
	}
}

// numberMost is how many bytes a 案号 can have before its 号.
const numberMost = 120

// told takes the steps of the enforcement from the words.
func (c *CaseFile) told(words *course) {
	names := debtorNames(words.text, c.Parties)
	c.Notice, _ = toldOn(words, noticeWords)
	c.ReportOrder, _ = toldOn(words, orderWords)
	c.Measures = toldMeasures(words, names, c.Parties)
	c.Inquiries = toldInquiries(words)
	c.Debtors = toldDebtors(words, names, c.Parties)
	if iv, say, ok := toldInterview(words, c.Parties); ok {
		c.ApplicantSay = say
		c.Interviews = []Interview{iv}
	}
}

// revivedType is the type of a case that goes on after an earlier 终本.
const revivedType = "执恢"

// filed is the day of filing: 本院于…立案, 于…受理, 立案时间为…. A revived case was
// filed when it was revived, whatever is told of the first one.
func (c *course) filed(revived bool) review.Date {
	if revived {
		if d := c.only("恢复").filed(false); !d.IsZero() {
			return d
		}
	}
	if d := c.dateBefore("立案", filedWords); !d.IsZero() {
		return d
	}
	for _, s := range c.sentences {
		if len(s.days) == 0 || !hasAny(s.text, "立案", "受理") || strings.Contains(s.text, "破产") {
			continue
		}
		for _, d := range s.days {
			if filedBefore.MatchString(s.text[:d.at]) || takenOn.MatchString(s.text[d.at:]) {
				return d.on
			}
		}
	}
	return review.Date{}
}

var (
	filedBefore = regexp.MustCompile(`(?:立案|受理)(?:执行)?(?:的)?(?:日期|时间)?(?:为|系|是|：|:|于)$`)
	takenOn     = regexp.MustCompile(`^[^，。；]{0,14}日(?:依法|予以)?受理`)
)

var (
	filedWords = regexp.MustCompile(`(?:立案执行|立案受理|立案强制执行|依法立案|予以立案|立案)`)
	applyWords = regexp.MustCompile(`(?:向本院)?(?:申请强制执行|申请执行(?:[^人]|$)|申请恢复执行|申请恢复强制执行)`)
)

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
	keep(&out.ApplicantSay, words.ApplicantSay)
	keep(&out.Notice, words.Notice)
	keep(&out.ReportOrder, words.ReportOrder)
	keepList(&out.Parties, words.Parties)
	keepList(&out.Panel, words.Panel)
	keepList(&out.Measures, words.Measures)
	keepList(&out.Inquiries, words.Inquiries)
	keepList(&out.Interviews, words.Interviews)
	keepList(&out.Debtors, words.Debtors)
	return &out
}

func keepList[T any](have *[]T, words []T) {
	if len(*have) == 0 {
		*have = words
	}
}

func keep[T comparable](have *T, words T) {
	var none T
	if *have == none {
		*have = words
	}
}
