//go:build cgo

package desk

import (
	"crypto/rand"
	"encoding/pem"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/emmansun/gmsm/smx509"

	"shenqian/app"
	"shenqian/review"
	"shenqian/signing/token/softtoken"
	"shenqian/signing/trust"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// A court whose president has his RSA and his SM2 certificate in a UKey, and
// the RSA one in a token of PKCS#11 too, beside some that may not sign.
type tokenCourt struct {
	*testCourt
	skf  string // the library of the UKey
	ukey string // what the UKey holds lies in this folder
}

const ukeyPIN = "135790"

// TestMain keeps one SoftHSM for all tests: it reads its settings once.
func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "desk")
	if err != nil {
		panic(err)
	}
	softHSM = sync.OnceValues(func() (string, error) {
		conf, err := softtoken.Configure(dir)
		if err != nil {
			return "", err
		}
		return conf, os.Setenv("SOFTHSM2_CONF", conf)
	})
	status := m.Run()
	os.RemoveAll(dir)
	os.Exit(status)
}

var softHSM func() (string, error)

func layTokens(t *testing.T) *tokenCourt {
	t.Helper()
	c := &tokenCourt{testCourt: layCourt(t, t.TempDir(), testDay), ukey: t.TempDir()}
	authority, err := trust.NewTrainingAuthority(nil, "山东省云湖市人民法院", testDay)
	c.must(err)
	from, until := testDay.AddDate(-2, 0, 0), testDay.AddDate(3, 0, 0)
	national, err := authority.IssueFor(trust.SM2, "顾清和", "", from, until)
	c.must(err)
	p, err := c.app.Person(t.Context(), "顾清和")
	c.must(err)
	p.Keys = append(p.Keys, review.Binding{Fingerprint: app.Describe(national).Fingerprint, From: review.DateOf(from)})
	c.must(c.app.SavePerson(t.Context(), c.keys["顾清和"], p))

	c.skf, err = softtoken.CompileSKF(t.TempDir(), false)
	c.must(err)
	t.Setenv("SOFTSKF", c.ukey)
	for name, k := range map[string]*app.Credential{"rsa": c.keys["顾清和"], "sm2": national} {
		der, err := smx509.MarshalPKCS8PrivateKey(k.Signer)
		c.must(err)
		c.put(name+".key", pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))
		c.put(name+".sign.cer", k.Certificate.Raw)
	}
	encryption := &smx509.Certificate{
		SerialNumber: big.NewInt(7), Subject: national.Certificate.Subject, NotBefore: from, NotAfter: until, KeyUsage: smx509.KeyUsageKeyEncipherment,
	}
	der, err := smx509.CreateCertificate(rand.Reader, encryption, encryption, national.Certificate.PublicKey, national.Signer)
	c.must(err)
	c.put("sm2.enc.cer", der)
	c.put("pin", []byte(ukeyPIN))
	return c
}

func (c *tokenCourt) put(name string, b []byte) {
	c.t.Helper()
	c.must(os.WriteFile(filepath.Join(c.ukey, name), b, 0o600))
}

// fillHSM puts his certificate into a token, beside an expired one and another
// person's.
func (c *tokenCourt) fillHSM(name string) {
	c.t.Helper()
	conf, err := softHSM()
	c.must(err)
	authority, err := trust.NewTrainingAuthority(nil, "山东省云湖市人民法院", testDay)
	c.must(err)
	old, err := authority.Issue("顾清和", "", testDay.AddDate(-5, 0, 0), testDay.AddDate(0, -1, 0))
	c.must(err)
	object := func(id string, k *app.Credential) softtoken.Object {
		return softtoken.Object{Label: id, ID: id, Key: k.Signer, DER: k.Certificate.Raw}
	}
	c.must(softtoken.Fill(conf, name, object("mine", c.keys["顾清和"]), object("old", old), object("other", c.keys["唐允恭"])))
}

// at is the address of a key in the UKey.
func (c *tokenCourt) at(container string) string {
	all, err := c.app.Tokens([]string{c.skf})
	c.must(err)
	for _, f := range all {
		if f.MaySign && strings.HasSuffix(f.Address, ";container="+container) {
			return f.Address
		}
	}
	c.t.Fatal("no such container")
	return ""
}

