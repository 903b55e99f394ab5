package quality

import (
	"fmt"
	"strings"
)

// Numbers as GB 11643 (identity), GB 32100 (credit codes) and ISO/IEC 7812
// (cards) make them, check characters included.

func (w *world) digits(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte('0' + w.IntN(10))
	}
	return string(b)
}

// number is what s has under a name, drawn when first asked for.
func (w *world) number(s *someone, what string) string {
	if s.facts[what] == "" {
		s.facts[what] = w.draw(s, what)
	}
	return s.facts[what]
}

func (w *world) draw(s *someone, what string) string {
	switch what {
	case "id":
		id := fmt.Sprintf("%06d%04d%02d%02d%03d", 110101+w.IntN(540000), s.born.Year, s.born.Month, s.born.Day, w.IntN(1000))
		return id + mod11(id)
	case "id15":
		return fmt.Sprintf("%06d%02d%02d%02d%03d", 110101+w.IntN(540000), s.born.Year%100, s.born.Month, s.born.Day, w.IntN(1000))
	case "phone":
		return "1" + pick(w, strings.Fields("38 39 50 51 59 86 88 91 99 33 77 66")) + w.digits(8)
	case "tel":
		return pick(w, strings.Fields("0531 0532 010 021 0371 028 0991")) + "-" + fmt.Sprint(2+w.IntN(7)) + w.digits(7)
	case "card":
		n := "62" + w.digits(pick(w, []int{13, 16}))
		return n + luhn(n)
	case "account":
		return fmt.Sprint(1+w.IntN(9)) + w.digits(9+w.IntN(10))
	case "code":
		const set = "0123456789ABCDEFGHJKLMNPQRTUWXY"
		c := "91" + fmt.Sprintf("%06d", 110101+w.IntN(540000)) + "MA" + w.digits(7)
		sum := 0
		for i, r := range c {
			k := 1
			for range i {
				k = k * 3 % 31
			}
			sum += strings.IndexRune(set, r) * k
		}
		return c + string(set[(31-sum%31)%31])
	case "plate":
		const l = "ABCDEFGHJKLMNPQRSTUVWXYZ"
		tail := w.digits(5)
		switch w.IntN(4) {
		case 0:
			tail = string(l[w.IntN(len(l))]) + w.digits(4)
		case 1:
			tail = pick(w, []string{"D", "F"}) + w.digits(5)
		case 2:
			tail = w.digits(2) + string(l[w.IntN(len(l))]) + w.digits(2)
		}
		return tail
	case "title":
		n := w.digits(7)
		switch w.IntN(3) {
		case 0:
			return "鲁（" + fmt.Sprint(2016+w.IntN(8)) + "）云湖市不动产权第" + n + "号"
		case 1:
			return "云房权证字第" + n + "号"
		}
		return "云国用（" + fmt.Sprint(2001+w.IntN(14)) + "）第" + w.digits(4) + "号"
	case "email":
		return pick(w, strings.Fields("zhaoyang lgh_1978 happyday xm.chen wx-2009 kingstar")) + w.digits(3) + pick(w, []string{"@163.com", "@qq.com", "@sina.com.cn"})
	case "wechat":
		return pick(w, strings.Fields("wxid_q2k9 sunny_day laoli lh-trade haohao")) + w.digits(3)
	case "qq":
		return fmt.Sprint(1+w.IntN(9)) + w.digits(8)
	case "vin":
		return "LSV" + pick(w, strings.Fields("AA4182E NC4187H FA49J4P DB2184K")) + w.digits(7)
	case "passport":
		return "E" + w.digits(8)
	case "engine":
		return pick(w, []string{"A", "K", "DH"}) + w.digits(6)
	}
	panic("quality: no number " + what)
}

func mod11(id string) string {
	sum := 0
	for i, r := range id {
		k := 1
		for range 17 - i {
			k = k * 2 % 11
		}
		sum += int(r-'0') * k
	}
	return string("10X98765432"[sum%11])
}

func luhn(n string) string {
	sum := 0
	for i := range n {
		d := int(n[len(n)-1-i] - '0')
		if i%2 == 0 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return fmt.Sprint((10 - sum%10) % 10)
}

// dress sets a number as papers happen to set numbers.
func (w *world) dress(d string, groups ...int) string {
	switch w.IntN(16) {
	case 0:
		return strings.Map(func(r rune) rune {
			if r > ' ' && r < 0x7F {
				return r + 0xFEE0
			}
			return r
		}, d)
	case 1, 2:
		if len(groups) == 0 {
			return d
		}
		by := pick(w, []string{" ", "-", " "})
		var out []string
		for _, g := range groups {
			if len(d) > g {
				out, d = append(out, d[:g]), d[g:]
			}
		}
		return strings.Join(append(out, d), by)
	case 3:
		i := len(d) / 2
		return d[:i] + "\n" + d[i:]
	}
	return d
}
