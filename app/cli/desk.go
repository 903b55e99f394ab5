package cli

import (
	"fmt"
	"io"
	"os"
	"strings"

	"shenqian/app"
	"shenqian/review"
)

func list(r *run) (int, error) {
	a, err := r.open(false)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	state, err := r.state(r.flag("state"))
	if err != nil {
		return 0, err
	}
	limit, err := r.count("limit")
	if err != nil {
		return 0, err
	}
	page, err := a.Queue(r.ctx, app.QueueFilter{Query: strings.Join(r.args, " "), State: state, Mine: r.has("mine"), Limit: limit, Together: r.has("together")})
	if err != nil {
		return 0, err
	}
	if out := r.flag("out"); out != "" {
		if err := r.writeQueue(a, page.Items, out); err != nil {
			return 0, err
		}
	}
	return Good, r.answer(page.Items, func(w io.Writer) {
		if out := r.flag("out"); out != "" {
			fmt.Fprintln(w, r.words.Say("cli.written", "file", out))
			return
		}
		for _, it := range page.Items {
			fmt.Fprintf(w, "%s\t%s\t%s\t%s → %s\n", it.CaseNumber, r.stateName(it.State), it.Reason, it.Applicant, it.Debtor)
		}
	})
}

// states are all there are, in the order of a paper's life.
var states = []review.State{
	review.StateDraft, review.StateRoute, review.StatePresident, review.StateReturned, review.StateReconsider,
	review.StateCommittee, review.StateRefused, review.StateApproved,
	review.StateSealed, review.StateServed, review.StateRevoked,
}

// state takes a state by its id or by the name that lists print.
func (r *run) state(name string) (review.State, error) {
	if name == "" {
		return "", nil
	}
	var names []string
	for _, s := range states {
		if name == string(s) || name == r.stateName(s) {
			return s, nil
		}
		names = append(names, string(s)+"（"+r.stateName(s)+"）")
	}
	return "", usage("cli.state", "state", name, "states", strings.Join(names, "、"))
}

// matterView is `show` as JSON.
type matterView struct {
	CaseNumber  string                   `json:"case_number"`
	State       review.State             `json:"state"`
	Version     int                      `json:"version"`
	Round       int                      `json:"round"`
	TextHash    review.Hash              `json:"text_hash,omitempty"`
	FrozenHash  review.Hash              `json:"frozen_hash,omitempty"`
	SignedHash  review.Hash              `json:"signed_hash,omitempty"`
	Code        string                   `json:"code,omitempty"`
	Pages       int                      `json:"pages,omitempty"`
	Facts       review.Facts             `json:"facts,omitempty"`
	Checkup     *review.Checkup          `json:"checkup,omitempty"`
	Answers     map[string]review.Answer `json:"answers,omitempty"`
	Open        []review.Step            `json:"open_steps"`
	Attachments []review.Attachment      `json:"attachments"`
	Decisions   []review.Decision        `json:"decisions"`
	Parked      string                   `json:"parked,omitempty"`
	Tasks       []review.Task            `json:"tasks,omitempty"`
	After       *afterView               `json:"after,omitempty"`
	Packet      *app.PacketNote          `json:"packet,omitempty"`
	Out         string                   `json:"out,omitempty"`
}

// afterView is what became of an approved ruling.
type afterView struct {
	Conflict     bool                 `json:"conflict,omitempty"`
	ServiceCopy  review.Hash          `json:"service_copy,omitempty"`
	Copies       int                  `json:"copies,omitempty"`
	Recipients   []review.Recipient   `json:"recipients"`
	Sealings     []review.Sealing     `json:"sealings"`
	Refusals     []review.SealRefusal `json:"seal_refusals"`
	Services     []review.Service     `json:"services"`
	Effective    string               `json:"effective,omitempty"`
	Publications []review.Publication `json:"publications"`
	Masking      *review.Masking      `json:"masking,omitempty"`
	Revival      *review.Revival      `json:"revival,omitempty"`
	Links        []review.Link        `json:"links"`
	Clocks       []review.Clock       `json:"clocks"`
}

