// Package app is what the program can do: its use-cases, wired to the domain,
// the store, the typesetter and the signer. The window and the command line
// call the same functions and hold no rules of their own.
package app
