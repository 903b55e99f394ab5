package ruling

import (
	"strconv"

	"shenqian/review"
)

// Route: panel members in the order 承办人, others, presiding judge last; then
// 执行局局长 and 分管副院长 where the court has the step; the president last
// (domain.md §2.2 J02).
func Route(f review.Facts, o review.Offices) []review.Step {
	var first, others, last []review.Step
	for i, m := range f.PanelMembers() {
		s := review.Step{ID: "panel-" + strconv.Itoa(i+1), Role: review.RoleJudge, Person: m.Name, Label: "合议庭成员"}
		switch {
		case m.Presiding:
			s.Label = "审判长"
			last = append(last, s)
		case m.InCharge || m.Name == f.InCharge():
			s.Label = "承办人"
			first = append(first, s)
		default:
			others = append(others, s)
		}
	}
	route := append(append(first, others...), last...)
	if o.Director {
		route = append(route, review.Step{ID: "director", Role: review.RoleDirector, Label: "执行局局长"})
	}
	if o.Vice {
		route = append(route, review.Step{ID: "vice", Role: review.RoleVice, Label: "分管副院长"})
	}
	return append(route, review.Step{ID: "president", Role: review.RolePresident, Label: "院长"})
}
