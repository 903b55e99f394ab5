package quality

import (
	"strings"

	"shenqian/review"
	"shenqian/review/kind/ruling"
	"shenqian/review/kind/termination"
)

func data(touches, name string, plant func(r *Ruling, c *termination.CaseFile, d *draw) bool, rules ...string) Fault {
	return Fault{Name: name, Rules: rules, Data: true, Touches: touches, plant: func(r *Ruling, d *draw) bool { return plant(r, r.File, d) }}
}

func always(plant func(c *termination.CaseFile)) func(*Ruling, *termination.CaseFile, *draw) bool {
	return func(_ *Ruling, c *termination.CaseFile, _ *draw) bool { plant(c); return true }
}

func ptr[T any](v T) *T { return &v }

// asset is a thing found, seized by this court and not disposed of.
func asset(c *termination.CaseFile, kind, why string) *termination.Asset {
	c.Assets = append(c.Assets, termination.Asset{
		Owner: owner(c), Type: kind, Name: "无锡市滨湖路9号", Measure: "查封", Disposed: ptr(false), WhyNot: why, Evidence: "卷宗材料",
		SeizedTo: review.Date{Year: 2036, Month: 1, Day: 1},
	})
	return &c.Assets[len(c.Assets)-1]
}

func owner(c *termination.CaseFile) string {
	for _, p := range c.Parties {
		if p.Role == review.Debtor {
			return p.Name
		}
	}
	return ""
}

// withDebtor plants in what the file says of the first debtor.
func withDebtor(plant func(r *Ruling, d *termination.DebtorFacts) bool) func(*Ruling, *termination.CaseFile, *draw) bool {
	return func(r *Ruling, c *termination.CaseFile, _ *draw) bool {
		return len(c.Debtors) > 0 && c.Debtors[0].Status == "" && plant(r, &c.Debtors[0])
	}
}

func of(r *Ruling, name string, is func(review.Party) bool) bool {
	for _, p := range r.Parties {
		if p.Name == name {
			return is(p)
		}
	}
	return false
}

