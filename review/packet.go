package review

import (
	"slices"
	"strings"
	"time"
)

// An offline packet 离线包 lets whoever decides take papers with him on one
// device that is not on the court's network (practice.md 8). It is asked for
// and approved by two persons, and its own acts say what went where, until
// when, and what became of it. The acts on the matters themselves are ordinary
// events that name the packet they were done under.

// PacketActKind is what happened to a packet.
type PacketActKind string

const (
	PacketAsk      PacketActKind = "ask"      // 申请
	PacketApprove  PacketActKind = "approve"  // 批准
	PacketRefuse   PacketActKind = "refuse"   // 不予批准
	PacketOut      PacketActKind = "out"      // the file was made
	PacketIn       PacketActKind = "in"       // on the device: taken up
	PacketBack     PacketActKind = "back"     // acts came back
	PacketConflict PacketActKind = "conflict" // an act came back to a matter that had gone on
	PacketSettle   PacketActKind = "settle"   // a person has decided what becomes of a conflict
	PacketEnd      PacketActKind = "end"      // called off: a device that was lost, a journey that was not made
)

// PacketMatter is a matter of a packet, as it stood.
type PacketMatter struct {
	ID       string `json:"id"`
	Version  int    `json:"version"`
	Round    int    `json:"round"`
	Text     Hash   `json:"text"`
	Standing Hash   `json:"standing"` // Matter.Standing
	Acts     int    `json:"acts"`     // how many there had been
}

// PacketAct is one act on a packet. Its canonical form is what is signed.
type PacketAct struct {
	Act    PacketActKind `json:"act"`
	Packet string        `json:"packet"`
	Court  string        `json:"court"`
	Actor  string        `json:"actor"`
	Name   string        `json:"name"`
	Role   Role          `json:"role,omitempty"`
	Title  string        `json:"title,omitempty"`
	At     time.Time     `json:"at"`
	Nonce  string        `json:"nonce"`
	Reason string        `json:"reason,omitempty"`

	Matters []PacketMatter `json:"matters,omitempty"` // asked for, approved, gone out
	Device  string         `json:"device,omitempty"`  // public key of the device
	Until   Date           `json:"until,omitzero"`    // the last day
	Asked   Hash           `json:"asked,omitempty"`   // what was approved: the hash of the ask's body

	File   Hash   `json:"file,omitempty"`   // of the encrypted file
	Key    Hash   `json:"key,omitempty"`    // out: the key for the way back, kept sealed
	Return string `json:"return,omitempty"` // its public half
	Kept   Hash   `json:"kept,omitempty"`   // in, conflict: what is kept of it, as a file
	Absent []Hash `json:"absent,omitempty"` // in: files that stayed at the court

	Results []PacketResult `json:"results,omitempty"` // back
	Matter  string         `json:"matter,omitempty"`  // conflict, settle
	Arrived *ActName       `json:"arrived,omitempty"` // conflict: the act that came
	Here    *ActName       `json:"here,omitempty"`    // conflict: the last act at the court
	Why     string         `json:"why,omitempty"`     // conflict: the code of what it is
	Files   []Hash         `json:"files,omitempty"`   // conflict: the files that came with the acts
}

// ActName names an act of a matter.
type ActName struct {
	Kind   EventKind `json:"kind"`
	Name   string    `json:"name"`
	At     time.Time `json:"at"`
	Reason string    `json:"reason,omitempty"`
}

// NameAct names an event.
func NameAct(e Event) *ActName {
	return &ActName{Kind: e.Kind, Name: e.Name, At: e.At, Reason: e.Reason}
}

// PacketResult is what became of one act that came back.
type PacketResult struct {
	Matter string    `json:"matter"`
	Kind   EventKind `json:"kind"`
	Nonce  string    `json:"nonce"`
	Result string    `json:"result"` // applied, already or conflict
	Why    string    `json:"why,omitempty"`
}

