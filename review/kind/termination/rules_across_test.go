package termination_test

import (
	"encoding/json"
	"testing"

	"shenqian/review"
	"shenqian/review/kind/termination"
)

// other is another matter of the court of the clean ruling's debtor.
func other(edit func(*review.OtherMatter)) review.OtherMatter {
	o := review.OtherMatter{
		Kind: "termination", Number: "（2018）鲁9901执300号之一", State: review.StateServed, On: review.Date{Year: 2018, Month: 7, Day: 2},
		Debtors: []review.DebtorRecord{{Name: "段志成", Person: true}},
	}
	edit(&o)
	return o
}

func left(name string, first bool) []review.PropertyRecord {
	return []review.PropertyRecord{{Name: name, First: first}}
}

func TestTheRulesAcrossCases(t *testing.T) {
	k := newKind(t)
	clean := k.Read(cleanRuling)
	withID := replace(cleanRuling, "1969年11月20日出生，汉族，住山东省云湖市。", "1969年11月20日出生，汉族，住山东省云湖市，公民身份号码379901196911200012。")
	for _, c := range []struct {
		name, text string
		o          func(*review.OtherMatter)
		rule, want string // code/severity of the finding, or empty: none
	}{
		{"property in a case of the same months", withID, func(o *review.OtherMatter) {
			o.Debtors[0].ID, o.Debtors[0].Property = "379901196911200012", left("鲁N12345", false)
		}, "X01", "X01.property/warn"},
		{"of a namesake it is only told", cleanRuling, func(o *review.OtherMatter) { o.Debtors[0].Property = left("鲁N12345", false) }, "X01", "X01.property/info"},
		{"of another number it is nobody's business", withID, func(o *review.OtherMatter) {
			o.Debtors[0].ID, o.Debtors[0].Property = "379901198801010033", left("鲁N12345", false)
		}, "X01", ""},
		{"two years before", withID, func(o *review.OtherMatter) {
			o.Debtors[0].ID, o.Debtors[0].Property, o.On.Year = "379901196911200012", left("鲁N12345", false), 2016
		}, "X01", ""},
		{"the ruling speaks of it", replace(withID, "未发现可供执行的财产。\n四、", "查封鲁N12345小型汽车，未能实际扣押。\n四、"), func(o *review.OtherMatter) {
			o.Debtors[0].ID, o.Debtors[0].Property = "379901196911200012", left("鲁N12345", false)
		}, "X01", ""},
		{"another ruling of the same case", withID, func(o *review.OtherMatter) {
			o.Number, o.Debtors[0].ID, o.Debtors[0].Property = "（2018）鲁9901执112号", "379901196911200012", left("鲁N12345", false)
		}, "X01", ""},
		{"a first seizure that waits has no time", withID, func(o *review.OtherMatter) {
			o.Debtors[0].ID, o.Debtors[0].Property, o.On.Year = "379901196911200012", left("北关街道房产", true), 2016
		}, "X02", "X02.first/warn"},
		{"a debtor who died", withID, func(o *review.OtherMatter) { o.Debtors[0].ID, o.Debtors[0].Gone = "379901196911200012", "死亡" }, "X05", "X05.gone/warn"},
		{"who died here, too", replace(withID, "未发现可供执行的财产。\n四、", "段志成于2018年3月死亡，未发现遗产。\n四、"), func(o *review.OtherMatter) {
			o.Debtors[0].ID, o.Debtors[0].Gone = "379901196911200012", "死亡"
		}, "X05", ""},
		{"the figures of another debtor's case", cleanRuling, func(o *review.OtherMatter) {
			o.Debtors[0], o.Figures = review.DebtorRecord{Name: "赵某"}, review.Figures(clean)
		}, "X03", "X03.copied/warn"},
		{"of the same debtor's, as in a series", cleanRuling, func(o *review.OtherMatter) { o.Figures = review.Figures(clean) }, "X03", ""},
		{"of an earlier ruling of the case", cleanRuling, func(o *review.OtherMatter) {
			o.Number, o.Debtors, o.Figures = "（2018）鲁9901执112号", nil, review.Figures(clean)
		}, "X03", ""},
		{"one number, two papers", cleanRuling, func(o *review.OtherMatter) { o.Kind, o.Number = "correction", "（2018）鲁9901执112号之一" }, "X04", "X04.twice/warn"},
	} {
		p := k.Read(c.text)
		f, _, err := k.ReadFacts([]byte(facts))
		if err != nil {
			t.Fatal(err)
		}
		f = k.Merge(f, k.Prefill(p))
		got := ""
		for _, x := range k.Checkup(review.CheckupInput{Paper: p, Facts: f, On: review.Date{Year: 2018, Month: 6, Day: 8}, Others: []review.OtherMatter{other(c.o)}}).Findings {
			if x.Rule == c.rule {
				got = x.Code + "/" + string(x.Severity)
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, not %q", c.name, got, c.want)
		}
	}
}

func TestWhatACaseKnowsOfItsDebtorsGoesToTheOthers(t *testing.T) {
	k := newKind(t)
	p := k.Read(replace(cleanRuling, "未发现可供执行的财产。\n四、", "查封其名下鲁N·12345小型汽车，未能实际扣押；其名下鲁N66666货车已拍卖成交。\n四、"))
	f, _, err := k.ReadFacts([]byte(`{"案号":"（2018）鲁9901执112号之一","法院":"山东省云湖市人民法院",
"当事人":[{"称谓":"被执行人","姓名或名称":"段志成","类型":"自然人","证件号码":"37990119691120001x"}],
"被执行人情况":[{"被执行人":"段志成","状态":"死亡"}],
"财产":[{"被执行人":"段志成","种类":"不动产","名称":"北关街道3号楼","首先查封":true},
{"被执行人":"段志成","种类":"存款","名称":"尾号1234账户"},{"被执行人":"段志成","种类":"股权","名称":"某公司股权","已处置":true}]}`))
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(k.Debtors(f, p))
	if want := `[{"name":"段志成","id":"37990119691120001X","person":true,"gone":"死亡","property":[{"name":"北关街道3号楼","first":true},{"name":"鲁N·12345"}]}]`; err != nil || string(b) != want {
		t.Error(string(b), err)
	}
	if k.Debtors((*termination.CaseFile)(nil), nil) != nil {
		t.Error("no case file, no debtors")
	}
}
