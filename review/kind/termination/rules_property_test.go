package termination_test

import (
	"strings"
	"testing"
)

func TestRulesOnInquiry(t *testing.T) {
	query := "二、2023年2月12日、5月14日，通过网络执行查控系统查询被执行人的存款、车辆、不动产、证券，未发现可供执行的财产。"
	inquiry := "三、2023年3月15日，到被执行人住所地走访，询问被执行人，未发现可供执行的财产。\n"
	clue := func(fields string) string {
		return with(file23, `"执行线索":[{"来源":"申请执行人","内容":"渔船",`+fields+`}]`)
	}
	sparse := "执行裁定书\n被执行人：段志成，男，汉族。\n裁定如下：\n终结本次执行程序。"
	runRules(t, []ruleCase{
		{"none", "D01", text23, file23, ""},
		{"verified", "D01", text23, clue(`"状态":"核实完毕","收到日期":"2023-03-01","核实日期":"2023-03-08"`), ""},
		{"after eight days", "D01", text23, clue(`"状态":"核实完毕","收到日期":"2023-03-01","核实日期":"2023-03-09"`), "D01.late/unmet/warn"},
		{"an urgent one after four", "D01", text23, clue(`"状态":"核实完毕","收到日期":"2023-03-01","核实日期":"2023-03-05","情况紧急":true`), "D01.late/unmet/warn"},
		{"not verified", "D01", text23, clue(`"状态":"未核实"`), "D01.unverified/unmet/block"},
		{"not verified, before the text that was read", "D01", cleanRuling, with(facts, `"执行线索":[{"来源":"申请执行人","内容":"渔船","状态":"未核实"}]`), "D01.unverified/unmet/warn"},
		{"state not entered", "D01", text23, clue(`"状态":""`), "open"},
		{"given in the words, and nothing done", "D01", replace(text23, query, query+"申请执行人提供了被执行人的车辆线索。"), file23, "open"},

		{"told", "D02", text23, file23, ""},
		{"not told", "D02", replace(text23, query, ""), file23, "D02.silent/unmet/warn"},
		{"no securities", "D02", replace(text23, "、证券", ""), file23, "D02.scope/unmet/warn"},
		{"vehicles by an inquiry on the spot", "D02", replace(text23, "、车辆", "", "询问被执行人，", "向车辆管理所查询，"), file23, ""},
		{"more than three months before", "D02", replace(text23, "2月12日、5月14日", "2月12日、3月1日"), file23, "D02.old/unmet/warn"},
		{"without a day", "D02", replace(text23, "二、2023年2月12日、5月14日，通过", "二、通过"), file23, "open"},
		{"nothing told at all", "D02", sparse, file23, "open"},

		{"a person", "D03", text23, file23, ""},
		{"a village committee, unvisited", "D03", strings.ReplaceAll(replace(text23, query, "", inquiry, ""), "段志成", "北岸村村民委员会"), file23, "D03.novisit/unmet/warn"},
		{"a village committee, visited", "D03", strings.ReplaceAll(replace(text23, query, ""), "段志成", "北岸村村民委员会"), file23, ""},

		{"told", "D04", text23, file23, ""},
		{"not told", "D04", replace(text23, inquiry, ""), file23, "D04.silent/unmet/warn"},
		{"in the case file", "D04", replace(text23, inquiry, ""), with(file23, `"财产调查":[{"被调查人":"段志成","调查内容":"不动产","调查单位":"云湖市不动产登记中心","日期":"2023-03-01"}]`), ""},
		{"by one officer", "D04", text23, with(file23, `"财产调查":[{"方式":"现场调查","被调查人":"段志成","调查内容":"不动产","调查人员":"郑文博"}]`), "D04.staff/unmet/warn"},
		{"by two", "D04", text23, with(file23, `"财产调查":[{"方式":"现场调查","被调查人":"段志成","调查内容":"不动产","调查人员":"郑文博、陶㛃"}]`), ""},

		{"no list", "D05", text23, file23, ""},
		{"a long list without them", "D05", text23, with(file23, `"财产调查":[{"被调查人":"段志成","调查内容":"存款"},{"被调查人":"段志成","调查内容":"车辆"},{"被调查人":"段志成","调查内容":"不动产"},{"被调查人":"段志成","调查内容":"证券"}]`), "open"},
		{"a long list with them", "D05", text23, with(file23, `"财产调查":[{"被调查人":"段志成","调查内容":"存款"},{"被调查人":"段志成","调查内容":"车辆"},{"被调查人":"段志成","调查内容":"住房公积金"},{"被调查人":"段志成","调查内容":"理财、保险"}]`), ""},

		{"visited", "D06", text23, file23, ""},
		{"not visited", "D06", replace(text23, inquiry, ""), file23, "open"},
		{"missing and not visited", "D06", replace(text23, inquiry, ""), debtor(`"状态":"下落不明"`), "D06.missing/unmet/warn"},

		{"nothing hidden", "D07", text23, file23, ""},
		{"hidden and not searched", "D07", text23, debtor(`"隐匿财产":true`), "D07.nosearch/unmet/block"},
		{"hidden and searched", "D07", say("2023年4月1日，对其住处进行搜查。"), debtor(`"隐匿财产":true`), ""},
		{"the words tell of hiding", "D07", say("被执行人拒不交出会计账簿。"), file23, "open"},

		{"no request", "D08", text23, file23, ""},
		{"undecided", "D08", text23, with(file23, `"申请调查":[{"种类":"悬赏","申请日期":"2023-03-01"}]`), "D08.undecided/unmet/block"},
		{"not yet due", "D08", text23, with(file23, `"申请调查":[{"种类":"悬赏","申请日期":"2023-06-01"}]`), ""},
		{"decided late", "D08", text23, with(file23, `"申请调查":[{"种类":"悬赏","申请日期":"2023-03-01","决定日期":"2023-03-12"}]`), "D08.late/unmet/warn"},
		{"granted and not done", "D08", text23, with(file23, `"申请调查":[{"种类":"审计","申请日期":"2023-03-01","决定日期":"2023-03-09","准许":true,"已实施":false}]`), "D08.undone/unmet/block"},
		{"granted, whether done unknown", "D08", text23, with(file23, `"申请调查":[{"种类":"审计","申请日期":"2023-03-01","决定日期":"2023-03-09","准许":true}]`), "open"},
		{"refused in time", "D08", text23, with(file23, `"申请调查":[{"种类":"审计","申请日期":"2023-03-01","决定日期":"2023-03-09","准许":false}]`), ""},

		{"questioned", "D09", text23, file23, ""},
		{"not told", "D09", replace(text23, "到被执行人住所地走访，询问被执行人，", "到不动产登记中心调查，", "、报告财产令", ""), file23, "open"},
		{"entered", "D09", replace(text23, "到被执行人住所地走访，询问被执行人，", "到不动产登记中心调查，", "、报告财产令", ""), debtor(`"询问日期":"2023-03-01"`), ""},

		{"within a month", "D10", text23, with(file23, `"签收日期":"2023-02-06"`), ""},
		{"after a month", "D10", text23, with(file23, `"签收日期":"2023-01-06"`), "D10.late/unmet/warn"},
		{"in another province", "D10", strings.ReplaceAll(text23, "鲁9901执", "豫9901执"), strings.ReplaceAll(with(file23, `"签收日期":"2023-01-06"`), "鲁9901执", "豫9901执"), ""},
		{"no query known", "D10", replace(text23, query, ""), with(file23, `"签收日期":"2023-02-06"`), "open"},
		{"receipt unknown", "D10", text23, file23, ""},
	})
}

