package app

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"shenqian/review"
	"shenqian/signing/imposition"
	"shenqian/storage"
)

// PrintRequest says what is to be printed of each matter.
type PrintRequest struct {
	What   review.PrintWhat // "" for the service copy
	Copies int              // 0: of a service copy as many as the clerk asked for at 核对, else one
	Form   FormKind         // "" for 送达回证
	Party  string           // of a form
	Reason string           // of printing a service copy again
}

// PrintEntry is one line of the print register 打印登记.
type PrintEntry struct {
	CaseNumber string `json:"case_number"`
	review.Print
}

// Print makes one file for a duplex printer, every copy beginning on an odd
// page, counts it in the register of each matter, and only then gives it to
// hand: nothing leaves that was not counted. What can't be printed of one
// matter leaves all unprinted.
func (a *App) Print(ctx context.Context, ids []string, q PrintRequest, hand func(pdf []byte) error) ([]PrintEntry, error) {
	if q.What == "" {
		q.What = review.PrintCopy
	}
	var papers []imposition.Paper
	var steps []step
	title := ""
	for _, id := range ids {
		these, e, err := a.printable(ctx, id, q)
		if err != nil {
			return nil, err
		}
		roles := []review.Role{review.RoleClerk, review.RoleJudge, review.RoleCustodian, review.RolePresident}
		if e.Printed.Bare {
			roles = custodian
		}
		papers, steps = append(papers, these...), append(steps, step{event: e, roles: roles})
		title += numberOf(id)
	}
	if len(ids) > 1 {
		title = a.Words.Paper("print.batch", "count", itoa(len(ids)))
	}
	pdf, _, err := imposition.Bind(papers, imposition.Binding{Title: title, Producer: producer, Created: a.Now(), Duplex: true})
	if err != nil {
		return nil, err
	}
	var out []PrintEntry
	for i, id := range ids {
		m, err := a.do(ctx, id, steps[i])
		if err != nil {
			return out, err
		}
		out = append(out, PrintEntry{numberOf(id), m.Prints[len(m.Prints)-1]})
	}
	if err := hand(pdf); err != nil {
		return out, review.FaultFrom(err, "print.counted", "count", itoa(len(out)))
	}
	return out, nil
}

// printable is what a request prints of one matter, with the event that counts
// it; it is refused here if the domain would refuse it.
func (a *App) printable(ctx context.Context, id string, q PrintRequest) ([]imposition.Paper, review.Event, error) {
	e := review.Event{Kind: review.EventPrint, Reason: strings.TrimSpace(q.Reason), Printed: &review.Printed{What: q.What, Copies: max(q.Copies, 1)}}
	papers, err := a.printed(ctx, id, q, &e)
	if err != nil {
		return nil, e, err
	}
	for i := range papers {
		pages, err := imposition.Pages(papers[i].PDF)
		if err != nil {
			return nil, e, err
		}
		papers[i].Copies = e.Printed.Copies
		e.Printed.Pages += pages * e.Printed.Copies
	}
	if e.Frozen == "" {
		e.Frozen = review.HashOf(papers[0].PDF)
	}
	return papers, e, a.wouldPrint(ctx, id, e)
}

// printed are the files: forms for two recipients are two papers, for they go
// two ways.
func (a *App) printed(ctx context.Context, id string, q PrintRequest, e *review.Event) (papers []imposition.Paper, err error) {
	var pdf []byte
	switch q.What {
	case review.PrintCopy:
		_, m, err := a.events(ctx, id)
		if err != nil {
			return nil, err
		}
		if e.Frozen, e.Printed.Bare, err = m.PrintableCopy(); err != nil {
			return nil, err
		}
		if q.Copies == 0 {
			e.Printed.Copies = m.ServiceCopy.Copies
		}
		pdf, err = a.store.Blob(ctx, e.Frozen)
		return []imposition.Paper{{PDF: pdf}}, err
	case review.PrintOriginal:
		_, pdf, err = a.Original(ctx, id)
		return []imposition.Paper{{PDF: pdf}}, err
	case review.PrintForm:
		if q.Form == "" {
			q.Form = ServiceForm
		}
		e.Printed.Form = string(q.Form)
		return a.printedForms(ctx, id, q)
	}
	return nil, review.Fault("print.what", "what", string(q.What))
}

func (a *App) printedForms(ctx context.Context, id string, q PrintRequest) ([]imposition.Paper, error) {
	d, err := a.Load(ctx, id)
	if err != nil {
		return nil, err
	}
	var out []imposition.Paper
	for _, r := range formRecipients(d, q.Form) {
		if q.Party != "" && !strings.Contains(r.Name, q.Party) {
			continue
		}
		_, pdf, err := a.Form(ctx, id, q.Form, r.Name)
		if err != nil {
			return nil, err
		}
		out = append(out, imposition.Paper{PDF: pdf})
	}
	if len(out) == 0 {
		return nil, review.Fault("form.party", "party", q.Party, "number", numberOf(id))
	}
	return out, nil
}

// wouldPrint asks the domain about a print before any other is counted.
func (a *App) wouldPrint(ctx context.Context, id string, e review.Event) error {
	s := a.Session()
	if s == nil {
		return review.Fault("session.needed")
	}
	_, m, err := a.events(ctx, id)
	if err != nil {
		return err
	}
	e.Court, e.Matter, e.Name, e.At, e.Nonce = a.Court().Name, id, s.Person.Name, a.Now(), nonce()
	if e.At.Before(m.Changed) {
		e.At = m.Changed
	}
	e.Role = review.RoleClerk
	if e.Printed.Bare {
		if _, ok := s.Person.Holds(review.RoleCustodian, review.DateOf(e.At)); ok {
			e.Role = review.RoleCustodian
		}
	}
	return m.Apply(e)
}

// Prints is the print register, in the order of time; of all matters if none
// is named.
func (a *App) Prints(ctx context.Context, ids ...string) ([]PrintEntry, error) {
	if len(ids) == 0 {
		page, err := a.store.Matters(ctx, storage.Query{})
		if err != nil {
			return nil, err
		}
		for _, r := range page.Rows {
			ids = append(ids, r.ID)
		}
	}
	out := []PrintEntry{}
	for _, id := range ids {
		_, m, err := a.events(ctx, id)
		if err != nil {
			return nil, err
		}
		for _, p := range m.Prints {
			out = append(out, PrintEntry{numberOf(id), p})
		}
	}
	slices.SortStableFunc(out, func(x, y PrintEntry) int { return x.At.Compare(y.At) })
	return out, nil
}

// SendToPrinter hands a file to CUPS: A4, both sides, turned along the long
// edge. The copies are in the file already.
func SendToPrinter(ctx context.Context, printer string, pdf []byte) error {
	lp, err := exec.LookPath("lp")
	if err != nil {
		return review.FaultFrom(err, "print.nolp")
	}
	dir, err := os.MkdirTemp("", "shenqian-print-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "shenqian.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		return err
	}
	out, err := exec.CommandContext(ctx, lp, "-d", printer, "-n", "1", "-o", "media=A4", "-o", "sides=two-sided-long-edge", "--", file).CombinedOutput()
	if err != nil {
		return review.FaultFrom(err, "print.refused", "printer", printer, "said", strings.Join(strings.Fields(string(out)), " "))
	}
	return nil
}
