package termination_test

import (
	"strings"
	"testing"

	"shenqian/review"
	"shenqian/review/kind/ruling"
	"shenqian/review/kind/termination"
	"shenqian/review/law"
)

// cleanRuling is a clean cleanRuling; tests change a piece of it.
const cleanRuling = `山东省云湖市人民法院
执行裁定书
（2018）鲁9901执112号之一
申请执行人：孟庆安，男，1971年3月8日出生，汉族，住山东省云湖市。
被执行人：段志成，男，1969年11月20日出生，汉族，住山东省云湖市。
申请执行人孟庆安与被执行人段志成民间借贷纠纷一案，本院作出的（2017）鲁9901民初1088号民事判决书已经发生法律效力。孟庆安向本院申请强制执行，要求段志成偿还268500元。本院于2018年2月6日立案执行。
本院在执行过程中，采取了以下措施：
一、2018年2月9日，发出执行通知书、报告财产令。
二、2018年2月12日、5月14日，通过网络执行查控系统查询被执行人的存款、车辆、不动产、证券，未发现可供执行的财产。
三、2018年3月15日，到被执行人住所地走访，询问被执行人，未发现可供执行的财产。
四、2018年4月3日，对被执行人发出限制消费令，并纳入失信被执行人名单。
2018年5月30日，本院约谈申请执行人，告知执行情况、财产调查措施、财产情况、终结本次执行程序的依据及法律后果，申请执行人同意终结本次执行程序。
本案执行到位6318.40元，尚未执行到位262181.60元。
本院认为，本案不具备继续执行的条件。依照《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第五百一十九条规定，裁定如下：
终结本次执行程序。
被执行人负有继续向申请执行人履行债务的义务。
申请执行人发现被执行人有可供执行财产的，可以向本院申请恢复执行。
本裁定送达后立即生效。
审判长　林知夏
审判员　郑文博
审判员　陶㛃
二〇一八年六月八日
书记员　许安宁
`

const facts = `{"案号":"（2018）鲁9901执112号之一","法院":"山东省云湖市人民法院","当事人":[],"立案日期":"2018-02-06",
"应执行标的金额":268500,"实际到位金额":6318.4,"尚未执行标的金额":262181.6,
"合议庭":[{"姓名":"林知夏","职务":"审判长","审判长":true},{"姓名":"郑文博","职务":"审判员"},{"姓名":"陶㛃","职务":"审判员"}],
"评议笔录":{"日期":"2018-06-05","全体签名":true}}`

func newKind(t testing.TB) *termination.Kind {
	t.Helper()
	b, err := law.Load()
	if err != nil {
		t.Fatal(err)
	}
	return termination.New(b)
}

func replace(s string, pairs ...string) string {
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(s, pairs[i]) {
			panic("nothing to replace: " + pairs[i])
		}
	}
	return strings.NewReplacer(pairs...).Replace(s)
}

func check(t testing.TB, text, file string) *review.Checkup {
	t.Helper()
	k := newKind(t)
	p := k.Read(text)
	in := review.CheckupInput{Paper: p}
	if file != "" {
		f, _, err := k.ReadFacts([]byte(file))
		if err != nil {
			t.Fatal(err)
		}
		in.Facts = f
	}
	if d, ok := p.PrintedDate(); ok && d.Date.Exists() {
		in.On = d.Date
	}
	return k.Checkup(in)
}

func TestACleanRulingHasNoFindings(t *testing.T) {
	if c := check(t, cleanRuling, facts); len(c.Findings) > 0 || c.Met != 43 {
		t.Errorf("%d met, %+v", c.Met, c.Findings)
	}
	if c := check(t, cleanRuling, ""); len(c.Findings) > 0 || len(c.NotChecked) != 1 || c.NotChecked[0].Rule != "J01" {
		t.Errorf("alone: %+v %+v", c.Findings, c.NotChecked)
	}
}

