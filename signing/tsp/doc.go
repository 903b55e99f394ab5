// Package tsp asks for time-stamps and checks them (RFC 3161).
//
// A Request is built here and its answer checked here; carrying it to an
// authority and back is an Authority's task, which the caller gives: nothing
// in this package opens a connection.
//
//	token, err := tsp.Ask(ctx, authorities, false, 0, signatureValue)
//
// Verify checks a token found in a file. It says nothing of trust.
package tsp
