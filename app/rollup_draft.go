package app

import (
	"encoding/json"

	"shenqian/review"
	"shenqian/review/kind/selfinspection"
)

// RollUpDraft is the figures of a roll-up as the case file of the court's own
// report, for its next court: who writes it fills in the words. A roll-up that is
// not whole makes none.
func (w *Workshop) RollUpDraft(r *RollUp) ([]byte, error) {
	if !r.Whole() {
		return nil, review.Fault("rollup.notwhole")
	}
	f := struct {
		Kind  string               `json:"文种"`
		From  review.Date          `json:"起始日期"`
		To    review.Date          `json:"截止日期"`
		Rows  []selfinspection.Row `json:"各院情况"`
		Total selfinspection.Row   `json:"合计"`
	}{Kind: w.Words.Paper("kind.selfinspection"), From: r.From, To: r.To, Total: selfinspection.RowOf(r.Total)}
	for _, s := range r.Sheets {
		f.Rows = append(f.Rows, selfinspection.RowOf(s))
	}
	b, err := json.MarshalIndent(f, "", "  ")
	return append(b, '\n'), err
}
