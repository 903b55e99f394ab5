package termination

import (
	"regexp"
	"strings"

	"shenqian/review"
	"shenqian/review/kind/ruling"
)

// stated is an amount the words give, and where. Open means the words leave it
// open: 及利息, 及迟延履行期间的债务利息.
type stated struct {
	amount review.Amount
	at     ruling.Place
	found  bool
	open   bool
}

func (s stated) known() *review.Amount {
	if !s.found || s.open {
		return nil
	}
	a := s.amount
	return &a
}

// base is the amount though interest runs on beside it: 262181元及相应利息.
func (s stated) base() *review.Amount {
	s.open = false
	return s.known()
}

// money is what a ruling says of the claim.
type money struct {
	due, realised, waived, remaining stated

	takings []stated // what was taken, one by one
	sums    sums
}

// outstanding is what is left; interest beside it does not matter where the
// claim was fixed.
func (m money) outstanding() *review.Amount {
	if m.due.open {
		return m.remaining.known()
	}
	return m.remaining.base()
}

var (
	// The claim by its own name counts before what a judgment ordered to be
	// paid: that is often one head of several.
	claimWords = regexp.MustCompile(`(?:(?:申请)?执行标的(?:额|金额)?|应执行(?:标的)?(?:金额|款项)?|标的额)[^。，,；物]{0,20}$`)
	dueWords   = regexp.MustCompile(`(?:申请执行标的(?:额|金额)?|执行标的(?:额|金额)?|申请(?:强制)?执行(?:[^人。]|$)|要求[^。]{0,40}?(?:支付|偿还|偿付|给付|返还|赔偿|履行)|应(?:当)?(?:向[^。，]{1,40})?(?:偿还|支付|偿付|给付|返还|赔偿|缴纳|交纳|退赔|履行)|应执行(?:标的)?(?:金额|款项)?|标的(?:额)?(?:为|共计)?|请求[^。]{0,40}?(?:支付|给付|偿还|偿付|赔偿|返还|清偿|执行))[^。，,；]{0,40}$`)
	// Where nothing names the claim, what is first said to be paid is it.
	payWords = regexp.MustCompile(`(?:支付|偿还|偿付|给付|返还|赔偿|缴纳|退赔)[^。，,；]{0,60}$`)
	// Nouns decide before verbs: 尚未执行到位 is not 执行到位.
	remainingWords = regexp.MustCompile(`(?:尚未(?:能|获得|获|得到)?(?:执行|履行|受偿|到位|清偿|偿还|偿付|支付|给付|实现|执结)[^。；，,0-9０-９]{0,16}|尚(?:欠|有|余)[^。；，,0-9０-９]{0,16}|未(?:能|获得|获|得到)?(?:执行到位|执行|履行|受偿|到位|清偿|偿付|实现|执结)[^。；，,0-9０-９]{0,16}|剩余[^。；，,0-9０-９]{0,20}|享有)$`)
	waivedWords    = regexp.MustCompile(`放弃[^。；，,]{0,12}$`)
	// What only breaks a sum down (其中…, （含…）) and the court's own fees are
	// none of the three.
	partWords = regexp.MustCompile(`元[^。；]{0,20}其中[^。；]*$|[（(](?:含|包括|包含|扣除|其中)[^）)]*$`)
	feeWords  = regexp.MustCompile(`(?:执行费|受理费|诉讼费|保全费|公告费|评估费|鉴定费)用?(?:为|计|共计|人民币)*$`)
	// A total counts; single takings count only where there is one of them,
	// since money that was taken and then handed out is told of twice.
	totalWords = regexp.MustCompile(`(?:实现债权|获得?(?:清偿|受偿|偿付)|实际(?:执行)?到位|执行到位|共(?:计)?(?:执行|到位)|已(?:执行|受偿|到位|履行|清偿)|受偿|到位)[^。；，,]{0,12}$`)
	takenWords = regexp.MustCompile(`(?:已(?:划拨|扣划|发放|支付)|扣划|划拨|发放|扣留|提取)[^。；，,]{0,24}$`)
	takenAfter = regexp.MustCompile(`^[^。；]{0,6}[，,]?(?:已|并|均已|依法)[^。；]{0,10}(?:划拨|扣划|发放|支付)`)
	// What a rate is reckoned on is no claim.
	baseAfter = regexp.MustCompile(`^(?:[（(][^）)]{0,30}[）)])?(?:为|作为)(?:基数|本金|限)`)
	openEnded = regexp.MustCompile(`^(?:及|和|以及|并|加)[^。；]{0,6}?(?:相应|逾期|迟延|加倍)?[^。；]{0,12}?(?:利息|罚息|违约金|迟延履行)`)
	leftAfter = regexp.MustCompile(`^(?:[（(][^）)]{0,30}[）)])?(?:及[^，。；]{0,12})?(?:均|尚|仍|至今|全部)*未(?:能|获得|获|得到)?(?:执行|履行|受偿|清偿|偿付|到位|实现|兑付)`)
	nothing   = regexp.MustCompile(`(?:执行到位|实际到位|到位)(?:金额)?(?:为)?(?:0|零|０)元|未(?:能)?执行到位(?:任何)?(?:款项|财产|案款)?[。，,；]|未(?:能)?执行到(?:任何)?(?:款项|财产|案款)|分文未(?:执行|到位|付)`)
)

