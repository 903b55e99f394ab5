package review

// Files are the files that an event brought in or says it was about: each is
// kept as long as the event.
func (e Event) Files() []Hash {
	all := []Hash{e.Frozen, e.Signed, e.Seed, e.Scan}
	if e.Kind == EventPrint { // a form is made for the printer, and not kept
		all = nil
	}
	if d := e.Draft; d != nil {
		all = append(all, d.File, d.Text, d.Facts)
	}
	if e.Attachment != nil {
		all = append(all, e.Attachment.File)
	}
	if e.Answer != nil {
		all = append(all, e.Answer.File)
	}
	if e.Service != nil {
		all = append(all, e.Service.Proof)
	}
	if e.Publication != nil {
		all = append(all, e.Publication.File, e.Publication.Disclosure)
	}
	if e.Substitute != nil {
		all = append(all, e.Substitute.Scan)
	}
	out := all[:0]
	for _, h := range all {
		if h != "" {
			out = append(out, h)
		}
	}
	return out
}
