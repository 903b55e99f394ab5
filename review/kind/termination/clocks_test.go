package termination_test

import (
	"fmt"
	"strings"
	"testing"

	"shenqian/review"
)

// clocksOf are the clocks that a case file starts in a matter of a state.
func clocksOf(t *testing.T, state review.State, file, ruling string) []review.Clock {
	t.Helper()
	k := newKind(t)
	entered, unknown, err := k.ReadFacts([]byte(file))
	if err != nil || len(unknown) > 0 {
		t.Fatal(unknown, err)
	}
	known := entered
	if ruling != "" {
		known = k.Merge(entered, k.Prefill(k.Read(ruling)))
	}
	return k.Clocks(&review.Matter{State: state}, entered, known)
}

func told(clocks []review.Clock) string {
	var out []string
	for _, c := range clocks {
		s := c.Code + " " + c.Due.String()
		if c.Excluded > 0 {
			s += fmt.Sprintf(" -%d", c.Excluded)
		}
		for word, is := range map[string]bool{" unsure": c.Unsure, " explained": c.Explained, " rolled": c.Rolled, fmt.Sprint(" guessed ", c.Guessed): c.Guessed > 0} {
			if is {
				s += word
			}
		}
		out = append(out, s)
	}
	return strings.Join(out, ", ")
}

