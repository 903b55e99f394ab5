// Command verifier is the page on which anyone can check a signed PDF: one
// HTML file that holds signing as WebAssembly, opens from a disk and has no way
// to reach a network.
//
//	go run ./packaging/verifier build/verifier.html
//
// makes it. Built for js/wasm, the same package is the program in the page.
package main
