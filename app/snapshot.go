package app

import (
	"context"
	"path/filepath"
	"slices"
	"time"

	"shenqian/review"
	"shenqian/review/index"
	"shenqian/storage"
)

// A report that the president signed is a snapshot that nothing changes: its
// frozen file, the data it carries, the entry of the journal that his certificate
// signed, and the lists that stood in the system then. What a later list tells is
// held against it.

// Snapshot is what was confirmed, and by what it is proven.
type Snapshot struct {
	Number    string                `json:"number"`
	Kind      string                `json:"kind"`
	Figure    index.ConfirmedFigure `json:"figure"`
	From      review.Date           `json:"from"`
	To        review.Date           `json:"to"`
	Extracted review.Date           `json:"extracted"`
	By        string                `json:"by"`
	Office    string                `json:"office"`
	At        time.Time             `json:"at"`
	Row       int64                 `json:"row"`  // of the journal
	Hash      string                `json:"hash"` // of that row
	SignedBy  LineSigner            `json:"signed_by"`
	Check     LineCheck             `json:"check"`
	File      review.Hash           `json:"file"` // the frozen file that he signed
	Data      review.Hash           `json:"data"` // the figures
	Lists     []SnapshotList        `json:"lists"`
	Courts    []SnapshotCourt       `json:"courts"`

	confirmed index.Confirmed
	before    []index.Case
	known     []string
}

// SnapshotList is a list that stood when the report was signed.
type SnapshotList struct {
	Courts []string    `json:"courts"`
	Drawn  time.Time   `json:"drawn"`
	Query  string      `json:"query"`
	File   review.Hash `json:"file"`
	Row    int64       `json:"row"`
}

// SnapshotCourt is one court's confirmed figure.
type SnapshotCourt struct {
	Court     string `json:"court"`
	Confirmed int    `json:"confirmed"`
}

// Compared is a later list held against a snapshot.
type Compared struct {
	*Snapshot
	Against Extract         `json:"against"`
	Courts  []ComparedCourt `json:"compared"`
	Untold  []string        `json:"untold"` // courts of the report of which the list says nothing
}

// ComparedCourt is one court's.
type ComparedCourt struct {
	Court     string         `json:"court"`
	Reported  bool           `json:"reported"`
	Confirmed int            `json:"confirmed"`
	Listed    int            `json:"listed"`
	Kept      bool           `json:"kept"` // its list at the time was kept
	Now       int            `json:"now"`
	Unsure    int            `json:"unsure"`
	Finds     []ComparedCase `json:"finds"`
}

// ComparedCase is a case that is not where the confirmed figure has it.
type ComparedCase struct {
	Number string        `json:"number"`
	Why    index.FindWhy `json:"why"`
	Filed  review.Date   `json:"filed"`
	Closed review.Date   `json:"closed"`
	Manner string        `json:"manner"`
	Place  string        `json:"place,omitempty"`
	// As the list at the time had it.
	WasFiled  review.Date `json:"was_filed"`
	WasClosed review.Date `json:"was_closed"`
	WasManner string      `json:"was_manner,omitempty"`
}

// Same says whether nothing differs.
func (c *Compared) Same() bool {
	return !slices.ContainsFunc(c.Courts, func(x ComparedCourt) bool {
		return len(x.Finds) > 0 || !x.Kept && x.Reported && x.Now != x.Confirmed && c.Figure == index.ConfirmedTerminated
	})
}

