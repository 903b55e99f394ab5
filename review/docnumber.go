package review

import (
	"regexp"
	"strconv"
	"strings"
)

// 发文字号 by GB/T 9704-2012, 7.2.5: 发文机关代字, the year in hexagonal
// brackets, a number without leading zero: 鲁高法〔2018〕17号. It is kept as a
// CaseNumber whose Organ is set, so that a letter is found and listed by its
// number as a ruling is by its 案号.

var docNumber = regexp.MustCompile(`(\p{Han}[\p{Han}（）]{0,15}?)\s*[〔\[【［]\s*([0-9０-９]{4})\s*[〕\]】］]\s*(?:第\s*)?([0-9０-９]{1,6})\s*号`)

// FindDocNumbers finds every 发文字号 in s, in order.
func FindDocNumbers(s string) []FoundNumber {
	var out []FoundNumber
	at := runeIndex(s)
	for _, m := range docNumber.FindAllStringSubmatchIndex(s, -1) {
		n := CaseNumber{Organ: s[m[2]:m[3]], Year: atoi(narrow(s[m[4]:m[5]])), Number: atoi5(s[m[6]:m[7]])}
		out = append(out, FoundNumber{CaseNumber: n, Text: s[m[0]:m[1]], Start: at(m[0]), End: at(m[1])})
	}
	return out
}

// parseDocNumber reads s, which must be one 发文字号 and nothing else.
func parseDocNumber(s string) (CaseNumber, bool) {
	f := FindDocNumbers(s)
	if len(f) != 1 || f[0].Text != s || f[0].Year < 1949 || f[0].Number == 0 {
		return CaseNumber{}, false
	}
	return f[0].CaseNumber, true
}

func (n CaseNumber) docNumber() string {
	return n.Organ + "〔" + strconv.Itoa(n.Year) + "〕" + strconv.Itoa(n.Number) + "号" + n.Suffix
}

// ParseNumber reads s, which must be one 案号 or one 发文字号 and nothing else.
func ParseNumber(s string) (CaseNumber, error) {
	if n, ok := parseDocNumber(strings.TrimSpace(s)); ok {
		return n, nil
	}
	return ParseCaseNumber(s)
}

// DocNumber is the number of a letter in its case file: a 发文字号, or a 案号
// where letters are numbered by it.
type DocNumber struct{ CaseNumber }

func (n *DocNumber) UnmarshalText(b []byte) error {
	if strings.TrimSpace(string(b)) == "" {
		*n = DocNumber{}
		return nil
	}
	v, err := ParseNumber(string(b))
	if err != nil {
		return err
	}
	n.CaseNumber = v
	return nil
}
