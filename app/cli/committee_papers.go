package cli

import (
	"os"
	"strings"

	"shenqian/app"
	"shenqian/review"
	"shenqian/review/committee"
)

// committeeRecord sets and fixes the record, and writes it to --out.
func committeeRecord(r *run) (int, error) {
	return r.onCommittee(func(a *app.App, _ *app.Credential) (string, error) {
		sh, err := a.FixRecord(r.ctx, r.args[0])
		if err != nil {
			return "", err
		}
		return r.args[0], r.keep(sh.PDF)
	})
}

// keep writes a paper to --out, if that was asked for.
func (r *run) keep(pdf []byte) error {
	if r.flag("out") == "" {
		return nil
	}
	return writeNew(r.flag("out"), pdf)
}

// committeeSign signs the record as a voter, or registers the page that he
// signed by hand.
func committeeSign(r *run) (int, error) {
	seen := review.Hash(r.flag("seen"))
	return r.onCommittee(func(a *app.App, cred *app.Credential) (string, error) {
		if r.flag("scan") == "" {
			_, err := a.SignRecord(r.ctx, r.args[0], seen, cred)
			return r.args[0], err
		}
		scan, err := app.ReadFileFully(r.flag("scan"))
		if err != nil {
			return "", err
		}
		_, err = a.SignRecordOnPaper(r.ctx, r.args[0], r.flag("member"), seen, scan)
		return r.args[0], err
	})
}

// committeeMinutes drafts the minutes; --reasons is the wording, or a file of it.
func committeeMinutes(r *run) (int, error) {
	reasons := r.flag("reasons")
	if b, err := os.ReadFile(reasons); err == nil {
		reasons = string(b)
	}
	return r.onCommittee(func(a *app.App, _ *app.Credential) (string, error) {
		sh, err := a.DraftMinutes(r.ctx, r.args[0], strings.TrimSpace(reasons))
		if err != nil {
			return "", err
		}
		return r.args[0], r.keep(sh.PDF)
	})
}

func committeeApprove(r *run) (int, error) {
	return r.onCommittee(func(a *app.App, cred *app.Credential) (string, error) {
		_, err := a.ApproveMinutes(r.ctx, r.args[0], review.Hash(r.flag("seen")), cred)
		return r.args[0], err
	})
}

func committeeExecute(r *run) (int, error) {
	return r.onCommittee(func(a *app.App, _ *app.Credential) (string, error) {
		_, err := a.ExecuteDecision(r.ctx, r.args[0], r.flag("text"))
		return r.args[0], err
	})
}

// committeeExport writes one of an item's papers to --out: the report and the
// minutes for whom they are, the record for who may see how was voted.
func committeeExport(r *run) (int, error) {
	return r.onCommittee(func(a *app.App, _ *app.Credential) (string, error) {
		pdf, err := a.CommitteePaper(r.ctx, r.args[0], app.CommitteePaperKind(r.flag("what")))
		if err != nil {
			return "", err
		}
		if r.flag("out") == "" {
			return "", usage("cli.out")
		}
		return r.args[0], r.keep(pdf)
	})
}

// committeeCommands are those of the adjudication committee.
func committeeCommands() []command {
	return []command{
		{name: "committee list", do: committeeList},
		{name: "committee show", least: 1, do: committeeShow},
		{name: "committee related", least: 1, do: committeeRelated},
		{name: "committee whatif", takes: []string{"absent=", "recused=", "on="}, least: 1, do: committeeWhatIf},
		{name: "committee body", least: 1, do: committeeBody},
		{name: "committee request", takes: []string{"questions=", "report=", "item="}, many: true, do: committeeRequest},
		{name: "committee admit", takes: []string{"seen="}, least: 1, do: sit(committee.ActAdmit, seenReport)},
		{name: "committee sendback", takes: []string{"reason="}, least: 1, do: sit(committee.ActSendBack, words("reason", "-"))},
		{name: "committee screen", takes: []string{"text=", "reason="}, least: 1, do: sit(committee.ActScreen, words("reason", "text"))},
		{name: "committee call", takes: []string{"body=", "on=", "place=", "chair=", "delegation=", "shared", "meeting="}, least: 1, many: true, do: committeeCall},
		{name: "committee read", least: 1, do: sit(committee.ActRead, nil)},
		{name: "committee recuse", takes: []string{"member=", "reason="}, least: 1, do: sit(committee.ActRecuse, withMember(func(r *run, act *committee.Act) error {
			act.Reason = r.flag("reason")
			return nil
		}))},
		{name: "committee rule", takes: []string{"member=", "grant", "deny", "reason="}, least: 1, do: sit(committee.ActRule, withMember(ruled))},
		{name: "committee poll", takes: []string{"member=", "yes", "no"}, least: 1, do: sit(committee.ActPoll, polled)},
		{name: "committee signin", takes: []string{"member="}, least: 1, do: sit(committee.ActSignIn, withMember(nil))},
		{name: "committee leave", takes: []string{"member="}, least: 1, do: sit(committee.ActLeave, withMember(nil))},
		{name: "committee attend", takes: []string{"name=", "capacity="}, least: 1, do: sit(committee.ActAttend, attends)},
		{name: "committee open", least: 1, do: sit(committee.ActOpen, nil)},
		{name: "committee postpone", takes: []string{"reason="}, least: 1, do: sit(committee.ActPostpone, words("reason", "-"))},
		{name: "committee chair", takes: []string{"member=", "delegation="}, least: 1, do: sit(committee.ActChair, withMember(otherChair))},
		{name: "committee begin", least: 1, do: sit(committee.ActBegin, nil)},
		{name: "committee report", takes: []string{"text=", "name="}, least: 1, do: sit(committee.ActReport, asked)},
		{name: "committee ask", takes: []string{"text=", "name="}, least: 1, do: sit(committee.ActAsk, asked)},
		{name: "committee speak", takes: []string{"member=", "text=", "change"}, least: 1, do: sit(committee.ActSpeak, withMember(speech))},
		{name: "committee put", least: 2, do: sit(committee.ActVoteOpen, put)},
		{name: "committee ballot", takes: []string{"member=", "option=", "words=", "change"}, least: 2, do: sit(committee.ActBallot, withMember(ballot))},
		{name: "committee close", least: 2, do: sit(committee.ActVoteClose, put)},
		{name: "committee suspend", takes: []string{"reason="}, least: 1, do: sit(committee.ActSuspend, words("reason", "-"))},
		{name: "committee record", takes: []string{"out="}, least: 1, do: committeeRecord},
		{name: "committee sign", takes: []string{"seen=", "member=", "scan="}, least: 1, do: committeeSign},
		{name: "committee minutes", takes: []string{"reasons=", "out="}, least: 1, do: committeeMinutes},
		{name: "committee approve", takes: []string{"seen="}, least: 1, do: committeeApprove},
		{name: "committee again", takes: []string{"reason="}, least: 1, do: sit(committee.ActAgain, words("reason", "-"))},
		{name: "committee tofull", takes: []string{"body=", "reason="}, least: 1, do: sit(committee.ActToFull, toFull)},
		{name: "committee review", takes: []string{"reason="}, least: 1, do: sit(committee.ActReview, words("reason", "-"))},
		{name: "committee execute", takes: []string{"text="}, least: 1, do: committeeExecute},
		{name: "committee file", least: 1, do: sit(committee.ActFile, nil)},
		{name: "committee inquiry", takes: []string{"name=", "on=", "text="}, least: 1, do: sit(committee.ActInquiry, inquired)},
		{name: "committee export", takes: []string{"what=", "out="}, least: 1, do: committeeExport},
	}
}
