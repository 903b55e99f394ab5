// Package backup is the form of a backup: one file, encrypted, from which a
// court's data can be laid out again on another machine.
//
// It is an age file (age-encryption.org/v1, filippo.io/age): for a passphrase
// (scrypt, work factor 2^18) or for recipients. age authenticates every 64 KiB
// and the end, so that a flipped bit, a cut and two files mixed are refused
// before anything of the part concerned is used.
//
// Inside lies a tar (POSIX.1-2001 pax) with these members in this order:
//
//	backup.json   Manifest
//	checkpoint    signed checkpoint of the journal in court.db (C2SP)
//	sealing.key   the key of the sealing layer (storage/FORMAT.md §2), base64
//	court.db      the database as of one moment
//	files/…       the files that it names, sealed as they lie in the data
//	end           empty: all is there
package backup
