package termination_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"shenqian/review"
	"shenqian/review/kind/termination"
)

// The clean ruling, five years on: under the law of 2023 every provision that
// was read may block.
var (
	text23 = strings.NewReplacer("（2018）", "（2023）", "（2017）", "（2022）", "2018年", "2023年", "二〇一八年", "二〇二三年", "五百一十九", "五百一十七").Replace(cleanRuling)
	file23 = strings.NewReplacer("（2018）", "（2023）", "2018-", "2023-").Replace(facts)
)

// with adds fields to a case file.
func with(file, fields string) string {
	return strings.TrimSuffix(strings.TrimSpace(file), "}") + "," + fields + "}"
}

// debtor is a case file that knows this of the only debtor.
func debtor(fields string) string {
	return with(file23, `"被执行人情况":[{"被执行人":"段志成",`+fields+`}]`)
}

func asset(fields string) string {
	return with(file23, `"财产":[{"被执行人":"段志成","名称":"货车",`+fields+`}]`)
}

// without takes a line out of the ruling.
func without(text string, words ...string) string {
	var out []string
	for _, line := range strings.Split(text, "\n") {
		keep := true
		for _, w := range words {
			keep = keep && !strings.Contains(line, w)
		}
		if keep {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}

// say puts a sentence into the course.
func say(s string) string {
	return replace(text23, "\n四、2023年4月3日", "\n"+s+"\n四、2023年4月3日")
}

const company = `"当事人":[{"称谓":"申请执行人","姓名或名称":"孟庆安"},{"称谓":"被执行人","姓名或名称":"云湖市顺达货运有限公司","类型":"法人","法定代表人":"龙海"}]`

var companyText = strings.ReplaceAll(replace(text23, "被执行人：段志成，男，1969年11月20日出生，汉族，住山东省云湖市。", "被执行人：云湖市顺达货运有限公司，住所地山东省云湖市。\n法定代表人：龙海，经理。"), "段志成", "云湖市顺达货运有限公司")

type ruleCase struct{ name, rule, text, file, want string }

func runRules(t *testing.T, cases []ruleCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.rule+"/"+c.name, func(t *testing.T) {
			if got := outcome(check(t, c.text, c.file), c.rule); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// outcome is CODE/outcome/severity of a rule, "open" where it is one of those
// that nobody entered, and empty where it says nothing.
func outcome(c *review.Checkup, rule string) string {
	for _, f := range c.Findings {
		if f.Rule == rule {
			return f.Code + "/" + string(f.Outcome) + "/" + string(f.Severity)
		}
		if f.Rule == "U01" && strings.Contains(f.Args["rules"], rule) {
			return "open"
		}
	}
	return ""
}

func TestRulesOnTheCase(t *testing.T) {
	old := strings.ReplaceAll(cleanRuling, "（2018）鲁9901执112号之一", "（2015）云执字第112号")
	runRules(t, []ruleCase{
		{"执", "A01", text23, file23, ""},
		{"执恢", "A01", strings.ReplaceAll(text23, "执112号", "执恢112号"), replace(file23, "执112号", "执恢112号"), ""},
		{"before 2016", "A01", old, replace(facts, "（2018）鲁9901执112号之一", "（2015）云执字第112号"), ""},
		{"执异", "A01", strings.ReplaceAll(text23, "执112号", "执异112号"), replace(file23, "执112号", "执异112号"), "A01.type/unmet/block"},
		{"no number at all", "A01", replace(text23, "（2023）鲁9901执112号之一\n", ""), "", ""},

		{"money", "A02", text23, file23, ""},
		{"only an act", "A02", text23, with(file23, `"执行内容仅为行为":true`), "A02.deed/unmet/warn"},
		{"nothing says what", "A02", "执行裁定书\n裁定如下：\n终结本次执行程序。", `{"案号":"（2023）鲁9901执1号","法院":"x","当事人":[]}`, "open"},

		{"something is left", "A03", text23, file23, ""},
		{"nothing is left", "A03", text23, replace(file23, `"尚未执行标的金额":262181.6`, `"尚未执行标的金额":0`), "A03.nothing/unmet/warn"},
		{"amounts unknown are I02's", "A03", "执行裁定书", `{"案号":"（2023）鲁9901执1号","法院":"x","当事人":[]}`, ""},

		{"a living debtor", "A04", text23, file23, ""},
		{"dead without an estate", "A04", text23, debtor(`"状态":"死亡","无遗产":true`), "A04.dead/unmet/block"},
		{"dead, with an estate", "A04", text23, debtor(`"状态":"死亡","无遗产":false`), ""},
		{"dead, estate unknown", "A04", text23, debtor(`"状态":"死亡"`), "open"},
		{"no debtor known", "A04", "执行裁定书", `{"案号":"（2023）鲁9901执1号","法院":"x","当事人":[]}`, ""},

		{"no settlement", "A05", text23, file23, ""},
		{"a settlement runs", "A05", text23, with(file23, `"执行和解履行中":true`), "A05.settling/unmet/warn"},
		{"and is the ground", "A05", text23, with(file23, `"执行和解履行中":true,"终本情形":"分期履行"`), ""},
		{"the words tell of one", "A05", say("双方达成和解协议，约定分期给付。"), file23, "open"},
		{"one that failed", "A05", say("双方未达成执行和解协议。"), file23, ""},

		{"the ordinary ground", "A06", text23, file23, ""},
		{"consent that is recorded", "A06", text23, with(file23, `"终本情形":"申请执行人书面同意"`), ""},
		{"two years that were not", "A06", text23, with(file23, `"终本情形":"中止满二年"`), "A06.proof/unmet/warn"},
		{"two years", "A06", text23, with(file23, `"终本情形":"中止满二年","扣除、延长执行期限记录":[{"类型":"中止","起始日期":"2020-01-01","截止日期":"2022-02-01"}]`), ""},
		{"unsold without a sale", "A06", text23, with(file23, `"终本情形":"财产不能变现"`), "A06.proof/unmet/warn"},
		{"a ground that is none", "A06", text23, with(file23, `"终本情形":"方便"`), "A06.ground/unmet/warn"},

		{"no objection", "A07", text23, file23, ""},
		{"one is pending", "A07", text23, with(file23, `"异议未审结":true`), "A07.pending/unmet/warn"},
		{"decided", "A07", say("案外人异议尚未审结。"), with(file23, `"异议未审结":false`), ""},
		{"the words tell of one", "A07", say("案外人提出的案外人异议尚未审结。"), file23, "open"},
	})
}

func TestRulesOnOrders(t *testing.T) {
	mute := without(text23, "执行通知书")
	sparse := "执行裁定书\n被执行人：段志成，男，汉族。\n裁定如下：\n终结本次执行程序。"
	runRules(t, []ruleCase{
		{"told", "B01", text23, file23, ""},
		{"not told, though measures are", "B01", mute, file23, "B01.silent/unmet/warn"},
		{"in the case file only", "B01", mute, with(file23, `"发出执行通知书日期":"2023-02-09"`), ""},
		{"a revived case has it in its first", "B01", strings.ReplaceAll(mute, "执112号", "执恢112号"), replace(file23, "执112号", "执恢112号"), "open"},
		{"nothing told at all", "B01", sparse, file23, "open"},
		{"before filing", "B01", text23, with(file23, `"发出执行通知书日期":"2023-02-01"`), "B01.early/unmet/block"},
		{"before filing, as told", "B01", replace(text23, "2023年2月9日", "2023年2月1日"), file23, "B01.early/unmet/warn"},
		{"one debtor of two", "B01", mute, with(replace(file23, `"当事人":[]`, `"当事人":[{"称谓":"被执行人","姓名或名称":"甲"},{"称谓":"被执行人","姓名或名称":"乙"}]`), `"被执行人情况":[{"被执行人":"甲","执行通知书日期":"2023-02-09"}]`), "B01.some/unmet/warn"},

		{"told", "B02", text23, file23, ""},
		{"not told", "B02", replace(text23, "、报告财产令", ""), file23, "B02.silent/unmet/warn"},
		{"by its words", "B02", replace(text23, "、报告财产令", "，责令其履行义务并报告财产状况"), file23, ""},
		{"on another day", "B02", text23, with(file23, `"发出执行通知书日期":"2023-02-09","发出报告财产令日期":"2023-04-09"`), "B02.apart/unmet/warn"},
		{"nothing told at all", "B02", sparse, file23, "open"},

		{"no report", "B03", text23, file23, ""},
		{"a report that was checked", "B03", text23, debtor(`"财产报告":"已报告","报告核查日期":"2023-03-01"`), ""},
		{"a report, and queries after it", "B03", text23, debtor(`"财产报告":"已报告"`), ""},
		{"a report and nothing else", "B03", without(text23, "查控", "走访"), debtor(`"财产报告":"已报告"`), "B03.unchecked/unmet/block"},
		{"told of, and nothing else", "B03", replace(without(text23, "查控", "走访"), "四、", "被执行人报告名下无财产。\n四、"), file23, "open"},

		{"no bad report", "B04", text23, file23, ""},
		{"refused, and listed", "B04", text23, debtor(`"财产报告":"拒绝报告"`), ""},
		{"refused, unpunished", "B04", replace(text23, "，并纳入失信被执行人名单", ""), debtor(`"财产报告":"拒绝报告"`), "B04.unpunished/unmet/block"},
		{"by public notice", "B04", replace(text23, "，并纳入失信被执行人名单", ""), debtor(`"财产报告":"拒绝报告","公告送达":true`), "B04.unpunished/unmet/warn"},
		{"with a reason", "B04", replace(text23, "，并纳入失信被执行人名单", ""), debtor(`"财产报告":"逾期报告","未惩戒理由":"住院"`), ""},
		{"told of only", "B04", replace(text23, "，并纳入失信被执行人名单", "，被执行人未报告财产"), file23, "B04.unpunished/unmet/warn"},
	})
}

func TestRulesOnMeasures(t *testing.T) {
	unlimited := without(text23, "限制消费令")
	unlisted := replace(text23, "，并纳入失信被执行人名单", "")
	two := replace(text23, "被执行人：段志成，男，1969年11月20日出生，汉族，住山东省云湖市。", "被执行人：段志成，男，1969年11月20日出生，汉族，住山东省云湖市。\n被执行人：丁一山，男，1970年1月2日出生，汉族，住山东省云湖市。")
	minor := replace(text23, "1969年11月20日出生", "2010年11月20日出生")
	runRules(t, []ruleCase{
		{"told", "C01", text23, file23, ""},
		{"told for all", "C01", two, file23, ""},
		{"told for one of two", "C01", replace(two, "对被执行人发出限制", "对段志成发出限制"), file23, "C01.some/unmet/warn"},
		{"not told", "C01", unlimited, file23, "C01.silent/unmet/warn"},
		{"in the case file", "C01", unlimited, with(file23, `"惩戒措施":[{"被执行人":"段志成","措施":"限制消费令","日期":"2023-04-03"}]`), ""},
		{"lifted before", "C01", unlimited, with(file23, `"惩戒措施":[{"被执行人":"段志成","措施":"限制消费令","日期":"2023-04-03","解除日期":"2023-05-03"}]`), "C01.lifted/unmet/block"},
		{"entered as not done", "C01", unlimited, debtor(`"已限制消费":false`), "C01.not/unmet/block"},
		{"a reason", "C01", unlimited, debtor(`"未限制消费理由":"死亡"`), ""},
		{"another reason", "C01", unlimited, debtor(`"未限制消费理由":"其他：企业正常经营"`), "C01.reason/unmet/warn"},
		{"a minor", "C01", without(minor, "限制消费令"), file23, ""},
		{"a revived case", "C01", strings.ReplaceAll(unlimited, "执112号", "执恢112号"), replace(file23, "执112号", "执恢112号"), "open"},
		{"a revived case whose first order stands", "C01", strings.ReplaceAll(replace(text23, "对被执行人发出限制消费令", "首次执行中发出的限制消费令继续有效"), "执112号", "执恢112号"), replace(file23, "执112号", "执恢112号"), ""},

		{"a person has no head", "C02", text23, file23, ""},
		{"the head is not told", "C02", companyText, file23, "open"},
		{"the head is told", "C02", replace(companyText, "对被执行人发出", "对被执行人及其法定代表人龙海发出"), file23, ""},
		{"entered as not done", "C02", companyText, with(replace(file23, `"当事人":[]`, company), `"被执行人情况":[{"被执行人":"云湖市顺达货运有限公司","法定代表人等已限制消费":false}]`), "C02.not/unmet/warn"},

		{"told", "C03", text23, file23, ""},
		{"not told", "C03", unlisted, file23, "open"},
		{"qualifies and isn't", "C03", unlisted, debtor(`"符合失信条件":true`), "C03.not/unmet/block"},
		{"doesn't qualify", "C03", unlisted, debtor(`"符合失信条件":false`), ""},
		{"a reason", "C03", unlisted, debtor(`"符合失信条件":true,"未纳入失信理由":"服刑"`), ""},
		{"another reason", "C03", unlisted, debtor(`"未纳入失信理由":"其他"`), "C03.reason/unmet/warn"},
		{"a reason in the words", "C03", replace(text23, "，并纳入失信被执行人名单", "，因其无履行能力，未纳入失信被执行人名单"), file23, ""},
		{"a minor, as told", "C03", minor, file23, "C03.minor/unmet/warn"},
		{"a minor, as entered", "C03", minor, with(file23, `"惩戒措施":[{"被执行人":"段志成","措施":"失信决定书","日期":"2023-04-03"}]`), "C03.minor/unmet/block"},
	})
}

// A case file keeps every field through reading and writing.
func TestACaseFileIsReadAsItIsWritten(t *testing.T) {
	k := newKind(t)
	f, unknown, err := k.ReadFacts([]byte(with(file23, `"扣除、延长执行期限记录":[{"类型":"评估","起始日期":"2023-03-01","截止日期":"2023-04-01"}]`)))
	if err != nil || len(unknown) > 0 {
		t.Fatal(err, unknown)
	}
	if n := len(f.(*termination.CaseFile).LimitEdits); n != 1 {
		t.Fatalf("%d deductions", n)
	}
	b, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	again, unknown, err := k.ReadFacts(b)
	if err != nil || len(unknown) > 0 || !reflect.DeepEqual(f, again) {
		t.Errorf("%v %v\n%s", err, unknown, b)
	}
}
