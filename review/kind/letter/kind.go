package letter

import (
	"embed"
	"regexp"
	"strings"
	"text/template"

	"shenqian/review"
	"shenqian/review/kind/casefile"
	"shenqian/review/kind/ruling"
	"shenqian/review/law"
)

// Kind is what a kind's folder declares.
type Kind struct {
	Name  string // id
	Title string // of the schema
	Entry review.About
	// Upward: it goes to a higher court or body, so its 签发人 is printed (GB/T
	// 9704-2012, 7.2.6).
	Upward bool
	// Office is the office of the person who signs above the date; empty: the
	// court alone.
	Office string
	// Panel: it is decided by a 合议庭, whose members sign first.
	Panel bool
	// Called is how its title reads, spaces left out.
	Called string
	// Folder holds text.tmpl and demo.json.
	Folder embed.FS
	New    func() Fields
	// Needs are the fields without which the paper says too little, by their
	// names in the case file.
	Needs []string
	// Silent are those of them that it needs not say.
	Silent []string
	// Own are the rules of this kind alone.
	Own func(*Reading) []ruling.Rule
	// Runs are its clocks.
	Runs []Clock
	// RuleDate is the version of its rules.
	RuleDate string

	book     *law.Book
	called   *regexp.Regexp
	template *template.Template
	pack     string
	ids      []string
}

// New completes a kind over a book of law.
func New(book *law.Book, k Kind) review.Kind {
	text, err := k.Folder.ReadFile("text.tmpl")
	if err != nil {
		panic("letter: " + k.Name + " has no text.tmpl")
	}
	k.book, k.called, k.template = book, regexp.MustCompile(k.Called), parse(k.Name, string(text))
	bare := k.bare()
	k.pack, k.ids = ruling.Pack(k.RuleDate, bare, book), ruling.IDs(bare)
	return &k
}

// Reading is a paper of such a kind, as its rules see it.
type Reading struct {
	*ruling.Reading
	Kind  *Kind
	Facts Fields
}

func (k *Kind) ID() string          { return k.Name }
func (k *Kind) About() review.About { return k.Entry }

// Demo is the kind's demonstration dossier.
func (k *Kind) Demo() ([]byte, error) { return k.Folder.ReadFile("demo.json") }

// headLines is how many lines of a text may be its head.
const headLines = 8

// Recognises says whether the title is of this kind.
func (k *Kind) Recognises(p *review.Paper) bool {
	text := p.Text
	for i, n := 0, 0; i < len(text); i++ {
		if text[i] == '\n' {
			if n++; n > 4*headLines {
				text = text[:i]
				break
			}
		}
	}
	lines := linesOf(text)
	if len(lines) > headLines {
		lines = lines[:headLines]
	}
	before := ""
	for _, l := range lines {
		t := squeeze(l.text)
		switch {
		case strings.HasSuffix(t, "裁定书"):
			return false
		case k.called.MatchString(t), before != "" && k.called.MatchString(before+t):
			return true
		}
		before = t
	}
	return false
}

func (k *Kind) Schema() ([]byte, error) { return casefile.Schema(k.Name, k.Title, k.New()) }

func (k *Kind) ReadFacts(data []byte) (review.Facts, []string, error) {
	f := k.New()
	unknown, err := casefile.Decode(data, f)
	if err != nil {
		return nil, nil, err
	}
	return f, unknown, nil
}

func (k *Kind) Read(text string) *review.Paper { return Read(text, k.Entry.Form) }

// Prefill takes from the text what any such paper says beyond doubt: who sends
// it, its number, to whom, who signs.
func (k *Kind) Prefill(p *review.Paper) review.Facts {
	f := k.New()
	c := f.Common()
	c.Court = strings.TrimSuffix(ruling.Squeeze(p.Join(review.PartOrgan, review.PartCourt)), "文件")
	if n, err := review.ParseNumber(ruling.Squeeze(p.Join(review.PartNumber))); err == nil {
		if n.Organ == "" {
			c.CaseNo = n
		} else {
			c.Number.CaseNumber = n
		}
	}
	if q, ok := p.First(review.PartTo); ok {
		c.To = units(strings.TrimRight(p.Of(q), "：:"), "、，,；")
	}
	if q, ok := p.First(review.PartCopied); ok {
		_, list, _ := strings.Cut(strings.ReplaceAll(p.Of(q), ":", "："), "：")
		c.Copied = units(strings.TrimRight(list, "。"), "，,、；")
	}
	if _, name, ok := strings.Cut(strings.ReplaceAll(p.Join(review.PartIssuer), ":", "："), "："); ok {
		c.Issuer = ruling.Squeeze(name)
	}
	return f
}

