// Package index reckons the indices 质效指标 of enforcement (domain.md §6) over
// the cases that a court's system exported.
//
// What an index is, is data (definitions.json): which cases it looks at, which
// of them it counts, where that comes from, whether anybody has read it there,
// and the goal held beside it. A case that does not tell what an index asks for
// is counted apart and never as a no.
package index
