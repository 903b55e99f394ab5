package app_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"shenqian/app"
	"shenqian/app/ordeal"
	"shenqian/review"
	"shenqian/signing"
	"shenqian/signing/trust"
)

// desk is a small court with its people's keys and a clock.
type desk struct {
	*app.App
	dir  string
	now  time.Time
	keys map[string]*app.Credential
}

var deskRuling = ordeal.Ruling(9)

const deskID = "termination/（2026）鲁9901执9号"

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{dir: filepath.Join(t.TempDir(), "court"), now: time.Date(2026, 11, 24, 9, 0, 0, 0, app.Zone), keys: map[string]*app.Credential{}}
	authority, err := trust.NewTrainingAuthority(rand.Reader, "云湖", d.now)
	if err != nil {
		t.Fatal(err)
	}
	var people []review.Person
	for name, role := range map[string]review.Role{"院长": review.RolePresident, "印章": review.RoleCustodian, "书记": review.RoleClerk, "甲法官": review.RoleJudge, "乙法官": review.RoleJudge, "丙法官": review.RoleJudge} {
		k, err := authority.Issue(name, "", d.now.AddDate(-1, 0, 0), d.now.AddDate(1, 0, 0))
		if err != nil {
			t.Fatal(err)
		}
		d.keys[name] = k
		from := review.Date{Year: 2026, Month: 1, Day: 1}
		people = append(people, review.Person{
			ID: name, Name: name, Terms: []review.Term{{Role: role, From: from}},
			Keys: []review.Binding{{Fingerprint: app.Describe(k).Fingerprint, From: from}},
		})
	}
	d.App, err = app.CreateCourt(t.Context(), app.Config{Data: d.dir, Clock: func() time.Time { return d.now }},
		app.Court{Name: "山东省云湖市人民法院", Demonstration: true}, d.keys["院长"], people)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	return d
}

func (d *desk) sit(t *testing.T, name string) {
	t.Helper()
	d.now = d.now.Add(time.Minute)
	if _, err := d.SignIn(t.Context(), name, d.keys[name]); err != nil {
		t.Fatal(err)
	}
}

