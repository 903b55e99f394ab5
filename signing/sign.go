package signing

import (
	"encoding/hex"
	"fmt"
	"maps"
	"strings"
	"time"

	"shenqian/signing/cms"
	"shenqian/signing/fault"
	"shenqian/signing/keys"
	"shenqian/signing/pdffile"
)

// Rules for what is written (EN 319 142-1, 5.3 and 6.3; ISO 32000-1, 12.8.1):
//   - /Filter Adobe.PPKLite, /SubFilter by the form (form.go), /M, no /Cert
//   - /ByteRange from the first byte to the last, leaving out the value of
//     /Contents with its angle brackets and nothing else
//   - the room in /Contents is the signature's size, known before signing
//   - the widget keeps its /F and gets an /AP, empty if need be: PDF/A wants
//     one (ISO 19005-2, 6.3.3)

const (
	// The size of a signature is known beforehand, up to a few bytes for
	// ECDSA and SM2. The room is rounded up to steps, so that its length
	// tells nothing of the key, and is never tried again.
	roomStep  = 256
	roomLeast = 2048
	// rangeRoom holds "[0 n n n]" with numbers of up to eleven digits.
	rangeRoom = 42
)

// Sign adds one signature as an incremental update and returns the whole
// file. The bytes of pdf are its beginning, unchanged.
func Sign(pdf []byte, r Request) ([]byte, error) {
	signer, err := newSignerOf(r.Key, r.Form)
	if err != nil {
		return nil, err
	}
	return sign(pdf, r, signer, nil)
}

// stamper gets a time-stamp token over a signature's value, of at most
// stampRoom bytes; nil if there is none to be had.
type stamper func(value []byte) []byte

// stampRoom is the room for a token. Authorities send up to three
// certificates along, some six kilobytes.
const stampRoom = 8 << 10

// preparedSigner is what is the same for all files of a batch.
type preparedSigner struct {
	*cms.Signer
	form Form
	room int
}

func newSigner(key *keys.Credential) (*preparedSigner, error) { return newSignerOf(key, PAdES) }

func newSignerOf(key *keys.Credential, form Form) (*preparedSigner, error) {
	if form == "" {
		form = PAdES
	}
	s, err := cms.NewSigner(key, cms.Options{Form: form.syntax()})
	if err != nil {
		return nil, err
	}
	size, err := s.Size()
	if err != nil {
		return nil, err
	}
	room := max(roomLeast, (size+roomStep-1)/roomStep*roomStep)
	return &preparedSigner{s, form, room}, nil
}

// in is a signer for the form that a request asks for.
func (s *preparedSigner) in(r Request) (*preparedSigner, error) {
	if s.form == r.Form || s.form == PAdES && r.Form == "" {
		return s, nil
	}
	return newSignerOf(r.Key, r.Form)
}

func sign(pdf []byte, r Request, signer *preparedSigner, stamp stamper) ([]byte, error) {
	if r.Time.IsZero() {
		return nil, fault.New("sign.no-time")
	}
	if r.Certify != 0 && r.Certify != 2 {
		return nil, fault.New("sign.certify")
	}
	if err := r.Key.Usable(r.Time, keys.Document); err != nil {
		return nil, err
	}
	file, err := pdffile.Open(pdf)
	if err != nil {
		return nil, err
	}
	t, err := findTarget(file, r)
	if err != nil {
		return nil, err
	}
	return appendSignature(file, r, signer, t, stamp)
}

// appendSignature writes the update for a target that may be signed.
func appendSignature(file *pdffile.Reader, r Request, signer *preparedSigner, t *target, stamp stamper) ([]byte, error) {
	room := signer.room
	if stamp != nil {
		room += stampRoom
	}
	u, err := pdffile.NewUpdate(file, 2*room+8<<10)
	if err != nil {
		return nil, err
	}
	value, err := t.write(u, r)
	if err != nil {
		return nil, err
	}
	out, err := fill(u, value, room, "/Type/Sig/SubFilter/"+signer.form.subFilter()+"/M("+pdfDate(r.Time)+")"+stated(r)+t.references(r), func(content ...[]byte) ([]byte, error) {
		g, err := signer.Begin(content...)
		if err != nil {
			return nil, err
		}
		var token []byte
		if stamp != nil {
			token = stamp(g.Value)
		}
		return g.DER(token)
	})
	if err != nil {
		return nil, err
	}
	if err := keeps(file, out); err != nil {
		return nil, err
	}
	return out, nil
}

// fill writes a signature dictionary as object n, ends the update, has the
// file signed but for the room of the signature, and puts that in.
func fill(u *pdffile.Update, n, room int, entries string, sign func(content ...[]byte) ([]byte, error)) ([]byte, error) {
	body, rangeAt, contentsAt := signatureDict(entries, 2*room)
	at := u.Place(n, body)
	b := u.Close()
	from, to := at+contentsAt, at+contentsAt+2*room+2
	copy(b[at+rangeAt:], fmt.Sprintf("[0 %d %d %d]", from, to, len(b)-to))
	der, err := sign(b[:from], b[to:])
	if err != nil {
		return nil, err
	}
	if len(der) > room {
		return nil, fault.New("sign.room")
	}
	hex.Encode(b[from+1:], der)
	return b, nil
}

// signatureDict is the signature dictionary with blanks for the range and
// zeros for the signature, and where both are.
func signatureDict(entries string, digits int) (body string, rangeAt, contentsAt int) {
	var b strings.Builder
	b.Grow(digits + 1<<10) // in one piece: it is mostly the room for the signature
	b.WriteString("<</Filter/Adobe.PPKLite" + entries + "/ByteRange")
	rangeAt = b.Len()
	b.WriteString(strings.Repeat(" ", rangeRoom) + "/Contents")
	contentsAt = b.Len()
	b.WriteString("<" + strings.Repeat("0", digits) + ">>>")
	return b.String(), rangeAt, contentsAt
}

// stated are the entries with what the signer says.
func stated(r Request) string {
	var b strings.Builder
	for _, e := range []struct{ key, text string }{{"Name", r.Name}, {"Reason", r.Reason}, {"Location", r.Location}} {
		if e.text != "" {
			b.WriteString("/" + e.key + pdffile.Text(e.text))
		}
	}
	return b.String()
}

// pdfDate is a date string (ISO 32000-1, 7.9.4).
func pdfDate(t time.Time) string {
	_, off := t.Zone()
	sign := '+'
	if off < 0 {
		sign, off = '-', -off
	}
	return fmt.Sprintf("D:%s%c%02d'%02d'", t.Format("20060102150405"), sign, off/3600, off/60%60)
}

// references are the transforms (12.8.2): what a certification permits, and
// the fields that this field's lock closes.
func (t *target) references(r Request) string {
	var refs []string
	if r.Certify != 0 {
		refs = append(refs, fmt.Sprintf("<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/V/1.2/P %d>>>>", r.Certify))
	}
	if lock := t.view.Dict(t.lock); lock != nil {
		p := maps.Clone(lock)
		delete(p, "P")
		p["Type"], p["V"] = pdffile.Name("TransformParams"), pdffile.Name("1.2")
		refs = append(refs, "<</Type/SigRef/TransformMethod/FieldMDP/TransformParams"+pdffile.Format(p)+">>")
	}
	if len(refs) == 0 {
		return ""
	}
	return "/Reference[" + strings.Join(refs, "") + "]"
}
