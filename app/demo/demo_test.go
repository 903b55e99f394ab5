package demo_test

import (
	"context"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"shenqian/app"
	"shenqian/app/demo"
	"shenqian/review"
	"shenqian/signing"
)

// The demonstration's cases: where each ends, and every finding that its paper
// has on the day it bears. A finding that is not here is a false one.
var cases = []struct {
	number   string
	state    review.State
	findings string // rule outcome severity code
}{
	{"（2018）鲁9901执112号之一", review.StateServed, ""},
	{"（2018）鲁9901执743号之一", review.StateServed, "H01 unmet warn H01.early"},
	{"（2019）鲁9901执86号", review.StateServed, ""},
	{"（2019）鲁9901执1207号之二", review.StateServed, ""},
	{"（2020）鲁9901执615号", review.StateServed, ""},
	{"（2020）鲁9901执616号", review.StateServed, ""},
	{"（2020）鲁9901执617号", review.StateServed, ""},
	{"（2020）鲁9901执1533号之三", review.StateServed, "U01 unknown info U01.facts"},
	{"（2021）鲁9901执668号", review.StateServed, "J01 unknown warn J01.minutes; U01 unknown info U01.facts"},
	{"（2021）鲁9901执1894号", review.StateServed, "U01 unknown info U01.facts"},
	{"（2022）鲁9901执恢57号", review.StateServed, "I02 unmet warn I02.ledger"},
	{"（2022）鲁9901执2203号", review.StateServed, ""},
	{"（2023）鲁9901执2317号之一", review.StateServed, ""},
	{"（2024）鲁9901执206号之一", review.StateRevoked, ""},
	{"（2024）鲁9901执206号之二", review.StateServed, ""},
	{"（2024）鲁9901执418号", review.StateServed, ""},
	{"（2024）鲁9901执1102号", review.StateServed, "H01 unmet warn H01.early"},
	{"（2024）鲁9901执1675号之一", review.StateServed, ""},
	{"（2024）鲁9901执2088号", review.StateServed, ""},
	{"（2024）鲁9901执2931号之一", review.StateServed, ""},
	{"（2024）鲁9901执3120号", review.StateServed, ""},
	{"（2025）鲁9901执844号之一", review.StateServed, ""},
	{"（2025）鲁9901执571号", review.StateServed, ""},
	{"（2025）鲁9901执572号", review.StateServed, ""},
	{"（2025）鲁9901执573号", review.StateServed, ""},
	{"（2025）鲁9901执574号", review.StateServed, ""},
	{"（2025）鲁9901执1218号之一", review.StateServed, ""},
	{"（2025）鲁9901执1561号之二", review.StateServed, "U01 unknown info U01.facts"},
	{"（2025）鲁9901执2266号", review.StateServed, ""},
	{"（2025）鲁9901执2266号之一", review.StateServed, ""},
	{"（2025）鲁9901执1740号之三", review.StateServed, "U01 unknown info U01.facts"},
	{"（2025）鲁9901执恢83号", review.StateServed, ""},
	{"（2025）鲁9901执3005号", review.StateServed, ""},
	{"（2026）鲁9901执118号之一", review.StateSealed, ""},
	{"（2026）鲁9901执560号", review.StateApproved, ""},
	{"（2026）鲁9901执1032号", review.StatePresident, ""},
	{"（2026）鲁9901执877号", review.StatePresident, "T03 unmet warn T03.hidden; U01 unknown info U01.facts"},
	{"（2026）鲁9901执1190号", review.StatePresident, "I01 unmet warn I01.missing"},
	{"（2026）鲁9901执958号之一", review.StatePresident, "J01 unmet block J01.number"},
	{"（2026）鲁9901执1301号", review.StatePresident, ""},
	{"（2026）鲁9901执1088号", review.StateReturned, "I02 unmet warn I02.differs; T06 unmet info T06.grouped; U01 unknown info U01.facts"},
	{"（2026）鲁9901执702号之四", review.StatePresident, "U01 unknown info U01.facts"}, // 暂存
	{"（2026）鲁9901执645号", review.StateCommittee, "J01 unmet warn J01.unsigned"},
	{"（2026）鲁9901执恢31号", review.StateReconsider, "T02 unmet warn T02.impossible"},
	{"（2026）鲁9901执1127号之一", review.StatePresident, ""}, // returned once
	{"（2026）鲁9901执1273号", review.StatePresident, "D02 unmet warn D02.scope; X01 unmet warn X01.property"},
	{"（2026）鲁9901执1405号", review.StateDraft, "I03 unmet block I03.wrong; X03 unmet warn X03.copied; T01 unmet warn T01.missing"},
	{"（2026）鲁9901执1408号", review.StateDraft, "X03 unmet warn X03.copied"},
	{"（2026）鲁9901执1216号", review.StateDraft, "I06 unmet block I06.other; J01 unknown warn J01.minutes"},
}

const parked = "（2026）鲁9901执702号之四"