// readAmounts finds what was claimed, realised and is outstanding. The last
// statement of what was realised, or is outstanding, counts.
func readAmounts(p *review.Paper, all []review.PrintedAmount) (m money) {
	var takings []stated
	var paid stated
	named := false // the claim by its own name
	m.sums = sumsIn(p, all)
	for i, a := range all {
		if m.sums.repeats(i) {
			continue
		}
		begin := m.sums.begin(i, all)
		before := clause(p.Slice(max(0, begin-60), begin))
		if !inBody(p, a.Start) || baseAfter.MatchString(p.Slice(a.End, min(p.Len(), a.End+40))) || hasAny(before, "其中", "（", "(") && partWords.MatchString(before) || hasAny(before, "费") && feeWords.MatchString(before) {
			continue
		}
		after := p.Slice(a.End, min(p.Len(), a.End+40))
		s := stated{amount: a.Amount, at: ruling.Place{Start: a.Start, End: a.End}, found: true, open: openEnded.MatchString(after)}
		switch {
		case hasAny(before, "放弃") && waivedWords.MatchString(before):
			m.waived = s
		case hasAny(before, "尚", "未", "剩余", "享有") && remainingWords.MatchString(before), strings.Contains(after, "未") && leftAfter.MatchString(after):
			m.remaining = s
		case hasAny(before, "到位", "共", "已", "偿", "实现") && totalWords.MatchString(before):
			m.realised = s
		case hasAny(before, "划", "发放", "扣留", "提取", "支付") && takenWords.MatchString(before), hasAny(after, "划", "发放", "支付") && takenAfter.MatchString(after):
			takings = append(takings, s)
		case (!named || strings.Contains(before, "恢复执行标的")) && hasAny(before, "标的", "应执行") && claimWords.MatchString(before):
			m.due, named = s, true
		case !m.due.found && dueWords.MatchString(before):
			m.due = s
		case !paid.found && roleAt(p, a.Start) == review.PartCause && payWords.MatchString(before):
			paid = s
		}
	}
	if !m.due.found {
		m.due = paid
	}
	m.takings = takings
	if !m.realised.found && len(takings) > 0 {
		m.realised = takings[0]
		for _, t := range takings[1:] {
			m.realised.open = m.realised.open || t.amount != takings[0].amount
		}
	}
	if !m.realised.found {
		if i := nothing.FindStringIndex(p.Text); i != nil {
			start := len([]rune(p.Text[:i[0]]))
			m.realised = stated{found: true, at: ruling.Place{Start: start, End: start + len([]rune(p.Text[i[0]:i[1]]))}}
		}
	}
	return m
}

// clause is what stands in s behind the last full stop or line end.
func clause(s string) string {
	if i := strings.LastIndexAny(s, "。；\n"); i >= 0 {
		_, s, _ = strings.Cut(s[i:], string([]rune(s[i:])[0]))
	}
	return s
}

// inBody says whether the rune at pos belongs to what the ruling tells, not to
// the particulars of a party.
func inBody(p *review.Paper, pos int) bool {
	switch roleAt(p, pos) {
	case review.PartParty, review.PartNumber, review.PartOther, "":
		return false
	}
	return true
}

// roleAt is the role of the part that the rune at pos belongs to.
func roleAt(p *review.Paper, pos int) review.PartRole {
	for _, q := range p.Parts {
		if pos >= q.Start && pos < q.End {
			return q.Role
		}
	}
	return ""
}
