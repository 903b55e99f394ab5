package review

// What became of a ruling's publication (法释〔2016〕19号 arts 3, 4, 7): within
// seven working days of its effect it is online, or a notice stands for it.

// OnlineState is how it stands.
type OnlineState string

const (
	OnlineInTime   OnlineState = "in_time"  // published by the seventh working day
	OnlineLate     OnlineState = "late"     // published after it
	OnlineWithheld OnlineState = "withheld" // 不公开
	OnlineRecalled OnlineState = "recalled" // published, recalled, and nothing stands in its place
	OnlineRevoked  OnlineState = "revoked"  // revoked before it was published
	OnlineOverdue  OnlineState = "overdue"  // not published, the seventh working day is over
	OnlinePending  OnlineState = "pending"  // not published, there is time yet
)

// OnlineStates are all of them, in the order in which they are told.
var OnlineStates = []OnlineState{OnlineInTime, OnlineLate, OnlineWithheld, OnlineRecalled, OnlineRevoked, OnlineOverdue, OnlinePending}

// Online is a ruling's publication on one day.
type Online struct {
	State OnlineState
	From  Date // when the ruling took effect
	Due   Date // the seventh working day
	On    Date // when it was first published, zero if it never was
	// Guessed is the year whose holidays are not known: weekends alone counted.
	Guessed int
}

// Online tells how the publication of a ruling stands on a day; ok is false of
// one that has not taken effect by then.
func (m *Matter) Online(cal Calendar, today Date) (o Online, ok bool) {
	from, ok := m.Effective()
	if !ok || today.Before(from) {
		return Online{}, false
	}
	due := AddWorkingDays(cal, from, publishDays)
	o = Online{From: from, Due: due.On, Guessed: due.Guessed}
	if len(m.Publications) > 0 {
		o.On = DateOf(m.Publications[0].At)
	}
	_, stands := m.Published()
	switch {
	case stands && !o.Due.Before(o.On):
		o.State = OnlineInTime
	case stands:
		o.State = OnlineLate
	case m.Withholding.Holds():
		o.State = OnlineWithheld
	case len(m.Publications) > 0:
		o.State = OnlineRecalled
	case m.State == StateRevoked:
		o.State = OnlineRevoked
	case o.Due.Before(today):
		o.State = OnlineOverdue
	default:
		o.State = OnlinePending
	}
	return o, true
}

// OnlineRate 上网率 is how many of the rulings whose seven working days are over
// are online or have a notice in their place.
type OnlineRate struct {
	// Count is how many rulings took effect in the period, by how they stand.
	Count map[OnlineState]int `json:"count"`
	// Early are those of Count whose seven working days are not over, though
	// they are published or withheld already; they are in no share.
	Early int `json:"early"`
	// Done of Due are published or withheld; InTime of Public, which are those
	// that had to be published, were so within the seven working days.
	Done   int `json:"done"`
	Due    int `json:"due"`
	InTime int `json:"in_time"`
	Public int `json:"public"`
}

// Add counts a ruling.
func (r *OnlineRate) Add(o Online, today Date) {
	if r.Count == nil {
		r.Count = map[OnlineState]int{}
	}
	r.Count[o.State]++
	switch {
	case o.State == OnlinePending:
		return
	case !o.Due.Before(today):
		r.Early++
		return
	}
	r.Due++
	switch o.State {
	case OnlineInTime, OnlineLate, OnlineWithheld:
		r.Done++
	}
	if o.State != OnlineWithheld {
		r.Public++
	}
	if o.State == OnlineInTime {
		r.InTime++
	}
}

// Percent is n of total with two decimals, half up; 「—」 of nothing.
func Percent(n, total int) string {
	if total <= 0 {
		return "—"
	}
	h := (20000*n + total) / (2 * total) // hundredths of a per cent
	return itoa(h/100) + "." + itoa(h%100/10) + itoa(h%10) + "%"
}
