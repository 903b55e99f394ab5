package mask_test

import (
	"strings"
	"testing"

	"shenqian/review/kind/ruling"
	"shenqian/review/mask"
)

// paper is a whole ruling around the paragraphs of the parties and the body.
func paper(head, body string) string {
	return "山东省云湖市人民法院\n执行裁定书\n（2018）鲁9901执112号之一\n" + head + "\n" + body +
		"\n本院认为，未发现其他可供执行的财产。依照《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第五百一十九条规定，裁定如下：\n终结本次执行程序。\n本裁定送达后立即生效。\n审　判　长　　林知夏\n审　判　员　　郑文博\n审　判　员　　张伟东\n二〇一八年六月八日\n书　记　员　　许安宁"
}

func do(t *testing.T, text string, p mask.Profile, in mask.Input) *mask.Result {
	t.Helper()
	in.Paper = ruling.Read(text)
	r, err := mask.Mask(in, p)
	if err != nil {
		t.Fatal(err)
	}
	sound(t, text, r)
	return r
}

// sound checks what holds of every result.
func sound(t *testing.T, text string, r *mask.Result) {
	t.Helper()
	runes := []rune(text)
	last := 0
	for _, h := range r.Masked {
		if h.Start < last || h.End <= h.Start || h.End > len(runes) || string(runes[h.Start:h.End]) != h.Original || h.Rule == "" || h.Basis == "" {
			t.Fatalf("bad hit %+v after %d", h, last)
		}
		last = h.End
	}
	for _, h := range r.Kept {
		if string(runes[h.Start:h.End]) != h.Original || h.Rule != "R-K" {
			t.Fatalf("bad kept %+v", h)
		}
	}
	for _, d := range r.Doubts {
		if d.Start < 0 || d.End < d.Start || d.End > len(runes) || string(runes[d.Start:d.End]) != d.Quote {
			t.Fatalf("bad doubt %+v", d)
		}
	}
	if got := r.Part(0, len(runes)/2) + r.Part(len(runes)/2, len(runes)); got != r.Text {
		t.Fatalf("parts make %q, not %q", got, r.Text)
	}
	if m := r.Missing(r.Text); len(m) > 0 {
		t.Fatalf("missing %q in\n%s", m, r.Text)
	}
	if s := silent(text, r); s != "" {
		t.Fatalf("left without a word in %q", s)
	}
	if h := r.Residue(r.Text); len(h) > 0 {
		t.Fatalf("left %+v in\n%s", h, r.Text)
	}
}

const (
	loanHead = "申请执行人：段志成，男，1969年11月20日出生，汉族，住山东省云湖市清河镇。\n被执行人：孟庆安，男，1971年3月8日出生，汉族，住山东省云湖市芦花街道。"
	loanBody = "申请执行人段志成与被执行人孟庆安民间借贷纠纷一案，本院作出的（2017）鲁9901民初1088号民事判决书已经发生法律效力。本院于2018年2月6日立案执行。"
)

