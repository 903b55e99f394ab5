// Package law holds dated law: which norm says what, from when to when, where
// its wording was found, and whether anyone has read it.
//
// The tables are data (profiles.json, provisions.json, articles.json,
// terms.json, service.json, packets.json, committee.json, calendar.json); domain.md §0, §2.1 and §4.2 and practice.md 20, 26 are
// where they come from.
package law

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"

	"shenqian/review"
)

// Profile 适用法律版本 is the law that a ruling of one day is held against.
type Profile struct {
	ID      string      `json:"id"`
	From    review.Date `json:"from"`
	To      review.Date `json:"to"` // last day; zero: still in force
	Article int         `json:"article"`
	CPL     int         `json:"cpl"`     // the year whose article numbers the 民事诉讼法 has
	Interp  int         `json:"interp"`  // the same of the 民诉法解释
	Masking string      `json:"masking"` // masking profile of publication
	Read    bool        `json:"read"`
	Source  string      `json:"source"`
}

// Provision is an article of a norm in the form and wording of some years.
type Provision struct {
	ID     string      `json:"id"`
	Text   string      `json:"text"` // how it is cited
	From   review.Date `json:"from"`
	To     review.Date `json:"to"`
	Read   bool        `json:"read"` // false is shown as 待核 and never blocks
	Source string      `json:"source"`
}

//go:embed profiles.json
var profilesJSON []byte

//go:embed provisions.json
var provisionsJSON []byte

// Book is the law as the program knows it.
type Book struct {
	profiles   []Profile
	provisions map[string][]Provision
	manners    []Manner
	packets    []PacketRule
	committee  []CommitteeRule
	articles   articles
	titles     []string // of the norms, in full and shortened
	terms      []Term
	calendar   *Calendar
	version    string
}

// Load reads the tables that come with the program.
func Load() (*Book, error) {
	b := &Book{provisions: map[string][]Provision{}}
	if err := json.Unmarshal(profilesJSON, &b.profiles); err != nil {
		return nil, fmt.Errorf("law: profiles: %w", err)
	}
	var err error
	if b.manners, err = loadManners(); err != nil {
		return nil, err
	}
	if b.packets, err = loadPackets(); err != nil {
		return nil, err
	}
	if b.committee, err = loadCommittee(); err != nil {
		return nil, err
	}
	if b.calendar, err = loadCalendar(); err != nil {
		return nil, err
	}
	if err := b.loadArticles(); err != nil {
		return nil, err
	}
	if err := b.loadTerms(); err != nil {
		return nil, err
	}
	var ps []Provision
	if err := json.Unmarshal(provisionsJSON, &ps); err != nil {
		return nil, fmt.Errorf("law: provisions: %w", err)
	}
	for _, p := range ps {
		b.provisions[p.ID] = append(b.provisions[p.ID], p)
	}
	b.version = string(review.HashOf(slices.Concat(profilesJSON, provisionsJSON, serviceJSON, articlesJSON, termsJSON, calendarJSON))[:12])
	return b, nil
}

// Version names exactly these tables.
func (b *Book) Version() string { return b.version }

// Calendar tells the working days.
func (b *Book) Calendar() *Calendar { return b.calendar }

// With is the book with further notices on holidays, which a court loaded.
func (b *Book) With(notices ...Notice) (*Book, error) {
	out := *b
	for _, n := range notices {
		var err error
		if out.calendar, err = out.calendar.With(n); err != nil {
			return nil, err
		}
		text, err := json.Marshal(n)
		if err != nil {
			return nil, fmt.Errorf("law: calendar: %w", err)
		}
		out.version = string(review.HashOf(append([]byte(out.version), text...))[:12])
	}
	return &out, nil
}

func covers(d, from, to review.Date) bool { return !d.Before(from) && (to.IsZero() || !to.Before(d)) }

// Profile is the profile in force on d; ok is false for a day before the
// tables begin or a day that does not exist.
func (b *Book) Profile(d review.Date) (Profile, bool) {
	if d.Exists() {
		for _, p := range b.profiles {
			if covers(d, p.From, p.To) {
				return p, true
			}
		}
	}
	return Profile{}, false
}

// Cite returns the provision as it stood on d; inForce is false when no
// wording of it was.
func (b *Book) Cite(id string, d review.Date) (p Provision, inForce bool) {
	all := b.provisions[id]
	if len(all) == 0 {
		panic("law: no provision " + id) // a rule and the tables disagree
	}
	for _, p := range all {
		if covers(d, p.From, p.To) {
			return p, true
		}
	}
	return all[len(all)-1], false
}

// Severity is the strongest an unmet rule on this provision may be on d.
func (p Provision) Severity(inForce bool) review.Severity {
	if inForce && p.Read {
		return review.Block
	}
	return review.Warn
}

// Basis is how the provision is shown.
func (p Provision) Basis() review.Basis { return review.Basis{Text: p.Text, Read: p.Read} }