func TestRulesOnProperty(t *testing.T) {
	runRules(t, []ruleCase{
		{"nothing seized", "E01", text23, file23, ""},
		{"disposed of", "E01", text23, asset(`"种类":"车辆","已处置":true`), ""},
		{"no reason", "E01", text23, asset(`"种类":"车辆","已处置":false`), "E01.reason/unmet/block"},
		{"a reason without proof", "E01", text23, asset(`"种类":"车辆","不可执行原因":"轮候查封"`), "E01.proof/unmet/warn"},
		{"a reason with proof", "E01", text23, asset(`"种类":"车辆","不可执行原因":"轮候查封","证据":"首封法院复函"`), ""},
		{"not entered", "E01", text23, asset(`"种类":"车辆"`), "open"},
		{"seized in the words, and no more", "E01", say("查封被执行人名下房屋一套。"), file23, "open"},
		{"seized in the words, with a reason", "E01", say("轮候查封被执行人名下房屋一套。"), file23, ""},

		{"not unsold", "E02", text23, file23, ""},
		{"a house, three times", "E02", text23, asset(`"种类":"不动产","不可执行原因":"拍卖变卖未成","拍卖次数":3,"拒绝抵债":true,"强制管理":"不适宜"`), ""},
		{"a house, twice", "E02", text23, asset(`"种类":"不动产","不可执行原因":"拍卖变卖未成","拍卖次数":2,"拒绝抵债":true,"强制管理":"不适宜"`), "E02.lack/unmet/block"},
		{"a house, twice and a 变卖", "E02", text23, asset(`"种类":"不动产","不可执行原因":"拍卖变卖未成","拍卖次数":2,"变卖":true,"拒绝抵债":true,"强制管理":"不适宜"`), ""},
		{"a movable, twice", "E02", text23, asset(`"种类":"动产","不可执行原因":"拍卖变卖未成","拍卖次数":2,"拒绝抵债":true,"强制管理":"不适宜"`), ""},
		{"never offered to the applicant", "E02", text23, asset(`"种类":"动产","不可执行原因":"拍卖变卖未成","拍卖次数":2,"拒绝抵债":false,"强制管理":"不适宜"`), "E02.lack/unmet/block"},
		{"management not entered", "E02", text23, asset(`"种类":"动产","不可执行原因":"拍卖变卖未成","拍卖次数":2,"拒绝抵债":true`), "open"},
		{"unsold in the words, no word of taking it", "E02", say("该房屋两次拍卖均流拍。"), file23, "open"},
		{"unsold in the words, refused", "E02", say("该房屋两次拍卖均流拍，申请执行人不同意以物抵债。"), file23, ""},

		{"held", "E03", text23, file23, ""},
		{"not held, no letter", "E03", text23, asset(`"种类":"车辆","不可执行原因":"未实际扣押"`), "E03.noletter/unmet/warn"},
		{"not held, a letter", "E03", text23, asset(`"种类":"车辆","不可执行原因":"未实际扣押","协助扣押函日期":"2023-04-01"`), ""},
		{"not held in the words", "E03", say("查封其车辆登记档案，未能实际扣押。"), file23, "open"},

		{"no reason to look at", "E04", text23, file23, ""},
		{"one of the list", "E04", text23, asset(`"种类":"不动产","不可执行原因":"无益拍卖"`), ""},
		{"another", "E04", text23, asset(`"种类":"不动产","不可执行原因":"集体土地"`), "E04.other/unmet/warn"},

		{"no balance", "E05", text23, file23, ""},
		{"small", "E05", text23, asset(`"种类":"存款","金额":999.99,"不可执行原因":"小额"`), ""},
		{"not small", "E05", text23, asset(`"种类":"存款","金额":1000,"不可执行原因":"小额"`), "E05.large/unmet/info"},
		{"not known", "E05", text23, asset(`"种类":"存款","不可执行原因":"小额"`), "open"},

		{"not the first", "E06", text23, file23, ""},
		{"the first, idle", "E06", text23, asset(`"种类":"不动产","首先查封":true`), "E06.idle/unmet/warn"},
		{"the first, begun", "E06", text23, asset(`"种类":"不动产","首先查封":true,"已启动处置":true`), ""},
		{"the first, with any reason", "E06", text23, asset(`"种类":"不动产","首先查封":true,"不可执行原因":"唯一住房"`), ""},
		{"the first, before the directive", "E06", replace(cleanRuling, "二〇一八年六月八日", "二〇一八年二月八日"), with(facts, `"财产":[{"被执行人":"段志成","种类":"不动产","首先查封":true}]`), ""},

		{"no end known", "E07", text23, file23, ""},
		{"ends soon, and nothing said", "E07", text23, asset(`"种类":"不动产","控制期限届满日期":"2023-10-01"`), "E07.ending/unmet/warn"},
		{"ends later", "E07", text23, asset(`"种类":"不动产","控制期限届满日期":"2024-10-01"`), ""},
		{"ends soon, and it is said", "E07", replace(text23, "可以向本院申请恢复执行", "可以向本院申请恢复执行，并应及时申请续行查封"), asset(`"种类":"不动产","控制期限届满日期":"2023-10-01"`), ""},
	})
}