// A sentence goes in; what must stand in its place comes out.
func TestSentences(t *testing.T) {
	for _, c := range []struct{ name, profile, in, want string }{
		{"id with its lead-in", "2016", "查明孟庆安（公民身份号码：370102197103081234）名下无车辆。", "查明孟庆安名下无车辆。"},
		{"id among commas", "2016", "孟庆安，公民身份号码370102197103081234，无固定职业。", "孟庆安，无固定职业。"},
		{"id set in groups", "2016", "孟庆安，身份证号为370102 19710308 123X，无业。", "孟庆安，无业。"},
		{"id full-width", "2016", "孟庆安，身份证号码：３７０１０２１９７１０３０８１２３４。", "孟庆安。"},
		{"id broken by a line", "2016", "孟庆安，身份证号码3701021971\n03081234，无业。", "孟庆安\n，无业。"},
		{"old id", "2016", "孟庆安，身份证号码370102710308123，无业。", "孟庆安，无业。"},
		{"id in stars", "2016", "孟庆安，身份证号码3701**********1234，无业。", "孟庆安，无业。"},
		{"passport", "2016", "持有护照（护照号码E12345678）。", "持有护照。"},
		{"officer's paper", "2016", "孟庆安，军官证号码军字第1234567号，现役。", "孟庆安，现役。"},
		{"mobile in a clause", "2016", "拨打其电话13812345678，无人接听。", "拨打其电话，无人接听。"},
		{"mobile before 时", "2016", "拨打电话13812345678时提示关机，拨打0531-88990011时亦然。", "拨打电话时提示关机，拨打时亦然。"},
		{"mobiles with commas", "2016", "拨打13812345678，15912345678,13712345678均关机。", "拨打均关机。"},
		{"numbered numbers", "2016", "有：1.370102197103081234、2.13812345678。", "有：1.、2.。"},
		{"phone after a name", "2016", "孟庆安电话：0531-88990011。", "孟庆安电话。"},
		{"mobile as a clause", "2016", "孟庆安，联系电话：13812345678，在外打工。", "孟庆安，在外打工。"},
		{"mobile in groups", "2016", "孟庆安，手机138-1234-5678。", "孟庆安。"},
		{"two mobiles", "2016", "孟庆安，联系电话：13812345678、15912345678。", "孟庆安。"},
		{"landline", "2016", "孟庆安，电话0531-88990011，在家。", "孟庆安，在家。"},
		{"account", "2016", "冻结其在中国建设银行的账户6217001234567890123内存款500元。", "冻结其在中国建设银行的账户内存款500元。"},
		{"account in groups", "2016", "冻结孟庆安账号为6222 0210 0100 1234 567的账户。", "冻结孟庆安账户。"},
		{"account broken by a line", "2016", "汇入账号62220210\n01001234567。", "汇入账号\n。"},
		{"org account", "2016", "开户行：云湖银行，账号：801234567890，户名：某公司。", "开户行：云湖银行，户名：某公司。"},
		{"alipay", "2016", "冻结其支付宝账号abc_123@qq.com，余额5元。", "冻结其支付宝账号，余额5元。"},
		{"wechat", "2016", "孟庆安，微信号：meng_1971，在外地。", "孟庆安，在外地。"},
		{"qq", "2016", "孟庆安，QQ：123456789，在外地。", "孟庆安，在外地。"},
		{"wechat money stands", "2016", "微信转账50000元，支付宝余额123456元。", "微信转账50000元，支付宝余额123456元。"},
		{"e-mail", "2016", "孟庆安，电子邮箱：meng@example.com。", "孟庆安。"},
		{"plate", "2016", "查封孟庆安名下鲁B12345号小型轿车。", "查封孟庆安名下鲁B×××××号小型轿车。"},
		{"plate with dot", "2016", "扣押鲁Y·90E77、鲁YD12345号车。", "扣押鲁Y·×××××、鲁Y××××××号车。"},
		{"trailer", "2016", "查封鲁B1234挂货车。", "查封鲁B×××××货车。"},
		{"vin", "2016", "该车车架号LSVAA4182E2123456，已报废。", "该车车架号，已报废。"},
		{"vin as a clause", "2016", "轿车一辆（车辆识别代号：LSVAA4182E2123456，发动机号：A123456）已报废。", "轿车一辆已报废。"},
		{"title", "2016", "查封孟庆安名下鲁（2018）云湖市不动产权第0012345号房屋。", "查封孟庆安名下××号房屋。"},
		{"old title", "2016", "房屋所有权证号：云湖市房权证城字第0123456号。", "房屋所有权证号：××号。"},
		{"land title", "2016", "土地证号为云国用（2010）第0123号的土地。", "土地证号为××号的土地。"},
		{"seal words", "2016", "本件与原本核对无异", ""},
		{"amounts stand", "2016", "标的3370123.00元、13800138000元、6217001234567890123元。", "标的3370123.00元、13800138000元、6217001234567890123元。"},
		{"numbers stand", "2016", "依据（2018）鲁0102执1234号、（2018）鲁0102执13812345678号。", "依据（2018）鲁0102执1234号、（2018）鲁0102执13812345678号。"},
		{"court's phone stands", "2016", "有线索请联系本院执行局，电话0531-88990011、0531-88990012。", "有线索请联系本院执行局，电话0531-88990011、0531-88990012。"},
		{"report phone stands", "2016", "举报电话：0531-88990011。", "举报电话：0531-88990011。"},
		{"a call by the court", "2016", "本院拨打被执行人电话13812345678，关机。", "本院拨打被执行人电话，关机。"},
		{"a call through a phone", "2016", "本院通过电话13812345678联系被执行人。", "本院通过电话联系被执行人。"},
		{"home in the body", "2016", "到被执行人户籍地北关街道顺河社区走访。", "到被执行人户籍地走访。"},
		{"credit code stands in 2016", "2016", "该公司（统一社会信用代码：91370102MA3ABCDE0X）已停业。", "该公司（统一社会信用代码：91370102MA3ABCDE0X）已停业。"},
		{"credit code goes in 2024", "2024", "该公司（统一社会信用代码：91370102MA3ABCDE0X）已停业。", "该公司已停业。"},
		{"all forms of a name", "2024", "段志成、段 志 成、段志\n成、段先生均到庭，段志成的妻子未到庭。", "段某、段某、段某\n、段某均到庭，段某的妻子未到庭。"},
		{"traditional", "2024", "孟慶安到庭。", "孟某到庭。"},
		{"third party", "2024", "案外人钱小满名下房屋与孟庆安共有。", "案外人钱某名下房屋与孟某共有。"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := do(t, paper(loanHead, loanBody+c.in), mask.Profile(c.profile), mask.Input{Cause: "民间借贷纠纷"})
			_, got, _ := strings.Cut(r.Text, "立案执行。")
			got, _, _ = strings.Cut(got, "\n本院认为")
			if got != c.want {
				t.Errorf("%q\n got %q\nwant %q\n%+v", c.in, got, c.want, r.Masked)
			}
		})
	}
}

