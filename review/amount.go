package review

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Amount is money in fen.
type Amount int64

// String is 33456.78, 37815.20 or 400000: no grouping, as rulings write it;
// the fen are left out when there are none.
func (a Amount) String() string {
	sign := ""
	if a < 0 {
		sign, a = "-", -a
	}
	if a%100 == 0 {
		return sign + strconv.FormatInt(int64(a/100), 10)
	}
	return fmt.Sprintf("%s%d.%02d", sign, a/100, a%100)
}

func (a Amount) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// UnmarshalText takes 33456.78, 33,456.78, 400，000元, 40万元, 3.5万元.
func (a *Amount) UnmarshalText(b []byte) error {
	v, ok := parseAmount(strings.TrimSuffix(strings.TrimSpace(string(b)), "元"))
	if !ok {
		return Fault("amount.unreadable", "text", string(b))
	}
	*a = v
	return nil
}

// UnmarshalJSON also takes a JSON number, in yuan.
func (a *Amount) UnmarshalJSON(b []byte) error {
	s := string(b)
	if s == "null" {
		return nil
	}
	if u, err := strconv.Unquote(s); err == nil {
		s = u
	}
	return a.UnmarshalText([]byte(s))
}

// PrintedAmount is an amount as it stands in a text.
type PrintedAmount struct {
	Text       string
	Amount     Amount
	Start, End int  // runes
	Grouped    bool // 400，000元: commas, which the document norm forbids
}

// FindAmounts finds every amount in yuan in s, in order: 268500元, 26.85万元,
// 400，000元, 贰拾陆万捌仟伍佰元整, 二十六万元, 3000元5角. Every one has a 元:
// the number is read backwards from there.
func FindAmounts(s string) []PrintedAmount {
	var out []PrintedAmount
	at, last := runeIndex(s), 0
	for i := 0; ; {
		k := strings.Index(s[i:], "元")
		if k < 0 {
			return out
		}
		yuan := i + k
		i = yuan + len("元")
		start, v, ok := amountBefore(s[last:yuan])
		if !ok {
			continue
		}
		start += last
		small, n := smallChange(s[i:])
		i += n
		last = i
		t := s[start:i]
		from := at(start)
		out = append(out, PrintedAmount{
			Text: t, Amount: v + small, Start: from, End: at(i),
			Grouped: strings.ContainsAny(t, ",，"),
		})
	}
}

const (
	figures    = "0123456789０１２３４５６７８９"
	hanDigits  = "零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖两"
	hanUnits   = "十百千拾佰仟"
	hanNumeral = hanDigits + hanUnits + "万亿"
)

// back is the last rune of s, and s without it.
func back(s string) (rune, string) {
	r, n := utf8.DecodeLastRuneInString(s)
	return r, s[:len(s)-n]
}

// amountBefore reads the number that s ends in.
func amountBefore(s string) (start int, v Amount, ok bool) {
	rest := strings.TrimRight(s, "余多")
	number := strings.TrimRight(rest, " 　")
	unit := ""
	for _, u := range amountScale {
		if strings.HasSuffix(number, u.unit) {
			unit = u.unit
			break
		}
	}
	if begin, found := figuresBefore(strings.TrimRight(strings.TrimSuffix(number, unit), " 　")); found {
		v, ok = parseAmount(strings.TrimRight(strings.TrimSuffix(strings.TrimRight(s[begin:], "余多"), "元"), " 　"))
		return begin, v, ok
	}
	begin := len(number)
	for t := number; t != ""; {
		r, before := back(t)
		if !strings.ContainsRune(hanNumeral, r) {
			break
		}
		t, begin = before, len(before)
	}
	v, ok = hanAmount(number[begin:])
	return begin, v, ok
}

