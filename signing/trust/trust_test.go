package trust

import (
	"errors"
	"testing"
	"time"

	"shenqian/signing/fault"
)

func TestATrainingCertificateIsMarkedAndTrustedOnlyByItsOwnCourt(t *testing.T) {
	now := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	a, err := NewTrainingAuthority(nil, "示范人民法院", now)
	if err != nil {
		t.Fatal(err)
	}
	b, err := NewTrainingAuthority(nil, "示范人民法院", now)
	if err != nil {
		t.Fatal(err)
	}
	c, err := a.Issue("张三", "院长", now.AddDate(-5, 0, 0), now.AddDate(1, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	if !IsTraining(c.Certificate) || !IsTraining(a.Certificate()) {
		t.Error("not marked")
	}
	own, err := NewPool(a.PEM())
	if err != nil {
		t.Fatal(err)
	}
	if chain, err := own.Verify(c.Certificate, nil, now.AddDate(-4, 0, 0)); err != nil || len(chain) != 2 {
		t.Error(err, chain)
	}
	other, _ := NewPool(b.PEM())
	for _, tt := range []struct {
		pool *Pool
		at   time.Time
		want string
	}{
		{own, now.AddDate(3, 0, 0), "verify.chain-time"},
		{other, now, "verify.chain-unknown"},
		{nil, now, "verify.no-anchors"},
		{&Pool{}, now, "verify.no-anchors"},
	} {
		_, err := tt.pool.Verify(c.Certificate, c.Chain, tt.at)
		var f *fault.Error
		if !errors.As(err, &f) || f.Code != tt.want {
			t.Errorf("got %v, want %s", err, tt.want)
		}
	}
	if _, err := NewPool([]byte("nothing")); err == nil {
		t.Error("an empty file is no anchor")
	}
}
