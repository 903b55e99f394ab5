package app

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"shenqian/review"
	"shenqian/review/index"
	"shenqian/review/inspection"
	"shenqian/signing/checkpoint"
	"shenqian/storage"
)

// InspectionPlan says which termination cases a court looks at again: all of a
// period, or a sample that whoever has the list can draw anew.
type InspectionPlan struct {
	ID         string      `json:"id"` // 2018-04
	Court      string      `json:"court"`
	From       review.Date `json:"from"`
	To         review.Date `json:"to"`
	Closed     int         `json:"closed"`     // 首次执行案件 closed in the period
	Terminated int         `json:"terminated"` // of these by 终本: the list that is drawn from
	List       review.Hash `json:"list"`       // inspection.PopulationHash of it
	Extract    review.Hash `json:"extract"`    // the rows it was made from
	// Checkpoint and Number, of a sample, make its Seed; "" where all are looked at.
	Checkpoint string              `json:"checkpoint,omitempty"`
	Number     string              `json:"number,omitempty"`
	Seed       string              `json:"seed,omitempty"`
	Cases      []review.CaseNumber `json:"cases"`
	At         time.Time           `json:"at"`
	By         string              `json:"by"`
}

// inspectionRecord is the payload of storage.InspectionEntry, its subject the
// plan's id: the plan, or what was found of a case, the latest standing.
type inspectionRecord struct {
	Plan   *InspectionPlan    `json:"plan,omitempty"`
	Result *inspection.Result `json:"result,omitempty"`
	By     string             `json:"by"`
	Name   string             `json:"name"`
	At     time.Time          `json:"at"`
}

// PlanRequest is what a plan is made by.
type PlanRequest struct {
	ID         string
	Court      string // "" for this one
	Period     index.Period
	Size       int    // 0 for all
	Checkpoint string // a checkpoint's text or SIZE:ROOT, lodged with the upper court
	Number     string // what the upper court issued afterwards
}

// Inspection is a plan with what was found so far.
type Inspection struct {
	Plan     InspectionPlan      `json:"plan"`
	Results  []inspection.Result `json:"results"`
	Open     []review.CaseNumber `json:"open"` // not looked at yet
	Sheet    inspection.Sheet    `json:"sheet"`
	Rate     string              `json:"rate"`             // 合格率
	TermRate string              `json:"termination_rate"` // 终本率
}

var inspectors = []review.Role{review.RoleDirector, review.RoleClerk, review.RoleJudge, review.RoleVice, review.RolePresident}

// PlanInspection makes a plan from the extract that stands, and records it.
func (a *App) PlanInspection(ctx context.Context, r PlanRequest) (*InspectionPlan, error) {
	if r.ID = strings.TrimSpace(r.ID); r.ID == "" || strings.ContainsAny(r.ID, "/\n\t") || len(r.ID) > 60 {
		return nil, review.Fault("inspection.id", "id", r.ID)
	}
	if _, err := a.Inspection(ctx, r.ID); Code(err) != "inspection.none" {
		if err == nil {
			err = review.Fault("inspection.exists", "id", r.ID)
		}
		return nil, err
	}
	if r.Court == "" {
		r.Court = a.Court().Name
	}
	p := &InspectionPlan{ID: r.ID, Court: r.Court, From: r.Period.From, To: r.Period.To}
	list, seq, err := a.terminated(ctx, r, p)
	if err != nil {
		return nil, err
	}
	p.Terminated, p.List, p.Cases = len(list), inspection.PopulationHash(list), list
	if r.Size > 0 {
		if err := a.sample(ctx, r, p, list, seq); err != nil {
			return nil, err
		}
	}
	return p, a.recordInspection(ctx, p.ID, &inspectionRecord{Plan: p})
}