func units(s, between string) (out []string) {
	for _, u := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(between, r) }) {
		if u = ruling.Squeeze(u); u != "" {
			out = append(out, u)
		}
	}
	return out
}

// Merge fills what was not entered from the words.
func (k *Kind) Merge(entered, words review.Facts) review.Facts {
	e, ok := entered.(Fields)
	if !ok || e == nil {
		return words
	}
	w, ok := words.(Fields)
	if !ok || w == nil {
		return e
	}
	kept, from := *e.Common(), w.Common()
	c := &kept
	if c.CaseNumber().Number == 0 {
		c.Number, c.CaseNo = from.Number, from.CaseNo
	}
	for _, s := range [][2]*string{{&c.Court, &from.Court}, {&c.Issuer, &from.Issuer}} {
		if *s[0] == "" {
			*s[0] = *s[1]
		}
	}
	if len(c.To) == 0 {
		c.To = from.To
	}
	if len(c.Copied) == 0 {
		c.Copied = from.Copied
	}
	return withCommon(e, kept)
}

// Debtors: what is known of a debtor's property is in the rulings' case files.
func (k *Kind) Debtors(f review.Facts, _ *review.Paper) (out []review.DebtorRecord) {
	for _, p := range f.PartyList() {
		if p.Role == review.Debtor && p.Name != "" {
			out = append(out, review.DebtorRecordOf(p))
		}
	}
	return out
}

// Recipients of a letter are the offices it is sent to; an order's are the
// parties of its case.
func (k *Kind) Recipients(facts review.Facts) []review.Recipient {
	f, ok := facts.(Fields)
	if !ok || f == nil {
		return nil
	}
	c := f.Common()
	if !k.Entry.Form.Official() {
		return k.parties(c)
	}
	var out []review.Recipient
	for i, to := range c.To {
		out = append(out, review.Recipient{Name: to, Role: review.MainRecipient, Unlocks: i == 0})
	}
	for _, to := range c.Copied {
		out = append(out, review.Recipient{Name: to, Role: review.CopyRecipient})
	}
	if len(out) == 0 { // a plan or a list stays in the house
		out = append(out, review.Recipient{Name: c.Court, Role: review.MainRecipient, Unlocks: true})
	}
	return out
}

// parties: an order takes effect on whom it is addressed to, else on all.
func (k *Kind) parties(c *File) (out []review.Recipient) {
	for _, to := range c.To {
		out = append(out, review.Recipient{Name: to, Role: review.MainRecipient, Unlocks: true})
	}
	for _, p := range c.Parties {
		if p.Name == "" || (p.Role != review.Applicant && p.Role != review.Debtor) || contains(c.To, p.Name) {
			continue
		}
		out = append(out, review.Recipient{Name: p.Name, Role: p.Role, Unlocks: len(c.To) == 0 && p.Role == review.Debtor})
	}
	if len(out) == 0 {
		out = append(out, review.Recipient{Name: c.Court, Role: review.MainRecipient, Unlocks: true})
	}
	return out
}

func contains(all []string, s string) bool {
	for _, a := range all {
		if a == s {
			return true
		}
	}
	return false
}

// Head is what the 发文稿纸 says beside the text.
func (k *Kind) Head(facts review.Facts) review.Head {
	f, ok := facts.(Fields)
	if !ok || f == nil {
		return review.Head{}
	}
	c := f.Common()
	return review.Head{
		Urgency: c.Urgency, Secret: c.Secret, Unit: c.Unit, Drafter: c.Undertaker, Proof: c.Proof, Phone: c.Phone,
		To: c.To, Copied: c.Copied, Files: c.Attached, Copies: c.Copies, Case: c.Case(),
	}
}
