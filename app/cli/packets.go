package cli

import (
	"fmt"
	"io"
	"strings"

	"shenqian/app"
	"shenqian/app/backup"
	"shenqian/review"
)

// packetKey makes a device's own key: the file stays on the device, the public
// key is told to the court.
func packetKey(r *run) (int, error) {
	if r.flag("out") == "" {
		return 0, usage("cli.out")
	}
	file, name, err := backup.NewIdentity()
	if err != nil {
		return 0, err
	}
	if err := writeSecret(r.flag("out"), []byte(file)); err != nil {
		return 0, err
	}
	return Good, r.answer(map[string]string{"file": r.flag("out"), "device": name}, func(w io.Writer) {
		fmt.Fprintln(w, r.words.Say("cli.packet.key", "file", r.flag("out"), "device", name))
	})
}

// packetView is a packet as it is listed.
type packetView struct {
	Packet    string             `json:"packet"`
	Stage     string             `json:"stage"`
	Name      string             `json:"name"`
	Approved  string             `json:"approved_by,omitempty"`
	Device    string             `json:"device"`
	Until     review.Date        `json:"until"`
	Reason    string             `json:"reason"`
	Matters   []string           `json:"case_numbers"`
	Files     []review.Hash      `json:"sha256,omitempty"` // of what went out
	Conflicts []review.PacketAct `json:"conflicts,omitempty"`
}

func viewPacket(p *review.Packet, today review.Date) packetView {
	v := packetView{
		Packet: p.ID(), Stage: app.PacketStage(p, today), Name: p.Asked.Name, Device: p.Asked.Device, Until: p.Asked.Until, Reason: p.Asked.Reason, Conflicts: p.Open(),
	}
	if p.Approved != nil {
		v.Approved = p.Approved.Name
	}
	for _, m := range p.Asked.Matters {
		_, number, _ := strings.Cut(m.ID, "/")
		v.Matters = append(v.Matters, number)
	}
	for _, o := range p.Outs {
		v.Files = append(v.Files, o.File)
	}
	return v
}

func (r *run) printPacket(w io.Writer, v packetView) {
	fmt.Fprintln(w, r.words.Say("cli.packet.line", "packet", v.Packet, "stage", r.words.Say("packet.stage."+v.Stage), "name", v.Name, "until", v.Until.Arabic(),
		"matters", strings.Join(v.Matters, "、"), "device", v.Device, "reason", v.Reason))
	if v.Approved != "" {
		fmt.Fprintln(w, "\t"+r.words.Say("cli.packet.approved", "name", v.Approved))
	}
	for _, c := range v.Conflicts {
		n := app.PacketNote{Packet: v.Packet, Conflict: true, Arrived: c.Arrived, Here: c.Here}
		_, number, _ := strings.Cut(c.Matter, "/")
		fmt.Fprintln(w, "\t"+number+"\t"+n.Say(r.words))
	}
}

// onPacket runs an act on a packet by the one at the desk, with his certificate.
func (r *run) onPacket(act func(a *app.App, cred *app.Credential) (*review.Packet, error)) (int, error) {
	if !r.has("key") {
		return 0, review.Fault("key.needed")
	}
	a, err := r.open(true)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	cred, err := r.credential(&a.Workshop)
	if err != nil {
		return 0, err
	}
	p, err := act(a, cred)
	if err != nil {
		return 0, err
	}
	v := viewPacket(p, review.DateOf(a.Now()))
	return Good, r.answer(v, func(w io.Writer) { r.printPacket(w, v) })
}

func packetAsk(r *run) (int, error) {
	var until review.Date
	if r.flag("until") == "" || r.flag("device") == "" {
		return 0, usage("cli.packet.ask")
	}
	if err := until.UnmarshalText([]byte(r.flag("until"))); err != nil {
		return 0, err
	}
	return r.onPacket(func(a *app.App, cred *app.Credential) (*review.Packet, error) {
		ids, err := r.found(a)
		if err != nil {
			return nil, err
		}
		return a.AskPacket(r.ctx, ids, r.flag("device"), until, r.flag("why"), cred)
	})
}

func packetAnswer(approve bool) func(*run) (int, error) {
	return func(r *run) (int, error) {
		return r.onPacket(func(a *app.App, cred *app.Credential) (*review.Packet, error) {
			return a.AnswerPacket(r.ctx, r.args[0], approve, r.flag("reason"), cred)
		})
	}
}

func packetSettle(r *run) (int, error) {
	return r.onPacket(func(a *app.App, cred *app.Credential) (*review.Packet, error) {
		id, err := a.Find(r.ctx, r.args[1])
		if err != nil {
			return nil, err
		}
		return a.SettlePacket(r.ctx, r.args[0], id, r.flag("why"), cred)
	})
}

