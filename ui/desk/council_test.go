package desk

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"shenqian/app"
	"shenqian/review"
	"shenqian/review/committee"
	"shenqian/ui/kit"
)

// layCouncil has a committee of five in the test court, and a difficult case
// that is called for today.
func layCouncil(t *testing.T) *testCourt {
	t.Helper()
	c := layCourt(t, t.TempDir(), testDay)
	ctx := t.Context()
	from := review.Date{Year: 2019, Month: 1, Day: 1}
	office, err := c.app.Person(ctx, "姚慎之")
	c.must(err)
	office.Terms = append(office.Terms, review.Term{Role: review.RoleCommittee, From: from})
	c.must(c.app.SavePerson(ctx, c.keys["顾清和"], office))
	body := committee.Body{ID: "审委会", Name: "审判委员会", Kind: committee.Full}
	for i, name := range []string{"顾清和", "唐允恭", "韩立群", "林知夏", "郑文博"} {
		p, err := c.app.Person(ctx, name)
		c.must(err)
		m := committee.Member{Person: p.ID, Name: name, Rank: "一级法官", Since: review.Date{Year: 2001 + i, Month: 1, Day: 1}, From: from}
		if i < 2 {
			m.Office = []review.Role{review.RolePresident, review.RoleVice}[i]
		}
		body.Members = append(body.Members, m)
	}
	do := func(who string, a committee.Act) {
		_, err := c.app.SignIn(ctx, who, c.keys[who])
		c.must(err)
		_, err = c.app.CommitteeAct(ctx, a, c.keys[who])
		c.must(err)
	}
	do("顾清和", committee.Act{Act: committee.ActBody, Subject: body.ID, Body: &body})
	_, err = c.app.SignIn(ctx, "陶㛃", c.keys["陶㛃"])
	c.must(err)
	_, err = c.app.RequestCommittee(ctx, "S1", committee.Request{
		Title: "预查封房屋可否在本案中拍卖", Number: "（2026）鲁9901执900号", Body: body.ID, Panel: []string{"陶㛃"},
		Questions: []committee.Question{{Text: "空置的7套预查封房屋可否在本案中拍卖", Options: []string{"可以拍卖", "不能拍卖"}}},
	}, []byte("%PDF-1.7 report"), c.keys["陶㛃"])
	c.must(err)
	all, err := c.app.Committee(ctx)
	c.must(err)
	do("顾清和", committee.Act{Act: committee.ActAdmit, Subject: "S1", Standing: all.Item("S1").Request.Report})
	do("姚慎之", committee.Act{Act: committee.ActScreen, Subject: "S1", Text: "一致同意合议庭意见"})
	do("姚慎之", committee.Act{Act: committee.ActCall, Subject: "M1", Call: &committee.Call{Body: body.ID, On: review.DateOf(testDay), Place: "第一会议室", Chair: body.Members[0].Person, Items: []string{"S1"}}})
	c.must(c.app.Close())
	return c
}

// said is all that the window's content says.
func said(d *Desk) string {
	var all strings.Builder
	walk(d.win.Content(), func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *kit.Text:
			all.WriteString(o.String() + "\n")
		case *kit.Chip:
			all.WriteString(o.String() + "\n")
		case *kit.Button:
			all.WriteString("[" + o.Text + "]\n")
		}
	})
	return all.String()
}

func (d *Desk) mustSay(t *testing.T, words ...string) {
	t.Helper()
	got := said(d)
	for _, w := range words {
		if !strings.Contains(got, w) {
			t.Fatalf("%q is not in:\n%s", w, got)
		}
	}
}

// room opens the item as somebody.
func (d *Desk) room(t *testing.T, who string) {
	t.Helper()
	if d.council != nil {
		d.escape()
	}
	if s := d.court.Session(); s != nil {
		d.leave()
	}
	d.seat(t, who)
	d.openCouncil("S1")
}

func (d *Desk) dictate(words string) { d.council.text.SetText(words) }