// Snapshot is what a signed report confirmed; a report that is not signed
// confirms nothing.
func (a *App) Snapshot(ctx context.Context, id string) (*Snapshot, error) {
	d, err := a.loadPaper(ctx, id)
	if err != nil {
		return nil, err
	}
	i := len(d.Matter.Decisions) - 1
	if i < 0 || d.Matter.Version == nil || d.Matter.Decisions[i].Kind != review.EventApprove && d.Matter.Decisions[i].Kind != review.EventPaperOK {
		return nil, review.Fault("snapshot.unsigned", "number", numberOf(id))
	}
	data := d.Matter.Version.Draft.Facts // of the version that he signed, whatever was entered since
	if data == "" {
		return nil, review.Fault("report.nodata")
	}
	b, err := a.store.Blob(ctx, data)
	if err != nil {
		return nil, err
	}
	f, _, err := d.Kind.ReadFacts(b)
	if err != nil {
		return nil, err
	}
	s, err := a.snapshotOf(f, d.Kind, numberOf(id))
	if err != nil {
		return nil, err
	}
	s.File, s.Data = d.Matter.Decisions[i].Frozen, data
	if err := a.signedAt(ctx, id, d.Matter.Decisions[i], s); err != nil {
		return nil, err
	}
	return s, a.listsAt(ctx, s, s.Row)
}

// SnapshotFile is what a lower court's signed report confirmed, by the data
// within its PDF; the lists are those that this court has had since before.
func (a *App) SnapshotFile(ctx context.Context, path string, trusted [][]byte) (*Snapshot, error) {
	if len(trusted) == 0 {
		return nil, review.Fault("rollup.trust")
	}
	var s *Snapshot
	x := &RolledReport{}
	err := a.readReport(path, trusted, x, func(f review.Facts, k review.Kind, x *RolledReport) (err error) {
		x.Court = f.CourtName()
		s, err = a.snapshotOf(f, k, f.CaseNumber().String())
		return err
	})
	if err != nil {
		return nil, err
	}
	s.By, s.Office, s.File = x.Signer, x.Court, x.SHA256
	s.SignedBy = LineSigner{Kind: "certificate", Holder: x.Signer}
	s.Check = LineCheck{Signature: Holds, Authority: Holds, Tree: Unchecked}
	size, err := a.store.Size(ctx)
	if err != nil {
		return nil, err
	}
	return s, a.listsAt(ctx, s, size)
}

// snapshotOf takes the figures from a report's case file.
func (a *App) snapshotOf(f review.Facts, k review.Kind, number string) (*Snapshot, error) {
	c, ok := f.(index.Confirmer)
	if !ok {
		return nil, review.Fault("snapshot.kind", "number", number, "kind", a.Words.Say("kind."+k.ID()))
	}
	s := &Snapshot{Number: number, Kind: k.ID(), Lists: []SnapshotList{}, Courts: []SnapshotCourt{}, confirmed: c.Confirmed()}
	s.Figure, s.Extracted = s.confirmed.Figure, s.confirmed.Extracted
	s.From, s.To = s.confirmed.Period.From, s.confirmed.Period.To
	for _, r := range s.confirmed.Rows {
		s.Courts = append(s.Courts, SnapshotCourt{r.Court, r.Count})
	}
	return s, nil
}

// signedAt finds the entry with which it was signed, and checks it.
func (a *App) signedAt(ctx context.Context, id string, decided review.Decision, s *Snapshot) error {
	h, err := a.History(ctx, id)
	if err == nil {
		h, err = a.CheckHistory(ctx, h, nil)
	}
	if err != nil {
		return err
	}
	for _, l := range slices.Backward(h.Lines) {
		if l.Act == string(decided.Kind) {
			s.By, s.Office, s.At, s.Row, s.Hash, s.SignedBy, s.Check = l.Name, l.Office, l.At, l.Row, l.Hash, l.SignedBy, l.Check
			return nil
		}
	}
	return review.Fault("snapshot.unsigned", "number", s.Number)
}