func packetEnd(r *run) (int, error) {
	return r.onPacket(func(a *app.App, cred *app.Credential) (*review.Packet, error) {
		return a.EndPacket(r.ctx, r.args[0], r.flag("why"), cred)
	})
}

func packetList(r *run) (int, error) {
	a, err := r.open(false)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	ps, err := a.Packets(r.ctx)
	if err != nil {
		return 0, err
	}
	out := []packetView{}
	for _, p := range ps {
		out = append(out, viewPacket(p, review.DateOf(a.Now())))
	}
	return Good, r.answer(out, func(w io.Writer) {
		if len(out) == 0 {
			fmt.Fprintln(w, r.words.Say("cli.packet.none"))
		}
		for _, v := range out {
			r.printPacket(w, v)
		}
	})
}

// packetOut writes a packet's file: at the court for the device, on the device
// for the court, where the packet need not be named.
func packetOut(r *run) (int, error) {
	if r.flag("out") == "" {
		return 0, usage("cli.out")
	}
	if len(r.args) > 1 {
		return 0, usage("cli.extra", "command", "packet out", "argument", r.args[1])
	}
	a, err := r.open(true)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	id := ""
	switch {
	case len(r.args) == 1:
		id = r.args[0]
	case !a.Carries():
		return 0, usage("cli.packet.which")
	}
	f, err := a.PacketOut(r.ctx, id, r.flag("out"))
	if err != nil {
		return 0, err
	}
	code := "cli.packet.out"
	if a.Carries() {
		code = "cli.packet.back"
	}
	return Good, r.answer(f, func(w io.Writer) { r.sayPacketFile(w, code, f) })
}

func (r *run) sayPacketFile(w io.Writer, code string, f *app.PacketFile) {
	fmt.Fprintln(w, r.words.Say(code, "packet", f.Packet, "file", f.File, "until", f.Until.Arabic(), "count", fmt.Sprint(len(f.Matters)), "acts", fmt.Sprint(f.Acts), "hash", f.Hash.Short()))
}

// packetIn takes a packet in: on a device with --identity, its own key, else at
// the court what comes back.
func packetIn(r *run) (int, error) {
	if !r.has("identity") {
		return packetReceive(r)
	}
	if !r.has("key") {
		return 0, review.Fault("key.needed")
	}
	b, err := app.ReadFileFully(r.flag("identity"))
	if err != nil {
		return 0, err
	}
	with, err := backup.With(string(b))
	if err != nil {
		return 0, err
	}
	w, err := app.NewWorkshop(r.config)
	if err != nil {
		return 0, err
	}
	cred, err := r.credential(&w)
	if err != nil {
		return 0, err
	}
	a, f, err := w.TakePacket(r.ctx, r.config, r.args[0], with, cred)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	return Good, r.answer(f, func(w io.Writer) { r.sayPacketFile(w, "cli.packet.taken", f) })
}

// packetReceive takes in at the court what was done on a device. A conflict is
// an answer that is no.
func packetReceive(r *run) (int, error) {
	a, err := r.open(true)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	got, err := a.ReceivePacket(r.ctx, r.args[0])
	if err != nil {
		return 0, err
	}
	status := Good
	if len(got.Conflicts) > 0 {
		status = No
	}
	return status, r.answer(got, func(w io.Writer) {
		fmt.Fprintln(w, r.words.Say("cli.packet.received", "packet", got.Packet, "applied", fmt.Sprint(got.Count(review.ActApplied)),
			"already", fmt.Sprint(got.Count(review.ActAlready)), "conflicts", fmt.Sprint(got.Count(review.ActConflict))))
		for _, res := range got.Results {
			_, number, _ := strings.Cut(res.Matter, "/")
			fmt.Fprintln(w, number+"\t"+r.words.Say("packet.kind."+string(res.Kind))+"\t"+r.words.Say("packet.result."+res.Result)+r.why(res.Why))
		}
		for _, n := range got.Conflicts {
			fmt.Fprintln(w, n.Say(r.words))
		}
	})
}

func (r *run) why(code string) string {
	if code == "" {
		return ""
	}
	return "\t" + r.words.Say(code)
}

// warnPacket tells whoever is about to act on a matter that it is out.
func (r *run) warnPacket(a *app.App, id string) {
	if n, err := a.PacketNote(r.ctx, id); err == nil && n != nil {
		fmt.Fprintln(r.Stderr, n.Warn(r.words))
	}
}
