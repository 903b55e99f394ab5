package committee

import (
	"slices"
	"strings"
	"time"

	"shenqian/review"
)

// Stage is how far an item is.
type Stage string

const (
	Requested  Stage = "requested"
	SentBack   Stage = "sentback"
	Admitted   Stage = "admitted"
	Screened   Stage = "screened"
	Scheduled  Stage = "scheduled"
	Reporting  Stage = "reporting"  // taken up: the panel reports
	Asking     Stage = "asking"     // members ask
	Speaking   Stage = "speaking"   // members speak in their order
	Voting     Stage = "voting"     // all have spoken
	Voted      Stage = "voted"      // every question was voted on, and each decided
	NoMajority Stage = "nomajority" // every question was voted on; not each is decided
	Recorded   Stage = "recorded"   // 会议记录 is fixed and being signed
	Signed     Stage = "signed"     // by all who voted
	Drafted    Stage = "drafted"    // 会议纪要 is drafted
	Approved   Stage = "approved"   // and approved by the president
	Executed   Stage = "executed"
	Filed      Stage = "filed"
)

// Item 议题 is one matter before the committee.
type Item struct {
	ID      string
	Request Request
	Asked   Act // by whom and when it was asked for
	Stage   Stage
	Reason  string // why it was sent back, suspended, is discussed again
	Screen  string // what the conference of judges held, or why there was none
	Body    string // where it lies now: the full committee, after a professional one could not decide

	Meeting  string // where it is scheduled, or was taken up last
	Chair    string // of this item, if not the meeting's
	Recusals []Recusal
	Present  []string // who heard the report and has not left; the recused are none of them
	Heard    []string // all who heard it
	Round    int      // from 1; a 再议 or 复议 is the next
	Asks     []Remark
	Remarks  []Remark // of all rounds
	Open     int      // the question that is being voted on
	Polls    []Poll   // of this round, one for each question once it is put
	Past     []Round  // the rounds before

	Record    review.Hash // 会议记录, as all sign it
	Signed    []Signature
	Minutes   review.Hash
	Approval  review.Hash // the minutes as the president signed them
	Reasons   string      // the minutes' wording, of which the president has the last word
	Execution *Act
	Read      []string // the members who have read the report
	Inquiries []Act
	Views     []Act
}

// Remark 发言 is what somebody said.
type Remark struct {
	Round  int       `json:"round"`
	Member string    `json:"member"`
	Name   string    `json:"name"`
	Text   string    `json:"text"`
	Change bool      `json:"change,omitempty"`
	At     time.Time `json:"at"`
}

// Round is what a round came to.
type Round struct {
	Number  int
	Meeting string
	Polls   []Poll
	Record  review.Hash
	Signed  []Signature
	Minutes review.Hash
	Why     string // the code of what ended it: again, tofull, review
	Reason  string
}

// Signature is a voter's under the record.
type Signature struct {
	Member string      `json:"member"`
	File   review.Hash `json:"file,omitempty"` // the signed file
	Scan   review.Hash `json:"scan,omitempty"` // or the page he signed by hand
	At     time.Time   `json:"at"`
}

// voters are all who voted in this round.
func (x *Item) voters() (out []string) {
	for _, p := range x.Polls {
		for _, b := range p.Ballots {
			if !slices.Contains(out, b.Member) {
				out = append(out, b.Member)
			}
		}
	}
	return out
}

// Voters are all who voted in this round: they sign its record.
func (x *Item) Voters() []string { return x.voters() }

// LastRecord is the record's file with the signatures there are; empty before
// it is fixed.
func (x *Item) LastRecord() review.Hash {
	for _, s := range slices.Backward(x.Signed) {
		if s.File != "" {
			return s.File
		}
	}
	return x.Record
}

// Unsigned says whether a voter has not signed the record yet.
func (x *Item) Unsigned(person string) bool {
	return !slices.ContainsFunc(x.Signed, func(s Signature) bool { return s.Member == person })
}

// Decided says whether every question is decided, this round or one before it.
func (x *Item) Decided() bool {
	for q := range x.Request.Questions {
		if _, ok := x.Result(q + 1); !ok {
			return false
		}
	}
	return true
}

// Result is how a question was decided; false if it is not.
func (x *Item) Result(question int) (Tally, bool) {
	for _, p := range x.Polls {
		if p.Question == question && p.Closed {
			return p.Tally, p.Tally.Carried > 0
		}
	}
	for _, r := range slices.Backward(x.Past) {
		if r.Why == string(ActReview) { // what is reconsidered is open again
			break
		}
		for _, p := range r.Polls {
			if p.Question == question && p.Closed && p.Tally.Carried > 0 {
				return p.Tally, true
			}
		}
	}
	return Tally{}, false
}

