package letter

import (
	"slices"

	"shenqian/review"
)

// Clock is a limit of a kind: so many days from a day of the case file, or from
// the day on which the paper reached the first it was sent to. Administrative
// limits don't move to the next working day (domain.md §1.1).
type Clock struct {
	Code, Basis string
	Days        int
	// From is the field with the day of start; empty: the receipt.
	From string
	// On is the field with the last day itself, in place of Days.
	On string
	// Until approval: it runs for the paper itself, and stops when it is issued.
	Until bool
	// Done are the types of attachments that stop it, such as 督办反馈.
	Done []string
}

// Clocks are those that run.
func (k *Kind) Clocks(m *review.Matter, entered, _ review.Facts) (out []review.Clock) {
	f, ok := entered.(Fields)
	if !ok || f == nil {
		return nil
	}
	for _, c := range k.Runs {
		from, due := c.reach(m, f)
		if due.IsZero() || c.stopped(m) {
			continue
		}
		out = append(out, review.Administrative(k.book.Calendar(), review.Clock{
			Code: c.Code, Basis: c.Basis, From: from, Due: due, Warn: warn(from, due),
		}))
	}
	return out
}

func (c Clock) reach(m *review.Matter, f Fields) (from, due review.Date) {
	if c.From == "" && !c.Until {
		on, ok := m.Effective()
		if !ok {
			return from, due
		}
		from = on
	}
	if c.From != "" {
		from = dateField(f, c.From)
		if from.IsZero() {
			return from, due
		}
	}
	if c.On != "" {
		return from, dateField(f, c.On)
	}
	return from, from.AddDays(c.Days)
}

func (c Clock) stopped(m *review.Matter) bool {
	if c.Until && !m.Open() {
		return true
	}
	return slices.ContainsFunc(m.Attachments, func(a review.Attachment) bool { return slices.Contains(c.Done, a.Type) })
}

// warn is the day of the warning: ten days before a long limit, three before a
// short one.
func warn(from, due review.Date) review.Date {
	before := review.WarningDays
	if !from.IsZero() && from.Days(due) <= 2*review.WarningDays {
		before = 3
	}
	return due.AddDays(-before)
}

func dateField(f Fields, name string) review.Date {
	for _, x := range fieldsOf(f) {
		if d, ok := x.value.Interface().(review.Date); ok && x.name == name {
			return d
		}
	}
	return review.Date{}
}
