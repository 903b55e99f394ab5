package termination

import (
	"strings"

	"shenqian/review"
)

// J01: a 合议庭 of an odd number, three at least, verified the case (解释 519 /
// 517: 组成合议庭审查核实), and its minutes are signed by all.
func panelIsComplete(r *reading) result {
	provision := "interpretation-termination"
	panel := r.facts.Panel
	var at place
	if q, ok := r.paper.First(review.PartSignatory); ok {
		at = place{q.Start, q.End}
	}
	switch {
	case len(panel) == 0:
		return r.unknown(provision, "J01.nobody", place{})
	case len(panel) < 3 || len(panel)%2 == 0:
		return r.unmet(provision, "J01.number", at, "count", itoa(len(panel)), "names", names(panel))
	}
	if signed := r.signing(); r.entered != nil && len(signed) > 0 && !sameNames(signed, panel) {
		return r.unmet(provision, "J01.differs", at, "words", names(signed), "file", names(panel))
	}
	if r.entered == nil {
		return result{outcome: review.Met, data: "J01.minutes"} // the minutes are data
	}
	m := r.entered.Minutes
	filed := false
	for _, t := range r.in.Filed {
		filed = filed || t == "合议笔录"
	}
	switch {
	case m == nil && filed:
		return met
	case m == nil || m.Signed == nil:
		return r.unknown("panel-rules", "J01.minutes", place{})
	case !*m.Signed:
		return r.unmet("panel-rules", "J01.unsigned", place{}).warn()
	case !m.On.IsZero() && !r.on.IsZero() && r.on.Before(m.On):
		return r.unmet("panel-rules", "J01.late", place{}, "minutes", m.On.Arabic(), "on", r.on.Arabic()).warn()
	}
	return met
}

// signing are the judges who sign the paper.
func (r *reading) signing() []review.PanelMember { return Prefill(r.paper).Panel }

func names(ms []review.PanelMember) string {
	s := make([]string, len(ms))
	for i, m := range ms {
		s[i] = m.Name
	}
	return strings.Join(s, "、")
}

func sameNames(a, b []review.PanelMember) bool {
	if len(a) != len(b) {
		return false
	}
	have := map[string]int{}
	for _, m := range a {
		have[squeeze(m.Name)]++
	}
	for _, m := range b {
		have[squeeze(m.Name)]--
	}
	for _, n := range have {
		if n != 0 {
			return false
		}
	}
	return true
}
