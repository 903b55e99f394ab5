package signing

import (
	"crypto"
	"crypto/rand"
	"crypto/sha256"
	"testing"

	"github.com/emmansun/gmsm/sm3"
)

// The paper of the benchmarks measures about 60 KB, as a ruling does.
var benchPaper = paperOf("裁定书", 56<<10)

func BenchmarkRawRSA2048(b *testing.B) {
	_, key := training()
	sum := sha256.Sum256(benchPaper)
	for b.Loop() {
		if _, err := key.Signer.Sign(rand.Reader, sum[:], crypto.SHA256); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSignRSA2048(b *testing.B) {
	req := request("president")
	signer, err := newSigner(req.Key)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := sign(benchPaper, req, signer, nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRawSM3(b *testing.B) {
	for b.Loop() {
		sm3.Sum(benchPaper)
	}
}

func BenchmarkRawSHA256(b *testing.B) {
	for b.Loop() {
		sha256.Sum256(benchPaper)
	}
}

func BenchmarkSignSM2(b *testing.B) {
	req := pkiRequest(b, "sm2", "president")
	signer, err := newSigner(req.Key)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := sign(benchPaper, req, signer, nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkVerify(b *testing.B) {
	signed := mustSign(b, mustSign(b, benchPaper, request("president")), request("court"))
	o := Options{Trust: trainingPool()}
	b.SetBytes(int64(len(signed)))
	for b.Loop() {
		if r, err := Verify(signed, o); err != nil || r.Verdict != Valid {
			b.Fatal(err, r)
		}
	}
}
