package review

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
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

var amountPattern = regexp.MustCompile(`([0-9０-９]{1,3}(?:[,，][0-9０-９]{3})+|[0-9０-９]+(?:[ 　][0-9０-９]{3})*)([.．][0-9０-９]+)?[ 　]*(亿|千万|百万|十万|万)?[余多]?元`)

// FindAmounts finds every amount in yuan in s, in order.
func FindAmounts(s string) []PrintedAmount {
	var out []PrintedAmount
	at := runeIndex(s)
	for _, m := range amountPattern.FindAllStringIndex(s, -1) {
		t := s[m[0]:m[1]]
		v, ok := parseAmount(strings.TrimSuffix(t, "元"))
		if !ok {
			continue
		}
		out = append(out, PrintedAmount{
			Text: t, Amount: v, Start: at(m[0]), End: at(m[1]),
			Grouped: strings.ContainsAny(t, ",，"),
		})
	}
	return out
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
