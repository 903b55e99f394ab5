package app

import (
	"crypto"
	"io"
	"testing"

	"shenqian/review"
	"shenqian/signing/keys"
)

// slowKey is a token's key: while it signs, others act.
type slowKey struct {
	crypto.Signer
	meanwhile func()
}

func (k slowKey) Sign(r io.Reader, digest []byte, o crypto.SignerOpts) ([]byte, error) {
	k.meanwhile()
	return k.Signer.Sign(r, digest, o)
}

func (k slowKey) of(c *keys.Credential) *keys.Credential {
	slow := *c
	slow.Signer = k
	return &slow
}

// A certificate signs before the step is written: meanwhile nobody waits, and
// whoever acts on the matter is not passed over.
func TestWhileATokenSignsOthersAct(t *testing.T) {
	c, _ := layBatch(t)
	ctx := t.Context()
	id, n := c.ids[0], 0
	ask := func() {
		n++
		if _, err := c.Park(ctx, id, "请来汇报。"); err != nil {
			t.Error(err)
		}
		if _, err := c.Unpark(ctx, id); err != nil {
			t.Error(err)
		}
	}
	once := func() {
		if n == 0 {
			ask()
		}
	}
	m, err := c.Decide(ctx, id, review.EventReturn, "请补正。", slowKey{c.key.Signer, once}.of(c.key))
	if err != nil || m.State != review.StateReturned || n != 1 {
		t.Fatal(m, err, n)
	}
	d, err := c.Load(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	last, before := d.Events[len(d.Events)-1], d.Events[len(d.Events)-2]
	if last.Kind != review.EventReturn || before.Kind != review.EventUnpark {
		t.Errorf("%s after %s", last.Kind, before.Kind)
	}

	// Who never gets his turn is told so, and nothing has happened.
	id = c.ids[1]
	if _, err := c.Decide(ctx, id, review.EventReturn, "请补正。", slowKey{c.key.Signer, ask}.of(c.key)); Code(err) != "act.overtaken" {
		t.Errorf("told %q", Code(err))
	}
	if d, err = c.Load(ctx, id); err != nil || d.Matter.State != review.StatePresident {
		t.Error(d.Matter.State, err)
	}
	if r, err := c.VerifyJournal(ctx); err != nil || !r.Good {
		t.Error(r, err)
	}
}

// Of two who decide one paper the slower is told what became of it.
func TestWhoDecidesAfterAnotherIsTold(t *testing.T) {
	c, _ := layBatch(t)
	ctx := t.Context()
	first := true
	slow := slowKey{c.key.Signer, func() {
		if first {
			first = false
			if _, err := c.Decide(ctx, c.ids[0], review.EventReturn, "请补正。", c.key); err != nil {
				t.Error(err)
			}
		}
	}}
	if _, err := c.Decide(ctx, c.ids[0], review.EventReconsider, "请复议。", slow.of(c.key)); Code(err) != "state.reconsider" {
		t.Errorf("told %q: %v", Code(err), err)
	}
}
