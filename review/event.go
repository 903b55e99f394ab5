package review

import "time"

// EventKind is what happened to a matter.
type EventKind string

const (
	EventDraft      EventKind = "draft"      // a text came in
	EventFacts      EventKind = "facts"      // the case file changed
	EventAttach     EventKind = "attach"     // an attachment was filed
	EventAnswer     EventKind = "answer"     // the 承办人 answered a finding
	EventSubmit     EventKind = "submit"     // 送审
	EventSign       EventKind = "sign"       // an earlier step signed the text hash
	EventPaperSign  EventKind = "paper_sign" // an earlier step signed on paper, registered by scan
	EventShow       EventKind = "show"       // the president was shown the frozen bytes
	EventApprove    EventKind = "approve"    // 同意签发
	EventPaperOK    EventKind = "paper_ok"   // 纸质签发, registered by scan
	EventReturn     EventKind = "return"     // 退回
	EventReconsider EventKind = "reconsider" // 建议复议
	EventRefer      EventKind = "refer"      // 提交审委会
	EventResolve    EventKind = "resolve"    // 会议决定
	EventRefuse     EventKind = "refuse"     // 不予签发
	EventPark       EventKind = "park"       // 待汇报/调卷
	EventUnpark     EventKind = "unpark"
	EventWithdraw   EventKind = "withdraw" // 撤回送审
	EventRetract    EventKind = "retract"  // 撤回签发

	EventSubstitute EventKind = "substitute" // 院长回避, replaced by a committee's decision
	EventCollate    EventKind = "collate"    // 核对: the service copy is made
	EventHandOver   EventKind = "hand_over"  // the copy is taken to the e-seal platform
	EventSeal       EventKind = "seal"       // 用印
	EventSealBack   EventKind = "seal_back"  // 退签
	EventServe      EventKind = "serve"      // 送达, or an entry struck out
	EventMask       EventKind = "mask"       // 技术处理: someone decided on the public text
	EventPublish    EventKind = "publish"    // a public copy was made
	EventWithhold   EventKind = "withhold"   // 不公开: marked by the judge, or that taken back
	EventConsent    EventKind = "consent"    // agreed to by the head of the department, decided by the vice-president
	EventRecall     EventKind = "recall"     // 撤回公开版
	EventRegister   EventKind = "register"   // 信息库录入
	EventUnregister EventKind = "unregister" // 信息库移出
	EventRequery    EventKind = "requery"    // 终本后的财产查询
	EventRevive     EventKind = "revive"     // 恢复执行立案
	EventLink       EventKind = "link"       // corrected or revoked by another paper
	EventYield      EventKind = "yield"      // the case file went over to a ruling with its own number
	EventAssign     EventKind = "assign"     // 变更承办人或者书记员
	EventPrint      EventKind = "print"      // 打印
	EventAsk        EventKind = "ask"        // 批示落实: somebody is to do something
	EventFulfil     EventKind = "fulfil"     // and did it
)

// Event is one act on one matter. Its canonical encoding is what the actor
// signs, so it names all that the act is bound to: court, matter, version,
// round, text, findings, frozen file, and a nonce against replay.
type Event struct {
	Kind   EventKind `json:"kind"`
	Court  string    `json:"court"`
	Matter string    `json:"matter"`
	Actor  string    `json:"actor"` // person id
	Name   string    `json:"name"`
	Role   Role      `json:"role"`
	Title  string    `json:"title,omitempty"` // 代理院长 and the like
	// Instrument is the dated paper under which an acting president acts.
	Instrument string    `json:"instrument,omitempty"`
	At         time.Time `json:"at"` // to the second, in the court's zone
	Nonce      string    `json:"nonce"`
	Packet     string    `json:"packet,omitempty"` // the offline packet under which it was done
	Version    int       `json:"version"`
	Round      int       `json:"round"`

	Text     Hash   `json:"text,omitempty"`     // text hash
	Findings Hash   `json:"findings,omitempty"` // findings hash
	Frozen   Hash   `json:"frozen,omitempty"`   // frozen file
	Signed   Hash   `json:"signed,omitempty"`   // the file the act produced
	Seed     Hash   `json:"seed,omitempty"`     // what the frozen file's root hangs on, kept secret
	Step     string `json:"step,omitempty"`
	On       Date   `json:"on,omitzero"` // printed date, or the date on paper
	Scan     Hash   `json:"scan,omitempty"`
	Reason   string `json:"reason,omitempty"`

	Draft      *Draft      `json:"draft,omitempty"`
	Attachment *Attachment `json:"attachment,omitempty"`
	Answer     *Answer     `json:"answer,omitempty"`
	Submission *Submission `json:"submission,omitempty"`

	Copies      int          `json:"copies,omitempty"`
	Way         SealWay      `json:"way,omitempty"`
	Recipients  []Recipient  `json:"recipients,omitempty"`
	Service     *Service     `json:"service,omitempty"`
	Masking     *Masking     `json:"masking,omitempty"`
	Publication *Publication `json:"publication,omitempty"`
	Withholding *Withholding `json:"withholding,omitempty"`
	Revival     *Revival     `json:"revival,omitempty"`
	Link        *Link        `json:"link,omitempty"`
	Assignment  *Assignment  `json:"assignment,omitempty"`
	Substitute  *Substitute  `json:"substitute,omitempty"`
	Printed     *Printed     `json:"printed,omitempty"`
	Task        *Task        `json:"task,omitempty"`
}

// Assignment says in whose hands a matter is; an empty field leaves it as it is.
type Assignment struct {
	Judge  string   `json:"judge,omitempty"` // 承办人
	Clerks []string `json:"clerks,omitempty"`
}

// Draft 草稿 is a text as it came in, with the case file it came with.
type Draft struct {
	Source string     `json:"source"` // name of the file
	File   Hash       `json:"file"`   // the file itself
	Text   Hash       `json:"text"`   // the text taken from it, as a blob
	Facts  Hash       `json:"facts"`  // the case file, as a blob
	Notes  []FileNote `json:"notes,omitempty"`
}

// Attachment is a scan or file of the dossier.
type Attachment struct {
	File Hash   `json:"file"`
	Name string `json:"name"`
	Type string `json:"type"` // 约谈笔录, 查控反馈, 合议笔录 …
	Size int    `json:"size"`
}

// Answer is the 承办人's answer to one finding.
type Answer struct {
	Key  string `json:"key"` // Finding.Key
	Rule string `json:"rule"`
	Text string `json:"text"`
	File Hash   `json:"file,omitempty"`
	By   string `json:"by,omitempty"` // who answered, from the event; not part of it
}

// Submission is what a paper was when it was submitted.
type Submission struct {
	Route    []Step    `json:"route"`
	Findings []Finding `json:"findings"`
	RulePack string    `json:"rule_pack,omitempty"` // by which rules they were found
	Minor    bool      `json:"minor,omitempty"`     // 文字性修改, confirmed by the 承办人
	Changes  string    `json:"changes,omitempty"`   // the diff to the version before
	Override string    `json:"override,omitempty"`  // 强制提交说明
	Reply    string    `json:"reply,omitempty"`     // to the president's reason for returning it
}

// Step 环节 is one sign-off of the route.
type Step struct {
	ID     string `json:"id"`
	Role   Role   `json:"role"`
	Person string `json:"person,omitempty"` // name, where it must be that person
	Label  string `json:"label"`            // 合议庭成员, 审判长, 执行局局长 …
}
