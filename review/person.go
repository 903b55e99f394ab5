package review

// Role is an office on the desk.
type Role string

const (
	RoleClerk     Role = "clerk"     // 书记员
	RoleJudge     Role = "judge"     // 法官: 承办人 and 合议庭成员
	RoleDirector  Role = "director"  // 执行局局长
	RoleVice      Role = "vice"      // 分管副院长
	RolePresident Role = "president" // 院长; 代理院长 counts as 院长
	RoleCustodian Role = "custodian" // 印章管理员
	RoleCommittee Role = "committee" // 审委会办公室
	RoleAdmin     Role = "admin"     // 系统管理员
)

// Term is an office held from one day to another; a zero To is open.
type Term struct {
	Role Role `json:"role"`
	From Date `json:"from"`
	To   Date `json:"to"`
	// Title is what is printed, such as 代理院长; empty for the office's own.
	Title string `json:"title,omitempty"`
	// Instrument is the dated paper under which an acting president acts.
	Instrument string `json:"instrument,omitempty"`
}

// Binding ties a certificate to a person for some days.
type Binding struct {
	Fingerprint string `json:"fingerprint"` // SHA-256 of the certificate, hexadecimal
	From        Date   `json:"from"`
	To          Date   `json:"to"`
}

// Person is someone who works at a desk.
type Person struct {
	ID    string    `json:"id"`
	Name  string    `json:"name"`
	Terms []Term    `json:"terms"`
	Keys  []Binding `json:"keys"`
}

// Holds returns the term under which the person holds role on d.
func (p Person) Holds(role Role, d Date) (Term, bool) {
	for _, t := range p.Terms {
		if t.Role == role && within(d, t.From, t.To) {
			return t, true
		}
	}
	return Term{}, false
}

// Roles are the offices held on d.
func (p Person) Roles(d Date) []Role {
	var out []Role
	for _, t := range p.Terms {
		if within(d, t.From, t.To) {
			out = append(out, t.Role)
		}
	}
	return out
}

// Bound says whether the certificate is the person's on d.
func (p Person) Bound(fingerprint string, d Date) bool {
	for _, b := range p.Keys {
		if b.Fingerprint == fingerprint && within(d, b.From, b.To) {
			return true
		}
	}
	return false
}

func within(d, from, to Date) bool { return !d.Before(from) && (to.IsZero() || !to.Before(d)) }