// The secretary leads a meeting from the sign-in to the record, a member votes
// by two keystrokes, everybody who voted signs, and the minutes are approved.
func TestAMeetingIsHeldInTheWindow(t *testing.T) {
	c := layCouncil(t)
	d := newTestDesk(t, c.config(), "light", 100)
	d.room(t, "郑文博")
	d.mustSay(t, "已排期", "[已阅]", "[申请回避]")
	press(t, d, "已阅")
	d.mustSay(t, "已阅1人，共5人")

	d.room(t, "姚慎之")
	for _, who := range []string{"顾清和", "韩立群", "林知夏", "郑文博"} {
		press(t, d, who+"到会")
	}
	press(t, d, "宣布开会")
	press(t, d, "开始讨论本议题")
	d.mustSay(t, "正在汇报", "在场4人，全体委员5人，须3人")
	d.dictate("7套空置，5套有人居住。")
	press(t, d, "记录汇报")
	for _, next := range []string{"郑文博", "林知夏", "韩立群", "顾清和"} {
		d.mustSay(t, "请"+next+"发言")
		d.dictate("同意先拍卖空置的7套。")
		press(t, d, "记录发言")
	}
	press(t, d, "交付表决下一个问题")
	d.key(fyne.Key1, 0)
	for _, who := range []string{"顾清和", "韩立群"} {
		d.council.choose(1)
		press(t, d, who)
	}

	d.room(t, "郑文博")
	d.sit.held.cred = c.keys["郑文博"]
	d.key(fyne.Key2, 0)
	d.typedKey(fyne.KeyReturn, ctrl)
	d.mustSay(t, "已表决3人，在场4人")
	if strings.Contains(said(d), "郑文博　意见2") {
		t.Error("a vote is shown before it is closed")
	}
	d.room(t, "姚慎之")
	d.council.choose(1)
	press(t, d, "林知夏")
	press(t, d, "结束表决")
	d.mustSay(t, "✓ 3人同意，全体委员5人，须3人", "决定：可以拍卖", "郑文博　意见2")
	press(t, d, "制作会议记录，送委员签名")

	for _, who := range []string{"郑文博", "林知夏", "韩立群", "顾清和"} {
		d.room(t, who)
		d.typedKey(fyne.KeyReturn, ctrl) // the record is shown first
		d.typedKey(fyne.KeyReturn, ctrl)
		d.sit.held.cred = c.keys[who]
		press(t, d, "签名")
		if d.top() != nil {
			t.Fatal(texts(d))
		}
	}
	d.room(t, "姚慎之")
	d.dictate("郑文博认为不能拍卖，没有采纳。")
	press(t, d, "起草会议纪要")
	if s := texts(d); !strings.Contains(s, "不写少数意见委员的姓名") {
		t.Fatal(s)
	}
	d.escape()
	d.dictate("空置的房屋没有备案的买卖合同，可以依法处置。")
	press(t, d, "起草会议纪要")
	d.room(t, "顾清和")
	d.typedKey(fyne.KeyReturn, ctrl)
	d.typedKey(fyne.KeyReturn, ctrl)
	d.sit.held.cred = c.keys["顾清和"]
	press(t, d, "签名")
	d.mustSay(t, "会议纪要已审定")
	r, err := d.court.VerifyJournal(t.Context())
	if err != nil || !r.Good {
		t.Errorf("%+v %v", r, err)
	}
}

func TestWhoIsRecusedLosesSightOfTheItem(t *testing.T) {
	c := layCouncil(t)
	d := newTestDesk(t, c.config(), "light", 100)
	d.room(t, "林知夏")
	press(t, d, "申请回避")
	d.win.Canvas().Focused().(*kit.Entry).SetText("系当事人近亲属")
	press(t, d, "提交")
	if d.council != nil {
		t.Fatal("the room stays open")
	}
	d.councilList()
	if s := texts(d); strings.Contains(s, "预查封") {
		t.Error(s)
	}
	d.escape()
	d.openCouncil("S1")
	if s := texts(d); d.council != nil || !strings.Contains(s, "林知夏回避") {
		t.Error(s)
	}
	d.escape()
	d.room(t, "顾清和")
	d.mustSay(t, "林知夏申请回避：系当事人近亲属", "[准许]")
}

