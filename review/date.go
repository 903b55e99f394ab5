package review

import (
	"fmt"
	"regexp"
	"strings"
	"time"
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
	zeros    = `〇零○◯Ｏ０`
	yearPart = `((?:[0-9０-９][ 　]*){4}|(?:[` + zeros + `一二三四五六七八九Oo0][ 　]*){4})`
	dayPart  = `([0-9０-９]{1,2}|[` + zeros + `一二三四五六七八九十廿卅元]{1,4})`
)

var chineseDate = regexp.MustCompile(yearPart + `年[ 　]*` + dayPart + `[ 　]*月[ 　]*` + dayPart + `[ 　]*[日号]`)

// FindDates finds every full date (year, month, day) in s, in order.
func FindDates(s string) []PrintedDate {
	var out []PrintedDate
	at := runeIndex(s)
	for _, m := range chineseDate.FindAllStringSubmatchIndex(s, -1) {
		year, ok1 := ParseNumeral(s[m[2]:m[3]])
		mon := s[m[4]:m[5]]
		if mon == "元" {
			mon = "一"
		}
		month, ok2 := ParseNumeral(mon)
		day, ok3 := ParseNumeral(s[m[6]:m[7]])
		if !ok1 || !ok2 || !ok3 {
			continue
		}
		out = append(out, PrintedDate{
			Text: s[m[0]:m[1]], Date: Date{year, month, day},
			Start: at(m[0]), End: at(m[1]),
			Numerals: strings.ContainsAny(s[m[2]:m[3]], "一二三四五六七八九"),
		})
	}
	return out
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
