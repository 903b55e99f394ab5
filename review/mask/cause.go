package mask

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"

	"shenqian/review"
)

// What happens by the cause of the 执行依据 (法释〔2016〕19号 articles 4 and 8):
// the code 执 in the case's own number says nothing of it.

type handling string

const (
	publish  handling = "publish"
	family   handling = "family"   // art 8①: parties and statutory agents
	victims  handling = "victims"  // art 8②: victims and 附民原告 and their agents
	criminal handling = "criminal" // 罚金, 没收: names stand; look for juveniles
	withhold handling = "withhold" // art 4
)

type causeRule struct {
	Words    []string `json:"words"`
	Handling handling `json:"handling"`
	Reason   string   `json:"reason"`
	Doubt    string   `json:"doubt"`
	Basis    string   `json:"basis"`
	Read     bool     `json:"read"`
	Source   string   `json:"source"`
}

//go:embed causes.json
var causesJSON []byte

var causeRules = load[[]causeRule](causesJSON)

// ruleFor is the first line of causes.json with a word that cause has.
func ruleFor(cause string) (causeRule, string, bool) {
	for _, r := range causeRules {
		for _, w := range r.Words {
			if strings.Contains(cause, w) {
				return r, w, true
			}
		}
	}
	return causeRule{Handling: publish}, "", false
}

// statedCause is the words before 一案 in the sentence of cause and basis.
var statedCause = around(`([^,。;:]{2,60}?)(?:一案|纠纷案)`, 60, `一案 纠纷案`)

// readCause is the cause that the paper itself states, "" if it states none.
// Names are taken out first: 李继承 is no succession.
func (c *cast) readCause(f *folded) string {
	s := ""
	f.each(statedCause, func(m []int) {
		if s == "" {
			s = f.slice(m[2], m[3])
		}
	})
	for _, a := range c.actors {
		s = strings.ReplaceAll(s, a.key(), "|")
	}
	return s
}

// judge decides whether the paper may be published and whose names are hidden.
func (c *cast) judge(f *folded, in Input) *Reason {
	given, stated := plain(in.Cause), c.readCause(f)
	rule, word, found := ruleFor(given)
	other, otherWord, inPaper := ruleFor(stated)
	if inPaper && (!found || strict(other.Handling) > strict(rule.Handling)) {
		if given != "" {
			c.doubts = append(c.doubts, doubtAt(f, span{}, "cause.differs", "given", in.Cause, "stated", otherWord))
		}
		rule, word, found = other, otherWord, true
	}
	if given == "" && !inPaper && stated == "" {
		c.doubts = append(c.doubts, doubtAt(f, span{}, "cause.unknown"))
	}
	if found && rule.Doubt != "" {
		c.doubts = append(c.doubts, doubtAt(f, span{}, rule.Doubt, "cause", word))
	}
	minors := c.minors(f, in.On, rule.Handling == family || rule.Handling == withhold)
	c.hide(f, rule.Handling, minors)

	if r := marked(in.Ground); r != nil {
		return r
	}
	if rule.Handling == withhold {
		return &Reason{Code: rule.Reason, Args: map[string]string{"cause": word}, Basis: review.Basis{Text: rule.Basis, Read: rule.Read}.String()}
	}
	crime := rule.Handling == criminal || rule.Handling == victims || strings.Contains(f.text, "刑") && criminalNumber.MatchString(f.text)
	if crime && juvenileWords.MatchString(f.text) || crime && c.juvenile(f, in.On) {
		return &Reason{Code: "juvenile", Args: map[string]string{"cause": word}, Basis: "法释〔2016〕19号第四条第二项"}
	}
	told := false
	f.each(secretWords, func(m []int) {
		if !told {
			told = true
			c.doubts = append(c.doubts, doubtAt(f, span{m[0], m[1]}, "cause.state", "cause", f.slice(m[0], m[1])))
		}
	})
	return nil
}

func strict(h handling) int {
	return map[handling]int{publish: 0, criminal: 1, victims: 2, family: 3, withhold: 4}[h]
}

