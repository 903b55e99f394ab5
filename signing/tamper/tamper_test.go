package tamper_test

import (
	"testing"

	"shenqian/signing/tamper"
	"shenqian/signing/tamper/bases"
)

func TestEveryForgeryIsFoundAndNothingHonestIsBlamed(t *testing.T) {
	court, err := bases.Found(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	all, err := court.All()
	if err != nil {
		t.Fatal(err)
	}
	for _, base := range all {
		t.Run(base.Name, func(t *testing.T) {
			variants, err := tamper.Variants(base.PDF, court.Stranger, court.At)
			if err != nil {
				t.Fatal(err)
			}
			if len(variants) < 60 {
				t.Errorf("only %d variants", len(variants))
			}
			if len(base.Harmless) < 10 {
				t.Errorf("only %d harmless ones", len(base.Harmless))
			}
			judged, err := bases.Judge(court.Trust, base, variants)
			if err != nil {
				t.Fatal(err)
			}
			for _, j := range judged {
				if !j.Right {
					t.Errorf("%s: %s: %s, trusted %v (%s); want %s", j.Kind, j.Name, j.Report.Verdict, j.Report.Trusted, j.Report.Reason, j.Want)
				}
			}
		})
	}
}