// What may become of an act that comes back.
const (
	ActApplied  = "applied"
	ActAlready  = "already"
	ActConflict = "conflict"
)

// Packet is what its acts make of it.
type Packet struct {
	Asked     PacketAct
	Approved  *PacketAct
	Refused   *PacketAct
	Ended     *PacketAct
	Outs      []PacketAct
	In        *PacketAct
	Backs     []PacketAct
	Conflicts []PacketAct
	Settled   []PacketAct
	nonces    map[string]bool
}

// ID names the packet.
func (p *Packet) ID() string { return p.Asked.Packet }

// Matter is one of the packet's, as it went out; false if it is none of them.
func (p *Packet) Matter(id string) (PacketMatter, bool) {
	all := p.Asked.Matters
	if n := len(p.Outs); n > 0 {
		all = p.Outs[n-1].Matters
	}
	for _, m := range all {
		if m.ID == id {
			return m, true
		}
	}
	return PacketMatter{}, false
}

// Expired says whether the packet's last day is over.
func (p *Packet) Expired(today Date) bool { return p.Asked.Until.Before(today) }

// Away says whether a matter is on the device today and has not come back.
func (p *Packet) Away(id string, today Date) bool {
	_, is := p.Matter(id)
	if !is || len(p.Outs) == 0 || p.Ended != nil || p.Expired(today) {
		return false
	}
	for _, b := range p.Backs {
		for _, r := range b.Results {
			if r.Matter == id && DecidesMatter(r.Kind) && r.Result != ActConflict {
				return false
			}
		}
	}
	return !slices.ContainsFunc(p.Conflicts, func(c PacketAct) bool { return c.Matter == id })
}

// Open are the conflicts that nobody has decided yet.
func (p *Packet) Open() (out []PacketAct) {
	for _, c := range p.Conflicts {
		settled := slices.ContainsFunc(p.Settled, func(s PacketAct) bool { return s.Matter == c.Matter && !s.At.Before(c.At) })
		if !settled {
			out = append(out, c)
		}
	}
	return out
}

// packetKinds are what may be done on a device.
var packetKinds = []EventKind{
	EventShow, EventApprove, EventReturn, EventReconsider, EventRefer, EventRefuse, EventPark, EventUnpark, EventRetract,
}

// InPacket says whether an act may be done on a device.
func InPacket(k EventKind) bool { return slices.Contains(packetKinds, k) }

// DecidesMatter says whether an act takes a matter off the president's desk.
func DecidesMatter(k EventKind) bool {
	return slices.Contains([]EventKind{EventApprove, EventReturn, EventReconsider, EventRefer, EventRefuse}, k)
}

// Apply takes up one act on a packet, or refuses it and changes nothing.
func (p *Packet) Apply(a PacketAct) error {
	first := p.Asked.Packet == ""
	switch {
	case a.Nonce == "" || p.nonces[a.Nonce]:
		return Fault("event.replayed")
	case first != (a.Act == PacketAsk):
		return Fault("packet.order", "packet", a.Packet)
	case !first && (a.Packet != p.ID() || a.Court != p.Asked.Court):
		return Fault("packet.other", "packet", a.Packet)
	}
	if err := p.lawful(a); err != nil {
		return err
	}
	switch a.Act {
	case PacketAsk:
		p.Asked = a
	case PacketApprove:
		p.Approved = &a
	case PacketRefuse:
		p.Refused = &a
	case PacketOut:
		p.Outs = append(p.Outs, a)
	case PacketIn:
		p.In = &a
	case PacketBack:
		p.Backs = append(p.Backs, a)
	case PacketConflict:
		p.Conflicts = append(p.Conflicts, a)
	case PacketSettle:
		p.Settled = append(p.Settled, a)
	case PacketEnd:
		p.Ended = &a
	}
	if p.nonces == nil {
		p.nonces = map[string]bool{}
	}
	p.nonces[a.Nonce] = true
	return nil
}