func (d *desk) bring(t *testing.T, text string) *app.ImportReport {
	t.Helper()
	path := filepath.Join(t.TempDir(), "裁定书.txt")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := d.Import(t.Context(), []string{path}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func (d *desk) toPresident(t *testing.T) {
	t.Helper()
	d.sit(t, "书记")
	d.bring(t, deskRuling)
	dossier, err := d.Load(t.Context(), deskID)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range dossier.Matter.Unanswered(dossier.Checkup.Findings) {
		if err := d.Answer(t.Context(), deskID, f.Key(), "已核实", ""); err != nil {
			t.Fatal(err)
		}
	}
	m, err := d.Submit(t.Context(), deskID, app.Submission{})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"乙法官", "丙法官", "甲法官"} {
		d.sit(t, name)
		if m, err = d.SignStep(t.Context(), deskID, m.Version.Text, d.keys[name]); err != nil {
			t.Fatal(err)
		}
	}
	d.sit(t, "院长")
}

func TestShownTwiceOnOneDayIsTheSameBytes(t *testing.T) {
	d := newDesk(t)
	d.toPresident(t)
	a, err := d.Show(t.Context(), deskID)
	if err != nil {
		t.Fatal(err)
	}
	d.now = d.now.Add(3 * time.Hour)
	b, err := d.Show(t.Context(), deskID)
	if err != nil || !bytes.Equal(a.PDF, b.PDF) {
		t.Fatal("the bytes differ", err)
	}
	d.now = d.now.AddDate(0, 0, 1)
	d.sit(t, "院长")
	c, err := d.Show(t.Context(), deskID)
	if err != nil || c.Hash == a.Hash {
		t.Fatal("another day has another date", err)
	}
}

func TestAPaperMadeReadyAheadIsNotAPaperShown(t *testing.T) {
	d := newDesk(t)
	d.toPresident(t)
	before, err := d.Stamp(t.Context(), deskID)
	if err != nil {
		t.Fatal(err)
	}
	ready, err := d.Prepare(t.Context(), deskID, true)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := d.Stamp(t.Context(), deskID); err != nil || n != before {
		t.Fatal("getting ready was recorded", err)
	}
	if _, err := d.Approve(t.Context(), deskID, ready.Hash, d.keys["院长"], ""); app.Code(err) != "approve.notshown" {
		t.Fatal("nobody has seen it, and it was signed:", err)
	}
	shown, err := d.Show(t.Context(), deskID)
	if err != nil || shown.Hash != ready.Hash {
		t.Fatal("other bytes were shown than were made ready", err)
	}
	if _, err := d.Approve(t.Context(), deskID, shown.Hash, d.keys["院长"], ""); err != nil {
		t.Fatal(err)
	}
}

func TestWhatWasMadeReadyIsMadeAnewAfterAnAct(t *testing.T) {
	d := newDesk(t)
	d.toPresident(t)
	ready, err := d.Prepare(t.Context(), deskID, true)
	if err != nil {
		t.Fatal(err)
	}
	dossier, err := d.Load(t.Context(), deskID)
	if err != nil {
		t.Fatal(err)
	}
	var key string
	for k := range dossier.Matter.Answers {
		key = k
	}
	d.sit(t, "书记")
	if err := d.Answer(t.Context(), deskID, key, "补充说明另一件事", ""); err != nil {
		t.Fatal(err)
	}
	d.sit(t, "院长")
	shown, err := d.Show(t.Context(), deskID)
	if err != nil || shown.Hash == ready.Hash {
		t.Fatal("the slip lacks the answer given since", err)
	}
}

func TestWhatWasShownIsTheBeginningOfWhatIsSigned(t *testing.T) {
	d := newDesk(t)
	d.toPresident(t)
	sh, err := d.Show(t.Context(), deskID)
	if err != nil {
		t.Fatal(err)
	}
	m, err := d.Approve(t.Context(), deskID, sh.Hash, d.keys["院长"], "")
	if err != nil {
		t.Fatal(err)
	}
	pdf, err := d.File(t.Context(), m.Decisions[0].Signed)
	if err != nil || !bytes.HasPrefix(pdf, sh.PDF) {
		t.Fatal(err)
	}
	r, err := d.Verify(pdf, nil)
	if err != nil || r.Verdict != signing.Valid || r.FrozenSHA256 != string(sh.Hash) || !r.Signatures[0].AddsOnlySignature {
		t.Fatalf("%+v %v", r, err)
	}
	if j, err := d.VerifyJournal(t.Context()); err != nil || !j.Good {
		t.Fatalf("%+v %v", j, err)
	}
}

func TestAFullDiskWhileSigningLeavesThePaperUnsigned(t *testing.T) {
	d := newDesk(t)
	d.toPresident(t)
	sh, err := d.Show(t.Context(), deskID)
	if err != nil {
		t.Fatal(err)
	}
	// A file where the folder for new files should be: nothing can be written.
	incoming := filepath.Join(d.dir, "incoming")
	if err := os.Rename(incoming, incoming+".away"); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(incoming, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = d.Approve(t.Context(), deskID, sh.Hash, d.keys["院长"], "")
	if app.Code(err) != "storage.write" || !strings.Contains(d.Words.Explain(err), "没有生效") {
		t.Fatal(err)
	}
	dossier, err := d.Load(t.Context(), deskID)
	if err != nil || dossier.Matter.State != review.StatePresident || len(dossier.Matter.Decisions) != 0 {
		t.Fatal(dossier, err)
	}
	if err := os.Remove(incoming); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(incoming+".away", incoming); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Approve(t.Context(), deskID, sh.Hash, d.keys["院长"], ""); err != nil {
		t.Fatal("with room again:", err)
	}
}

func TestAPaperThatChangedWhileOpenIsNotSigned(t *testing.T) {
	d := newDesk(t)
	d.toPresident(t)
	sh, err := d.Show(t.Context(), deskID)
	if err != nil {
		t.Fatal(err)
	}
	d.sit(t, "书记")
	if _, err := d.Withdraw(t.Context(), deskID); err != nil {
		t.Fatal(err)
	}
	d.sit(t, "院长")
	if _, err := d.Approve(t.Context(), deskID, sh.Hash, d.keys["院长"], ""); app.Code(err) != "state.approve" {
		t.Fatal(err)
	}
}

func TestTwoApprovalsAtOnceMakeOneDecision(t *testing.T) {
	d := newDesk(t)
	d.toPresident(t)
	sh, err := d.Show(t.Context(), deskID)
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	done := make([]error, 6)
	for i := range done {
		wg.Go(func() { _, done[i] = d.Approve(context.Background(), deskID, sh.Hash, d.keys["院长"], "") })
	}
	wg.Wait()
	good := 0
	for _, err := range done {
		if err == nil {
			good++
		}
	}
	if good != 1 {
		t.Fatalf("%d approvals: %v", good, done)
	}
}

func TestAnExpiredCertificateAndAStrangersSignNothing(t *testing.T) {
	d := newDesk(t)
	d.toPresident(t)
	sh, err := d.Show(t.Context(), deskID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Approve(t.Context(), deskID, sh.Hash, d.keys["甲法官"], ""); app.Code(err) != "key.notbound" {
		t.Error(err)
	}
	d.now = d.now.AddDate(2, 0, 0)
	if _, err := d.Approve(t.Context(), deskID, sh.Hash, d.keys["院长"], ""); app.Code(err) != "key.expired" {
		t.Error(err)
	}
}

func TestADraftComesBackChangedInItsWording(t *testing.T) {
	d := newDesk(t)
	d.toPresident(t)
	if _, err := d.Decide(t.Context(), deskID, review.EventReturn, "「不具备」前后文不通", d.keys["院长"]); err != nil {
		t.Fatal(err)
	}
	d.sit(t, "甲法官")
	d.bring(t, strings.Replace(deskRuling, "本案不具备继续执行的条件", "本案现不具备继续执行的条件", 1))
	m, err := d.Submit(t.Context(), deskID, app.Submission{Minor: true})
	if err != nil || m.State != review.StatePresident || m.Version.Number != 2 || !strings.Contains(m.Version.Changes, "现") {
		t.Fatalf("%+v %v", m, err)
	}
	if _, err := d.Withdraw(t.Context(), deskID); err != nil {
		t.Fatal(err)
	}
	d.bring(t, strings.ReplaceAll(deskRuling, "50000元", "60000元"))
	if _, err := d.Submit(t.Context(), deskID, app.Submission{Minor: true}); app.Code(err) != "submit.notwording" {
		t.Fatal(err)
	}
	m, err = d.Submit(t.Context(), deskID, app.Submission{})
	if err != nil || m.State != review.StateRoute {
		t.Fatalf("%+v %v", m, err)
	}
}

func TestTheReplyToAReturnIsPrintedOnTheSlip(t *testing.T) {
	d := newDesk(t)
	d.toPresident(t)
	if _, err := d.Decide(t.Context(), deskID, review.EventReturn, "车辆未查", d.keys["院长"]); err != nil {
		t.Fatal(err)
	}
	d.sit(t, "甲法官")
	if _, err := d.Submit(t.Context(), deskID, app.Submission{}); app.Code(err) != "submit.noreply" {
		t.Fatal(err)
	}
	m, err := d.Submit(t.Context(), deskID, app.Submission{Reply: " 车辆已于昨日查封。 "})
	if err != nil || m.State != review.StatePresident || m.Version.Reply != "车辆已于昨日查封。" {
		t.Fatalf("%+v %v", m, err)
	}
	d.sit(t, "院长")
	sh, err := d.Show(t.Context(), deskID)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "f.pdf")
	if err := os.WriteFile(path, sh.PDF, 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := exec.Command("pdftotext", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	if s := strings.Join(strings.Fields(string(text)), ""); !strings.Contains(s, "对退回意见的答复（甲法官）：车辆已于昨日查封。") {
		t.Error(s)
	}
}

func TestTheJournalTellsWhoMightSignWhat(t *testing.T) {
	d := newDesk(t)
	d.toPresident(t)
	j, err := d.VerifyJournal(t.Context())
	if err != nil || !j.Good || j.Entries < 10 {
		t.Fatalf("%+v %v", j, err)
	}
}

// clock is the desk's, for another desk on the same data.
func (d *desk) clock() func() time.Time { return func() time.Time { return d.now } }