// TestChoosingInAToken shows whose the certificates are, and lets only those be
// chosen that may sign.
func TestChoosingInAToken(t *testing.T) {
	c := layTokens(t)
	c.fillHSM("president")
	c.must(c.app.Close())
	looks(t, func(t *testing.T, mode theme.Mode, percent int, name string) {
		for _, language := range []string{"zh-Hans", "en"} {
			cfg := c.config()
			cfg.Language = language
			d := newTestDesk(t, cfg, mode, percent)
			d.seat(t, "顾清和")
			d.chooseToken(app.KeyOwner{Person: d.court.Session().Person.ID}, softtoken.SoftHSM, func(app.TokenCertificate) {})
			test.AssertImageMatches(t, "token-"+language+"-"+name+".png", d.picture())
			if n := d.buttons(d.say("ui.token.take")); n != 1 {
				t.Errorf("%d may be chosen", n)
			}
			if l := d.fyne.Preferences().StringList(prefLibraries); len(l) != 1 || l[0] != softtoken.SoftHSM {
				t.Error("the library is not remembered", l)
			}
			c.must(d.court.Close())
			d.court = nil
		}
	})
}

// buttons counts the buttons with a label in the dialog in front.
func (d *Desk) buttons(label string) (n int) {
	walk(d.win.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if b, ok := o.(*kit.Button); ok && b.Text == label {
			n++
		}
	})
	return n
}

// TestSignInWithAToken: the PIN is asked for, a wrong one says how many tries
// are left, an empty one costs none, and nothing of it stays.
func TestSignInWithAToken(t *testing.T) {
	c := layTokens(t)
	address := c.at("rsa")
	c.must(c.app.Close())
	c.must(os.Remove(filepath.Join(c.dir, "certificates", "passphrase.txt"))) // no demonstration's shortcut
	d := newTestDesk(t, c.config(), theme.LightMode, 100)
	p, err := d.court.Person(t.Context(), "顾清和")
	c.must(err)
	d.fyne.Preferences().SetString(keyPref(d.court, p.ID), address)
	d.sitDown(p)
	test.AssertImageMatches(t, "signin-token.png", d.picture())
	pass := func(s string) {
		walk(d.win.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
			if e, ok := o.(*kit.Entry); ok && e.Password {
				e.SetText(s)
			}
		})
		press(t, d, d.say("ui.signin.sit"))
	}
	pass("")
	if !d.shows(d.say("ui.token.nopin")) {
		t.Error("an empty PIN was tried")
	}
	pass("111111")
	if !d.shows("还可以再试 2 次") {
		t.Error("it doesn't say how many tries are left")
	}
	pass(ukeyPIN)
	if s := d.court.Session(); s == nil || s.Person.ID != p.ID {
		t.Fatal("not signed in")
	}
	c.put("removed", nil)
	d.leave()
	d.sitDown(p)
	if !d.shows("请插好介质") {
		t.Error("it doesn't say that the token isn't there")
	}
	c.must(filepath.WalkDir(c.dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if strings.Contains(string(b), ukeyPIN) {
			t.Error("the PIN is in", path)
		}
		return err
	}))
}

// shows says whether some words stand in the dialog in front.
func (d *Desk) shows(words string) (yes bool) {
	walk(d.win.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if x, ok := o.(*kit.Text); ok && strings.Contains(x.String(), words) {
			yes = true
		}
	})
	return yes
}

