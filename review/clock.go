package review

import (
	"slices"
	"time"
)

// Clock 期限 is a time limit that a served ruling starts.
type Clock struct {
	Code string `json:"code"` // of the sentence that names it
	// N counts clocks of one kind, from 1.
	N   int  `json:"n,omitempty"`
	Due Date `json:"due"`
	// Basis is a provision's id in the tables of law.
	Basis string `json:"basis"`
}

// What the clocks run on (法〔2016〕373号 arts 9, 12, 18; 法释〔2016〕19号 art 7).
const (
	ClockInfobase = "infobase" // 信息库录入
	ClockPublish  = "publish"  // 上网
	ClockRequery  = "requery"  // 每六个月查询
	ClockRemoval  = "removal"  // 移出信息库

	infobaseDays  = 7
	removalDays   = 3
	publishDays   = 7 // working days
	requeryMonths = 6
	requeries     = 10 // in five years
)

// Clocks are those of the named limits that run; what is done runs no more. None runs before the ruling has taken effect. A case that was
// revived or whose ruling was revoked is not queried again, and is taken out
// of the information base.
func (m *Matter) Clocks(codes ...string) []Clock {
	return slices.DeleteFunc(m.clocks(), func(c Clock) bool { return !slices.Contains(codes, c.Code) })
}

func (m *Matter) clocks() []Clock {
	from, ok := m.Effective()
	if !ok {
		return nil
	}
	ended := m.ended()
	var out []Clock
	if m.Entered.IsZero() && ended.IsZero() {
		out = append(out, Clock{Code: ClockInfobase, Due: from.AddDays(infobaseDays), Basis: "373-12"})
	}
	if len(m.Publications) == 0 && m.State == StateServed {
		out = append(out, Clock{Code: ClockPublish, Due: from.AddWorkingDays(publishDays), Basis: "publication-7"})
	}
	if !ended.IsZero() {
		if !m.Entered.IsZero() && m.Removed.IsZero() {
			out = append(out, Clock{Code: ClockRemoval, Due: ended.AddDays(removalDays), Basis: "373-18"})
		}
		return out
	}
	if n := len(m.Requeries) + 1; n <= requeries && m.Removed.IsZero() {
		out = append(out, Clock{Code: ClockRequery, N: n, Due: from.AddMonths(n * requeryMonths), Basis: "373-9"})
	}
	return out
}

// ended is the day on which the termination came to its end, zero if it stands.
func (m *Matter) ended() Date {
	if m.Revival != nil {
		return m.Revival.On
	}
	for _, l := range m.Links {
		if l.Kind == LinkRevocation {
			return l.On
		}
	}
	return Date{}
}

// AddWorkingDays goes on by days that are neither Saturday nor Sunday. Public
// holidays and the days worked in their stead are not known here: whoever shows
// the day says so.
func (d Date) AddWorkingDays(n int) Date {
	for n > 0 {
		d = d.AddDays(1)
		if w := d.time().Weekday(); w != time.Saturday && w != time.Sunday {
			n--
		}
	}
	return d
}

// Requery 财产查询 is one of the queries that follow a termination.
type Requery struct {
	On     Date   `json:"on"`
	Result string `json:"result"`
}
