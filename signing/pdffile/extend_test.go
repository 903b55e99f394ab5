package pdffile

import (
	"bytes"
	"testing"
)

// What Extended reads is what Open reads of the whole.
func TestExtendedReadsWhatOpenReads(t *testing.T) {
	f := NewFile(6)
	root, info := f.Reserve(), f.Reserve()
	f.Put(root, "<</Type/Catalog>>")
	f.Put(info, "<</Title(a)>>")
	base := f.Close(root, info)
	for _, tail := range []string{"", "\n", "\r\n \n"} {
		b := append(bytes.Clone(base), tail...)
		r, err := Open(b)
		if err != nil {
			t.Fatal(err)
		}
		for range 3 {
			u, err := NewUpdate(r, 100)
			if err != nil {
				t.Fatal(err)
			}
			n := u.Reserve()
			u.Put(n, "<</B 2>>")
			whole := u.Close()
			want, err := Open(whole)
			if err != nil {
				t.Fatal(err)
			}
			got, err := r.Extended(whole)
			if err != nil {
				t.Fatal(err)
			}
			if len(got.Revisions) != len(want.Revisions) || got.Tail != want.Tail {
				t.Fatalf("%d revisions to %d, want %d to %d", len(got.Revisions), got.Tail, len(want.Revisions), want.Tail)
			}
			for i := range want.Revisions {
				a, b := got.Revisions[i], want.Revisions[i]
				if a.Start != b.Start || a.EOF != b.EOF || a.Length != b.Length || a.XrefAt != b.XrefAt {
					t.Errorf("revision %d: %+v, want %+v", i, a, b)
				}
			}
			for _, n := range want.Latest().Numbers() {
				a, b := got.Latest().Lookup(n), want.Latest().Lookup(n)
				if a == nil || !Equal(a.Value, b.Value) || got.Latest().DefinedIn(n) != want.Latest().DefinedIn(n) {
					t.Errorf("object %d: %+v, want %+v", n, a, b)
				}
			}
			// The first is as it was, and can be extended again.
			if r.Latest().Lookup(n) != nil {
				t.Error("the update shows in the file before it")
			}
			r = want
			if len(whole)%2 == 0 {
				r = got
			}
		}
		if _, err := r.Extended(r.Bytes()); err == nil {
			t.Error("extended by nothing")
		}
		if _, err := r.Extended(append(bytes.Clone(r.Bytes()), base...)); err == nil {
			t.Error("extended by a file of its own")
		}
	}
}
