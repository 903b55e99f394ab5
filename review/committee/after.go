package committee

import (
	"slices"

	"shenqian/review"
)

// after is what comes of a vote: its papers, another round, the ruling.
func (w *work) after() error {
	x := w.item
	switch w.Act.Act {
	case ActRecord:
		if x.Stage != Voted && x.Stage != NoMajority {
			return w.stage(x)
		}
		if w.File == "" {
			return review.Fault("committee.file")
		}
		x.Record, x.Stage = w.File, Recorded
	case ActSign:
		return w.sign()
	case ActMinutes:
		if x.Stage != Signed && x.Stage != Drafted || !x.Decided() {
			return w.stage(x)
		}
		if w.File == "" || blank(w.Text) {
			return review.Fault("committee.minutes")
		}
		x.Minutes, x.Reasons, x.Stage = w.File, w.Text, Drafted
	case ActApprove:
		return w.approve()
	case ActAgain, ActToFull, ActReview:
		return w.another()
	case ActExecute:
		if x.Stage != Approved {
			return w.stage(x)
		}
		if blank(w.Text) || w.File == "" {
			return review.Fault("committee.execute")
		}
		done := w.Act
		x.Execution, x.Stage = &done, Executed
	default: // ActFile
		if x.Stage != Executed {
			return w.stage(x)
		}
		x.Stage = Filed
	}
	return nil
}

// sign is a voter's signature under the record of this round: nobody else's,
// and each once.
func (w *work) sign() error {
	x := w.item
	switch {
	case x.Stage != Recorded:
		if !x.Unsigned(w.Member) {
			return fault("committee.signed", w.law.Record, "name", w.whom())
		}
		return w.stage(x)
	case w.Standing != x.Record:
		return review.Fault("committee.otherrecord")
	case !slices.Contains(x.voters(), w.Member):
		return fault("committee.novoter", w.law.Record, "name", w.whom())
	case !x.Unsigned(w.Member):
		return fault("committee.signed", w.law.Record, "name", w.whom())
	case w.File == "" && w.Scan == "" || w.File != "" && w.Member != w.Actor:
		return fault("committee.signature", w.law.Record)
	}
	if err := w.self(); err != nil {
		return err
	}
	x.Signed = append(slices.Clip(x.Signed), Signature{Member: w.Member, File: w.File, Scan: w.Scan, At: w.At})
	if !slices.ContainsFunc(x.voters(), x.Unsigned) {
		x.Stage = Signed
	}
	return nil
}

// approve is the president's word on the minutes' wording: he has seen them as
// they are. Of an item from which he is recused, its chair's.
func (w *work) approve() error {
	x := w.item
	if x.Stage != Drafted {
		return w.stage(x)
	}
	if w.Standing != x.Minutes {
		return review.Fault("committee.otherminutes")
	}
	by, ok := w.meeting.Roster.Find(w.Actor)
	switch {
	case x.RecusalGranted(w.Actor):
		return fault("committee.recused", w.law.Recusal, "name", w.Name)
	case w.Role == review.RoleVice && (!ok || by.Person != x.chairOf(w.meeting) || !w.presidentRecused()):
		return fault("committee.approver", w.law.Reconsider, "name", w.Name)
	}
	x.Approval, x.Stage = w.File, Approved
	return nil
}

func (w *work) presidentRecused() bool {
	return slices.ContainsFunc(w.meeting.Roster, func(m Member) bool { return m.Office == review.RolePresident && w.item.RecusalGranted(m.Person) })
}

// another is a further round. A body that found no majority discusses again, a
// professional one may hand over to the full committee; and the president may
// ask once for what was decided to be reconsidered, with his reasons.
func (w *work) another() error {
	x := w.item
	if err := w.reason(); err != nil {
		return err
	}
	if w.Act.Act == ActReview {
		switch {
		case x.Stage != Signed && x.Stage != Drafted && x.Stage != Approved:
			return w.stage(x)
		case !x.Decided():
			return w.stage(x)
		case x.RecusalGranted(w.Actor):
			return fault("committee.recused", w.law.Recusal, "name", w.Name)
		case slices.ContainsFunc(x.Past, func(r Round) bool { return r.Why == string(ActReview) }):
			return fault("committee.reviewed", w.law.Reconsider)
		}
		x.next(string(ActReview), w.Reason)
		return nil
	}
	if x.Stage != Signed || x.Decided() { // its record is signed first, as of every meeting
		return w.stage(x)
	}
	if w.Act.Act == ActToFull {
		from, _ := w.Committee.Body(x.Body)
		to, ok := w.Committee.Body(w.Member)
		if !ok || from.Kind != Professional || to.Kind != Full {
			return fault("committee.tofull", w.law.Majority)
		}
		x.Body = to.ID
	}
	x.next(string(w.Act.Act), w.Reason)
	return nil
}
