// Package mask is 技术处理: what is hidden and what is kept when a ruling is
// put online. It is pure: the same paper, parties and profile always give the
// same text.
//
// The rules and their numbers are rules.json (R-01 … R-16, R-K, R-Z), what
// happens by the cause of the 执行依据 is causes.json, and when which profile
// is in force is profiles.json; each line of them says where it comes from and
// whether anyone has read the wording.
//
// A paper is matched in a folded form (fold.go) in which spaces, line ends,
// full-width forms and traditional characters make no difference, and is
// changed in the original, rune for rune. First comes what must stand
// (keep.go), then numbers (digits.go, codes.go), places (address.go) and last
// the names (cast.go, lexicon.go), the longest first. What is deleted takes its
// lead-in along and leaves clean punctuation (delete.go). What a machine can't
// decide is a Doubt.
package mask
