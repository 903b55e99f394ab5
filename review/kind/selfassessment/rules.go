package selfassessment

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"shenqian/review"
	"shenqian/review/kind/letter"
	"shenqian/review/kind/ruling"
)

// checker are the rules over a report. What adds up wrongly can't be submitted;
// a share below its goal is the court's to say, and only pointed to.
type checker struct {
	r *letter.Reading
	f *CaseFile
}

func none() ruling.Result { return ruling.Result{Outcome: review.NotApplicable} }

// all is met where nothing is wrong, else names what is.
func (c checker) all(provision, code string, wrong []string) ruling.Result {
	return c.r.Must(provision, code, len(wrong) == 0, "list", strings.Join(wrong, "；"))
}

// P19A: the 一级指标 are those of the court's level (S41).
func (c checker) firstLevels() ruling.Result {
	l := levelOf(c.f.CourtName())
	if l.Level == "" || len(c.f.Scores) == 0 {
		return none()
	}
	var have []string
	for _, s := range c.f.Scores {
		have = append(have, s.Name)
	}
	if slices.Equal(slices.Sorted(slices.Values(have)), slices.Sorted(slices.Values(l.First))) {
		return ruling.Met
	}
	return c.r.Unmet("assessment-indicators", "P19A.not", ruling.Place{}, "level", l.Level, "want", strings.Join(l.First, "、"), "have", strings.Join(have, "、")).Warn()
}

// P19B: full points less the deductions are the points, and each deduction has
// its reason.
func (c checker) deductions() ruling.Result {
	for _, s := range c.f.Scores {
		if s.Full-s.Lost() != s.Own {
			return c.r.Unmet("directive-assessment", "P19B.not", ruling.Place{}, "name", s.Name, "full", s.Full.String(), "lost", s.Lost().String(), "own", s.Own.String()).Stopping()
		}
		for _, d := range s.Deducted {
			if d.Points <= 0 || strings.TrimSpace(d.Why) == "" {
				return c.r.Unmet("directive-assessment", "P19B.why", ruling.Place{}, "name", s.Name, "points", d.Points.String()).Warn()
			}
		}
	}
	return ruling.Met
}

// P19C: the rows make the total.
func (c checker) totals() ruling.Result {
	var full, own Points
	for _, s := range c.f.Scores {
		full, own = full+s.Full, own+s.Own
	}
	for _, t := range []struct {
		column     string
		sum, total Points
	}{{"分值", full, c.f.Total.Full}, {"自评分", own, c.f.Total.Own}} {
		if t.sum != t.total {
			return c.r.Unmet("directive-assessment", "P19C.sum", ruling.Place{}, "column", t.column, "sum", t.sum.String(), "total", t.total.String()).Stopping()
		}
	}
	return ruling.MetBy("passed.W27.right", "column", "自评分", "total", own.String())
}

// P19D: the four core indices are there.
func (c checker) cores() ruling.Result {
	if len(c.f.Cores) == 0 {
		return none() // W03 asks for them
	}
	var missing []string
	for _, g := range held.Cores {
		if !slices.ContainsFunc(c.f.Cores, func(f Figure) bool { return f.Name == g.Name }) {
			missing = append(missing, g.Name)
		}
	}
	return c.all("core-indices", "P19D.not", missing)
}

// P19E: they reach their goals.
func (c checker) goals() ruling.Result {
	var below []string
	for _, f := range c.f.Cores {
		if f.Reached() == "否" {
			below = append(below, f.Name+f.Rate()+"（"+strconv.Itoa(f.N)+"/"+strconv.Itoa(f.D)+"，目标"+f.Goal()+"）")
		}
	}
	return c.all("core-indices", "P19E.not", below).Warn()
}

// P19F: no share is of less than itself, and each says how it is made.
func (c checker) figures() ruling.Result {
	var wrong []string
	for _, f := range slices.Concat(c.f.Cores, c.f.Quality) {
		if f.N < 0 || f.N > f.D || strings.TrimSpace(f.Formula) == "" || strings.TrimSpace(f.Name) == "" {
			wrong = append(wrong, f.Name+"（"+strconv.Itoa(f.N)+"/"+strconv.Itoa(f.D)+"）")
		}
	}
	return c.all("directive-assessment", "P19F.not", wrong)
}

// P19G: each claim has its evidence.
func (c checker) claims() ruling.Result {
	var bare []string
	for _, x := range c.f.claims() {
		if len(x.Evidence) == 0 || slices.ContainsFunc(x.Evidence, func(no string) bool { return !c.f.has(no) }) {
			bare = append(bare, ruling.Clip(x.Says))
		}
	}
	for _, p := range c.f.Ledger {
		if slices.ContainsFunc(p.Proof, func(no string) bool { return !c.f.has(no) }) {
			bare = append(bare, ruling.Clip(p.Says))
		}
	}
	return c.all("directive-assessment", "P19G.not", bare).Warn()
}

// has says whether the index has a number.
func (f *CaseFile) has(no string) bool {
	return slices.ContainsFunc(f.Evidence, func(e Evidence) bool { return e.No == no })
}

var sumForm = regexp.MustCompile(`^[0-9a-f]{64}$`)

