// Package typeset turns paragraphs, tables and signature boxes into the pages
// of a PDF file. It knows no case: what a line means is the caller's affair.
//
// Make a Kit from the font files once and share it; Typeset a Document as often
// as you like, from as many goroutines as you like. The same Document gives the
// same bytes, whatever else the process does.
//
//	kit, err := typeset.NewKit(fonts)
//	paper, err := kit.Typeset(ctx, typeset.Document{
//		Title: "执行裁定书",
//		Blocks: []typeset.Block{
//			typeset.Paragraph{Style: typeset.CourtName, Text: "某某人民法院", Source: 0},
//			typeset.Paragraph{Style: typeset.Body, Text: "……", Source: 7},
//			typeset.NewPage{NoNumber: true},
//			typeset.FieldBox{Field: "president", Label: "院长意见", Height: 60},
//		},
//	})
//
// With the bytes come the places of every line of the source text, those of the
// signature fields, and the font files used, by hash.
//
// # What it writes
//
// PDF 1.7 that keeps the rules of PDF/A-2a (ISO 19005-2): every font embedded
// as a subset, every character mapped back to Unicode, sRGB output intent, XMP,
// language, structure tree. Signature fields are empty and complete: a signer
// appends the signature, its value and its appearance and need not touch the
// catalogue or the form (see fields.go).
//
// # What it refuses
//
// A character no font has, a private-use or invisible character stops the
// typesetting with fault typeset.noglyph, which names the character and its
// place: a ruling is printed as it is or not at all.
//
// # PDF/A
//
// A document is PDF/A-2a, or by its Profile 2u, or 3u with the data it was made
// from as an attachment.
//
// # How it is made
//
// layout: text → items (items.go) → lines (breaks.go, spread.go) → rows
// (paragraph.go, signatory.go, table.go) → pages (pages.go). drawing: canvas.go
// hands glyph codes to fpdf, which believes in empty stand-in fonts; finish.go
// reads what fpdf wrote and puts the real subsets and everything PDF/A wants
// in their place. Only this package imports fpdf. What a signature shows is
// drawn apart, by the signer: a box of words (appearance.go) or a seal
// (sealdrawing.go).
package typeset
