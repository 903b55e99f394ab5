package termination

import (
	"regexp"
	"strings"

	"shenqian/review"
	"shenqian/review/kind/ruling"
)

// sums are the amounts of a text that belong together: 本金200000元、利息68500元，
// 共计268500元, where the last one counts; and 268500元（大写：贰拾陆万…）, where
// the second one only repeats the first.
type sums struct {
	total  map[int]int // of a part: the index of its sum
	first  map[int]int // of a sum: the index of its first part
	repeat map[int]int // of an amount in words: the index of the one in figures
	wrong  []wrongSum
}

// wrongSum is a sum that its parts don't give, or words that differ from figures.
type wrongSum struct {
	at         ruling.Place
	said, want review.Amount
	capitals   bool
}

var (
	sumWords = regexp.MustCompile(`(?:共计|合计|总计|以上共|两项共|三项共)[^0-9。；]{0,8}$`)
	// What joins the parts of a sum is a mark and the next part's name.
	partJoin = regexp.MustCompile(`^(?:[（(][^）)]{0,20}[）)])?[、，,及和与加][^。；]{0,16}$`)
	// What is taken off, or told beside, is no part.
	notPart     = regexp.MustCompile(`其中|扣除|减去|已|尚|剩余|余额|余款|利率|基数|每|自[^，]{0,12}起|承担|负担|为限|未(?:能|获|付|执行|履行|受偿|清偿|到位|实现)`)
	repeatJoin  = regexp.MustCompile(`^整?[（(](?:大写|人民币|小写|¥|￥|计|即)*[:：为]?(?:人民币)?$`)
	partsAtMost = 12
	// 存款18226.5元（晋煤公司10000元、农资公司8226.5元）: what a bracket breaks down in
	// full.
	bracketOpens  = regexp.MustCompile(`^[（(][^，。；、（(）)]{0,16}$`)
	bracketCloses = regexp.MustCompile(`^[）)]`)
)

// sumsIn finds them.
func sumsIn(p *review.Paper, all []review.PrintedAmount) sums {
	s := sums{total: map[int]int{}, first: map[int]int{}, repeat: map[int]int{}}
	run, bracket := []int{}, []int{} // of a bracket: what it breaks down, and the parts
	for i, a := range all {
		between := ""
		if i > 0 && a.Start-all[i-1].End <= 40 {
			between = p.Slice(all[i-1].End, a.Start)
		}
		switch {
		case between != "" && repeatJoin.MatchString(between):
			s.repeat[i] = i - 1
			if a.Amount != all[i-1].Amount {
				s.wrong = append(s.wrong, wrongSum{ruling.Place{Start: all[i-1].Start, End: a.End}, all[i-1].Amount, a.Amount, true})
			}
			continue
		case len(run) >= 2 && len(run) <= partsAtMost && sumWords.MatchString(between) && !notPart.MatchString(between):
			var sum review.Amount
			for _, k := range run {
				sum += all[k].Amount
			}
			if sum != a.Amount {
				s.wrong = append(s.wrong, wrongSum{ruling.Place{Start: all[run[0]].Start, End: a.End}, a.Amount, sum, false})
			}
			s.first[i] = run[0]
			for _, k := range run {
				s.total[k] = i
			}
			run = run[:0]
		case len(run) > 0 && partJoin.MatchString(between) && !notPart.MatchString(between):
			run = append(run, i)
			if len(bracket) > 0 {
				bracket = append(bracket, i)
			}
		default:
			s.broken(p, all, bracket)
			run, bracket = append(run[:0], i), bracket[:0]
			if bracketOpens.MatchString(between) && !notPart.MatchString(between) && !strings.ContainsAny(between, "含括") {
				bracket = append(bracket, i-1, i)
			}
		}
	}
	s.broken(p, all, bracket)
	return s
}

// broken holds a sum against the parts that the bracket behind it gives. One
// part alone may be told of many.
func (s *sums) broken(p *review.Paper, all []review.PrintedAmount, bracket []int) {
	if len(bracket) < 3 || len(bracket) > partsAtMost {
		return
	}
	last := all[bracket[len(bracket)-1]]
	if !bracketCloses.MatchString(p.Slice(last.End, min(p.Len(), last.End+1))) {
		return
	}
	var sum review.Amount
	for _, k := range bracket[1:] {
		sum += all[k].Amount
	}
	if whole := all[bracket[0]]; sum != whole.Amount {
		s.wrong = append(s.wrong, wrongSum{ruling.Place{Start: whole.Start, End: last.End}, whole.Amount, sum, false})
	}
}

// repeats says whether the i-th amount is told elsewhere: as a part of a sum, or
// in the other script.
func (s sums) repeats(i int) bool {
	_, part := s.total[i]
	_, again := s.repeat[i]
	return part || again
}

// begin is where what names the i-th amount ends: before the first part of a
// sum.
func (s sums) begin(i int, all []review.PrintedAmount) int {
	if f, ok := s.first[i]; ok {
		return all[f].Start
	}
	return all[i].Start
}
