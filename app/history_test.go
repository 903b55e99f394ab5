package app_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"shenqian/app"
	"shenqian/review"
)

func (d *desk) approved(t *testing.T) {
	t.Helper()
	d.toPresident(t)
	sh, err := d.Show(t.Context(), deskID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Approve(t.Context(), deskID, sh.Hash, d.keys["院长"], "同意。"); err != nil {
		t.Fatal(err)
	}
}

func (d *desk) history(t *testing.T) *app.History {
	t.Helper()
	h, err := d.History(t.Context(), deskID)
	if err != nil {
		t.Fatal(err)
	}
	if h, err = d.CheckHistory(t.Context(), h, nil); err != nil {
		t.Fatal(err)
	}
	return h
}

func (d *desk) alter(t *testing.T, statement string, args ...any) {
	t.Helper()
	db, err := sql.Open("sqlite3", filepath.Join(d.dir, "court.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(statement, args...); err != nil {
		t.Fatal(err)
	}
}

func TestAHistorySaysWhoDidWhatAndHoldsLineByLine(t *testing.T) {
	d := newDesk(t)
	d.approved(t)
	h := d.history(t)
	if !h.Checked || !h.Good || h.Reason != "" {
		t.Fatalf("%+v", h)
	}
	var told []string
	for _, l := range h.Lines {
		if !l.Check.Good() || l.Hash == "" || l.SignedBy.Holder == "" || l.Sentence == "" || strings.Contains(l.Sentence, "{") || strings.HasPrefix(l.Sentence, "history.") {
			t.Errorf("%+v", l)
		}
		if desk := l.SignedBy.Kind == "desk"; desk == l.SignedBy.Since.IsZero() {
			t.Errorf("%+v", l.SignedBy)
		}
		told = append(told, l.Name+l.Office+l.Sentence)
	}
	all := strings.Join(told, "\n")
	for _, want := range []string{
		"书记书记员导入文书《裁定书.txt》", "书记书记员答复核查问题", "书记书记员送审：第1版，第1次送审", "乙法官法官以合议庭成员身份签署第1版",
		"甲法官法官以审判长身份签署第1版", "院长院长阅看第1版定稿件（落款日期2026-11-24）", "院长院长同意签发第1版（落款日期2026-11-24）",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is not in\n%s", want, all)
		}
	}
	last := h.Lines[len(h.Lines)-1]
	if last.Words != "同意。" || last.SignedBy.Kind != "certificate" || last.SignedBy.Holder != "院长" {
		t.Errorf("%+v", last)
	}
}

func TestALinesProofIsAPaper(t *testing.T) {
	d := newDesk(t)
	d.approved(t)
	h := d.history(t)
	row := h.Lines[2].Row
	proof, err := d.HistoryProof(t.Context(), deskID, row)
	if err != nil {
		t.Fatal(err)
	}
	papers := []app.Paper{{Name: app.ProofFile(h, row), Content: []byte(proof)}}
	d.sit(t, "书记") // the journal goes on
	r, err := d.VerifyJournal(t.Context(), papers...)
	if err != nil || !r.Good || !r.Papers[0].Agrees {
		t.Fatalf("%+v %v", r, err)
	}
	if _, err := d.HistoryProof(t.Context(), deskID, 1); app.Code(err) != "history.norow" {
		t.Fatal(err) // the court's founding is no act on this matter
	}
	d.alter(t, "UPDATE journal SET hash = zeroblob(32) WHERE seq = ?", row)
	if _, err := d.HistoryProof(t.Context(), deskID, row); app.Code(err) != "history.noproof" {
		t.Fatal(err)
	}
}

func TestTheLineThatLiesIsNamedAndWhatComesAfterIsNotCalledGood(t *testing.T) {
	d := newDesk(t)
	d.approved(t)
	good := d.history(t)
	n := len(good.Lines)
	victim := good.Lines[n-3]
	d.alter(t, "UPDATE journal SET signer_key = (SELECT signer_key FROM journal WHERE seq = ?) WHERE seq = ?", good.Lines[0].Row, victim.Row)
	h := d.history(t)
	if h.Good || h.Reason == "" {
		t.Fatalf("%+v", h)
	}
	for i, l := range h.Lines {
		switch c := l.Check; {
		case i < n-3 && !c.Good(), i == n-3 && !c.Bad(), i > n-3 && (c.Good() || c.Bad() || c.Reason == ""):
			t.Errorf("line %d: %+v", i, c)
		}
	}
}

func TestALineOfAReportedKeyIsMarked(t *testing.T) {
	d := newDesk(t)
	since := d.now
	d.approved(t)
	fp := app.Describe(d.keys["乙法官"]).Fingerprint
	d.now = d.now.AddDate(0, 0, 1)
	if err := d.ReportKey(t.Context(), d.keys["院长"], fp, "证书介质丢失", since); err != nil {
		t.Fatal(err)
	}
	doubtful := 0
	h := d.history(t)
	for _, l := range h.Lines {
		if l.Check.Doubtful {
			doubtful++
			if l.Name != "乙法官" || !l.Check.Good() {
				t.Errorf("%+v", l)
			}
		}
	}
	if doubtful == 0 || !h.Good {
		t.Fatalf("%d %+v", doubtful, h)
	}
}

func TestCheckingAHistoryCanBeCancelled(t *testing.T) {
	d := newDesk(t)
	d.toPresident(t)
	h, err := d.History(t.Context(), deskID)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	steps := 0
	_, err = d.CheckHistory(ctx, h, func(done, total int, _ string) {
		if steps++; steps == 3 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) || steps > 4 {
		t.Fatal(steps, err)
	}
}

func TestEveryKindOfActHasASentence(t *testing.T) {
	b, err := os.ReadFile("../review/event.go")
	if err != nil {
		t.Fatal(err)
	}
	kinds := regexp.MustCompile(`Event\w+ +EventKind = "(\w+)"`).FindAllStringSubmatch(string(b), -1)
	if len(kinds) < 30 {
		t.Fatalf("only %d kinds seen: the test shows nothing", len(kinds))
	}
	for _, language := range []string{app.Chinese, app.English} {
		c, err := app.NewCatalogue(language)
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range kinds {
			code := "history.act." + k[1]
			if !c.Has(code) && k[1] != string(review.EventLink) {
				t.Errorf("%s: no sentence for %s", language, code)
			}
		}
		for _, l := range []string{"link.correction", "link.revocation", "draft.facts", "serve.void", "withhold.lift"} {
			if !c.Has("history.act." + l) {
				t.Errorf("%s: no sentence for %s", language, l)
			}
		}
	}
}
