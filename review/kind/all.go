// Package kind lists the kinds of paper. Each is one folder below; to add one,
// add the folder and a line in All.
package kind

import (
	"shenqian/review"
	"shenqian/review/kind/correction"
	"shenqian/review/kind/revocation"
	"shenqian/review/kind/supervision"
	"shenqian/review/kind/termination"
	"shenqian/review/law"
)

// All returns every kind over a book of law; the first takes every paper that
// no other recognises.
func All(book *law.Book) []review.Kind {
	return []review.Kind{
		termination.New(book),
		correction.New(book),
		revocation.New(book),

		supervision.New(book),
	}
}
