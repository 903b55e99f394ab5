package app

import (
	"slices"
	"strings"

	"shenqian/app/sheets"
	"shenqian/review"
	"shenqian/review/mask"
	"shenqian/signing/bundle"
)

// uploadRow is what the upload desk fills in for one document. What is not
// known stays empty: it is never made up.
type uploadRow struct {
	title, number, court, caseType, procedure, cause, kind string
	date                                                   review.Date
	open, reason                                           string // 公开类型, 不公开理由
	parties, judges, assistants, clerk                     string
	corrects                                               string
	docx, html, pdf                                        string
}

// uploadRow reads one document's fields in its public text: parties as they
// are called there, the people of the court as they signed.
func (a *App) uploadRow(d *Dossier, res *mask.Result, name string) uploadRow {
	p := d.issued()
	number := numberOf(d.ID)
	r := uploadRow{
		number: number, court: d.Matter.Court, cause: d.Facts.CauseName(), kind: strings.TrimPrefix(a.title(p, number), number),
		date: d.Matter.Frozen.On, open: a.Words.Paper("upload.open"), docx: name + ".docx", html: name + ".html", pdf: name + ".pdf",
	}
	if r.court == "" {
		r.court = a.Court().Name
	}
	r.caseType, r.procedure = a.typeOfCase(number)
	parties := publicParties(p, res)
	r.parties = strings.Join(allNames(parties, func(q publicParty) string { return q.role + "：" + q.name }), "；")
	for _, q := range p.All(review.PartSignatory) {
		line := []rune(p.Of(q))
		if q.Label <= 0 || q.Label >= len(line) {
			continue
		}
		office, who := string(line[:q.Label]), strings.Join(strings.Fields(string(line[q.Label:])), "")
		office = strings.Join(strings.Fields(office), "")
		switch {
		case strings.Contains(office, "书记员"):
			r.clerk = joined(r.clerk, who)
		case strings.Contains(office, "助理") && !strings.Contains(office, "审判员"): // 助理审判员 judges
			r.assistants = joined(r.assistants, who)
		default:
			r.judges = joined(r.judges, office+who)
		}
	}
	r.title = r.called(parties)
	return r
}

func joined(list, one string) string {
	if list == "" {
		return one
	}
	return list + "、" + one
}

// publicParty is a party as the public text calls it.
type publicParty struct{ role, name string }

// sides are the roles that make the title, those who ask first.
var sides = [2][]string{
	{"申请执行人", "申请人", "异议人", "复议申请人", "移送执行"},
	{"被执行人", "被申请人"},
}

// others of the head are named but are no parties.
var beside = []string{"代理人", "代表人", "负责人", "经营者", "监护人"}

func publicParties(p *review.Paper, res *mask.Result) (out []publicParty) {
	for _, q := range p.All(review.PartParty) {
		text := res.Part(q.Start, q.End)
		role, rest, ok := strings.Cut(strings.Replace(text, ":", "：", 1), "：")
		role = strings.Join(strings.Fields(role), "")
		if i := strings.IndexAny(role, "（("); i > 0 {
			role = role[:i]
		}
		if !ok || slices.ContainsFunc(beside, func(b string) bool { return strings.Contains(role, b) }) {
			continue
		}
		name := rest
		if i := strings.IndexAny(rest, "，,。；;\n"); i >= 0 {
			name = rest[:i]
		}
		if name = strings.TrimSpace(name); name != "" && role != "" {
			out = append(out, publicParty{role, name})
		}
	}
	return out
}

