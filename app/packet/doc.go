// Package packet is the form of an offline packet: one file for one key, with
// the signed acts of some matters and the files that these name.
//
// It is an age file (age-encryption.org/v1, filippo.io/age) for one X25519
// recipient. age authenticates every 64 KiB and the end. Nothing can be read of
// it from outside, the names of matters neither.
//
// Inside lies a tar (POSIX.1-2001 pax) with these members in this order:
//
//	packet.json   Manifest
//	entries       one Entry a line, as JSON, in the order of the journal
//	files/HASH    the files, named by the SHA-256 of their content, plain
//	end           empty: all is there
//
// A packet is hostile until it was read to its end: sizes and counts are held
// against the limits below before memory is taken, and nothing of it is used
// before the whole was authenticated and each file has the hash of its name.
package packet