// listsAt are the lists that stood when it was signed, of each court the last
// drawn by the day on which the report's data was. until is the row up to which
// lists count.
func (a *App) listsAt(ctx context.Context, s *Snapshot, until int64) error {
	es, err := a.store.Entries(ctx, storage.ExtractEntry, ExtractCases)
	if err != nil {
		return err
	}
	for _, e := range slices.Backward(es) {
		var x Extract
		if err := e.Decode(&x); err != nil {
			return err
		}
		if e.Seq > until || s.Extracted.Before(review.DateOf(x.Drawn.In(Zone))) {
			continue
		}
		var courts []string
		for _, c := range x.Courts {
			if !slices.Contains(s.known, c) {
				courts = append(courts, c)
			}
		}
		if len(courts) == 0 {
			continue
		}
		b, err := a.store.Blob(ctx, x.Lines)
		if err != nil {
			return err
		}
		cases, err := index.DecodeCases(b)
		if err != nil {
			return err
		}
		for _, c := range cases {
			if slices.Contains(courts, c.Court) {
				s.before = append(s.before, c)
			}
		}
		s.known = append(s.known, courts...)
		s.Lists = append(s.Lists, SnapshotList{Courts: courts, Drawn: x.Drawn, Query: x.Query, File: x.File, Row: e.Seq})
	}
	return nil
}

// CompareFile holds a list in a file against a snapshot. Nothing is recorded.
func (a *App) CompareFile(s *Snapshot, path string, r ExtractRequest) (*Compared, error) {
	b, err := readFile(path)
	if err != nil {
		return nil, err
	}
	if r.Court == "" {
		r.Court = a.Court().Name
	}
	x := Extract{Of: ExtractCases, Source: filepath.Base(path), Query: r.Query, Drawn: r.Drawn, File: review.HashOf(b)}
	lines, err := a.readCases(path, b, r, &x)
	if err != nil {
		return nil, err
	}
	cases, err := index.DecodeCases(lines)
	if err != nil {
		return nil, err
	}
	return a.compare(s, x, cases)
}

// CompareLatest holds what stands in the system now against a snapshot.
func (a *App) CompareLatest(ctx context.Context, s *Snapshot) (*Compared, error) {
	all, err := a.Extracts(ctx)
	if err != nil {
		return nil, err
	}
	var r IndexReport
	if err := a.readExtracts(ctx, all, &r); err != nil {
		return nil, err
	}
	x := Extract{Of: ExtractCases, Count: len(r.data.Cases)}
	for _, e := range r.Extracts {
		if e.Of == ExtractCases {
			x.Courts = append(x.Courts, e.Courts...)
			if x.Drawn.Before(e.Drawn) {
				x.Drawn, x.Query, x.Source, x.File = e.Drawn, e.Query, e.Source, e.File
			}
		}
	}
	return a.compare(s, x, r.data.Cases)
}

func (a *App) compare(s *Snapshot, x Extract, cases []index.Case) (*Compared, error) {
	finds, err := s.confirmed.Against(s.before, s.known, cases)
	if err != nil {
		return nil, err
	}
	out := &Compared{Snapshot: s, Against: x, Courts: []ComparedCourt{}, Untold: []string{}}
	for _, f := range finds {
		c := ComparedCourt{
			Court: f.Court, Reported: f.Reported, Confirmed: f.Confirmed, Listed: f.Listed, Kept: slices.Contains(s.known, f.Court), Now: f.Now, Unsure: f.Unsure, Finds: []ComparedCase{},
		}
		for _, y := range f.Finds {
			c.Finds = append(c.Finds, ComparedCase{
				Number: y.Case.Number.String(), Why: y.Why, Filed: y.Case.Filed, Closed: y.Case.Closed, Manner: string(y.Case.Manner), Place: y.Case.Place,
				WasFiled: y.Was.Filed, WasClosed: y.Was.Closed, WasManner: string(y.Was.Manner),
			})
		}
		out.Courts = append(out.Courts, c)
	}
	for _, r := range s.confirmed.Rows {
		if !slices.ContainsFunc(finds, func(f index.CourtFinds) bool { return index.SameCourt(f.Court, r.Court) }) {
			out.Untold = append(out.Untold, r.Court)
		}
	}
	return out, nil
}
