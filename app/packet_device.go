package app

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"time"

	"shenqian/app/packet"
	"shenqian/review"
	"shenqian/signing/checkpoint"
	"shenqian/signing/disclosure"
	"shenqian/storage"
)

// carrying is what a device has of its court: the packets that were taken up
// on it. A court's own data has none. What is not in one of them, or whose last
// day is over, is neither opened nor signed there.
type carrying struct {
	packets   []*review.Packet
	manifests map[string]packet.Manifest // by packet
	latest    time.Time                  // of all that was done here: a clock set back opens nothing
}

// carried is what this desk carries, nil at the court.
func (a *App) carried() *carrying {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.bag
}

// Carries says whether this is a device's data, with packets of its court.
func (a *App) Carries() bool { return a.carried() != nil }

// loadCarried finds out whether the data is a device's, and what is on it.
func (a *App) loadCarried(ctx context.Context) error {
	ps, err := a.Packets(ctx)
	if err != nil {
		return err
	}
	c := &carrying{manifests: map[string]packet.Manifest{}}
	for _, p := range ps {
		if p.In == nil {
			continue
		}
		b, err := a.store.Blob(ctx, p.In.Kept)
		if err != nil {
			return err
		}
		var m packet.Manifest
		if err := json.Unmarshal(b, &m); err != nil {
			return review.FaultFrom(err, "storage.damaged", "what", "packet "+p.ID())
		}
		c.packets, c.manifests[p.ID()] = append(c.packets, p), m
	}
	if len(c.packets) == 0 {
		return nil
	}
	err = a.store.EachEntry(ctx, "", func(e storage.Entry) error {
		var when struct {
			At   time.Time `json:"at"`
			From time.Time `json:"from"`
		}
		if e.Type == storage.DeskEntry || e.Type == storage.MatterEntry || e.Type == storage.PacketEntry {
			if err := e.Decode(&when); err != nil {
				return err
			}
		}
		for _, t := range []time.Time{when.At, when.From} {
			if c.latest.Before(t) {
				c.latest = t
			}
		}
		return ctx.Err()
	})
	if err != nil {
		return err
	}
	if sealed, err := os.ReadFile(filepath.Join(a.here, expiredFile)); err == nil {
		var on time.Time
		b, err := a.store.Unseal(sealed, expiredFile)
		if err == nil {
			err = on.UnmarshalText(b)
		}
		if err != nil {
			return review.FaultFrom(err, "storage.damaged", "what", expiredFile)
		}
		if c.latest.Before(on) {
			c.latest = on
		}
	}
	a.mu.Lock()
	a.bag = c
	a.mu.Unlock()
	return nil
}

// expiredFile says until when the device was found expired, so that a clock
// set back does not open it again.
const expiredFile = "expired"

// mayStillOpen refuses a device on which every packet's last day is over, and
// remembers that.
func (a *App) mayStillOpen() error {
	now := a.Now()
	expired := a.carried().expired(now)
	if expired == nil || !a.carried().latest.Before(now) {
		return expired
	}
	b, err := now.MarshalText()
	if err != nil {
		return err
	}
	// Who can't write there is refused all the same.
	_ = ReplaceFile(filepath.Join(a.here, expiredFile), a.store.Seal(b, expiredFile), 0o600)
	return expired
}

// day is today, or the last day on which something was done if the clock says
// an earlier one.
func (c *carrying) day(now time.Time) review.Date {
	if now.Before(c.latest) {
		now = c.latest
	}
	return review.DateOf(now.In(Zone))
}

// of is the packet that a matter is in: the last.
func (c *carrying) of(id string) *review.Packet {
	for _, p := range slices.Backward(c.packets) {
		if _, is := p.Matter(id); is {
			return p
		}
	}
	return nil
}

// expired is the fault of a device on which no packet's last day is still to
// come, nil for any other.
func (c *carrying) expired(now time.Time) error {
	if c == nil {
		return nil
	}
	last := c.packets[0]
	for _, p := range c.packets {
		if !p.Expired(c.day(now)) {
			return nil
		}
		if last.Asked.Until.Before(p.Asked.Until) {
			last = p
		}
	}
	return expiredFault(last)
}

func expiredFault(p *review.Packet) error {
	return review.Fault("packet.expired", "packet", p.ID(), "until", p.Asked.Until.Arabic())
}

// mayOpen says whether a matter may be read here today.
func (c *carrying) mayOpen(id string, now time.Time) error {
	if c == nil {
		return nil
	}
	p := c.of(id)
	switch {
	case p == nil:
		return review.Fault("packet.notcarried", "number", numberOf(id))
	case p.Expired(c.day(now)):
		return expiredFault(p)
	}
	return nil
}

// mayAct says under which packet an act is done here, "" at the court.
func (c *carrying) mayAct(s *Session, e review.Event, now time.Time) (string, error) {
	if c == nil {
		return "", nil
	}
	if err := c.mayOpen(e.Matter, now); err != nil {
		return "", err
	}
	p := c.of(e.Matter)
	switch {
	case !review.InPacket(e.Kind):
		return "", review.Fault("packet.device.act")
	case s.Person.ID != p.Asked.Actor:
		return "", review.Fault("packet.device.person", "name", p.Asked.Name)
	}
	return p.ID(), nil
}

// maySit says whether a person may work here: he asked for one of the packets
// whose last day is not over.
func (c *carrying) maySit(p review.Person, now time.Time) error {
	if c == nil {
		return nil
	}
	if err := c.expired(now); err != nil {
		return err
	}
	for _, k := range c.packets {
		if k.Asked.Actor == p.ID && !k.Expired(c.day(now)) {
			return nil
		}
	}
	return review.Fault("packet.device.person", "name", c.packets[len(c.packets)-1].Asked.Name)
}

// matter is what a matter's paper is made with.
func (c *carrying) matter(id string) (packet.Matter, bool) {
	if p := c.of(id); p != nil {
		for _, m := range c.manifests[p.ID()].Matters {
			if m.ID == id {
				return m, true
			}
		}
	}
	return packet.Matter{}, false
}

// seed is that of a matter's paper of one day, nil if its court has no key for
// checkpoints.
func (c *carrying) seed(id string, on review.Date) ([]byte, error) {
	m, is := c.matter(id)
	switch seed, ok := m.Seeds[on.String()]; {
	case !is:
		return nil, review.Fault("packet.notcarried", "number", numberOf(id))
	case ok && len(seed) == len(disclosure.Seed{}):
		return seed, nil
	case len(m.Seeds) == 0:
		return nil, nil
	}
	return nil, expiredFault(c.of(id))
}

// anchor is the court's checkpoint that a matter's paper states.
func (c *carrying) anchor(id string) (*anchor, error) {
	m, is := c.matter(id)
	if !is {
		return nil, review.Fault("packet.notcarried", "number", numberOf(id))
	}
	return anchorIn(m)
}

// anchorIn reads the proof in a packet, nil for a matter without.
func anchorIn(m packet.Matter) (*anchor, error) {
	if m.Proof == "" {
		return nil, nil
	}
	p, err := checkpoint.ReadProof(m.Proof)
	if err != nil {
		return nil, err
	}
	at, err := checkpoint.Read(p.Signed)
	if err != nil {
		return nil, err
	}
	return &anchor{at, m.Proof}, nil
}

// stayed says whether a file stayed at the court.
func (c *carrying) stayed(h review.Hash) bool {
	if c == nil {
		return false
	}
	for _, p := range c.packets {
		if slices.Contains(p.In.Absent, h) {
			return true
		}
	}
	return false
}
