package review_test

import (
	"errors"
	"strconv"
	"testing"
	"time"

	"shenqian/review"
)

var packetDay = time.Date(2026, 11, 24, 10, 0, 0, 0, time.FixedZone("UTC+8", 8*3600))

// packetAct is an act of one of two people on packet P1, on the n-th day.
func packetAct(kind review.PacketActKind, who string, days int) review.PacketAct {
	a := review.PacketAct{Act: kind, Packet: "P1", Court: "法院", Actor: who, Name: who, At: packetDay.AddDate(0, 0, days), Reason: "开会"}
	a.Nonce = string(kind) + who + strconv.Itoa(days)
	if kind == review.PacketAsk || kind == review.PacketApprove {
		a.Matters = []review.PacketMatter{{ID: "termination/1", Version: 1, Round: 1, Text: "t", Standing: "s", Acts: 3}}
		a.Device, a.Until = "age1", review.DateOf(packetDay.AddDate(0, 0, 3))
	}
	return a
}

func faultCode(err error) string {
	var f *review.Error
	if errors.As(err, &f) {
		return f.Code
	}
	return ""
}

func TestAPacketGoesOnlyTheLawfulWay(t *testing.T) {
	ask, approve := packetAct(review.PacketAsk, "院长", 0), packetAct(review.PacketApprove, "局长", 0)
	out := packetAct(review.PacketOut, "院长", 1)
	out.Matters = ask.Matters
	conflict := packetAct(review.PacketConflict, "书记", 2)
	conflict.Matter = "termination/1"
	settle := packetAct(review.PacketSettle, "院长", 2)
	settle.Matter = "termination/1"
	with := func(a review.PacketAct, f func(*review.PacketAct)) review.PacketAct { f(&a); return a }
	for name, c := range map[string]struct {
		acts []review.PacketAct
		code string
	}{
		"asked, approved, out and back":     {[]review.PacketAct{ask, approve, out, packetAct(review.PacketBack, "书记", 3)}, ""},
		"a conflict that is settled":        {[]review.PacketAct{ask, approve, out, conflict, settle}, ""},
		"approved before it was asked for":  {[]review.PacketAct{approve}, "packet.order"},
		"asked for twice":                   {[]review.PacketAct{ask, packetAct(review.PacketAsk, "院长", 1)}, "packet.order"},
		"without a reason":                  {[]review.PacketAct{with(ask, func(a *review.PacketAct) { a.Reason = " " })}, "reason.missing"},
		"without a paper":                   {[]review.PacketAct{with(ask, func(a *review.PacketAct) { a.Matters = nil })}, "packet.empty"},
		"for a day that is over":            {[]review.PacketAct{with(ask, func(a *review.PacketAct) { a.Until = review.DateOf(packetDay).AddDays(-1) })}, "packet.untilpast"},
		"approved by who asked":             {[]review.PacketAct{ask, packetAct(review.PacketApprove, "院长", 0)}, "packet.ownask"},
		"approved for another device":       {[]review.PacketAct{ask, with(approve, func(a *review.PacketAct) { a.Device = "age2" })}, "packet.otherask"},
		"approved for longer":               {[]review.PacketAct{ask, with(approve, func(a *review.PacketAct) { a.Until = a.Until.AddDays(1) })}, "packet.otherask"},
		"approved for other papers":         {[]review.PacketAct{ask, with(approve, func(a *review.PacketAct) { a.Matters = []review.PacketMatter{{ID: "termination/2"}} })}, "packet.otherask"},
		"approved after it was refused":     {[]review.PacketAct{ask, packetAct(review.PacketRefuse, "局长", 0), approve}, "packet.answered"},
		"out without approval":              {[]review.PacketAct{ask, out}, "packet.unapproved"},
		"out after it was refused":          {[]review.PacketAct{ask, packetAct(review.PacketRefuse, "局长", 0), out}, "packet.unapproved"},
		"out after its last day":            {[]review.PacketAct{ask, approve, packetAct(review.PacketOut, "院长", 4)}, "packet.expired"},
		"out after it was called off":       {[]review.PacketAct{ask, approve, packetAct(review.PacketEnd, "局长", 0), out}, "packet.ended"},
		"back without having been out":      {[]review.PacketAct{ask, approve, packetAct(review.PacketBack, "书记", 1)}, "packet.notout"},
		"back after its last day":           {[]review.PacketAct{ask, approve, out, packetAct(review.PacketBack, "书记", 4)}, "packet.late"},
		"back after it was called off":      {[]review.PacketAct{ask, approve, out, packetAct(review.PacketEnd, "局长", 1), packetAct(review.PacketBack, "书记", 2)}, "packet.ended"},
		"taken up twice":                    {[]review.PacketAct{ask, approve, packetAct(review.PacketIn, "院长", 1), packetAct(review.PacketIn, "院长", 2)}, "packet.again"},
		"a conflict settled that is none":   {[]review.PacketAct{ask, approve, out, settle}, "packet.noconflict"},
		"a conflict settled without a word": {[]review.PacketAct{ask, approve, out, conflict, with(settle, func(a *review.PacketAct) { a.Reason = "" })}, "reason.missing"},
		"an act replayed":                   {[]review.PacketAct{ask, approve, out, out}, "event.replayed"},
		"an act of another court":           {[]review.PacketAct{ask, with(approve, func(a *review.PacketAct) { a.Court = "他院" })}, "packet.other"},
		"an act that nobody knows":          {[]review.PacketAct{ask, packetAct("burn", "院长", 0)}, "event.unknown"},
		"called off without a word":         {[]review.PacketAct{ask, with(packetAct(review.PacketEnd, "局长", 0), func(a *review.PacketAct) { a.Reason = "" })}, "reason.missing"},
	} {
		if _, err := review.Packets(c.acts); faultCode(err) != c.code || c.code == "" && err != nil {
			t.Errorf("%s: %v, want %q", name, err, c.code)
		}
	}
}