func TestHeads(t *testing.T) {
	for _, c := range []struct{ name, profile, cause, head, want string }{
		{"2016 keeps people but not homes", "2016", "民间借贷纠纷", loanHead, "申请执行人：段志成，男，1969年11月20日出生，汉族，住山东省云湖市。\n被执行人：孟庆安，男，1971年3月8日出生，汉族，住山东省云湖市。"},
		{"2016 keeps organisations whole", "2016", "买卖合同纠纷", "申请执行人：济南海隆肥料有限公司，住所地山东省济南市历下区经十路1号，统一社会信用代码91370102MA3ABCDE0X。\n法定代表人：高原，经理。", "申请执行人：济南海隆肥料有限公司，住所地山东省济南市历下区经十路1号，统一社会信用代码91370102MA3ABCDE0X。\n法定代表人：高原，经理。"},
		{"2024 hides organisations", "2024", "买卖合同纠纷", "申请执行人：济南海隆肥料有限公司，住所地山东省济南市历下区经十路1号，统一社会信用代码91370102MA3ABCDE0X。\n法定代表人：高原，经理。\n委托诉讼代理人：乔一鸣，山东循法律师事务所律师。", "申请执行人：济南某肥料有限公司，住所地山东省济南市历下区。\n法定代表人：高某，经理。\n委托诉讼代理人：乔一鸣，山东循法律师事务所律师。"},
		{"compound surname", "2024", "", "申请执行人：欧阳明，女，1980年1月1日出生，住云湖市。", "申请执行人：欧阳某，女，1980年1月1日出生，住云湖市。"},
		{"minority name", "2024", "", "申请执行人：阿卜杜热西提·买买提，男，1980年1月1日出生，维吾尔族，住新疆维吾尔自治区库尔勒市萨依巴格街道。", "申请执行人：阿某，男，1980年1月1日出生，维吾尔族，住新疆维吾尔自治区库尔勒市。"},
		{"Latin name", "2024", "", "申请执行人：John Smith（约翰·史密斯），男，1980年1月1日出生，护照号码E12345678。", "申请执行人：J（J），男，1980年1月1日出生。"},
		{"former name", "2024", "", "申请执行人：段志成（曾用名段二宝），男，1980年1月1日出生。", "申请执行人：段某，男，1980年1月1日出生。"},
		{"same surname", "2024", "", "申请执行人：张建国，男。\n被执行人：张伟，男。\n被执行人：张建国平，男。", "申请执行人：张某1，男。\n被执行人：张某2，男。\n被执行人：张某3，男。"},
		{"family case in 2016", "2016", "法定继承纠纷", loanHead, "申请执行人：段某，男，1969年11月20日出生，汉族，住山东省云湖市。\n被执行人：孟某，男，1971年3月8日出生，汉族，住山东省云湖市。"},
		{"minor in 2016", "2016", "机动车交通事故责任纠纷", "申请执行人：方予安，男，2008年7月19日出生，汉族，学生，住山东省云湖市学府街道。\n法定代理人：秦雪梅，系方予安之母。\n被执行人：孟庆安，男，1971年3月8日出生。", "申请执行人：方某，男，2008年7月19日出生，汉族，学生，住山东省云湖市。\n法定代理人：秦某，系方某之母。\n被执行人：孟庆安，男，1971年3月8日出生。"},
		{"numbered roles", "2024", "", "申请执行人一：云湖市北岸商贸有限公司。\n被执行人：云湖市南岸商贸有限公司。", "申请执行人一：云湖市某商贸有限公司1。\n被执行人：云湖市某商贸有限公司2。"},
		{"village", "2024", "", "被执行人：云湖市清河镇渔湾村村民委员会，住所地山东省云湖市清河镇渔湾村。", "被执行人：云湖市某村民委员会，住所地山东省云湖市。"},
		{"organ", "2024", "", "申请执行人：云湖市自然资源局，住所地山东省云湖市府前街1号。", "申请执行人：云湖市自然资源局，住所地山东省云湖市。"},
		{"hard line end", "2024", "", "申请执行人：云湖市澜海纸业\n有限公司，住所地山东省云湖市柳沟镇。", "申请执行人：云湖市某纸业有限公司\n，住所地山东省云湖市。"},
		{"branch", "2024", "", "申请执行人：中国建设银行股份有限公司云湖支行，住所地山东省云湖市府前街9号。", "申请执行人：中国某银行股份有限公司云湖支行，住所地山东省云湖市。"},
		{"spaces for commas", "2024", "", "申请执行人：段志成 男 1969年11月20日出生 住山东省云湖市清河镇 公民身份号码370102196911201234", "申请执行人：段某 男 1969年11月20日出生 住山东省云湖市"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := do(t, paper(c.head, "本院于2018年2月6日立案执行。"), mask.Profile(c.profile), mask.Input{Cause: c.cause})
			_, got, _ := strings.Cut(r.Text, "号之一\n")
			got, _, _ = strings.Cut(got, "\n本院于")
			if got != c.want {
				t.Errorf("\n got %q\nwant %q\n%+v", got, c.want, r.Masked)
			}
		})
	}
}