// figuresBefore is where the figures that s ends in begin, with their point and
// the marks between their groups.
func figuresBefore(s string) (begin int, ok bool) {
	run := func(s string) int { // bytes of the figures that s ends in
		n := 0
		for t := s; t != ""; {
			r, before := back(t)
			if !strings.ContainsRune(figures, r) {
				break
			}
			n, t = len(s)-len(before), before
		}
		return n
	}
	n := run(s)
	if n == 0 {
		return 0, false
	}
	t := s[:len(s)-n]
	if r, before := back(t); (r == '.' || r == '．') && run(before) > 0 {
		t = before[:len(before)-run(before)]
	}
	for { // 3，022: a group of three behind a mark
		group := s[len(t):]
		if i := strings.IndexAny(group, ".．,， 　"); i >= 0 {
			group = group[:i]
		}
		r, before := back(t)
		m := run(before)
		if !strings.ContainsRune(",， 　", r) || utf8.RuneCountInString(group) != 3 || m == 0 {
			return len(t), true
		}
		if left := utf8.RuneCountInString(before[len(before)-m:]); left > 3 && r != ' ' && r != '　' {
			return len(t), true
		}
		t = before[:len(before)-m]
	}
}

// hanAmount reads 贰拾陆万捌仟伍佰 and 二十六万: a number with a unit in it; 一元
// may be the end of a name.
func hanAmount(s string) (Amount, bool) {
	if !strings.ContainsAny(s, hanUnits+"万亿") || utf8.RuneCountInString(s) > 24 {
		return 0, false
	}
	var total, section, digit int64
	for _, r := range s {
		switch r {
		case '十', '拾':
			section, digit = section+max(digit, 1)*10, 0
		case '百', '佰':
			section, digit = section+max(digit, 1)*100, 0
		case '千', '仟':
			section, digit = section+max(digit, 1)*1000, 0
		case '万':
			total, section, digit = total+(section+digit)*1e4, 0, 0
		case '亿':
			total, section, digit = (total+section+digit)*1e8, 0, 0
		default:
			digit = hanDigit(r)
		}
		if total > 1e14 { // no court has seen it
			return 0, false
		}
	}
	total += section + digit
	return Amount(total * 100), total > 0
}

func hanDigit(r rune) int64 {
	if r == '两' {
		return 2
	}
	if i := strings.IndexRune("零〇一二三四五六七八九", r); i >= 0 {
		return int64(max(0, i/3-1))
	}
	return int64(strings.IndexRune("零壹贰叁肆伍陆柒捌玖", r) / 3)
}

// smallChange reads 5角6分 behind 元, and how many bytes it has.
func smallChange(s string) (v Amount, n int) {
	for _, u := range []struct {
		name  string
		value Amount
	}{{"角", 10}, {"分", 1}} {
		r, size := utf8.DecodeRuneInString(s[n:])
		d, ok := digitOf(r)
		if i := strings.IndexRune("零壹贰叁肆伍陆柒捌玖", r); i >= 0 && !ok {
			d, ok = i/3, true
		}
		if ok && strings.HasPrefix(s[n+size:], u.name) {
			v, n = v+Amount(d)*u.value, n+size+len(u.name)
		}
	}
	return v, n
}

var amountScale = []struct {
	unit  string
	scale int64
}{{"十万", 1e5}, {"百万", 1e6}, {"千万", 1e7}, {"万", 1e4}, {"亿", 1e8}}

// parseAmount reads a number with an optional unit, exactly: no floating point.
func parseAmount(s string) (Amount, bool) {
	s = strings.TrimRight(s, "余多")
	scale := int64(1)
	for _, u := range amountScale {
		if t, ok := strings.CutSuffix(s, u.unit); ok {
			s, scale = t, u.scale
			break
		}
	}
	neg := strings.HasPrefix(s, "-")
	var whole, frac int64
	digits, unit, point := 0, int64(0), false
	for _, r := range strings.TrimPrefix(s, "-") {
		switch {
		case r == ',' || r == '，' || r == ' ' || r == '　':
			if point {
				return 0, false
			}
			continue
		case r == '.' || r == '．':
			if point || digits == 0 {
				return 0, false
			}
			point, unit = true, scale*100
			continue
		}
		d, ok := digitOf(r)
		if !ok || r > '９' || (r > '9' && r < '０') {
			return 0, false
		}
		digits++
		if point {
			if unit /= 10; unit == 0 && d != 0 {
				return 0, false // less than a fen
			}
			frac += int64(d) * unit
			continue
		}
		if whole > math.MaxInt64/100/scale/10-10 {
			return 0, false
		}
		whole = whole*10 + int64(d)
	}
	if digits == 0 {
		return 0, false
	}
	v := Amount(whole*scale*100 + frac)
	if neg {
		v = -v
	}
	return v, true
}
