package signing

import (
	"context"
	"crypto"
	"errors"
	"sync"
	"sync/atomic"
	"testing"

	"shenqian/signing/keys"
	"shenqian/signing/tsp"
)

func TestABatchSignsWhatItCanAndReportsEachItem(t *testing.T) {
	_, key := training()
	saved := make([][]byte, 4)
	item := func(i int, pdf []byte, field string) Item {
		return Item{
			Open:    func() ([]byte, error) { return pdf, nil },
			Request: Request{Field: field, Time: signedOn},
			Save:    func(b []byte) error { saved[i] = b; return nil },
		}
	}
	items := []Item{
		item(0, paper("一"), "president"), item(1, []byte("no file"), "president"),
		item(2, paper("三"), "nobody"), item(3, paper("四"), "court"),
	}
	told := 0
	results := SignBatch(context.Background(), key, items, BatchOptions{Done: func(int, error) { told++ }})
	for i, want := range []string{"", "pdf.header", "sign.no-field", ""} {
		if got := faultCode(results[i]); got != want {
			t.Errorf("item %d: %q, want %q", i, got, want)
		}
		if want == "" && mustVerify(t, saved[i]).Verdict != Valid {
			t.Errorf("item %d does not verify", i)
		}
	}
	if told != len(items) {
		t.Errorf("told of %d items", told)
	}
}

func TestACancelledBatchLeavesNothingHalfSigned(t *testing.T) {
	_, key := training()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	saved := 0
	items := make([]Item, 8)
	for i := range items {
		items[i] = Item{
			Open:    func() ([]byte, error) { return paper("裁定"), nil },
			Request: Request{Field: "president", Time: signedOn},
			Save: func([]byte) error {
				saved++
				cancel()
				return nil
			},
		}
	}
	results := SignBatch(ctx, key, items, BatchOptions{Parallel: 1})
	done := 0
	for _, err := range results {
		if err == nil {
			done++
		} else if faultCode(err) != "sign.cancelled" || !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	}
	if done != saved || done != 1 {
		t.Errorf("%d done, %d saved", done, saved)
	}
}

func TestABatchReachesItsLevelFileByFile(t *testing.T) {
	req := pkiRequest(t, "rsa", "president")
	good := authority(t, "tsa")
	var asks atomic.Int32
	every2nd := asked{"flaky", func(q []byte) ([]byte, error) {
		if asks.Add(1)%2 == 0 {
			return nil, errDown
		}
		return good.Stamp(context.Background(), q)
	}}
	var mu sync.Mutex
	reached := map[Level]int{}
	items := make([]Item, 6)
	for i := range items {
		items[i] = Item{
			Open:    func() ([]byte, error) { return paper("裁定"), nil },
			Request: Request{Field: "president", Time: req.Time},
			Save: func(b []byte) error {
				if r := trusted(t, b); r.Verdict != Valid || !r.Trusted {
					t.Errorf("%+v", r)
				}
				return nil
			},
			Reached: func(r *Result) {
				mu.Lock()
				defer mu.Unlock()
				reached[r.Reached]++
			},
		}
	}
	for _, err := range SignBatch(t.Context(), req.Key, items, BatchOptions{Level: LevelT, From: Sources{Stamps: []tsp.Authority{every2nd}}}) {
		if err != nil {
			t.Error(err)
		}
	}
	if reached[LevelT] != 3 || reached[LevelB] != 3 {
		t.Error(reached)
	}
}

func TestABatchSignsTwiceOrNotAtAll(t *testing.T) {
	req := pkiRequest(t, "rsa", "president")
	national := pkiRequest(t, "sm2", "").Key
	saved := make([][]byte, 3)
	items := make([]Item, len(saved))
	for i := range items {
		items[i] = Item{
			Open:    func() ([]byte, error) { return paper("裁定"), nil },
			Request: Request{Field: "president", Time: req.Time}, Second: Second{Reason: "同意签发"},
			Save: func(b []byte) error { saved[i] = b; return nil },
		}
	}
	items[1].Second.Field = "nobody"
	results := SignBatch(t.Context(), req.Key, items, BatchOptions{Second: national})
	for i, want := range []string{"", "sign.no-field", ""} {
		if got := faultCode(results[i]); got != want {
			t.Errorf("item %d: %q, want %q", i, got, want)
		}
		if (saved[i] != nil) != (want == "") {
			t.Errorf("item %d: saved %v", i, saved[i] != nil)
		}
		if want != "" {
			continue
		}
		r := trusted(t, saved[i])
		if r.Verdict != Valid || len(r.Signatures) != 2 || r.Signatures[1].Algorithm != "SM2/SM3" || r.Signatures[1].Statement != "同意签发" {
			t.Errorf("item %d: %+v", i, r)
		}
	}
	if n := Parallel(LevelT, req.Key, &keys.Credential{Signer: stranger{}}); n != 1 {
		t.Errorf("%d at a time with a token", n)
	}
	if n := Parallel(LevelT, req.Key, nil); n < stampers {
		t.Errorf("%d at a time", n)
	}
}

// stranger is a key that lies elsewhere.
type stranger struct{ crypto.Signer }
