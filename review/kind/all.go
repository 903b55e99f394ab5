// Package kind lists the kinds of paper. Each is one folder below; to add one,
// add the folder and a line in All.
package kind

import (
	"shenqian/review"
	"shenqian/review/kind/assistance"
	"shenqian/review/kind/backlog"
	"shenqian/review/kind/bankruptcytransfer"
	"shenqian/review/kind/caseplan"
	"shenqian/review/kind/circular"
	"shenqian/review/kind/coercion"
	"shenqian/review/kind/correction"
	"shenqian/review/kind/correctionorder"
	"shenqian/review/kind/dishonesty"
	"shenqian/review/kind/eviction"
	"shenqian/review/kind/extension"
	"shenqian/review/kind/firstseizure"
	"shenqian/review/kind/guidance"
	"shenqian/review/kind/jointanswer"
	"shenqian/review/kind/jointdecision"
	"shenqian/review/kind/jointrequest"
	"shenqian/review/kind/leaderslist"
	"shenqian/review/kind/majormatter"
	"shenqian/review/kind/overdue"
	"shenqian/review/kind/policereferral"
	"shenqian/review/kind/privateprosecution"
	"shenqian/review/kind/rectification"
	"shenqian/review/kind/recusaldecision"
	"shenqian/review/kind/release"
	"shenqian/review/kind/revocation"
	"shenqian/review/kind/reward"
	"shenqian/review/kind/searchwarrant"
	"shenqian/review/kind/selfassessment"
	"shenqian/review/kind/selfinspection"
	"shenqian/review/kind/situationreport"
	"shenqian/review/kind/spendinglimit"
	"shenqian/review/kind/stay"
	"shenqian/review/kind/summons"
	"shenqian/review/kind/supervision"
	"shenqian/review/kind/termination"
	"shenqian/review/kind/upperopinion"
	"shenqian/review/kind/withholdingform"
	"shenqian/review/law"
)

// All returns every kind over a book of law; the first takes every paper that
// no other recognises, and of two that recognise a title the earlier has it.
func All(book *law.Book) []review.Kind {
	return []review.Kind{
		termination.New(book),
		correction.New(book),
		revocation.New(book),

		supervision.New(book),
		overdue.New(book),
		jointrequest.New(book),
		jointanswer.New(book),
		jointdecision.New(book),
		firstseizure.New(book),
		upperopinion.New(book),
		backlog.New(book),
		selfinspection.New(book),
		selfassessment.New(book),
		bankruptcytransfer.New(book),
		caseplan.New(book),
		reward.New(book),
		assistance.New(book),
		policereferral.New(book),
		privateprosecution.New(book),
		leaderslist.New(book),
		spendinglimit.New(book),
		dishonesty.New(book),
		searchwarrant.New(book),
		summons.New(book),
		coercion.New(book),
		release.New(book),
		eviction.New(book),
		extension.New(book),
		stay.New(book),
		recusaldecision.New(book),
		majormatter.New(book),
		circular.New(book),
		correctionorder.New(book),
		rectification.New(book),
		guidance.New(book),
		withholdingform.New(book),
		situationreport.New(book),
	}
}
