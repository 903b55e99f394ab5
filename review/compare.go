package review

import (
	"slices"
	"strings"
	"unicode"
)

// Change is one stretch that differs between two texts.
type Change struct {
	Old string `json:"old,omitempty"`
	New string `json:"new,omitempty"`
}

// Diff is the difference of two papers.
type Diff struct {
	Changes []Change
	// substance is what the change touches that is more than wording.
	substance []string
}

// Compare finds what differs, and whether it touches what a 文字性修改 must
// leave alone: parties, amounts, dates, case numbers, the law cited and 主文,
// and who signs. Any figure counts, since a figure is never mere wording.
func Compare(old, new *Paper) Diff {
	var d Diff
	for _, q := range []struct {
		name  string
		roles []PartRole
	}{
		{"当事人", []PartRole{PartParty}},
		{"案号", []PartRole{PartNumber, PartCourt, PartTitle}},
		{"法律依据", []PartRole{PartBasis}},
		{"主文", []PartRole{PartDisposition}},
		{"权利义务告知", []PartRole{PartRights, PartEffect}},
		{"署名", []PartRole{PartSignatory, PartOrgan, PartIssuer, PartBy}},
		{"主送、抄送", []PartRole{PartTo, PartCopied}},
		{"附件", []PartRole{PartAttached}},
	} {
		if visible(old.Join(q.roles...)) != visible(new.Join(q.roles...)) {
			d.substance = append(d.substance, q.name)
		}
	}
	if !slices.Equal(facts(old.Body()), facts(new.Body())) {
		d.substance = append(d.substance, "金额、日期或者案号")
	}
	a, b := visible(strip(old)), visible(strip(new))
	if measures(a) != measures(b) {
		d.substance = append(d.substance, "执行措施")
	}
	d.Changes = changes([]rune(a), []rune(b))
	return d
}

// Minor says whether the change is one of wording only.
func (d Diff) Minor() bool { return len(d.substance) == 0 }

// Substance names what more than wording changed.
func (d Diff) Substance() string { return strings.Join(d.substance, "、") }

// String is the diff as the slip prints it.
func (d Diff) String() string {
	var lines []string
	for _, c := range d.Changes {
		switch {
		case c.Old == "":
			lines = append(lines, "增加「"+c.New+"」")
		case c.New == "":
			lines = append(lines, "删去「"+c.Old+"」")
		default:
			lines = append(lines, "「"+c.Old+"」改为「"+c.New+"」")
		}
	}
	return strings.Join(lines, "；")
}

// strip is the text without its date slot, which every day changes.
func strip(p *Paper) string {
	slot, ok := p.First(PartDate)
	if !ok {
		return p.Text
	}
	return p.Slice(0, slot.Start) + p.Slice(slot.End, p.Len())
}

func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// facts are all figures of a text, in order.
func facts(s string) []string {
	var out []string
	run := ""
	for _, r := range s + " " {
		if _, ok := digitOf(r); ok || strings.ContainsRune("十百千万亿.．", r) && run != "" {
			run += string(r)
			continue
		}
		if run != "" {
			out = append(out, run)
		}
		run = ""
	}
	return out
}

// measureWords are what an enforcement does; adding or dropping one is not
// wording.
var measureWords = []string{
	"执行通知", "报告财产", "查询", "查封", "扣押", "冻结", "划拨", "扣划", "拍卖", "变卖", "搜查", "限制消费", "限制高消费", "失信", "拘留", "罚款", "移送",
	"悬赏", "审计", "评估", "约谈", "公告", "未", "无", "不", "没有",
}

func measures(s string) string {
	var b strings.Builder
	for _, w := range measureWords {
		b.WriteString(w + itoa(strings.Count(s, w)) + " ")
	}
	return b.String()
}

// changes is a plain line diff over characters: common ends are cut off, the
// middle is compared by longest common subsequence where it is short enough,
// and else shown whole.
func changes(a, b []rune) []Change {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	const most = 3000 // a table of nine million cells
	if len(a) == 0 && len(b) == 0 {
		return nil
	}
	if len(a) > most || len(b) > most || len(a) == 0 || len(b) == 0 {
		return []Change{{string(a), string(b)}}
	}
	return subsequence(a, b)
}

func subsequence(a, b []rune) []Change {
	n := len(b) + 1
	table := make([]uint16, (len(a)+1)*n)
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				table[i*n+j] = table[(i+1)*n+j+1] + 1
			} else {
				table[i*n+j] = max(table[(i+1)*n+j], table[i*n+j+1])
			}
		}
	}
	var out []Change
	var c Change
	flush := func() {
		if c != (Change{}) {
			out, c = append(out, c), Change{}
		}
	}
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			flush()
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && table[(i+1)*n+j] >= table[i*n+j+1]:
			c.Old += string(a[i])
			i++
		default:
			c.New += string(b[j])
			j++
		}
	}
	flush()
	return out
}
