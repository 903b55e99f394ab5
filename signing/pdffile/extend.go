package pdffile

import (
	"bytes"
	"maps"
	"slices"

	"shenqian/signing/fault"
)

// Extended reads what an update appended to the file of r. b must begin with
// that file's bytes, unchanged; only what follows them is read. What Open would
// refuse there is refused.
func (r *Reader) Extended(b []byte) (*Reader, error) {
	last := r.Revisions[len(r.Revisions)-1]
	if len(b) > r.limits.Size || len(b) <= last.Length || r.Tail != len(r.b) {
		return nil, fault.New("pdf.tail")
	}
	if len(r.Revisions) >= r.limits.Revisions {
		return nil, fault.New("pdf.too-large", "what", "revisions")
	}
	at, eof, err := lastStart(b)
	if err != nil {
		return nil, err
	}
	l := r.limits
	out := &Reader{
		b: b, limits: l, budget: &budget{Limits: l, values: l.Values, inflated: l.Inflated},
		Revisions: slices.Clone(r.Revisions), current: maps.Clone(r.current), merged: r.merged,
	}
	if rest := bytes.TrimLeft(b[len(r.b):], "\x00\t\n\f\r "); len(rest) > 0 {
		// White space in front of the update belongs to the revision before,
		// which the two readers must not share.
		if grown := len(b) - len(rest); grown > last.Length {
			v := *last
			v.Length = grown
			out.Revisions[len(out.Revisions)-1] = &v
		}
	}
	s, err := out.section(at)
	if err != nil {
		return nil, err
	}
	if prev, _ := s.trailer["Prev"].(int64); prev != int64(last.XrefAt) || s.trailer["Encrypt"] != nil {
		return nil, fault.New("pdf.prev")
	}
	if err := out.addRevision([]*section{s}); err != nil {
		return nil, err
	}
	if out.Revisions[len(out.Revisions)-1].EOF != eof {
		return nil, fault.New("pdf.startxref")
	}
	out.Tail = out.Revisions[len(out.Revisions)-1].Length
	return out, nil
}
