package app_test

import (
	"slices"
	"testing"

	"shenqian/app"
)

func TestARevokedDeskIsRefusedAndTheOtherGoesOn(t *testing.T) {
	d := newDesk(t)
	d.sit(t, "书记")
	d.bring(t, deskRuling)
	other, err := app.Open(t.Context(), app.Config{Data: d.dir, Clock: d.clock(), Machine: "二楼"})
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if _, err := other.SignIn(t.Context(), "书记", d.keys["书记"]); err != nil {
		t.Fatal(err)
	}
	elsewhere, err := other.Elsewhere(t.Context())
	if err != nil || len(elsewhere) != 1 {
		t.Fatal("the second desk is not told of the first:", elsewhere, err)
	}
	first := elsewhere[0]
	// Both work.
	for i, a := range []*app.App{d.App, other} {
		if err := a.Attach(t.Context(), deskID, "查控反馈.pdf", "查控反馈", []byte{'%', 'P', 'D', 'F', '-', byte(i)}); err != nil {
			t.Fatal(err)
		}
	}
	third, err := app.Open(t.Context(), app.Config{Data: d.dir, Clock: d.clock()})
	if err != nil {
		t.Fatal(err)
	}
	defer third.Close()
	if _, err := third.RevokeDesk(t.Context(), d.keys["书记"], first.ID, "遗失"); app.Code(err) != "role.maynot" {
		t.Fatal("anybody revokes a desk:", err)
	}
	gone, err := third.RevokeDesk(t.Context(), d.keys["院长"], first.Short(), "遗失")
	if err != nil || len(gone) != 1 || gone[0].ID != first.ID {
		t.Fatal(gone, err)
	}
	if err := d.Stands(t.Context()); app.Code(err) != "desk.revoked" {
		t.Error("the desk does not know that it was revoked:", err)
	}
	if err := d.Attach(t.Context(), deskID, "约谈笔录.pdf", "约谈笔录", []byte("%PDF-x")); app.Code(err) != "desk.revoked" {
		t.Error("a revoked desk still signs:", err)
	}
	if _, err := d.Resume(t.Context(), "书记"); err != nil { // what is kept is the second's
		t.Error("the second desk was revoked too:", err)
	}
	if err := other.Attach(t.Context(), deskID, "约谈笔录.pdf", "约谈笔录", []byte("%PDF-x")); err != nil {
		t.Error("the second desk was revoked too:", err)
	}
	if r, err := other.VerifyJournal(t.Context()); err != nil || !r.Good {
		t.Error(r, err)
	}
	all, err := other.OpenDesks(t.Context())
	if err != nil || !slices.ContainsFunc(all, func(o app.OpenDesk) bool { return o.ID == first.ID && o.Revoked != nil }) {
		t.Error("the list does not say so", err)
	}
}

func TestOnlyTheOneAtTheDeskUnlocksIt(t *testing.T) {
	d := newDesk(t)
	d.sit(t, "书记")
	if err := d.Unlocks(t.Context(), d.keys["院长"]); app.Code(err) != "lock.other" {
		t.Error("unlocked by another's certificate:", err)
	}
	if err := d.Unlocks(t.Context(), d.keys["书记"]); err != nil {
		t.Error(err)
	}
	own := app.Describe(d.keys["书记"]).Fingerprint
	if err := d.ReportKey(t.Context(), d.keys["院长"], own, "丢失", d.now); err != nil {
		t.Fatal(err)
	}
	if err := d.Unlocks(t.Context(), d.keys["书记"]); app.Code(err) != "key.reported" {
		t.Error("unlocked by a certificate that was reported:", err)
	}
}

func TestADeskLocksAfterTenMinutesUnlessTheCourtSaysOtherwise(t *testing.T) {
	d := newDesk(t)
	if n := d.Court().IdleMinutes(); n != 10 {
		t.Error(n)
	}
	d.setCourt(t, func(c *app.Court) { c.Idle = 3 })
	if n := d.Court().IdleMinutes(); n != 3 {
		t.Error(n)
	}
	c := d.Court()
	c.Idle = 500
	if err := d.SaveCourt(t.Context(), d.keys["院长"], c); app.Code(err) != "court.idle" {
		t.Error(err)
	}
}
