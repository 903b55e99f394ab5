// Package review is the domain: what a court decides on the desk, and by
// which rules. It is pure: no files, no network, no clock (time is always a
// parameter), no window.
//
// A Matter (事项) is one thing to be decided, of one Kind (文书种类). Its
// history is a list of Events; Matter.Apply is the only way to change it, and
// refuses every event the law does not allow at that point. Whoever holds the
// events can therefore replay them and knows the state to be lawful.
//
// A Draft's text becomes a Version, with its text hash, at submission. Earlier
// steps sign that hash. The Version's pages of one day are the FrozenFile, and
// the president signs exactly those bytes.
package review
