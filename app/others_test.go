package app_test

import (
	"strings"
	"testing"

	"shenqian/app"
)

// anotherCase is a ruling of another case of the desk's debtor; found is a
// sentence of what was found there.
func anotherCase(number, debtor, found string) string {
	return strings.NewReplacer(
		"（2026）鲁9901执9号", number, "段志成", debtor, "孟庆安", "周明远", "民间借贷纠纷", "买卖合同纠纷", "鲁9901民初1号", "鲁9901民初57号",
		"50000元", "81230.50元", "2月6日", "3月17日", "未发现可供执行的财产。", found,
	).Replace(deskRuling)
}

// row is the queue's line of a matter.
func row(t *testing.T, a *app.App, id string) app.QueueItem {
	t.Helper()
	p, err := a.Queue(t.Context(), app.QueueFilter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, it := range p.Items {
		if it.ID == id {
			return it
		}
	}
	t.Fatal("no ", id)
	return app.QueueItem{}
}

func TestPropertyFoundInOneCaseIsFoundAgainstTheOther(t *testing.T) {
	d := newDesk(t)
	d.sit(t, "书记")
	if r := d.bring(t, deskRuling); r.Failed() {
		t.Fatalf("%+v", r)
	}
	before := row(t, d.App, deskID)
	if r := d.bring(t, anotherCase("（2026）鲁9901执31号", "段志成", "查封被执行人名下鲁N·12345小型汽车，未能实际扣押。")); r.Failed() {
		t.Fatalf("%+v", r)
	}
	dossier, err := d.Load(t.Context(), deskID)
	if err != nil {
		t.Fatal(err)
	}
	found := ""
	for _, f := range d.Words.Findings(dossier.Checkup.Findings) {
		if f.Rule == "X01" {
			found = f.Text
		}
	}
	if !strings.Contains(found, "（2026）鲁9901执31号案载明段志成有「鲁N·12345」尚未处置") {
		t.Error(found)
	}
	same, err := d.SameDebtor(t.Context(), dossier)
	if err != nil || len(same) != 1 || same[0].Debtor != "段志成" || same[0].Sure || same[0].Applicant != "周明远" {
		t.Errorf("%+v %v", same, err)
	}
	// The line of the first, which nobody has touched, says so as well.
	if after := row(t, d.App, deskID); after.Infos+after.Warns != before.Infos+before.Warns+1 {
		t.Errorf("before %+v, afterwards %+v", before, after)
	}
	if r, err := d.VerifyJournal(t.Context()); err != nil || !r.Good {
		t.Errorf("%+v %v", r, err)
	}
}

func TestATextCopiedFromAnotherDebtorsCaseIsFound(t *testing.T) {
	d := newDesk(t)
	d.sit(t, "书记")
	long := strings.Replace(deskRuling, "发出执行通知书，", "于2026年2月9日发出执行通知书，2026年2月12日、2026年5月14日、2026年8月3日网络查询，划拨存款1203.55元，", 1)
	for _, text := range []string{long, strings.NewReplacer("段志成", "赵立新", "孟庆安", "周明远", "执9号", "执31号").Replace(long), anotherCase("（2026）鲁9901执44号", "钱某某", "未发现。")} {
		if r := d.bring(t, text); r.Failed() {
			t.Fatalf("%+v", r)
		}
	}
	for id, want := range map[string]bool{deskID: true, "termination/（2026）鲁9901执31号": true, "termination/（2026）鲁9901执44号": false} {
		dossier, err := d.Load(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		got := false
		for _, f := range dossier.Checkup.Findings {
			got = got || f.Rule == "X03"
		}
		if got != want {
			t.Errorf("%s: copied %v", id, got)
		}
	}
}

func TestARulingBetweenOtherPartiesDoesNotTakeTheNumber(t *testing.T) {
	d := newDesk(t)
	d.sit(t, "书记")
	if r := d.bring(t, deskRuling); r.Failed() {
		t.Fatalf("%+v", r)
	}
	r := d.bring(t, anotherCase("（2026）鲁9901执9号", "钱某某", "未发现。"))
	if !r.Failed() || r.Items[len(r.Items)-1].Code != "import.otherparties" || !strings.Contains(r.Items[len(r.Items)-1].Error, "周明远、钱某某") {
		t.Fatalf("%+v", r)
	}
	if m, err := d.Load(t.Context(), deskID); err != nil || !strings.Contains(m.Paper.Text, "孟庆安") {
		t.Error("the first was lost", err)
	}
	// One party is enough: a name may have been mistyped.
	if r := d.bring(t, strings.ReplaceAll(deskRuling, "段志成", "段志诚")); r.Failed() {
		t.Errorf("%+v", r)
	}
}
