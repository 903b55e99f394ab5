package selfassessment

import (
	"regexp"
	"strconv"
	"strings"

	"shenqian/review"
)

// Points are a score in hundredths of a point, so that sums are exact.
type Points int64

var pointsForm = regexp.MustCompile(`^[0-9]{1,6}(?:\.[0-9]{1,2})?$`)

// String is 23.5, 25, 0.25: without zeros at its end.
func (p Points) String() string {
	sign := ""
	if p < 0 {
		sign, p = "-", -p
	}
	s := strconv.FormatInt(int64(p/100), 10)
	if f := int64(p % 100); f > 0 {
		s += "." + strings.TrimRight(strconv.FormatInt(100+f, 10)[1:], "0")
	}
	return sign + s
}

func (p Points) MarshalJSON() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalJSON takes a number or a text of one, of at most two decimals.
func (p *Points) UnmarshalJSON(b []byte) error {
	s := string(b)
	if s == "null" {
		return nil
	}
	if u, err := strconv.Unquote(s); err == nil {
		s = strings.TrimSuffix(strings.TrimSpace(u), "分")
	}
	if !pointsForm.MatchString(s) {
		return review.Fault("points.unreadable", "text", s)
	}
	whole, part, _ := strings.Cut(s, ".")
	n, _ := strconv.ParseInt(whole+(part + "00")[:2], 10, 64)
	*p = Points(n)
	return nil
}
