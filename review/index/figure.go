package index

import (
	"strconv"

	"shenqian/review"
)

// Figure is an index of one lot of cases. N and D are cases, petitions, days or
// fen, as its definition says.
type Figure struct {
	Definition
	N, D int64
	// Untold are the cases that do not tell whether they belong to it, Unsure
	// those that belong to it and do not tell whether they count.
	Untold, Unsure int
	// Rows are what was looked at and what counted, by their places in the lists;
	// only asked for.
	Among, Counted []int
}

// String is 34.82%, 127.50天, or — of nothing.
func (f Figure) String() string {
	if f.D <= 0 {
		return "—"
	}
	h := f.hundredths()
	s := strconv.FormatInt(h/100, 10) + "." + pad(h%100)
	if f.Unit == "days" {
		return s
	}
	return s + "%"
}

// hundredths of a per cent, or of a day, half up.
func (f Figure) hundredths() int64 {
	scale := int64(10000)
	if f.Unit == "days" {
		scale = 100
	}
	return (2*scale*f.N + f.D) / (2 * f.D)
}

func pad(n int64) string {
	if n < 10 {
		return "0" + strconv.FormatInt(n, 10)
	}
	return strconv.FormatInt(n, 10)
}

// Exact is n/N, in yuan for money.
func (f Figure) Exact() string {
	if f.Of == "money" {
		return review.Amount(f.N).String() + "/" + review.Amount(f.D).String()
	}
	return strconv.FormatInt(f.N, 10) + "/" + strconv.FormatInt(f.D, 10)
}

// Met says whether the goal is met on a day: Untold where there is none, where
// it was not binding yet, where it is no number, or where there is no figure.
// below are the entered numbers, in hundredths of a per cent.
func (f Figure) Met(on review.Date, below map[string]int64) Answer {
	g := f.Goal
	if g == nil || f.D <= 0 || on.Before(g.From) {
		return Untold
	}
	switch {
	case g.Least > 0:
		return answer(f.N*10000 >= int64(g.Least)*f.D)
	case g.Below != "":
		if limit, ok := below[g.Below]; ok {
			return answer(f.N*10000 < limit*f.D)
		}
	}
	return Untold
}
