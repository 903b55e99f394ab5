package index

// A condition says yes, no or untold of a case within a period. Definitions
// name them; all of a definition's must hold.
var conditions = map[string]func(c *Case, p Period) Answer{
	// 首次执行案件: type code 执. 执恢, 执保, 执异 are others.
	"first":   func(c *Case, _ Period) Answer { return answer(c.Number.Type == "执") },
	"revived": func(c *Case, _ Period) Answer { return answer(c.Number.Type == "执恢") },
	// Accepted in the period or before, and not closed before it: 旧存 + 新收.
	"at hand": func(c *Case, p Period) Answer {
		switch {
		case !c.Filed.IsZero() && p.To.Before(c.Filed), !c.Closed.IsZero() && c.Closed.Before(p.From):
			return No
		case c.Filed.IsZero(), c.Closed.IsZero() && c.closed() != No:
			return Untold
		}
		return Yes
	},
	"filed in period":  func(c *Case, p Period) Answer { return p.within(c.Filed, Yes) },
	"closed in period": func(c *Case, p Period) Answer { return p.within(c.Closed, c.closed()) },
	// Closed in the period, or its limit ran out in it while it was open.
	"due in period": func(c *Case, p Period) Answer {
		switch p.within(c.Closed, c.closed()) {
		case Yes:
			return Yes
		case Untold:
			return Untold
		}
		switch due := p.within(c.Due, Yes); {
		case due != Yes:
			return due
		case c.Closed.IsZero():
			return Yes
		default:
			return answer(p.To.Before(c.Closed))
		}
	},
	"assets":     func(c *Case, _ Period) Answer { return c.Assets },
	"terminated": func(c *Case, _ Period) Answer { return c.is(Terminated) },
	"finished":   func(c *Case, _ Period) Answer { return c.is(Finished) },
	// 实际执结: closed, and not by 终本.
	"really closed": func(c *Case, _ Period) Answer {
		switch c.Manner {
		case MannerUntold:
			return Untold
		case Open, Terminated:
			return No
		}
		return Yes
	},
	"in time": func(c *Case, _ Period) Answer {
		switch {
		case c.closed() == No:
			return No
		case c.Closed.IsZero() || c.Due.IsZero():
			return Untold
		}
		return answer(!c.Due.Before(c.Closed))
	},
}

func (c *Case) is(m Manner) Answer {
	if c.Manner == MannerUntold {
		return Untold
	}
	return answer(c.Manner == m)
}

// all is the answer of several conditions: one no is a no, else one untold is
// untold.
func all(c *Case, p Period, of []func(*Case, Period) Answer) Answer {
	out := Yes
	for _, f := range of {
		switch f(c, p) {
		case No:
			return No
		case Untold:
			out = Untold
		}
	}
	return out
}
