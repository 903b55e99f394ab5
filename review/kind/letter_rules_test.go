package kind_test

import (
	"encoding/json"
	"testing"

	"shenqian/review"
)

// Each case changes one fact of a kind's demonstration dossier, which has no
// findings of its own.
func TestARuleFindsTheOneFactThatIsWrong(t *testing.T) {
	april, june := review.Date{Year: 2018, Month: 4, Day: 10}, review.Date{Year: 2018, Month: 6, Day: 8}
	for _, c := range []struct {
		kind, field, value, rule, want string
	}{
		{"supervision", "反馈期限", `"2018-04-09"`, "P11A", "unmet W22.past"},
		{"supervision", "反馈期限", `"2018-04-30"`, "P11B", "unmet W21.order"},
		{"supervision", "督办来源", `"信访督办"`, "P11C", "unmet P11C.not"},
		{"overdue", "执行期限届满日期", `"2018-06-01"`, "P04A", "unmet P04A.not"},
		{"jointrequest", "拟协同法院", `["山东省云湖市人民法院"]`, "P05A", "unmet P05A.not"},
		{"jointrequest", "主送", `["甲法院","乙法院"]`, "P05B", "unmet P05B.not"},
		{"jointanswer", "收到报请日期", `"2018-03-30"`, "P05C", "unmet W23.late"},
		{"jointanswer", "收到报请日期", `"2018-03-31"`, "P05C", "met"},
		{"jointdecision", "主送", `["山东省云湖市人民法院"]`, "P05F", "unmet P05F.not"},
		{"upperopinion", "理由成立", `null`, "P07A", "unknown W28.unknown"},
		{"backlog", "合计", `{"法院":"合计","排查数":109,"补录数":108,"剩余数":1}`, "P03A", "unmet W27.sum"},
		{"backlog", "合计", `{"法院":"合计","排查数":108,"补录数":108,"剩余数":1}`, "P03E", "unmet P03E.not"},
		{"selfinspection", "合计", `{"法院":"合计","终本数":1441,"自查数":1441,"合格数":1352,"一般违规数":85,"有财产而终本数":3}`, "P08E", "unmet W27.sum"},
		{"selfinspection", "上报期限", `"2018-04-09"`, "P08G", "unmet W24.late"},
		{"selfinspection", "问题清单", `[{"法院":"云湖市人民法院","案号":"（2017）鲁9901执1号","类别":"一般违规","问题":["甲"],"整改时限":"2018-05-01"}]`, "P08H", "unmet P08H.not"},
		{"selfinspection", "问题清单", `[]`, "P08H", "met"},
		{"selfassessment", "法院", `"山东省云湖市人民法院"`, "P19A", "unmet P19A.not"},
		{"selfassessment", "自评得分", `[{"一级指标":"规范执行","分值":35,"自评分":33,"扣分":[{"理由":"甲","分":1.5}]}]`, "P19B", "unmet P19B.not"},
		{"selfassessment", "自评得分", `[{"一级指标":"规范执行","分值":35,"自评分":"33.5","扣分":[{"理由":"","分":1.5}]}]`, "P19B", "unmet P19B.why"},
		{"selfassessment", "合计", `{"分值":100,"自评分":94.7}`, "P19C", "unmet P19C.sum"},
		{"selfassessment", "核心指标", `[{"指标":"执行信访办结率","分子":188,"分母":199,"公式":"甲÷乙"}]`, "P19D", "unmet P19D.not"},
		{"selfassessment", "核心指标", `[{"指标":"近三年整体执结率","分子":7999,"分母":10000,"公式":"甲÷乙"}]`, "P19E", "unmet P19E.not"},
		{"selfassessment", "核心指标", `[{"指标":"近三年整体执结率","分子":8000,"分母":10000,"公式":"甲÷乙"}]`, "P19E", "met"},
		{"selfassessment", "执行质效", `[{"指标":"终本率","分子":3,"分母":2,"公式":"甲÷乙"}]`, "P19F", "unmet P19F.not"},
		{"selfassessment", "阳光执行", `[{"内容":"文书全部上网"}]`, "P19G", "unmet P19G.not"},
		{"selfassessment", "阳光执行", `[{"内容":"文书全部上网","证据":["99"]}]`, "P19G", "unmet P19G.not"},
		{"selfassessment", "证据目录", `[{"编号":"1","证明事项":"甲","文件":""}]`, "P19H", "unmet P19H.not"},
		{"selfassessment", "人员配备", `[{"法院":"云湖市人民法院","在编人数":100,"执行人员":14}]`, "P19J", "unmet P19J.not"},
		{"selfassessment", "人员配备", `[{"法院":"云州市中级人民法院","在编人数":100,"执行人员":15,"指挥中心在编":2}]`, "P19K", "unmet P19K.not"},
		{"selfassessment", "人员配备", `[{"法院":"云湖市人民法院","已投保":9,"应投保":10}]`, "P19L", "unmet P19L.not"},
		{"selfassessment", "人员配备", `[{"法院":"云湖市人民法院","值班电话":2}]`, "P19M", "unmet P19M.not"},
		{"selfassessment", "信访", `{"登记数":199,"办结数":187,"在办案件数":39840}`, "P19N", "unmet P19N.not"},
		{"selfassessment", "信访", `{"登记数":199,"办结数":188,"在办案件数":100,"上年登记数":199,"上年在办案件数":100}`, "P19P", "unmet P19P.not"},
		{"selfassessment", "整改台账", `[]`, "P19Q", "unmet P19Q.none"},
		{"selfassessment", "整改台账", `[{"问题":"甲","责任单位":"乙","整改措施":"","整改时限":"2018-06-30"}]`, "P19Q", "unmet P19Q.not"},
		{"selfassessment", "整改台账", `[{"问题":"甲","责任单位":"乙","整改措施":"丙","整改时限":"2018-06-07"}]`, "P19R", "unmet P19R.not"},
		{"selfassessment", "上报期限", `"2018-06-07"`, "P19U", "unmet W24.late"},
		{"bankruptcytransfer", "企业法人", `false`, "P09A", "unmet P09A.not"},
		{"bankruptcytransfer", "同意移送的当事人", `["旁人"]`, "P09D", "unmet P09D.not"},
		{"caseplan", "预计执结日期", `"2018-07-01"`, "P10A", "unmet P10A.not"},
		{"reward", "申请日期", `"2018-03-30"`, "P12A", "unmet W23.late"},
		{"reward", "计算方法", `""`, "P12B", "unmet P12B.not"},
		{"assistance", "查找对象", `[{"姓名":"甲"}]`, "P13C", "unmet P13C.not"},
		{"policereferral", "执行期限届满日期", `"2018-04-09"`, "P14A", "unmet W24.late"},
		{"privateprosecution", "主送", `["段志成"]`, "P15B", "unmet P15B.not"},
		{"spendinglimit", "主送", `["孟庆安"]`, "Q01C", "unmet Q01C.not"},
		{"dishonesty", "未成年人", `true`, "Q02A", "unmet Q02A.not"},
		{"dishonesty", "期限", `0`, "Q02B", "unmet Q02B.not"},
		{"searchwarrant", "执行人员", `["林知夏"]`, "Q03A", "unmet Q03A.not"},
		{"summons", "传唤次数", `1`, "Q04A", "unmet Q04A.not"},
		{"coercion", "拘留天数", `16`, "Q05A", "unmet Q05A.not"},
		{"coercion", "单位", `true`, "Q05D", "unmet Q05D.not"},
		{"release", "拘留届满日期", `"2018-02-20"`, "Q06A", "unmet W21.order"},
		{"eviction", "迁出期限", `"2018-04-10"`, "Q07A", "unmet W22.past"},
		{"extension", "延长至", `"2018-07-13"`, "Q08B", "unmet Q08B.not"},
		{"extension", "第几次延长", `2`, "Q08C", "unmet Q08C.not"},
		{"extension", "执行期限届满日期", `"2018-04-19"`, "Q08A", "unmet W24.late"},
		{"stay", "暂缓届满日期", `"2018-07-17"`, "Q09B", "unmet Q09B.not"},
		{"recusaldecision", "职务", `"院长"`, "Q10B", "unmet Q10B.not"},
		{"majormatter", "讨论人员", `["甲","乙","甲"]`, "Q11A", "unmet Q11A.not"},
		{"circular", "问题清单", `[{"法院":"","案号":"（2018）鲁9901执1号","问题":"甲"}]`, "Q12A", "unmet Q12A.not"},
		{"correctionorder", "纠正期限", `"2018-04-10"`, "Q13A", "unmet W22.past"},
		{"rectification", "纠正期限", `"2018-04-09"`, "Q14A", "unmet W24.late"},
		{"guidance", "整改期限", `"2018-04-10"`, "Q15B", "unmet W22.past"},
		{"withholdingform", "会签", `[]`, "P02B", "unmet P02B.not"},
	} {
		for _, k := range composers(t) {
			if k.ID() != c.kind {
				continue
			}
			b, err := k.Demo()
			if err != nil {
				t.Fatal(err)
			}
			var fields map[string]json.RawMessage
			if err := json.Unmarshal(b, &fields); err != nil {
				t.Fatal(err)
			}
			if fields[c.field] == nil {
				t.Errorf("%s has no %s", c.kind, c.field)
			}
			fields[c.field] = json.RawMessage(c.value)
			changed, err := json.Marshal(fields)
			if err != nil {
				t.Fatal(err)
			}
			f, _, err := k.ReadFacts(changed)
			if err != nil {
				t.Fatal(c.kind, err)
			}
			text, err := k.Compose(f)
			if err != nil {
				t.Fatal(c.kind, err)
			}
			day := april
			if c.kind == "selfassessment" {
				day = june
			}
			if got := find(k.Checkup(review.CheckupInput{Paper: k.Read(text), Facts: f, On: day}), c.rule); got != c.want {
				t.Errorf("%s with %s %s: %s is %q, want %q", c.kind, c.field, c.value, c.rule, got, c.want)
			}
		}
	}
}
