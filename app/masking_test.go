package app_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shenqian/app"
	"shenqian/review"
	"shenqian/review/mask"
	"shenqian/signing/trust"
)

// toPublish takes the desk's ruling to the day on which it may be published,
// and returns the court's own certificate. The clerk sits.
func (d *desk) toPublish(t *testing.T) *app.Credential {
	t.Helper()
	authority, err := trust.NewTrainingAuthority(nil, "云湖", d.now)
	if err != nil {
		t.Fatal(err)
	}
	court, err := authority.Issue("山东省云湖市人民法院", "", d.now.AddDate(-1, 0, 0), d.now.AddDate(1, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	d.toServed(t)
	d.setCourt(t, func(c *app.Court) {
		c.Keys = []review.Binding{{Fingerprint: app.Describe(court).Fingerprint, From: review.Date{Year: 2026, Month: 1, Day: 1}}}
	})
	return court
}

func (d *desk) setCourt(t *testing.T, change func(*app.Court)) {
	t.Helper()
	c := d.Court()
	change(&c)
	if err := d.SaveCourt(t.Context(), d.keys["院长"], c); err != nil {
		t.Fatal(err)
	}
}

// accept records a masking that leaves every doubt as it stands.
func (d *desk) accept(t *testing.T, r app.MaskRequest) *review.Masking {
	t.Helper()
	m, err := d.AcceptMasking(t.Context(), deskID, app.MaskingRequest{MaskRequest: r, Doubts: "已核对", Looked: true})
	if err != nil {
		t.Fatal(err)
	}
	return m.Masking
}

// masked is the desk's ruling as it would be published.
func (d *desk) masked(t *testing.T, r app.MaskRequest) (*app.Dossier, *mask.Result) {
	t.Helper()
	x, err := d.Load(t.Context(), deskID)
	if err != nil {
		t.Fatal(err)
	}
	res, err := d.Mask(x, r)
	if err != nil {
		t.Fatal(err)
	}
	return x, res
}

func TestAPublicCopyIsTheTextThatWasLookedAtWithWhatWasSpared(t *testing.T) {
	d := newDesk(t)
	court := d.toPublish(t)
	_, res := d.masked(t, app.MaskRequest{})
	first := res.Masked[0]
	k := d.accept(t, app.MaskRequest{Spare: []mask.Place{{Start: first.From, End: first.To}}})
	if len(k.Spared) != 1 || k.Spared[0].Words != first.Original || k.Places != len(res.Masked)-1 {
		t.Fatalf("%+v", k)
	}
	m, err := d.Publish(t.Context(), deskID, app.PublishRequest{Court: court})
	if err != nil {
		t.Fatal(err)
	}
	p, _ := m.Published()
	if p.MaskedText != k.Masked || p.MaskedBy != "书记" || len(p.Spared) != 1 || p.FourEyes {
		t.Fatalf("%+v", p)
	}
	if j, err := d.VerifyJournal(t.Context()); err != nil || !j.Good {
		t.Fatalf("%+v %v", j, err)
	}
}

// declared are words that the court declares as its own after someone looked:
// a name within them is then no longer hidden.
const declared = "段志成民间借贷"

func TestWhatWasOnTheScreenIsWhatIsRecorded(t *testing.T) {
	d := newDesk(t)
	d.toPublish(t)
	_, res := d.masked(t, app.MaskRequest{})
	seen := app.MaskedHash(res)
	if len(res.Doubts) > 0 {
		if _, err := d.AcceptMasking(t.Context(), deskID, app.MaskingRequest{Seen: seen}); app.Code(err) != "mask.unanswered" {
			t.Error(err)
		}
	}
	d.setCourt(t, func(c *app.Court) { c.Public = []string{declared} })
	if _, err := d.AcceptMasking(t.Context(), deskID, app.MaskingRequest{Seen: seen, Doubts: "已核对"}); app.Code(err) != "mask.stale" {
		t.Error(err)
	}
}

func TestAMaskingIsVoidOnceItComesOutOtherwiseOrAnotherProfileIsAskedFor(t *testing.T) {
	d := newDesk(t)
	court := d.toPublish(t)
	k := d.accept(t, app.MaskRequest{Profile: mask.Rule2016})
	x, _ := d.masked(t, app.MaskRequest{})
	for _, c := range []struct {
		name  string
		ask   app.MaskRequest
		holds bool
	}{
		{"nothing else is asked for", app.MaskRequest{}, true},
		{"the same profile by name", app.MaskRequest{Profile: mask.Rule2016}, true},
		{"another profile by name", app.MaskRequest{Profile: mask.Practice2024}, false},
		{"other words by name", app.MaskRequest{Hide: []string{"货款"}}, false},
		{"another cause", app.MaskRequest{Cause: "离婚纠纷"}, false},
	} {
		if got, holds := d.MaskingFor(x, c.ask); holds != c.holds || holds && got.Masked != k.Masked {
			t.Errorf("%s: %v", c.name, holds)
		}
	}
	// What the masking yields is no longer what was looked at: nothing is made.
	d.accept(t, app.MaskRequest{})
	d.setCourt(t, func(c *app.Court) { c.Public = []string{declared} })
	if _, err := d.Publish(t.Context(), deskID, app.PublishRequest{Court: court}); app.Code(err) != "publish.masking.differs" {
		t.Error(err)
	}
}

func TestUnderFourEyesOneMasksAndAnotherPublishes(t *testing.T) {
	d := newDesk(t)
	court := d.toPublish(t)
	d.setCourt(t, func(c *app.Court) { c.FourEyes = true })
	if _, err := d.Publish(t.Context(), deskID, app.PublishRequest{Court: court, Doubts: "已核对"}); app.Code(err) != "publish.foureyes.none" {
		t.Error(err)
	}
	d.accept(t, app.MaskRequest{})
	if _, err := d.Publish(t.Context(), deskID, app.PublishRequest{Court: court}); app.Code(err) != "publish.foureyes.same" || !strings.Contains(d.Words.Explain(err), "另一人") {
		t.Error(err)
	}
	d.sit(t, "甲法官")
	m, err := d.Publish(t.Context(), deskID, app.PublishRequest{Court: court})
	if err != nil {
		t.Fatal(err)
	}
	if p, _ := m.Published(); !p.FourEyes || p.MaskedBy != "书记" || p.By != "甲法官" {
		t.Errorf("%+v", p)
	}
}

func TestPublishingTogetherGoesOnAfterWhatFailedAndMakesABundle(t *testing.T) {
	d := newDesk(t)
	court := d.toPublish(t)
	dir := filepath.Join(t.TempDir(), "public")
	// Nobody has looked at it: its error is its own, and no bundle is made.
	errs, err := d.PublishAll(t.Context(), []string{deskID}, dir, court, nil)
	if err != nil || app.Code(errs[0]) != "publish.nomasking" || app.IsBundle(dir) {
		t.Fatal(errs, err)
	}
	d.accept(t, app.MaskRequest{})
	open, masked, err := d.ToPublish(t.Context())
	if err != nil || len(open) != 0 || len(masked) != 1 || masked[0].Masked != "书记" {
		t.Fatal(open, masked, err)
	}
	// A folder with something else in it is told of before anything is made.
	alien := filepath.Join(dir, "外来.pdf")
	if err := os.WriteFile(alien, []byte("%PDF-1.7"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := d.PublishAll(t.Context(), []string{deskID}, dir, court, nil); app.Code(err) != "bundle.foreign" {
		t.Fatal(err)
	}
	if x, _ := d.masked(t, app.MaskRequest{}); len(x.Matter.Publications) != 0 {
		t.Fatal("published into a foreign folder")
	}
	if err := os.Remove(alien); err != nil {
		t.Fatal(err)
	}
	done := 0
	errs, err = d.PublishAll(t.Context(), []string{deskID}, dir, court, func(_ int, err error) {
		if err == nil {
			done++
		}
	})
	if err != nil || errs[0] != nil || done != 1 || !app.IsBundle(dir) {
		t.Fatal(errs, err)
	}
	// Again, into another folder, as after a full disk: the copy that was made
	// is written, and none is made anew.
	other := filepath.Join(t.TempDir(), "again")
	d.now = d.now.Add(time.Hour)
	if errs, err := d.PublishAll(t.Context(), []string{deskID}, other, court, nil); err != nil || errs[0] != nil || !app.IsBundle(other) {
		t.Fatal(errs, err)
	}
	if x, _ := d.masked(t, app.MaskRequest{}); len(x.Matter.Publications) != 1 {
		t.Error("published twice")
	}
}

// Whatever place of the demonstration's rulings is spared: the text that comes
// of it holds nothing beyond it, and the ruling as it was is still a leak.
func TestSparingAnyPlaceLetsNothingElseThrough(t *testing.T) {
	files, err := filepath.Glob("demo/cases/*/裁定书.*")
	if err != nil || len(files) < 40 {
		t.Fatal(len(files), err)
	}
	w, err := app.NewWorkshop(app.Config{})
	if err != nil {
		t.Fatal(err)
	}
	spared := 0
	for n, path := range files {
		whole, err := w.MaskFile(t.Context(), path, app.MaskRequest{Profile: mask.Practice2024})
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		for i := n % 5; i < len(whole.Masked); i += 5 {
			h := whole.Masked[i]
			r, err := w.MaskFile(t.Context(), path, app.MaskRequest{Profile: mask.Practice2024, Spare: []mask.Place{{Start: h.From, End: h.To}}})
			if err != nil {
				t.Fatalf("%s, %q: %v", path, h.Original, err)
			}
			spared++
			if got := r.Residue(r.Text); len(got) > 0 {
				t.Errorf("%s, %q spared: %+v", path, h.Original, got)
			}
			// Once more, in a sentence of its own: what the rules find there
			// without the spare they find with it.
			again := "\n被执行人" + h.Original + "。"
			if found := whole.Residue(whole.Text + again); len(found) > 0 && len(r.Residue(r.Text+again)) == 0 {
				t.Errorf("%s: %q may stand twice", path, h.Original)
			}
		}
	}
	if spared < 100 {
		t.Errorf("only %d places were spared", spared)
	}
}
