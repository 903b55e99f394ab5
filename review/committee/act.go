package committee

import (
	"slices"
	"time"

	"shenqian/review"
)

// ActKind is what was done.
type ActKind string

const (
	ActBody      ActKind = "body"      // a body's composition from now on
	ActRequest   ActKind = "request"   // the panel asks 提请
	ActAdmit     ActKind = "admit"     // the president approves it 批准提交
	ActSendBack  ActKind = "sendback"  // or sends it back 退回
	ActScreen    ActKind = "screen"    // the committee's office finds it ready 审查
	ActCall      ActKind = "call"      // a meeting is called 通知开会, or called anew
	ActRead      ActKind = "read"      // a member has read the report 已阅
	ActRecuse    ActKind = "recuse"    // recusal is declared or proposed 申请回避
	ActRule      ActKind = "rule"      // and decided by the president
	ActPoll      ActKind = "poll"      // a member's vote on the president's recusal
	ActSignIn    ActKind = "signin"    // 签到
	ActLeave     ActKind = "leave"     // a member leaves the meeting 离席
	ActAttend    ActKind = "attend"    // who attends without a vote 列席
	ActOpen      ActKind = "open"      // the chair opens the meeting
	ActPostpone  ActKind = "postpone"  // or it can't be held 延期
	ActChair     ActKind = "chair"     // another chair for one item
	ActBegin     ActKind = "begin"     // an item is taken up
	ActReport    ActKind = "report"    // the panel has reported 汇报
	ActAsk       ActKind = "ask"       // a question and its answer 询问
	ActSpeak     ActKind = "speak"     // 发言
	ActVoteOpen  ActKind = "voteopen"  // a question is put
	ActBallot    ActKind = "ballot"    // 表决
	ActVoteClose ActKind = "voteclose" // and the vote on it closed
	ActSuspend   ActKind = "suspend"   // an item breaks off: the quorum is lost, time is up
	ActRecord    ActKind = "record"    // 会议记录 is fixed
	ActSign      ActKind = "sign"      // and signed by a voter
	ActMinutes   ActKind = "minutes"   // 会议纪要 is drafted
	ActApprove   ActKind = "approve"   // and approved by the president
	ActAgain     ActKind = "again"     // no majority: it is discussed again 再议
	ActToFull    ActKind = "tofull"    // or by the full committee
	ActReview    ActKind = "review"    // the president asks for another round 复议
	ActExecute   ActKind = "execute"   // the ruling carries the decision out
	ActFile      ActKind = "file"      // filed in 副卷
	ActInquiry   ActKind = "inquiry"   // 过问登记
	ActView      ActKind = "view"      // somebody looked at what is sealed
)

// Question is one thing to be decided by itself.
type Question struct {
	Text    string   `json:"text"`
	Options []string `json:"options"` // the opinions between which members choose
}

// Request is what the panel lays before the committee.
type Request struct {
	Title     string      `json:"title"`
	Matter    string      `json:"matter,omitempty"` // the paper it came from
	Number    string      `json:"number"`           // its 案号
	Body      string      `json:"body"`
	Questions []Question  `json:"questions"`
	Report    review.Hash `json:"report"` // the 审理报告, as all members read it
	Panel     []string    `json:"panel"`  // the persons of the panel
}

// Call is a meeting as it was called.
type Call struct {
	Body       string      `json:"body"`
	On         review.Date `json:"on"`
	Place      string      `json:"place"`
	Chair      string      `json:"chair"`                // a person of the body
	Delegation string      `json:"delegation,omitempty"` // the written delegation's name, for a chair who isn't the president
	Shared     bool        `json:"shared,omitempty"`     // one screen for all: nothing is hidden from anybody, and the record says so
	Items      []string    `json:"items"`
}

