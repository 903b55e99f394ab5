package tamper

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"strings"

	"shenqian/signing/cms"
	"shenqian/signing/keys"
	"shenqian/signing/pdffile"
)

// forged is a signature that the attacker writes himself, into the very field
// of a signer and with his own key, so that every digest and signature fits.
type forged struct {
	key *keys.Credential
	// ranges chooses the /ByteRange; from and to delimit /Contents, end is the
	// file's length.
	ranges func(from, to, end int) []int
	// text writes it, if it is not to be written as it should.
	text func(r []int) string
	// contents writes /Contents; the room it fills is as long as full.
	contents  func(der []byte, full string) string
	subFilter string
	more      string // further entries of the dictionary
}

const forgedRoom = 6000

// exact is the range that a signature must cover.
func exact(from, to, end int) []int { return []int{0, from, to, end - to} }

// forge puts the signature in place of the last person's. The file is as it
// was before that person signed, if his field was there then.
func (t *target) forge(f forged) []byte {
	victim := t.first()
	base := t.pdf
	if victim.revision > 0 && t.file.At(victim.revision-1).Lookup(victim.number) != nil {
		base = t.upTo(victim.revision - 1)
	}
	if f.key == nil {
		f.key = t.stranger
	}
	if f.ranges == nil {
		f.ranges = exact
	}
	if f.subFilter == "" {
		f.subFilter = "ETSI.CAdES.detached"
	}
	const gap = 80
	head := "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/" + f.subFilter + "/M(D:20261124093000+08'00')" + f.more + "/ByteRange"
	var dict int
	b := t.updateOf(base, func(u *pdffile.Update, v pdffile.View) {
		n := u.Reserve()
		d := pdffile.Dict{}
		for k, o := range v.Lookup(victim.number).Dict() {
			d[k] = o
		}
		d["V"] = ref(n)
		u.Put(victim.number, pdffile.Format(d))
		dict = u.Place(n, head+strings.Repeat(" ", gap)+"/Contents<"+strings.Repeat("0", 2*forgedRoom)+">>>")
	})
	if b == nil {
		return nil
	}
	from := dict + len(head) + gap + len("/Contents")
	to := from + 2*forgedRoom + 2
	r := f.ranges(from, to, len(b))
	text := pdffile.Format(listed(r))
	if f.text != nil {
		text = f.text(r)
	}
	copy(b[dict+len(head):], text)
	var content [][]byte
	for i := 0; i+1 < len(r); i += 2 {
		start := min(max(r[i], 0), len(b))
		content = append(content, b[start:min(max(start+r[i+1], start), len(b))])
	}
	der, err := cms.SignDetached(f.key, cms.Options{}, content...)
	if err != nil {
		return nil // a key that does not fit the certificate it is shown with
	}
	full := "<" + hex.EncodeToString(der) + strings.Repeat("0", 2*(forgedRoom-len(der))) + ">"
	if f.contents != nil {
		full = padded(f.contents(der, full), len(full))
	}
	copy(b[from:], full)
	return b
}

func padded(s string, n int) string { return s + strings.Repeat(" ", max(0, n-len(s))) }

func listed(r []int) pdffile.Array {
	var a pdffile.Array
	for _, n := range r {
		a = append(a, int64(n))
	}
	return a
}

// signer is who signed, as the signature's certificate says.
func (t *target) signer() *cms.SignerInfo {
	s := t.first()
	end := t.file.Revisions[s.revision].Length
	info, err := cms.VerifyDetached(t.der(s), t.pdf[:s.contents.Start], t.pdf[s.contents.End:end])
	if err != nil {
		return nil
	}
	return info
}

// der is the signature's data with their padding cut.
func (t *target) der(s sig) []byte {
	digits := t.pdf[s.contents.Start+1 : s.contents.End-1]
	b := make([]byte, len(digits)/2)
	if _, err := hex.Decode(b, digits); err != nil || len(b) < 4 || b[0] != 0x30 || b[1] != 0x82 {
		return nil
	}
	return b[:min(len(b), 4+int(b[2])<<8+int(b[3]))]
}

// withContents puts other data into the place of a signature's.
func (t *target) withContents(s sig, f func(digits string) string) []byte {
	b := bytes.Clone(t.pdf)
	room := s.contents.End - s.contents.Start
	text := f(string(b[s.contents.Start+1 : s.contents.End-1]))
	if text == "" || len(text) > room {
		return nil
	}
	copy(b[s.contents.Start:], padded(text, room))
	return b
}

// raw appends objects, a table and a trailer as they are given. The table may
// name the objects' place by %d.
func (t *target) raw(pdf []byte, objects, table, trailer string) []byte {
	file, err := pdffile.Open(pdf)
	if err != nil {
		t.err = err
		return nil
	}
	last := file.Revisions[len(file.Revisions)-1]
	if strings.Contains(table, "%") {
		table = fmt.Sprintf(table, len(pdf))
	}
	b := append(bytes.Clone(pdf), objects...)
	at := len(b)
	if trailer == "" {
		trailer = fmt.Sprintf("/Size %d%s/Prev %d", last.Size()+20, t.roots(last.Trailer), last.XrefAt)
	}
	return fmt.Appendf(b, "xref\n%strailer\n<<%s>>\nstartxref\n%d\n%%%%EOF\n", table, trailer, at)
}

// roots are the entries of a trailer that say where the document begins.
func (t *target) roots(trailer pdffile.Dict) (s string) {
	for _, k := range []pdffile.Name{"Root", "Info", "ID"} {
		if v, ok := trailer[k]; ok {
			s += pdffile.Format(k) + " " + pdffile.Format(v)
		}
	}
	return s
}

const noObjects = "0 1\n0000000000 65535 f \n"
