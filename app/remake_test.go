package app_test

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shenqian/app"
	"shenqian/review"
)

// change does something to a court's database behind the program's back.
func change(t *testing.T, dir string, queries ...string) {
	t.Helper()
	db, err := sql.Open("sqlite3", filepath.Join(dir, "court.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, q := range queries {
		if _, err := db.Exec(q); err != nil {
			t.Fatal(q, err)
		}
	}
}

func TestAMatterThatCanNotBeReadStaysInTheList(t *testing.T) {
	d := newDesk(t)
	d.toPresident(t)
	_ = d.Close()
	change(t, d.dir, "UPDATE matter SET made = 0", "UPDATE journal SET sealed_body = x'00' WHERE type = 'matter'")
	a, err := app.Open(t.Context(), app.Config{Data: d.dir, Clock: func() time.Time { return d.now }})
	if err != nil {
		t.Fatal("one damaged matter keeps the court shut:", err)
	}
	defer a.Close()
	if p, err := a.Queue(t.Context(), app.QueueFilter{Query: "段志成"}); err != nil || p.Total != 1 || p.Items[0].State != "president" {
		t.Errorf("%+v %v", p, err)
	}
	if _, err := a.Load(t.Context(), deskID); app.Code(err) != "storage.damaged" {
		t.Error("it opens:", err)
	}
}

func TestARowMovedOffADeskIsFoundByTheJournal(t *testing.T) {
	for _, q := range []string{
		"SELECT 1", "UPDATE matter_desk SET rank = 90", "DELETE FROM matter_desk WHERE desk > 1", "DELETE FROM matter_desk",
	} {
		d := newDesk(t)
		d.toPresident(t)
		change(t, d.dir, q)
		if r, err := d.VerifyJournal(t.Context()); err != nil || r.Good != (q == "SELECT 1") {
			t.Errorf("%s: %+v %v", q, r, err)
		}
	}
}

func TestAPartyIsFoundByNameAndWholeNumber(t *testing.T) {
	d := newDesk(t)
	d.sit(t, "书记")
	const debtor = "被执行人：段志成，男，1969年11月20日出生，汉族，"
	for number, id := range map[string]string{"9": "379901196911200012", "10": "379901196911200020"} {
		text := strings.ReplaceAll(strings.Replace(deskRuling, debtor, debtor+"公民身份号码"+id+"，", 1), "执9号", "执"+number+"号")
		if r := d.bring(t, text); r.Failed() {
			t.Fatalf("%+v", r)
		}
	}
	for query, want := range map[string]int{
		"段志": 2, "379901196911200012": 1, "３７９９０１１９６９１１２０００１２": 1, "段志成 379901196911200020": 1, "3799011969112000": 0, "孟庆安 执10": 1,
	} {
		if p, err := d.Queue(t.Context(), app.QueueFilter{Query: query}); err != nil || p.Total != want {
			t.Errorf("%s: %d of %d, %v", query, p.Total, want, err)
		}
	}
	dossier, err := d.Load(t.Context(), deskID)
	if err != nil {
		t.Fatal(err)
	}
	if series, err := d.Alike(t.Context(), dossier); err != nil || series != 0 {
		t.Errorf("%d of the series, %v", series, err)
	}
	if err := assignTo(t, d, deskID, "乙法官"); err != nil {
		t.Fatal(err)
	}
	if in, err := d.InHandsOf(t.Context(), "乙法官"); err != nil || len(in) != 1 || in[0] != "（2026）鲁9901执9号" {
		t.Error(in, err)
	}
}

func assignTo(t *testing.T, d *desk, id, judge string) error {
	t.Helper()
	d.sit(t, "院长")
	_, err := d.Assign(t.Context(), id, review.Assignment{Judge: judge})
	return err
}
