package app

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"shenqian/review"
	"shenqian/signing/keys"
	"shenqian/signing/trust"
)

// benchOriginals measures how many papers a president could sign: each is set
// and frozen, shown, signed with its event, and recorded, on all cores. Beside it, an
// office program converts a document to PDF and pdfsig reads the signature of
// one: neither dates, checks, sets in the form of the court nor records.
func (w *Workshop) benchOriginals(ctx context.Context, each time.Duration) ([]BenchRow, error) {
	dir, err := os.MkdirTemp("", "shenqian-bench-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	c, err := w.layWaiting(ctx, dir, min(400, max(20, int(each.Seconds()*40))))
	if err != nil {
		return nil, err
	}
	defer c.Close()
	if _, err := c.Kit(); err != nil {
		return nil, err
	}
	var spent time.Duration
	for ids := range slices.Chunk(c.ids, benchBatch) {
		d, err := c.sign(ctx, ids)
		if err != nil {
			return nil, err
		}
		spent += d
	}
	rate := float64(len(c.ids)) / spent.Seconds()
	_, pdf, err := c.Original(ctx, c.ids[0])
	if err != nil {
		return nil, err
	}
	office, err := benchOffice(ctx, dir, pdf, each)
	if err != nil {
		return nil, err
	}
	rows := []BenchRow{office, {Name: "original", PerSecond: rate, Against: office.Name}}
	public, err := c.benchPublic(ctx, filepath.Join(dir, "public"))
	if err != nil {
		return nil, err
	}
	rows = append(rows, public...)
	compare(rows)
	return rows, nil
}

// waitingCourt has papers that wait for the president, who is at the desk.
type waitingCourt struct {
	*App
	ids []string
	key *keys.Credential // the president's

	credentials map[string]*keys.Credential // by name; the court's own under ""
}

// benchBatch is how many papers are read ahead and then signed; the desk keeps
// a few more than that (made.go).
const benchBatch = kept - 4

// sign reads and checks some papers, which has rows of its own, and tells how
// long it takes from there to the signed Originals in the journal.
func (c *waitingCourt) sign(ctx context.Context, ids []string) (time.Duration, error) {
	for _, id := range ids {
		if _, err := c.Prepare(ctx, id, true); err != nil {
			return 0, err
		}
	}
	c.made.sheets = newShelf[sheetKey, *Sheet](kept) // they are to be set again
	start := time.Now()
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for _, id := range ids {
		g.Go(func() error {
			sh, err := c.Show(ctx, id)
			if err != nil {
				return err
			}
			_, err = c.Approve(ctx, id, sh.Hash, c.key, "")
			return err
		})
	}
	err := g.Wait()
	return time.Since(start), err
}

// benchDay is the day of the bench's court: some days after its ruling.
var benchDay = time.Date(2018, 6, 12, 9, 30, 0, 0, Zone)

// benchClock is a little later each time someone looks at it, so that no two
// acts are at one time.
func benchClock() func() time.Time {
	var mu sync.Mutex
	now := benchDay
	return func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		now = now.Add(time.Millisecond)
		return now
	}
}

var benchPeople = []struct {
	name string
	role review.Role
}{
	{"顾清和", review.RolePresident},
	{"郑文博", review.RoleJudge},
	{"陶㛃", review.RoleJudge},
	{"林知夏", review.RoleJudge}, // presides, and signs after the others
	{"许安宁", review.RoleClerk},
	{"孔令仪", review.RoleCustodian},
}

func (w *Workshop) layWaiting(ctx context.Context, dir string, n int) (*waitingCourt, error) {
	return w.layWaitingAt(ctx, Config{Data: filepath.Join(dir, "court"), Clock: benchClock(), Fonts: w.fonts}, dir, n)
}

