package review

// Form is how a paper is laid out.
type Form string

const (
	FormRuling   Form = ""         // 裁判文书 (法〔2016〕221号)
	FormOrder    Form = "order"    // 令、决定书、公告、通知书 of a case: as rulings, without parties and panel
	FormDocument Form = "document" // 公文, 文件格式 (GB/T 9704-2012)
	FormLetter   Form = "letter"   // 公文, 信函格式 (GB/T 9704-2012, 10.1)
	FormInside   Form = "inside"   // a paper of the house, set as a 公文 without a red head
)

// Official says whether it is a 公文, which goes out on a 发文稿纸, with its date
// in Arabic numerals and without 核对戳.
func (f Form) Official() bool { return f == FormDocument || f == FormLetter || f == FormInside }

// Publicity is whether a kind ever goes to the public.
type Publicity string

const (
	PublicByLaw  Publicity = "law"    // online like a ruling (法释〔2016〕19号)
	PublicNotice Publicity = "notice" // posted as it is, by its nature
	Inside       Publicity = "never"
)

// Volume is where a paper is filed.
type Volume string

const (
	MainVolume     Volume = "main"     // 正卷
	InnerVolume    Volume = "inner"    // 副卷
	OfficialVolume Volume = "official" // 公文
)

// Deadline is the day by which a kind must be done: a fixed day, or so many
// days from something. Its sentence is the catalogue's "deadline.CODE".
type Deadline struct {
	Code string
	Days int
	On   Date
}

// About is a kind in the register of kinds (domain.md §4.6).
type About struct {
	DK       string   // its number in that register; empty for what the directive does not name
	Form     Form     //
	Basis    []string // ids of provisions
	Deadline Deadline // zero: none
	Signs    Role     // who issues it, the last on its route
	Public   Publicity
	Volume   Volume
	Data     bool // its PDF carries the case file, for the court that it goes to
}

// Head is what a 发文稿纸 says of a paper (practice.md 31).
type Head struct {
	Urgency string   // 缓急
	Secret  string   // 密级
	Unit    string   // 拟稿单位
	Drafter string   // 拟稿人
	Proof   string   // 校对
	Phone   string   // 电话
	To      []string // 主送
	Copied  []string // 抄送
	Files   []string // 附件
	Copies  int      // 印数
	Case    string   // 案号 of the case it is about
}
