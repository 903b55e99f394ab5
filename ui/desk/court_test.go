package desk

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shenqian/app"
	"shenqian/review"
	"shenqian/signing/trust"
)

// A court for the tests of the window. The date is fixed, so that what is
// frozen, and every hash on the screen, is the same each time.
var testDay = time.Date(2026, 3, 5, 9, 30, 0, 0, app.Zone)

const testPass = "demonstration"

type testCourt struct {
	t    testing.TB
	dir  string
	now  time.Time
	app  *app.App
	keys map[string]*app.Credential
}

var testPeople = []struct {
	name string
	role review.Role
}{
	{"顾清和", review.RolePresident},
	{"唐允恭", review.RoleVice},
	{"韩立群", review.RoleDirector},
	{"林知夏", review.RoleJudge},
	{"郑文博", review.RoleJudge},
	{"陶㛃", review.RoleJudge},
	{"许安宁", review.RoleClerk},
	{"姚慎之", review.RoleCustodian},
}

// testCase is one case of it.
type testCase struct {
	number    int
	applicant string
	debtor    string
	cause     string
	due       int
	got       int
	left      int // 0: what is due and not got
	filed     int // days before
	series    string
	view      string
	law       string // 条 of the interpretation
	until     string // draft, route, president, or a decision
	reason    string
	override  string
	extra     string // a paragraph more
	nowhere   bool   // no addresses
}

var testCases = []testCase{
	{number: 112, applicant: "孟庆安", debtor: "段志成", cause: "民间借贷纠纷", due: 268500, got: 6318, filed: 160, view: "没有别的线索，同意先终本，有了线索再恢复。", until: "president"},
	{number: 137, applicant: "云湖市恒泰建材有限公司", debtor: "云湖宏图建筑安装有限公司", cause: "买卖合同纠纷", due: 1863200, got: 241000, left: 1632200, filed: 201, view: "对方名下的房子已经抵押，知道一时难以处置。", until: "president"},
	{number: 205, applicant: "周小满", debtor: "云湖锦绣制衣有限公司", cause: "劳动报酬纠纷", due: 18600, filed: 140, series: "锦绣制衣工资案", view: "工厂停了，先终本可以，望找到老板后马上恢复。", until: "president"},
	{number: 206, applicant: "李桂芝", debtor: "云湖锦绣制衣有限公司", cause: "劳动报酬纠纷", due: 15200, filed: 140, series: "锦绣制衣工资案", view: "同意终本。", until: "president"},
	{number: 207, applicant: "㛃玉梅", debtor: "云湖锦绣制衣有限公司", cause: "劳动报酬纠纷", due: 21450, filed: 140, series: "锦绣制衣工资案", view: "同意终本。", until: "route"},
	{number: 318, applicant: "方正元", debtor: "贺连生", cause: "机动车交通事故责任纠纷", due: 96000, got: 4200, filed: 58, view: "", until: "president"},
	{number: 344, applicant: "云湖农村商业银行股份有限公司", debtor: "乔木生", cause: "金融借款合同纠纷", due: 412000, filed: 175, law: "五百一十七", view: "同意终本。", until: "draft"},
	{number: 351, applicant: "吴承泽", debtor: "海州顺达物流有限公司", cause: "运输合同纠纷", due: 73200, got: 10000, filed: 133, view: "同意终本。", until: "return", reason: "车辆查封情况未写明，请补充后再送。"},
	{number: 366, applicant: "田守义", debtor: "田守信", cause: "民间借贷纠纷", due: 50000, filed: 150, view: "兄弟之间，不愿再逼。", until: "park", reason: "请承办人当面汇报查找被执行人下落的情况。"},
	{number: 371, applicant: "陆远", debtor: "云湖锦绣制衣有限公司", cause: "买卖合同纠纷", due: 88000, filed: 155, view: "同意终本。", until: "approve"},
}

func day(now time.Time, ago int) string {
	d := review.DateOf(now.AddDate(0, 0, -ago))
	return d.Arabic()
}

func (c testCase) remaining() int {
	if c.left != 0 {
		return c.left
	}
	return c.due - c.got
}

