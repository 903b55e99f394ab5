package pdfa

// Good is a PDF/A-2a paper with an empty signature field, which is visible or
// not.
func Good(visible bool) []byte {
	g := newGood()
	if visible {
		swap(&g.widget, "[0 0 0 0]", "[300 100 500 160]")
	}
	return g.build()
}

// NearlyGood is the same with colours that no output intent covers.
func NearlyGood(visible bool) []byte {
	g := newGood()
	if visible {
		swap(&g.widget, "[0 0 0 0]", "[300 100 500 160]")
	}
	swap(&g.root, "/OutputIntents[14 0 R]", "")
	g.content = append(g.content, "1 0 0 rg\n"...)
	return g.build()
}
