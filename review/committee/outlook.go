package committee

// Outlook says what an item's vote could come to, before the meeting.
type Outlook struct {
	All      int      `json:"all"`
	Needed   int      `json:"needed"`
	Could    int      `json:"could"`    // members who could be there
	Possible bool     `json:"possible"` // they could meet, and decide
	Spare    int      `json:"spare"`    // so many more may stay away or disagree
	Even     bool     `json:"even"`
	Call     []Member `json:"call,omitempty"` // absent, not recused: who could be called
	Chair    bool     `json:"chair"`          // somebody is left who may preside
}

// Outlook reckons with members who will be away or recused. Both stay in the
// number of all members: each makes the majority harder, not easier.
func (x *Item) Outlook(r Roster, absent, recused map[string]bool) Outlook {
	o := Outlook{All: len(r), Needed: r.Needed(), Even: r.Even()}
	for _, m := range r {
		switch {
		case recused[m.Person] || x.Recused(m.Person):
		case absent[m.Person]:
			o.Call = append(o.Call, m)
		default:
			o.Could++
			o.Chair = o.Chair || m.chair()
		}
	}
	o.Spare = o.Could - o.Needed
	o.Possible = o.Spare >= 0 && o.Chair
	return o
}