func allNames(ps []publicParty, say func(publicParty) string) (out []string) {
	for _, p := range ps {
		if s := say(p); s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// called is the title of 2013: parties, cause, instance, kind of document. One
// that lacks parties, cause or kind is none.
func (r uploadRow) called(parties []publicParty) string {
	of := func(side []string) string {
		return strings.Join(allNames(parties, func(p publicParty) string {
			if slices.Contains(side, p.role) {
				return p.name
			}
			return ""
		}), "、")
	}
	first, second := of(sides[0]), of(sides[1])
	if first == "" && second == "" || r.cause == "" || r.kind == "" {
		return ""
	}
	if first != "" && second != "" {
		first += "与"
	}
	return first + second + r.cause + r.procedure + r.kind
}

// typeOfCase tells by the 案号's code what sort of case it is, and at what
// stage (人民法院案件类型及其代字标准, from memory: the table says 待核). Of a code
// that is none of them nothing is said.
func (a *App) typeOfCase(number string) (caseType, procedure string) {
	n, err := review.ParseCaseNumber(number)
	if err != nil || n.Old || !slices.Contains([]string{"执", "执恢", "执异", "执复", "执监", "执协", "执保"}, n.Type) {
		return "", ""
	}
	return a.Words.Paper("upload.type.enforcement"), a.Words.Paper("upload.procedure." + n.Type)
}

// fields are the cells of a row, by the codes of their columns.
func (r uploadRow) fields() []struct {
	code  string
	value any
} {
	type f = struct {
		code  string
		value any
	}
	return []f{
		{"title", r.title},
		{"number", r.number},
		{"court", r.court},
		{"casetype", r.caseType},
		{"procedure", r.procedure},
		{"cause", r.cause},
		{"kind", r.kind},
		{"date", r.date},
		{"open", r.open},
		{"reason", r.reason},
		{"parties", r.parties},
		{"judges", r.judges},
		{"assistants", r.assistants},
		{"clerk", r.clerk},
		{"corrects", r.corrects},
		{"docx", r.docx},
		{"html", r.html},
		{"pdf", r.pdf},
	}
}

// rowClean looks through a row: what is typed from it is public too. Each field
// by itself, since what was spared in the text may be named in several.
func (a *App) rowClean(res *mask.Result, r uploadRow) error {
	for _, f := range r.fields() {
		s, ok := f.value.(string)
		if !ok || s == "" {
			continue
		}
		if err := a.noResidue(res, uploadName(a.Words.Paper("upload.table"), ".xlsx"), []place{{a.Words.Paper("upload.column." + f.code), s}}); err != nil {
			return err
		}
	}
	return nil
}

// uploadTable is the table of fields: documents first, then the notices of
// those that are not published, which have number, court, date and reason
// alone (法释〔2016〕19号 art 6).
func (a *App) uploadTable(rows []uploadRow, notices []bundle.Notice) (map[string][]byte, error) {
	for _, n := range notices {
		r := uploadRow{number: n.CaseNumber, court: n.Court, open: a.Words.Paper("upload.notice"), reason: n.Reason}
		if err := r.date.UnmarshalText([]byte(n.Date)); err != nil {
			return nil, err
		}
		rows = append(rows, r)
	}
	p := sheets.Page{
		Name: a.Words.Paper("upload.table"), Title: a.Court().Name + a.Words.Paper("upload.table") + "（" + a.Words.Paper("upload.unverified") + "）",
		Program: a.Words.Paper("program"), Foot: a.Words.Paper("register.foot"), Made: a.Now(),
		Header: []string{a.Words.Paper("upload.column.row")},
	}
	for _, f := range (uploadRow{}).fields() {
		p.Header = append(p.Header, a.Words.Paper("upload.column."+f.code))
	}
	for i, r := range rows {
		cells := []any{i + 1}
		for _, f := range r.fields() {
			cells = append(cells, f.value)
		}
		p.Rows = append(p.Rows, cells)
	}
	x, err := sheets.Write(p)
	if err != nil {
		return nil, err
	}
	c, err := sheets.CSV(p)
	if err != nil {
		return nil, err
	}
	name := a.Words.Paper("upload.table")
	return map[string][]byte{uploadName(name, ".xlsx"): x, uploadName(name, ".csv"): c}, nil
}