// terminated are the cases of the court that were ended by 终本 in the period,
// and the entry of the extract that tells of them.
func (a *App) terminated(ctx context.Context, r PlanRequest, p *InspectionPlan) ([]review.CaseNumber, int64, error) {
	if err := r.Period.Check(); err != nil {
		return nil, 0, err
	}
	es, err := a.store.Entries(ctx, storage.ExtractEntry, ExtractCases)
	if err != nil {
		return nil, 0, err
	}
	for _, e := range slices.Backward(es) {
		var x Extract
		if err := e.Decode(&x); err != nil {
			return nil, 0, err
		}
		if !slices.Contains(x.Courts, r.Court) {
			continue
		}
		b, err := a.store.Blob(ctx, x.Lines)
		if err != nil {
			return nil, 0, err
		}
		cases, err := index.DecodeCases(b)
		if err != nil {
			return nil, 0, err
		}
		def := a.indices[slices.IndexFunc(a.indices, func(d index.Definition) bool { return d.ID == "termination" })]
		d := index.Data{Cases: cases}.Of(r.Court)
		f, err := index.Reckon(def, d, r.Period, true)
		if err != nil {
			return nil, 0, err
		}
		if f.Untold+f.Unsure > 0 {
			return nil, 0, review.Fault("inspection.untold", "count", itoa(f.Untold+f.Unsure), "court", r.Court)
		}
		var list []review.CaseNumber
		for _, i := range f.Counted {
			list = append(list, d.Cases[i].Number)
		}
		if len(list) == 0 {
			return nil, 0, review.Fault("inspection.nothing", "court", r.Court)
		}
		p.Closed, p.Extract = int(f.D), x.Lines
		list, err = inspection.Population(list)
		return list, e.Seq, err
	}
	return nil, 0, review.Fault("inspection.noextract", "court", r.Court)
}

// sample draws, by a checkpoint of this journal under which the list lies: it
// was fixed before the number was known.
func (a *App) sample(ctx context.Context, r PlanRequest, p *InspectionPlan, list []review.CaseNumber, listed int64) error {
	c, ok := printed(strings.TrimSpace(r.Checkpoint))
	if !ok {
		var err error
		if c, err = checkpoint.Read(r.Checkpoint); err != nil {
			return review.FaultFrom(err, "inspection.checkpoint")
		}
	}
	root, err := a.store.Root(ctx, c.Size)
	if err != nil || root != c.Root {
		return review.FaultFrom(err, "inspection.othercheckpoint")
	}
	if c.Size < listed {
		return review.Fault("inspection.early", "size", strconv.FormatInt(c.Size, 10), "row", strconv.FormatInt(listed, 10))
	}
	p.Checkpoint, p.Number = strconv.FormatInt(c.Size, 10)+":"+c.RootText(), strings.TrimSpace(r.Number)
	seed, err := inspection.NewSeed(p.Checkpoint, p.Number)
	if err != nil {
		return err
	}
	p.Seed = seed.String()
	p.Cases, err = seed.Draw(list, r.Size)
	return err
}

func (a *App) recordInspection(ctx context.Context, id string, r *inspectionRecord) error {
	s := a.Session()
	if s == nil {
		return review.Fault("session.needed")
	}
	now := a.Now()
	if _, _, err := s.roleFor(review.DateOf(now), inspectors...); err != nil {
		return err
	}
	r.By, r.Name, r.At = s.Person.ID, s.Person.Name, now
	if r.Plan != nil {
		r.Plan.At, r.Plan.By = now, s.Person.Name
	}
	err := a.store.Update(ctx, func(tx *storage.Tx) error {
		return s.appendDesk(tx, storage.InspectionEntry, id, r, now)
	})
	if err == nil {
		a.changed("")
	}
	return err
}

// Inspection is what stands of a plan.
func (a *App) Inspection(ctx context.Context, id string) (*Inspection, error) {
	es, err := a.store.Entries(ctx, storage.InspectionEntry, id)
	if err != nil {
		return nil, err
	}
	all, err := inspectionsOf(es)
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, review.Fault("inspection.none", "id", id)
	}
	return all[0], nil
}

// Inspections are all plans, the latest first.
func (a *App) Inspections(ctx context.Context) ([]*Inspection, error) {
	es, err := a.store.Entries(ctx, storage.InspectionEntry, "")
	if err != nil {
		return nil, err
	}
	all, err := inspectionsOf(es)
	slices.Reverse(all)
	return all, err
}