func viewAfter(d *app.Dossier) *afterView {
	m := d.Matter
	if _, ok := m.Approval(); !ok && !m.Conflict {
		return nil
	}
	v := &afterView{
		Conflict: m.Conflict, Recipients: []review.Recipient{}, Sealings: append([]review.Sealing{}, m.Sealings...), Refusals: append([]review.SealRefusal{}, m.SealRefusals...),
		Services: append([]review.Service{}, m.Services...), Publications: append([]review.Publication{}, m.Publications...),
		Masking: m.Masking,
		Revival: m.Revival, Links: append([]review.Link{}, m.Links...), Clocks: append([]review.Clock{}, d.Clocks()...),
	}
	if c := m.ServiceCopy; c != nil {
		v.ServiceCopy, v.Copies, v.Recipients = c.File, c.Copies, c.Recipients
	}
	if on, ok := m.Effective(); ok {
		v.Effective = on.String()
	}
	return v
}

// show is one matter. By the president, with --out, on a paper that waits for
// him, it is the showing: the paper is dated and frozen.
func show(r *run) (int, error) {
	a, err := r.open(r.has("out") && (r.has("as") || r.has("key")))
	if err != nil {
		return 0, err
	}
	defer a.Close()
	id, err := a.Find(r.ctx, r.args[0])
	if err != nil {
		return 0, err
	}
	d, err := a.Load(r.ctx, id)
	if err != nil {
		return 0, err
	}
	v := view(r, a, d)
	if out := r.flag("out"); out != "" {
		sheet, err := sheetFor(r, a, d, v)
		if err != nil {
			return 0, err
		}
		if err := os.WriteFile(out, sheet.PDF, 0o644); err != nil {
			return 0, err
		}
		v.Out, v.Pages = out, sheet.Pages
	}
	return Good, r.answer(v, func(w io.Writer) { r.printMatter(w, v) })
}

func sheetFor(r *run, a *app.App, d *app.Dossier, v *matterView) (*app.Sheet, error) {
	s := a.Session()
	if s != nil && d.Matter.State == review.StatePresident {
		if a.Presides(d.Matter) {
			sh, err := a.Show(r.ctx, d.ID)
			if err != nil {
				return nil, err
			}
			v.FrozenHash, v.Code, v.Checkup = sh.Hash, sh.Code, r.words.Checkup(sh.Checkup)
			return sh.Sheet, nil
		}
	}
	if approval, ok := d.Matter.Approval(); ok && approval.Signed != "" {
		b, err := a.SignedFile(r.ctx, approval.Signed)
		return &app.Sheet{PDF: b}, err
	}
	return a.Draw(r.ctx, d)
}

func view(r *run, a *app.App, d *app.Dossier) *matterView {
	m := d.Matter
	v := &matterView{
		CaseNumber: strings.TrimPrefix(d.ID, d.Kind.ID()+"/"), State: m.State, Round: m.Round, Facts: d.Facts, Answers: m.Answers, Parked: m.Parked, Tasks: m.Tasks,
		Open: append([]review.Step{}, m.OpenSteps()...), Attachments: append([]review.Attachment{}, m.Attachments...), Decisions: append([]review.Decision{}, m.Decisions...),
		Packet: d.Packet,
	}
	v.After = viewAfter(d)
	if m.Version != nil {
		v.Version, v.TextHash = m.Version.Number, m.Version.Text
	}
	if m.Frozen != nil {
		v.FrozenHash = m.Frozen.Hash
	}
	if n := len(m.Decisions); n > 0 {
		v.SignedHash = m.Decisions[n-1].Signed
	}
	if d.Checkup != nil {
		v.Checkup = r.words.Checkup(d.Checkup)
	}
	return v
}

func (r *run) printMatter(w io.Writer, v *matterView) {
	fmt.Fprintf(w, "%s\t%s\n", v.CaseNumber, r.stateName(v.State))
	if v.Packet != nil {
		fmt.Fprintln(w, v.Packet.Say(r.words))
	}
	if v.TextHash != "" {
		fmt.Fprintln(w, r.words.Say("cli.texthash", "hash", string(v.TextHash)))
	}
	if v.FrozenHash != "" {
		fmt.Fprintln(w, r.words.Say("cli.frozen", "hash", string(v.FrozenHash)))
	}
	if v.Checkup != nil {
		r.printCheckup(w, v.Checkup)
	}
	for _, d := range v.Decisions {
		fmt.Fprintln(w, r.words.Say("cli.decision", "on", review.DateOf(d.At).Arabic(), "decision", r.words.Say("decision."+string(d.Kind)), "by", d.By, "reason", d.Reason))
	}
	for _, s := range v.Open {
		fmt.Fprintln(w, r.words.Say("cli.openstep", "label", s.Label, "person", s.Person, "id", s.ID))
	}
	if v.Out != "" {
		fmt.Fprintln(w, r.words.Say("cli.written", "file", v.Out))
	}
}
