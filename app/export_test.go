package app

// SameRuling is the comparison of a service copy with its original.
func (w *Workshop) SameRuling(original, copied []byte) error { return w.sameRuling(original, copied) }