// Act is one act of or before the committee. Its canonical form is what is
// signed.
type Act struct {
	Act     ActKind     `json:"act"`
	Subject string      `json:"subject"` // a body's, an item's or a meeting's id
	Court   string      `json:"court"`
	Actor   string      `json:"actor"`
	Name    string      `json:"name"`
	Role    review.Role `json:"role,omitempty"`
	Title   string      `json:"title,omitempty"`
	At      time.Time   `json:"at"`
	Nonce   string      `json:"nonce"`

	Body    *Body    `json:"body,omitempty"`
	Request *Request `json:"request,omitempty"`
	Call    *Call    `json:"call,omitempty"`

	Member   string      `json:"member,omitempty"`   // the person it is about
	Whom     string      `json:"whom,omitempty"`     // his name, for readers
	Question int         `json:"question,omitempty"` // from 1
	Option   int         `json:"option,omitempty"`   // from 1; 0 another opinion, in words
	Yes      bool        `json:"yes,omitempty"`
	Change   bool        `json:"change,omitempty"` // of a vote that was cast
	Reason   string      `json:"reason,omitempty"`
	Text     string      `json:"text,omitempty"`
	File     review.Hash `json:"file,omitempty"`
	Scan     review.Hash `json:"scan,omitempty"`     // signed on paper
	Standing review.Hash `json:"standing,omitempty"` // the hash that was seen
	On       review.Date `json:"on,omitzero"`
}

// permit says who may do an act, and whether his certificate signs it. Members
// act for themselves: which of them, the act's own rule says.
type permit struct {
	roles     []review.Role
	member    bool // any member of the body, whatever his office
	certified bool
}

var (
	office    = []review.Role{review.RoleCommittee}
	president = []review.Role{review.RolePresident}
	anybody   = []review.Role{
		review.RolePresident, review.RoleVice, review.RoleDirector, review.RoleJudge, review.RoleClerk, review.RoleCommittee, review.RoleAdmin, review.RoleCustodian,
	}
)

var permits = map[ActKind]permit{
	ActBody:      {roles: president, certified: true},
	ActRequest:   {roles: []review.Role{review.RoleJudge}, certified: true},
	ActAdmit:     {roles: president, certified: true},
	ActSendBack:  {roles: president, certified: true},
	ActScreen:    {roles: office},
	ActCall:      {roles: office},
	ActRead:      {member: true},
	ActRecuse:    {roles: anybody, member: true},
	ActRule:      {roles: president, certified: true},
	ActPoll:      {roles: office, member: true},
	ActSignIn:    {roles: office, member: true},
	ActLeave:     {roles: office, member: true},
	ActAttend:    {roles: office},
	ActOpen:      {roles: office},
	ActPostpone:  {roles: office},
	ActChair:     {roles: office},
	ActBegin:     {roles: office},
	ActReport:    {roles: office},
	ActAsk:       {roles: office},
	ActSpeak:     {roles: office, member: true},
	ActVoteOpen:  {roles: office},
	ActBallot:    {roles: office, member: true},
	ActVoteClose: {roles: office},
	ActSuspend:   {roles: office},
	ActRecord:    {roles: office},
	ActSign:      {roles: office, member: true},
	ActMinutes:   {roles: office},
	ActApprove:   {roles: []review.Role{review.RolePresident, review.RoleVice}, certified: true},
	ActAgain:     {roles: office},
	ActToFull:    {roles: president, certified: true},
	ActReview:    {roles: president, certified: true},
	ActExecute:   {roles: office},
	ActFile:      {roles: office},
	ActInquiry:   {roles: anybody, member: true},
	ActView:      {roles: anybody, member: true},
}

// Roles are the offices that may do an act; member says whether members of the
// body may, whatever else they are.
func Roles(k ActKind) (roles []review.Role, member bool) { return permits[k].roles, permits[k].member }

// Certified says whether an act is signed by the certificate itself. So is
// whatever a member does for himself that counts: his ballot, his signature.
func Certified(a Act) bool {
	if permits[a.Act].certified {
		return true
	}
	whose := a.Member
	if a.Act == ActPoll { // about the president
		whose = a.Text
	}
	return whose == a.Actor && slices.Contains([]ActKind{ActBallot, ActPoll, ActSign}, a.Act)
}
