package ruling

import (
	"strconv"
	"strings"

	"shenqian/review"
)

// J01: a 合议庭 of an odd number, three at least, verified the case (解释 519 /
// 517: 组成合议庭审查核实), and its minutes are signed by all.
func (r *Reading) PanelIsComplete() Result {
	provision := "interpretation-termination"
	panel := r.Panel
	var at Place
	if q, ok := r.Paper.First(review.PartSignatory); ok {
		at = Place{q.Start, q.End}
	}
	switch {
	case len(panel) == 0:
		return r.Unknown(provision, "J01.nobody", Place{})
	case len(panel) < 3 || len(panel)%2 == 0:
		return r.Unmet(provision, "J01.number", at, "count", strconv.Itoa(len(panel)), "names", names(panel))
	}
	if signed := r.signing(); r.Entered && len(signed) > 0 && !sameNames(signed, panel) {
		return r.Unmet(provision, "J01.differs", at, "words", names(signed), "file", names(panel))
	}
	if !r.Entered {
		return Result{Outcome: review.Met, Data: "J01.minutes"} // the minutes are data
	}
	m := r.Minutes
	filed := false
	for _, t := range r.In.Filed {
		filed = filed || t == "合议笔录"
	}
	switch {
	case m == nil && filed:
		return Met
	case m == nil || m.Signed == nil:
		return r.Unknown("panel-rules", "J01.minutes", Place{})
	case !*m.Signed:
		return r.Unmet("panel-rules", "J01.unsigned", Place{}).Warn()
	case !m.On.IsZero() && !r.On.IsZero() && r.On.Before(m.On):
		return r.Unmet("panel-rules", "J01.late", Place{}, "minutes", m.On.Arabic(), "on", r.On.Arabic()).Warn()
	}
	return Met
}

// signing are the judges who sign the paper.
func (r *Reading) signing() []review.PanelMember { return r.Said().Panel }

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
		have[Squeeze(m.Name)]++
	}
	for _, m := range b {
		have[Squeeze(m.Name)]--
	}
	for _, n := range have {
		if n != 0 {
			return false
		}
	}
	return true
}

// Minutes 合议庭评议笔录.
type Minutes struct {
	On       review.Date `json:"日期,omitzero" desc:"评议日期"`
	Signed   *bool       `json:"全体签名,omitempty" desc:"合议庭成员是否全部签名"`
	Minority string      `json:"少数意见,omitempty" desc:"少数意见；无则不填"`
}
