package review

import "strings"

// PartRole is what a stretch of a paper's text is.
type PartRole string

// The parts of a ruling in their order (《民事诉讼文书样式》, 执行裁定书).
const (
	PartCourt       PartRole = "court"       // ×××人民法院
	PartTitle       PartRole = "title"       // 执行裁定书
	PartNumber      PartRole = "number"      // 案号
	PartParty       PartRole = "party"       // one party, agent or representative
	PartCause       PartRole = "cause"       // cause and basis
	PartCourse      PartRole = "course"      // course, measures, property, what was told
	PartReasoning   PartRole = "reasoning"   // 本院认为
	PartBasis       PartRole = "basis"       // 依照…裁定如下：
	PartDisposition PartRole = "disposition" // 主文
	PartRights      PartRole = "rights"      // continuing duty, revival, remedy
	PartEffect      PartRole = "effect"      // 本裁定送达后立即生效
	PartSignatory   PartRole = "signatory"   // 审判长, 审判员, 法官助理, 书记员
	PartDate        PartRole = "date"        // 落款日期, the date slot
	PartOther       PartRole = "other"       // what the form does not know; shown like all else
)

// The parts that only letters, reports and orders have, in their order (GB/T
// 9704-2012, 7.2 to 7.4); number, title and date they share with rulings.
const (
	PartOrgan    PartRole = "organ"    // 发文机关标志
	PartIssuer   PartRole = "issuer"   // 签发人, of what goes up
	PartTo       PartRole = "to"       // 主送机关
	PartLevel1   PartRole = "level1"   // 一、
	PartLevel2   PartRole = "level2"   // （一）
	PartBody     PartRole = "body"     // a paragraph of the 正文, levels 1. and （1） too
	PartTable    PartRole = "table"    // lines of cells with tabs between
	PartAttached PartRole = "attached" // a line of the 附件说明
	PartBy       PartRole = "by"       // 发文机关署名, or 院长 and his name
	PartNote     PartRole = "note"     // 附注
	PartCopied   PartRole = "copied"   // 抄送机关
	PartPrinted  PartRole = "printed"  // 印发机关, 印数
)

// Part is a stretch of runes of a paper's text; white space around it is
// outside. Label is, for a signatory, the length of the office in runes.
type Part struct {
	Role       PartRole
	Start, End int
	Label      int
}

// Paper is a text and its parts. The parts are in order, do not overlap, and
// between them is nothing but white space: a paper shows its whole text.
type Paper struct {
	Text  string
	runes []rune
	Parts []Part
	Form  Form // in which it is laid out; empty for a ruling
}

// NewPaper returns a Paper over text.
func NewPaper(text string, parts []Part) *Paper {
	return &Paper{Text: text, runes: []rune(text), Parts: parts}
}

// Of is the text of p.
func (p *Paper) Of(part Part) string { return string(p.runes[part.Start:part.End]) }

// Slice is the text between two rune offsets.
func (p *Paper) Slice(start, end int) string { return string(p.runes[start:end]) }

// Len is the length of the text in runes.
func (p *Paper) Len() int { return len(p.runes) }

// All returns the parts of the given role.
func (p *Paper) All(role PartRole) []Part {
	var out []Part
	for _, q := range p.Parts {
		if q.Role == role {
			out = append(out, q)
		}
	}
	return out
}

// First returns the first part of the role.
func (p *Paper) First(role PartRole) (Part, bool) {
	for _, q := range p.Parts {
		if q.Role == role {
			return q, true
		}
	}
	return Part{}, false
}

// Join is the text of all parts of the roles, a line each.
func (p *Paper) Join(roles ...PartRole) string {
	var lines []string
	for _, q := range p.Parts {
		for _, r := range roles {
			if q.Role == r {
				lines = append(lines, p.Of(q))
			}
		}
	}
	return strings.Join(lines, "\n")
}

// Body is everything between the parties and the signatories.
func (p *Paper) Body() string {
	return p.Join(PartCause, PartCourse, PartReasoning, PartBasis, PartDisposition, PartRights, PartEffect, PartLevel1, PartLevel2, PartBody, PartTable)
}

// PrintedDate is the 落款日期, if the text has one that can be read.
func (p *Paper) PrintedDate() (PrintedDate, bool) {
	q, ok := p.First(PartDate)
	if !ok {
		return PrintedDate{}, false
	}
	f := FindDates(p.Of(q))
	if len(f) == 0 {
		return PrintedDate{}, false
	}
	d := f[len(f)-1]
	d.Start, d.End = d.Start+q.Start, d.End+q.Start
	return d, true
}
