package law

import (
	"bytes"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"shenqian/review"
)

func itoa(n int) string { return strconv.Itoa(n) }

const (
	// mostNotice is the largest file with a notice that is read, in bytes.
	mostNotice = 64 << 10
	// mostStretches is more than any year needs.
	mostStretches = 40
	longestText   = 200 // runes of a number or a source
)

// ReadNotice reads a file with the notice of one year.
func ReadNotice(data []byte) (Notice, error) {
	var n Notice
	data = bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))
	if len(data) > mostNotice || !utf8.Valid(data) {
		return n, review.Fault("calendar.file", "where", "")
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	err := d.Decode(&n)
	if err == nil && d.More() {
		err = errors.New("more than one value")
	}
	var told *review.Error
	switch {
	case errors.As(err, &told):
		return Notice{}, review.FaultFrom(err, "calendar.day", "text", told.Args["text"])
	case err != nil:
		return Notice{}, review.FaultFrom(err, "calendar.file", "where", err.Error())
	}
	return n, n.check()
}

// check says what in the notice can't be, by itself.
func (n Notice) check() error {
	for field, text := range map[string]string{"notice": n.Notice, "source": n.Source} {
		if strings.TrimSpace(text) == "" {
			return review.Fault("calendar.lacks", "field", field)
		}
	}
	for _, text := range []string{n.Notice, n.Source, n.Adjusts} {
		if utf8.RuneCountInString(text) > longestText || strings.ContainsFunc(text, unicode.IsControl) {
			return review.Fault("calendar.text")
		}
	}
	switch {
	case n.Year < 2008 || n.Year > 2099:
		return review.Fault("calendar.year", "year", itoa(n.Year))
	case n.Issued.IsZero() || n.Issued.Year > n.Year || n.Issued.Year < n.Year-1:
		return review.Fault("calendar.issued", "issued", n.Issued.String(), "year", itoa(n.Year))
	case len(n.Off) == 0 || len(n.Off) > mostStretches || len(n.Work) > mostStretches:
		return review.Fault("calendar.lacks", "field", "off")
	}
	return n.checkDays()
}

func (n Notice) checkDays() error {
	seen := map[review.Date]bool{}
	free := 0 // weekdays off, less Saturdays and Sundays worked
	for i, list := range [][]Stretch{n.Off, n.Work} {
		work := i == 1
		for _, s := range list {
			for d := range s.days {
				switch {
				case d.Year != n.Year && (d.Year != n.Year-1 || d.Month != 12):
					return review.Fault("calendar.outside", "day", d.Arabic(), "year", itoa(n.Year))
				case seen[d]:
					return review.Fault("calendar.doubled", "day", d.Arabic())
				case work && !weekend(d):
					return review.Fault("calendar.weekday", "day", d.Arabic())
				case work:
					free--
				case !weekend(d):
					free++
				}
				seen[d] = true
			}
		}
	}
	if n.Adjusts != "" {
		return nil
	}
	// Every holiday falls on a weekday or is made up for on one, and each day
	// gained beyond is worked on a weekend: the balance is the number of days
	// of the 放假办法. A day forgotten or mistyped shows in it.
	if want := n.holidays(); free != want {
		return review.Fault("calendar.balance", "year", itoa(n.Year), "free", itoa(free), "want", itoa(want))
	}
	return nil
}

// holidays is how many days of holiday the year has by the 全国年节及纪念日放假办法.
func (n Notice) holidays() int {
	switch {
	case n.Holidays > 0:
		return n.Holidays
	case n.Year < 2025:
		return 11
	}
	return 13
}
