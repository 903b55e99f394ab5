package app

import (
	"encoding/json"

	"shenqian/review"
	"shenqian/review/kind/selfinspection"
)

// selfInspectionDraft is what records tell of a self-inspection report: the part
// of its case file that nobody types. Who writes the report fills in the words.
type selfInspectionDraft struct {
	Kind      string                   `json:"文种"`
	Court     string                   `json:"法院,omitempty"`
	From      review.Date              `json:"起始日期"`
	To        review.Date              `json:"截止日期"`
	Extracted review.Date              `json:"数据提取日期,omitzero"`
	Method    []string                 `json:"自查方法,omitempty"`
	Draws     []selfinspection.Draw    `json:"抽样,omitempty"`
	Rows      []selfinspection.Row     `json:"各院情况"`
	Total     selfinspection.Row       `json:"合计"`
	Faults    []string                 `json:"主要问题,omitempty"`
	Mended    []string                 `json:"整改情况,omitempty"`
	Problems  []selfinspection.Problem `json:"问题清单,omitempty"`
}

func (d *selfInspectionDraft) bytes() ([]byte, error) {
	b, err := json.MarshalIndent(d, "", "  ")
	return append(b, '\n'), err
}

// RollUpDraft is the figures of a roll-up as the case file of the court's own
// report, for its next court. A roll-up that is not whole makes none.
func (w *Workshop) RollUpDraft(r *RollUp) ([]byte, error) {
	if !r.Whole() {
		return nil, review.Fault("rollup.notwhole")
	}
	d := &selfInspectionDraft{Kind: w.Words.Paper("kind.selfinspection"), From: r.From, To: r.To, Total: selfinspection.RowOf(r.Total)}
	for _, s := range r.Sheets {
		d.Rows = append(d.Rows, selfinspection.RowOf(s))
	}
	for _, x := range r.Reports {
		if x.facts != nil {
			d.Draws, d.Problems = append(d.Draws, x.facts.Draws...), append(d.Problems, x.facts.Problems...)
		}
	}
	if len(unlistedCourts(d)) > 0 { // some courts gave no list: half of one is none
		d.Problems = nil
	}
	return d.bytes()
}

// unlistedCourts are those that tell of problems and list none.
func unlistedCourts(d *selfInspectionDraft) (out []string) {
	listed := map[string]bool{}
	for _, p := range d.Problems {
		listed[p.Court] = true
	}
	for _, r := range d.Rows {
		if r.Minor+r.Grave > 0 && !listed[r.Court] {
			out = append(out, r.Court)
		}
	}
	return out
}
