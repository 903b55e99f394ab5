package review

import "strings"

// Chinese numerals as courts write them. 〇 is U+3007; ○ (U+25CB), Ｏ, 0 and 零
// are read as it, because old files carry them, but never written.

const zeroForms = "〇零○Ｏ０0OoＯ◯"

func digitOf(r rune) (int, bool) {
	switch {
	case r >= '0' && r <= '9':
		return int(r - '0'), true
	case r >= '０' && r <= '９':
		return int(r - '０'), true
	case strings.ContainsRune(zeroForms, r):
		return 0, true
	}
	if i := strings.IndexRune("一二三四五六七八九", r); i >= 0 {
		return i/3 + 1, true
	}
	if r == '元' { // 元月
		return 0, false
	}
	if r == '两' {
		return 2, true
	}
	return 0, false
}

// ParseNumeral reads a positive number below ten thousand: 十二, 二十一,
// 五百一十九, 一千零二, 廿一, 519, ５１９. ok is false for anything else.
func ParseNumeral(s string) (n int, ok bool) {
	rs := []rune(strings.Join(strings.Fields(s), ""))
	if len(rs) == 0 || len(rs) > 9 {
		return 0, false
	}
	plain := true
	for _, r := range rs {
		if _, d := digitOf(r); !d {
			plain = false
		}
	}
	if plain { // positional: 2018, 二〇一八
		for _, r := range rs {
			d, _ := digitOf(r)
			n = n*10 + d
		}
		return n, true
	}
	pending, seen := 0, false
	for i, r := range rs {
		switch r {
		case '千':
			n, pending, seen = n+max(pending, 1)*1000, 0, true
		case '百':
			n, pending, seen = n+max(pending, 1)*100, 0, true
		case '十':
			n, pending, seen = n+max(pending, 1)*10, 0, true
		case '廿':
			n, pending, seen = n+20, 0, true
		case '卅':
			n, pending, seen = n+30, 0, true
		default:
			d, isDigit := digitOf(r)
			if !isDigit || pending != 0 {
				return 0, false
			}
			if d == 0 && i == len(rs)-1 {
				return 0, false
			}
			pending, seen = d, true
		}
	}
	return n + pending, seen
}

// Numeral writes n (0 to 9999) as 五百一十九; with below 20 as 十九.
func Numeral(n int) string {
	if n == 0 {
		return "〇"
	}
	const digits = "〇一二三四五六七八九"
	d := []rune(digits)
	var b strings.Builder
	gap := false
	for _, u := range []struct {
		v    int
		name string
	}{{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}} {
		q := n / u.v % 10
		if q == 0 {
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteString("零")
			gap = false
		}
		if !(u.v == 10 && q == 1 && b.Len() == 0) {
			b.WriteRune(d[q])
		}
		b.WriteString(u.name)
	}
	return b.String()
}
