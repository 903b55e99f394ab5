package kind_test

import (
	"strings"
	"testing"

	"shenqian/review"
	"shenqian/review/kind"
	"shenqian/review/law"
)

const earlier = `山东省云湖市人民法院
执行裁定书
（2024）鲁9901执112号之一
申请执行人：孟庆安，男，1971年3月8日出生，汉族，住山东省云湖市。
被执行人：段志成，男，1969年11月20日出生，汉族，住山东省云湖市。
申请执行人孟庆安与被执行人段志成民间借贷纠纷一案，本院于2024年2月6日立案执行。本案执行到位6318.40元，尚未执行到位262181.60元。裁定如下：
终结本次执行程序。
本裁定送达后立即生效。
审判长　林知夏
审判员　郑文博
审判员　陶㛃
二〇二四年六月八日
书记员　许安宁
`

const head = `山东省云湖市人民法院
执行裁定书
（2024）鲁9901执112号之二
申请执行人：孟庆安，男，1971年3月8日出生，汉族，住山东省云湖市。
被执行人：段志成，男，1969年11月20日出生，汉族，住山东省云湖市。
`

const tail = `
本裁定送达后立即生效。
审判长　林知夏
审判员　郑文博
审判员　陶㛃
二〇二四年七月一日
书记员　许安宁
`

func correcting(words string) string {
	return head + "本院于2024年6月8日作出的（2024）鲁9901执112号之一执行裁定书中存在笔误，应予补正。依照《中华人民共和国民事诉讼法》第一百五十七条第一款第七项规定，裁定如下：\n" + words + tail
}

const mended = `本院（2024）鲁9901执112号之一执行裁定书中“执行到位6318.40元”补正为“执行到位6318.04元”。`

const revoked = head + "经查，被执行人名下另有可供执行的财产。裁定如下：\n撤销本院（2024）鲁9901执112号之一执行裁定，恢复（2024）鲁9901执112号案件的执行。" + tail

func kinds(t testing.TB) []review.Kind {
	t.Helper()
	book, err := law.Load()
	if err != nil {
		t.Fatal(err)
	}
	return kind.All(book)
}

func recognise(t testing.TB, text string) (review.Kind, *review.Paper) {
	ks := kinds(t)
	p := ks[0].Read(text)
	for _, k := range ks[1:] {
		if k.Recognises(p) {
			return k, p
		}
	}
	return ks[0], p
}

func TestARulingIsKnownByWhatItDisposes(t *testing.T) {
	for want, text := range map[string]string{"termination": earlier, "correction": correcting(mended), "revocation": revoked} {
		if k, _ := recognise(t, text); k.ID() != want {
			t.Errorf("%s taken for %s", want, k.ID())
		}
	}
}

func TestEveryRulingIsWhole(t *testing.T) {
	for _, k := range kinds(t) {
		if k.About().Form != review.FormRuling {
			continue
		}
		if s, err := k.Schema(); err != nil || !strings.Contains(string(s), "案号") {
			t.Errorf("%s: schema %v", k.ID(), err)
		}
		f, _, err := k.ReadFacts([]byte(`{"案号":"（2024）鲁9901执112号之二","合议庭":[{"姓名":"甲","职务":"审判长","审判长":true}]}`))
		if err != nil || f.CaseNumber().Number != 112 {
			t.Errorf("%s: %v", k.ID(), err)
			continue
		}
		if r := k.Route(f, review.Offices{Director: true, Vice: true}); len(r) != 4 || r[3].Role != review.RolePresident {
			t.Errorf("%s: route %v", k.ID(), r)
		}
		if k.RulePack() == "" {
			t.Errorf("%s: no rule pack", k.ID())
		}
	}
}

func find(c *review.Checkup, rule string) string {
	for _, f := range c.Findings {
		if f.Rule == rule {
			return string(f.Outcome) + " " + f.Code
		}
	}
	return "met"
}

func TestALaterRulingIsHeldAgainstTheOneItDealsWith(t *testing.T) {
	day := review.Date{Year: 2024, Month: 6, Day: 20}
	old := func(change func(*review.EarlierRuling)) *review.EarlierRuling {
		e := &review.EarlierRuling{Paper: kinds(t)[0].Read(earlier), State: review.StateServed, Effective: day}
		if change != nil {
			change(e)
		}
		return e
	}
	for _, c := range []struct {
		name, text string
		earlier    *review.EarlierRuling
		rule, want string
	}{
		{"a slip that stands there", correcting(mended), old(nil), "L02", "met"},
		{"words that do not stand there", correcting(strings.ReplaceAll(mended, "执行到位6318.40元", "执行到位6381.40元")), old(nil), "L02", "unmet L02.absent"},
		{"no pair of words", correcting("本院（2024）鲁9901执112号之一执行裁定书中的金额更正如下，以本裁定为准。"), old(nil), "L02", "unmet L02.unread"},
		{"without the earlier ruling", correcting(mended), nil, "L02", "unknown L02.noearlier"},
		{"the result itself", correcting(`本院（2024）鲁9901执112号之一执行裁定书主文“终结本次执行程序”补正为“终结执行”。`), old(nil), "L03", "unmet L03.result"},
		{"a slip only", correcting(mended), old(nil), "L03", "met"},
		{"the earlier ruling is served", revoked, old(nil), "L01", "met"},
		{"the earlier ruling is unknown", revoked, nil, "L01", "unknown L01.none"},
		{"the earlier ruling is not served", revoked, old(func(e *review.EarlierRuling) { e.Effective = review.Date{} }), "L01", "unmet L01.unserved"},
		{"the earlier ruling is revoked", revoked, old(func(e *review.EarlierRuling) { e.State = review.StateRevoked }), "L01", "unmet L01.revoked"},
		{"a revocation that names the ruling", revoked, old(nil), "L04", "met"},
		{"a revocation that names none", strings.ReplaceAll(revoked, "撤销本院（2024）鲁9901执112号之一执行裁定", "撤销原终结本次执行程序的裁定"), old(nil), "L04", "unmet L04.unnamed"},
		{"the enforcement goes on", revoked, old(nil), "L05", "met"},
		{"nothing said of the enforcement", strings.ReplaceAll(revoked, "，恢复（2024）鲁9901执112号案件的执行", ""), old(nil), "L05", "unmet L05.silent"},
	} {
		k, p := recognise(t, c.text)
		facts := k.Prefill(p)
		got := find(k.Checkup(review.CheckupInput{Paper: p, Facts: facts, On: review.Date{Year: 2024, Month: 7, Day: 1}, Earlier: c.earlier}), c.rule)
		if got != c.want {
			t.Errorf("%s: %s is %q, want %q", c.name, c.rule, got, c.want)
		}
	}
}

func TestALaterRulingNamesTheOneItDealsWith(t *testing.T) {
	k, p := recognise(t, revoked)
	later, ok := k.(review.LaterKind)
	if !ok {
		t.Fatal("a revocation deals with an earlier ruling")
	}
	if n := later.Earlier(k.Prefill(p), p).String(); n != "（2024）鲁9901执112号之一" {
		t.Error(n)
	}
}
