package review_test

import (
	"testing"

	"shenqian/review"
	"shenqian/review/kind/ruling"
)

func TestOnlyWordingIsMinor(t *testing.T) {
	const old = `某某人民法院
执行裁定书
（2018）鲁9901执1号
申请执行人：甲公司。
被执行人：乙。
甲公司与乙借款合同纠纷一案，本院于2018年2月6日立案执行。
本院在执行过程中，查询乙的存款，未发现财产。
本院认为，不具备继续执行的条件。依照《解释》第五百一十九条规定，裁定如下：
终结本次执行程序。
本裁定送达后立即生效。
审判员丙
二〇一八年六月八日
书记员丁
`
	read := ruling.Read
	for _, c := range []struct {
		name, from, to string
		minor          bool
	}{
		{"a word", "不具备继续执行的条件", "暂时不具备继续执行的条件", true},
		{"a comma", "执行过程中，", "执行过程中", true},
		{"spaces and line ends", "本院认为，", "本院 认为，\n", true},
		{"the date slot", "六月八日", "六月九日", true},
		{"a party", "被执行人：乙。", "被执行人：己。", false},
		{"a figure", "2月6日", "2月16日", false},
		{"the law", "五百一十九", "五百一十七", false},
		{"主文", "终结本次执行程序。", "终结执行程序。", false},
		{"a judge", "审判员丙", "审判员戊", false},
		{"a measure", "查询乙的存款", "查询并冻结乙的存款", false},
		{"a negation", "未发现财产", "发现财产", false},
	} {
		d := review.Compare(read(old), read(replaceOnce(t, old, c.from, c.to)))
		if d.Minor() != c.minor {
			t.Errorf("%s: minor %v, touches %q, changes %q", c.name, d.Minor(), d.Substance(), d)
		}
	}
	d := review.Compare(read(old), read(replaceOnce(t, old, "不具备继续执行的条件", "暂不具备继续执行条件")))
	if got := d.String(); got != "增加「暂」；删去「的」" {
		t.Error(got)
	}
}

func replaceOnce(t *testing.T, s, from, to string) string {
	t.Helper()
	for i := range s {
		if len(s)-i >= len(from) && s[i:i+len(from)] == from {
			return s[:i] + to + s[i+len(from):]
		}
	}
	t.Fatalf("%q is not there", from)
	return ""
}
