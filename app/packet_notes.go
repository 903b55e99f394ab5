package app

import (
	"context"
	"slices"

	"shenqian/review"
)

// PacketNote is what a matter shows of a packet that it is in.
type PacketNote struct {
	Packet string      `json:"packet"`
	Name   string      `json:"name"` // who has it
	Until  review.Date `json:"until"`
	// Conflict: an act came back that does not fit what was done here, and
	// nobody has decided which counts.
	Conflict bool            `json:"conflict,omitempty"`
	Arrived  *review.ActName `json:"arrived,omitempty"`
	Here     *review.ActName `json:"here,omitempty"`
}

// Say is the note in words.
func (n *PacketNote) Say(w *Catalogue) string {
	if !n.Conflict {
		return w.Say("packet.note", "name", n.Name, "until", n.Until.Arabic())
	}
	return w.Say("packet.note.conflict", "packet", n.Packet, "arrived", actWords(w, n.Arrived), "here", actWords(w, n.Here))
}

// Warn is what whoever acts here on a matter that is out is told.
func (n *PacketNote) Warn(w *Catalogue) string {
	if n.Conflict {
		return n.Say(w)
	}
	return w.Say("packet.warn", "name", n.Name, "until", n.Until.Arabic(), "packet", n.Packet)
}

func actWords(w *Catalogue, a *review.ActName) string {
	if a == nil {
		return w.Say("packet.noact")
	}
	kind := "packet.kind." + string(a.Kind)
	if !w.Has(kind) {
		kind = "packet.kind.other"
	}
	return w.Say("packet.act", "name", a.Name, "act", w.Say(kind), "at", a.At.In(Zone).Format("2006-01-02 15:04"))
}

// packetNotes are those of all matters that are out, or came back to a
// conflict that is open. On a device there are none.
func (a *App) packetNotes(ctx context.Context) (map[string]*PacketNote, error) {
	if a.carried() != nil {
		return nil, nil
	}
	ps, err := a.Packets(ctx)
	if err != nil || len(ps) == 0 {
		return nil, err
	}
	out, today := map[string]*PacketNote{}, review.DateOf(a.Now())
	for _, p := range ps {
		note := PacketNote{Packet: p.ID(), Name: p.Asked.Name, Until: p.Asked.Until}
		for _, m := range p.Asked.Matters {
			if p.Away(m.ID, today) {
				n := note
				out[m.ID] = &n
			}
		}
		for _, c := range p.Open() {
			n := note
			n.Conflict, n.Arrived, n.Here = true, c.Arrived, c.Here
			out[c.Matter] = &n
		}
	}
	return out, nil
}

// PacketNote is that of one matter, nil for none.
func (a *App) PacketNote(ctx context.Context, id string) (*PacketNote, error) {
	notes, err := a.packetNotes(ctx)
	return notes[id], err
}

// PacketStage is how far a packet has come, as a code of the catalogue.
func PacketStage(p *review.Packet, today review.Date) string {
	away := slices.ContainsFunc(p.Asked.Matters, func(m review.PacketMatter) bool { return p.Away(m.ID, today) })
	switch {
	case p.Refused != nil:
		return "refused"
	case p.Ended != nil:
		return "ended"
	case len(p.Open()) > 0:
		return "conflict"
	case p.In != nil && !p.Expired(today):
		return "here"
	case away:
		return "out"
	case len(p.Backs) > 0:
		return "back"
	case p.Expired(today):
		return "expired"
	case p.Approved != nil:
		return "approved"
	}
	return "asked"
}
