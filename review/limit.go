package review

import "slices"

// Span is some days in a row, both ends among them. To is zero while it lasts.
type Span struct{ From, To Date }

// Limit is a period in months that may stand still and be extended.
type Limit struct {
	From   Date // the day of start, itself not counted
	Months int
	// Excluded are the spans that don't count (扣除). They may overlap: a day
	// is left out once.
	Excluded []Span
	// Extended are approved extensions (延长), each to its last day.
	Extended []Span
}

// LimitEnd is where a limit ends.
type LimitEnd struct {
	Reckoned
	Excluded int  // days left out
	Rolled   bool // moved from a day on which courts don't work
	// Suspended: an exclusion has begun and not ended, so that there is no end
	// yet; On is the one there would be if it ended today.
	Suspended bool
}

// End counts the limit out. What began only after the limit had run out can't
// prolong it, unless an extension bridges the gap.
func (l Limit) End(c Calendar) LimitEnd {
	due := l.From.AddMonths(l.Months)
	var e LimitEnd
	spans, extensions := union(l.Excluded), sorted(l.Extended)
	for len(spans) > 0 || len(extensions) > 0 {
		if len(extensions) > 0 && (len(spans) == 0 || !spans[0].From.Before(extensions[0].From)) {
			if due.Before(extensions[0].To) {
				due = extensions[0].To
			}
			extensions = extensions[1:]
			continue
		}
		s := spans[0]
		spans = spans[1:]
		if first := l.From.AddDays(1); s.From.Before(first) {
			s.From = first
		}
		switch {
		case due.Before(s.From):
		case s.To.IsZero():
			e.Suspended = true
		case !s.To.Before(s.From):
			n := s.From.Days(s.To) + 1
			due, e.Excluded = due.AddDays(n), e.Excluded+n
		}
	}
	return e.rollOver(c, due)
}

func (e LimitEnd) rollOver(c Calendar, due Date) LimitEnd {
	e.Reckoned = RollOver(c, due)
	e.Rolled = e.On != due
	return e
}

// LimitOn is a limit whose last day is given.
func LimitOn(c Calendar, last Date) LimitEnd { return LimitEnd{}.rollOver(c, last) }

// union are the spans in order, those that meet made one. A span that ends
// before it begins is none.
func union(all []Span) []Span {
	var out []Span
	for _, s := range sorted(all) {
		if !s.To.IsZero() && s.To.Before(s.From) {
			continue
		}
		if n := len(out) - 1; n >= 0 && (out[n].To.IsZero() || !out[n].To.AddDays(1).Before(s.From)) {
			if !out[n].To.IsZero() && (s.To.IsZero() || out[n].To.Before(s.To)) {
				out[n].To = s.To
			}
			continue
		}
		out = append(out, s)
	}
	return out
}

func sorted(all []Span) []Span {
	out := slices.Clone(all)
	slices.SortStableFunc(out, func(a, b Span) int { return b.From.Days(a.From) })
	return out
}