func TestTheLimitRunsFromTheFactsUntilTheApproval(t *testing.T) {
	const head = `{"案号":"（2018）京0101执112号","法院":"北京市东城区人民法院","当事人":[]`
	ledger := func(rows string) string {
		return head + `,"立案日期":"2018-01-16","扣除、延长执行期限记录":[` + rows + `]}`
	}
	const valuation = `{"类型":"评估","起始日期":"2018-03-01","截止日期":"2018-03-30"}`
	for name, c := range map[string]struct{ file, want string }{
		"nothing entered":                  {head + `}`, ""},
		"filed":                            {head + `,"立案日期":"2018-01-16"}`, "limit 2018-07-16"},
		"to a Saturday":                    {head + `,"立案日期":"2018-01-14"}`, "limit 2018-07-16"},
		"to the National Day":              {head + `,"立案日期":"2018-04-01"}`, "limit 2018-10-08"},
		"to a Saturday that is worked":     {head + `,"立案日期":"2018-03-29"}`, "limit 2018-09-29"},
		"from the end of August":           {head + `,"立案日期":"2018-08-31"}`, "limit 2019-02-28"},
		"into a year not yet arranged":     {head + `,"立案日期":"2026-09-01"}`, "limit 2027-03-01 guessed 2027"},
		"from another day than the filing": {head + `,"立案日期":"2018-01-16","执行期限起始日期":"2018-01-18"}`, "limit 2018-07-18"},
		"as the court's system has it":     {head + `,"立案日期":"2018-01-16","执行期限届满日期":"2018-11-05"}`, "limit 2018-11-05"},
		"non-litigation":                   {head + `,"立案日期":"2018-01-16","非诉行政执行":true}`, "limit 2018-04-16"},
		"non-litigation by its basis":      {head + `,"立案日期":"2018-01-16","执行依据":{"文号":"（2018）京0101行审9号"}}`, "limit 2018-04-16"},
		"said not to be":                   {head + `,"立案日期":"2018-01-16","非诉行政执行":false,"执行依据":{"文号":"（2018）京0101行审9号"}}`, "limit 2018-07-16"},
		"less a valuation":                 {ledger(valuation), "limit 2018-08-15 -30"},
		"less two that overlap":            {ledger(valuation + `,{"类型":"拍卖、变卖","起始日期":"2018-03-21","截止日期":"2018-04-09"}`), "limit 2018-08-27 -40"},
		"what is no ground":                {ledger(`{"类型":"春节放假","起始日期":"2018-02-15","截止日期":"2018-02-21"}`), "limit 2018-07-16"},
		"backwards":                        {ledger(`{"类型":"评估","起始日期":"2018-03-30","截止日期":"2018-03-01"}`), "limit 2018-07-16"},
		"suspended still":                  {ledger(`{"类型":"中止执行","起始日期":"2018-03-01"}`), ""},
		"extended":                         {ledger(`{"类型":"延长执行期限","起始日期":"2018-07-17","截止日期":"2018-10-16","批准机关":"本院院长","批准日期":"2018-07-05"}`), "limit 2018-10-16"},
		"extended by nobody":               {ledger(`{"类型":"延长执行期限","起始日期":"2018-07-17","截止日期":"2018-10-16"}`), "limit 2018-07-16"},
		"the reason entered":               {head + `,"立案日期":"2018-01-16","执行超期原因":"评估异议"}`, "limit 2018-07-16 explained"},
	} {
		got := told(clocksOf(t, review.StateDraft, c.file, ""))
		if got = strings.ReplaceAll(got, " rolled", ""); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	rolled := clocksOf(t, review.StateDraft, head+`,"立案日期":"2018-01-14"}`, "")
	if len(rolled) != 1 || !rolled[0].Rolled || rolled[0].Warn.String() != "2018-07-06" {
		t.Errorf("%+v", rolled)
	}
	for state, runs := range map[review.State]bool{
		review.StateDraft: true, review.StateRoute: true, review.StatePresident: true, review.StateReturned: true, review.StateReconsider: true,
		review.StateCommittee: true, review.StateApproved: false, review.StateSealed: false, review.StateServed: false, review.StateRevoked: false, review.StateRefused: false,
	} {
		if n := len(clocksOf(t, state, head+`,"立案日期":"2018-01-16"}`, "")); (n == 1) != runs {
			t.Errorf("%s: %d clocks", state, n)
		}
	}
	if got := newKind(t).Clocks(&review.Matter{State: review.StateDraft}, nil, newKind(t).Prefill(newKind(t).Read(text23))); len(got) != 0 {
		t.Errorf("a ruling alone starts %+v", got)
	}
}

func TestTheDirectivesTwoMonthsRunInShandong(t *testing.T) {
	const head = `{"案号":"（2018）鲁9901执112号","法院":"山东省云湖市人民法院","当事人":[],"立案日期":"2018-04-02","签收日期":"2018-04-10"`
	const limit = "limit 2018-10-08"
	query := func(how, on string) string {
		return `{"被调查人":"段志成","方式":"` + how + `","调查内容":"银行存款","日期":"` + on + `"}`
	}
	for name, c := range map[string]struct{ file, ruling, want string }{
		"nothing inquired":         {head + `}`, "", limit + ", inquiry 2018-05-10 unsure, first_inquiry 2018-05-02 unsure"},
		"by the network alone":     {head + `,"财产调查":[` + query("网络查控", "2018-04-12") + `]}`, "", limit + ", inquiry 2018-05-10"},
		"on the spot alone":        {head + `,"财产调查":[` + query("现场调查", "2018-04-12") + `]}`, "", limit + ", inquiry 2018-05-10"},
		"both":                     {head + `,"财产调查":[` + query("网络查控", "2018-04-12") + `,` + query("现场调查", "2018-04-20") + `]}`, "", limit},
		"complete":                 {head + `,"查控完成日期":"2018-05-07"}`, "", limit},
		"told by the ruling":       {head + `}`, text23, limit},
		"an inquiry without a day": {head + `,"财产调查":[{"被调查人":"段志成","方式":"网络查控","调查内容":"银行存款"}]}`, "", limit + ", inquiry 2018-05-10, first_inquiry 2018-05-02"},
		"another province":         {strings.Replace(head, "鲁9901", "京0101", 1) + `}`, "", limit},
		"before the directive":     {strings.NewReplacer("2018-04-02", "2018-01-05", "2018-04-10", "2018-01-08").Replace(head) + `}`, "", "limit 2018-07-05"},
		"not received":             {strings.Replace(head, `,"签收日期":"2018-04-10"`, "", 1) + `}`, "", limit + ", first_inquiry 2018-05-02 unsure"},
	} {
		if got := strings.ReplaceAll(told(clocksOf(t, review.StateDraft, c.file, c.ruling)), " rolled", ""); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	// An administrative limit that ends on a Sunday stays there, and is to be
	// done by Friday.
	all := clocksOf(t, review.StateDraft, strings.Replace(head, "2018-04-10", "2018-05-10", 1)+`}`, "")
	if c := all[1]; c.Due.String() != "2018-06-10" || c.ActBy.String() != "2018-06-08" || c.Warn.String() != "2018-05-31" {
		t.Errorf("%+v", c)
	}
}

func TestRulesOnTimeCountAsTheClocksDo(t *testing.T) {
	filed := func(day, fields string) string {
		return with(replace(file23, `"立案日期":"2023-02-06"`, `"立案日期":"`+day+`"`), fields)
	}
	ledger := func(kind, from, to string) string {
		return `"扣除、延长执行期限记录":[{"类型":"` + kind + `","起始日期":"` + from + `","截止日期":"` + to + `","批准机关":"本院院长"}]`
	}
	runRules(t, []ruleCase{
		// The ruling is of 2023-06-08, a Thursday.
		{"a limit that ends on a Sunday is met on Monday", "H02", replace(text23, "二〇二三年六月八日", "二〇二三年六月十二日"), with(file23, `"执行期限届满日期":"2023-06-11"`), ""},
		{"and over on Tuesday", "H02", replace(text23, "二〇二三年六月八日", "二〇二三年六月十三日"), with(replace(file23, "2023-06-05", "2023-06-13"), `"执行期限届满日期":"2023-06-11"`), "H02.overdue/unmet/warn"},
		{"within what was deducted", "H02", text23, filed("2022-11-20", ledger("评估", "2023-02-01", "2023-02-28")), ""},
		{"beyond what was deducted", "H02", text23, filed("2022-11-01", ledger("评估", "2023-02-01", "2023-02-10")), "H02.overdue/unmet/warn"},
		{"within an extension", "H02", text23, filed("2022-11-01", ledger("延长", "2023-05-02", "2023-08-01")), ""},
		{"non-litigation, over in three months", "H02", text23, with(file23, `"非诉行政执行":true,`+ledger("评估", "2023-03-01", "2023-03-02")), "H02.overdue/unmet/warn"},

		{"inquiry complete within the month", "D10", text23, with(file23, `"签收日期":"2023-02-08","查控完成日期":"2023-03-08"`), ""},
		{"inquiry complete later", "D10", text23, with(file23, `"签收日期":"2023-02-08","查控完成日期":"2023-03-09"`), "D10.done/unmet/warn"},
		{"received at the end of a month", "D10", text23, with(file23, `"签收日期":"2023-01-31","查控完成日期":"2023-03-01"`), "D10.done/unmet/warn"},
	})
}