// unpublished are the cases that were served and are not online: two whose
// publication the law forbids, and one that the clerk has left for later.
var unpublished = map[string]string{
	"（2019）鲁9901执86号":     "withheld", // a child's maintenance
	"（2024）鲁9901执2088号":   "withheld", // a child's custody
	"（2024）鲁9901执1675号之一": "later",
}

// laid is one court for every test: to lay it out takes seconds.
func laid(t *testing.T) (*demo.Result, *app.App, [][]byte) {
	t.Helper()
	ctx, dir := context.Background(), t.TempDir()
	result, err := demo.Lay(ctx, dir, app.Config{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var authorities [][]byte
	for _, file := range []string{result.Trust, result.TrustSM2} {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		authorities = append(authorities, b)
	}
	a, err := app.Open(ctx, app.Config{Data: dir, Clock: func() time.Time { return time.Date(2026, 11, 24, 9, 0, 0, 0, app.Zone) }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	return result, a, authorities
}

func TestTheDemonstrationCourt(t *testing.T) {
	result, a, authorities := laid(t)
	t.Run("every case ends where it should, with its findings and no others", func(t *testing.T) { everyCase(t, result, a) })
	t.Run("every Original verifies", func(t *testing.T) { everyOriginal(t, result, a, authorities) })
	t.Run("outside judges agree on every paper, each signature by its algorithm", func(t *testing.T) { outsideJudgesAgree(t, result, a) })
	t.Run("no public copy tells what must not go online", func(t *testing.T) { publicCopiesKeepSecrets(t, result) })
	t.Run("every signed opinion verifies", func(t *testing.T) { everyOpinion(t, result, a, authorities) })
	t.Run("the two series and the paper signature are there", func(t *testing.T) { particulars(t, a) })
	t.Run("a mended paper says what was changed and cured", func(t *testing.T) { mended(t, a) })
	t.Run("what waits can be approved another day", func(t *testing.T) { waiting(t, result, a) })
	t.Run("the journal verifies", func(t *testing.T) { // last, with what was approved here
		r, err := a.VerifyJournal(context.Background())
		if err != nil || !r.Good {
			t.Fatalf("%+v %v", r, err)
		}
	})
}

func everyCase(t *testing.T, result *demo.Result, a *app.App) {
	q, err := a.Queue(context.Background(), app.QueueFilter{})
	if err != nil {
		t.Fatal(err)
	}
	if len(q.Items) != len(cases) {
		t.Errorf("%d matters, %d expected", len(q.Items), len(cases))
	}
	published, withheld := 0, 0
	for _, c := range cases {
		d := load(t, a, c.number)
		served := c.state == review.StateServed || c.state == review.StateRevoked
		if online := len(d.Matter.Publications) == 1; online != (served && unpublished[c.number] == "") {
			t.Errorf("%s: published %d times", c.number, len(d.Matter.Publications))
		} else if online {
			published++
		}
		if unpublished[c.number] == "withheld" {
			withheld++
		}
		if d.Matter.State != c.state || (d.Matter.Parked != "") != (c.number == parked) {
			t.Errorf("%s: state %s, parked %q", c.number, d.Matter.State, d.Matter.Parked)
		}
		var got []string
		for _, f := range d.Checkup.Findings {
			got = append(got, f.Rule+" "+string(f.Outcome)+" "+string(f.Severity)+" "+f.Code)
		}
		if g := strings.Join(got, "; "); g != c.findings {
			t.Errorf("%s (%s):\n got %s\nwant %s", c.number, d.Checkup.Date, g, c.findings)
		}
		for _, q := range d.Paper.Parts {
			if q.Role == review.PartOther {
				t.Errorf("%s: not understood: %s", c.number, d.Paper.Of(q))
			}
		}
	}
	if published != 30 || published != result.Published || withheld != result.Withheld {
		t.Errorf("%d published, %d withheld; the result says %d and %d", published, withheld, result.Published, result.Withheld)
	}
}

func load(t *testing.T, a *app.App, number string) *app.Dossier {
	t.Helper()
	n, err := review.ParseCaseNumber(number)
	if err != nil {
		t.Fatal(err)
	}
	id, err := a.Find(context.Background(), n.String())
	if err != nil {
		t.Fatal(number, err)
	}
	d, err := a.Load(context.Background(), id)
	if err != nil {
		t.Fatal(number, err)
	}
	return d
}

func everyOriginal(t *testing.T, result *demo.Result, a *app.App, authorities [][]byte) {
	approved := 0
	for _, p := range result.Papers {
		if p.What != "original" {
			continue
		}
		approved++
		r := verify(t, a, p.File, authorities)
		d := load(t, a, p.CaseNumber)
		if p.Frozen == "" || r.FrozenSHA256 != string(p.Frozen) || d.Matter.Frozen == nil || d.Matter.Frozen.Hash != p.Frozen {
			t.Errorf("%s: frozen %s, shown %s", p.CaseNumber, r.FrozenSHA256, p.Frozen)
		}
	}
	if approved < 33 || approved != result.Approved {
		t.Errorf("%d Originals, %d approved", approved, result.Approved)
	}
}

func everyOpinion(t *testing.T, result *demo.Result, a *app.App, authorities [][]byte) {
	n := 0
	for _, p := range result.Papers {
		if p.What == "opinion" {
			n++
			verify(t, a, p.File, authorities)
		}
	}
	if n != 4 { // returned twice, with the committee, to be reconsidered
		t.Errorf("%d opinions", n)
	}
}

func verify(t *testing.T, a *app.App, file string, authorities [][]byte) *signing.Report {
	t.Helper()
	pdf, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	r, err := a.Verify(pdf, authorities)
	if err != nil {
		t.Fatal(err)
	}
	if r.Verdict != signing.Valid || !r.Trusted || len(r.Signatures) != 1 || r.Signatures[0].Covers != "file" || !r.Signatures[0].Training {
		t.Errorf("%s: %+v", filepath.Base(file), r)
	}
	return r
}

func particulars(t *testing.T, a *app.App) {
	series := map[string]int{}
	for _, c := range cases {
		if s := load(t, a, c.number).Facts.Series(); s != "" {
			series[s]++
		}
	}
	if want := map[string]int{"锦程服饰欠薪案": 3, "鲜禾记烘焙坊欠薪案": 4}; !maps.Equal(series, want) {
		t.Errorf("series %v", series)
	}
	var onPaper []string
	for _, s := range load(t, a, "（2021）鲁9901执1894号").Matter.SignOffs {
		if !s.Paper.IsZero() {
			onPaper = append(onPaper, s.By)
		}
	}
	if !slices.Equal(onPaper, []string{"聂文清"}) {
		t.Errorf("signed on paper by %v", onPaper)
	}
}

// waiting approves what waits, on a later day than it was submitted: no
// finding changes with the day.
func waiting(t *testing.T, result *demo.Result, a *app.App) {
	ctx := context.Background()
	certificates := filepath.Dir(result.Trust)
	key, err := a.LoadCredential(filepath.Join(certificates, "顾清和.p12"), func() ([]byte, error) {
		b, err := os.ReadFile(filepath.Join(certificates, "passphrase.txt"))
		return []byte(strings.TrimSpace(string(b))), err
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.SignIn(ctx, "顾清和", key); err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, c := range cases {
		if c.state != review.StatePresident || c.number == parked {
			continue
		}
		n++
		id := load(t, a, c.number).ID
		sh, err := a.Show(ctx, id)
		if err != nil {
			t.Fatal(c.number, err)
		}
		if len(sh.Open) > 0 {
			t.Errorf("%s: open %+v", c.number, sh.Open)
		}
		if _, err := a.Approve(ctx, id, sh.Hash, key, ""); err != nil {
			t.Errorf("%s: %v", c.number, err)
		}
	}
	if n < 5 {
		t.Errorf("%d wait for the president", n)
	}
}

func mended(t *testing.T, a *app.App) {
	d := load(t, a, "（2026）鲁9901执1127号之一")
	delta, err := a.Delta(context.Background(), d)
	if err != nil || delta == nil {
		t.Fatal(delta, err)
	}
	var cured []string
	for _, f := range delta.Cured {
		cured = append(cured, f.Rule)
	}
	// the answer about the stall, and the sixty days; all have signed anew
	if d.Matter.Version.Number != 2 || len(delta.Changes) != 2 || delta.Wording || !slices.Equal(cured, []string{"I05"}) || len(delta.Caused) > 0 {
		t.Errorf("version %d, %+v", d.Matter.Version.Number, delta)
	}
	if d.Matter.Version.Reply == "" {
		t.Error("no reply to the president")
	}
}

// No number in the cases may be a real person's or firm's: each that has the
// form of one fails its check digit (GB 11643, GB 32100).
func TestNoCaseHoldsARealNumber(t *testing.T) {
	ids := regexp.MustCompile(`[1-9][0-9]{16}[0-9X]`)
	codes := regexp.MustCompile(`9[0-9A-Z]{17}`)
	checked := 0
	err := filepath.WalkDir("cases", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if len(b) > 60<<10 {
			t.Errorf("%s: %d bytes", path, len(b))
		}
		for _, id := range ids.FindAllString(string(b), -1) {
			if checked++; rightID(id) {
				t.Errorf("%s: %s has a right check digit", path, id)
			}
		}
		for _, code := range codes.FindAllString(string(b), -1) {
			if checked++; rightCode(code) {
				t.Errorf("%s: %s has a right check digit", path, code)
			}
		}
		return nil
	})
	if err != nil || checked < 60 {
		t.Fatal(checked, err)
	}
}

func rightID(id string) bool {
	sum := 0
	for i, w := range []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2} {
		sum += int(id[i]-'0') * w
	}
	return "10X98765432"[sum%11] == id[17]
}

func rightCode(code string) bool {
	const digits = "0123456789ABCDEFGHJKLMNPQRTUWXY"
	sum, weight := 0, 1
	for _, c := range code[:17] {
		i := strings.IndexRune(digits, c)
		if i < 0 {
			return false
		}
		sum += i * weight
		weight = weight * 3 % 31
	}
	return digits[(31-sum%31)%31] == code[17]
}
