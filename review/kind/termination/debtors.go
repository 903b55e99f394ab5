package termination

import (
	"regexp"
	"strings"

	"shenqian/review"
	"shenqian/review/kind/ruling"
)

// Debtors are what this case knows of its debtors, for the court's other cases:
// from the case file, and of vehicles, whose plates can't be mistaken, from the
// words as well.
func (k *Kind) Debtors(f review.Facts, p *review.Paper) []review.DebtorRecord {
	c, ok := f.(*CaseFile)
	if !ok || c == nil {
		return nil
	}
	var told *course
	if p != nil {
		told = readCourse(p)
	}
	var out []review.DebtorRecord
	for _, party := range c.Parties {
		if party.Role != review.Debtor || party.Name == "" {
			continue
		}
		d := review.DebtorRecordOf(party)
		for _, f := range c.Debtors {
			if ruling.Squeeze(f.Name) == d.Name && hasAny(f.Status, dead, "终止", "注销", "破产") {
				d.Gone = f.Status
			}
		}
		d.Property = c.propertyOf(d.Name)
		if told != nil {
			d.Property = append(d.Property, told.vehiclesOf(d.Name, len(debtorsOf(c.Parties)) == 1, d.Property)...)
		}
		out = append(out, d)
	}
	return out
}

func debtorsOf(all []review.Party) (out []review.Party) {
	for _, p := range all {
		if p.Role == review.Debtor {
			out = append(out, p)
		}
	}
	return out
}

// propertyOf is what is left of a debtor's; balances of accounts come and go.
func (c *CaseFile) propertyOf(debtor string) (out []review.PropertyRecord) {
	for _, a := range c.Assets {
		if !yes(a.Disposed) && a.Name != "" && a.Type != "存款" && ruling.Squeeze(a.Owner) == debtor {
			out = append(out, review.PropertyRecord{Name: a.Name, First: yes(a.First) && !yes(a.Started) && a.Explained.IsZero()})
		}
	}
	return out
}

// plates are those of vehicles, as rulings write them: 鲁N·12345, 鲁N12345.
var plates = regexp.MustCompile(`[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•．.\s-]?[A-HJ-NP-Z0-9]{5,6}`)

// goneWords say that a vehicle is no longer the debtor's to lose.
var goneWords = []string{"成交", "抵债", "报废", "注销", "过户", "已处置", "发还", "解除查封", "解除扣押", "案外人"}

// vehiclesOf are the vehicles that the words say are a debtor's. only: there is
// no other debtor whose they could be.
func (c *course) vehiclesOf(debtor string, only bool, known []review.PropertyRecord) (out []review.PropertyRecord) {
	seen := map[string]bool{}
	for _, s := range c.sentences {
		text := ruling.Squeeze(s.text)
		if !only && !strings.Contains(text, debtor) || hasAny(text, goneWords...) || !hasAny(text, "查封", "扣押", "查明", "发现", "登记", "名下", "所有") {
			continue
		}
		for _, plate := range plates.FindAllString(text, -1) {
			for _, a := range known {
				seen[plate] = seen[plate] || strings.Contains(bare(a.Name), bare(plate))
			}
			if !seen[plate] {
				seen[plate] = true
				out = append(out, review.PropertyRecord{Name: plate})
			}
		}
	}
	return out
}
