// Package disclosure opens a text in part: whoever committed to the whole of it
// can show any stretch of runes later and keep the rest back, and whoever sees
// what was shown can check that it is, rune for rune and in its place, what was
// committed to. A court commits to a ruling when its president signs it; the
// public copy opens what is not hidden.
//
// The scheme is a redactable commitment of known parts:
//
//   - The leaves are the single runes of the text. The tree over them has the
//     shape of RFC 6962, 2.1: n > 1 leaves are divided at the largest power of
//     two below n.
//   - The salts hang on a tree of the same shape (Goldreich, Goldwasser and
//     Micali 1986): the seed is its root, the seeds of a node's halves are
//     SHA-256(0x02 ‖ seed) and SHA-256(0x03 ‖ seed), and a leaf's seed is its
//     salt. So one seed opens a whole subtree, and nothing beside it.
//   - A leaf is SHA-256(0x00 ‖ salt ‖ UTF-8 of the rune), a node
//     SHA-256(0x01 ‖ left ‖ right). What is printed is
//     SHA-256("shenqian/disclosure/1" LF ‖ n as 8 bytes, big-endian ‖ top).
//   - A shown stretch is opened by its text and the seeds of the largest
//     subtrees that lie in it, a hidden one by the hashes of the largest
//     subtrees in it. A hidden rune can't be guessed and tried, for its salt
//     has 256 bits that nobody outside knows.
//
// What a hidden stretch still tells is its place and its length in runes, and
// what the public copy puts there. The root tells nothing without the seed.
package disclosure
