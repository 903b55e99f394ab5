package inspection

import (
	"slices"

	"shenqian/review"
)

// Outcome is what an inspection found of a case. The directive treats the two
// classes of fault differently: what is merely irregular is corrected and
// announced, a case ended although there was property is answered for.
type Outcome string

const (
	Qualified  Outcome = "qualified"  // 合格
	Irregular  Outcome = "irregular"  // 一般违规
	WithAssets Outcome = "withassets" // 有财产可供执行而违规终本
)

// Outcomes are all, in the order of tables.
func Outcomes() []Outcome { return []Outcome{Qualified, Irregular, WithAssets} }

// assetRules are the rules of domain.md §2.2 whose breach means that property
// was there: found property without a reason (E01–E03), clues that nobody
// followed (D01), a first seizure that was left (E06).
var assetRules = []string{"D01", "E01", "E02", "E03", "E06"}

// AboutAssets says whether a defect by a rule may mean that there was property.
// Whether it does is for who inspects to say.
func AboutAssets(rule string) bool { return slices.Contains(assetRules, rule) }

// Defect is one thing found.
type Defect struct {
	Rule string `json:"rule"` // domain.md §2.2, or "other"
	Note string `json:"note,omitempty"`
}

// Result is what was found of one case.
type Result struct {
	Number  review.CaseNumber `json:"number"`
	Outcome Outcome           `json:"outcome"`
	Defects []Defect          `json:"defects,omitempty"`
	Judge   string            `json:"judge,omitempty"` // 承办人
	Due     review.Date       `json:"due"`             // 整改时限
	Revived review.CaseNumber `json:"revived"`         // 恢复执行案号
	Done    review.Date       `json:"done"`            // put right on
	How     string            `json:"how,omitempty"`   // 整改情况
}

// Check refuses a result that contradicts itself. rules are those there are.
func (r *Result) Check(rules []string) error {
	n := r.Number.String()
	switch {
	case r.Number.Number == 0:
		return review.Fault("inspection.nonumber")
	case !slices.Contains(Outcomes(), r.Outcome):
		return review.Fault("inspection.outcome", "text", string(r.Outcome))
	case r.Outcome == Qualified && len(r.Defects) > 0:
		return review.Fault("inspection.qualified", "number", n)
	case r.Outcome != Qualified && len(r.Defects) == 0:
		return review.Fault("inspection.nodefect", "number", n)
	case r.Outcome != Qualified && r.Due.IsZero():
		return review.Fault("inspection.nodue", "number", n)
	case !r.Done.IsZero() && r.How == "":
		return review.Fault("inspection.nohow", "number", n)
	case r.Revived.Number != 0 && r.Revived.Type != "执恢":
		return review.Fault("inspection.revived", "number", n, "revived", r.Revived.String())
	}
	for i, d := range r.Defects {
		if d.Rule != "other" && !slices.Contains(rules, d.Rule) {
			return review.Fault("inspection.rule", "number", n, "rule", d.Rule)
		}
		if d.Rule == "other" && d.Note == "" {
			return review.Fault("inspection.other", "number", n)
		}
		if slices.Contains(r.Defects[:i], d) {
			return review.Fault("inspection.defect", "number", n, "rule", d.Rule)
		}
	}
	return nil
}