func (c testCase) files(now time.Time) (text, facts string) {
	law := c.law
	if law == "" {
		law = "五百一十七"
	}
	no := fmt.Sprintf("（2025）鲁9901执%d号之一", c.number)
	got := "未发现可供执行的财产"
	if c.got > 0 {
		got = fmt.Sprintf("冻结并扣划其银行存款%d元，已发放给申请执行人；未发现其他可供执行的财产", c.got)
	}
	text = strings.Join([]string{
		"山东省云湖市人民法院", "执 行 裁 定 书", no,
		"申请执行人：" + c.applicant + "，住山东省云湖市芦花街道。",
		"被执行人：" + c.debtor + "，住山东省云湖市清河镇。",
		fmt.Sprintf("申请执行人%s与被执行人%s%s一案，本院作出的（2024）鲁9901民初%d号民事判决书已经发生法律效力。因被执行人未履行生效法律文书确定的义务，%s向本院申请强制执行，要求支付%d元。本院于%s立案执行。", c.applicant, c.debtor, c.cause, 1000+c.number, c.applicant, c.due, day(now, c.filed)),
		"本院在执行过程中，依法采取了以下措施：",
		fmt.Sprintf("一、%s，向被执行人送达执行通知书、报告财产令，责令其履行义务并报告财产。被执行人到期未履行，申报名下无可供执行的财产，经核查属实。", day(now, c.filed-3)),
		fmt.Sprintf("二、%s、%s，通过全国法院网络执行查控系统查询被执行人名下的银行存款、互联网银行账户、车辆、不动产、证券、工商登记等信息，%s。", day(now, c.filed-4), day(now, 20), got),
		fmt.Sprintf("三、%s，到云湖市不动产登记中心、住房公积金管理中心调查，被执行人名下无不动产和公积金。", day(now, c.filed-20)),
		fmt.Sprintf("四、%s，因被执行人未按期履行义务，本院对其发出限制消费令，并将其纳入失信被执行人名单。", day(now, c.filed-30)),
		c.extra + fmt.Sprintf("%s，本院约谈申请执行人，将案件执行情况、采取的财产调查措施、被执行人的财产情况、终结本次执行程序的依据及法律后果告知申请执行人，申请执行人表示不能提供其他财产线索，同意终结本次执行程序。", day(now, 15)),
		fmt.Sprintf("截至目前，本案申请执行标的%d元，执行到位%d元，尚未执行到位%d元。", c.due, c.got, c.remaining()),
		"本院认为，经穷尽财产调查措施，未发现被执行人有其他可供执行的财产，申请执行人亦不能提供可供执行的财产线索，本案不具备继续执行的条件。依照《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第" + law + "条规定，裁定如下：",
		"终结本次执行程序。",
		"被执行人负有继续向申请执行人履行债务的义务，被执行人自动履行完毕的，当事人应当及时告知本院。",
		"申请执行人发现被执行人有可供执行财产的，可以向本院申请恢复执行，申请恢复执行不受申请执行时效期间的限制。",
		"本裁定送达后立即生效。",
		"审  判  长　　林知夏", "审  判  员　　郑文博", "审  判  员　　陶㛃",
		review.DateOf(now.AddDate(0, 0, -2)).Chinese(), "书  记  员　　许安宁",
	}, "\n")
	if c.nowhere {
		text = strings.NewReplacer("，住山东省云湖市芦花街道", "", "，住山东省云湖市清河镇", "").Replace(text)
	}
	iso := func(ago int) string { return review.DateOf(now.AddDate(0, 0, -ago)).String() }
	facts = fmt.Sprintf(`{"案号":%q,"法院":"山东省云湖市人民法院","案由":%q,"立案日期":%q,
"当事人":[{"称谓":"申请执行人","姓名或名称":%q},{"称谓":"被执行人","姓名或名称":%q}],
"申请执行人意见":%q,"系列案":%q,"应执行标的金额":%d,"实际到位金额":%d,"尚未执行标的金额":%d,
"执行期限起始日期":%q,"执行期限届满日期":%q,
"合议庭":[{"姓名":"林知夏","职务":"审判长","审判长":true,"承办人":true},{"姓名":"郑文博","职务":"审判员"},{"姓名":"陶㛃","职务":"审判员"}],
"评议笔录":{"日期":%q,"全体签名":true},"承办人":"林知夏","书记员":"许安宁"}`,
		no, c.cause, iso(c.filed), c.applicant, c.debtor, c.view, c.series, c.due, c.got, c.remaining(), iso(c.filed), iso(c.filed-184), iso(8))
	return text, facts
}

