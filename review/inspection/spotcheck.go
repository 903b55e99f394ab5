package inspection

import (
	"bytes"
	"crypto/sha256"
	"slices"
	"strconv"
	"strings"

	"shenqian/review"
)

// 今日抽查 (practice.md 35): of the clean papers that wait for the president, one in
// so many is looked at with its whole evidence, and which is nobody's choice. The
// seed hangs on the journal's root at the moment of the draw, which nobody knew
// before; who has the record draws the same papers.

// SpotDraw is one draw.
type SpotDraw struct {
	Court      string      `json:"court"`
	On         review.Date `json:"on"`
	OneIn      int         `json:"one_in"`
	Checkpoint string      `json:"checkpoint"` // size:root of the journal
	// Before is how many clean papers were drawn from earlier on the day, Had how
	// many of them were drawn.
	Before int      `json:"before"`
	Had    int      `json:"had"`
	List   []string `json:"list"`  // the papers that are drawn from, by number
	Drawn  []string `json:"drawn"` // the papers drawn
	// Statement is the text, on lines, whose SHA-256 is Seed.
	Statement string `json:"statement"`
	Seed      string `json:"seed"`
}

// MostOneIn bounds the share: less than one in a hundred is no check.
const MostOneIn = 100

// statement names what the draw hangs on, as people write it down.
func (s *SpotDraw) statement() string {
	return strings.Join([]string{"今日抽查", s.Court, s.On.String(), s.Checkpoint, "1/" + strconv.Itoa(s.OneIn), strconv.Itoa(s.Before)}, "\n")
}

// Draw fills in List, in order, Statement, Seed and Drawn. Of all papers of a day one in so
// many is drawn, and at least one.
func (s *SpotDraw) Draw() error {
	switch {
	case s.Court == "" || !s.On.Exists() || s.Checkpoint == "":
		return review.Fault("inspection.seed")
	case s.OneIn < 1 || s.OneIn > MostOneIn:
		return review.Fault("spotcheck.onein", "most", strconv.Itoa(MostOneIn))
	}
	s.List = slices.Sorted(slices.Values(s.List))
	for i := range s.List {
		if i > 0 && s.List[i] == s.List[i-1] {
			return review.Fault("inspection.twice", "number", s.List[i])
		}
	}
	s.Statement = s.statement()
	seed := Seed(sha256.Sum256([]byte(s.Statement)))
	s.Seed = seed.String()
	all := s.Before + len(s.List)
	n := min(max((all+s.OneIn-1)/s.OneIn-s.Had, 0), len(s.List))
	s.Drawn = seed.names(s.List, n)
	return nil
}

// Holds says whether the record is what its own statement draws.
func (s *SpotDraw) Holds() bool {
	again := *s
	return again.Draw() == nil && again.Statement == s.Statement && again.Seed == s.Seed && slices.Equal(again.List, s.List) && slices.Equal(again.Drawn, s.Drawn)
}

// names draws n of a list: those whose SHA-256 over the seed's bytes and the name
// is lowest, in the order of the list.
func (s Seed) names(list []string, n int) []string {
	type lot struct {
		name string
		draw [sha256.Size]byte
	}
	lots := make([]lot, len(list))
	for i, name := range list {
		lots[i] = lot{name, sha256.Sum256(append(append([]byte{}, s[:]...), name...))}
	}
	slices.SortFunc(lots, func(a, b lot) int { return bytes.Compare(a.draw[:], b.draw[:]) })
	out := []string{}
	for _, l := range lots[:n] {
		out = append(out, l.name)
	}
	slices.Sort(out)
	return out
}
