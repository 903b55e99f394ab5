// Package inspection is the self-inspection of termination cases 终本案件自查
// (鲁高法〔2018〕17号一·4(4); domain.md §6.3): which cases are looked at, what was
// found, in two classes that are never mixed, what was put right, and sums that
// must meet.
package inspection
