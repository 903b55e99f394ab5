package review

import (
	"slices"
	"strings"
)

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

// CheckPerson says whether a person may be recorded beside the others: named,
// with offices that have a beginning, and no second president in office on one
// day but one who acts under an instrument.
func CheckPerson(p Person, others []Person) error {
	if strings.TrimSpace(p.Name) == "" || p.ID == "" {
		return Fault("person.noname")
	}
	for _, o := range others {
		if o.ID != p.ID && o.Name == p.Name {
			return Fault("person.samename", "name", p.Name)
		}
	}
	for _, t := range p.Terms {
		switch {
		case !slices.Contains(Roles, t.Role):
			return Fault("person.role", "role", string(t.Role))
		case t.From.IsZero():
			return Fault("person.nofrom", "name", p.Name)
		case !t.To.IsZero() && t.To.Before(t.From):
			return Fault("person.order", "name", p.Name, "from", t.From.Arabic(), "to", t.To.Arabic())
		case t.Role != RolePresident || t.Instrument != "":
			continue
		}
		for _, o := range others {
			for _, u := range o.Terms {
				if o.ID != p.ID && u.Role == RolePresident && u.Instrument == "" && meet(t, u) {
					return Fault("person.twopresidents", "name", o.Name)
				}
			}
		}
	}
	return nil
}

// meet says whether two terms have a day in common.
func meet(a, b Term) bool {
	return (b.To.IsZero() || !b.To.Before(a.From)) && (a.To.IsZero() || !a.To.Before(b.From))
}

// Roles are all offices, in the order in which people sit down.
var Roles = []Role{RolePresident, RoleVice, RoleDirector, RoleJudge, RoleClerk, RoleCommittee, RoleCustodian, RoleAdmin}
