package letter

import (
	"strconv"

	"shenqian/review"
	"shenqian/review/kind/ruling"
)

// Route is 拟稿—核稿—会签—签发 as a court's offices have it; a kind that a 合议庭
// decides goes round as a ruling does. The last step is who issues.
func (k *Kind) Route(facts review.Facts, o review.Offices) []review.Step {
	if k.Panel && len(facts.PanelMembers()) > 0 {
		return ruling.Route(facts, o)
	}
	out := []review.Step{{ID: "draft", Role: review.RoleJudge, Person: facts.InCharge(), Label: "拟稿"}}
	signs := k.Entry.Signs
	if o.Director && signs != review.RoleDirector {
		out = append(out, review.Step{ID: "director", Role: review.RoleDirector, Label: "核稿"})
	}
	if f, ok := facts.(Fields); ok && f != nil {
		for i, c := range f.Common().Cosigners {
			out = append(out, review.Step{ID: "cosign-" + strconv.Itoa(i+1), Role: review.RoleJudge, Person: c.Name, Label: "会签（" + c.Unit + "）"})
		}
	}
	if o.Vice && signs == review.RolePresident {
		out = append(out, review.Step{ID: "vice", Role: review.RoleVice, Label: "分管副院长"})
	}
	return append(out, review.Step{ID: string(signs), Role: signs, Label: "签发"})
}
