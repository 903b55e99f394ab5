package review

// Calendar knows on which days courts work.
type Calendar interface {
	// Working says whether d is a working day. guessed is the year whose
	// arrangement of holidays is not known, so that only the weekday counted; 0
	// for a sure answer.
	Working(d Date) (works bool, guessed int)
}

// Reckoned is a day that was counted out.
type Reckoned struct {
	On      Date
	Guessed int // the first year whose holidays are not known, 0 if all are
}

func (r *Reckoned) works(c Calendar) bool {
	works, guessed := c.Working(r.On)
	if r.Guessed == 0 {
		r.Guessed = guessed
	}
	return works
}

// AddWorkingDays goes n working days on; the day of start is not counted.
func AddWorkingDays(c Calendar, from Date, n int) Reckoned {
	r := Reckoned{On: from}
	for n > 0 {
		r.On = r.On.AddDays(1)
		if r.works(c) {
			n--
		}
	}
	return r
}

// RollOver is the last day of a statutory period (期间) that would end on d: if
// courts don't work on it, the next day on which they do.
func RollOver(c Calendar, d Date) Reckoned {
	r := Reckoned{On: d}
	for !r.works(c) {
		r.On = r.On.AddDays(1)
	}
	return r
}

// LastWorkingDay is d, or the last working day before it: administrative limits
// don't roll over, so what ends on a Sunday is done by Friday.
func LastWorkingDay(c Calendar, d Date) Reckoned {
	r := Reckoned{On: d}
	for !r.works(c) {
		r.On = r.On.AddDays(-1)
	}
	return r
}
