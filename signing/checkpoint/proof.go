package checkpoint

import (
	"encoding/base64"
	"encoding/binary"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"

	"shenqian/signing/fault"
)

// Row is an entry of the journal by its number, from 1, and its hash, which is
// what the tree's leaf is the hash of.
type Row struct {
	Number int64
	Hash   [32]byte
}

// Proof is a C2SP tlog-proof that a row lies under a checkpoint.
type Proof struct {
	Row    Row
	Before []Row // rows before it that the proof's holder also attests, unproven
	Hashes [][32]byte
	Signed string // the signed checkpoint
}

const proofHeader = "c2sp.org/tlog-proof@v1"

// Format writes the proof. Its extra data are the rows, 8 bytes of number and
// 32 of hash each, the one that is proven last: so it can be checked by itself.
func (p Proof) Format() string {
	var extra []byte
	for _, r := range append(slices.Clip(p.Before), p.Row) {
		extra = append(binary.BigEndian.AppendUint64(extra, uint64(r.Number)), r.Hash[:]...)
	}
	var b strings.Builder
	b.WriteString(proofHeader + "\nextra " + base64.StdEncoding.EncodeToString(extra) + "\nindex " + strconv.FormatInt(p.Row.Number-1, 10) + "\n")
	for _, h := range p.Hashes {
		b.WriteString(base64.StdEncoding.EncodeToString(h[:]) + "\n")
	}
	return b.String() + "\n" + p.Signed
}

// IsProof says whether a text claims to be a proof.
func IsProof(text string) bool { return strings.HasPrefix(text, proofHeader+"\n") }

// ReadProof reads a proof as Format writes it, and checks that the entry lies
// under its checkpoint. Who signed that is not asked.
func ReadProof(text string) (Proof, error) {
	bad := fault.New("checkpoint.malformed")
	if len(text) > 4*longest || !IsProof(text) {
		return Proof{}, bad
	}
	head, signed, ok := strings.Cut(strings.TrimPrefix(text, proofHeader+"\n"), "\n\n")
	lines := strings.Split(head, "\n")
	if !ok || len(lines) < 2 || len(lines) > 2+63 { // RFC 6962: a proof is no longer than the tree is high
		return Proof{}, bad
	}
	extra, isExtra := strings.CutPrefix(lines[0], "extra ")
	index, isIndex := strings.CutPrefix(lines[1], "index ")
	rows, err := readRows(extra)
	n, nerr := strconv.ParseInt(index, 10, 64)
	if !isExtra || !isIndex || err != nil || nerr != nil || n < 0 || n+1 != rows[len(rows)-1].Number {
		return Proof{}, bad
	}
	p := Proof{Row: rows[len(rows)-1], Before: rows[:len(rows)-1], Signed: signed}
	var hashes tlog.RecordProof
	for _, l := range lines[2:] {
		h, err := hash(l)
		if err != nil {
			return Proof{}, bad
		}
		p.Hashes, hashes = append(p.Hashes, h), append(hashes, h)
	}
	c, err := Read(signed)
	if err != nil {
		return Proof{}, err
	}
	if n >= c.Size || tlog.CheckRecord(hashes, c.Size, c.Root, n, tlog.RecordHash(p.Row.Hash[:])) != nil {
		return Proof{}, fault.New("checkpoint.proof", "row", strconv.FormatInt(n+1, 10))
	}
	return p, nil
}

// readRows reads at least one row, in the order of their numbers.
func readRows(text string) (out []Row, err error) {
	const size = 8 + 32
	b, err := base64.StdEncoding.Strict().DecodeString(text)
	if err != nil || len(b) == 0 || len(b)%size != 0 {
		return nil, fault.New("checkpoint.malformed")
	}
	last := int64(0)
	for ; len(b) > 0; b = b[size:] {
		n := int64(binary.BigEndian.Uint64(b))
		if n <= last {
			return nil, fault.New("checkpoint.malformed")
		}
		last = n
		out = append(out, Row{n, [32]byte(b[8:size])})
	}
	return out, nil
}

func hash(text string) ([32]byte, error) {
	b, err := base64.StdEncoding.Strict().DecodeString(text)
	if err != nil || len(b) != 32 {
		return [32]byte{}, fault.New("checkpoint.malformed")
	}
	return [32]byte(b), nil
}