// TestRules holds, for every rule, cases in which it is met, unmet, unknown
// and not applicable, and how strong it is. want is CODE/outcome/severity, or
// the empty string where the rule says nothing.
func TestRules(t *testing.T) {
	on2023 := []string{"二〇一八年六月八日", "二〇二三年六月八日", "五百一十九", "五百一十七", "2018年2月6日立案", "2023年2月6日立案"}
	file2023 := replace(facts, "2018-02-06", "2023-02-06", "2018-06-05", "2023-06-05")
	for _, c := range []struct {
		name, rule, text, file, want string
	}{
		{"three months and two days", "H01", cleanRuling, facts, ""},
		{"one day short, before the later notice", "H01", replace(cleanRuling, "二〇一八年六月八日", "二〇一八年五月六日"), replace(facts, "2018-06-05", "2018-05-04"), "H01.early/unmet/block"},
		{"exactly three months is not more", "H01", replace(cleanRuling, "二〇一八年六月八日", "二〇一八年五月六日"), "", "H01.early/unmet/block"},
		{"three months and a day", "H01", replace(cleanRuling, "二〇一八年六月八日", "二〇一八年五月七日"), "", ""},
		{"early after the later notice only warns", "H01", replace(cleanRuling, on2023...), replace(file2023, "2023-02-06", "2023-05-06"), "H01.early/unmet/warn"},
		{"before the rule was in force", "H01", replace(cleanRuling, "二〇一八年六月八日", "二〇一六年六月八日", "2018年2月6日立案", "2016年5月6日立案"), "", ""},
		{"filing unknown, application early", "H01", replace(cleanRuling, "本院于2018年2月6日立案执行。", "", "孟庆安向本院申请强制执行", "孟庆安于2018年5月1日向本院申请强制执行"), "", "H01.earlyapplied/unmet/warn"},
		{"filing unknown, application long before", "H01", replace(cleanRuling, "本院于2018年2月6日立案执行。", "", "孟庆安向本院申请强制执行", "孟庆安于2018年1月5日向本院申请强制执行"), "", ""},
		{"filing unknown, application on the edge", "H01", replace(cleanRuling, "本院于2018年2月6日立案执行。", "", "孟庆安向本院申请强制执行", "孟庆安于2018年3月5日向本院申请强制执行"), replace(facts, `,"立案日期":"2018-02-06"`, ""), "H01.close/unknown/warn"},
		{"the judgment's date in the same sentence", "H01", replace(cleanRuling, "本院于2018年2月6日立案执行", "判决于2017年12月5日生效后，本院于2018年2月6日立案执行"), "", ""},
		{"no filing date anywhere", "H01", replace(cleanRuling, "本院于2018年2月6日立案执行。", ""), replace(facts, `,"立案日期":"2018-02-06"`, ""), "H01.nofiling/unknown/warn"},
		{"ruled before it was filed", "H01", cleanRuling, replace(facts, "2018-02-06", "2018-07-06"), "H01.before/unmet/block"},

		{"everything stated", "I01", cleanRuling, facts, ""},
		{"no amounts, no duty", "I01", replace(cleanRuling, "本案执行到位6318.40元，尚未执行到位262181.60元。\n", "", "被执行人负有继续向申请执行人履行债务的义务。\n", ""), "", "I01.missing/unmet/warn"},

		{"the sum is right", "I02", cleanRuling, facts, ""},
		{"the sum in the words is wrong", "I02", replace(cleanRuling, "262181.60", "262180.60"), "", "I02.sum/unmet/warn"},
		{"words and file differ", "I02", replace(cleanRuling, "6318.40", "6381.40"), facts, "I02.differs/unmet/warn"},
		{"the ledger differs", "I02", cleanRuling, replace(facts, `"当事人":[]`, `"当事人":[],"执行款台账":[{"日期":"2018-05-01","金额":6000}]`), "I02.ledger/unmet/warn"},
		{"what is left told behind the amount", "I02", replace(cleanRuling, "尚未执行到位262181.60元", "余款262181.60元未执行到位"), "", ""},
		{"a breakdown behind the sum", "I02", replace(cleanRuling, "尚未执行到位262181.60元", "尚未执行到位262181.60元，其中本金200000元、利息62181.60元"), "", ""},
		{"a breakdown in brackets", "I02", replace(cleanRuling, "执行到位6318.40元", "执行到位6318.40元（含执行费215元）"), "", ""},
		{"what is left told before what came in", "I02", replace(cleanRuling, "本案执行到位6318.40元，尚未执行到位262181.60元", "本案未执行到位262181.60元，已到位6318.40元"), "", ""},
		{"the court's own fee is not the claim", "I02", replace(cleanRuling, "孟庆安向本院申请强制执行", "本案申请执行费3927元，孟庆安向本院申请强制执行"), "", ""},
		{"waived money counts", "I02", replace(cleanRuling, "262181.60", "200000"), replace(facts, "262181.6", "200000", `"当事人":[]`, `"当事人":[],"放弃金额":62181.6`), ""},
		{"open-ended interest", "I02", replace(cleanRuling, "268500元。", "268500元及利息。"), replace(facts, `"应执行标的金额":268500,`, ""), "I02.open/unknown/warn"},
		{"amounts unknown", "I02", replace(cleanRuling, "本案执行到位6318.40元，尚未执行到位262181.60元。", "本案尚未全部执行。"), replace(facts, `,"尚未执行标的金额":262181.6`, ""), "I02.unstated/unknown/warn"},
		{"shares that don't add up", "I02", cleanRuling, replace(facts, `"当事人":[]`, `"当事人":[{"称谓":"被执行人","姓名或名称":"甲","责任方式":"按份","份额":100},{"称谓":"被执行人","姓名或名称":"乙","责任方式":"按份","份额":200}]`), "I02.shares/unmet/warn"},
		{"joint debtors don't add up and need not", "I02", cleanRuling, replace(facts, `"当事人":[]`, `"当事人":[{"称谓":"被执行人","姓名或名称":"甲","责任方式":"连带","份额":268500},{"称谓":"被执行人","姓名或名称":"乙","责任方式":"连带","份额":268500}]`), ""},

		{"519 until 2022-04-09", "I03", replace(cleanRuling, "二〇一八年六月八日", "二〇二二年四月九日"), "", ""},
		{"519 from 2022-04-10", "I03", replace(cleanRuling, "二〇一八年六月八日", "二〇二二年四月十日"), "", "I03.wrong/unmet/block"},
		{"517 from 2022-04-10", "I03", replace(cleanRuling, on2023...), "", ""},
		{"517 too early", "I03", replace(cleanRuling, "五百一十九", "五百一十七"), "", "I03.wrong/unmet/block"},
		{"only the procedure law cited", "I03", replace(cleanRuling, "《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第五百一十九条", "《中华人民共和国民事诉讼法》第二百五十七条"), "", "I03.notcited/unmet/block"},
		{"no article", "I03", replace(cleanRuling, "第五百一十九条规定", "的规定"), "", "I03.noarticle/unmet/block"},
		{"in figures, with its paragraph, among others", "I03", replace(cleanRuling, "第五百一十九条规定", "第519条第一款、第五百二十条规定"), "", ""},
		{"a short title", "I03", replace(cleanRuling, "《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第", "《民诉法解释》第"), "", ""},
		{"after another law", "I03", replace(cleanRuling, "依照《最高", "依照《中华人民共和国民事诉讼法》第二百五十七条第（六）项、《最高"), "", ""},
		{"the year of its revision in the title", "I03", replace(cleanRuling, "的解释》", "的解释（2020年修正）》"), "", ""},
		{"angle brackets", "I03", replace(cleanRuling, "〈", "<", "〉", ">"), "", ""},
		{"nested full brackets", "I03", replace(cleanRuling, "〈", "《", "〉", "》"), "", ""},
		{"procedure law by the numbers of the day", "I03", replace(cleanRuling, "依照《最高", "依照《中华人民共和国民事诉讼法》第二百五十七条第六项、第二百五十八条，《最高"), "", ""},
		{"another item of the ending of enforcement", "I03", replace(cleanRuling, "依照《最高", "依照《中华人民共和国民事诉讼法》第二百五十七条第一项、《最高"), "", "I03.item/unmet/warn"},
		{"an item that is not there", "I03", replace(cleanRuling, "依照《最高", "依照《中华人民共和国民事诉讼法》第二百五十七条第（九）项、《最高"), "", "I03.noitem/unmet/warn"},
		{"an article that is not there", "I03", replace(cleanRuling, "依照《最高", "依照《中华人民共和国民事诉讼法》第二百九十条、《最高"), "", "I03.noexist/unmet/warn"},
		{"the number of an older edition", "I03", replace(replace(cleanRuling, on2023...), "依照《最高", "依照《中华人民共和国民事诉讼法》第二百五十七条第六项、《最高"), "", "I03.renumbered/unmet/warn"},
		{"in 2024, 257 is not the ending", "I03", replace(replace(cleanRuling, on2023...), "二〇二三年", "二〇二四年", "依照《最高", "依照《中华人民共和国民事诉讼法》第二百五十七条第六项、《最高"), "", "I03.renumbered/unmet/warn"},
		{"264 until 2023", "I03", replace(replace(cleanRuling, on2023...), "依照《最高", "依照《中华人民共和国民事诉讼法》第264条第一款第六项、《最高"), "", ""},
		{"an edition of another day", "I03", replace(cleanRuling, "依照《最高", "依照《中华人民共和国民事诉讼法》（2021年修正）第二百六十四条、《最高"), "", "I03.edition/unmet/warn"},
		{"another subject", "I03", replace(cleanRuling, "依照《最高", "依照《中华人民共和国民事诉讼法》第二百二十六条、《最高"), "", "I03.subject/unmet/warn"},
		{"an objection by the number of the day", "I03", replace(cleanRuling, "本裁定送达后", "当事人可以依照《中华人民共和国民事诉讼法》第二百二十五条提出执行异议。\n本裁定送达后"), "", ""},
		{"an objection by another day's number", "I03", replace(cleanRuling, "本裁定送达后", "当事人可以依照《中华人民共和国民事诉讼法》第二百三十六条提出执行异议。\n本裁定送达后"), "", "I03.renumbered/unmet/warn"},

		{"law before interpretation", "I04", replace(cleanRuling, "依照《最高", "依照《中华人民共和国民事诉讼法》第二百五十七条第六项、《最高"), "", ""},
		{"interpretation before law", "I04", replace(cleanRuling, "第五百一十九条规定", "第五百一十九条、《中华人民共和国民事诉讼法》第二百五十七条规定"), "", "I04.order/unmet/warn"},
		{"ruled by 373", "I04", replace(cleanRuling, "第五百一十九条规定", "第五百一十九条、《最高人民法院关于严格规范终结本次执行程序的规定（试行）》第一条规定"), "", "I04.guidance/unmet/warn"},
		{"reasoned with 373", "I04", replace(cleanRuling, "本案不具备继续执行的条件。", "依照《最高人民法院关于严格规范终结本次执行程序的规定（试行）》，本案不具备继续执行的条件。"), "", ""},

		{"no days for an objection", "I05", cleanRuling, "", ""},
		{"sixty days", "I05", replace(cleanRuling, "本裁定送达后", "不服本裁定的，可以自收到之日起六十日内提出异议。\n本裁定送达后"), "", "I05.sixty/unmet/warn"},
		{"sixty days in the course", "I05", replace(cleanRuling, "三、2018年", "公告期六十日。\n三、2018年"), "", ""},

		{"no other ruling", "I07", cleanRuling, "", ""},
		{"another ruling of the case", "I07", replace(cleanRuling, "三、2018年", "本院作出（2018）鲁9901执112号裁定查封。\n三、2018年"), "", ""},
		{"another ruling of its own number", "I07", replace(cleanRuling, "三、2018年", "本院作出（2018）鲁9901执112号之一裁定查封。\n三、2018年"), "", "I07.same/unmet/warn"},
		{"a suffix it should follow", "I07", replace(cleanRuling, "执112号之一", "执112号", "三、2018年", "本院作出（2018）鲁9901执112号之一裁定查封。\n三、2018年"), "", "I07.none/unmet/warn"},
		{"no number of its own", "I07", replace(cleanRuling, "（2018）鲁9901执112号之一\n", ""), "", ""},

		{"no basis", "I03", replace(cleanRuling, "依照《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第五百一十九条规定，", ""), "", "I03.nobasis/unmet/block"},
		{"no date", "I03", replace(cleanRuling, "二〇一八年六月八日\n", ""), facts, "I03.nodate/unknown/warn"},

		{"this round", "I06", cleanRuling, "", ""},
		{"this round of a named case", "I06", replace(cleanRuling, "\n终结本次执行程序。", "\n终结（2018）鲁9901执112号案件的本次执行程序。"), "", ""},
		{"two items", "I06", replace(cleanRuling, "\n终结本次执行程序。", "\n一、终结本次执行程序；\n二、解除对被执行人账户的冻结。"), "", ""},
		{"the whole enforcement", "I06", replace(cleanRuling, "\n终结本次执行程序。", "\n终结执行。"), "", "I06.other/unmet/block"},
		{"suspension", "I06", replace(cleanRuling, "\n终结本次执行程序。", "\n中止执行。"), "", "I06.other/unmet/block"},
		{"both", "I06", replace(cleanRuling, "\n终结本次执行程序。", "\n一、终结本次执行程序；\n二、终结执行。"), "", "I06.also/unmet/block"},
		{"this round of another case", "I06", replace(cleanRuling, "\n终结本次执行程序。", "\n终结（2018）鲁9901执999号案件的本次执行程序。"), "", "I06.othercase/unmet/block"},
		{"and the rest dismissed", "I06", replace(cleanRuling, "\n终结本次执行程序。", "\n终结本次执行程序，驳回其余请求。"), "", "I06.also/unmet/block"},
		{"none", "I06", replace(cleanRuling, "，裁定如下：\n终结本次执行程序。", "。"), "", "I06.none/unmet/block"},

		{"three", "J01", cleanRuling, facts, ""},
		{"a sole judge", "J01", replace(cleanRuling, "审判长　林知夏\n审判员　郑文博\n审判员　陶㛃", "审判员　郑文博"), "", "J01.number/unmet/block"},
		{"two", "J01", replace(cleanRuling, "审判员　陶㛃\n", ""), "", "J01.number/unmet/block"},
		{"three with assessors", "J01", replace(cleanRuling, "审判员　陶㛃", "人民陪审员　陶㛃"), "", ""},
		{"minutes unknown", "J01", cleanRuling, replace(facts, `,
"评议笔录":{"日期":"2018-06-05","全体签名":true}`, ""), "J01.minutes/unknown/warn"},
		{"minutes not signed by all", "J01", cleanRuling, replace(facts, `"全体签名":true`, `"全体签名":false`), "J01.unsigned/unmet/warn"},
		{"others sign", "J01", cleanRuling, replace(facts, `"姓名":"陶㛃"`, `"姓名":"苏晓岚"`), "J01.differs/unmet/block"},
		{"minutes after the cleanRuling", "J01", cleanRuling, replace(facts, "2018-06-05", "2018-06-09"), "J01.late/unmet/warn"},

		{"no head", "T01", replace(cleanRuling, "山东省云湖市人民法院\n执行裁定书\n", ""), "", "T01.missing/unmet/warn"},
		{"no clerk", "T01", replace(cleanRuling, "书记员　许安宁\n", ""), "", "T01.missing/unmet/warn"},
		{"another title", "T01", replace(cleanRuling, "执行裁定书\n", "民事裁定书\n"), "", "T01.title/unmet/warn"},
		{"a day that does not exist", "T02", replace(cleanRuling, "2018年2月9日", "2018年2月29日"), "", "T02.impossible/unmet/warn"},
		{"a private character", "T04", replace(cleanRuling, "段志成，男", "段志\ue123，男"), "", "T04.unprintable/unmet/block"},
		{"a number nobody can read", "T05", replace(cleanRuling, "鲁9901执112号", "鲁99O1执112号"), "", "T05.unreadable/unmet/warn"},
		{"grouping commas", "T06", replace(cleanRuling, "268500元", "268，500元"), facts, "T06.grouped/unmet/info"},
		{"a radical for a character", "T07", replace(cleanRuling, "段志成，男", "段志⼀，男"), "", "T07.seems/unmet/warn"},
		{"a character nobody sees", "T07", replace(cleanRuling, "段志成，男", "段志\u200b成，男"), "", "T07.seems/unmet/warn"},
		{"an ideograph that only stands among them", "T07", replace(cleanRuling, "段志成，男", "段志\ufa11，男"), "", ""},
		{"a bracket without its other", "T08", replace(cleanRuling, "采取了以下措施", "采取了（以下措施"), "", "T08.unpaired/unmet/warn"},
		{"a bracket that only closes", "T08", replace(cleanRuling, "采取了以下措施", "采取了以下）措施"), "", "T08.unpaired/unmet/warn"},
		{"the number of an item", "T08", replace(cleanRuling, "三、2018年", "1）2018年"), "", ""},
		{"title brackets inside title brackets", "T08", replace(cleanRuling, "〈", "《", "〉", "》"), "", "T08.kind/unmet/info"},
		{"angle brackets", "T08", replace(cleanRuling, "〈", "<", "〉", ">"), "", "T08.kind/unmet/info"},
		{"round brackets of two widths", "T08", replace(cleanRuling, "采取了以下措施", "采取了（以下)措施"), "", "T08.kind/unmet/info"},
		{"a printer's line", "T09", cleanRuling + "打印人：许安宁", "", "T09.leftover/unmet/warn"},
		{"a blank of a form", "T09", replace(cleanRuling, "偿还268500元", "偿还____元"), "", "T09.leftover/unmet/warn"},
		{"a day as a number", "T10", replace(cleanRuling, "2018年2月9日", "2018年2月9号"), "", "T10.day/unmet/info"},
		{"a wrong zero", "T10", replace(cleanRuling, "二〇一八年", "二○一八年"), "", "T10.zero/unmet/info"},
		{"the ruling's date in figures", "T10", replace(cleanRuling, "二〇一八年六月八日", "2018年6月8日"), "", "T10.arabic/unmet/info"},
		{"a term that is not the rule's", "T11", replace(cleanRuling, "报告财产令", "财产报告令"), "", "T11.term/unmet/info"},
		{"another case's words", "T05", cleanRuling, replace(facts, "执112号", "执113号"), "T05.differs/unmet/block"},
	} {
		t.Run(c.rule+"/"+c.name, func(t *testing.T) {
			got := ""
			for _, f := range check(t, c.text, c.file).Findings {
				if f.Rule == c.rule {
					got = f.Code + "/" + string(f.Outcome) + "/" + string(f.Severity)
				}
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// A paper that was in time when the panel decided, and is shown later, asks for
// no new answer.
func TestWaitingForThePresidentAsksForNoNewAnswer(t *testing.T) {
	k := newKind(t)
	f, _, err := k.ReadFacts([]byte(with(file23, `"执行期限届满日期":"2023-08-06"`)))
	if err != nil {
		t.Fatal(err)
	}
	c := k.Checkup(review.CheckupInput{Paper: k.Read(text23), Facts: f, On: review.Date{Year: 2023, Month: 11, Day: 20}})
	for _, rule := range []string{"D02", "H02"} {
		if got := outcome(c, rule); !strings.HasSuffix(got, "/unmet/info") {
			t.Errorf("%s: %q", rule, got)
		}
	}
}

func TestUnknownNeverBlocks(t *testing.T) {
	for _, f := range check(t, "执行裁定书", `{"案号":"（2018）鲁9901执1号","法院":"x","当事人":[]}`).Findings {
		if f.Outcome == review.Unknown && f.Blocks() {
			t.Errorf("%+v", f)
		}
	}
}

// What nobody entered makes one line, and asks for no answer.
func TestASparseCaseFileMakesOneLineOfWhatIsUnknown(t *testing.T) {
	lines := 0
	for _, f := range check(t, "执行裁定书\n被执行人：段志成，男，汉族。\n裁定如下：\n终结本次执行程序。", `{"案号":"（2023）鲁9901执1号","法院":"x","当事人":[]}`).Findings {
		if f.Outcome == review.Unknown && f.Severity == review.Info {
			lines++
			if f.Rule != "U01" || f.NeedsAnswer() || !strings.Contains(f.Args["facts"], "限制消费令") {
				t.Errorf("%+v", f)
			}
		}
	}
	if lines != 1 {
		t.Errorf("%d lines", lines)
	}
}

// Without a case file, what it would have told is listed as not checked.
func TestALonePaperListsWhatWasNotChecked(t *testing.T) {
	c := check(t, "执行裁定书\n申请执行人：孟庆安，男，汉族。\n被执行人：段志成，男，汉族。\n裁定如下：\n终结本次执行程序。", "")
	not := map[string]string{}
	for _, n := range c.NotChecked {
		not[n.Rule] = n.Code
	}
	for _, rule := range []string{"B01", "B02", "C01", "D02", "G01"} {
		if not[rule] != "U01.alone" {
			t.Errorf("%s: %q", rule, not[rule])
		}
	}
	for _, f := range c.Findings {
		if f.Rule == "U01" {
			t.Errorf("%+v", f)
		}
	}
}

func TestAFindingPointsToItsSentence(t *testing.T) {
	text := replace(cleanRuling, "五百一十九", "五百一十七")
	p := ruling.Read(text)
	for _, f := range check(t, text, "").Findings {
		if f.Rule == "I03" && (f.Start < 0 || !strings.Contains(p.Slice(f.Start, f.End), "五百一十七")) {
			t.Errorf("%+v", f)
		}
	}
}

func TestTheSchemaDescribesWhatIsRead(t *testing.T) {
	k := newKind(t)
	s, err := k.Schema()
	if err != nil || !strings.Contains(string(s), `"尚未执行标的金额"`) {
		t.Fatal(err)
	}
	_, unknown, err := k.ReadFacts([]byte(`{"案号":"（2018）鲁9901执1号","法院":"x","当事人":[{"称谓":"被执行人","姓名或名称":"甲","绰号":"y"}],"别的":1}`))
	if err != nil || strings.Join(unknown, ",") != "别的,当事人.绰号" {
		t.Error(unknown, err)
	}
}

func FuzzCaseFilesNeverPanic(f *testing.F) {
	f.Add([]byte(facts))
	f.Add([]byte(`{"应执行标的金额":1e400}`))
	k := newKind(f)
	f.Fuzz(func(t *testing.T, b []byte) {
		if c, _, err := k.ReadFacts(b); err == nil {
			k.Checkup(review.CheckupInput{Facts: c})
		}
	})
}
