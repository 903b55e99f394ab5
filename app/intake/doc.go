// Package intake turns files as courts have them into text, and says what
// else the files hold. Every file is taken for hostile: sizes, counts,
// nesting and inflation are limited before anything is read.
package intake

import (
	"shenqian/review"
)

// Limits of one file (product.md §5, attack 5).
const (
	maxFile    = 64 << 20  // bytes of a file
	maxEntries = 2000      // entries of an archive
	maxPart    = 24 << 20  // bytes of one part after inflation
	maxTotal   = 256 << 20 // bytes of all parts after inflation
	maxDepth   = 128       // nesting of XML elements
	maxRunes   = 400_000   // characters of a ruling
)

// Document is a text and what the file held besides.
type Document struct {
	Text  string
	Notes []review.FileNote
}
