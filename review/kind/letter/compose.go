package letter

import (
	"fmt"
	"strconv"
	"strings"
	"text/template"
	"unicode"

	"shenqian/review"
)

// openDate is the date slot before the day of approval.
const openDate = "　年　月　日"

// words are what templates may call.
var words = template.FuncMap{
	"date":   func(d review.Date) string { return d.Arabic() },
	"list":   func(s []string) string { return strings.Join(s, "、") },
	"cn":     func(i int) string { return review.Numeral(i) },
	"no":     func(i int) string { return review.Numeral(i + 1) },
	"arabic": func(i int) string { return strconv.Itoa(i + 1) },
	"amount": func(a *review.Amount) string {
		if a == nil {
			return ""
		}
		return a.String() + "元"
	},
	"yes":   func(fact *bool) bool { return fact != nil && *fact },
	"stop":  func(s string) string { return strings.TrimRight(strings.TrimSpace(s), "。；，") + "。" },
	"bare":  func(s string) string { return strings.TrimRight(strings.TrimSpace(s), "。；，") },
	"party": party,
}

// party is a person as an order names him: name, sex, birth, id, address.
func party(p review.Party) string {
	out := []string{p.Name}
	add := func(lead, s string) {
		if s != "" {
			out = append(out, lead+s)
		}
	}
	add("", p.Sex)
	if !p.Birth.IsZero() {
		out = append(out, p.Birth.Arabic()+"出生")
	}
	add("", p.Ethnicity)
	add("公民身份号码", p.ID)
	add("统一社会信用代码", p.CreditCode)
	if p.CreditCode != "" || p.Type == review.LegalPerson {
		add("住所地", p.Address)
	} else {
		add("住", p.Address)
	}
	return strings.Join(out, "，")
}

// Compose writes the text of a paper: head and foot as its form has them, title
// and body from the kind's template, whose first line is the title.
func (k *Kind) Compose(facts review.Facts) (string, error) {
	f, ok := facts.(Fields)
	if !ok || f == nil {
		return "", review.Fault("compose.nofields")
	}
	title, body, err := k.write(f)
	if err != nil {
		return "", err
	}
	c := f.Common()
	if c.CaseNumber().Number == 0 {
		return "", review.Fault("casefile.nonumber")
	}
	var out []string
	add := func(lines ...string) {
		for _, l := range lines {
			if strings.TrimSpace(l) != "" {
				out = append(out, l)
			}
		}
	}
	number := c.CaseNumber().String()
	if k.Entry.Form == review.FormOrder {
		add(c.Court, title, number)
	} else {
		add(k.organ(c), number)
		if k.Upward {
			add(lead("签发人：", c.Issuer))
		}
		add(title)
	}
	if len(c.To) > 0 {
		add(strings.Join(c.To, "、") + "：")
	}
	add(body...)
	add(attached(c.Attached)...)
	add(k.by(c), openDate)
	if k.Entry.Form.Official() {
		add(note(c))
		if len(c.Copied) > 0 {
			add("抄送：" + strings.Join(c.Copied, "，") + "。")
		}
	}
	if k.Entry.Form == review.FormDocument {
		add(c.Court + "办公室印发")
		if c.Copies > 0 {
			add("共印" + strconv.Itoa(c.Copies) + "份")
		}
	}
	return strings.Join(out, "\n") + "\n", nil
}

func (k *Kind) organ(c *File) string {
	if k.Entry.Form == review.FormDocument {
		return c.Court + "文件"
	}
	return c.Court
}

// by is the line above the date: the court, or in an order that a person signs
// his office and name.
func (k *Kind) by(c *File) string {
	switch {
	case k.Office == "":
		if k.Entry.Form == review.FormOrder {
			return ""
		}
		return c.Court
	case k.Office == "承办人":
		return lead("承办人　", c.Undertaker)
	}
	return lead(k.Office+"　", c.Issuer)
}

func lead(before, s string) string {
	if s == "" {
		return ""
	}
	return before + s
}

func attached(names []string) (out []string) {
	for i, n := range names {
		switch {
		case len(names) == 1:
			out = append(out, "附件："+n)
		case i == 0:
			out = append(out, "附件：1. "+n)
		default:
			out = append(out, strconv.Itoa(i+1)+". "+n)
		}
	}
	return out
}

func note(c *File) string {
	switch {
	case c.Contact != "" && c.Phone != "":
		return "（联系人：" + c.Contact + "，联系电话：" + c.Phone + "）"
	case c.Contact != "":
		return "（联系人：" + c.Contact + "）"
	}
	return ""
}

// write fills in the template. A field's own line breaks make paragraphs, its
// tabs nothing, and nothing in it is taken for a template.
func (k *Kind) write(f Fields) (title string, body []string, err error) {
	var b strings.Builder
	if err := k.template.Execute(&b, f); err != nil {
		return "", nil, review.FaultFrom(err, "compose.failed", "kind", k.Name)
	}
	for l := range strings.SplitSeq(b.String(), "\n") {
		l = strings.TrimRightFunc(strings.TrimLeft(l, " 　"), unicode.IsSpace)
		switch {
		case l == "":
		case title == "":
			title = l
		default:
			body = append(body, l)
		}
	}
	if title == "" {
		return "", nil, review.Fault("compose.failed", "kind", k.Name)
	}
	return title, body, nil
}

// parse reads a kind's template; one that can't be read is a fault of the
// program.
func parse(name, text string) *template.Template {
	t, err := template.New(name).Option("missingkey=error").Funcs(words).Parse(text)
	if err != nil {
		panic(fmt.Sprintf("letter: template of %s: %v", name, err))
	}
	return t
}