// layCourt makes the court in dir on a day.
func layCourt(t testing.TB, dir string, now time.Time) *testCourt {
	t.Helper()
	c := &testCourt{t: t, dir: dir, now: now, keys: map[string]*app.Credential{}}
	authority, err := trust.NewTrainingAuthority(nil, "山东省云湖市人民法院", now)
	c.must(err)
	c.must(os.MkdirAll(filepath.Join(dir, "certificates"), 0o700))
	c.must(os.WriteFile(filepath.Join(dir, "certificates", "passphrase.txt"), []byte(testPass+"\n"), 0o600))
	var people []review.Person
	from := review.Date{Year: 2018, Month: 1, Day: 1}
	for i, p := range testPeople {
		k, err := authority.Issue(p.name, "", time.Date(2018, 1, 1, 0, 0, 0, 0, app.Zone), time.Date(2033, 1, 1, 0, 0, 0, 0, app.Zone))
		c.must(err)
		b, err := trust.EncodePKCS12(k, testPass)
		c.must(err)
		c.must(os.WriteFile(filepath.Join(dir, "certificates", p.name+".p12"), b, 0o600))
		c.keys[p.name] = k
		people = append(people, review.Person{
			ID: fmt.Sprintf("p%02d", i+1), Name: p.name, Terms: []review.Term{{Role: p.role, From: from}},
			Keys: []review.Binding{{Fingerprint: app.Describe(k).Fingerprint, From: from}},
		})
	}
	k, err := authority.Issue("山东省云湖市人民法院", "", time.Date(2018, 1, 1, 0, 0, 0, 0, app.Zone), time.Date(2033, 1, 1, 0, 0, 0, 0, app.Zone))
	c.must(err)
	b, err := trust.EncodePKCS12(k, testPass)
	c.must(err)
	c.must(os.WriteFile(filepath.Join(dir, "certificates", app.DemonstrationCourtKey), b, 0o600))
	c.app, err = app.CreateCourt(context.Background(), c.config(), app.Court{
		Name: "山东省云湖市人民法院", Offices: review.Offices{Director: true, Vice: true}, Demonstration: true,
		Keys: []review.Binding{{Fingerprint: app.Describe(k).Fingerprint, From: from}},
	}, c.keys["顾清和"], people)
	c.must(err)
	for _, x := range testCases {
		c.play(x)
	}
	return c
}

func (c *testCourt) config() app.Config {
	return app.Config{Data: c.dir, Clock: func() time.Time { return c.now }}
}

func (c *testCourt) must(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}

func (c *testCourt) sit(name string) {
	c.t.Helper()
	_, err := c.app.SignIn(context.Background(), name, c.keys[name])
	c.must(err)
}

func (c *testCourt) play(x testCase) {
	c.t.Helper()
	ctx := context.Background()
	folder := filepath.Join(c.dir, "dossiers", fmt.Sprint(x.number))
	c.must(os.MkdirAll(folder, 0o700))
	text, facts := x.files(c.now)
	c.must(os.WriteFile(filepath.Join(folder, "裁定书.txt"), []byte(text), 0o600))
	c.must(os.WriteFile(filepath.Join(folder, "案件信息.json"), []byte(facts), 0o600))
	c.sit("许安宁")
	r, err := c.app.Import(ctx, []string{folder}, nil)
	c.must(err)
	if r.Failed() {
		c.t.Fatalf("%+v", r)
	}
	id := "termination/" + fmt.Sprintf("（2025）鲁9901执%d号之一", x.number)
	if x.until == "draft" {
		return
	}
	c.sit("林知夏")
	d, err := c.app.Load(ctx, id)
	c.must(err)
	blocked := false
	for _, f := range d.Checkup.Findings {
		blocked = blocked || f.Blocks()
	}
	for _, f := range d.Matter.Unanswered(d.Checkup.Findings) {
		c.must(c.app.Answer(ctx, id, f.Key(), "已核对案卷，情况属实，理由见合议笔录第二页。", ""))
	}
	if blocked && x.override == "" {
		x.override = "申请执行人急需终本裁定办理救助，差额系利息截止日不同所致，已当面说明。"
	}
	m, err := c.app.Submit(ctx, id, app.Submission{Override: x.override})
	c.must(err)
	for i := 0; len(m.OpenSteps()) > 0; i++ {
		st := m.OpenSteps()[0]
		if x.until == "route" && st.Role == review.RoleDirector {
			return
		}
		name := st.Person
		for _, p := range testPeople {
			if name == "" && p.role == st.Role {
				name = p.name
			}
		}
		c.sit(name)
		m, err = c.app.SignStep(ctx, id, m.Version.Text, c.keys[name])
		c.must(err)
	}
	switch x.until {
	case "president":
		return
	case "park":
		c.sit("顾清和")
		_, err = c.app.Park(ctx, id, x.reason)
	case "return":
		c.sit("顾清和")
		_, err = c.app.Decide(ctx, id, review.EventReturn, x.reason, c.keys["顾清和"])
	case "approve":
		c.sit("顾清和")
		var sh *app.Showing
		sh, err = c.app.Show(ctx, id)
		c.must(err)
		_, err = c.app.Approve(ctx, id, sh.Hash, c.keys["顾清和"], "")
	}
	c.must(err)
}