// Reading room, turn, vote and result, in each look.
func TestCouncilLooks(t *testing.T) {
	if testing.Short() {
		t.Skip("draws screens")
	}
	c := layCouncil(t)
	inEachLook(t, c, func(t *testing.T, d *Desk, name string) {
		d.seat(t, "姚慎之")
		ctx := t.Context()
		do := func(a committee.Act) {
			a.Subject = or(a.Subject, "S1")
			_, err := d.court.CommitteeAct(ctx, a, nil)
			c.must(err)
		}
		who := map[string]string{}
		for _, n := range []string{"顾清和", "韩立群", "林知夏", "郑文博"} {
			p, err := d.court.Person(ctx, n)
			c.must(err)
			who[n] = p.ID
			do(committee.Act{Act: committee.ActSignIn, Subject: "M1", Member: p.ID})
		}
		do(committee.Act{Act: committee.ActOpen, Subject: "M1"})
		do(committee.Act{Act: committee.ActBegin})
		do(committee.Act{Act: committee.ActReport, Text: "预查封12套房屋，7套空置，5套有人居住。", Reason: "陶㛃"})
		d.openCouncil("S1")
		test.AssertImageMatches(t, "council-turn-"+name+".png", d.picture())
		for _, n := range []string{"郑文博", "林知夏", "韩立群", "顾清和"} {
			do(committee.Act{Act: committee.ActSpeak, Member: who[n], Text: "同意先拍卖空置的7套。"})
		}
		do(committee.Act{Act: committee.ActVoteOpen, Question: 1})
		d.council.load(false)
		d.council.choose(1)
		test.AssertImageMatches(t, "council-vote-"+name+".png", d.picture())
		for i, n := range []string{"郑文博", "林知夏", "韩立群", "顾清和"} {
			do(committee.Act{Act: committee.ActBallot, Question: 1, Member: who[n], Option: 1 + i%3/2})
		}
		do(committee.Act{Act: committee.ActVoteClose, Question: 1})
		d.council.load(false)
		d.council.cast()
		test.AssertImageMatches(t, "council-result-"+name+".png", d.picture())
	})
}

func TestOneOfThePanelLaysAReferredCaseBeforeTheCommittee(t *testing.T) {
	c := layCouncil(t)
	d := newTestDesk(t, c.config(), "light", 100)
	d.seat(t, "顾清和")
	q, err := d.court.Queue(t.Context(), app.QueueFilter{State: review.StatePresident})
	if err != nil || len(q.Items) == 0 {
		t.Fatal(err)
	}
	id := q.Items[0].ID
	if _, err := d.court.Decide(t.Context(), id, review.EventRefer, "意见不一", c.keys["顾清和"]); err != nil {
		t.Fatal(err)
	}
	d.leave()
	d.seat(t, "林知夏")
	d.openCase(t, id)
	press(t, d, "提请审判委员会讨论…")
	report := filepath.Join(t.TempDir(), "审理报告.txt")
	c.must(os.WriteFile(report, []byte("关于某案的审理报告\n一、案件由来\n如文书所载。\n二、合议庭意见\n意见不一。"), 0o600))
	var fields []*kit.Entry
	walk(d.win.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if e, ok := o.(*kit.Entry); ok {
			fields = append(fields, e)
		}
	})
	fields[0].SetText("如何处置")
	fields[1].SetText("应当如何处置｜拍卖")
	fields[2].SetText(report)
	d.sit.held.cred = c.keys["林知夏"]
	press(t, d, "签名")
	if s := texts(d); !strings.Contains(s, "两种以上互不相同的意见") {
		t.Fatal(s)
	}
	fields[1].SetText("应当如何处置｜拍卖｜强制管理\n\n能否终本|可以|不可以")
	press(t, d, "签名")
	if d.top() != nil {
		t.Fatal(texts(d))
	}
	if s := d.toast.Sentence(); !strings.Contains(s, "待院长批准") || !strings.Contains(s, "执行经过") {
		t.Error(s)
	}
	press(t, d, "打开审委会议题")
	d.mustSay(t, "已提请，待院长批准", "问题2　能否终本")
	d.room(t, "顾清和")
	d.escape()
	d.openCouncil("S2")
	d.sit.held.cred = c.keys["顾清和"]
	press(t, d, "批准提交")
	press(t, d, "签名")
	d.mustSay(t, "院长已批准，待审查")
}
