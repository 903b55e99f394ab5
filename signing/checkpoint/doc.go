// Package checkpoint signs and reads checkpoints of a court's journal, and
// proofs that an entry is under one.
//
// A checkpoint says: the journal called Origin had Size entries, and Root is
// the root of the Merkle tree over them. Whoever holds two papers with
// checkpoints of one journal can have it shown that the later contains the
// earlier; a journal that was cut or rewritten can show no such thing.
//
// The rules, by the section of the specification:
//
//   - C2SP signed-note: text, an empty line, signature lines of the form
//     "— name base64(key id ‖ signature)", Ed25519. Done by x/mod/sumdb/note.
//   - C2SP tlog-checkpoint: the text is origin, size in decimal, root in
//     base64, one a line. Extension lines may follow; we write none and keep
//     those of others out of what they say. A checkpoint's key has the origin
//     for its name. (x/mod/sumdb/tlog.FormatTree writes another first line.)
//   - C2SP tlog-proof@v1: "extra", "index", the hashes of the proof, an empty
//     line, the checkpoint.
//   - RFC 6962 §2.1: leaf and node hashes, the tree, proofs. Done by
//     x/mod/sumdb/tlog.
package checkpoint
