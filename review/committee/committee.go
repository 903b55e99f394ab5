package committee

import (
	"slices"
	"strings"

	"shenqian/review"
	"shenqian/review/law"
)

// Committee is what all acts together make of a court's committee.
type Committee struct {
	Bodies   []Body
	Meetings []*Meeting
	Items    []*Item

	nonces map[string]bool
	rule   func(review.Date) (law.CommitteeRule, bool)
}

// New is a committee before its first act. The rule is asked what to cite.
func New(rule func(review.Date) (law.CommitteeRule, bool)) *Committee {
	return &Committee{nonces: map[string]bool{}, rule: rule}
}

// Fold is what acts make, in their order.
func Fold(rule func(review.Date) (law.CommitteeRule, bool), acts []Act) (*Committee, error) {
	c := New(rule)
	for _, a := range acts {
		if err := c.Apply(a); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// Body is one by its id.
func (c *Committee) Body(id string) (Body, bool) {
	if i := slices.IndexFunc(c.Bodies, func(b Body) bool { return b.ID == id }); i >= 0 {
		return c.Bodies[i], true
	}
	return Body{}, false
}

// Item is one by its id, or nil.
func (c *Committee) Item(id string) *Item {
	if i := slices.IndexFunc(c.Items, func(x *Item) bool { return x.ID == id }); i >= 0 {
		return c.Items[i]
	}
	return nil
}

// Meeting is one by its id, or nil.
func (c *Committee) Meeting(id string) *Meeting {
	if i := slices.IndexFunc(c.Meetings, func(x *Meeting) bool { return x.ID == id }); i >= 0 {
		return c.Meetings[i]
	}
	return nil
}

// Apply takes up one act, or refuses it and changes nothing.
func (c *Committee) Apply(a Act) error {
	switch {
	case a.Nonce == "" || c.nonces[a.Nonce]:
		return review.Fault("event.replayed")
	case a.Subject == "":
		return review.Fault("committee.subject")
	}
	if _, known := permits[a.Act]; !known {
		return review.Fault("event.unknown", "kind", string(a.Act))
	}
	rule, _ := c.rule(review.DateOf(a.At)) // the zero rule cites nothing
	w := &work{Committee: c, Act: a, law: rule}
	if err := w.do(); err != nil {
		return err
	}
	c.nonces[a.Nonce] = true
	return nil
}

// work is one act being taken up.
type work struct {
	*Committee
	Act
	law     law.CommitteeRule
	item    *Item
	meeting *Meeting
}

func (w *work) do() error {
	switch w.Act.Act {
	case ActBody:
		return w.body()
	case ActRequest:
		return w.request()
	case ActCall, ActSignIn, ActLeave, ActAttend, ActOpen, ActPostpone:
		return w.atMeeting()
	}
	if w.item = w.Item(w.Subject); w.item == nil {
		return review.Fault("committee.noitem", "item", w.Subject)
	}
	w.meeting = w.Meeting(w.item.Meeting)
	switch w.Act.Act {
	case ActAdmit, ActSendBack, ActScreen:
		return w.before()
	case ActRecuse, ActRule, ActPoll:
		return w.recusal()
	case ActBegin, ActReport, ActAsk, ActSpeak, ActSuspend, ActChair:
		return w.session()
	case ActVoteOpen, ActBallot, ActVoteClose:
		return w.vote()
	case ActRead, ActView, ActInquiry:
		return w.noted()
	}
	return w.after()
}

// fault refuses an act by a clause of the law.
func fault(code string, clause law.Clause, args ...string) error {
	return review.Fault(code, append([]string{"basis", clause.Cite()}, args...)...)
}

func (w *work) body() error {
	b := w.Act.Body
	switch {
	case b == nil || b.ID != w.Subject:
		return review.Fault("committee.body.name")
	case w.Item(b.ID) != nil || w.Meeting(b.ID) != nil:
		return review.Fault("committee.body.name")
	}
	if err := b.Check(); err != nil {
		return err
	}
	if i := slices.IndexFunc(w.Bodies, func(x Body) bool { return x.ID == b.ID }); i >= 0 {
		w.Bodies[i] = *b
		return nil
	}
	w.Bodies = append(w.Bodies, *b)
	return nil
}

// reason is what every refusal and every return must state.
func (w *work) reason() error {
	if strings.TrimSpace(w.Reason) == "" {
		return review.Fault("reason.missing")
	}
	return nil
}

// whom is how whoever the act is about is called.
func (w *work) whom() string { return nameOr(w.Whom, w.Member) }
