package letter

import (
	"reflect"
	"strings"

	"shenqian/review"
)

// File is what the case file of every such paper holds; each kind embeds it.
type File struct {
	Kind       string               `json:"文种,omitempty" desc:"文书种类，如督办函"`
	Number     review.DocNumber     `json:"发文字号,omitzero" desc:"如云法执督〔2018〕3号；以案号编发的可以不填"`
	CaseNo     review.CaseNumber    `json:"案号,omitzero" desc:"所涉案件的案号，如（2018）鲁0102执1234号"`
	Court      string               `json:"法院" desc:"发文法院全称"`
	Cause      string               `json:"案由,omitempty" desc:"执行依据的案由"`
	Parties    []review.Party       `json:"当事人,omitempty" desc:"申请执行人、被执行人及其他当事人"`
	To         []string             `json:"主送,omitempty" desc:"主送机关全称或者规范化简称"`
	Copied     []string             `json:"抄送,omitempty" desc:"抄送机关全称或者规范化简称"`
	Attached   []string             `json:"附件,omitempty" desc:"附件名称，按顺序"`
	Issuer     string               `json:"签发人,omitempty" desc:"签发人姓名；上行文应当标注，令、公告在落款署名"`
	Contact    string               `json:"联系人,omitempty" desc:"联系人姓名"`
	Phone      string               `json:"联系电话,omitempty" desc:"联系电话"`
	Undertaker string               `json:"承办人,omitempty" desc:"拟稿人（承办人）姓名"`
	Unit       string               `json:"拟稿单位,omitempty" desc:"拟稿部门，如执行局综合处"`
	Cosigners  []Cosigner           `json:"会签,omitempty" desc:"会签的部门和人员"`
	Proof      string               `json:"校对,omitempty" desc:"校对人姓名"`
	Urgency    string               `json:"缓急,omitempty" desc:"特急或者加急" enum:"特急,加急"`
	Secret     string               `json:"密级,omitempty" desc:"密级和保密期限"`
	Copies     int                  `json:"印数,omitempty" desc:"印制份数"`
	ClerkName  string               `json:"书记员,omitempty" desc:"书记员姓名"`
	Panel      []review.PanelMember `json:"合议庭,omitempty" desc:"合议庭成员；须合议的文书填写"`
}

// Cosigner 会签 is someone of another division who signs the draft.
type Cosigner struct {
	Unit string `json:"部门" desc:"会签部门"`
	Name string `json:"姓名" desc:"会签人姓名"`
}

// Fields is the case file of one kind.
type Fields interface {
	review.Facts
	Common() *File
}

func (f *File) Common() *File { return f }

// CaseNumber is what the paper is numbered by: its 发文字号, else the 案号.
func (f *File) CaseNumber() review.CaseNumber {
	if f.Number.Number > 0 {
		return f.Number.CaseNumber
	}
	return f.CaseNo
}

// Case is the 案号 of the case it is about, as printed.
func (f *File) Case() string { return f.CaseNo.String() }

// Of names those of a role, 、 between them.
func (f *File) Of(role review.PartyRole) string {
	var out []string
	for _, p := range f.Parties {
		if p.Role == role && p.Name != "" {
			out = append(out, p.Name)
		}
	}
	return strings.Join(out, "、")
}

// Applicants and Debtors are for the templates.
func (f *File) Applicants() string { return f.Of(review.Applicant) }
func (f *File) Debtors() string    { return f.Of(review.Debtor) }

// Matter says the case by its parties and cause, as a letter begins.
func (f *File) Matter() string {
	a, d := f.Applicants(), f.Debtors()
	switch {
	case a != "" && d != "":
		return "申请执行人" + a + "与被执行人" + d + f.Cause + "一案"
	case d != "":
		return "被执行人" + d + f.Cause + "一案"
	}
	return f.Case() + "案件"
}

// Named is the case by its 案号, parties and cause.
func (f *File) Named() string {
	if m := f.Matter(); !strings.HasPrefix(m, f.Case()) {
		return f.Case() + m
	}
	return f.Matter()
}

func (f *File) CourtName() string                  { return f.Court }
func (f *File) PartyList() []review.Party          { return f.Parties }
func (f *File) PanelMembers() []review.PanelMember { return f.Panel }
func (f *File) Series() string                     { return "" }
func (f *File) InCharge() string                   { return f.Undertaker }
func (f *File) Clerk() string                      { return f.ClerkName }
func (f *File) ApplicantView() string              { return "" }
func (f *File) FiledOn() review.Date               { return review.Date{} }
func (f *File) LimitEnds() review.Date             { return review.Date{} }
func (f *File) CauseName() string                  { return f.Cause }
func (f *File) Found() []review.FoundAsset         { return nil }
func (f *File) Unrest() []string                   { return nil }
func (f *File) Amounts() (due, realised, remaining *review.Amount) {
	return nil, nil, nil
}

// field is one field of a case file, embedded ones among them.
type field struct {
	name  string
	value reflect.Value
}

// fieldsOf are the fields of a case file by their names in JSON.
func fieldsOf(v any) (out []field) {
	r := reflect.Indirect(reflect.ValueOf(v))
	for i := range r.NumField() {
		t := r.Type().Field(i)
		if t.Anonymous {
			out = append(out, fieldsOf(r.Field(i).Interface())...)
			continue
		}
		name, _, _ := strings.Cut(t.Tag.Get("json"), ",")
		out = append(out, field{name, r.Field(i)})
	}
	return out
}