// TestABatchOfTwoSignaturesWithOnePIN reads papers, puts them aside, signs them
// twice over with one UKey that is pulled out in the middle, and goes on.
func TestABatchOfTwoSignaturesWithOnePIN(t *testing.T) {
	c := layTokens(t)
	rsa, sm2 := c.at("rsa"), c.at("sm2")
	c.must(c.app.Close())
	d := newTestDesk(t, c.config(), theme.LightMode, 100)
	d.seat(t, "顾清和")
	ids := d.putAll(t)
	if len(ids) < 3 {
		t.Fatalf("%d papers put aside", len(ids))
	}
	me := d.court.Session().Person.ID
	d.sit.held = held{}
	d.fyne.Preferences().SetString(keyPref(d.court, me), rsa)
	d.sit.national = held{path: sm2}
	d.fyne.Preferences().SetBool(keyPref(d.court, me+prefDual), true)
	looks := func(name string) { test.AssertImageMatches(t, "batch-"+name+".png", d.picture()) }
	open := func() (b *batchDialog, pins int) {
		b = d.newBatchDialog()
		walk(d.win.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
			if e, ok := o.(*kit.Entry); ok && e.Password {
				pins++
			}
		})
		return b, pins
	}
	b, pins := open()
	if pins != 1 {
		t.Errorf("%d PINs are asked for", pins)
	}
	looks("asks")
	c.put("after", []byte("4")) // one paper takes three signatures: the second is half done
	b.keys.first.pass.SetText(ukeyPIN)
	press(t, d, d.say("ui.batch.sign"))
	looks("pulled")
	signed, left := count(b.papers)
	if signed != 1 || left != len(ids)-1 {
		t.Fatalf("%d signed, %d left", signed, left)
	}
	if !d.shows("介质已拔出") {
		t.Error("it doesn't say that the token was pulled out")
	}
	// Another start of the program, with the token in again.
	c.must(os.Remove(filepath.Join(c.ukey, "after")))
	c.must(os.RemoveAll(filepath.Join(c.ukey, "removed")))
	c.must(d.court.Close())
	d.court = nil
	d = newTestDesk(t, c.config(), theme.LightMode, 100)
	d.seat(t, "顾清和")
	looks("broken")
	d.sit.held = held{path: rsa}
	d.sit.national = held{path: sm2}
	d.fyne.Preferences().SetBool(keyPref(d.court, me+prefDual), true)
	b, _ = open()
	b.keys.first.pass.SetText(ukeyPIN)
	press(t, d, d.say("ui.batch.rest"))
	if d.top() != nil || !strings.Contains(d.toast.Sentence(), fmt.Sprint(len(ids)-1)) {
		t.Errorf("said %q", d.toast.Sentence())
	}
	for _, id := range ids {
		_, pdf, err := d.court.Original(t.Context(), id)
		c.must(err)
		r, err := d.court.Verify(pdf, nil)
		c.must(err)
		if r.Verdict != "valid" || len(r.Signatures) != 2 || r.Signatures[0].Algorithm != "RSA-2048/SHA-256" || r.Signatures[1].Algorithm != "SM2/SM3" {
			t.Errorf("%s: %+v", id, r.Signatures)
		}
		m, err := d.court.Load(t.Context(), id)
		c.must(err)
		if len(m.Matter.Decisions) != 1 {
			t.Errorf("%s: %d decisions", id, len(m.Matter.Decisions))
		}
	}
	if papers, err := d.court.Batch(t.Context()); err != nil || len(papers) != 0 {
		t.Error("the batch is still there", papers, err)
	}
}

// putAll reads every paper that may be signed and puts it aside.
func (d *Desk) putAll(t *testing.T) (ids []string) {
	t.Helper()
	for range 8 {
		o := d.open
		if d.queue.aside[o.id] || o.matter().Parked != "" || o.showing == nil || o.matter().Frozen == nil || o.matter().Frozen.Open > 0 {
			d.step(1)
			continue
		}
		for i := 0; i < 20 && !d.queue.aside[o.id]; i++ {
			d.decideByKey("aside")
		}
		if !d.queue.aside[o.id] {
			t.Fatal("it was not put aside: ", o.number(), d.top(), d.toast.Sentence(), d.paper.pages.Unseen())
		}
		ids = append(ids, o.id)
	}
	return ids
}

// TestDualApproval compares the dialog that asks for two certificates.
func TestDualApproval(t *testing.T) {
	c := layTokens(t)
	rsa, sm2 := c.at("rsa"), c.at("sm2")
	c.must(c.app.Close())
	for _, l := range []struct {
		language string
		mode     theme.Mode
		percent  int
	}{{"zh-Hans", theme.LightMode, 100}, {"zh-Hans", theme.DarkMode, 150}, {"en", theme.LightMode, 150}, {"en", theme.DarkMode, 100}} {
		t.Run(fmt.Sprintf("%s-%s-%d", l.language, l.mode, l.percent), func(t *testing.T) {
			cfg := c.config()
			cfg.Language = l.language
			d := newTestDesk(t, cfg, l.mode, l.percent)
			d.seat(t, "顾清和")
			d.sit.held, d.sit.national = held{path: rsa}, held{path: sm2}
			d.fyne.Preferences().SetBool(keyPref(d.court, d.court.Session().Person.ID+prefDual), true)
			for i := 0; i < 40 && d.top() == nil; i++ {
				if d.side.main == nil {
					d.step(1)
				}
				d.mainAct()
			}
			test.AssertImageMatches(t, "dual-"+l.language+fmt.Sprintf("-%s-%d.png", l.mode, l.percent), d.picture())
			c.must(d.court.Close())
			d.court = nil
		})
	}
}
