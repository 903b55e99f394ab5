package termination_test

import "testing"

func TestRulesOnPersons(t *testing.T) {
	inquiry := "三、2023年3月15日，到被执行人住所地走访，询问被执行人，未发现可供执行的财产。\n"
	runRules(t, []ruleCase{
		{"not missing", "F01", text23, file23, ""},
		{"missing, police asked", "F01", say("被执行人下落不明，已商请公安机关协助查找。"), file23, ""},
		{"missing, police not asked", "F01", say("被执行人下落不明。"), file23, "F01.nopolice/unmet/warn"},
		{"missing, a letter on file", "F01", say("被执行人下落不明。"), with(file23, `"函件":[{"种类":"协助查找","对象":"公安机关"}]`), ""},
		{"missing, not looked for", "F01", replace(text23, inquiry, ""), debtor(`"状态":"下落不明"`), "F01.unsought/unmet/block"},

		{"no obstruction", "F02", text23, file23, ""},
		{"unpunished", "F02", replace(text23, "，并纳入失信被执行人名单", ""), debtor(`"妨害执行":true`), "F02.unpunished/unmet/block"},
		{"fined", "F02", text23, with(debtor(`"妨害执行":true`), `"惩戒措施":[{"被执行人":"段志成","措施":"罚款","日期":"2023-04-01"}]`), ""},
		{"old age", "F02", replace(text23, "，并纳入失信被执行人名单", ""), debtor(`"妨害执行":true,"未罚款拘留理由":"年老"`), ""},
		{"another reason", "F02", replace(text23, "，并纳入失信被执行人名单", ""), debtor(`"妨害执行":true,"未罚款拘留理由":"其他"`), "F02.reason/unmet/warn"},
		{"told of", "F02", replace(text23, "，并纳入失信被执行人名单", "，被执行人抗拒执行"), file23, "open"},

		{"no crime", "F03", text23, file23, ""},
		{"not referred", "F03", text23, debtor(`"涉嫌拒执罪":true`), "F03.unreferred/unmet/warn"},
		{"a reason", "F03", text23, debtor(`"涉嫌拒执罪":true,"未移送理由":"证据不足"`), ""},
		{"referred in time", "F03", text23, with(debtor(`"涉嫌拒执罪":true`), `"执行期限届满日期":"2023-08-06","函件":[{"种类":"移送公安","日期":"2023-05-01"}]`), ""},
		{"referred too late", "F03", text23, with(debtor(`"涉嫌拒执罪":true`), `"执行期限届满日期":"2023-04-06","函件":[{"种类":"移送公安","日期":"2023-05-01"}]`), "F03.late/unmet/warn"},

		{"nothing says insolvent", "F04", companyText, file23, ""},
		{"insolvent, not asked", "F04", companyText, with(file23, `"执转破":{"符合条件":true}`), "F04.unasked/unmet/warn"},
		{"asked and refused", "F04", companyText, with(file23, `"执转破":{"符合条件":true,"征询日期":"2023-05-01","同意移送":false}`), ""},
		{"agreed, not transferred", "F04", companyText, with(file23, `"执转破":{"符合条件":true,"征询日期":"2023-05-01","同意移送":true}`), "F04.unreferred/unmet/warn"},
		{"half entered", "F04", companyText, with(file23, `"执转破":{}`), "open"},

		{"nobody of the same name", "J04", text23, file23, ""},
		{"a judge of the debtor's name", "J04", replace(text23, "审判员　郑文博", "审判员　段志成"), replace(file23, `"姓名":"郑文博"`, `"姓名":"段志成"`), "J04.same/unmet/warn"},

		{"only the past", "J06", text23, file23, ""},
		{"a step after the ruling", "J06", replace(text23, "2023年4月3日，对被执行人发出", "2023年7月3日，对被执行人发出"), file23, "J06.later/unmet/warn"},
		{"a term that runs on", "J06", replace(text23, "申请执行人同意终结本次执行程序。", "限其于2023年7月3日前提供线索。"), file23, ""},
		{"no date", "J06", replace(text23, "二〇二三年六月八日\n", ""), file23, ""},
	})
}

