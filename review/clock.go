package review

import "slices"

// Clock 期限 is a time limit that runs in a matter: from the facts of the case
// until its ruling is approved, from the service afterwards.
type Clock struct {
	Code string `json:"code"` // of the sentence that names it
	// N counts clocks of one kind, from 1.
	N   int  `json:"n,omitempty"`
	Due Date `json:"due"`
	// Basis is a provision's id in the tables of law.
	Basis string `json:"basis"`
	// From is the day of start, itself not counted.
	From Date `json:"from,omitzero"`
	// Warn is the first day on which the court warns of it, zero if it is too
	// short for that.
	Warn Date `json:"warn,omitzero"`
	// ActBy is the last working day in time, where Due is none and does not
	// move to the next.
	ActBy Date `json:"act_by,omitzero"`
	// Excluded is how many days were left out.
	Excluded int `json:"excluded_days,omitempty"`
	// Rolled: it would have ended on a day on which courts don't work.
	Rolled bool `json:"rolled,omitempty"`
	// Guessed is the year whose holidays are not known: weekends alone counted.
	Guessed int `json:"guessed_year,omitempty"`
	// Unsure: nobody entered whether it was done.
	Unsure bool `json:"unsure,omitempty"`
	// Owner and Text are who is to do what, of a task.
	Owner string `json:"owner,omitempty"`
	Text  string `json:"text,omitempty"`
	// Explained: the reason for its being overdue is in the case file.
	Explained bool `json:"explained,omitempty"`
}

// What the clocks run on (法〔2016〕373号 arts 9, 12, 18; 法释〔2016〕19号 art 7;
// 鲁高法〔2018〕17号 part 1 items 2(2), 3(1), 3(4)).
const (
	ClockLimit    = "limit"         // 执行期限
	ClockInquiry  = "inquiry"       // 查控
	ClockFirst    = "first_inquiry" // 首次财产调查
	ClockInfobase = "infobase"      // 信息库录入
	ClockPublish  = "publish"       // 上网
	ClockRequery  = "requery"       // 每六个月查询
	ClockRemoval  = "removal"       // 移出信息库

	infobaseDays  = 7
	removalDays   = 3
	publishDays   = 7 // working days
	requeryMonths = 6
	requeries     = 10 // in five years

	// WarningDays is how long before a limit the court warns of it.
	WarningDays = 10
)

// Open says whether the enforcement goes on: no ruling has ended it, and the
// president has not declined one.
func (m *Matter) Open() bool {
	switch m.State {
	case StateRefused, StateApproved, StateSealed, StateServed, StateRevoked:
		return false
	}
	return m.Yielded == ""
}

// Clocks are those of the named limits that a service starts and that run; what
// is done runs no more. None runs before the ruling has taken effect. A case
// that was revived or whose ruling was revoked is not queried again, and is
// taken out of the information base.
func (m *Matter) Clocks(cal Calendar, codes ...string) []Clock {
	return slices.DeleteFunc(m.clocks(cal), func(c Clock) bool { return !slices.Contains(codes, c.Code) })
}

func (m *Matter) clocks(cal Calendar) []Clock {
	from, ok := m.Effective()
	if !ok {
		return nil
	}
	ended := m.ended()
	var out []Clock
	if m.Entered.IsZero() && ended.IsZero() {
		out = append(out, Administrative(cal, Clock{Code: ClockInfobase, From: from, Due: from.AddDays(infobaseDays), Basis: "373-12"}))
	}
	if _, there := m.Published(); !there && !m.Withholding.Holds() && m.State == StateServed {
		due := AddWorkingDays(cal, from, publishDays)
		out = append(out, Clock{Code: ClockPublish, From: from, Due: due.On, Guessed: due.Guessed, Basis: "publication-7"})
	}
	if !ended.IsZero() {
		if !m.Entered.IsZero() && m.Removed.IsZero() {
			out = append(out, Administrative(cal, Clock{Code: ClockRemoval, From: ended, Due: ended.AddDays(removalDays), Basis: "373-18"}))
		}
		return out
	}
	if n := len(m.Requeries) + 1; n <= requeries && m.Removed.IsZero() {
		due := from.AddMonths(n * requeryMonths)
		out = append(out, Administrative(cal, Clock{Code: ClockRequery, N: n, From: from, Due: due, Warn: due.AddDays(-WarningDays), Basis: "373-9"}))
	}
	return out
}

// Administrative completes a clock that does not move to the next working day.
func Administrative(cal Calendar, c Clock) Clock {
	if last := LastWorkingDay(cal, c.Due); last.On != c.Due {
		c.ActBy, c.Guessed = last.On, last.Guessed
	}
	return c
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

// Requery 财产查询 is one of the queries that follow a termination.
type Requery struct {
	On     Date   `json:"on"`
	Result string `json:"result"`
}
