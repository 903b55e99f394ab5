package letter

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"shenqian/review"
)

// line is a line of a text that says something, with its place in runes.
type line struct {
	text       string
	start, end int
}

// linesOf are the lines of a text that are not empty, without the white space
// around them.
func linesOf(text string) (out []line) {
	at := 0
	for raw := range strings.SplitSeq(text, "\n") {
		n := utf8.RuneCountInString(raw)
		body := strings.TrimLeftFunc(raw, unicode.IsSpace)
		lead := n - utf8.RuneCountInString(body)
		body = strings.TrimRightFunc(body, unicode.IsSpace)
		if body != "" {
			out = append(out, line{body, at + lead, at + lead + utf8.RuneCountInString(body)})
		}
		at += n + 1
	}
	return out
}

var (
	organLine    = regexp.MustCompile(`^\p{Han}{2,40}(?:法院|法院执行局|指挥中心)(?:文件)?$`)
	issuerLine   = regexp.MustCompile(`^签发人[:：]`)
	titleEnd     = regexp.MustCompile(`(?:函|报告|通报|决定|决定书|说明|意见|通知|通知书|方案|清单|公告|令|票|答复|批复|审批表|告知书|请示|反馈)(?:[（(].{1,12}[）)])?$`)
	toLine       = regexp.MustCompile(`^[^。；“”]{2,120}[:：]$`)
	level1       = regexp.MustCompile(`^[一二三四五六七八九十]{1,3}、[^。；]{0,39}[^。；：:]$`)
	level2       = regexp.MustCompile(`^[（(][一二三四五六七八九十]{1,3}[）)][^。；]{0,39}[^。；：:]$`)
	dateLine     = regexp.MustCompile(`^[0-9０-９〇○零一二三四五六七八九十\s　]*年[0-9０-９〇○零一二三四五六七八九十\s　]*月[0-9０-９〇○零一二三四五六七八九十\s　]*日$`)
	attachedLine = regexp.MustCompile(`^附件[:：]`)
	moreAttached = regexp.MustCompile(`^[0-9０-９]{1,2}[.．、]`)
	byLine       = regexp.MustCompile(`^(?:\p{Han}{2,40}(?:法院|执行局|指挥中心)|(?:代理)?院\s*　*长[\s　]*[\p{Han}·]{2,20}|(?:承办人|执行员|审判员|审判长|局\s*　*长)[\s　:：]*[\p{Han}·]{2,20})$`)
	noteLine     = regexp.MustCompile(`^[（(](?:联系|此件|附注).*[）)]$`)
	copiedLine   = regexp.MustCompile(`^抄送[:：]`)
	printedLine  = regexp.MustCompile(`印发$|^[（(]?共印[0-9０-９]+份[）)]?$`)
)

// reader gives every line of a text its role, from both ends.
type reader struct {
	form  review.Form
	lines []line
	role  []review.PartRole
}

// Read finds the parts of a text that is laid out in a form. What the form does
// not know is body: nothing is left out.
func Read(text string, form review.Form) *review.Paper {
	r := &reader{form: form, lines: linesOf(text)}
	r.role = make([]review.PartRole, len(r.lines))
	r.body(r.head(), r.tail())
	p := review.NewPaper(text, nil)
	p.Form = form
	for i, l := range r.lines {
		part := review.Part{Role: r.role[i], Start: l.start, End: l.end}
		if n := len(p.Parts); n > 0 && part.Role == review.PartTable && p.Parts[n-1].Role == review.PartTable {
			p.Parts[n-1].End = part.End
			continue
		}
		if part.Role == review.PartBy {
			part.Label = officeLength(l.text)
		}
		p.Parts = append(p.Parts, part)
	}
	return p
}

// head gives the roles above the body and returns where it begins.
func (r *reader) head() int {
	i, n := 0, len(r.lines)
	organ := review.PartOrgan
	if r.form == review.FormOrder {
		organ = review.PartCourt
	}
	if i < n && organLine.MatchString(squeeze(r.lines[i].text)) {
		r.role[i] = organ
		i++
	}
	titled, numbered := false, false
	for ; i < n && i < 8; i++ {
		t := squeeze(r.lines[i].text)
		switch {
		case !numbered && isNumber(t):
			r.role[i], numbered = review.PartNumber, true
		case issuerLine.MatchString(t) && !titled:
			r.role[i] = review.PartIssuer
		case !titled && utf8.RuneCountInString(t) <= 60 && r.titleEndsBy(i):
			r.role[i], titled = review.PartTitle, titleEnd.MatchString(t)
		case titled && toLine.MatchString(t) && !strings.HasPrefix(t, "附件"):
			r.role[i] = review.PartTo
			return i + 1
		default:
			return i
		}
	}
	return i
}

// titleEndsBy says whether a title that goes on at line i ends within three.
func (r *reader) titleEndsBy(i int) bool {
	for j := i; j < len(r.lines) && j < i+3; j++ {
		t := squeeze(r.lines[j].text)
		if strings.ContainsAny(t, "。：:") {
			return false
		}
		if titleEnd.MatchString(t) {
			return true
		}
	}
	return false
}

func isNumber(t string) bool {
	n, err := review.ParseNumber(t)
	return err == nil && n.Number > 0
}

// tail gives the roles below the body and returns where it ends.
func (r *reader) tail() int {
	end := len(r.lines)
	for end > 0 && printedLine.MatchString(squeeze(r.lines[end-1].text)) {
		end--
		r.role[end] = review.PartPrinted
	}
	for end > 0 && copiedLine.MatchString(r.lines[end-1].text) {
		end--
		r.role[end] = review.PartCopied
	}
	if end > 0 && noteLine.MatchString(r.lines[end-1].text) {
		end--
		r.role[end] = review.PartNote
	}
	if end == 0 || !dateLine.MatchString(r.lines[end-1].text) {
		return end
	}
	end--
	r.role[end] = review.PartDate
	for end > 0 && byLine.MatchString(r.lines[end-1].text) {
		end--
		r.role[end] = review.PartBy
	}
	at := end
	for at > 0 && moreAttached.MatchString(r.lines[at-1].text) {
		at--
	}
	if at > 0 && attachedLine.MatchString(r.lines[at-1].text) {
		for i := at - 1; i < end; i++ {
			r.role[i] = review.PartAttached
		}
		end = at - 1
	}
	return end
}

func (r *reader) body(from, to int) {
	for i := from; i < to; i++ {
		if r.role[i] != "" {
			continue
		}
		switch t := r.lines[i].text; {
		case strings.Contains(t, "\t"):
			r.role[i] = review.PartTable
		case level1.MatchString(t):
			r.role[i] = review.PartLevel1
		case level2.MatchString(t):
			r.role[i] = review.PartLevel2
		default:
			r.role[i] = review.PartBody
		}
	}
}

// officeLength is how many runes of a signing line are the office; 0 for a
// court's name.
func officeLength(t string) int {
	for _, o := range []string{"代理院长", "院长", "局长", "审判长", "审判员", "执行员", "承办人"} {
		rest, n := t, 0
		for _, c := range o {
			for strings.HasPrefix(rest, " ") || strings.HasPrefix(rest, "　") {
				_, w := utf8.DecodeRuneInString(rest)
				rest, n = rest[w:], n+1
			}
			if !strings.HasPrefix(rest, string(c)) {
				n = -1
				break
			}
			rest, n = rest[len(string(c)):], n+1
		}
		if n > 0 && rest != "" {
			return n
		}
	}
	return 0
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }
