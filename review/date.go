package review

import (
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"
)

// Date is a calendar day without a zone. The zero Date is "not known".
type Date struct{ Year, Month, Day int }

// DateOf is the day of t in t's own zone.
func DateOf(t time.Time) Date { return Date{t.Year(), int(t.Month()), t.Day()} }

func (d Date) IsZero() bool { return d == Date{} }

// Exists says whether the calendar has this day; 2018-02-29 does not.
func (d Date) Exists() bool {
	if d.Month < 1 || d.Month > 12 || d.Day < 1 || d.Year < 1 {
		return false
	}
	return DateOf(d.time()) == d
}

func (d Date) time() time.Time {
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
}

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return d.time().Weekday() }

func (d Date) Before(o Date) bool {
	return d.Year*10000+d.Month*100+d.Day < o.Year*10000+o.Month*100+o.Day
}

// Days is the number of days from d to o.
func (d Date) Days(o Date) int { return int(o.time().Sub(d.time()).Hours() / 24) }

func (d Date) AddDays(n int) Date { return DateOf(d.time().AddDate(0, 0, n)) }

// AddMonths goes n months on; a day that the month lacks becomes its last
// (2020-11-30 + 3 months = 2021-02-28).
func (d Date) AddMonths(n int) Date {
	first := time.Date(d.Year, time.Month(d.Month+n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return Date{first.Year(), int(first.Month()), min(d.Day, last)}
}

// String is 2018-06-09, "" for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Chinese is 二〇一八年六月九日, the form of rulings.
func (d Date) Chinese() string {
	var b strings.Builder
	for _, c := range fmt.Sprintf("%04d", d.Year) {
		b.WriteString(Numeral(int(c - '0')))
	}
	return b.String() + "年" + Numeral(d.Month) + "月" + Numeral(d.Day) + "日"
}

// Arabic is 2018年6月9日, the form of letters, reports and running text.
func (d Date) Arabic() string { return fmt.Sprintf("%d年%d月%d日", d.Year, d.Month, d.Day) }

func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText takes 2018-06-09, 2018/6/9, 2018年6月9日 and 二〇一八年六月九日;
// a day that the calendar lacks is an error, since a fact must be a real day.
func (d *Date) UnmarshalText(b []byte) error {
	s := strings.TrimSpace(string(b))
	if s == "" {
		*d = Date{}
		return nil
	}
	var p Date
	if m := isoDate.FindStringSubmatch(s); m != nil {
		p = Date{atoi(m[1]), atoi(m[2]), atoi(m[3])}
	} else if f := FindDates(s); len(f) == 1 && f[0].Text == s {
		p = f[0].Date
	}
	if !p.Exists() {
		return Fault("date.impossible", "text", s)
	}
	*d = p
	return nil
}

var isoDate = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$`)

// PrintedDate is a date as it stands in a text. An impossible one keeps its
// text and its numbers; Date.Exists tells.
type PrintedDate struct {
	Text       string
	Date       Date
	Start, End int // runes of the text it was found in
	Numerals   bool
}

const (
	zeros     = `〇零○◯Ｏ０`
	hanYear   = zeros + "Oo0一二三四五六七八九"
	hanDay    = zeros + "一二三四五六七八九十廿卅元"
	daySpaces = " 　"
)

// FindDates finds every full date (year, month, day) in s, in order. Each has a
// 年: the year is read backwards from there, the rest forwards.
func FindDates(s string) []PrintedDate {
	var out []PrintedDate
	at, last := runeIndex(s), 0
	for i := 0; ; {
		k := strings.Index(s[i:], "年")
		if k < 0 {
			return out
		}
		mark := i + k
		i = mark + len("年")
		start, ok := yearBefore(s[last:mark])
		if !ok {
			continue
		}
		start += last
		month, n, ok1 := dayPart(s[i:], "月")
		day, m, ok2 := dayPart(s[i+n:], "日", "号")
		if !ok1 || !ok2 {
			continue
		}
		year, ok := ParseNumeral(s[start:mark])
		if !ok {
			continue
		}
		i += n + m
		last = i
		from := at(start)
		out = append(out, PrintedDate{
			Text: s[start:i], Date: Date{year, month, day}, Start: from, End: at(i),
			Numerals: strings.ContainsAny(s[start:mark], "一二三四五六七八九"),
		})
	}
}

// yearBefore is where the four digits that s ends in begin; spaces may stand
// among them.
func yearBefore(s string) (start int, ok bool) {
	for _, set := range []string{figures, hanYear} {
		t, n := s, 0
		for n < 4 {
			t = strings.TrimRight(t, daySpaces)
			r, before := back(t)
			if t == "" || !strings.ContainsRune(set, r) {
				break
			}
			t = before
			n++
		}
		if n == 4 {
			return len(t), true
		}
	}
	return 0, false
}

// dayPart reads a month or a day with the mark behind it: n bytes.
func dayPart(s string, marks ...string) (v, n int, ok bool) {
	rest := strings.TrimLeft(s, daySpaces)
	size := 0
	set, most := figures, 2
	if r, _ := utf8.DecodeRuneInString(rest); !strings.ContainsRune(figures, r) {
		set, most = hanDay, 4
	}
	for range most {
		r, w := utf8.DecodeRuneInString(rest[size:])
		if w == 0 || !strings.ContainsRune(set, r) {
			break
		}
		size += w
	}
	number := rest[:size]
	after := strings.TrimLeft(rest[size:], daySpaces)
	for _, m := range marks {
		if size == 0 || !strings.HasPrefix(after, m) {
			continue
		}
		if number == "元" {
			number = "一"
		}
		v, ok = ParseNumeral(number)
		return v, len(s) - len(after) + len(m), ok
	}
	return 0, 0, false
}

// runeIndex turns byte offsets of s into rune offsets; calls must not go back.
func runeIndex(s string) func(byteOffset int) int {
	at, n := 0, 0
	return func(b int) int {
		if b < at {
			at, n = 0, 0
		}
		for i := range s[at:b] {
			_ = i
			n++
		}
		at = b
		return n
	}
}

func atoi(s string) int {
	n, _ := ParseNumeral(s)
	return n
}
