package ruling

import (
	"strings"

	"shenqian/review"
	"shenqian/review/law"
)

// IDs are the ids of rules, in their order.
func IDs(rules []Rule) []string {
	out := make([]string, len(rules))
	for i, r := range rules {
		out[i] = r.ID
	}
	return out
}

// Pack names a set of rules: its date, and a hash over what the rules are and
// the law they read. Two programs with the same name say the same of a paper.
func Pack(date string, rules []Rule, book *law.Book) string {
	var b strings.Builder
	for _, r := range rules {
		b.WriteString(r.ID + " " + string(r.Most) + " " + r.Asks + "\n")
	}
	b.WriteString(book.Version())
	return date + "+" + string(review.HashOf([]byte(b.String()))[:12])
}
