// Package pdffile reads and writes the objects of PDF files (ISO 32000-1).
//
// Writing: File is a new file of one revision. Reading keeps every revision
// apart, because a signature covers one revision and says nothing of the next.
package pdffile
