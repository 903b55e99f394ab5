package termination_test

import (
	"encoding/json"
	"testing"

	"shenqian/review"
	"shenqian/review/kind/ruling"
	"shenqian/review/kind/termination"
	"shenqian/review/law"
)

const wordsHead = "山东省云湖市人民法院\n执行裁定书\n（2021）鲁9901执9号\n申请执行人：甲某，男，1970年1月1日出生，汉族，住云湖市。\n被执行人：乙某，女，1971年2月2日出生，汉族，住云湖市。\n"

func prefill(t *testing.T, body string) *termination.CaseFile {
	t.Helper()
	return termination.Prefill(ruling.Read(wordsHead + body + "\n审判长　丙\n审判员　丁\n审判员　戊\n二〇二一年十一月十六日\n书记员　己"))
}

func TestTheDayOfFilingIsTheDateBesideTheWord(t *testing.T) {
	for body, want := range map[string]review.Date{
		"申请执行人甲某与被执行人乙某买卖合同纠纷一案，甲某于2021年4月30日向本院申请强制执行，本院于2021年5月8日立案。": {Year: 2021, Month: 5, Day: 8},
		"申请执行人甲某与被执行人乙某买卖合同纠纷一案，本院于2021年5月8日立案执行。":                      {Year: 2021, Month: 5, Day: 8},
		"申请执行人甲某与被执行人乙某买卖合同纠纷一案，甲某于2021年4月30日向本院申请强制执行。":                {},
	} {
		if got := prefill(t, body).Filed; got != want {
			t.Errorf("%s\n got %v, want %v", body, got, want)
		}
	}
}

func TestTheClaimByItsNameCountsBeforeAHeadOfTheJudgment(t *testing.T) {
	c := prefill(t, "申请执行人甲某与被执行人乙某买卖合同纠纷一案，判决乙某应支付甲某货款200000元，案件受理费4300元由乙某负担。甲某申请执行，本院于2021年5月8日立案，申请执行标的204300元。截至目前，执行到位4300元，尚未执行到位200000元。")
	if c.Due == nil || c.Due.String() != "204300" {
		t.Errorf("due %v", c.Due)
	}
	if c.Remaining == nil || c.Remaining.String() != "200000" {
		t.Errorf("remaining %v", c.Remaining)
	}
}

func TestAContinuingDutyIsSeenBehindALongPhrase(t *testing.T) {
	book, err := law.Load()
	if err != nil {
		t.Fatal(err)
	}
	const body = "申请执行人甲某与被执行人乙某买卖合同纠纷一案，（2020）鲁9901民初1号民事判决书已经发生法律效力，本院于2021年5月8日立案，执行标的100元。\n一、2021年5月10日，发出执行通知书，查询银行存款，未发现财产。\n本案执行到位0元，尚未执行到位100元。\n本院认为，未发现财产。依照《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第五百一十九条规定，裁定如下：\n终结本次执行程序。\n"
	missing := func(duty string) bool {
		p := ruling.Read(wordsHead + body + duty + "\n申请执行人发现被执行人有可供执行财产的，可以向本院申请恢复执行。\n本裁定送达后立即生效。\n审判长　丙\n审判员　丁\n审判员　戊\n二〇二一年十一月十六日\n书记员　己")
		c := termination.New(book).Checkup(review.CheckupInput{Paper: p, On: review.Date{Year: 2021, Month: 11, Day: 16}})
		for _, f := range c.Findings {
			if f.Rule == "I01" {
				return true
			}
		}
		return false
	}
	if missing("各被执行人仍应按照（2020）鲁9901民初1号民事判决书确定的责任方式继续向申请执行人履行债务。") {
		t.Error("a duty behind a long phrase is missed")
	}
	if !missing("当事人应当及时告知本院。") {
		t.Error("no duty is told, and none is missing")
	}
}

// A submission is replayed from its stored findings: they must hash alike.
func TestFindingsHashAlikeOnceStored(t *testing.T) {
	book, err := law.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"", "执行裁定书\n申请执行人甲某申请执行，裁定如下：终结执行。", wordsHead} {
		c := termination.New(book).Checkup(review.CheckupInput{Paper: ruling.Read(text), Facts: &termination.CaseFile{}, Notes: []review.FileNote{{Code: "comment"}}})
		b, err := json.Marshal(c.Findings)
		if err != nil {
			t.Fatal(err)
		}
		var stored []review.Finding
		if err := json.Unmarshal(b, &stored); err != nil {
			t.Fatal(err)
		}
		if len(stored) == 0 || review.FindingsHash(stored) != review.FindingsHash(c.Findings) {
			t.Errorf("%q: %d findings hash otherwise once stored", text, len(stored))
		}
	}
}

func TestNothingTakenInIsAnAmount(t *testing.T) {
	for _, said := range []string{"本案未执行到任何款项", "本案执行到位0元", "本案分文未付"} {
		c := prefill(t, "申请执行人甲某与被执行人乙某买卖合同纠纷一案，本院于2021年5月8日立案，申请执行标的100元。"+said+"，尚未执行到位100元。")
		if c.Realised == nil || *c.Realised != 0 {
			t.Errorf("%s: %v", said, c.Realised)
		}
	}
}

func TestWhatTheApplicantWaivesIsTakenOff(t *testing.T) {
	c := prefill(t, "申请执行人甲某与被执行人乙某买卖合同纠纷一案，本院于2021年5月8日立案，申请执行标的38200元。截至目前，申请执行人自愿放弃1200元，执行到位9000元，尚未执行到位28000元。")
	if c.Waived == nil || c.Waived.String() != "1200" || c.Realised == nil || c.Realised.String() != "9000" || c.Remaining == nil || c.Remaining.String() != "28000" {
		t.Errorf("%v %v %v", c.Waived, c.Realised, c.Remaining)
	}
}
