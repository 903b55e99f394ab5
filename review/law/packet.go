package law

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"

	"shenqian/review"
)

// PacketRule says, for some years, who may let papers leave the court's network
// in an offline packet, for how long, and what stays behind.
type PacketRule struct {
	From      review.Date   `json:"from"`
	To        review.Date   `json:"to"`
	Approvers []review.Role `json:"approvers"` // never who asked for it
	Longest   int           `json:"longest"`   // days, the first and the last counted
	Most      int           `json:"most"`      // matters
	Stay      []string      `json:"stay"`      // types of attachments that stay
	Basis     string        `json:"basis"`
	Read      bool          `json:"read"`
	Source    string        `json:"source"`
}

//go:embed packets.json
var packetsJSON []byte

func loadPackets() (out []PacketRule, err error) {
	if err := json.Unmarshal(packetsJSON, &out); err != nil {
		return nil, fmt.Errorf("law: packets: %w", err)
	}
	return out, nil
}

// Packet is the rule on offline packets on a day; false for a day without one.
func (b *Book) Packet(on review.Date) (PacketRule, bool) {
	for _, r := range b.packets {
		if covers(on, r.From, r.To) {
			return r, true
		}
	}
	return PacketRule{}, false
}

// Approver says whether holders of a role may approve a packet.
func (r PacketRule) Approver(role review.Role) bool { return slices.Contains(r.Approvers, role) }

// Stays says whether attachments of a type stay at the court.
func (r PacketRule) Stays(attachment string) bool { return slices.Contains(r.Stay, attachment) }
