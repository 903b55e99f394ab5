package app_test

import (
	"os"
	"testing"

	"shenqian/app"
	"shenqian/signing/pdfa"
)

func TestOriginalsAndTypesetRulingsAreWithinPDFA2(t *testing.T) {
	d := newDesk(t)
	d.toPresident(t)
	sh, err := d.Show(t.Context(), deskID)
	if err != nil {
		t.Fatal(err)
	}
	m, err := d.Approve(t.Context(), deskID, sh.Hash, d.keys["院长"], "同意签发。抓紧续封。")
	if err != nil {
		t.Fatal(err)
	}
	signed, err := d.File(t.Context(), m.Decisions[0].Signed)
	if err != nil {
		t.Fatal(err)
	}
	papers := map[string][]byte{"frozen": sh.PDF, "signed": signed}
	w, err := app.NewWorkshop(app.Config{})
	if err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir("demo/samples")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if s, err := w.TypesetFile(t.Context(), "demo/samples/"+e.Name()); err == nil {
			papers[e.Name()] = s.PDF
		}
	}
	if len(papers) != 6 {
		t.Fatalf("only %d papers", len(papers))
	}
	for name, pdf := range papers {
		findings, err := pdfa.Check(pdf)
		if err != nil {
			t.Fatal(name, err)
		}
		for _, f := range findings {
			t.Errorf("%s: %+v", name, f)
		}
	}
}
