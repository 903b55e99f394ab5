// Package storage keeps a court's data: the journal of all acts, the files
// they name, and the rows that lists are made of. FORMAT.md is the format.
//
// The journal is the truth: what a matter is, follows from its events. All
// else in the database can be made again from the journal and the files.
package storage
