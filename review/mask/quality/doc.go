// Package quality measures how good 技术处理 is. It has four sets of texts, each
// with what must go and what must stand marked in it:
//
//	A  rulings written from templates with people, organisations, addresses and
//	   numbers of its own (world.go); templates/dev was looked at while the
//	   rules of package mask were made; templates/held was written last, before any run
//	B  real/: rulings in the manner of many courts, marked by hand
//	C  adversarial.txt: cases written to defeat a masker
//	D  negatives.txt: sentences in which nothing may be hidden
//
// Nothing here uses the tables or expressions of package mask: what a text's
// identifiers are is known because they were put there or marked, not because a
// rule found them. No person, court or case is real.
package quality
