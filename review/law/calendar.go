package law

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"shenqian/review"
)

// Notice 放假安排 is what the State Council ordered for the holidays of a year.
type Notice struct {
	Year   int         `json:"year"`
	Notice string      `json:"notice"` // its number, 国办发明电〔2017〕12号
	Issued review.Date `json:"issued"`
	// Adjusts is the number of the notice of the same year that this one
	// changes: where they differ, this one holds.
	Adjusts string `json:"adjusts,omitempty"`
	// Holidays is how many days of holiday the year has, if the 放假办法 was
	// changed since: 11 until 2024, 13 from 2025.
	Holidays int       `json:"holidays,omitempty"`
	Off      []Stretch `json:"off"`
	Work     []Stretch `json:"work"` // 调休: Saturdays and Sundays that are worked
	Read     bool      `json:"read"` // someone read its wording
	Source   string    `json:"source"`
}

// Stretch is one day, or some in a row: 2018-10-01 or 2018-10-01/2018-10-07.
type Stretch struct{ From, To review.Date }

// MarshalText implements encoding.TextMarshaler.
func (s Stretch) MarshalText() ([]byte, error) {
	if s.From == s.To {
		return []byte(s.From.String()), nil
	}
	return []byte(s.From.String() + "/" + s.To.String()), nil
}

// UnmarshalText implements encoding.TextUnmarshaler. An empty text is no day.
func (s *Stretch) UnmarshalText(b []byte) error {
	from, to, several := strings.Cut(string(b), "/")
	if !several {
		to = from
	}
	if err := s.From.UnmarshalText([]byte(from)); err != nil {
		return err
	}
	if err := s.To.UnmarshalText([]byte(to)); err != nil {
		return err
	}
	if s.From.IsZero() || s.To.IsZero() || s.To.Before(s.From) || s.From.Days(s.To) > longestHoliday {
		return review.Fault("date.impossible", "text", string(b))
	}
	return nil
}

// longestHoliday is more than any holiday was.
const longestHoliday = 31

func (s Stretch) days(yield func(review.Date) bool) {
	for d := s.From; !s.To.Before(d); d = d.AddDays(1) {
		if !yield(d) {
			return
		}
	}
}

//go:embed calendar.json
var calendarJSON []byte

// Calendar 工作日历 tells working days from the notices of the State Council.
type Calendar struct {
	notices []Notice
	works   map[review.Date]bool // the days that differ from their weekday's rule
	years   map[int]string       // the number of each year's last notice
}

func loadCalendar() (*Calendar, error) {
	var notices []Notice
	if err := json.Unmarshal(calendarJSON, &notices); err != nil {
		return nil, fmt.Errorf("law: calendar: %w", err)
	}
	c := &Calendar{works: map[review.Date]bool{}, years: map[int]string{}}
	for _, n := range notices {
		var err error
		if c, err = c.With(n); err != nil {
			return nil, fmt.Errorf("law: calendar: %s: %w", n.Notice, err)
		}
	}
	return c, nil
}

// turnOfYear is from when on in December the next year's notice may rule a day.
const turnOfYear = 25

// Working implements review.Calendar. The last days of a year are sure only
// with the next year's notice, which may give or take them.
func (c *Calendar) Working(d review.Date) (works bool, guessed int) {
	if _, known := c.years[d.Year]; !known {
		guessed = d.Year
	} else if _, known := c.years[d.Year+1]; !known && d.Month == 12 && d.Day >= turnOfYear {
		guessed = d.Year + 1
	}
	if works, ordered := c.works[d]; ordered {
		return works, 0
	}
	return !weekend(d), guessed
}

func weekend(d review.Date) bool {
	w := d.Weekday()
	return w == time.Saturday || w == time.Sunday
}

// Notices are those known, in the order in which they hold.
func (c *Calendar) Notices() []Notice { return slices.Clone(c.notices) }

// With is the calendar with one notice more. Days that contradict themselves or
// what is known are refused.
func (c *Calendar) With(n Notice) (*Calendar, error) {
	if err := n.check(); err != nil {
		return nil, err
	}
	last, known := c.years[n.Year]
	switch {
	case slices.ContainsFunc(c.notices, func(o Notice) bool { return o.Notice == n.Notice }):
		return nil, review.Fault("calendar.twice", "notice", n.Notice)
	case n.Adjusts == "" && known:
		return nil, review.Fault("calendar.known", "year", itoa(n.Year), "notice", last)
	case n.Adjusts != "" && n.Adjusts != last:
		return nil, review.Fault("calendar.adjusts", "adjusts", n.Adjusts, "year", itoa(n.Year), "notice", last)
	}
	out := &Calendar{notices: append(slices.Clip(c.notices), n), works: maps.Clone(c.works), years: maps.Clone(c.years)}
	for d, works := range n.ordered() {
		if before, ordered := out.works[d]; ordered && before != works && n.Adjusts == "" {
			return nil, review.Fault("calendar.contradicts", "day", d.Arabic())
		}
		out.works[d] = works
	}
	out.years[n.Year] = n.Notice
	return out, nil
}

// ordered are the days that the notice speaks of.
func (n Notice) ordered() map[review.Date]bool {
	out := map[review.Date]bool{}
	for _, s := range n.Off {
		for d := range s.days {
			out[d] = false
		}
	}
	for _, s := range n.Work {
		for d := range s.days {
			out[d] = true
		}
	}
	return out
}
