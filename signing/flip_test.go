package signing

import (
	"bytes"
	"testing"
)

// Any single flipped bit, anywhere in a file with two signatures, costs the
// verdict. The only harmless one is the case of a hexadecimal digit within a
// signature, which stands for the same number.
func TestNoFlippedBitStaysValid(t *testing.T) {
	signed := mustSign(t, mustSign(t, paper("裁定"), request("president")), request("court"))
	step := 1
	if testing.Short() {
		step = 17
	}
	inSignature := make([]bool, len(signed))
	for _, m := range contents.FindAllSubmatchIndex(signed, -1) {
		for i := m[2]; i < m[3]; i++ {
			inSignature[i] = true
		}
	}
	for i := 0; i < len(signed); i += step {
		for _, bit := range []byte{1 << (i % 8), 0x20} {
			b := bytes.Clone(signed)
			b[i] ^= bit
			if inSignature[i] && bytes.EqualFold(b[i:i+1], signed[i:i+1]) {
				continue
			}
			if r := mustVerify(t, b); r.Verdict == Valid {
				t.Errorf("byte %d, %q for %q, stays valid", i, b[i], signed[i])
			}
		}
	}
}

func TestNoShortenedFileIsSigned(t *testing.T) {
	pdf := paper("裁定")
	signed := mustSign(t, pdf, request("president"))
	for n := range len(signed) {
		r := mustVerify(t, signed[:n])
		if r.Verdict == Valid || r.Verdict == Modified || n > len(pdf) && n < len(signed)-1 && r.Verdict == Unsigned && r.Trusted {
			t.Errorf("%d bytes: %s", n, r.Verdict)
		}
	}
}
