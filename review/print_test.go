package review_test

import (
	"testing"

	"shenqian/review"
)

func printed(what review.PrintWhat, role review.Role, file review.Hash, bare bool, reason string) review.Event {
	return review.Event{
		Kind: review.EventPrint, Name: "印", Role: role, Frozen: file, Reason: reason,
		Printed: &review.Printed{What: what, Copies: 4, Pages: 8, Bare: bare},
	}
}

func refused(t *testing.T, p *play, e review.Event, want string) {
	t.Helper()
	if got := code(p.do(e)); got != want {
		t.Errorf("%s: %q, want %q", e.Kind, got, want)
	}
}

func TestOnlyWhatIsThereIsPrintedAndOnlyByWhoMay(t *testing.T) {
	p := newPlay()
	p.toPresident(t, "t")
	refused(t, p, printed(review.PrintOriginal, review.RoleClerk, "f", false, ""), "print.notapproved")
	refused(t, p, printed(review.PrintCopy, review.RoleClerk, "copy", true, ""), "print.notcollated")
	p.must(t, printed(review.PrintForm, review.RoleClerk, "form", false, ""))
	p.must(t, p.show("f"))
	p.must(t, approve("f"))
	p.must(t, printed(review.PrintOriginal, review.RoleClerk, "signed", false, ""))
	p.must(t, collate())
	refused(t, p, printed(review.PrintCopy, review.RoleClerk, "copy", true, ""), "print.unsealed")
	refused(t, p, printed(review.PrintCopy, review.RoleCustodian, "other", true, ""), "version.stale")
	p.must(t, printed(review.PrintCopy, review.RoleCustodian, "copy", true, ""))
	p.must(t, seal(review.SealByKey, "sealed"))
	refused(t, p, printed(review.PrintCopy, review.RoleCustodian, "copy", true, "印"), "version.stale")
	p.must(t, printed(review.PrintCopy, review.RoleClerk, "sealed", false, ""))
	refused(t, p, printed(review.PrintCopy, review.RoleClerk, "sealed", false, " "), "print.again")
	p.must(t, printed(review.PrintCopy, review.RoleClerk, "sealed", false, "卡纸"))
	if n := len(p.m.Prints); n != 5 || p.m.Prints[4].Reason != "卡纸" || p.m.Prints[4].By != "印" {
		t.Errorf("%d prints: %+v", n, p.m.Prints)
	}
	no := printed(review.PrintForm, review.RoleClerk, "form", false, "")
	no.Printed.Copies = 501
	refused(t, p, no, "copies.number")
	no.Printed = nil
	refused(t, p, no, "state.nothing")
}

func TestServiceReceiptsAreFiledAfterTheApproval(t *testing.T) {
	p := newPlay()
	p.toServed(t)
	frozen := p.m.Frozen
	p.must(t, review.Event{Kind: review.EventAttach, Name: "书", Role: review.RoleClerk, Attachment: &review.Attachment{File: "scan", Name: "送达回证.pdf", Type: "送达回证"}})
	if p.m.Frozen != frozen {
		t.Error("the paper that was approved would have to be shown again")
	}
}
