package index

import "shenqian/review"

// Data is what a court's system exported: all that indices are reckoned from.
type Data struct {
	Cases     []Case
	Petitions []Petition
}

// Of is the part about one court.
func (d Data) Of(court string) Data {
	var out Data
	for _, c := range d.Cases {
		if c.Court == court {
			out.Cases = append(out.Cases, c)
		}
	}
	for _, p := range d.Petitions {
		if p.Court == court {
			out.Petitions = append(out.Petitions, p)
		}
	}
	return out
}

// Reckon gives the figure of one definition over a period. rows has it say which
// cases it looked at and which counted.
func Reckon(def Definition, d Data, p Period, rows bool) (Figure, error) {
	f := Figure{Definition: def}
	if err := p.Check(); err != nil {
		return f, err
	}
	among, err := named(def.Among)
	if err != nil {
		return f, err
	}
	counted, err := named(append(append([]string{}, def.Counted...), def.Against...))
	if err != nil {
		return f, err
	}
	r := reckoner{&f, p, rows}
	switch def.Of {
	case "petitions":
		r.petitions(d.Petitions, true)
	case "complaints":
		r.petitions(d.Petitions, false)
		f.N, f.D, f.Counted, f.Among = f.D, 0, f.Among, nil
		r.each(d.Cases, among, func(int, *Case) { f.D++ })
	case "money":
		r.each(d.Cases, among, r.money)
	case "days", "net days":
		r.each(d.Cases, among, func(i int, c *Case) { r.days(i, c, def.Of == "net days") })
	default:
		r.cases(d.Cases, among, counted, len(def.Against) > 0)
	}
	return f, nil
}

type reckoner struct {
	f    *Figure
	p    Period
	rows bool
}

// each goes through the cases that are looked at.
func (r reckoner) each(cases []Case, among []func(*Case, Period) Answer, f func(int, *Case)) {
	for i := range cases {
		switch all(&cases[i], r.p, among) {
		case Untold:
			r.f.Untold++
		case Yes:
			if r.rows {
				r.f.Among = append(r.f.Among, i)
			}
			f(i, &cases[i])
		}
	}
}

func (r reckoner) count(i int) {
	r.f.N++
	if r.rows {
		r.f.Counted = append(r.f.Counted, i)
	}
}

func (r reckoner) cases(cases []Case, among, counted []func(*Case, Period) Answer, apart bool) {
	mark := func(i int, c *Case) {
		switch all(c, r.p, counted) {
		case Yes:
			r.count(i)
		case Untold:
			r.f.Unsure++
		}
	}
	r.each(cases, among, func(i int, c *Case) {
		r.f.D++
		if !apart {
			mark(i, c)
		}
	})
	for i := range cases {
		if !apart {
			break
		}
		mark(i, &cases[i])
	}
}

func (r reckoner) money(i int, c *Case) {
	if !c.Owed.Known || !c.Realised.Known {
		r.f.Unsure++
		return
	}
	r.f.D += int64(c.Owed.Amount)
	r.f.N += int64(c.Realised.Amount)
	if r.rows {
		r.f.Counted = append(r.f.Counted, i)
	}
}

func (r reckoner) days(i int, c *Case, net bool) {
	if c.Filed.IsZero() || c.Closed.IsZero() {
		r.f.Unsure++
		return
	}
	n := c.Filed.Days(c.Closed)
	if net {
		n -= c.Deducted
	}
	r.f.D++
	r.f.N += int64(n)
	if r.rows {
		r.f.Counted = append(r.f.Counted, i)
	}
}

// petitions counts those registered in the period, and, if asked, of them those
// that were finished.
func (r reckoner) petitions(all []Petition, finished bool) {
	for i, p := range all {
		if !r.p.has(p.Registered) {
			continue
		}
		r.f.D++
		if r.rows {
			r.f.Among = append(r.f.Among, i)
		}
		if finished && p.Finished != (review.Date{}) {
			r.count(i)
		}
	}
}