// next begins another round, with everything to be said again.
func (x *Item) next(why, reason string) {
	x.Past = append(slices.Clip(x.Past), Round{
		Number: x.Round, Meeting: x.Meeting, Polls: x.Polls, Record: x.Record, Signed: x.Signed, Minutes: x.Minutes, Why: why, Reason: reason,
	})
	x.Round++
	x.Meeting, x.Chair, x.Open, x.Reason = "", "", 0, reason
	x.Present, x.Heard, x.Polls, x.Signed = nil, nil, nil, nil
	x.Record, x.Minutes, x.Approval, x.Reasons, x.Execution = "", "", "", "", nil
	x.Stage = Screened
}

func (w *work) request() error {
	r := w.Act.Request
	switch {
	case r == nil || strings.TrimSpace(r.Title) == "" || strings.TrimSpace(r.Number) == "":
		return review.Fault("committee.request.title")
	case len(r.Questions) == 0:
		return review.Fault("committee.request.questions")
	case r.Report == "":
		return review.Fault("committee.request.report")
	case !slices.Contains(r.Panel, w.Actor):
		return fault("committee.request.panel", w.law.Request, "name", w.Name)
	}
	if _, ok := w.Committee.Body(r.Body); !ok {
		return review.Fault("committee.nobody", "body", r.Body)
	}
	for i, q := range r.Questions {
		distinct := slices.Compact(slices.Sorted(slices.Values(q.Options)))
		if strings.TrimSpace(q.Text) == "" || len(q.Options) < 2 || len(distinct) != len(q.Options) || slices.ContainsFunc(q.Options, blank) {
			return review.Fault("committee.request.question", "question", number(i+1))
		}
	}
	old := w.Item(w.Subject)
	switch {
	case old == nil && (w.Meeting(w.Subject) != nil || hasBody(w.Committee, w.Subject)):
		return review.Fault("committee.subject")
	case old == nil:
		w.Items = append(w.Items, &Item{ID: w.Subject, Request: *r, Asked: w.Act, Stage: Requested, Body: r.Body, Round: 1})
		return nil
	case old.Stage != SentBack:
		return w.stage(old)
	}
	old.Request, old.Asked, old.Stage, old.Body, old.Read = *r, w.Act, Requested, r.Body, nil
	return nil
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }

func hasBody(c *Committee, id string) bool {
	_, ok := c.Body(id)
	return ok
}

// stage refuses an act that is not for now.
func (w *work) stage(x *Item) error {
	return review.Fault("committee.stage", "item", x.ID, "state", "committee."+string(x.Stage))
}

// before is what comes before an item is scheduled.
func (w *work) before() error {
	x := w.item
	switch {
	case w.Act.Act == ActScreen && x.Stage != Admitted, w.Act.Act != ActScreen && x.Stage != Requested:
		return w.stage(x)
	case w.Act.Act == ActSendBack:
		if err := w.reason(); err != nil {
			return err
		}
		x.Stage, x.Reason = SentBack, w.Reason
	case w.Act.Act == ActAdmit:
		if w.Standing != x.Request.Report {
			return review.Fault("committee.otherreport")
		}
		x.Stage = Admitted
	default:
		if blank(w.Text) && blank(w.Reason) {
			return review.Fault("committee.screen")
		}
		x.Stage, x.Screen = Screened, w.Text
		if blank(w.Text) {
			x.Screen = w.Reason
		}
	}
	return nil
}

// noted are acts that move nothing: who has read, who looked, who asked.
func (w *work) noted() error {
	x := w.item
	switch w.Act.Act {
	case ActRead:
		body, _ := w.Committee.Body(x.Body)
		if _, ok := body.On(review.DateOf(w.At)).Find(w.Actor); !ok {
			return review.Fault("committee.nomember", "name", w.Name)
		}
		if x.Recused(w.Actor) {
			return fault("committee.recused", w.law.Recusal, "name", w.Name)
		}
		if !slices.Contains(x.Read, w.Actor) {
			x.Read = append(x.Read, w.Actor)
		}
	case ActInquiry:
		if blank(w.Text) || blank(w.Member) || !w.On.Exists() {
			return fault("committee.inquiry", w.law.Inquiry)
		}
		x.Inquiries = append(x.Inquiries, w.Act)
	default:
		x.Views = append(x.Views, w.Act)
	}
	return nil
}
