package review

import (
	"regexp"
	"strconv"
	"strings"
)

// CaseNumber is a 案号 by 《关于人民法院案件案号的若干规定》 (from 2016-01-01):
// （year）court code + type code + number + 号, with 之一, 之二 … for further
// rulings in the case. Numbers from before 2016, （2015）历执字第123号, are
// read as well, since the bases of enforcement are old.
type CaseNumber struct {
	Year   int
	Court  string // 鲁0102, 最高法; before 2016 a word such as 历
	Type   string // 执, 执恢, 民初; before 2016 without 字
	Number int
	Last   int    // last number of a double number (123-125号), 0 if there is none
	Suffix string // 之一, 之二; "-1" is kept as printed
	Old    bool   // 执字第…号
	Organ  string // 发文机关代字 of a 发文字号 (docnumber.go); empty for a 案号
}

const provinces = `京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔贵云藏陕甘青宁新军兵`

// Scans and copies put spaces between the digits of a number.
const (
	digit   = `[0-9０-９]`
	year    = `[（(〔\[【]\s*(` + digit + `(?:\s*` + digit + `){3})\s*[）)〕\]】]\s*`
	upTo6   = digit + `(?:\s*` + digit + `){0,5}`
	further = `((?:之(?:[一二三四五六七八九十百]{1,4}|` + digit + `{1,3}))?)`
)

var (
	modernNumber = regexp.MustCompile(year + `(最高法知|最高法|[` + provinces + `]\s*(?:` + digit + `\s*` + digit + `(?:\s*` + digit + `\s*` + digit + `)?)?)\s*(\p{Han}{1,4}?)\s*(` + upTo6 + `)(?:\s*[、,，\-－—~至]\s*(` + upTo6 + `))*\s*号` + further)
	oldNumber    = regexp.MustCompile(year + `(\p{Han}{1,8}?)(执恢|执异|执复|执保|执监|执[一二三四五六七八九十]?|民初|民终|民再|民|商初|商终|商|刑初|刑终|刑|行审|行初|行终|行|非执|仲裁|仲|经初|经)字\s*第?\s*(` + upTo6 + `)(?:\s*[、,，~至]\s*(` + upTo6 + `))?((?:[-－—]` + digit + `{1,2})?)\s*号` + further)
)

// FoundNumber is a 案号 with its place in a text.
type FoundNumber struct {
	CaseNumber
	Text       string
	Start, End int // runes
}

// FindCaseNumbers finds every 案号 in s, in order.
func FindCaseNumbers(s string) []FoundNumber {
	var out []FoundNumber
	at := runeIndex(s)
	for i := 0; i < len(s); {
		m, old := modernNumber.FindStringSubmatchIndex(s[i:]), false
		if o := oldNumber.FindStringSubmatchIndex(s[i:]); o != nil && (m == nil || o[0] < m[0]) {
			m, old = o, true
		}
		if m == nil {
			break
		}
		g := func(k int) string {
			if m[2*k] < 0 {
				return ""
			}
			return s[i+m[2*k] : i+m[2*k+1]]
		}
		n := CaseNumber{Year: atoi(narrow(g(1))), Court: narrow(g(2)), Type: g(3), Number: atoi5(narrow(g(4))), Last: atoi5(narrow(g(5))), Suffix: g(6)}
		if old {
			n.Suffix, n.Old = narrow(g(6))+g(7), true
		}
		out = append(out, FoundNumber{CaseNumber: n, Text: s[i+m[0] : i+m[1]], Start: at(i + m[0]), End: at(i + m[1])})
		i += m[1]
	}
	return out
}

// ParseCaseNumber reads s, which must be one 案号 and nothing else.
func ParseCaseNumber(s string) (CaseNumber, error) {
	s = strings.TrimSpace(s)
	if f := FindCaseNumbers(s); len(f) == 1 && f[0].Text == s && f[0].Year >= 1949 && f[0].Number > 0 {
		return f[0].CaseNumber, nil
	}
	return CaseNumber{}, Fault("casenumber.unreadable", "text", s)
}

// String writes the number as the rule prints it, with full-width brackets.
func (n CaseNumber) String() string {
	if n.Number == 0 {
		return ""
	}
	if n.Organ != "" {
		return n.docNumber()
	}
	num := strconv.Itoa(n.Number)
	if n.Last > 0 {
		num += "-" + strconv.Itoa(n.Last)
	}
	head := "（" + strconv.Itoa(n.Year) + "）" + n.Court + n.Type
	if !n.Old {
		return head + num + "号" + n.Suffix
	}
	if strings.HasPrefix(n.Suffix, "-") {
		i := strings.Index(n.Suffix+"之", "之")
		return head + "字第" + num + n.Suffix[:i] + "号" + n.Suffix[i:]
	}
	return head + "字第" + num + "号" + n.Suffix
}

// Case is the number of the case itself, without 之一.
func (n CaseNumber) Case() CaseNumber {
	n.Suffix = ""
	return n
}

// Enforcement says whether the number is of a first (执) or revived (执恢)
// enforcement case, the only ones that can end in a 终本 ruling.
func (n CaseNumber) Enforcement() bool { return n.Type == "执" || n.Type == "执恢" }

func (n CaseNumber) MarshalText() ([]byte, error) { return []byte(n.String()), nil }

func (n *CaseNumber) UnmarshalText(b []byte) error {
	if len(strings.TrimSpace(string(b))) == 0 {
		*n = CaseNumber{}
		return nil
	}
	v, err := ParseCaseNumber(string(b))
	if err != nil {
		return err
	}
	*n = v
	return nil
}

// narrow drops spaces and turns full-width digits and dashes to half width.
func narrow(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case r == '－' || r == '—':
			return '-'
		case r == ' ' || r == '　' || r == '\t' || r == '\n':
			return -1
		}
		return r
	}, s)
}

func atoi5(s string) int {
	n, _ := strconv.Atoi(narrow(s))
	return n
}
