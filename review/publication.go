package review

import (
	"slices"
	"time"
)

// Publication 公开版 is one public copy that was made.
type Publication struct {
	File    Hash   `json:"file"`
	Profile string `json:"profile"` // masking profile
	Masked  int    `json:"masked"`  // how many places
	// Disclosure is the sidecar that opens what the copy shows; empty if the
	// Original bears no root.
	Disclosure Hash `json:"disclosure,omitempty"`
	// Hidden are the words that the clerk chose to hide besides.
	Hidden []string `json:"hidden,omitempty"`
	// Doubts is what the clerk wrote on the places that a person had to look at.
	Doubts string `json:"doubts,omitempty"`
	// MaskedText is the masked text's hash and MaskedBy the name of who looked
	// at it, if the copy was made of a recorded masking; Spared are the places
	// he kept.
	MaskedText Hash     `json:"masked_text,omitempty"`
	MaskedBy   string   `json:"masked_by,omitempty"`
	Spared     []Spared `json:"spared,omitempty"`
	// FourEyes: the court's settings wanted another person than MaskedBy.
	FourEyes bool `json:"four_eyes,omitempty"`

	By string    `json:"by,omitempty"`
	At time.Time `json:"at,omitzero"`
	// Recalled 撤回: it was taken back from the public, why, and who decided so.
	Recalled *Consent `json:"recalled,omitempty"`
}

// Consent is one person's word in a decision on publication.
type Consent struct {
	By     string    `json:"by"`
	Title  string    `json:"title,omitempty"`
	Reason string    `json:"reason,omitempty"`
	At     time.Time `json:"at"`
}

// Ground is why a ruling is not published: the item of 法释〔2016〕19号 art 4.
type Ground string

// The grounds. The first four hold by law and the judge marks them; the fifth
// is decided by the 主管副院长 after the head of the department (art 12).
const (
	GroundSecret     Ground = "secret"     // ① 涉及国家秘密
	GroundJuvenile   Ground = "juvenile"   // ② 未成年人犯罪
	GroundMediation  Ground = "mediation"  // ③ 以调解方式结案或者确认人民调解协议效力
	GroundFamily     Ground = "family"     // ④ 离婚诉讼或者涉及未成年子女抚养、监护
	GroundUnsuitable Ground = "unsuitable" // ⑤ 人民法院认为不宜公布的其他情形
)

// Grounds are all of them.
var Grounds = []Ground{GroundSecret, GroundJuvenile, GroundMediation, GroundFamily, GroundUnsuitable}

// Withholding 不公开 is the decision that a ruling is not published.
type Withholding struct {
	Ground Ground `json:"ground"`

	Marked   Consent  `json:"marked,omitzero"`    // by the judge, with his reasons
	Reviewed *Consent `json:"reviewed,omitempty"` // 部门负责人
	Approved *Consent `json:"approved,omitempty"` // 主管副院长
}

// Holds says whether it is decided.
func (w *Withholding) Holds() bool {
	return w != nil && (w.Ground != GroundUnsuitable || w.Approved != nil)
}

// Waits is whose word is still needed, "" for nobody's.
func (w *Withholding) Waits() Role {
	switch {
	case w == nil || w.Holds():
		return ""
	case w.Reviewed == nil:
		return RoleDirector
	}
	return RoleVice
}

// Published is the public copy that stands, found false if there is none or
// the last was recalled.
func (m *Matter) Published() (Publication, bool) {
	if n := len(m.Publications); n > 0 && m.Publications[n-1].Recalled == nil {
		return m.Publications[n-1], true
	}
	return Publication{}, false
}

// publish records a public copy: only of a ruling that has taken effect, and
// that nobody decided to withhold.
func (m *Matter) publish(e Event) error {
	p := e.Publication
	if p == nil || p.File == "" || p.File != e.Signed {
		return Fault("state.nothing")
	}
	if on, ok := m.Effective(); !ok || DateOf(e.At).Before(on) {
		return Fault("publish.notyet", "on", on.Arabic())
	}
	if m.Withholding != nil {
		return Fault("publish.withheld", "name", m.Withholding.Marked.By)
	}
	if err := m.mayPublish(e); err != nil {
		return err
	}
	entry := *p
	entry.By, entry.At, entry.Recalled = e.Name, e.At, nil
	m.Publications = append(slices.Clip(m.Publications), entry)
	return nil
}

// withhold is the judge's word that the ruling is not to be published, or,
// without a ground, that it is after all.
func (m *Matter) withhold(e Event) error {
	w := e.Withholding
	switch {
	case w == nil && m.Withholding == nil:
		return Fault("withhold.none")
	case w == nil:
		m.Withholding = nil
		return nil
	case !slices.Contains(Grounds, w.Ground):
		return Fault("withhold.ground", "ground", string(w.Ground))
	case m.Withholding != nil:
		return Fault("withhold.twice", "name", m.Withholding.Marked.By)
	}
	if _, there := m.Published(); there {
		return Fault("withhold.published")
	}
	m.Withholding = &Withholding{Ground: w.Ground, Marked: consent(e)}
	return nil
}

// consentToWithhold is the word of the head of the department, then of the
// vice-president in charge.
func (m *Matter) consentToWithhold(e Event) error {
	w := m.Withholding
	switch {
	case w == nil:
		return Fault("withhold.none")
	case w.Waits() == "":
		return Fault("withhold.decided")
	case e.Role != w.Waits():
		return Fault("withhold.order", "role", string(w.Waits()))
	}
	next, c := *w, consent(e)
	if e.Role == RoleDirector {
		next.Reviewed = &c
	} else {
		next.Approved = &c
	}
	m.Withholding = &next
	return nil
}

// recallCopy takes the public copy back: what is wrong with it is in the reason. A
// corrected one, or a notice, is to follow (法释〔2016〕19号 art 16).
func (m *Matter) recallCopy(e Event) error {
	if _, there := m.Published(); !there {
		return Fault("recall.none")
	}
	c := consent(e)
	m.Publications = slices.Clone(m.Publications)
	m.Publications[len(m.Publications)-1].Recalled = &c
	m.Masking = nil // what let it out must be looked at again
	return nil
}

func consent(e Event) Consent { return Consent{By: e.Name, Title: e.Title, Reason: e.Reason, At: e.At} }
