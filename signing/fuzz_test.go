package signing

import "testing"

// FuzzVerify: no bytes make Verify panic, and no change of a signed file is
// valid unless it is the file itself.
func FuzzVerify(f *testing.F) {
	signed := mustSign(f, paper("裁定"), request("president"))
	f.Add(signed, 0, byte(0))
	f.Add(mustSign(f, signed, request("court")), 100, byte(1))
	f.Fuzz(func(t *testing.T, b []byte, at int, bit byte) {
		if at >= 0 && at < len(b) {
			b[at] ^= 1 << (bit & 7)
		}
		if r, err := Verify(b, Options{Trust: trainingPool()}); err != nil || r.Verdict == "" {
			t.Fatal(err, r)
		}
	})
}
