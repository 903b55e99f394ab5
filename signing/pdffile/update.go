package pdffile

import (
	"bytes"
	"fmt"
	"slices"

	"shenqian/signing/fault"
)

// Update is an incremental update (ISO 32000-1, 7.5.6): it appends to a file
// and leaves every byte of it as it was.
type Update struct {
	r       *Reader
	b       []byte
	offsets map[int]int
	next    int
}

// NewUpdate begins an update of the file; room is how many bytes the update
// is expected to take.
func NewUpdate(r *Reader, room int) (*Update, error) {
	last := r.Revisions[len(r.Revisions)-1]
	if r.Tail != len(r.b) || len(last.Stray) > 0 && len(r.Revisions) > 1 {
		return nil, fault.New("pdf.tail")
	}
	u := &Update{r: r, offsets: map[int]int{}, next: last.Size()}
	for _, v := range r.Revisions { // a later /Size may be smaller
		u.next = max(u.next, v.Size())
	}
	// Join clears no memory that it fills at once.
	u.b = bytes.Join([][]byte{r.b, make([]byte, room)}, nil)[:len(r.b)]
	if c := r.b[len(r.b)-1]; c != '\n' && c != '\r' {
		// The line that %%EOF stands on must end before an object begins. The
		// comment sign keeps the line end out of the revision before.
		u.b = append(u.b, "%\n"...)
	}
	return u, nil
}

func (u *Update) Reserve() int {
	u.next++
	return u.next - 1
}

func (u *Update) Put(n int, body string) { u.Place(n, body) }

// Place is Put; it returns where in the file the body begins, so that parts
// of it can be filled in once the file is whole.
func (u *Update) Place(n int, body string) int {
	u.offsets[n] = len(u.b)
	u.b = fmt.Appendf(u.b, "%d %d obj\n", n, u.generation(n))
	at := len(u.b)
	u.b = append(append(u.b, body...), "\nendobj\n"...)
	return at
}

func (u *Update) Stream(n int, dict string, data []byte) {
	u.offsets[n] = len(u.b)
	u.b = appendStream(u.b, n, dict, data)
}

func (u *Update) Deflate(n int, dict string, data []byte) {
	u.offsets[n] = len(u.b)
	u.b = appendDeflated(u.b, n, dict, data, 6)
}

// Close writes the cross-references in the form of the file's last revision
// and returns the whole file. /Root, /Info and /ID stay as they are.
func (u *Update) Close() []byte {
	base := u.r.Revisions[len(u.r.Revisions)-1]
	at := len(u.b)
	stream := base.Form == XrefStream
	self := 0
	if stream {
		self = u.Reserve()
		u.offsets[self] = at
	}
	tail := fmt.Sprintf("/Size %d", u.next)
	for _, k := range []Name{"Root", "Info", "ID"} {
		if v, ok := base.Trailer[k]; ok {
			tail += Format(k) + " " + Format(v)
		}
	}
	tail += fmt.Sprintf("/Prev %d", base.XrefAt)
	if stream {
		index, data := u.streamEntries()
		u.b = appendStream(u.b, self, "/Type/XRef/W[1 4 2]/Index["+index+"]"+tail, data)
	} else {
		u.table()
		u.b = append(u.b, "trailer\n<<"+tail+">>\n"...)
	}
	u.b = fmt.Appendf(u.b, "startxref\n%d\n%%%%EOF\n", at)
	return u.b
}

// runs are the written objects' numbers as runs without gaps.
func (u *Update) runs() [][]int {
	ns := make([]int, 0, len(u.offsets))
	for n := range u.offsets {
		ns = append(ns, n)
	}
	slices.Sort(ns)
	var out [][]int
	for i, from := 1, 0; i <= len(ns); i++ {
		if i == len(ns) || ns[i] != ns[i-1]+1 {
			out = append(out, ns[from:i])
			from = i
		}
	}
	return out
}

func (u *Update) generation(n int) int {
	if o := u.r.Latest().Lookup(n); o != nil {
		return o.Generation
	}
	return 0
}

func (u *Update) table() {
	u.b = append(u.b, "xref\n"...)
	for _, run := range u.runs() {
		u.b = fmt.Appendf(u.b, "%d %d\n", run[0], len(run))
		for _, n := range run {
			u.b = fmt.Appendf(u.b, "%010d %05d n \n", u.offsets[n], u.generation(n))
		}
	}
}

func (u *Update) streamEntries() (index string, data []byte) {
	for _, run := range u.runs() {
		index += fmt.Sprintf("%d %d ", run[0], len(run))
		for _, n := range run {
			o, g := u.offsets[n], u.generation(n)
			data = append(data, 1, byte(o>>24), byte(o>>16), byte(o>>8), byte(o), byte(g>>8), byte(g))
		}
	}
	return index[:max(0, len(index)-1)], data
}
