package bases

import (
	"testing"

	"shenqian/signing"
)

func TestWhatHonestHandsDoStaysValidAndTrusted(t *testing.T) {
	c, err := Found(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	bs, err := c.All()
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range bs {
		if len(b.Harmless) < 10 {
			t.Errorf("%s: only %d harmless files", b.Name, len(b.Harmless))
		}
		for _, h := range b.Harmless {
			r, err := signing.Verify(h.PDF, signing.Options{Trust: c.Trust})
			if err != nil || r.Verdict != signing.Valid || !r.Trusted {
				t.Errorf("%s: %s: %v %s (%s)", b.Name, h.Name, err, r.Verdict, r.Reason)
			}
		}
	}
}