func TestUnderAPacketOnlyItsAskerActsOnItsPapersAndInTime(t *testing.T) {
	ps, err := review.Packets([]review.PacketAct{packetAct(review.PacketAsk, "院长", 0), packetAct(review.PacketApprove, "局长", 0)})
	if err != nil {
		t.Fatal(err)
	}
	good := review.Event{Kind: review.EventApprove, Packet: "P1", Matter: "termination/1", Actor: "院长", At: packetDay.AddDate(0, 0, 3)}
	for name, c := range map[string]struct {
		change func(*review.Event)
		code   string
	}{
		"he signs on the last day":       {func(*review.Event) {}, ""},
		"another acts":                   {func(e *review.Event) { e.Actor = "局长" }, "packet.otheractor"},
		"on another paper":               {func(e *review.Event) { e.Matter = "termination/2" }, "packet.foreign"},
		"under another packet":           {func(e *review.Event) { e.Packet = "P2" }, "packet.foreign"},
		"what is done at the court only": {func(e *review.Event) { e.Kind = review.EventSeal }, "packet.foreign"},
		"a day late":                     {func(e *review.Event) { e.At = e.At.AddDate(0, 0, 1) }, "packet.actlate"},
		"before it was asked for":        {func(e *review.Event) { e.At = packetDay.Add(-time.Second) }, "packet.foreign"},
	} {
		e := good
		c.change(&e)
		if err := ps[0].May(e); faultCode(err) != c.code || c.code == "" && err != nil {
			t.Errorf("%s: %v, want %q", name, err, c.code)
		}
	}
}

func TestAPaperIsOutUntilItsDecisionComesBackOrThePacketEnds(t *testing.T) {
	ask, out := packetAct(review.PacketAsk, "院长", 0), packetAct(review.PacketOut, "院长", 1)
	out.Matters = ask.Matters
	back := packetAct(review.PacketBack, "书记", 2)
	back.Results = []review.PacketResult{{Matter: "termination/1", Kind: review.EventPark, Result: review.ActApplied}}
	acts := []review.PacketAct{ask, packetAct(review.PacketApprove, "局长", 0), out, back}
	day := review.DateOf(packetDay)
	away := func(on review.Date) bool {
		ps, err := review.Packets(acts)
		if err != nil {
			t.Fatal(err)
		}
		return ps[0].Away("termination/1", on)
	}
	if !away(day) || away(day.AddDays(4)) {
		t.Error("a question that came back is no decision, and after the last day nothing is out")
	}
	back = packetAct(review.PacketBack, "书记", 3)
	back.Results = []review.PacketResult{{Matter: "termination/1", Kind: review.EventApprove, Result: review.ActApplied}}
	acts = append(acts, back)
	if away(day) {
		t.Error("it was decided and came back")
	}
}
