package letter

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"shenqian/review"
	"shenqian/review/kind/ruling"
)

// What the rules of several kinds ask. The sentences are shared, the rule's
// name and basis are the kind's own.

// Day is a date field of the case file, zero if it was not entered.
func (r *Reading) Day(name string) review.Date { return dateField(r.Facts, name) }

// InOrder: the second day is not before the first.
func (r *Reading) InOrder(provision, first, second string) ruling.Result {
	a, b := r.Day(first), r.Day(second)
	switch {
	case a.IsZero() || b.IsZero():
		return ruling.Result{Outcome: review.NotApplicable}
	case b.Before(a):
		return r.Unmet(provision, "W21.order", ruling.Place{}, "first", first, "a", a.Arabic(), "second", second, "b", b.Arabic()).Warn()
	}
	return ruling.Met
}

// After: a day that the paper sets is after the paper's own.
func (r *Reading) After(provision, name string) ruling.Result {
	d := r.Day(name)
	switch {
	case d.IsZero() || r.On.IsZero():
		return ruling.Result{Outcome: review.NotApplicable}
	case !r.On.Before(d):
		return r.Unmet(provision, "W22.past", ruling.Place{}, "name", name, "day", d.Arabic(), "on", r.On.Arabic()).Warn()
	}
	return ruling.Met
}

// Within: the paper is issued within so many days from a day. Administrative
// days don't move to the next working day.
func (r *Reading) Within(provision, from string, days int) ruling.Result {
	d := r.Day(from)
	if d.IsZero() || r.On.IsZero() {
		return ruling.Result{Outcome: review.NotApplicable}
	}
	due := d.AddDays(days)
	if due.Before(r.On) {
		return r.Unmet(provision, "W23.late", ruling.Place{}, "from", from, "start", d.Arabic(), "limit", strconv.Itoa(days), "due", due.Arabic()).Warn()
	}
	return ruling.MetBy("passed.W23.right", "due", due.Arabic())
}

// InTime: the paper is issued by a day at the latest.
func (r *Reading) InTime(provision, day string) ruling.Result { return r.Before(provision, day, 0) }

// NotAfter: a day that the paper tells of is not after its own.
func (r *Reading) NotAfter(provision, name string) ruling.Result {
	d := r.Day(name)
	switch {
	case d.IsZero() || r.On.IsZero():
		return ruling.Result{Outcome: review.NotApplicable}
	case r.On.Before(d):
		return r.Unmet(provision, "W29.later", ruling.Place{}, "name", name, "day", d.Arabic(), "on", r.On.Arabic()).Warn()
	}
	return ruling.Met
}

// Before: the paper is issued so many days before a day at least.
func (r *Reading) Before(provision, day string, days int) ruling.Result {
	d := r.Day(day)
	if d.IsZero() || r.On.IsZero() {
		return ruling.Result{Outcome: review.NotApplicable}
	}
	if last := d.AddDays(-days); last.Before(r.On) {
		return r.Unmet(provision, "W24.late", ruling.Place{}, "day", day, "end", d.Arabic(), "before", strconv.Itoa(days), "last", last.Arabic()).Warn()
	}
	return ruling.Met
}

// Says: the text says what it must.
func (r *Reading) Says(provision, what string, words *regexp.Regexp) ruling.Result {
	if words.MatchString(ruling.Squeeze(r.Paper.Text)) {
		return ruling.Met
	}
	return r.Unmet(provision, "W25.silent", ruling.Place{}, "what", what)
}

// Must is a condition over the fields; code says what is wrong where it does
// not hold.
func (r *Reading) Must(provision, code string, holds bool, args ...string) ruling.Result {
	if holds {
		return ruling.Met
	}
	return r.Unmet(provision, code, ruling.Place{}, args...)
}

// Known is a fact that a person must enter; nil is unknown.
func (r *Reading) Known(provision, code string, fact *bool) ruling.Result {
	if fact == nil {
		return r.Unknown(provision, "W28.unknown", ruling.Place{})
	}
	return r.Must(provision, code, *fact)
}

// Sum: the parts of a column make its total. A report whose sums do not meet
// can't be submitted at all.
func (r *Reading) Sum(provision, column string, total int, parts ...int) ruling.Result {
	sum := 0
	for _, p := range parts {
		sum += p
	}
	if sum != total {
		return r.Unmet(provision, "W27.sum", ruling.Place{}, "column", column, "sum", strconv.Itoa(sum), "total", strconv.Itoa(total)).Stopping()
	}
	return ruling.MetBy("passed.W27.right", "column", column, "total", strconv.Itoa(total))
}

// Matching compiles words to look for; spaces in the text are left out.
func Matching(words string) *regexp.Regexp {
	return regexp.MustCompile(strings.ReplaceAll(words, " ", ""))
}

// NotBefore: a day that the paper sets is not before its own.
func (r *Reading) NotBefore(provision, name string) ruling.Result {
	d := r.Day(name)
	switch {
	case d.IsZero() || r.On.IsZero():
		return ruling.Result{Outcome: review.NotApplicable}
	case d.Before(r.On):
		return r.Unmet(provision, "W22.past", ruling.Place{}, "name", name, "day", d.Arabic(), "on", r.On.Arabic()).Warn()
	}
	return ruling.Met
}

// ToParties says whether all to whom an order is directed have the role in the
// case.
func (r *Reading) ToParties(role review.PartyRole) bool {
	c := r.Facts.Common()
	for _, to := range c.To {
		if !slices.ContainsFunc(c.Parties, func(p review.Party) bool { return p.Role == role && p.Name == to }) {
			return false
		}
	}
	return true
}

// ToBody says whether it is directed to a body and not to a person.
func (r *Reading) ToBody() bool {
	c := r.Facts.Common()
	return slices.ContainsFunc(c.Parties, func(p review.Party) bool {
		return slices.Contains(c.To, p.Name) && p.Type != "" && p.Type != review.NaturalPerson
	})
}
