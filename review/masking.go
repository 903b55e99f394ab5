package review

import (
	"slices"
	"strings"
	"time"
)

// Masking 技术处理 is what a person decided on the public text of one ruling,
// before the public copy is made: which profile, what is hidden and kept
// besides what the rules say, and what became of each doubt. It holds for one
// text, and is void with it.
type Masking struct {
	Profile string `json:"profile"`
	Cause   string `json:"cause,omitempty"` // if another than the case's was asked for
	Text    Hash   `json:"text"`            // SHA-256 of the issued text, with the date of its approval
	Masked  Hash   `json:"masked"`          // SHA-256 of the masked text that was looked at

	Hidden  []string     `json:"hidden,omitempty"` // words hidden everywhere besides
	Spared  []Spared     `json:"spared,omitempty"` // places kept though a rule would hide them
	Answers []MaskAnswer `json:"answers,omitempty"`
	Places  int          `json:"places"` // how many places are hidden
	// Looked is the tick that someone looked at a text in which nothing is
	// hidden.
	Looked bool `json:"looked,omitempty"`

	By     string    `json:"by,omitempty"`
	Person string    `json:"person,omitempty"` // the id of By: two may share a name
	At     time.Time `json:"at,omitzero"`
}

// Spared is a place of the issued text that was kept, and the words there.
type Spared struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Words string `json:"words"`
}

// What was decided on a doubt.
const (
	MaskHidden = "hidden"
	MaskKept   = "kept"
	MaskSeen   = "seen" // it points at no words
)

// MaskAnswer is what a person decided on one doubt.
type MaskAnswer struct {
	Code    string `json:"code"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Quote   string `json:"quote,omitempty"`
	Decided string `json:"decided"`
	Words   string `json:"words,omitempty"` // why, if he says so
}

// mask records a masking. Another follows it as often as someone looks again,
// until the copy is made.
func (m *Matter) mask(e Event) error {
	k := e.Masking
	switch {
	case k == nil || k.Profile == "" || k.Text == "" || k.Masked == "":
		return Fault("state.nothing")
	case e.Text != m.Version.Text:
		return Fault("version.stale")
	case m.Withholding != nil:
		return Fault("publish.withheld", "name", m.Withholding.Marked.By)
	case k.Places == 0 && !k.Looked:
		return Fault("mask.look")
	}
	if _, there := m.Published(); there {
		return Fault("mask.published")
	}
	for _, a := range k.Answers {
		if !slices.Contains([]string{MaskHidden, MaskKept, MaskSeen}, a.Decided) {
			return Fault("mask.answer", "quote", a.Quote)
		}
	}
	entry := *k
	entry.By, entry.Person, entry.At = e.Name, e.Actor, e.At
	m.Masking = &entry
	return nil
}

// mayPublish says whether a public copy agrees with the masking that stands,
// and, where the court wants four eyes, whether the other pair made it.
func (m *Matter) mayPublish(e Event) error {
	p, k := e.Publication, m.Masking
	switch {
	case p.MaskedText != "" && (k == nil || k.Masked != p.MaskedText):
		return Fault("publish.masking.stale")
	case !p.FourEyes:
		return nil
	case p.MaskedText == "":
		return Fault("publish.foureyes.none")
	case k.Person == e.Actor:
		return Fault("publish.foureyes.same", "name", e.Name)
	}
	return nil
}

// Said is what the answers say in words, each once.
func (k *Masking) Said() string {
	var out []string
	for _, a := range k.Answers {
		if w := strings.TrimSpace(a.Words); w != "" && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return strings.Join(out, "；")
}