// layWaitingAt is layWaiting for data anywhere; dir is a temporary folder.
func (w *Workshop) layWaitingAt(ctx context.Context, at Config, dir string, n int) (*waitingCourt, error) {
	c := &waitingCourt{}
	authority, err := trust.NewTrainingAuthority(nil, "bench", benchDay)
	if err != nil {
		return nil, err
	}
	credentials := map[string]*keys.Credential{}
	c.credentials = credentials
	var people []review.Person
	from := review.Date{Year: 2018, Month: 1, Day: 1}
	for i, p := range benchPeople {
		k, err := authority.Issue(p.name, "", benchDay.AddDate(-1, 0, 0), benchDay.AddDate(1, 0, 0))
		if err != nil {
			return nil, err
		}
		credentials[p.name] = k
		people = append(people, review.Person{
			ID: "p" + itoa(i), Name: p.name, Terms: []review.Term{{Role: p.role, From: from}},
			Keys: []review.Binding{{Fingerprint: keys.Fingerprint(k.Certificate), From: from}},
		})
	}
	president := benchPeople[0].name
	c.key = credentials[president]
	const court = "山东省云湖市人民法院"
	if credentials[""], err = authority.Issue(court, "", benchDay.AddDate(-1, 0, 0), benchDay.AddDate(1, 0, 0)); err != nil {
		return nil, err
	}
	c.App, err = CreateCourt(ctx, at,
		Court{Name: court, Demonstration: true, Keys: []review.Binding{{Fingerprint: keys.Fingerprint(credentials[""].Certificate), From: from}}}, c.key, people)
	if err != nil {
		return nil, err
	}
	err = c.bring(ctx, dir, n)
	for _, p := range benchPeople[1:4] {
		if err == nil {
			err = c.sit(ctx, p.name)
		}
		for _, id := range c.ids {
			if err == nil {
				err = c.signStep(ctx, id, p.name, credentials[p.name])
			}
		}
	}
	if err == nil {
		err = c.sit(ctx, president)
	}
	if err != nil {
		_ = c.Close() // the first error counts
		return nil, err
	}
	return c, nil
}

func (c *waitingCourt) sit(ctx context.Context, name string) error {
	_, err := c.SignIn(ctx, name, c.credentials[name])
	return err
}

// bring imports and submits n cases with the same ruling.
func (c *waitingCourt) bring(ctx context.Context, dir string, n int) error {
	folder := filepath.Join(dir, "papers")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	for i := range n {
		number := fmt.Sprintf("（2018）鲁9901执%d号之一", 1000+i)
		text := strings.ReplaceAll(benchRuling, "（2018）鲁9901执112号之一", number)
		if err := os.WriteFile(filepath.Join(folder, number+".txt"), []byte(text), 0o600); err != nil {
			return err
		}
		c.ids = append(c.ids, MatterID("termination", review.CaseNumber{Year: 2018, Court: "鲁9901", Type: "执", Number: 1000 + i, Suffix: "之一"}))
	}
	if err := c.sit(ctx, "许安宁"); err != nil {
		return err
	}
	report, err := c.Import(ctx, []string{folder}, nil)
	if err != nil {
		return err
	}
	for _, it := range report.Items {
		if it.Error != "" {
			return review.Fault(it.Code, "file", it.File)
		}
	}
	if err := c.sit(ctx, "林知夏"); err != nil {
		return err
	}
	for _, id := range c.ids {
		d, err := c.Load(ctx, id)
		if err != nil {
			return err
		}
		override := ""
		for _, f := range d.Checkup.Findings {
			if f.Blocks() {
				override = "已核实。"
			}
		}
		for _, f := range d.Matter.Unanswered(d.Checkup.Findings) {
			if err := c.Answer(ctx, id, f.Key(), "已核实。", ""); err != nil {
				return err
			}
		}
		if _, err := c.Submit(ctx, id, Submission{Override: override}); err != nil {
			return err
		}
	}
	return nil
}

// signStep signs the steps that are open to name.
func (c *waitingCourt) signStep(ctx context.Context, id, name string, k *keys.Credential) error {
	_, m, err := c.events(ctx, id)
	if err != nil {
		return err
	}
	for _, st := range m.OpenSteps() {
		if st.Person == name {
			_, err = c.SignStep(ctx, id, m.Version.Text, k)
			return err
		}
	}
	return nil
}