// P19H: the index names each number once, with a file, and nothing that no claim
// refers to.
func (c checker) index() ruling.Result {
	used := map[string]bool{}
	for _, x := range c.f.claims() {
		for _, no := range x.Evidence {
			used[no] = true
		}
	}
	for _, p := range c.f.Ledger {
		for _, no := range p.Proof {
			used[no] = true
		}
	}
	var wrong []string
	seen := map[string]bool{}
	for _, e := range c.f.Evidence {
		if e.No == "" || seen[e.No] || !used[e.No] || strings.TrimSpace(e.File) == "" || e.Sum != "" && !sumForm.MatchString(string(e.Sum)) {
			wrong = append(wrong, e.No+" "+e.File)
		}
		seen[e.No] = true
	}
	return c.all("directive-assessment", "P19H.not", wrong).Warn()
}

// P19I: what is attached is the file of the index, by its sum.
func (c checker) sums() ruling.Result {
	var other, open []string
	for _, e := range c.f.Evidence {
		for _, a := range c.r.In.Attached {
			switch {
			case a.Name != e.File:
			case e.Sum == "":
				open = append(open, e.No+" "+e.File+" "+string(a.File))
			case a.File != e.Sum:
				other = append(other, e.No+" "+e.File)
			}
		}
	}
	if len(other) == 0 && len(open) > 0 {
		return c.all("directive-assessment", "P19I.open", open).Warn()
	}
	return c.all("directive-assessment", "P19I.not", other)
}

// courts are the rows of people that are not right, each in words.
func (c checker) courts(wrong func(Staff) (string, bool)) (out []string) {
	for _, s := range c.f.Staff {
		if words, ok := wrong(s); ok {
			out = append(out, s.Court+words)
		}
	}
	return out
}

// P19J: fifteen in a hundred enforce.
func (c checker) share() ruling.Result {
	return c.all("directive-staff", "P19J.not", c.courts(func(s Staff) (string, bool) {
		return s.Share() + "（" + strconv.Itoa(s.Enforce) + "/" + strconv.Itoa(s.All) + "）", s.Enforce*100 < held.Staff*s.All || s.All <= 0 || s.Enforce > s.All
	})).Warn()
}

// P19K: 五三一.
func (c checker) centres() ruling.Result {
	return c.all("directive-centre", "P19K.not", c.courts(func(s Staff) (string, bool) {
		least := levelOf(s.Court).Centre
		return strconv.Itoa(s.Centre) + "人（应不少于" + strconv.Itoa(least) + "人）", s.Centre < least
	})).Warn()
}

// P19L: all who are to be insured are.
func (c checker) insurance() ruling.Result {
	return c.all("directive-insurance", "P19L.not", c.courts(func(s Staff) (string, bool) {
		return strconv.Itoa(s.Insured) + "/" + strconv.Itoa(s.Entitled), s.Insured != s.Entitled
	})).Warn()
}

// P19M: three telephones on duty.
func (c checker) phones() ruling.Result {
	return c.all("directive-phones", "P19M.not", c.courts(func(s Staff) (string, bool) {
		return strconv.Itoa(s.Phones) + "部", s.Phones < held.Phones
	})).Warn()
}

// P19N: the petitions are those of the core index.
func (c checker) petitions() ruling.Result {
	for _, f := range c.f.Cores {
		if g, ok := goalOf(f.Name); ok && g.Index == "petitions" && (f.N != c.f.Petitions.Finished || f.D != c.f.Petitions.Registered) {
			return c.r.Unmet("directive-assessment", "P19N.not", ruling.Place{}, "core", strconv.Itoa(f.N)+"/"+strconv.Itoa(f.D),
				"petitions", strconv.Itoa(c.f.Petitions.Finished)+"/"+strconv.Itoa(c.f.Petitions.Registered)).Stopping()
		}
	}
	return ruling.Met
}

// P19P: 案访比 falls.
func (c checker) complaints() ruling.Result {
	p := c.f.Petitions
	if p.Cases <= 0 || p.CasesBefore <= 0 {
		return none()
	}
	return c.r.Must("directive-petition", "P19P.not", int64(p.Registered)*int64(p.CasesBefore) < int64(p.Before)*int64(p.Cases), "now", p.Ratio(), "before", p.RatioBefore()).Warn()
}

// P19Q: 自查自估自改: without a ledger the report is not whole.
func (c checker) ledger() ruling.Result {
	if len(c.f.Ledger) == 0 {
		return c.r.Unmet("directive-assessment", "P19Q.none", ruling.Place{})
	}
	var wrong []string
	for i, p := range c.f.Ledger {
		if strings.TrimSpace(p.Says) == "" || strings.TrimSpace(p.Who) == "" || strings.TrimSpace(p.How) == "" || p.Due.IsZero() {
			wrong = append(wrong, strconv.Itoa(i+1)+" "+ruling.Clip(p.Says))
		}
	}
	return c.all("directive-assessment", "P19Q.not", wrong)
}

// P19R: nothing of it is overdue, or done on a day to come.
func (c checker) overdue() ruling.Result {
	if c.r.On.IsZero() {
		return none()
	}
	var late []string
	for _, p := range c.f.Ledger {
		if p.Done.IsZero() && !p.Due.IsZero() && p.Due.Before(c.r.On) || c.r.On.Before(p.Done) {
			late = append(late, ruling.Clip(p.Says)+"（"+p.Due.String()+"）")
		}
	}
	return c.all("directive-assessment", "P19R.not", late).Warn()
}
