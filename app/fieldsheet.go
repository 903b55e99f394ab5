package app

import (
	"context"
	"encoding/json"
	"strings"

	"shenqian/app/sheets"
	"shenqian/review"
)

// The entry in the 终本案件信息库 (法〔2016〕373号 art 12: who the debtor is, the
// basis, the 案号, the date of filing, the court, what was owed and what was
// done), as a sheet to be filled from. What is not known is said to be so.

// InfobaseSheet is the entry of one matter, as .xlsx.
func (a *App) InfobaseSheet(ctx context.Context, id string) ([]byte, error) {
	d, err := a.Load(ctx, id)
	if err != nil {
		return nil, err
	}
	if d.Facts == nil {
		return nil, review.Fault("infobase.nofacts", "number", numberOf(id))
	}
	w := a.Words
	page := sheets.Page{
		Name: w.Paper("infobase.name"), Title: w.Paper("infobase.title"), Program: w.Paper("program"),
		Header: []string{w.Paper("infobase.field"), w.Paper("infobase.content")}, Made: a.Now(),
	}
	put := func(code string, v any) {
		if s, ok := v.(string); ok && s == "" {
			v = w.Paper("infobase.unknown")
		}
		page.Rows = append(page.Rows, []any{w.Paper("infobase." + code), v})
	}
	day := func(d review.Date) any {
		if d.IsZero() {
			return ""
		}
		return d
	}
	money := func(v *review.Amount) any {
		if v == nil {
			return ""
		}
		return v
	}
	due, realised, remaining := d.Facts.Amounts()
	basis, by := basisOf(d.Facts)
	put("number", numberOf(id))
	put("filed", day(d.Facts.FiledOn()))
	put("court", firstText(d.Facts.CourtName(), a.Court().Name))
	for _, p := range d.Facts.PartyList() {
		if p.Role != review.Debtor {
			continue
		}
		put("debtor", p.Name)
		put("debtorid", strings.TrimSpace(firstText(p.ID, p.CreditCode)))
		if p.Representative != "" {
			put("representative", p.Representative)
		}
		put("address", p.Address)
	}
	put("applicant", partyNames(d.Facts, review.Applicant))
	put("basis", basis)
	put("basisby", by)
	put("cause", d.Facts.CauseName())
	put("due", money(due))
	put("realised", money(realised))
	put("remaining", money(remaining))
	put("ended", day(endedOn(d)))
	put("incharge", d.Facts.InCharge())
	put("entered", day(d.Matter.Entered))
	return sheets.Write(page)
}

func firstText(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// endedOn is the date of the ruling that ended the enforcement: of its
// approval, else as printed.
func endedOn(d *Dossier) review.Date {
	if d.Matter.Frozen != nil {
		return d.Matter.Frozen.On
	}
	if d.Paper == nil {
		return review.Date{}
	}
	printed, _ := d.Paper.PrintedDate()
	return existing(printed.Date)
}

// basisOf is the 执行依据, which only some kinds' case files have.
func basisOf(f review.Facts) (number, by string) {
	var has struct {
		Basis struct {
			Number string `json:"文号"`
			By     string `json:"作出机关"`
		} `json:"执行依据"`
	}
	if b, err := json.Marshal(f); err == nil && json.Unmarshal(b, &has) == nil {
		return has.Basis.Number, has.Basis.By
	}
	return "", ""
}

// QueueSheet is a queue as .xlsx, under the titles that a case list has.
func (a *App) QueueSheet(items []QueueItem) ([]byte, error) {
	w := a.Words
	p := sheets.Page{
		Name: w.Paper("queue.sheet"), Title: a.Court().Name + w.Paper("queue.sheet") + "（" + review.DateOf(a.Now()).Arabic() + "）",
		Program: w.Paper("program"), Foot: w.Paper("register.foot"), Made: a.Now(),
	}
	for _, code := range []string{"number", "case", "state", "why", "applicant", "debtor", "cause", "incharge", "clerk", "due", "realised", "remaining", "limit", "blocks", "warns", "unknown"} {
		p.Header = append(p.Header, w.Paper("queue.column."+code))
	}
	for i, it := range items {
		p.Rows = append(p.Rows, []any{
			i + 1, it.CaseNumber, w.Say("state.name." + string(it.State)), it.Reason, it.Applicant, it.Debtor, it.Cause, it.InCharge, it.Clerk,
			it.Due, it.Realised, it.Remaining, it.Limit, it.Blocks, it.Warns, it.Unknown,
		})
	}
	return sheets.Write(p)
}
