package review

// Facts is what the desk asks of any kind's case file.
type Facts interface {
	CaseNumber() CaseNumber
	CourtName() string
	PartyList() []Party
	PanelMembers() []PanelMember
	Amounts() (due, realised, remaining *Amount)
	Series() string
	InCharge() string // name of the 承办人
	Clerk() string
	ApplicantView() string
	FiledOn() Date
	LimitEnds() Date
	CauseName() string
	// Found is the property that is known of, and why it was not disposed of.
	Found() []FoundAsset
	// Unrest is what stands against the paper from outside: petitions,
	// objections; empty if none is known.
	Unrest() []string
}

// FoundAsset is property that was found, as the card above a paper tells it.
type FoundAsset struct {
	Name     string
	Disposed bool
	Why      string // it was not disposed of; empty: not known
}

// CheckupInput is what a kind's rules read.
type CheckupInput struct {
	Paper *Paper
	// Facts is nil for a lone paper: then rules over data are listed as not
	// checked instead of finding everything unknown.
	Facts Facts
	// On is the paper's date: the printed one until the showing, then the day
	// of the showing. Zero: not known.
	On Date
	// Notes are what the reader of the file found in it besides its text.
	Notes []FileNote
	// Unprintable are the runes no font has.
	Unprintable []rune
	// Filed are the types of the attachments.
	Filed []string
	// Attached are the attachments themselves.
	Attached []Attachment
	// Earlier is the ruling that this one corrects or revokes, nil if the court
	// has none of that number.
	Earlier *EarlierRuling
	// Others are the court's other matters that tell of property or the end of
	// a debtor, or share figures or the number with this one; nil: the court's
	// matters are not at hand.
	Others []OtherMatter
	// Court is the court at whose desk it is checked, empty for a lone file.
	Court string
	// Settings are the court's own on the rules.
	Settings []RuleSetting
}

// EarlierRuling is a ruling of the same court that a later one deals with.
type EarlierRuling struct {
	Paper     *Paper
	State     State
	Effective Date
	Corrected bool // it was corrected or revoked before
}

// FileNote is something in a file that is not in the paper's text: a tracked
// change, a comment, hidden text.
type FileNote struct {
	Code   string `json:"code"`
	Detail string `json:"detail"`
}

// Offices says which of the optional steps a court has.
type Offices struct {
	Director bool `json:"director"` // 执行局局长
	Vice     bool `json:"vice"`     // 分管副院长
}

// Kind 文书种类 is what the desk needs to know of one kind of paper.
type Kind interface {
	ID() string
	// About says where the kind comes from and how it goes.
	About() About
	// Recognises says whether a text is of this kind. The first kind takes what
	// no other recognises.
	Recognises(p *Paper) bool
	Schema() ([]byte, error)
	// ReadFacts reads a case file; unknown names the fields it has no place for.
	ReadFacts(data []byte) (f Facts, unknown []string, err error)
	// Read finds the parts of a text.
	Read(text string) *Paper
	// Prefill takes facts from the paper's own words.
	Prefill(p *Paper) Facts
	// Merge fills what entered does not know from the words.
	Merge(entered, words Facts) Facts
	Checkup(in CheckupInput) *Checkup
	Route(f Facts, o Offices) []Step
	// Clocks are the time limits that run in a matter. entered is what was
	// entered of the case, nil if nothing was; known is that and what the paper
	// says. A fact that nobody entered starts no clock.
	Clocks(m *Matter, entered, known Facts) []Clock
	// RulePack names the version and hash of the rules.
	RulePack() string
	// Debtors are what the case knows of its debtors that other cases must fit.
	Debtors(f Facts, p *Paper) []DebtorRecord
	// Rules are the ids of the rules, in their order.
	Rules() []string
}

// Composer is a kind whose text is written from its fields.
type Composer interface {
	Kind
	// Compose writes the text, with the date slot open.
	Compose(f Facts) (string, error)
	// Recipients are those it is sent to; the first 主送 starts its clocks.
	Recipients(f Facts) []Recipient
	// Head is what the 发文稿纸 says of the paper beside its text.
	Head(f Facts) Head
}

// LaterKind is a kind of ruling that deals with an earlier one: it corrects or
// revokes it.
type LaterKind interface {
	Kind
	// Earlier is the 案号 of the ruling it deals with, zero if the paper and the
	// case file name none.
	Earlier(f Facts, p *Paper) CaseNumber
	// Link is what it does to that ruling once it has been served.
	Link() string
}
