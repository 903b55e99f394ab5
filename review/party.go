package review

// PartyRole is 申请执行人, 被执行人, 第三人, 法定代表人 and so on, as printed.
type PartyRole string

const (
	Applicant PartyRole = "申请执行人"
	Debtor    PartyRole = "被执行人"
)

// Liability is how a debtor answers for the debt.
type Liability string

const (
	Joint         Liability = "连带"
	Supplementary Liability = "补充"
	Guarantee     Liability = "担保"
	Several       Liability = "按份"
)

// PartyType tells people from organisations.
type PartyType string

const (
	NaturalPerson PartyType = "自然人"
	LegalPerson   PartyType = "法人"
	OtherBody     PartyType = "非法人组织"
)

// Party is one party to the enforcement. Empty fields are not known.
type Party struct {
	Role           PartyRole `json:"称谓" desc:"申请执行人、被执行人、第三人、利害关系人等"`
	Name           string    `json:"姓名或名称" desc:"姓名或者名称，与执行依据一致"`
	Type           PartyType `json:"类型,omitempty" desc:"自然人、法人或者非法人组织" enum:"自然人,法人,非法人组织"`
	Sex            string    `json:"性别,omitempty" desc:"男或女"`
	Ethnicity      string    `json:"民族,omitempty" desc:"民族"`
	Birth          Date      `json:"出生日期,omitzero" desc:"出生日期"`
	ID             string    `json:"证件号码,omitempty" desc:"公民身份号码或者其他证件号码"`
	CreditCode     string    `json:"统一社会信用代码,omitempty" desc:"统一社会信用代码"`
	Address        string    `json:"住所,omitempty" desc:"住址或者住所地"`
	Representative string    `json:"法定代表人,omitempty" desc:"法定代表人或者主要负责人"`
	Post           string    `json:"职务,omitempty" desc:"法定代表人的职务"`
	Liability      Liability `json:"责任方式,omitempty" desc:"连带、补充、担保或者按份" enum:"连带,补充,担保,按份"`
	Share          *Amount   `json:"份额,omitempty" desc:"按份责任的金额（元）"`
}

// PanelMember is a member of the 合议庭, or the sole judge.
type PanelMember struct {
	Name      string `json:"姓名" desc:"姓名"`
	Office    string `json:"职务" desc:"审判长、审判员、人民陪审员、执行员等"`
	Presiding bool   `json:"审判长,omitempty" desc:"是否审判长"`
	InCharge  bool   `json:"承办人,omitempty" desc:"是否承办人"`
}
