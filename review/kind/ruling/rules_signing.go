package ruling

import (
	"regexp"
	"strings"

	"shenqian/review"
)

// president is an office that signs no ruling but as a judge of its panel.
var president = regexp.MustCompile(`(?:^|[。\n])[ 　]*(?:副?院[ 　]*长|执[ 　]*行[ 　]*局[ 　]*局?[ 　]*长|庭[ 　]*长)[ 　:：]+\S`)

// J07: the block is signed as the form has it: one presiding judge, first; then
// the others, each once and by name; the date; the clerk, who is no judge. The
// president's approval is not in it (domain.md §0, 5).
func (r *Reading) SignedInOrder() Result {
	parts := r.Paper.All(review.PartSignatory)
	if len(parts) == 0 {
		return Result{Outcome: review.NotApplicable} // T01 says so
	}
	date, dated := r.Paper.First(review.PartDate)
	presiding, judges := 0, 0
	seen := map[string]bool{}
	for _, q := range parts {
		office := Squeeze(r.Paper.Slice(q.Start, q.Start+q.Label))
		name := strings.TrimLeft(Squeeze(r.Paper.Slice(q.Start+q.Label, q.End)), "：:")
		clerk, helper := strings.Contains(office, "书记员"), strings.Contains(office, "助理") && !strings.Contains(office, "审判员")
		at := PlaceOf(q)
		switch {
		case name == "":
			return r.Unmet("ruling-form", "J07.unnamed", at, "office", office).Warn()
		case seen[name]:
			return r.Unmet("ruling-form", "J07.twice", at, "name", name).Warn()
		case clerk && dated && q.Start < date.Start:
			return r.Unmet("ruling-form", "J07.clerk", at, "name", name).Warn()
		}
		seen[name] = true
		if clerk || helper {
			continue
		}
		judges++
		if office == "审判长" || office == "执行长" {
			if presiding++; judges > 1 {
				return r.Unmet("ruling-form", "J07.order", at, "name", name).Warn()
			}
		}
	}
	if judges >= 3 && presiding != 1 {
		return r.Unmet("ruling-form", "J07.presiding", PlaceOf(parts[0])).Warn()
	}
	if res, wrong := r.presidentSigns(parts[0].Start); wrong {
		return res
	}
	return Met
}

// presidentSigns looks for the office just above the block and in it.
func (r *Reading) presidentSigns(from int) (Result, bool) {
	const around = 40
	start := max(0, from-around)
	text := r.Paper.Slice(start, r.Paper.Len())
	m := president.FindStringIndex(text)
	if m == nil {
		return Result{}, false
	}
	at := start + len([]rune(text[:m[0]]))
	return r.Unmet("ruling-form", "J07.president", Place{at, at + len([]rune(text[m[0]:m[1]]))}).Warn(), true
}
