package desk

import (
	"context"
	"net/http/httptest"
	"testing"
	"time"

	"shenqian/app"
	"shenqian/review"
	"shenqian/signing/testpki"
	"shenqian/ui/theme"
)

// A time-stamp that the authority did not give when the president signed comes
// when somebody sits down and it answers again.
func TestWhatAnAuthorityOwesIsFetchedWhenSomebodySitsDown(t *testing.T) {
	c, ctx := layCourt(t, t.TempDir(), time.Now().In(app.Zone)), context.Background()
	pki, err := testpki.Make(t.TempDir(), "http://authority.test")
	c.must(err)
	down := true
	pki.Fail = func(string) bool { return down }
	s := httptest.NewServer(pki)
	t.Cleanup(s.Close)
	court := c.app.Court()
	court.Level, court.Authorities = "B-T", []string{s.URL + "/tsa"}
	c.must(c.app.SaveCourt(ctx, c.keys["顾清和"], court))
	c.sit("顾清和")
	page, err := c.app.Queue(ctx, app.QueueFilter{State: review.StatePresident, Mine: true})
	c.must(err)
	id := page.Items[0].ID
	sh, err := c.app.Show(ctx, id)
	c.must(err)
	_, err = c.app.Approve(ctx, id, sh.Hash, c.keys["顾清和"], "")
	c.must(err)
	if owed, err := c.app.Owed(ctx); err != nil || len(owed) != 1 || owed[0].Level != "B-B" {
		t.Fatalf("%+v %v", owed, err)
	}
	c.must(c.app.Close())

	down = false
	d := newTestDesk(t, c.config(), theme.LightMode, 100)
	d.seat(t, "许安宁")
	if owed, err := d.court.Owed(ctx); err != nil || len(owed) != 0 {
		t.Fatalf("%+v %v", owed, err)
	}
	_, pdf, err := d.court.Artefact(ctx, id, app.Original)
	if err != nil {
		t.Fatal(err)
	}
	r, err := d.court.Verify(pdf, nil)
	if err != nil || r.Verdict != app.Valid || r.Signatures[0].Level != "B-T" {
		t.Errorf("%+v %v", r, err)
	}
}
