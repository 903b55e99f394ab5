package signing

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"shenqian/signing/cms"
	"shenqian/signing/pdffile"
)

// Object numbers of paper.
const (
	oRoot = 1 + iota
	_
	oPage
	oContent
	oForm
	oPresident
	oCourt
	oBlank
	oInfo
)

// bytesOf calls f and hands its bytes on; an attack that cannot be built is a
// fault of the test.
func updated(t *testing.T, pdf []byte, f func(u *pdffile.Update, v pdffile.View)) []byte {
	t.Helper()
	file, err := pdffile.Open(pdf)
	if err != nil {
		t.Fatal(err)
	}
	u, err := pdffile.NewUpdate(file, 4096)
	if err != nil {
		t.Fatal(err)
	}
	f(u, file.Latest())
	return u.Close()
}

// edited rewrites one dictionary in an update.
func edited(t *testing.T, pdf []byte, n int, f func(d pdffile.Dict)) []byte {
	return updated(t, pdf, func(u *pdffile.Update, v pdffile.View) {
		d := edits{view: v, dicts: map[int]pdffile.Dict{}}.edit(v.Lookup(n))
		f(d)
		u.Put(n, pdffile.Format(d))
	})
}

var startxref = regexp.MustCompile(`startxref\s+(\d+)`)

// raw appends objects, a table and a trailer as they are given; %d in table
// is where the objects begin.
func raw(t *testing.T, pdf []byte, objects, table, trailer string) []byte {
	t.Helper()
	all := startxref.FindAllSubmatch(pdf, -1)
	prev := all[len(all)-1][1]
	if strings.Contains(table, "%") {
		table = fmt.Sprintf(table, len(pdf))
	}
	file, err := pdffile.Open(pdf)
	if err != nil {
		t.Fatal(err)
	}
	out := append(bytes.Clone(pdf), objects...)
	at := len(out)
	return fmt.Appendf(out, "xref\n%strailer\n<</Size 40/Root 1 0 R/Info 9 0 R/ID%s/Prev %s%s>>\nstartxref\n%d\n%%%%EOF\n",
		table, pdffile.Format(file.Latest().Trailer()["ID"]), prev, trailer, at)
}

// replaced swaps a piece of the same length.
func replaced(t *testing.T, pdf []byte, old, with string) []byte {
	t.Helper()
	i := bytes.LastIndex(pdf, []byte(old))
	if i < 0 || len(old) != len(with) {
		t.Fatalf("no %q", old)
	}
	out := bytes.Clone(pdf)
	copy(out[i:], with)
	return out
}

// resigned gives the last signature another range and signs anew with a key
// that is the attacker's own.
func resigned(t *testing.T, pdf []byte, shorten int) []byte {
	t.Helper()
	m := regexp.MustCompile(`/ByteRange\[0 (\d+) (\d+) (\d+)\]`).FindAllSubmatchIndex(pdf, -1)
	last := m[len(m)-1]
	num := func(i int) (n int) { _, _ = fmt.Sscan(string(pdf[last[i]:last[i+1]]), &n); return }
	a, b, c := num(2), num(4), num(6)-shorten
	out := bytes.Clone(pdf)
	copy(out[last[0]:], fmt.Sprintf("/ByteRange[0 %d %d %d]%s", a, b, c, strings.Repeat(" ", 3))[:last[1]-last[0]+2])
	_, key := training()
	der, err := cms.SignDetached(key, cms.Options{}, out[:a], out[b:b+c])
	if err != nil {
		t.Fatal(err)
	}
	for i := a + 1; i < b-1; i++ {
		out[i] = '0'
	}
	hex.Encode(out[a+1:], der)
	return out
}

type attack struct {
	name string
	want Verdict // "" for anything that is not valid
	make func(t *testing.T, signed []byte) []byte
}

func runAttacks(t *testing.T, attacks []attack) {
	t.Helper()
	signed := mustSign(t, paper("终结本次执行程序"), request("president"))
	if r := mustVerify(t, signed); r.Verdict != Valid {
		t.Fatalf("%+v", r)
	}
	for _, a := range attacks {
		t.Run(a.name, func(t *testing.T) {
			b := a.make(t, bytes.Clone(signed))
			if bytes.Equal(b, signed) {
				t.Fatal("the attack changed nothing")
			}
			r := mustVerify(t, b)
			if r.Verdict == Valid || a.want != "" && r.Verdict != a.want {
				t.Errorf("verdict %s (%s), want %s", r.Verdict, r.Reason, a.want)
			}
			if r.Trusted || r.Reason == "" {
				t.Errorf("trusted %v, reason %q", r.Trusted, r.Reason)
			}
		})
	}
}