// unpunished takes out of the file and the words what was done to the debtors;
// false where the words say it in a way that can't be taken out.
func unpunished(r *Ruling) bool {
	r.File.Measures = nil
	r.edit(func(s string) string {
		for _, w := range []string{"失信被执行人名单", "失信人员名单", "失信名单"} {
			s = strings.ReplaceAll(strings.ReplaceAll(s, "纳入"+w, "登记在册"), "列入"+w, "登记在册")
		}
		return s
	})
	text := r.Text()
	for _, w := range []string{"失信", "拘留", "罚款", "搜查"} {
		if strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// after says whether the ruling is of a day on or after that.
func (r *Ruling) after(y, m, d int) bool {
	return !r.On().Before(review.Date{Year: y, Month: m, Day: d})
}

func dataFaults() []Fault {
	return []Fault{
		data("number", "no enforcement case", func(r *Ruling, c *termination.CaseFile, _ *draw) bool {
			if c.Number.Type != "执" || strings.Contains(r.Template.body, "{院码}") {
				return false
			}
			c.Number.Type = "执异"
			r.words["案号"] = c.Number.String()
			return true
		}, "A01"),
		data("deed", "only a deed", always(func(c *termination.CaseFile) { c.OnlyDeed = ptr(true) }), "A02"),
		data("money", "nothing is left", func(r *Ruling, c *termination.CaseFile, _ *draw) bool {
			c.Remaining, c.Realised = ptr(review.Amount(0)), c.Due
			return true
		}, "A03"),
		data(everything, "every debtor dead without estate", func(r *Ruling, c *termination.CaseFile, _ *draw) bool {
			for i := range c.Debtors {
				c.Debtors[i].Status, c.Debtors[i].NoEstate = "死亡", ptr(true)
			}
			return len(c.Debtors) > 0
		}, "A04"),
		data("ground", "a settlement runs", always(func(c *termination.CaseFile) { c.Settling = ptr(true) }), "A05"),
		data("ground", "a ground without proof", func(r *Ruling, c *termination.CaseFile, d *draw) bool {
			c.GroundCode = pick(d, []string{"中止满二年", "特困救助"})
			return true
		}, "A06"),
		data("objection", "an objection pends", always(func(c *termination.CaseFile) { c.Objection = ptr(true) }), "A07"),

		data("notice", "notified before filing", func(r *Ruling, c *termination.CaseFile, _ *draw) bool {
			c.Notice = c.Filed.AddDays(-5)
			return true
		}, "B01"),
		data("notice", "one debtor not notified", func(r *Ruling, c *termination.CaseFile, _ *draw) bool {
			if len(c.Debtors) < 2 || c.Debtors[1].Status != "" {
				return false
			}
			c.Notice, c.Debtors[1].Notice = review.Date{}, review.Date{}
			return without("通知")(r, nil)
		}, "B01"),
		data("notice", "ordered to report on another day", always(func(c *termination.CaseFile) { c.ReportOrder = c.Notice.AddDays(12) }), "B02"),
		data("query", "a report not checked", withDebtor(func(r *Ruling, d *termination.DebtorFacts) bool {
			d.Report, d.Checked = "已报告", review.Date{}
			r.File.Inquiries = nil
			r.drop["查控"] = true
			r.edit(func(s string) string {
				return strings.NewReplacer("调查", "执行", "走访", "执行", "查询", "执行", "实地", "", "前往", "", "核查", "执行", "核实", "执行", "经查", "另").Replace(s)
			})
			return len(termination.Prefill(ruling.Read(r.Text())).Inquiries) == 0
		}), "B03"),
		data("limit", "a refusal not punished", withDebtor(func(r *Ruling, d *termination.DebtorFacts) bool {
			d.Report = "拒绝报告"
			return unpunished(r)
		}), "B04"),

		data("limit", "the file denies the limit", withDebtor(func(r *Ruling, d *termination.DebtorFacts) bool {
			d.Limited = ptr(false)
			r.File.Measures = nil
			return r.Template.kind == "执"
		}), "C01", "I08"),
		data("limit", "the limit was lifted", func(r *Ruling, c *termination.CaseFile, _ *draw) bool {
			n := 0
			for i := range c.Measures {
				if c.Measures[i].Type == "限制消费令" {
					c.Measures[i].Lifted = r.On().AddDays(-20)
					n++
				}
			}
			return n > 0 && r.Template.kind == "执"
		}, "C01"),
		data("heads", "its head is not limited", withDebtor(func(r *Ruling, d *termination.DebtorFacts) bool {
			d.HeadLimited = ptr(false)
			return of(r, d.Name, func(p review.Party) bool { return p.Representative != "" })
		}), "C02"),
		data("limit", "who qualifies is not listed", withDebtor(func(r *Ruling, d *termination.DebtorFacts) bool {
			d.Eligible, d.WhyNoShixin = ptr(true), ""
			return r.Template.kind == "执" && unpunished(r)
		}), "C03"),
		data("person", "a minor is listed", func(r *Ruling, c *termination.CaseFile, _ *draw) bool {
			for i := range c.Parties {
				p := &c.Parties[i]
				if p.Role == review.Debtor && p.Type == review.NaturalPerson {
					p.Birth = r.On().AddMonths(-15 * 12)
					r.dates["被.生"] = p.Birth
					return r.Template.kind == "执" && len(c.Measures) > 1 && c.Debtors[0].Status == ""
				}
				if p.Role == review.Debtor {
					return false
				}
			}
			return false
		}, "C03"),

		data("clue", "a clue not verified", always(func(c *termination.CaseFile) {
			c.Clues = append(c.Clues, termination.Clue{From: "申请执行人", Content: "名下有商铺", Status: "未核实", Received: c.Filed.AddDays(10)})
		}), "D01"),
		data("clue", "a clue verified late", always(func(c *termination.CaseFile) {
			c.Clues = append(c.Clues, termination.Clue{From: "申请执行人", Content: "名下有商铺", Status: "核实完毕", Received: c.Filed.AddDays(10), Verified: c.Filed.AddDays(40), Result: "不实"})
		}), "D01"),
		data("query", "the queries are old", func(r *Ruling, c *termination.CaseFile, _ *draw) bool {
			for i := range c.Inquiries {
				c.Inquiries[i].On = c.Filed.AddDays(3)
			}
			r.dates["查控1"], r.dates["查控2"] = c.Filed.AddDays(3), c.Filed.AddDays(4)
			return !r.On().Before(c.Filed.AddMonths(3).AddDays(10)) && r.has("查控2")
		}, "D02"),
		data("staff", "one officer alone", func(r *Ruling, c *termination.CaseFile, _ *draw) bool {
			for i := range c.Inquiries {
				if c.Inquiries[i].How == "现场调查" {
					c.Inquiries[i].Staff = r.words["书"]
					return true
				}
			}
			return false
		}, "D04"),
		data("hiding", "hidden property not searched for", withDebtor(func(r *Ruling, d *termination.DebtorFacts) bool {
			d.Hiding = ptr(true)
			return !strings.Contains(r.Text(), "搜查")
		}), "D07"),
		data("request", "a request not decided", func(r *Ruling, c *termination.CaseFile, d *draw) bool {
			c.Requests = append(c.Requests, termination.Request{Type: pick(d, []string{"审计", "悬赏"}), On: c.Filed.AddDays(20)})
			return true
		}, "D08"),
		data("request", "a request decided late", always(func(c *termination.CaseFile) {
			c.Requests = append(c.Requests, termination.Request{Type: "悬赏", On: c.Filed.AddDays(20), Decided: c.Filed.AddDays(45), Granted: ptr(true), Done: ptr(true)})
		}), "D08"),
		data("request", "what was granted not done", always(func(c *termination.CaseFile) {
			c.Requests = append(c.Requests, termination.Request{Type: "审计", On: c.Filed.AddDays(20), Decided: c.Filed.AddDays(25), Granted: ptr(true), Done: ptr(false)})
		}), "D08"),
		data("query", "first inquiry after a month", func(r *Ruling, c *termination.CaseFile, _ *draw) bool {
			for i := range c.Inquiries {
				if c.Inquiries[i].How == "网络查控" && c.Inquiries[i].On.Before(c.Filed.AddDays(40)) {
					c.Inquiries[i].On = c.Filed.AddDays(45)
				}
			}
			r.dates["查控1"] = c.Filed.AddDays(45)
			return strings.HasPrefix(c.Number.Court, "鲁") && r.after(2018, 3, 1) && r.has("查控1")
		}, "D10"),

		data("asset", "an asset without a reason", always(func(c *termination.CaseFile) { asset(c, "不动产", "") }), "E01"),
		data("asset", "too few auctions", always(func(c *termination.CaseFile) {
			a := asset(c, "不动产", "拍卖变卖未成")
			a.Auctions, a.Refused, a.Managed = 1, ptr(true), "不具备条件"
		}), "E02"),
		data("asset", "not offered in kind", always(func(c *termination.CaseFile) {
			a := asset(c, "车辆", "拍卖变卖未成")
			a.Auctions, a.Refused, a.Managed = 2, ptr(false), "不具备条件"
		}), "E02"),
		data("asset", "a vehicle not asked for", func(r *Ruling, c *termination.CaseFile, _ *draw) bool {
			asset(c, "车辆", "未实际扣押")
			t := r.Text()
			for _, w := range []string{"公安", "交警", "协助", "海事", "布控"} {
				if strings.Contains(t, w) {
					return false
				}
			}
			return len(c.Letters) == 0
		}, "E03"),
		data("asset", "a reason outside the list", always(func(c *termination.CaseFile) { asset(c, "不动产", "集体土地上的房屋") }), "E04"),
		data("asset", "a balance that is not small", always(func(c *termination.CaseFile) {
			asset(c, "存款", "小额").Value = ptr(review.Amount(250000))
		}), "E05"),
		data("asset", "first to seize and idle", func(r *Ruling, c *termination.CaseFile, _ *draw) bool {
			a := asset(c, "不动产", "")
			a.First, a.Started = ptr(true), ptr(false)
			return strings.HasPrefix(c.Number.Court, "鲁") && r.after(2018, 3, 1)
		}, "E06"),
		data("asset", "a seizure that ends soon", func(r *Ruling, c *termination.CaseFile, _ *draw) bool {
			asset(c, "不动产", "轮候查封").SeizedTo = r.On().AddMonths(3)
			t := r.Text()
			return !strings.Contains(t, "续封") && !strings.Contains(t, "续行")
		}, "E07"),

		data("state", "a missing debtor not sought", func(r *Ruling, c *termination.CaseFile, _ *draw) bool {
			if len(c.Debtors) == 0 || c.Debtors[0].Status != "" {
				return false
			}
			c.Debtors[0].Status = "下落不明"
			t := r.Text()
			return !strings.Contains(t, "公安") && !strings.Contains(t, "派出所")
		}, "F01", "D06"),
		data("limit", "obstruction not punished", withDebtor(func(r *Ruling, d *termination.DebtorFacts) bool {
			d.Obstructed = ptr(true)
			return unpunished(r)
		}), "F02"),
		data("crime", "a crime not referred", withDebtor(func(r *Ruling, d *termination.DebtorFacts) bool {
			d.Crime = ptr(true)
			return true
		}), "F03"),
		data("bankruptcy", "agreed to a transfer and none made", always(func(c *termination.CaseFile) {
			c.Bankruptcy = &termination.Bankruptcy{Eligible: ptr(true), Asked: c.Filed.AddDays(60), Agreed: ptr(true)}
		}), "F04"),

		data("talk", "talked to after the ruling", func(r *Ruling, c *termination.CaseFile, _ *draw) bool {
			if len(c.Interviews) == 0 {
				return false
			}
			c.Interviews[0].On = r.On().AddDays(4)
			return true
		}, "G01", "J06"),
		data("talk", "a talk not signed", func(_ *Ruling, c *termination.CaseFile, _ *draw) bool {
			if len(c.Interviews) == 0 {
				return false
			}
			c.Interviews[0].Signed = ptr(false)
			return true
		}, "G01"),
		data("ground", "dissent not heard", func(_ *Ruling, c *termination.CaseFile, _ *draw) bool {
			if len(c.Interviews) == 0 || len(c.Assets) > 0 {
				return false
			}
			c.Interviews[0].Agreed, c.GroundCode, c.Settling = ptr(false), "分期履行", ptr(true)
			return true
		}, "G02"),
		data("ground", "heard by the same panel", func(_ *Ruling, c *termination.CaseFile, _ *draw) bool {
			if len(c.Interviews) == 0 {
				return false
			}
			c.Interviews[0].Agreed, c.GroundCode, c.Settling = ptr(false), "分期履行", ptr(true)
			c.Hearing = &termination.Hearing{On: c.Filed.AddDays(80), Panel: c.Panel[:1], Result: "异议不成立"}
			return true
		}, "G02"),
		data("talk", "a clue of the talk lost", func(_ *Ruling, c *termination.CaseFile, _ *draw) bool {
			if len(c.Interviews) == 0 {
				return false
			}
			c.Interviews[0].Clues = []string{"被执行人在外地有工程款"}
			return true
		}, "G03"),
		data("confirmed", "confirmed by a stranger", always(func(c *termination.CaseFile) {
			c.Confirmation = &termination.Confirmation{By: "庞某某", On: c.Filed.AddDays(90), Authority: ptr(false)}
		}), "G04"),

		data("limits", "over the time limit", func(r *Ruling, c *termination.CaseFile, _ *draw) bool {
			c.LimitTo = r.On().AddDays(-20) // more than any holiday that it may roll over
			return true
		}, "H02"),
		data("limits", "an unlawful deduction", always(func(c *termination.CaseFile) {
			c.LimitEdits = []termination.LimitEdit{{Type: "承办人外出学习", From: c.Filed.AddDays(20), To: c.Filed.AddDays(40)}}
		}), "H03"),
		data("limits", "a deduction that runs backwards", always(func(c *termination.CaseFile) {
			c.LimitEdits = []termination.LimitEdit{{Type: "评估", From: c.Filed.AddDays(40), To: c.Filed.AddDays(20)}}
		}), "H03"),

		data("money", "the ledger differs", func(_ *Ruling, c *termination.CaseFile, _ *draw) bool {
			c.Ledger = append(c.Ledger, termination.Receipt{On: c.Filed.AddDays(60), Amount: 123400})
			return true
		}, "I02"),
		data("money", "shares that don't add up", func(r *Ruling, c *termination.CaseFile, _ *draw) bool {
			if r.Template.money != "shares" {
				return false
			}
			for i := range c.Parties {
				if c.Parties[i].Share != nil {
					c.Parties[i].Share = ptr(*c.Parties[i].Share + 5000)
					return true
				}
			}
			return false
		}, "I02"),
		data("money", "the file's claim differs", always(func(c *termination.CaseFile) { c.Due = ptr(*c.Due + 100000) }), "I02"),
		data("minutes", "minutes not signed by all", always(func(c *termination.CaseFile) { c.Minutes.Signed = ptr(false) }), "J01"),
		data("minutes", "minutes after the ruling", func(r *Ruling, c *termination.CaseFile, _ *draw) bool {
			c.Minutes.On = r.On().AddDays(2)
			return true
		}, "J01", "J06"),
		data("panel", "the file's panel differs", always(func(c *termination.CaseFile) { c.Panel[2].Name = "欧阳他山" }), "J01"),
		data("limit", "the file's limit order is of another day", func(r *Ruling, c *termination.CaseFile, _ *draw) bool {
			n := 0
			for i := range c.Measures {
				if c.Measures[i].Type == "限制消费令" {
					c.Measures[i].On = c.Measures[i].On.AddDays(-9)
					n++
				}
			}
			return n > 0 && strings.Contains(r.Text(), date(r.dates["限消"], ""))
		}, "I08"),
		data("notice", "the file's notice is of another day", func(r *Ruling, c *termination.CaseFile, _ *draw) bool {
			c.Notice, c.ReportOrder = c.Notice.AddDays(9), c.ReportOrder.AddDays(9)
			for i := range c.Debtors {
				if !c.Debtors[i].Notice.IsZero() {
					c.Debtors[i].Notice, c.Debtors[i].ReportOrder = c.Notice, c.Notice
				}
			}
			return strings.Contains(r.Text(), date(r.dates["通知"], ""))
		}, "I08"),
	}
}
