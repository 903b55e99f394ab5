package ruling

import (
	"strings"

	"shenqian/review"
)

// Words are what any ruling says of itself beyond doubt.
type Words struct {
	Number  review.CaseNumber
	Court   string
	Cause   string
	Parties []review.Party
	Panel   []review.PanelMember
	Clerk   string
}

// Say reads the head and the closing block.
func Say(p *review.Paper) Words {
	w := Words{Court: Squeeze(p.Join(review.PartCourt))}
	if n := review.FindCaseNumbers(p.Join(review.PartNumber)); len(n) > 0 {
		w.Number = n[0].CaseNumber
	}
	for _, q := range p.All(review.PartParty) {
		readParty(p.Of(q), &w.Parties)
	}
	for _, q := range p.Parts {
		if w.Cause != "" || q.Role != review.PartCause && q.Role != review.PartCourse {
			continue
		}
		if m := causeName.FindStringSubmatch(p.Of(q)); m != nil {
			w.Cause = m[1]
		}
	}
	for _, q := range p.All(review.PartSignatory) {
		office := Squeeze(p.Slice(q.Start, q.Start+q.Label))
		name := strings.TrimLeft(Squeeze(p.Slice(q.Start+q.Label, q.End)), "：:")
		switch {
		case strings.Contains(office, "书记员"):
			w.Clerk = name
		case !strings.Contains(office, "助理") || strings.Contains(office, "助理审判员"):
			w.Panel = append(w.Panel, review.PanelMember{Name: name, Office: office, Presiding: office == "审判长" || office == "执行长"})
		}
	}
	return w
}

// Squeeze takes out all white space.
func Squeeze(s string) string { return strings.Join(strings.Fields(s), "") }