var (
	criminalNumber = regexp.MustCompile(`[(\[]\d{4}[)\]][\p{Han}\d]{1,10}刑(?:初|终|再)`)
	juvenileWords  = regexp.MustCompile(`未成年人犯罪|未成年被告人|犯罪时未满十八|犯罪时不满十八|未满十八周岁的?被告|少年法庭|未成年犯管教所|未管所`)
	secretWords    = hinted(`国家秘密|国家机密|绝密`, `密`)
)

// juvenile says whether a debtor was a minor in the year of the criminal
// judgment, and leaves a doubt where the offence may have been earlier.
func (c *cast) juvenile(f *folded, on review.Date) bool {
	m := criminalNumber.FindString(f.text)
	year := on.Year
	if m != "" {
		year = int(m[1]-'0')*1000 + int(m[2]-'0')*100 + int(m[3]-'0')*10 + int(m[4]-'0')
	}
	for _, a := range c.actors {
		if !strings.HasPrefix(a.role, "被") || a.birth.IsZero() || year == 0 {
			continue
		}
		switch age := year - a.birth.Year; {
		case age < 18:
			return true
		case age <= 20:
			c.doubts = append(c.doubts, doubtAt(f, span{}, "juvenile.age", "name", a.name))
		}
	}
	return false
}

var minorWords = regexp.MustCompile(`学生|幼儿|学龄前|未成年|婴儿|儿童`)

// minors are the actors under eighteen on the ruling's day.
func (c *cast) minors(f *folded, on review.Date, quiet bool) map[*actor]bool {
	out := map[*actor]bool{}
	for _, a := range c.actors {
		if a.org || !a.party && (!a.other || a.birth.IsZero()) {
			continue
		}
		guarded := slices.ContainsFunc(c.actors, func(b *actor) bool { return slices.Contains(b.ward, a) })
		known := !a.birth.IsZero() && !on.IsZero()
		switch {
		case known && on.Before(a.birth.AddMonths(18*12)):
			out[a] = true
		case known && guarded && !quiet:
			c.doubts = append(c.doubts, doubtAt(f, span{}, "minor.adult", "name", a.name))
		case !known && (guarded || minorWords.MatchString(a.says)):
			out[a] = true
			c.doubts = append(c.doubts, doubtAt(f, span{}, "minor.age", "name", a.name))
		}
	}
	return out
}

func statutory(role string) bool {
	return role == "法定代理人" || role == "指定代理人" || role == "监护人"
}

// hide sets the class of every actor whose name is hidden.
func (c *cast) hide(f *folded, h handling, minors map[*actor]bool) {
	for _, a := range c.actors {
		ofMinor := slices.ContainsFunc(a.ward, func(b *actor) bool { return minors[b] })
		switch {
		case a.already || a.lawyer:
		case minors[a] || ofMinor:
			a.class = "minor"
		case informants.MatchString(a.role):
			a.class = "informant"
		case a.other && h != family && h != victims && c.profile == Rule2016:
		case a.other && h == victims && (a.role == "证人" || a.role == "鉴定人" || a.role == "被害人"):
			a.class = "victim"
		case (h == family || h == withhold) && !a.org && (a.party || len(a.ward) > 0):
			a.class = "family"
		case h == victims && !a.org && victim(a):
			a.class = "victim"
		case c.profile == Practice2024 && a.org && a.organ:
			c.doubts = append(c.doubts, doubtAt(f, span{}, "org.organ", "name", a.name))
		case c.profile == Practice2024 && a.org:
			a.class = "org"
		case c.profile == Practice2024:
			a.class = "name"
		}
	}
}

func victim(a *actor) bool {
	is := func(role string) bool {
		return strings.HasPrefix(role, "申请") || strings.Contains(role, "被害人") || strings.Contains(role, "附带民事") || role == "原告" || role == "当事人"
	}
	return is(a.role) || slices.ContainsFunc(a.ward, func(b *actor) bool { return is(b.role) })
}