// lawful says whether an act may be done to the packet as it is.
func (p *Packet) lawful(a PacketAct) error {
	id, reason := a.Packet, strings.TrimSpace(a.Reason) != ""
	switch a.Act {
	case PacketAsk:
		switch {
		case len(a.Matters) == 0:
			return Fault("packet.empty")
		case !reason:
			return Fault("reason.missing")
		case a.Device == "":
			return Fault("packet.nodevice")
		case a.Until.Before(DateOf(a.At)):
			return Fault("packet.untilpast", "until", a.Until.Arabic())
		}
	case PacketApprove, PacketRefuse:
		switch {
		case p.Approved != nil || p.Refused != nil || p.Ended != nil:
			return Fault("packet.answered", "packet", id)
		case a.Actor == p.Asked.Actor:
			return Fault("packet.ownask", "name", a.Name)
		case a.Act == PacketRefuse && !reason:
			return Fault("reason.missing")
		case a.Act == PacketApprove && (a.Device != p.Asked.Device || a.Until != p.Asked.Until || a.Reason != p.Asked.Reason || !slices.Equal(a.Matters, p.Asked.Matters)):
			return Fault("packet.otherask", "packet", id)
		}
	case PacketOut, PacketIn:
		switch {
		case p.Ended != nil:
			return Fault("packet.ended", "packet", id, "reason", p.Ended.Reason)
		case p.Approved == nil:
			return Fault("packet.unapproved", "packet", id)
		case p.Expired(DateOf(a.At)):
			return Fault("packet.expired", "packet", id, "until", p.Asked.Until.Arabic())
		case a.Act == PacketIn && p.In != nil:
			return Fault("packet.again", "packet", id)
		}
	case PacketBack, PacketConflict:
		switch {
		case p.Ended != nil:
			return Fault("packet.ended", "packet", id, "reason", p.Ended.Reason)
		case len(p.Outs) == 0 && p.In == nil:
			return Fault("packet.notout", "packet", id)
		case p.Expired(DateOf(a.At)):
			return Fault("packet.late", "packet", id, "until", p.Asked.Until.Arabic())
		}
	case PacketSettle:
		if !slices.ContainsFunc(p.Open(), func(c PacketAct) bool { return c.Matter == a.Matter }) {
			return Fault("packet.noconflict", "packet", id)
		}
		if !reason {
			return Fault("reason.missing")
		}
	case PacketEnd:
		if p.Ended != nil {
			return Fault("packet.ended", "packet", id, "reason", p.Ended.Reason)
		}
		if !reason {
			return Fault("reason.missing")
		}
	default:
		return Fault("event.unknown", "kind", string(a.Act))
	}
	return nil
}

// Packets folds acts into the packets they make, in the order they were asked
// for.
func Packets(acts []PacketAct) (out []*Packet, err error) {
	by := map[string]*Packet{}
	for _, a := range acts {
		p := by[a.Packet]
		if p == nil {
			p = &Packet{}
			by[a.Packet] = p
			out = append(out, p)
		}
		if err := p.Apply(a); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// May says whether an event may have been done under the packet: by whom it
// was asked for, on one of its matters, and no later than its last day.
func (p *Packet) May(e Event) error {
	_, is := p.Matter(e.Matter)
	switch {
	case e.Packet != p.ID() || !is || !InPacket(e.Kind):
		return Fault("packet.foreign", "packet", p.ID())
	case e.Actor != p.Asked.Actor:
		return Fault("packet.otheractor", "packet", p.ID(), "name", e.Name)
	case p.Expired(DateOf(e.At)):
		return Fault("packet.actlate", "packet", p.ID(), "on", DateOf(e.At).Arabic(), "until", p.Asked.Until.Arabic())
	case e.At.Before(p.Asked.At):
		return Fault("packet.foreign", "packet", p.ID())
	}
	return nil
}