// inspectionsOf makes plans of their entries, in the order they were made.
func inspectionsOf(es []storage.Entry) ([]*Inspection, error) {
	var out []*Inspection
	of := map[string]*Inspection{}
	found := map[string]map[review.CaseNumber]inspection.Result{}
	for _, e := range es {
		var r inspectionRecord
		if err := e.Decode(&r); err != nil {
			return nil, err
		}
		switch in := of[e.Subject]; {
		case r.Plan != nil && in == nil:
			in = &Inspection{Plan: *r.Plan, Results: []inspection.Result{}, Open: []review.CaseNumber{}}
			out, of[e.Subject], found[e.Subject] = append(out, in), in, map[review.CaseNumber]inspection.Result{}
		case r.Result != nil && in != nil:
			found[e.Subject][r.Result.Number] = *r.Result
		}
	}
	for _, in := range out {
		for _, n := range in.Plan.Cases {
			if r, ok := found[in.Plan.ID][n]; ok {
				in.Results = append(in.Results, r)
			} else {
				in.Open = append(in.Open, n)
			}
		}
		in.Sheet = inspection.Sum(in.Plan.Court, in.Plan.Closed, in.Plan.Terminated, in.Results)
		in.Rate, in.TermRate = in.Sheet.Rate(), in.Sheet.TerminationRate()
	}
	return out, nil
}

// RecordResult records what was found of a case of a plan, or what was done
// about it since.
func (a *App) RecordResult(ctx context.Context, id string, r inspection.Result) (*Inspection, error) {
	in, err := a.Inspection(ctx, id)
	if err != nil {
		return nil, err
	}
	if !slices.Contains(in.Plan.Cases, r.Number) {
		return nil, review.Fault("inspection.notdrawn", "number", r.Number.String(), "id", id)
	}
	if err := r.Check(a.ruleIDs()); err != nil {
		return nil, err
	}
	if today := review.DateOf(a.Now()); today.Before(r.Done) {
		return nil, review.Fault("inspection.future", "on", r.Done.Arabic())
	}
	if err := a.recordInspection(ctx, id, &inspectionRecord{Result: &r}); err != nil {
		return nil, err
	}
	return a.Inspection(ctx, id)
}

func (a *App) ruleIDs() (out []string) {
	for _, k := range a.Kinds() {
		out = append(out, k.Rules()...)
	}
	return out
}

// Proposal is what the check-up says of a case of a plan, for who inspects it.
type Proposal struct {
	Number  review.CaseNumber   `json:"number"`
	Matter  string              `json:"matter,omitempty"` // "" where the case has no paper here
	Outcome inspection.Outcome  `json:"outcome,omitempty"`
	Defects []inspection.Defect `json:"defects,omitempty"`
	Unknown []string            `json:"unknown,omitempty"` // rules that could not be answered
}

// Propose has the check-up look at the cases of a plan that are still open. A
// rule that is not met is a defect to be looked at; whether it is one, and of
// which class, a person decides.
func (a *App) Propose(ctx context.Context, id string) ([]Proposal, error) {
	in, err := a.Inspection(ctx, id)
	if err != nil {
		return nil, err
	}
	out := []Proposal{}
	for _, n := range in.Open {
		p := Proposal{Number: n}
		papers, err := a.papersOf(ctx, n.Case())
		if err != nil {
			return nil, err
		}
		papers = slices.DeleteFunc(papers, func(id string) bool { return kindOf(id) != "termination" })
		if len(papers) == 0 {
			out = append(out, p)
			continue
		}
		d, err := a.Load(ctx, papers[0])
		if err != nil {
			return nil, err
		}
		p.Matter, p.Outcome = papers[0], inspection.Qualified
		if d.Checkup != nil {
			for _, f := range d.Checkup.Findings {
				switch {
				case f.Outcome == review.Unknown:
					p.Unknown = append(p.Unknown, f.Rule)
				case f.Severity == review.Info:
				case !slices.ContainsFunc(p.Defects, func(x inspection.Defect) bool { return x.Rule == f.Rule }):
					p.Defects = append(p.Defects, inspection.Defect{Rule: f.Rule})
					if p.Outcome == inspection.Qualified {
						p.Outcome = inspection.Irregular
					}
					if inspection.AboutAssets(f.Rule) {
						p.Outcome = inspection.WithAssets
					}
				}
			}
		}
		out = append(out, p)
	}
	return out, nil
}