func TestRulesOnTalks(t *testing.T) {
	talk := "2023年5月30日，本院约谈申请执行人，告知执行情况、财产调查措施、财产情况、终结本次执行程序的依据及法律后果，申请执行人同意终结本次执行程序。\n"
	mute := replace(text23, talk, "")
	sparse := "执行裁定书\n申请执行人：孟庆安，男，汉族。\n被执行人：段志成，男，汉族。\n裁定如下：\n终结本次执行程序。"
	hearing := func(name string) string {
		return with(file23, `"终本情形":"特困救助","约谈":[{"被约谈人":"孟庆安","时间":"2023-05-30","是否同意终本":false}],"听证":{"日期":"2023-06-01","合议庭":[{"姓名":"`+name+`","职务":"审判长"}],"结果":"不影响终本"}`)
	}
	runRules(t, []ruleCase{
		{"told", "G01", text23, file23, ""},
		{"not told", "G01", mute, file23, "G01.silent/unmet/warn"},
		{"in the case file", "G01", mute, with(file23, `"约谈":[{"被约谈人":"孟庆安","时间":"2023-05-30","是否同意终本":true}]`), ""},
		{"the applicant asked for it", "G01", mute, with(file23, `"申请人申请终结本次执行程序":true`), ""},
		{"nothing told at all", "G01", sparse, file23, "open"},
		{"no word of the consequences", "G01", replace(text23, "的依据及法律后果", "的依据"), file23, "G01.topics/unmet/warn"},
		{"what stands above", "G01", replace(text23, "告知执行情况、财产调查措施、财产情况、", "告知其上述情况以及"), file23, ""},
		{"after the ruling", "G01", text23, with(file23, `"约谈":[{"被约谈人":"孟庆安","时间":"2023-07-30"}]`), "G01.later/unmet/warn"},
		{"not signed", "G01", text23, with(file23, `"约谈":[{"被约谈人":"孟庆安","时间":"2023-05-30","签名或录音":false}]`), "G01.unsigned/unmet/warn"},
		{"a referred case", "G01", replace(mute, "申请执行人：孟庆安，男，1971年3月8日出生，汉族，住山东省云湖市。\n", ""), file23, ""},

		{"agreed", "G02", text23, with(file23, `"终本情形":"特困救助"`), ""},
		{"the ordinary ground", "G02", replace(text23, "申请执行人同意终结", "申请执行人不同意终结"), file23, ""},
		{"disagreed, not heard", "G02", replace(text23, "申请执行人同意终结", "申请执行人不同意终结"), with(file23, `"终本情形":"特困救助"`), "G02.unheard/unmet/warn"},
		{"heard by others", "G02", text23, hearing("苏晓岚"), ""},
		{"heard by one of them", "G02", text23, hearing("林知夏"), "G02.samepanel/unmet/warn"},
		{"not known", "G02", replace(text23, "，申请执行人同意终结本次执行程序。", "。"), with(file23, `"终本情形":"特困救助"`), "open"},

		{"no clue", "G03", text23, file23, ""},
		{"a clue that was lost", "G03", text23, with(file23, `"约谈":[{"被约谈人":"孟庆安","提出线索":["渔船"]}]`), "G03.lost/unmet/warn"},
		{"a clue that was kept", "G03", text23, with(file23, `"约谈":[{"被约谈人":"孟庆安","提出线索":["渔船"]}],"执行线索":[{"来源":"申请执行人","内容":"渔船停靠柳沟渔港","状态":"核实完毕"}]`), ""},

		{"none", "G04", text23, file23, ""},
		{"the applicant", "G04", text23, with(file23, `"签字确认":{"确认人":"孟庆安"}`), ""},
		{"an agent with authority", "G04", text23, with(file23, `"签字确认":{"确认人":"卢思远","特别授权":true}`), ""},
		{"an agent without", "G04", text23, with(file23, `"签字确认":{"确认人":"卢思远","特别授权":false}`), "G04.stranger/unmet/block"},
		{"authority unknown", "G04", text23, with(file23, `"签字确认":{"确认人":"卢思远"}`), "open"},
	})
}

func TestRulesOnTime(t *testing.T) {
	edit := func(kind string) string {
		return with(file23, `"扣除、延长执行期限记录":[{"类型":"`+kind+`","起始日期":"2023-03-01","截止日期":"2023-04-01"}]`)
	}
	runRules(t, []ruleCase{
		{"within six months", "H02", text23, file23, ""},
		{"within the limit", "H02", text23, with(file23, `"执行期限届满日期":"2023-08-06"`), ""},
		{"after it", "H02", text23, with(file23, `"执行期限届满日期":"2023-05-06"`), "H02.overdue/unmet/warn"},
		{"after it, with a reason", "H02", text23, with(file23, `"执行期限届满日期":"2023-05-06","执行超期原因":"评估"`), ""},
		{"after six months, limit unknown", "H02", replace(text23, "2023年2月6日立案", "2022年2月6日立案"), replace(file23, "2023-02-06", "2022-02-06"), "open"},
		{"no date", "H02", replace(text23, "二〇二三年六月八日\n", ""), file23, ""},

		{"none", "H03", text23, file23, ""},
		{"an evaluation", "H03", text23, edit("评估、拍卖期间"), ""},
		{"a holiday", "H03", text23, edit("春节放假"), "H03.kind/unmet/warn"},
		{"an extension without who approved it", "H03", text23, edit("延长执行期限"), "open"},
		{"backwards", "H03", text23, with(file23, `"扣除、延长执行期限记录":[{"类型":"评估","起始日期":"2023-03-01","截止日期":"2023-02-01"}]`), "H03.backwards/unmet/warn"},
	})
}
