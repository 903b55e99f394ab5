package ruling

import (
	"regexp"
	"strings"

	"shenqian/review"
)

const (
	partyRoles = `申请执行人|被执行人|申请人|被申请人|复议申请人|异议人|利害关系人|案外人|第三人|原告|被告|移送执行人`
	agentRoles = `法定代表人|诉讼代表人|代表人|主要负责人|负责人|经营者|投资人|执行事务合伙人|法定代理人|指定代理人|(?:上列|以上|共同|上述)?\p{Han}{0,4}共同委托诉讼代理人|(?:特别授权)?委托诉讼代理人|委托代理人|诉讼代理人`
	remark     = `(?:` + sp + `[（(][^）)\n]{1,30}[）)])?`
)

var (
	// A party paragraph opens with a role and a colon, or with a role, a name
	// and what only a party's particulars say.
	partyLead   = regexp.MustCompile(`^(?:(?:` + partyRoles + `|` + agentRoles + `)` + sp + `[0-9０-９一二三四五六七八九十]{0,2}` + remark + sp + `[:：]|(?:` + partyRoles + `|` + agentRoles + `)` + remark + sp + `[^，,。：:\n]{2,40}[，,]` + sp + `(?:男|女|住|汉族|[\p{Han}]{1,5}族|公民身份|统一社会|身份证|[0-9０-９]{4}年|系|该|董事|经理|总经理|执行董事|局长|主任|行长|律师|\p{Han}{2,20}律师事务所))`)
	partyInside = regexp.MustCompile(`(?:` + partyRoles + `|` + agentRoles + `)` + remark + sp + `[:：]`)
	particulars = regexp.MustCompile(`^(?:统一社会信用代码|组织机构代码|公民身份号码|身份证号|住所地|住所|住址|户籍地|现住|住|经营场所|注册地|联系电话|现羁押|现服刑|执业证号)`)
	bodyInside  = regexp.MustCompile(`申请执行人[^：:，,。\n]{2,60}?(?:与|和|诉|申请执行|申请强制执行|因)|关于[^。\n]{2,120}?(?:一案|纠纷)|本院(?:在|于|依据|依法|作出|受理|根据|立案|执行|已)|因被执行人|被执行人[^：:，,。\n]{2,60}?(?:因|犯|与)`)
)

// parties cuts the party paragraphs from pos on and returns where the body
// begins: at the first sentence that is not about who a party is.
func (r *reader) parties(pos int) int {
	seen := false
	for pos = r.space(pos); pos < len(r.runes); pos = r.space(pos) {
		rest := r.text[r.byteAt[pos]:]
		switch {
		case partyLead.MatchString(rest):
			r.cut(pos, review.PartParty)
			seen = true
		case seen && particulars.MatchString(rest):
			if r.runes[pos-1] == '\n' {
				r.cut(pos, review.PartParty)
			}
		default:
			return pos
		}
		end := r.sentenceEnd(pos)
		lead := pos + 1
		if m := partyLead.FindStringIndex(rest); m != nil {
			lead = min(r.runeAt(r.byteAt[pos]+m[1]), end)
		}
		// Lost full stops: another party, or the body, may begin inside.
		inside := r.text[r.byteAt[min(lead, end)]:r.byteAt[end]]
		if strings.ContainsAny(inside, ":：") {
			if m := r.match(partyInside, lead, end); m != nil {
				pos = m[0]
				continue
			}
		}
		if strings.Contains(inside, "本院") || strings.Contains(inside, "执行人") || strings.Contains(inside, "关于") {
			if m := r.match(bodyInside, lead, end); m != nil {
				return m[0]
			}
		}
		pos = end
	}
	return pos
}

// sentenceEnd is the rune after the full stop or at the line end.
func (r *reader) sentenceEnd(pos int) int {
	for ; pos < len(r.runes); pos++ {
		switch r.runes[pos] {
		case '。':
			return pos + 1
		case '\n':
			return pos
		}
	}
	return pos
}
