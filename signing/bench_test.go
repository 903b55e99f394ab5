package signing

import (
	"crypto"
	"crypto/rand"
	"crypto/sha256"
	"slices"
	"testing"
	"time"

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

// BenchmarkRatios reports signing against the raw work of the same run, one
// after the other, so that what else the machine does falls on both. "raw" is
// the median of the raw time over the median of ours.
func BenchmarkRatios(b *testing.B) {
	sum := sha256.Sum256(benchPaper)
	rsaReq, sm2Req := request("president"), pkiRequest(b, "sm2", "president")
	for name, c := range map[string]struct {
		req Request
		raw func() error
	}{
		"RSA-2048": {rsaReq, func() error { _, err := rsaReq.Key.Signer.Sign(rand.Reader, sum[:], crypto.SHA256); return err }},
		"SM2":      {sm2Req, func() error { sm3.Sum(benchPaper); return nil }},
	} {
		b.Run(name, func(b *testing.B) {
			signer, err := newSigner(c.req.Key)
			if err != nil {
				b.Fatal(err)
			}
			var raw, ours []time.Duration
			grown := 0
			for b.Loop() {
				start := time.Now()
				if err := c.raw(); err != nil {
					b.Fatal(err)
				}
				middle := time.Now()
				out, err := sign(benchPaper, c.req, signer, nil)
				if err != nil {
					b.Fatal(err)
				}
				raw, ours = append(raw, middle.Sub(start)), append(ours, time.Since(middle))
				grown = len(out) - len(benchPaper)
			}
			slices.Sort(raw)
			slices.Sort(ours)
			b.ReportMetric(float64(raw[len(raw)/2])/float64(ours[len(ours)/2]), "of-raw")
			b.ReportMetric(float64(grown)/1024, "KB-grown")
		})
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
