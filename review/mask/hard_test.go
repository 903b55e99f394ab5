package mask_test

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"shenqian/review"
	"shenqian/review/kind/ruling"
	"shenqian/review/mask"
)

// Names, numbers and places that lie inside one another.
func TestHardSentences(t *testing.T) {
	const head = "申请执行人：张伟，男，1969年11月20日出生，住山东省云湖市清河镇渔湾村12号。\n" +
		"被执行人：张伟民，男，1971年3月8日出生，住山东省云湖市芦花街道康宁小区7号楼302室。\n" +
		"被执行人：云湖市海波海产品有限公司，住所地山东省云湖市柳沟镇渔港路3号。\n" +
		"法定代表人：屈海波，执行董事。\n" +
		"委托诉讼代理人：曲小军，该公司员工。\n" +
		"被执行人：高原，女，1980年1月1日出生，住山东省云湖市。\n" +
		"申请执行人张伟与被执行人张伟民、云湖市海波海产品有限公司（以下简称“海波公司”）、高原买卖合同纠纷一案，本院于2018年2月6日立案执行。"
	for _, c := range []struct{ name, in, want string }{
		{"a name in a name", "张伟、张伟民均到庭。", "张某1、张某2均到庭。"},
		{"a judge's name around it", "审判员张伟东、书记员许安宁到场。", "审判员张伟东、书记员许安宁到场。"},
		{"a judge of the sentence", "张伟东法官询问张伟。", "张伟东法官询问张某1。"},
		{"east of the party", "房屋位于张伟东侧。", "房屋位于张某1东侧。"},
		{"a company with the owner's name", "屈海波经营云湖市海波海产品有限公司，海波公司已停业。", "屈某经营云湖市某海产品有限公司，某海产品公司已停业。"},
		{"short of a company", "海波海产品有限公司、云湖海波公司与海波公司系同一公司。", "某海产品公司、某海产品公司与某海产品公司系同一公司。"},
		{"an everyday word", "该院位于青藏高原，被执行人高原在高原地区务工，查封高原名下车辆。", "该院位于青藏高原，被执行人高某在高原地区务工，查封高某名下车辆。"},
		{"an own home in the body", "到芦花街道康宁小区7号楼302室张贴公告。", "到×××张贴公告。"},
		{"area code in brackets", "张伟民，联系电话：（0531）88990011。", "张某2。"},
		{"country code", "张伟民，电话+86 138 1234 5678。", "张某2。"},
		{"account before the word", "将执行款汇入6222021001001234567账户。", "将执行款汇入账户。"},
		{"a list of accounts", "冻结张伟民的账户6217001234567890123、6228481234567890123。", "冻结张某2的账户。"},
		{"card in stars", "扣划张伟民银行卡6217********1234存款10元。", "扣划张某2银行卡存款10元。"},
		{"money is no phone", "支付本金13812345678及利息。", "支付本金13812345678及利息。"},
		{"a contract's number stands", "依据合同编号13812345678的合同。", "依据合同编号13812345678的合同。"},
		{"licence of a lawyer", "律师执业证号13701201810123456。", "律师执业证号13701201810123456。"},
		{"the court's address", "联系本院，本院地址：山东省云湖市府前街1号。", "联系本院，本院地址：山东省云湖市府前街1号。"},
		{"the court's mobile by its word", "执行指挥中心值班电话：0531-88990011。", "执行指挥中心值班电话：0531-88990011。"},
		{"party's phone beside the court", "本院联系被执行人张伟民，其电话0531-88990011已停机。", "本院联系被执行人张某2，其电话已停机。"},
		{"a notary's number", "依据（2024）云湖证经字第310号公证书。", "依据（2024）云湖证经字第310号公证书。"},
		{"an old number", "依据（2015）云执字第123号、（2015）云民初字第88-1号。", "依据（2015）云执字第123号、（2015）云民初字第88-1号。"},
		{"an award's number", "依据云湖仲裁委员会云湖仲裁字〔2017〕第123号裁决书。", "依据云湖仲裁委员会云湖仲裁字〔2017〕第123号裁决书。"},
		{"a wife", "其妻李秀英名下无房产，李秀英称无力偿还。", "其妻李某名下无房产，李某称无力偿还。"},
		{"an informant", "举报人钱小满提供线索。", "举报人钱某提供线索。"},
		{"full-width", "查封鲁Ｂ１２３４５号车，手机１３８１２３４５６７８。", "查封鲁Ｂ×××××号车。"},
		{"letters and a phone", "张伟民（电话：13812345678，身份证号：37990119710308001X）未到庭。", "张某2未到庭。"},
		{"traditional", "張偉民與雲湖市海波海產品有限公司未到庭。", "张某2與云湖市某海产品有限公司未到庭。"},
		{"possessive", "张伟民之妻、张伟民的车辆、张伟民名下存款。", "张某2之妻、张某2的车辆、张某2名下存款。"},
		{"another court", "山东省济南市历下区人民法院首先查封。", "山东省济南市历下区人民法院首先查封。"},
		{"number ranges", "自2018年1月1日至2018年12月31日，按年利率4.35%计算，共365天。", "自2018年1月1日至2018年12月31日，按年利率4.35%计算，共365天。"},
		{"two ids in brackets", "张伟民（379901197103080011）、高原（379901198001010022）。", "张某2、高某。"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := do(t, paper(head, c.in), mask.Practice2024, mask.Input{Cause: "买卖合同纠纷"})
			_, got, _ := strings.Cut(r.Text, "立案执行。\n")
			got, _, _ = strings.Cut(got, "\n本院认为")
			if got != c.want {
				t.Errorf("\n got %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestAddressesEndAtTheCounty(t *testing.T) {
	for in, want := range map[string]string{
		"内蒙古自治区呼伦贝尔市鄂温克族自治旗巴彦托海镇":  "内蒙古自治区呼伦贝尔市鄂温克族自治旗",
		"新疆维吾尔自治区伊犁哈萨克自治州霍城县清水河镇":  "新疆维吾尔自治区伊犁哈萨克自治州霍城县",
		"上海市浦东新区世纪大道1号":            "上海市浦东新区",
		"重庆市石柱土家族自治县南宾镇":           "重庆市石柱土家族自治县",
		"广东省东莞市虎门镇":                "广东省东莞市",
		"青岛市市北区延安路1号":              "青岛市市北区",
		"济南市市中区英雄山路147号院3号楼":       "济南市市中区",
		"唐山市路南区文化路":                "唐山市路南区",
		"哈尔滨市道里区中央大街":              "哈尔滨市道里区",
		"景德镇市珠山区":                  "景德镇市珠山区",
		"新乡县七里营镇":                  "新乡县",
		"镇江市丹徒区":                   "镇江市丹徒区",
		"湖南省津市市汪家桥街道":              "湖南省津市市",
		"阿坝藏族羌族自治州汶川县映秀镇":          "阿坝藏族羌族自治州汶川县",
		"山东省云湖市北关街道康宁小区7号楼东单元302室": "山东省云湖市",
		"山东济南历下区泉城路":               "山东济南历下区",
	} {
		r := do(t, paper("申请执行人：段志成，男，住"+in+"。", loanBody), mask.Rule2016, mask.Input{})
		if !strings.Contains(r.Text, "住"+want+"。") {
			t.Errorf("%s: %s", in, r.Text[:strings.Index(r.Text, "立案")])
		}
	}
}

// Names that are words: 程序, 万元, 向阳, 任何.
func TestNamesThatAreWords(t *testing.T) {
	head := "申请执行人：程序，男。\n被执行人：万元，男。\n被执行人：向阳，女。\n被执行人：任何，男。"
	in := "程序与万元、向阳、任何民间借贷纠纷一案，万元、向阳、任何偿还程序三万元，任何单位和个人，本次执行程序，该笔30万元，坐落于向阳路，向阳镇，任何名下无车，程序表示无线索，责令任何履行，依照法定程序，将法律后果告知万元，限其举证，偿还任何通过微信出借的本金。"
	want := "程某与万某、向某、任某民间借贷纠纷一案，万某、向某、任某偿还程某三万元，任何单位和个人，本次执行程序，该笔30万元，坐落于向阳路，向阳镇，任某名下无车，程某表示无线索，责令任某履行，依照法定程序，将法律后果告知万某，限其举证，偿还任某通过微信出借的本金。"
	r := do(t, paper(head, in), mask.Practice2024, mask.Input{})
	if !strings.Contains(r.Text, want) {
		t.Error(r.Text)
	}
	if n := len(slices.DeleteFunc(slices.Clone(r.Doubts), func(d mask.Doubt) bool { return d.Code != "name.word" })); n < 6 {
		t.Errorf("only %d doubts for words that were left", n)
	}
}

func TestBanksAndBranches(t *testing.T) {
	head := "申请执行人：中国工商银行股份有限公司济南历下支行，住所地：济南市历下区泉城路1号。\n负责人：李建国，行长。\n被执行人：济南海隆（山东）科技有限公司，住所地：济南市历下区经十路1号。"
	in := "申请执行人中国工商银行股份有限公司济南历下支行（以下简称工行历下支行）与被执行人济南海隆（山东）科技有限公司（以下简称海隆公司）金融借款合同纠纷一案，工行历下支行申请，工商银行历下支行称。"
	want := "申请执行人中国某银行股份有限公司济南历下支行（以下简称某银行济南历下支行）与被执行人济南某（山东）科技有限公司（以下简称某科技公司）金融借款合同纠纷一案，某银行济南历下支行申请，某银行济南历下支行称。"
	if r := do(t, paper(head, in), mask.Practice2024, mask.Input{}); !strings.Contains(r.Text, want) {
		t.Error(r.Text)
	}
}

func TestChildrenOfTheRunningTextAreNotNamed(t *testing.T) {
	r := do(t, paper(loanHead, loanBody+"婚生子段小宝（2012年3月1日出生）随母生活，段小宝在校。"), mask.Rule2016, mask.Input{})
	if !strings.Contains(r.Text, "婚生子段某（2012年3月1日出生）随母生活，段某在校。") || !strings.Contains(r.Text, "段志成") {
		t.Error(r.Text)
	}
}

func TestWordsToKeepStand(t *testing.T) {
	in := mask.Input{Keep: []string{"山东省云湖市人民法院", "0531-88990011", "13800138000", "张伟东", "段志成广场"}}
	r := do(t, paper(loanHead, loanBody+"联系0531-88990011、13800138000，地点段志成广场，段志成到场。"), mask.Practice2024, in)
	if !strings.Contains(r.Text, "联系0531-88990011、13800138000，地点段志成广场，段某到场。") {
		t.Error(r.Text)
	}
}

func TestWhatTheCauseDecides(t *testing.T) {
	for _, c := range []struct {
		cause, reason string
		hidden        bool
	}{
		{"民间借贷纠纷", "", false},
		{"离婚纠纷", "divorce", true},
		{"抚养费纠纷", "custody", true},
		{"变更抚养关系纠纷", "custody", true},
		{"同居关系子女抚养纠纷", "custody", true},
		{"监护权纠纷", "custody", true},
		{"离婚后财产纠纷", "", true},
		{"赡养费纠纷", "", true},
		{"扶养费纠纷", "", true},
		{"法定继承纠纷", "", true},
		{"被继承人债务清偿纠纷", "", true},
		{"婚约财产纠纷", "", true},
		{"罚金", "", false},
		{"金融借款合同纠纷", "", false},
		{"行政非诉执行", "", false},
	} {
		r := do(t, paper(loanHead, "本院于2018年2月6日立案执行。"), mask.Rule2016, mask.Input{Cause: c.cause})
		if r.Publishable != (c.reason == "") || r.Reason.Code != c.reason {
			t.Errorf("%s: publishable %v, reason %q", c.cause, r.Publishable, r.Reason.Code)
		}
		if c.reason != "" && (r.Reason.Basis == "" || r.Reason.Args["cause"] == "") {
			t.Errorf("%s: reason without basis: %+v", c.cause, r.Reason)
		}
		if hidden := !strings.Contains(r.Text, "孟庆安"); hidden != c.hidden {
			t.Errorf("%s: names hidden: %v", c.cause, hidden)
		}
	}
}

func TestThePaperItselfTellsTheCause(t *testing.T) {
	text := paper(loanHead, "申请执行人段志成与被执行人孟庆安离婚纠纷一案，本院于2018年2月6日立案执行。")
	if r := do(t, text, mask.Rule2016, mask.Input{}); r.Publishable || r.Reason.Code != "divorce" {
		t.Errorf("%+v", r.Reason)
	}
	r := do(t, text, mask.Rule2016, mask.Input{Cause: "民间借贷纠纷"})
	if r.Publishable || !slices.ContainsFunc(r.Doubts, func(d mask.Doubt) bool { return d.Code == "cause.differs" }) {
		t.Errorf("%v %+v", r.Publishable, r.Doubts)
	}
	// A name is no cause.
	head := "申请执行人：李离婚，男。\n被执行人：王继承，男。"
	r = do(t, paper(head, "申请执行人李离婚与被执行人王继承买卖合同纠纷一案。"), mask.Rule2016, mask.Input{})
	if !r.Publishable || !strings.Contains(r.Text, "王继承") {
		t.Errorf("%+v\n%s", r.Reason, r.Text)
	}
}

// What the judge marks goes before the cause, and says its item of article 4.
func TestWhatTheJudgeMarks(t *testing.T) {
	b, err := os.ReadFile("../messages/zh-Hans.json")
	if err != nil {
		t.Fatal(err)
	}
	var say map[string]string
	if err := json.Unmarshal(b, &say); err != nil {
		t.Fatal(err)
	}
	items := []string{"第一项", "第二项", "第三项", "第四项", "第五项"}
	for i, g := range review.Grounds {
		r := do(t, paper(loanHead, loanBody), mask.Practice2024, mask.Input{Cause: "民间借贷纠纷", Ground: g})
		if r.Publishable || !strings.Contains(r.Reason.Basis, "第四条"+items[i]) || say["mask.reason."+r.Reason.Code] == "" {
			t.Errorf("%s: %+v", g, r.Reason)
		}
		if strings.Contains(r.Text, "孟庆安") {
			t.Errorf("%s: names stand in what is not published", g)
		}
	}
	if _, err := mask.Mask(mask.Input{Paper: ruling.Read(loanHead), Ground: "whim"}, mask.Rule2016); err == nil {
		t.Error("no such ground")
	}
	// A 终本 of a mediated debt is itself not closed by mediation.
	r := do(t, paper(loanHead, "申请执行人段志成与被执行人孟庆安民间借贷纠纷一案，本院（2017）鲁9901民初1088号民事调解书已生效。"), mask.Rule2016, mask.Input{})
	if !r.Publishable {
		t.Errorf("%+v", r.Reason)
	}
}

func TestVictimsAreNotNamed(t *testing.T) {
	r := do(t, paper(loanHead, loanBody), mask.Rule2016, mask.Input{Cause: "刑事附带民事诉讼"})
	if strings.Contains(r.Text, "段志成") || !strings.Contains(r.Text, "孟庆安") {
		t.Error(r.Text)
	}
}

func TestCrimesOfMinorsAreNotPublished(t *testing.T) {
	head := "被执行人：孟小满，男，2001年3月8日出生，住山东省云湖市。"
	r := do(t, paper(head, "本院（2017）鲁9901刑初88号刑事判决书已生效。"), mask.Rule2016, mask.Input{Cause: "罚金"})
	if r.Publishable || r.Reason.Code != "juvenile" {
		t.Errorf("%+v", r.Reason)
	}
}

func TestProfileOfADay(t *testing.T) {
	for _, c := range []struct {
		day  review.Date
		want mask.Profile
		ok   bool
	}{
		{review.Date{Year: 2016, Month: 9, Day: 30}, "", false},
		{review.Date{Year: 2016, Month: 10, Day: 1}, mask.Rule2016, true},
		{review.Date{Year: 2023, Month: 12, Day: 31}, mask.Rule2016, true},
		{review.Date{Year: 2024, Month: 1, Day: 1}, mask.Practice2024, true},
		{review.Date{Year: 2018, Month: 2, Day: 29}, "", false},
		{review.Date{}, "", false},
	} {
		if p, ok := mask.ProfileOn(c.day); p != c.want || ok != c.ok {
			t.Errorf("%v: %q %v", c.day, p, ok)
		}
	}
}

func TestWrongInputIsRefused(t *testing.T) {
	if _, err := mask.Mask(mask.Input{}, mask.Rule2016); err == nil {
		t.Error("no paper")
	}
	if _, err := mask.Mask(mask.Input{Paper: ruling.Read("")}, "2013"); err == nil {
		t.Error("no such profile")
	}
}

func TestResidueSeesWhatIsLeft(t *testing.T) {
	r := do(t, paper(loanHead, loanBody), mask.Practice2024, mask.Input{Cause: "民间借贷纠纷"})
	for _, left := range []string{
		"段志成终本裁定书.docx", "作者：孟　庆　安", "段志\n成", "CN=37990119690101001X", "电话 138 1234 5678", "孟慶安", "孟先生",
		"账号：6222 0210 0100 1234 567", "meng@example.com", "鲁B12345", "统一社会信用代码91370102MA3ABCDE0X", "本件与原本核对无异",
		"鲁（2018）云湖市不动产权第0012345号", "孟庆安，男，住山东省云湖市芦花街道盐仓社区3号",
	} {
		if h := r.Residue(left); len(h) == 0 {
			t.Errorf("%q was not seen", left)
		}
	}
	for _, clean := range []string{"（2018）鲁9901执112号之一执行裁定书", "段某、孟某", "审判长林知夏", "二〇一八年六月八日", "268500.00元", ""} {
		if h := r.Residue(clean); len(h) != 0 {
			t.Errorf("%q: %+v", clean, h)
		}
	}
}

func TestMissingSeesWhatWasLost(t *testing.T) {
	r := do(t, paper(loanHead, loanBody), mask.Practice2024, mask.Input{})
	for _, lost := range []string{"林知夏", "山东省云湖市人民法院", "（2018）鲁9901执112号之一", "书　记　员　　许安宁", "二〇一八年六月八日", "（2017）鲁9901民初1088号"} {
		if m := r.Missing(strings.Replace(r.Text, lost, "", 1)); len(m) != 1 {
			t.Errorf("%q lost, but missing is %q", lost, m)
		}
	}
	if m := r.Missing(strings.ReplaceAll(r.Text, "（2018）", "(2018)")); len(m) == 0 {
		t.Error("half-width brackets are another 案号 rune for rune")
	}
}

func TestMaskingTwiceChangesNothing(t *testing.T) {
	for name, text := range demo(t) {
		for _, p := range []mask.Profile{mask.Rule2016, mask.Practice2024} {
			r := do(t, text, p, mask.Input{})
			again := do(t, r.Text, p, mask.Input{})
			if again.Text != r.Text {
				t.Errorf("%s, profile %s: %+v", name, p, again.Masked)
			}
		}
	}
}

func TestAPartShowsOnlyItself(t *testing.T) {
	for name, text := range demo(t) {
		paper := ruling.Read(text)
		r := do(t, text, mask.Practice2024, mask.Input{})
		rest := r.Text
		for _, part := range paper.Parts {
			got := r.Part(part.Start, part.End)
			_, after, ok := strings.Cut(rest, got)
			if !ok {
				t.Errorf("%s: %q is not in order in the text", name, got)
			}
			rest = after
			if part.Role == review.PartSignatory && got != paper.Of(part) {
				t.Errorf("%s: %q became %q", name, paper.Of(part), got)
			}
		}
	}
}

// Rulings with characters lost, doubled and moved: nothing may panic, and what
// is kept stands.
func TestDamagedRulingsHold(t *testing.T) {
	var texts [][]rune
	for _, text := range demo(t) {
		texts = append(texts, []rune(text))
	}
	slices.SortFunc(texts, func(a, b []rune) int { return strings.Compare(string(a), string(b)) })
	odd := []rune("（），。：；、 \n0123456789X*@-·某张与")
	for i := range 200 {
		r := rand.New(rand.NewPCG(uint64(i), 3))
		text := slices.Clone(texts[r.IntN(len(texts))])
		for range 1 + r.IntN(30) {
			x, y := r.IntN(len(text)), r.IntN(len(text))
			switch r.IntN(4) {
			case 0:
				text[x] = text[y]
			case 1:
				text = slices.Delete(text, x, min(len(text), x+r.IntN(20)))
			case 2:
				text = slices.Insert(text, x, slices.Clone(text[y:min(len(text), y+r.IntN(30))])...)
			case 3:
				text[x] = odd[r.IntN(len(odd))]
			}
		}
		p := mask.Rule2016
		if i%2 == 0 {
			p = mask.Practice2024
		}
		in := mask.Input{Paper: ruling.Read(string(text)), Keep: []string{string(text[len(text)-3:])}}
		res, err := mask.Mask(in, p)
		if err != nil {
			t.Fatal(err)
		}
		if m := res.Missing(res.Text); len(m) > 0 {
			t.Errorf("%d: missing %q in\n%s", i, m, res.Text)
		}
		last := 0
		for _, h := range res.Masked {
			if h.Start < last || h.End <= h.Start {
				t.Fatalf("%d: bad hit %+v", i, h)
			}
			last = h.End
		}
	}
}

// Every code that a result may carry has a sentence.
func TestCodesHaveSentences(t *testing.T) {
	b, err := os.ReadFile("../messages/zh-Hans.json")
	if err != nil {
		t.Fatal(err)
	}
	var m map[string]string
	if err := json.Unmarshal(b, &m); err != nil {
		t.Fatal(err)
	}
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	var source strings.Builder
	for _, f := range files {
		if strings.HasSuffix(f.Name(), "_test.go") || !(strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), ".json")) {
			continue
		}
		b, err := os.ReadFile(f.Name())
		if err != nil {
			t.Fatal(err)
		}
		source.Write(b)
	}
	for k := range m {
		if code, ok := strings.CutPrefix(k, "mask.doubt."); ok && !strings.Contains(source.String(), `"`+code+`"`) {
			t.Errorf("nothing says %s", k)
		}
	}
	var rules []struct {
		ID, Basis, Source string
		Classes           []string
	}
	b, err = os.ReadFile("rules.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &rules); err != nil {
		t.Fatal(err)
	}
	for _, r := range rules {
		for _, c := range r.Classes {
			if m["mask.class."+c] == "" {
				t.Errorf("class %s has no name", c)
			}
		}
		if r.Source == "" || r.Basis == "" {
			t.Errorf("%s has no source", r.ID)
		}
	}
	for name, text := range demo(t) {
		r := do(t, text, mask.Practice2024, mask.Input{})
		for _, d := range r.Doubts {
			if m["mask.doubt."+d.Code] == "" {
				t.Errorf("%s: doubt %s has no sentence", name, d.Code)
			}
		}
		if !r.Publishable && m["mask.reason."+r.Reason.Code] == "" {
			t.Errorf("%s: reason %s has no sentence", name, r.Reason.Code)
		}
	}
}
